"""The last slides: what is missing and who excused it, and how to read the report."""

from typing import TYPE_CHECKING

from pmo.findings import Severity
from pmo.language.words import Words
from pmo.report.alignment.gaps import Gap, WaiverRow
from pmo.report.office.deck import Deck
from pmo.report.office.fit import Line, cut
from pmo.report.term_words import IN_FORCE, severity_words
from pmo.report.text import plain

if TYPE_CHECKING:
    from pmo.report.alignment.view import AlignmentView

_NAMES = 6
_WAIVERS = 4


def put_gaps(deck: Deck, view: "AlignmentView") -> None:
    """Gaps by their kinds, then waivers: an excuse that has ended is a gap too."""
    many = sum(len(gap.items) + gap.left for gap in view.gaps)
    words = deck.words
    title = (
        words.many(many, "{n} gap to close or to excuse", "{n} gaps to close or to excuse")
        if many
        else words("What is missing")
    )
    lines, notes = [] if many else [Line(view.no_gaps)], [] if many else [view.no_gaps]
    for gap in view.gaps:
        lines += _gap(gap, words)
        notes += _told(gap, deck.words)
    if view.waivers:
        ended = sum(row.expired for row in view.waivers)
        total = words.whole(len(view.waivers))
        head = (
            words.many(ended, "Waivers ({total}, {n} expired)", "Waivers ({total}, {n} expired)", total=total)
            if ended
            else words("Waivers ({total})", total=total)
        )
        lines.append(Line("", head))
        lines += [Line(_waiver(row, words), level=1) for row in view.waivers[:_WAIVERS]]
        left = len(view.waivers) - _WAIVERS
        if left > 0:
            lines.append(Line(words.many(left, "and {n} more", "and {n} more"), level=1))
        for row in view.waivers:
            notes.append(_noted(row, words))
    deck.slide(title, notes).lines(lines)


def _gap(gap: Gap, words: Words) -> list[Line]:
    shown = [(cut(item.name, 90), item.excuse) for item in gap.items[:_NAMES]]
    names = [words("{name} (waived)", name=name) if excuse else name for name, excuse in shown]
    more = len(gap.items) + gap.left - len(names)
    return [
        Line("", f"{gap.title} ({words.whole(len(gap.items) + gap.left)})"),
        Line(words.clauses([*names, *([words.many(more, "and {n} more", "and {n} more")] if more else [])]), level=1),
    ]


def _told(gap: Gap, words: Words) -> list[str]:
    notes = []
    for item in gap.items:
        detail = f" ({item.detail})" if item.detail else ""
        excuse = f"; {plain(item.excuse)}" if item.excuse else ""
        notes.append(words.labelled(gap.title, f"{item.name}{detail}{excuse}"))
    return notes


def _noted(row: WaiverRow, words: Words) -> str:
    values = {
        "state": row.said,
        "name": row.element,
        "excused": row.what,
        "because": plain(row.because) or words("no reason given"),
        "by": row.by or words("nobody named"),
    }
    if not row.until:
        return words("Waiver, {state}: {name}: {excused}, without an end. {because} ({by})", **values)
    return words("Waiver, {state}: {name}: {excused}, until {day}. {because} ({by})", day=row.until, **values)


def _waiver(row: WaiverRow, words: Words) -> str:
    values = {"name": cut(row.element, 90), "excused": row.what}
    if row.state == IN_FORCE:
        return words("{name}: {excused}, until {day}", day=row.until, **values)
    if not row.until:
        return words("{name}: {excused}, {state}", state=row.said, **values)
    return words("{name}: {excused}, until {day}, {state}", day=row.until, state=row.said, **values)


def put_honesty(deck: Deck, view: "AlignmentView") -> None:
    """What was counted and what was left out, what the check found; the notes name each kind of finding."""
    words, found = deck.words, view.findings
    notes = [found.sentence, *(words("Not read: {paths}.", paths=path) for path in found.unread)]
    severities = severity_words(words)
    notes += [
        words.labelled(
            f"{severities[Severity(row.severity)]}, {words.whole(row.many)}", f"{row.what}. {row.means} {row.where}"
        )
        for row in found.rows
    ]
    notes += view.honesty
    if view.since is not None and view.since.date is None:
        # An executive has no use for the name of a folder without a history; whoever speaks may have.
        notes += [words.labelled(view.since.title, text) for text in view.since.unseen]
    deck.slide(words("How to read this report"), notes).lines([Line(line) for line in (found.sentence, *view.honesty)])
