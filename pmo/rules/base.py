"""What a rule is: its metadata, and a function that looks at the plan and yields faults."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from pmo.align import Alignment
from pmo.findings import Fault, Related, Severity
from pmo.model import Element, Measure, Objective, Plan
from pmo.terms import Status

if TYPE_CHECKING:
    from pmo.changes import Past

E = TypeVar("E", bound=Element)


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may ask: the plan as a graph on one day, and the thresholds in force (`rule.option` → number).

    `past` is what git proves of the plan's history; None where nobody asked it, or it cannot tell.
    """

    alignment: Alignment
    thresholds: Mapping[str, float]
    past: "Past | None" = None

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.alignment.plan

    @property
    def today(self) -> dt.date:
        """The day on which the plan is checked."""
        return self.alignment.today

    @property
    def objectives(self) -> tuple[Objective, ...]:
        """The PMO's objectives that are checked: neither drafts nor retired."""
        return self.alignment.objectives

    @property
    def year_end(self) -> str:
        """The end of this year, or of the next when this one is nearly over: a date for examples in a fix."""
        return f"{self.today.year + (self.today.month > 9)}-12-31"  # noqa: PLR2004 -- its last quarter

    def measured(self) -> Iterator[tuple[Objective, Measure]]:
        """Every measure of the PMO's objectives that are checked, with its objective."""
        for objective in self.objectives:
            for measure in objective.measures:
                yield objective, measure


Check = Callable[[Context], Iterable[Fault]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's name and what is known of it without running it.

    `summary` says in a line what it finds; `consequence` what that means in leadership's words. `check` is None for rules that
    the reader applies while it reads. `absence` marks rules that reason from what is not there: they are skipped while a file of the
    plan cannot be read, since it may hold the missing part. `thresholds` are the defaults of `settings.check.thresholds`.
    `start` puts it into the profile of a PMO's first month. What makes a file unusable is not `waivable`: it is mended instead.
    `own`: what it says of an element hangs on nothing but that element with its parts, what these name, the text of its file, the settings
    and the day; only such a rule may read a measure's texts and readings, an objective's words or a link's (`pmo.recheck.faces`).
    Of what the reader says it means that it stands in the file that it is about; what it takes from another, a check of part of a plan sees.
    """

    slug: str
    family: str
    severity: Severity
    summary: str
    consequence: str
    check: Check | None = None
    absence: bool = False
    thresholds: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    start: bool = False
    waivable: bool = True
    own: bool = False

    def in_profile(self, profile: str) -> bool:
        """Whether the rule runs in a profile: `start` has a few rules, `standard` and `audit` have all."""
        return self.start or profile != "start"


def checked(elements: Iterable[E]) -> Iterator[E]:
    """Elements to which more than the integrity rules apply: neither drafts nor retired."""
    for element in elements:
        if getattr(element, "status", Status.APPROVED) not in (Status.DRAFT, Status.RETIRED):
            yield element


def defined_here(element: Element, noun: str) -> tuple[Related, ...]:
    """The place where an element is defined, to show beside a fault elsewhere."""
    return (Related(element.origin.place, f"the {noun} is defined here"),)


def listed(names: Iterable[str], most: int = 8) -> str:
    """Names in a row, as in a sentence; a long row is cut and counted."""
    shown = list(names)
    if len(shown) > most:
        rest = len(shown) - most
        return f"{', '.join(shown[:most])} and {rest} more"
    if len(shown) < 2:  # noqa: PLR2004 -- one name needs no "and"
        return "".join(shown)
    return f"{', '.join(shown[:-1])} and {shown[-1]}"
