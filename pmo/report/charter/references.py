"""How a charter points at objectives: by the number that each has in it, so that a table can name several in a narrow column."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from pmo.report.charter.written import called_by_id
from pmo.report.facts import Facts, anchor

MOST = 60
"""Rows of one kind that a charter prints; a plan with more has its register in the alignment report."""

_SECTION = 5


@dataclass(frozen=True, slots=True)
class Ref:
    """A mention of an element. Objectives that the charter prints have a number (`5.2`) and an anchor, others only a name."""

    name: str
    number: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class References:
    """Numbers of the objectives, in the order in which the charter prints them."""

    facts: Facts

    @cached_property
    def numbers(self) -> dict[str, str]:
        """Each printed objective's number, by its id."""
        printed = self.facts.alignment.objectives[:MOST]
        return {objective.id: f"{_SECTION}.{place}" for place, objective in enumerate(printed, 1)}

    def ref(self, element_id: str) -> Ref:
        """A mention of an element."""
        name, number = called_by_id(self.facts, element_id), self.numbers.get(element_id, "")
        return Ref(name, number, anchor(element_id) if number else "")

    def refs(self, ids: Iterable[str]) -> tuple[Ref, ...]:
        """Mentions of several elements, the numbered ones first and in order."""
        order = list(self.numbers)
        return tuple(
            self.ref(i) for i in sorted(ids, key=lambda i: order.index(i) if i in self.numbers else len(order))
        )
