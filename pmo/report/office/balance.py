"""How money and objectives are spread: over the strategies, over the perspectives, and what the ways of working serve."""

from typing import TYPE_CHECKING, Any

from pmo.report.office.charts import bars
from pmo.report.office.deck import Deck
from pmo.report.office.fit import Line

if TYPE_CHECKING:
    from pmo.report.alignment.view import AlignmentView

_BARS = 14
"""As many bars as can be told apart on a slide."""


def put_money(deck: Deck, found: Any) -> None:
    """Where the money goes, where budgets are known."""
    if found is None:
        return
    notes = [
        found.sentence,
        found.unknown,
        *(deck.words.labelled(row.name, f"{row.text}. {row.names}") for row in found.rows),
    ]
    slide = deck.slide(found.sentence.rstrip("."), notes)
    area = slide.beside(found.unknown)
    rows = found.rows[:_BARS]
    values = [(row.name, row.many if found.counted else row.amount) for row in rows]
    series = deck.words("Initiatives") if found.counted else deck.words("Budget, {currency}", currency=found.currency)
    labels = [row.text for row in rows]
    bars(
        slide,
        series,
        values,
        deck.words.clauses(deck.words.labelled(row.name, row.text) for row in rows),
        area=area,
        labels=labels,
    )


def put_balance(deck: Deck, view: "AlignmentView") -> None:
    """The perspectives, and below them whether the ways of working serve an objective."""
    words, ways = deck.words, view.assets
    none = words.about("no objectives", "none")
    about = (
        [
            ways.sentence,
            *(words.labelled(f"{row.label} ({words.whole(row.many)})", row.names or none) for row in ways.rows),
        ]
        if ways
        else []
    )
    if not view.balance:
        if ways is not None:
            lines = [
                Line(f" {row.names or none}", words("{label}:", label=f"{row.label} ({words.whole(row.many)})"))
                for row in ways.rows
            ]
            deck.slide(ways.sentence.rstrip("."), about).lines(lines)
        return
    empty = [item.name for item in view.balance if not item.many]
    title = (
        words("No objective in {names}", names=", ".join(empty))
        if empty
        else words("Every perspective has an objective")
    )
    slide = deck.slide(title, [*(words.labelled(item.name, item.names or none) for item in view.balance), *about])
    area = slide.beside(ways.sentence if ways is not None else "")
    values = [(item.name, item.many) for item in view.balance]
    bars(
        slide,
        words("Objectives"),
        values,
        words.clauses(words.labelled(name, str(many)) for name, many in values),
        area=area,
    )
