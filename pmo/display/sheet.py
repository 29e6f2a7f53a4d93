"""A sheet of text that grows line by line: wrapped to a terminal, as it is anywhere else, the plan's text harmless on both."""

import re
import textwrap
from collections.abc import Iterable, Sequence
from unicodedata import category, east_asian_width

from pmo.terminal import Style, visible

_NARROWEST_COLUMN = 8
_HELD = "\u00a0"
# A statement may go over several lines; here it is one paragraph.
_SPACES = re.compile(r"[ \t]*[\r\n][ \t\r\n]*|\t")


class Sheet:
    """Lines of text in a style. What is put on it comes from the plan and may hold anything."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self._lines: list[str] = []

    def line(self, text: str = "", indent: int = 0, hang: int = 0) -> None:
        """A paragraph; the lines after the first stand `hang` columns further to the right."""
        self._lines += self._wrapped(visible(_SPACES.sub(" ", text)), " " * indent, " " * (indent + hang))

    def strong(self, text: str) -> None:
        """A heading."""
        self._lines += [self.style.bold(line) for line in self._wrapped(visible(text), "", "  ")]

    def aside(self, text: str, indent: int = 0) -> None:
        """A paragraph that stands back."""
        self._lines += [self.style.dim(line) for line in self._wrapped(visible(text), " " * indent, " " * indent)]

    def facts(self, rows: Iterable[tuple[str, str]], indent: int = 2) -> None:
        """Names and values in two columns, the values wrapped in theirs. Where names take half a terminal, a value stands below its name."""
        shown = [(name, value) for name, value in rows if value]
        wide = max((columns(name) for name, _ in shown), default=0) + 2
        if self.style.width is not None and indent + wide > self.style.width // 2:
            for name, value in shown:
                self.line(name, indent, hang=2)
                self.line(value, indent + 4)
            return
        for name, value in shown:
            self.line(f"{_padded(name, wide)}{value}", indent, hang=wide)

    def table(self, rows: Sequence[Sequence[str]], indent: int = 2) -> None:
        """Rows in columns. On a terminal a row is one line: texts are cut, but never the first column, which is there to be copied."""
        texts = [[visible(cell) for cell in row] for row in rows]
        if not texts:
            return
        filled = [i for i in range(len(texts[0])) if any(row[i] for row in texts)]
        texts = [[row[i] for i in filled] for row in texts]
        wide = [max(columns(row[i]) for row in texts) for i in range(len(filled))]
        if self.style.width is not None:
            _narrow(wide, self.style.width - indent - 2 * (len(wide) - 1))
        for row in texts:
            cells = [_padded(_cut(cell, width), width) for cell, width in zip(row, wide, strict=True)]
            line = (" " * indent + "  ".join(cells)).rstrip()
            self._lines.append(line if self.style.width is None else _cut(line, self.style.width))

    def text(self) -> str:
        """All lines, each with a line break. Spaces that hold a number and its unit together have done so: others can be searched for."""
        return "".join(f"{line}\n" for line in self._lines).replace(_HELD, " ")

    def _wrapped(self, text: str, first: str, rest: str) -> list[str]:
        width = self.style.width
        if width is None or len(first) + columns(text) <= width:
            return [(first + text).rstrip()]
        return textwrap.wrap(
            text,
            max(width, len(rest) + _NARROWEST_COLUMN),
            initial_indent=first,
            subsequent_indent=rest,
            break_long_words=False,
            break_on_hyphens=False,
        )


def columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    # Marks and joiners share the column of the character before them.
    return sum(
        0 if category(char) in {"Mn", "Me", "Cf"} else 2 if east_asian_width(char) in "WF" else 1 for char in text
    )


def _narrow(wide: list[int], room: int) -> None:
    """Take from the columns after the first until all fit: from the widest of them, down to what can still be read."""
    while sum(wide) > room and len(wide) > 1:
        widest = max(range(1, len(wide)), key=lambda column: wide[column])
        if wide[widest] <= _NARROWEST_COLUMN:
            return
        wide[widest] -= 1


def _cut(text: str, width: int) -> str:
    if columns(text) <= width:
        return text
    while text and columns(text) > width - 1:
        text = text[:-1]
    return text.rstrip() + "…"


def _padded(text: str, width: int) -> str:
    return text + " " * (width - columns(text))
