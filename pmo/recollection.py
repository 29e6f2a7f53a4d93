"""What elements said when a review confirmed them: found in git by the fingerprint that the review kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pmo.errors import GitError
from pmo.fingerprint import fingerprint
from pmo.git import Commit, repository_of
from pmo.history import History
from pmo.wording import Wording, wording

MOST = 200
"""How many revisions are looked through: years of reviews, in a second or two."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """An element's wording as a revision had it."""

    wording: Wording
    commit: Commit


@dataclass(frozen=True, slots=True)
class Recollection:
    """The former wordings by element id, and why the others cannot be shown."""

    found: Mapping[str, Remembered] = field(default_factory=dict)
    lacking: str = ""


def recollect(root: Path, seen: Mapping[str, str]) -> Recollection:
    """Look for the text of each element that had the fingerprint `seen`, from the newest revision of the plan back."""
    if not seen:
        return Recollection()
    found: dict[str, Remembered] = {}
    try:
        repository = repository_of(root)
        history = History(repository)
        commits = repository.commits(most=MOST)
        for commit in commits:
            elements = history.plan_at(commit.id).plan.elements
            for name in seen.keys() - found.keys():
                element = elements.get(name)
                if element is not None and fingerprint(element, elements) == seen[name]:
                    found[name] = Remembered(wording(element, elements), commit)
            if len(found) == len(seen):
                break
    except GitError as error:
        return Recollection(found, str(error))
    if len(commits) == MOST:
        return Recollection(
            found, f"The last {MOST} revisions of the plan in git do not have the text that was confirmed."
        )
    if repository.shallow:
        return Recollection(
            found,
            "What git has here does not have the text that was confirmed: the clone is shallow. `git fetch --unshallow` brings the rest.",
        )
    return Recollection(found, "No revision of the plan in git has the text that was confirmed.")
