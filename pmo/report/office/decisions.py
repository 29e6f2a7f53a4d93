"""The slides that tell what leadership is asked, and what came of what it asked for at the last review."""

from collections.abc import Iterator

from pmo.language.words import Words
from pmo.report.alignment.decisions import ActionRow, Ask, Decisions, LastReview
from pmo.report.office.deck import Deck
from pmo.report.office.fit import Line, begun_small, cut
from pmo.report.text import plain


def put_decisions(deck: Deck, found: Decisions) -> None:
    """The first few questions; the notes have all."""
    top, further = found.top, found.further
    many = len(top) + len(further)
    if not many:
        return
    words = deck.words
    title = (
        words("One decision is needed")
        if many == 1
        else words.many(many, "{n} decision is needed", "{n} decisions are needed")
    )
    notes = [
        f"{at}. {plain(ask.question)} {ask.owner}, {ask.by}. {ask.why}" for at, ask in enumerate((*top, *further), 1)
    ]
    slide = deck.slide(title, notes)
    lines = [line for at, ask in enumerate(top, 1) for line in _ask(at, ask)]
    if further:
        lines.append(
            Line(
                words.many(len(further), "{n} further decision: see the notes", "{n} further decisions: see the notes")
            )
        )
    slide.lines(lines)


def _ask(number: int, ask: Ask) -> Iterator[Line]:
    yield Line("", cut(plain(ask.question), 220), number=number)
    yield Line(f"{', ' if ask.by else ''}{ask.by}{f'. {cut(ask.why, 200)}' if ask.why else ''}", ask.owner, 1, -1)


def put_review(deck: Deck, review: LastReview | None) -> None:
    """What the last review asked for and decided, and what came of it."""
    if review is None:
        return
    words = deck.words
    if review.outcome:
        outcome = begun_small(review.outcome.rstrip("."), words)
        title = words("The last review: {outcome}", outcome=outcome)
    else:
        title = words.many(
            len(review.decided), "The last review decided {n} question", "The last review decided {n} questions"
        )
    which = f"{review.title}{f', {review.date}' if review.date else ''}"
    lines = [Line(which, number=-1)]
    lines += [Line(f" {plain(a.what)} ({a.owner}, {a.when})", words("{label}:", label=a.word)) for a in review.actions]
    lines += [
        Line(
            f" {plain(d.decided)}{f' ({d.by})' if d.by else ''}",
            words("Decided: {question}", question=plain(d.question)),
        )
        for d in review.decided
    ]
    lines += [Line(f" {plain(a.what)} ({a.owner}, {a.when})", _still(a, words)) for a in review.earlier]
    attended = f" {words('Attended by {names}.', names=', '.join(review.attendees))}" if review.attendees else ""
    deck.slide(title, [f"{which}.{attended}", *(line.seen for line in lines[1:])]).lines(lines)


def _still(action: ActionRow, words: Words) -> str:
    return words("Still overdue:") if action.state == "overdue" else words("Still open:")
