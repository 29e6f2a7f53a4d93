"""The slides that tell what changed since the last review, and how the figures went over the last ones."""

from pmo.report.alignment.since import Since
from pmo.report.alignment.told import SinceLine
from pmo.report.alignment.trend import Trend, TrendLine
from pmo.report.office.deck import Deck
from pmo.report.office.fit import Line
from pmo.report.text import plain

_MOST = 3
"""So many changes of each sort are on the slide; its notes have all that the report tells."""

_SIZE = 12
_BASIS = "Each column asks today's questions of the plan as it stood on that day."


def put_since(deck: Deck, since: Since | None) -> None:
    """Add the slides; none of what could not be compared, which is told in the notes of the last slide."""
    if since is None:
        return
    if since.date is not None:
        _changes(deck, since)
    if since.trend is not None:
        _over_time(deck, since.trend)


def _changes(deck: Deck, since: Since) -> None:
    lines = [Line(text) for text in since.unseen]
    for group in since.groups:
        lines.append(Line("", group.title))
        lines += [Line(_told(line), level=1) for line in group.lines[:_MOST]]
        left = len(group.lines) - _MOST + group.left
        if left > 0:
            lines.append(Line(f"and {left:,} more", level=1))
    if since.others:
        lines.append(Line(since.others))
    notes = [f"{since.sentence} {since.basis}".strip(), *since.unseen]
    for group in since.groups:
        notes += [f"{group.title}: {_told(line)}" for line in group.lines]
        notes += [f"{group.title}: and {group.left:,} more"] if group.left else []
    notes.append(since.others)
    said = since.sentence.rstrip(".")
    title = f"{since.title}: {said[:1].lower()}{said[1:]}" if said else since.title
    deck.slide(title, notes).lines(lines or [Line("Nothing changed.")])


def _told(line: SinceLine) -> str:
    said = line.text
    if line.now is not None:
        said += f" {line.now.signed}"
    if line.reason:
        said += f" “{plain(line.reason)}”"
    return f"{said} ({line.beside})" if line.beside else said


def _over_time(deck: Deck, trend: Trend) -> None:
    """The figures over the last reviews. What the title tells is the one that moved most, whichever way."""
    moved = max(trend.lines, key=lambda line: abs(_move(line)))
    title = "Over the last reviews, none of these figures moved"
    if _move(moved):
        label = f"{moved.label[:1].lower()}{moved.label[1:]}"
        title = f"Over the last reviews, {label} went from {moved.points[0].text} to {moved.points[-1].text}"
    rows = [(line.label, *(point.text for point in line.points)) for line in trend.lines]
    notes = [_BASIS]
    for line in trend.lines:
        told = (f"{point.text} on {day}" for day, point in zip(trend.days, line.points, strict=True))
        notes.append(f"{line.label}: {'; '.join(told)}.")
    slide = deck.slide(title, notes)
    slide.table(("Figure", *trend.days), (3.0, *(1.0 for _ in trend.days)), rows, title, _SIZE, below=_BASIS)


def _move(line: TrendLine) -> float:
    first, last = line.points[0], line.points[-1]
    return last.part / max(last.whole, 1) - first.part / max(first.whole, 1)
