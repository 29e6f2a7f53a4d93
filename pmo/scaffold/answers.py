"""What was answered. None, and an empty tuple, stand for a question that was skipped or never asked."""

import datetime as dt
from dataclasses import dataclass, field

from pmo.terms import Frequency


@dataclass(frozen=True, slots=True)
class CustomerAnswer:
    """A customer by name, and what they need."""

    name: str
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonAnswer:
    """Somebody by name and role."""

    name: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class MeasureAnswer:
    """A measure. The numbers are kept as they were typed: `14.0` says something that 14 does not."""

    title: str | None = None
    unit: str | None = None
    baseline: str | None = None
    baseline_date: dt.date | None = None
    target: str | None = None
    by: dt.date | None = None
    frequency: Frequency | None = None


@dataclass(frozen=True, slots=True)
class ObjectiveAnswer:
    """The first objective. `customers` and `strategy` count from 0 in the lists of answers."""

    title: str | None = None
    customers: tuple[int, ...] = ()
    owner: PersonAnswer = field(default_factory=PersonAnswer)
    measure: MeasureAnswer = field(default_factory=MeasureAnswer)
    strategy: int | None = None
    because: str | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """Everything that was answered; `Answers()` is a plan of placeholders."""

    name: str | None = None
    purpose: str | None = None
    customers: tuple[CustomerAnswer, ...] = ()
    sponsor: PersonAnswer = field(default_factory=PersonAnswer)
    mission: str | None = None
    vision: str | None = None
    organization: str | None = None
    strategies: tuple[str, ...] = ()
    objective: ObjectiveAnswer = field(default_factory=ObjectiveAnswer)
