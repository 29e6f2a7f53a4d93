"""What the commands that write into a plan share: the plan they begin with, the diff or the writing they end with, a question between."""

from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from pmo.errors import PmoError
from pmo.output.places import Places
from pmo.reader.load import Loaded, load_plan
from pmo.scaffold.console import Console, Question
from pmo.source.files import find_root
from pmo.source.text import SourceFile
from pmo.terminal import visible
from pmo.writing import Change, diff, write

_MOST = 20


def plan_to_edit(path: Path) -> tuple[Path, Loaded]:
    """The plan in or above a path, and its folder.

    Raises:
        PmoError: there is no plan, or a file of it cannot be read: what it holds is not known, so nothing can be added safely.
    """
    root = find_root(path)
    loaded = load_plan(root)
    if loaded.plan.unread:
        names = ", ".join(visible(file.path) for file in loaded.plan.unread)
        raise PmoError(
            f"{names} cannot be read, so it is not known what the plan holds. `pmo check` says why; mend it first."
        )
    return root, loaded


def finish(changes: Sequence[Change], root: Path, *, dry_run: bool, stream: TextIO) -> None:
    """Write the changes and say where, or show them as a diff.

    Raises:
        PmoError: they cannot be written, or a file changed meanwhile. Nothing was written.
    """
    places = Places.seen_from_here(root)
    if dry_run:
        for change in changes:
            stream.writelines(f"{visible(line)}\n" for line in diff(change, places.shown_path(change.path)))
        stream.write("Nothing was written (--dry-run).\n")
        return
    write(changes, root)
    for change in changes[:_MOST]:
        word = "Removed" if change.after is None else "Written to" if change.before is not None else "Written:"
        stream.write(f"{word} {places.shown_path(change.path)}{_lines(change)}\n")
    if len(changes) > _MOST:
        stream.write(f"and to {len(changes) - _MOST} more files\n")


def _lines(change: Change) -> str:
    """The first line that changed, as `:12`, for whoever wants to look."""
    if change.before is None or change.after is None:
        return ""
    same = 0
    for same, (old, new) in enumerate(zip(change.before, change.after, strict=False)):  # noqa: B007 -- the last one counts
        if old != new:
            break
    else:
        same = min(len(change.before), len(change.after))
    while change.after[same : same + 1] in {"\n", "\r"}:
        same += 1
    return f":{SourceFile(change.path, change.after).position(same)[0]}"


def confirmed(console: Console, question: Question) -> bool:
    """Whether the answer is yes; anything but yes or no is asked again.

    Raises:
        StoppedError: the user wants out.
    """
    again = ""
    while True:
        answer = console.ask(question, again).lower()
        if answer in {"y", "yes"}:
            return True
        if answer in {"", "n", "no"}:
            return False
        again = "Answer y or n."
