"""What a rule is: its metadata, and a function that looks at the plan and yields faults."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeVar

from pmo.align import Alignment
from pmo.findings import Fault, Severity
from pmo.model import Element, Objective, Plan
from pmo.terms import Status

E = TypeVar("E", bound=Element)


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may ask: the plan as a graph on one day, and the thresholds in force (`rule.option` → number)."""

    alignment: Alignment
    thresholds: Mapping[str, float]

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

    def all_objectives(self) -> Iterator[Objective]:
        """Every party's objectives that are checked, in the plan's order."""
        plan = self.plan
        for party in (plan.organization, plan.pmo, *plan.customers):
            yield from checked(party.objectives)


Check = Callable[[Context], Iterable[Fault]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's name and what is known of it without running it.

    `summary` says in a line what it finds; `consequence` what that means in leadership's words. `check` is None for rules that
    the reader applies while it reads. `absence` marks rules that reason from what is not there: they are skipped while a file of the
    plan cannot be read, since it may hold the missing part. `thresholds` are the defaults of `settings.check.thresholds`.
    `start` puts it into the profile of a PMO's first month. What makes a file unusable is not `waivable`: it is mended instead.
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

    def in_profile(self, profile: str) -> bool:
        """Whether the rule runs in a profile: `start` has a few rules, `standard` and `audit` have all."""
        return self.start or profile != "start"


def checked(elements: Iterable[E]) -> Iterator[E]:
    """Elements to which more than the integrity rules apply: neither drafts nor retired."""
    for element in elements:
        if getattr(element, "status", Status.APPROVED) not in (Status.DRAFT, Status.RETIRED):
            yield element
