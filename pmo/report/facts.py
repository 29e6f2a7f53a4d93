"""What every part of a report is made from: a check's result, and how each objective stands, worked out once."""

import re
import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from pmo.align import Alignment
from pmo.answers import RollUp
from pmo.engine import Result
from pmo.language.catalogue import words_of
from pmo.language.words import ENGLISH, Words
from pmo.model import Measure, Objective, Person, Plan
from pmo.progress import State
from pmo.report.states import Shown, shown_in

_UNSAFE = re.compile(r"[^A-Za-z0-9_.-]")
_SHORT = 60


@dataclass(frozen=True)
class Facts:
    """A check's result with the questions that several parts of a report ask."""

    result: Result

    @property
    def alignment(self) -> Alignment:
        """The plan as a graph on the report's day."""
        return self.result.alignment

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.result.plan

    @cached_property
    def words(self) -> Words:
        """The report's fixed words, in the language that the plan asks for.

        Raises:
            PmoError: the package that knows other languages is not installed.
        """
        return words_of(self.plan.settings.report.language or ENGLISH.code)

    @property
    def shown(self) -> Mapping[State, Shown]:
        """How each state is shown in the report's language."""
        return shown_in(self.words)

    @cached_property
    def standings(self) -> dict[str, RollUp]:
        """How each of the PMO's active objectives stands, by id."""
        return {objective.id: self.alignment.roll_up(objective) for objective in self.alignment.objectives}

    def standing(self, objective: Objective) -> RollUp:
        """How an objective stands, whoever it belongs to."""
        found = self.standings.get(objective.id)
        return found if found is not None else self.alignment.roll_up(objective)

    def name(self, element_id: str | None) -> str:
        """What people call an element; empty without an id."""
        return self.plan.title_of(element_id)

    def names(self, ids: Iterable[str]) -> tuple[str, ...]:
        """What people call several elements."""
        return tuple(self.name(element_id) for element_id in ids)

    def person(self, element_id: str | None) -> str:
        """A person with their role, if that says more than the name."""
        found = self.plan.elements.get(element_id or "")
        if isinstance(found, Person) and found.role and found.role != found.name_:
            return f"{found.name_}, {found.role}"
        return self.name(element_id) or self.words("nobody named")

    def owner(self, element_id: str | None) -> str:
        """Who owns something, by name only."""
        return self.name(element_id) or self.words("nobody named")


def anchor(element_id: str) -> str:
    """The id of an element's place in an HTML page: stable, so that it can be linked to."""
    return "id-" + _UNSAFE.sub(lambda found: f"~{ord(found.group()):x}~", element_id)


def known_values(measure: Measure) -> list[float]:
    """The values that people gave for a measure: they say how precise a computed one may look."""
    given = [measure.baseline.value if measure.baseline else None, measure.target.value if measure.target else None]
    return [value for value in given if value is not None] + [reading.value for reading in measure.readings]


def shortened(name: str) -> str:
    """A name that fits where there is little room, cut between words."""
    return name if len(name) <= _SHORT else textwrap.shorten(name, _SHORT, placeholder=" …")
