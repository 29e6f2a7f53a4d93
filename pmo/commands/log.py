"""`pmo log [ID]`: how one element, or the whole plan, came to be what it is."""

from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from pmo.errors import ExitCode, UsageError
from pmo.git import Commit, repository_of
from pmo.history import History
from pmo.nearest import did_you_mean
from pmo.output.story import plan_story_text, story_json, story_text
from pmo.source.files import find_root
from pmo.story import plan_story, story_of
from pmo.terminal import Style, visible


@dataclass(frozen=True, slots=True)
class Request:
    """Whose history is wanted: of an element (None: of the whole plan), after a revision or a day (None: from the beginning)."""

    path: Path
    name: str | None = None
    since: str | None = None
    format: str = "text"


def run(request: Request, *, style: Style, stream: TextIO) -> ExitCode:
    """Print the history.

    Raises:
        PmoError: there is no plan, no history, no such revision, or no element that ever had this id.
    """
    history = History(repository_of(find_root(request.path)))
    since = history.repository.resolve(request.since).id if request.since is not None else None
    if request.name is None:
        steps = plan_story(history, since)
        first = steps[-1].commit if steps else None
        notes = _notes(first if first is not None and history.repository.cut_off(first) else None)
        text = story_json(steps, notes) if request.format == "json" else plan_story_text(steps, notes, style)
        stream.write(text if steps else "Nothing changed in meaning.\n")
        return ExitCode.CLEAN
    story = story_of(history, request.name, since)
    if not story.steps and not (since and request.name in history.plan_now().plan.elements):
        raise UsageError(_unknown(history, request.name, since))
    notes = _notes(story.cut_off)
    if request.format == "json":
        stream.write(story_json(story.steps, notes, story))
    else:
        stream.write(story_text(story, notes, style) if story.steps else "Nothing changed in meaning.\n")
    return ExitCode.CLEAN


def _unknown(history: History, name: str, since: str | None) -> str:
    ids = history.plan_now().plan.elements
    seen = " The clone is shallow, so that older ones cannot be seen." if history.repository.shallow else ""
    then = " since then" if since else ""
    return (
        f"Neither the plan nor its history{then} has an element `{visible(name)}`.{did_you_mean(name, set(ids))}{seen}"
    )


def _notes(cut_off: Commit | None) -> tuple[str, ...]:
    if cut_off is None:
        return ()
    begins = f"This clone is shallow and begins with {cut_off.short} of {cut_off.date.isoformat()}"
    return (f"{begins}: what came before cannot be seen. `git fetch --unshallow` brings it.",)
