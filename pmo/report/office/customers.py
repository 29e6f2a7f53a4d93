"""The slides that tell whose success it is for: what moved at the customers, whether it helped, and what is done for them."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pmo.report.alignment.value import CustomerRow, OwnResult
from pmo.report.office.deck import Deck
from pmo.report.office.fit import Line
from pmo.report.office.tables import put_table
from pmo.report.states import Tallied
from pmo.report.text import plain

if TYPE_CHECKING:
    from pmo.report.alignment.view import AlignmentView


def put_customers(deck: Deck, view: "AlignmentView") -> None:
    """What customers get; where the plan names none, that."""
    if not view.customers:
        deck.slide("The plan names no customers", ["The plan names no customers."]).lines(
            [Line("So it cannot say whose success the PMO serves.")]
        )
        return
    _moved(deck, view)
    _done(deck, view)


def _moved(deck: Deck, view: "AlignmentView") -> None:
    """Their own objectives, what moved there, and which of ours say that they help. None where nobody knows any."""
    rows = [
        (row.name, own.name, own.state.signed, _figures(own), own.supported_by or "no objective of the PMO")
        for row in view.customers
        for own in row.own
    ]
    if not rows:
        return
    put_table(
        deck,
        view.helped.rstrip("."),
        ("Customer", "Their own objective", "Status", "Start → now → target, and what moved", "Supported by"),
        (13, 27, 12, 26, 22),
        rows,
        [view.helped, *(note for row in view.customers for note in _about(row))],
    )


def _figures(own: OwnResult) -> str:
    return "; ".join(part for part in (own.figures, own.moved) if part)


def _about(row: CustomerRow) -> Iterator[str]:
    for own in row.own:
        by = own.supported_by or "no objective of the PMO"
        yield f"{row.name}: {own.name}. {own.state.word}, {_figures(own) or 'no figures'}. Supported by {by}."
    if row.own_left:
        yield f"{row.name}: and {row.own_left:,} more of their own objectives."


def _done(deck: Deck, view: "AlignmentView") -> None:
    rows, notes = [], []
    for row in view.customers:
        own = said(row.own_tally) if row.own_tally else "unknown"
        done = [f"Objectives: {said(row.served_tally)}"] if row.served_tally else []
        done += [f"Services: {', '.join(row.services)}"] if row.services else []
        rows.append([row.name, own, ". ".join(done) or "nothing recorded"])
        needs = "; ".join(plain(need) for need in row.needs) or "unknown"
        notes.append(f"{row.name}. Needs: {needs}.")
        ours = [f"{o.name} ({o.state.word.lower()}, {o.figures})" for o in row.served]
        ours += [f"and {row.served_left:,} more"] if row.served_left else []
        if ours:
            notes.append(f"Objectives of the PMO for {row.name}: {'; '.join(ours)}.")
    put_table(
        deck,
        view.served.rstrip("."),
        ("Customer", "Their own objectives", "What the PMO does for them"),
        (24, 28, 48),
        rows,
        notes,
    )


def said(tally: Sequence[Tallied]) -> str:
    """A tally as words: `1 missed, 3 on track`."""
    return ", ".join(f"{item.count:,} {item.state.word.lower()}" for item in tally)
