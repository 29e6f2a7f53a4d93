"""Tables of the slides: on one slide if that can be read, else on as many as it takes."""

from collections.abc import Sequence

from pmo.report.office.deck import Deck
from pmo.report.office.fit import Area, cut, height_of

_CELL = 480
"""Characters of a row that are shown, over all its columns."""

_MOST = 4
_POINT = 12700
_SIZES = (12, 11, 10)


def put_table(
    deck: Deck,
    title: str,
    head: Sequence[str],
    widths: Sequence[float],
    rows: Sequence[Sequence[str]],
    notes: Sequence[str],
) -> None:
    """A table over as many slides as it needs, at most a few; the notes of the first have all."""
    words = deck.words
    most = [int(_CELL * width / sum(widths)) for width in widths]
    shown = [[cut(text, length) for text, length in zip(row, most, strict=True)] for row in rows]
    at, slides = 0, 0
    while at < len(shown) and slides < _MOST:
        slide = deck.slide(
            words("{title} (continued)", title=cut(title, 90)) if slides else title,
            [words("Continued: {title}.", title=title)] if slides else notes,
        )
        # All rows on one slide, if that can be read; else as many slides as it takes.
        size = next((size for size in _SIZES if _fits(slide.area, widths, shown, 0, size) == len(shown)), _SIZES[0])
        until = _fits(slide.area, widths, shown, at, size)
        slides += 1
        page = shown[at:until]
        if slides == _MOST and until < len(shown):
            left = len(shown) - until + 1
            more = words.many(left, "… and {n} more: see the notes", "… and {n} more: see the notes")
            page[-1] = [more, *("" for _ in head[1:])]
        slide.table(head, widths, page, title, size)
        at = until


def _fits(area: Area, widths: Sequence[float], rows: Sequence[Sequence[str]], at: int, size: int) -> int:
    """The row after the last that fits below the table's head."""
    room = area.height / _POINT - size * 2.4
    columns = [int(area.width * share / sum(widths)) - 10 * _POINT for share in widths]
    until = at
    while until < len(rows):
        room -= max(height_of(text, column, size) for text, column in zip(rows[until], columns, strict=True)) + 8
        if room < 0 and until > at:
            break
        until += 1
    return until
