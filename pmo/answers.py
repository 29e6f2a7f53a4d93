"""What the queries of `pmo.align` answer with: rungs, claims, coverage, roll-ups. Lists and names, where a single number would hide both."""

from dataclasses import dataclass
from enum import IntEnum

from pmo.model import Asset, Course, Customer, Element, Link, Measure, Objective, Service, Strategy
from pmo.progress import Standing, State


class Rung(IntEnum):
    """How far a strategy's best claim has come; each rung includes those below."""

    UNCOVERED = 0
    LINKED = 1
    REASONED = 2
    MEASURABLE = 3
    EVIDENCED = 4
    MOVING = 5
    ACHIEVED = 6

    @property
    def word(self) -> str:
        """The rung's name as shown."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Support:
    """One live link: `source` says that it supports `target`."""

    source: Course
    link: Link
    target: Element


@dataclass(frozen=True, slots=True)
class Claim:
    """A PMO objective that supports a strategy: by its own link, or through objectives that it supports (`path`, first link first)."""

    objective: Objective
    path: tuple[Link, ...]

    @property
    def link(self) -> Link:
        """The objective's own link, the first of the path."""
        return self.path[0]


@dataclass(frozen=True, slots=True)
class Climb:
    """A strategy on the evidence ladder: the rung it reached, by which claim, and what the next rung lacks."""

    strategy: Strategy
    rung: Rung
    claim: Claim | None
    lacks: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """Both directions, as lists: a percentage would hide names and denominators."""

    covered: tuple[Strategy, ...]
    uncovered: tuple[Strategy, ...]
    traced: tuple[Objective, ...]
    untraced: tuple[Objective, ...]


@dataclass(frozen=True, slots=True)
class RollUp:
    """An objective's state: the worst of its measures', with how many stand where."""

    state: State
    counts: tuple[tuple[State, int], ...]
    measures: tuple[tuple[Measure, Standing], ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """How links are spread. `density` is |L| ÷ (|O|·|S|) over links to strategies; above 0.5 the matrix does not discriminate."""

    per_objective: tuple[tuple[Objective, int], ...]
    per_strategy: tuple[tuple[Strategy, int], ...]
    density: float | None


@dataclass(frozen=True, slots=True)
class AssetTrace:
    """The backwards index: assets that serve an objective, that are mandated from outside, and that do neither."""

    serving: tuple[Asset, ...]
    mandated: tuple[Asset, ...]
    untraced: tuple[Asset, ...]

    @property
    def total(self) -> int:
        """How many assets there are."""
        return len(self.serving) + len(self.mandated) + len(self.untraced)


@dataclass(frozen=True, slots=True)
class CustomerValue:
    """One customer: how their own objectives stand, and which PMO objectives and services are for them."""

    customer: Customer
    objectives: tuple[tuple[Objective, RollUp], ...]
    served_by: tuple[tuple[Objective, RollUp], ...]
    services: tuple[Service, ...]
