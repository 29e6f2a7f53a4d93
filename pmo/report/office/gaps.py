"""The last slides: what is missing and who excused it, and how to read the report."""

from typing import TYPE_CHECKING

from pmo.report.alignment.gaps import Gap, WaiverRow
from pmo.report.figures import count
from pmo.report.office.deck import Deck
from pmo.report.office.fit import Line, cut
from pmo.report.text import plain

if TYPE_CHECKING:
    from pmo.report.alignment.view import AlignmentView

_NAMES = 6
_WAIVERS = 4


def put_gaps(deck: Deck, view: "AlignmentView") -> None:
    """Gaps by their kinds, then waivers: an excuse that has ended is a gap too."""
    many = sum(len(gap.items) + gap.left for gap in view.gaps)
    title = f"{count(many, 'gap')} to close or to excuse" if many else "What is missing"
    lines, notes = [] if many else [Line(view.no_gaps)], [] if many else [view.no_gaps]
    for gap in view.gaps:
        lines += _gap(gap)
        notes += _told(gap)
    if view.waivers:
        ended = sum(row.expired for row in view.waivers)
        lines.append(Line("", f"Waivers ({len(view.waivers):,}{f', {ended:,} expired' if ended else ''})"))
        lines += [Line(_waiver(row), level=1) for row in view.waivers[:_WAIVERS]]
        left = len(view.waivers) - _WAIVERS
        if left > 0:
            lines.append(Line(f"and {left:,} more", level=1))
        for row in view.waivers:
            because, by = plain(row.because) or "no reason given", row.by or "nobody named"
            notes.append(f"Waiver, {row.state}: {row.element}: {row.what}, until {row.until}. {because} ({by})")
    deck.slide(title, notes).lines(lines)


def _gap(gap: Gap) -> list[Line]:
    names = [f"{cut(item.name, 90)}{' (waived)' if item.excuse else ''}" for item in gap.items[:_NAMES]]
    more = len(gap.items) + gap.left - len(names)
    return [
        Line("", f"{gap.title} ({len(gap.items) + gap.left:,})"),
        Line("; ".join(names) + (f"; and {more:,} more" if more else ""), level=1),
    ]


def _told(gap: Gap) -> list[str]:
    notes = []
    for item in gap.items:
        detail = f" ({item.detail})" if item.detail else ""
        excuse = f"; {plain(item.excuse)}" if item.excuse else ""
        notes.append(f"{gap.title}: {item.name}{detail}{excuse}")
    return notes


def _waiver(row: WaiverRow) -> str:
    state = "" if row.state == "in force" else f", {row.state}"
    return f"{cut(row.element, 90)}: {row.what}, until {row.until}{state}"


def put_honesty(deck: Deck, view: "AlignmentView") -> None:
    """What was counted and what was left out, what the check found; the notes name each kind of finding."""
    found = view.findings
    notes = [found.sentence, *(f"Not read: {path}." for path in found.unread)]
    notes += [f"{row.severity.capitalize()}, {row.many:,}: {row.what}. {row.means} {row.where}" for row in found.rows]
    notes += view.honesty
    if view.since is not None and view.since.date is None:
        # An executive has no use for the name of a folder without a history; whoever speaks may have.
        notes += [f"{view.since.title}: {text}" for text in view.since.unseen]
    deck.slide("How to read this report", notes).lines([Line(line) for line in (found.sentence, *view.honesty)])
