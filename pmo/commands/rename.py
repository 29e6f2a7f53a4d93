"""`pmo rename`: another id for an element, everywhere."""

from pathlib import Path
from typing import TextIO

from pmo.commands.check import BASELINE
from pmo.commands.editing import finish, plan_to_edit
from pmo.editing.renaming import rename
from pmo.errors import ExitCode, PmoError
from pmo.output.places import Places
from pmo.output.summary import plural
from pmo.source.text import SourceFile
from pmo.terminal import visible

_MOST = 10


def run(path: Path, old: str, new: str, *, dry_run: bool, stream: TextIO) -> ExitCode:
    """Give the element `old` the id `new` in the plan in or above `path`.

    Raises:
        PmoError: it cannot be renamed, or a file cannot be written. Nothing was written.
    """
    root, loaded = plan_to_edit(path)
    found = rename(root, loaded, old, new, _baseline(root))
    places = Places.seen_from_here(root)
    files = sum(change.after is not None for change in found.changes)
    stream.write(
        f"`{visible(old)}` becomes `{visible(new)}`: its key and {plural(found.named, 'mention') if found.named else 'no mention'}, "
        f"in {plural(files, 'file')}.\n"
    )
    if found.fingerprints:
        stream.write(
            f"{plural(found.fingerprints, 'confirmation')} in reviews got a new fingerprint, since the id is a part of it; what was confirmed "
            "stays confirmed.\n"
        )
    if found.moved:
        stream.write(f"{places.shown_path(found.moved[0])} becomes {places.shown_path(found.moved[1])}.\n")
    finish(found.changes, root, dry_run=dry_run, stream=stream)
    if found.left:
        stream.write(
            "The old id still stands as a word in these lines (texts, comments, your own keys), which were left alone:\n"
        )
        stream.writelines(f"  {places.shown_path(file.path)}:{line}\n" for file, line in found.left[:_MOST])
        if len(found.left) > _MOST:
            stream.write(f"  and {len(found.left) - _MOST} more\n")
    return ExitCode.CLEAN


def _baseline(root: Path) -> SourceFile | None:
    path = root / BASELINE
    try:
        return SourceFile(BASELINE, path.read_bytes().decode("utf-8").lstrip("\ufeff"))
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise PmoError(f"{visible(str(path))} cannot be read. Mend or remove it, and run this again.") from error
