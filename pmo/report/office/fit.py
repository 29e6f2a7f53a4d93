"""How much fits where on a slide: areas, lines of text, and estimates of how high text stands."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pptx.util import Emu

from pmo.language.words import ENGLISH, Words
from pmo.report.prose import literal

_SIZES = (18, 16, 14, 12)
_CUTS = (2000, 400, 250, 150, 90)
"""How many characters of a line are shown, the most that fit; the notes have all."""

_WIDE_CHARACTER = 0.5
"""The width of an average character, as a share of its size; more for those of East Asia."""

_EAST_ASIA = 0x2E7F
_SAFE = 1.08
_LEADING = 1.25
_POINT = 12700
_GAP = Emu(200000)


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on a slide, in EMU (914,400 to the inch)."""

    left: int
    top: int
    width: int
    height: int

    def split(self, share: float) -> "tuple[Area, Area]":
        """The left `share` of it and the rest, with a gap between."""
        first = int(self.width * share) - _GAP // 2
        return (
            Area(self.left, self.top, first, self.height),
            Area(self.left + first + _GAP, self.top, self.width - first - _GAP, self.height),
        )

    def stack(self, share: float) -> "tuple[Area, Area]":
        """The upper `share` of it and the rest."""
        first = int(self.height * share)
        upper = Area(self.left, self.top, self.width, first)
        return upper, Area(self.left, self.top + first, self.width, self.height - first)

    def at_most(self, height: int) -> "Area":
        """It, or its upper part of this height."""
        return replace(self, height=min(self.height, height))


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of a slide: `strong` at its start, then `text`; `level` 0 is the outermost. `number` instead of a bullet; -1 for neither."""

    text: str
    strong: str = ""
    level: int = 0
    number: int = 0

    @property
    def seen(self) -> str:
        """All of it."""
        return f"{self.strong}{self.text}"


def cut(text: str, most: int) -> str:
    """The text, or as much of it as fits, cut between words."""
    seen = literal(text)
    if len(seen) <= most:
        return seen
    short = textwrap.shorten(seen, most, placeholder=" …")
    return short if short != "…" and len(short) > most // 2 else f"{seen[: most - 2]} …"


def begun_small(sentence: str, words: Words) -> str:
    """A sentence as it goes on after a colon or a comma. Other languages than English leave it as it is: its first word may be a noun."""
    return f"{sentence[:1].lower()}{sentence[1:]}" if words.code == ENGLISH.code else sentence


def height_of(text: str, width: int, size: float) -> float:
    """How high a text stands in a column of `width` (EMU), in points: an estimate, on the safe side."""
    room = max(width / _POINT / size / _SAFE, 1.0)
    lines, used = 1, 0.0
    for word in text.split(" "):
        across = sum(1.0 if ord(char) > _EAST_ASIA else _WIDE_CHARACTER for char in word) + _WIDE_CHARACTER
        if used + across > room and used:
            lines, used = lines + 1, 0.0
        # A word that is longer than a line is broken.
        lines, used = lines + int((used + across) // room) * (across > room), (used + across) % room
    return lines * size * _LEADING


def fitting(lines: Sequence[Line], area: Area) -> tuple[int, list[Line]]:
    """The largest size in which all lines fit, if need be cut; in the smallest, as many as do."""
    room = area.height / _POINT
    for most in _CUTS:
        short = [replace(line, text=_short(line.text, most), strong=_short(line.strong, most)) for line in lines]
        for size in _SIZES:
            if sum(_height(line, area, size) for line in short) <= room:
                return size, short
    size, shown, used = _SIZES[-1], list[Line](), 0.0
    for line in short:
        used += _height(line, area, size)
        if used > room - size * 2:
            break
        shown.append(line)
    return size, shown


def _short(text: str, most: int) -> str:
    """The text cut, with the space before it that parts it from the words in front."""
    short = cut(text, most)
    return f" {short}" if text.startswith(" ") and not short.startswith(" ") else short


def _height(line: Line, area: Area, size: int) -> float:
    return height_of(line.seen, area.width - _GAP * (line.level + 1), size) + size / 3
