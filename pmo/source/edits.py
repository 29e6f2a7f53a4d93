"""Changes to a file's text: what stands from one offset to another becomes something else, and everything around it stays."""

from collections.abc import Iterable
from dataclasses import dataclass

from pmo.source.text import Place, SourceFile


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the text from `start` to `end` (exclusive) of a file by `text`."""

    file: SourceFile
    start: int
    end: int
    text: str


def swap(place: Place, old: str, new: str) -> tuple[Edit, ...]:
    """The edit that puts one word for another at a place; none where the word does not stand there as it is (it may be escaped)."""
    text, start = place.file.text, place.start
    if text[start : start + 1] in {'"', "'"}:
        start += 1
    if not old or text[start : start + len(old)] != old:
        return ()
    return (Edit(place.file, start, start + len(old), new),)


def remove_entry(file: SourceFile, key_start: int) -> tuple[Edit, ...]:
    """The edit that takes a key with all that is indented below it out of a block mapping; none for an entry in braces.

    Comments that stand directly above the key at its indentation stay: nobody can tell whether they belong to it.
    """
    line, column = file.position(key_start)
    text = file.text
    line_start = key_start - column + 1
    if text[line_start:key_start].strip():
        return ()
    last = line
    for number in range(line + 1, file.lines + 1):
        content = file.line(number)
        if content.strip() and len(content) - len(content.lstrip(" ")) < column:
            break
        if content.strip():
            last = number
    end = line_start
    for number in range(line, last + 1):
        end += len(file.line(number))
        end += 2 if text.startswith("\r\n", end) else 1
    return (Edit(file, line_start, min(end, len(text)), ""),)


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text with the edits made. Of two that overlap only the first is made: another run finds what is left."""
    parts, position = [], 0
    for edit in sorted(edits, key=lambda found: (found.start, found.end)):
        if edit.start < position:
            continue
        parts += [text[position : edit.start], edit.text]
        position = edit.end
    return "".join([*parts, text[position:]])
