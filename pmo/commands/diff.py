"""`pmo diff`: what changed in the plan between two revisions, in meaning."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

from pmo.changes import Changes, compare
from pmo.engine import alignment_of
from pmo.errors import ExitCode, GitError, UsageError
from pmo.git import Commit, Repository, repository_of
from pmo.history import History
from pmo.model import Plan
from pmo.output.difference import Difference, difference_json, difference_markdown, difference_text
from pmo.source.files import find_root
from pmo.story import aim_commits
from pmo.terminal import Style, visible


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be compared: `revisions` as the user wrote it (`A..B`, `A...B`, `A`, nothing), or since the last review."""

    path: Path
    today: dt.date
    revisions: str | None = None
    since_review: bool = False
    format: str = "text"


def run(request: Request, *, style: Style, stream: TextIO) -> ExitCode:
    """Print what changed.

    Raises:
        PmoError: there is no plan, no history, or no such revision.
    """
    root = find_root(request.path)
    history = History(repository_of(root))
    now = history.plan_now().plan if request.since_review else None
    before, after = _ends(request, history.repository, now)
    difference = difference_of(history, before, after, request.today)
    render: dict[str, Callable[[], str]] = {
        "text": lambda: difference_text(difference, style),
        "markdown": lambda: difference_markdown(difference),
        "json": lambda: difference_json(difference),
    }
    stream.write(render[request.format]())
    return ExitCode.CLEAN


def _ends(request: Request, repository: Repository, now: Plan | None) -> tuple[Commit, Commit | None]:
    """The commits to compare; None for the files as they are now."""
    revisions = request.revisions or ""
    if now is not None:
        if revisions:
            raise UsageError("Name revisions or ask for `--since-review`, not both.")
        return before_review(now, request.today, repository), None
    if "..." in revisions:
        one, _, other = revisions.partition("...")
        newer = repository.resolve(other or "HEAD")
        return repository.fork(one or "HEAD", newer.id), newer
    one, dots, other = revisions.partition("..")
    return repository.resolve(one or "HEAD"), repository.resolve(other or "HEAD") if dots else None


def before_review(plan: Plan, today: dt.date, repository: Repository) -> Commit:
    """The commit that the last review looked at: the last of its day, or the one that brought its record where history begins later."""
    held = [review for review in plan.reviews if review.date is not None and review.date <= today]
    if not held:
        raise UsageError("No review is recorded in the plan yet. Name a revision or a day: `pmo diff 2026-03-31`.")
    review = max(held, key=lambda review: review.date or dt.date.min)
    try:
        return repository.on(review.date or today)
    except GitError:
        commit = repository.came_with(review.id, review.origin.file.path)
        if commit is None:
            raise
        return repository.resolve(commit)


def difference_of(history: History, before: Commit, after: Commit | None, today: dt.date) -> Difference:
    """What changed from one commit to another (None: the files as they are), each judged on its own day.

    Raises:
        GitError: git cannot tell.
    """
    earlier = history.plan_at(before.id).plan
    later = history.plan_at(after.id).plan if after else history.plan_now().plan
    until = after.date if after else today
    # A clock that is wrong must not make a plan younger than what came before it.
    changes = compare(alignment_of(earlier, before.date), alignment_of(later, max(until, before.date)))
    until_commit = after.id if after else history.repository.head
    if changes.moved and until_commit and until_commit != before.id:
        changes = _with_commits(changes, history, before.id, until_commit)
    return Difference(changes, before, after, tuple(_notes(changes, history, before, after)))


def _with_commits(changes: Changes, history: History, since: str, until: str) -> Changes:
    """The same changes, each moved target with the commits that moved it."""
    found = aim_commits(
        history, [change.was or change.id for change in changes.moved] + [c.id for c in changes.moved], since, until
    )
    elements = tuple(
        replace(c, aim=replace(c.aim, commits=found.get(c.id) or found.get(c.was or "", ()))) if c.aim else c
        for c in changes.elements
    )
    return replace(changes, elements=elements)


def _notes(changes: Changes, history: History, before: Commit, after: Commit | None) -> list[str]:
    conflicts = set(history.repository.unmerged()) if changes.unread and after is None else set()
    notes = [
        f"Not compared, since it is in the middle of a merge: {visible(path)}. Solve its conflict first."
        if path in conflicts
        else f"Not compared, since it cannot be read: {visible(path)}. `pmo check` says why."
        for path in changes.unread
    ]
    sides = dict.fromkeys((before.id, after.id if after else history.repository.head or before.id))
    apart = dict.fromkeys(path for commit in sides for path in history.files_at(commit).submodules)
    notes += [f"Not compared: {visible(path)} is a submodule, whose history is its own." for path in apart]
    return notes
