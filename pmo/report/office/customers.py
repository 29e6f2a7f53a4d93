"""The slides that tell whose success it is for: what moved at the customers, whether it helped, and what is done for them."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pmo.language.words import Words
from pmo.report.alignment.value import CustomerRow, OwnResult
from pmo.report.office.deck import Deck
from pmo.report.office.fit import Line
from pmo.report.office.tables import put_table
from pmo.report.states import Tallied
from pmo.report.term_words import inside_a_line
from pmo.report.text import plain

if TYPE_CHECKING:
    from pmo.report.alignment.view import AlignmentView


def put_customers(deck: Deck, view: "AlignmentView") -> None:
    """What customers get; where the plan names none, that."""
    words = deck.words
    if not view.customers:
        slide = deck.slide(words("The plan names no customers"), [words("The plan names no customers.")])
        slide.lines([Line(words("So it cannot say whose success the PMO serves."))])
        return
    _moved(deck, view)
    _done(deck, view)


def _moved(deck: Deck, view: "AlignmentView") -> None:
    """Their own objectives, what moved there, and which of ours say that they help. None where nobody knows any."""
    words = deck.words
    rows = [
        (row.name, own.name, own.state.signed, _figures(own), own.supported_by or words("no objective of the PMO"))
        for row in view.customers
        for own in row.own
    ]
    if not rows:
        return
    put_table(
        deck,
        view.helped.rstrip("."),
        (
            words("Customer"),
            words("Their own objective"),
            words("Status"),
            words("Start → now → target, and what moved"),
            words("Supported by"),
        ),
        (13, 27, 12, 26, 22),
        rows,
        [view.helped, *(note for row in view.customers for note in _about(row, words))],
    )


def _figures(own: OwnResult) -> str:
    return "; ".join(part for part in (own.figures, own.moved) if part)


def _about(row: CustomerRow, words: Words) -> Iterator[str]:
    for own in row.own:
        yield words(
            "{customer}: {objective}. {state}, {figures}. Supported by {names}.",
            customer=row.name,
            objective=own.name,
            state=own.state.word,
            figures=_figures(own) or words("no figures"),
            names=own.supported_by or words("no objective of the PMO"),
        )
    if row.own_left:
        yield words.many(
            row.own_left,
            "{name}: and {n} more of their own objectives.",
            "{name}: and {n} more of their own objectives.",
            name=row.name,
        )


def _done(deck: Deck, view: "AlignmentView") -> None:
    words, rows, notes = deck.words, [], []
    inside = inside_a_line(words)
    for row in view.customers:
        own = said(row.own_tally) if row.own_tally else words("unknown")
        done = [words("Objectives: {tally}", tally=said(row.served_tally))] if row.served_tally else []
        done += [words("Services: {names}", names=", ".join(row.services))] if row.services else []
        rows.append([row.name, own, ". ".join(done) or words("nothing recorded")])
        needs = words.clauses(plain(need) for need in row.needs) or words("unknown")
        notes.append(words("{name}. Needs: {needs}.", name=row.name, needs=needs))
        ours = [f"{o.name} ({inside[o.state.key]}, {o.figures})" for o in row.served]
        ours += [words.many(row.served_left, "and {n} more", "and {n} more")] if row.served_left else []
        if ours:
            notes.append(words("Objectives of the PMO for {name}: {names}.", name=row.name, names=words.clauses(ours)))
    put_table(
        deck,
        view.served.rstrip("."),
        (words("Customer"), words("Their own objectives"), words("What the PMO does for them")),
        (24, 28, 48),
        rows,
        notes,
    )


def said(tally: Sequence[Tallied]) -> str:
    """A tally as words: `1 missed, 3 on track`."""
    return ", ".join(item.said for item in tally)
