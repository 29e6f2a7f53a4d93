"""Comments that excuse what stands on their line: `# pmo: ignore[rule] reason`, for what has no element to put a waiver beside."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pmo.source.text import SourceFile

MARK = "pmo: ignore"
"""What every such comment holds."""

_COMMENT = re.compile(r"(?:^|(?<=\s))#[ \t]*pmo: ignore\[([^\]\n]*)\][ \t]*([^\r\n]*)")


@dataclass(frozen=True, slots=True)
class Ignore:
    """One such comment. `line` is the line that it excuses: its own, or the next where nothing else stands on its own."""

    file: SourceFile
    start: int
    line: int
    rules: tuple[str, ...]
    reason: str


def ignores(file: SourceFile) -> Iterator[Ignore]:
    """The comments of a file, in order."""
    text = file.text
    if MARK not in text:
        return
    for found in _COMMENT.finditer(text):
        line, column = file.position(found.start())
        alone = not text[found.start() - column + 1 : found.start()].strip()
        rules = tuple(name.strip() for name in found[1].split(",") if name.strip())
        yield Ignore(file, found.start(), line + alone, rules, found[2].strip())
