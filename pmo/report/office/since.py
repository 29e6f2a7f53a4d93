"""The slides that tell what changed since the last review, and how the figures went over the last ones."""

from pmo.language.words import Words, message
from pmo.report.alignment.since import Since
from pmo.report.alignment.told import SinceLine
from pmo.report.alignment.trend import Trend, TrendLine
from pmo.report.office.deck import Deck
from pmo.report.office.fit import Line, begun_small
from pmo.report.text import plain

_MOST = 3
"""So many changes of each sort are on the slide; its notes have all that the report tells."""

_SIZE = 12
_BASIS = message("Each column asks today's questions of the plan as it stood on that day.")


def put_since(deck: Deck, since: Since | None) -> None:
    """Add the slides; none of what could not be compared, which is told in the notes of the last slide."""
    if since is None:
        return
    if since.date is not None:
        _changes(deck, since)
    if since.trend is not None:
        _over_time(deck, since.trend)


def _changes(deck: Deck, since: Since) -> None:
    words = deck.words
    lines = [Line(text) for text in since.unseen]
    for group in since.groups:
        lines.append(Line("", group.title))
        lines += [Line(_told(line, words), level=1) for line in group.lines[:_MOST]]
        left = len(group.lines) - _MOST + group.left
        if left > 0:
            lines.append(Line(words.many(left, "and {n} more", "and {n} more"), level=1))
    if since.others:
        lines.append(Line(since.others))
    notes = [f"{since.sentence} {since.basis}".strip(), *since.unseen]
    for group in since.groups:
        notes += [words.labelled(group.title, _told(line, words)) for line in group.lines]
        notes += (
            [words.labelled(group.title, words.many(group.left, "and {n} more", "and {n} more"))] if group.left else []
        )
    notes.append(since.others)
    said = since.sentence.rstrip(".")
    title = words.labelled(since.title, begun_small(said, words)) if said else since.title
    deck.slide(title, notes).lines(lines or [Line(words("Nothing changed."))])


def _told(line: SinceLine, words: Words) -> str:
    said = line.text
    if line.now is not None:
        said += f" {line.now.signed}"
    if line.reason:
        said += f" {words.quoted(plain(line.reason))}"
    return f"{said} ({line.beside})" if line.beside else said


def _over_time(deck: Deck, trend: Trend) -> None:
    """The figures over the last reviews. What the title tells is the one that moved most, whichever way."""
    words = deck.words
    moved = max(trend.lines, key=lambda line: abs(_move(line)))
    title = words("Over the last reviews, none of these figures moved")
    if _move(moved):
        title = words(
            "Over the last reviews, {figure} went from {first} to {last}",
            figure=begun_small(moved.label, words),
            first=moved.points[0].text,
            last=moved.points[-1].text,
        )
    rows = [(line.label, *(point.text for point in line.points)) for line in trend.lines]
    notes = [words(_BASIS)]
    for line in trend.lines:
        told = (
            words("{value} on {day}", value=point.text, day=day)
            for day, point in zip(trend.days, line.points, strict=True)
        )
        notes.append(words.labelled(line.label, words.sentence(told)))
    slide = deck.slide(title, notes)
    slide.table(
        (words("Figure"), *trend.days), (3.0, *(1.0 for _ in trend.days)), rows, title, _SIZE, below=words(_BASIS)
    )


def _move(line: TrendLine) -> float:
    first, last = line.points[0], line.points[-1]
    return last.part / max(last.whole, 1) - first.part / max(first.whole, 1)
