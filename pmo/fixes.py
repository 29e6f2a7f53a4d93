"""Making the fixes that have one right answer, in the files themselves: nothing else in them changes by a byte."""

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pmo.atomic import write_bytes
from pmo.errors import PmoError
from pmo.findings import Finding
from pmo.source.edits import Edit, apply
from pmo.source.text import SourceFile

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Change:
    """A file before and after its fixes."""

    file: SourceFile
    text: str


def changes(findings: Iterable[Finding]) -> list[Change]:
    """What the fixes make of the files, in the order of their paths."""
    edits: dict[SourceFile, list[Edit]] = {}
    for finding in findings:
        for edit in finding.edits:
            edits.setdefault(edit.file, []).append(edit)
    found = (Change(file, apply(file.text, dict.fromkeys(wanted))) for file, wanted in edits.items())
    return sorted((change for change in found if change.text != change.file.text), key=lambda change: change.file.path)


def diff(change: Change, path: str) -> Iterator[str]:
    """The change as a unified diff, a line at a time."""
    before, after = change.file.text.splitlines(), change.text.splitlines()
    return difflib.unified_diff(before, after, f"a/{path}", f"b/{path}", lineterm="")


def write(change: Change, root: Path) -> None:
    """Put the changed text in place of the old.

    Raises:
        PmoError: the file is not what it was when it was checked, or cannot be written; it is left alone.
    """
    path = root / change.file.path
    try:
        data = path.read_bytes()
        mark = _BOM if data.startswith(_BOM) else b""
        if data.removeprefix(mark) != change.file.text.encode("utf-8"):
            raise PmoError(f"{change.file.path} changed while it was being checked; nothing was written. Run it again.")
        write_bytes(path.resolve(), mark + change.text.encode("utf-8"))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise PmoError(f"{change.file.path} cannot be written: {reason}.") from error
