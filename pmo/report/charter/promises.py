"""What a charter promises: objectives from baseline to target, the PMO's own strategies, and its services."""

from dataclasses import dataclass, field

from pmo.align import active
from pmo.language.words import Words, message
from pmo.model import Measure, Objective, Service, Strategy
from pmo.report.alignment.objectives import goal
from pmo.report.charter.references import MOST, Ref, References
from pmo.report.charter.written import Who, called, customers_called, missing, real, who
from pmo.report.facts import Facts, anchor
from pmo.report.fields import PRINTED
from pmo.report.figures import DASH, long_unit
from pmo.report.numbers import MeasureNumbers, numbers
from pmo.terms import Commitment, Direction, Status

_OBJECTIVES = message(
    "Here belongs what the PMO is to reach: results with a baseline, a target, a date and one owner each."
)
_STRATEGIES = message(
    "Here belongs how the PMO means to reach its objectives: its own courses of action, chosen after them."
)
_SERVICES = message(
    "Here belongs what the PMO offers: each service with whom it is for, what they gain, and the objective it serves."
)


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """How an objective is known to be met. A value is empty where the plan lacks it; `unit` is given when it is too long to repeat.

    `lasting`: the measure is to stay where it is, which needs no date. `owner` reads it, if not the objective's owner. `numbers` has its
    figures.
    """

    anchor: str
    name: str
    owner: Who | None
    unit: str
    stretch: bool
    baseline: str
    baseline_day: str
    target: str
    by: str
    lasting: bool
    numbers: MeasureNumbers


@dataclass(frozen=True, slots=True)
class Promise:
    """One objective. `status` is `proposed` while it waits for approval."""

    number: str
    anchor: str
    name: str
    owner: Who
    customers: str
    status: str
    measures: tuple[MeasureLine, ...]
    id: str


@dataclass(frozen=True, slots=True)
class Promises:
    """The objectives; `drafts` names those that are no part of the charter yet, `left` counts those beyond what is printed."""

    rows: tuple[Promise, ...]
    left: int
    drafts: str
    missing: str
    beyond: str = field(default="", metadata=PRINTED)
    """How many are left out, as a sentence."""


@dataclass(frozen=True, slots=True)
class CourseRow:
    """One strategy of the PMO: what it does (prose), who owns it, and what it supports, with the reason (prose) where there is one."""

    anchor: str
    name: str
    statement: str
    owner: Who
    supports: tuple[tuple[Ref, str], ...]


@dataclass(frozen=True, slots=True)
class Courses:
    """The PMO's own strategies."""

    rows: tuple[CourseRow, ...]
    missing: str


@dataclass(frozen=True, slots=True)
class Offer:
    """One service: `statement` and `benefit` are prose."""

    anchor: str
    name: str
    statement: str
    customers: str
    benefit: str
    serves: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Offers:
    """The services."""

    rows: tuple[Offer, ...]
    left: int
    missing: str
    beyond: str = field(default="", metadata=PRINTED)
    """How many are left out, as a sentence."""


def promises(facts: Facts, references: References) -> Promises:
    """The PMO's active objectives, in the plan's order."""
    words, pmo, objectives = facts.words, facts.plan.pmo, facts.alignment.objectives
    left = max(len(objectives) - MOST, 0)
    drafts = [
        words.quoted(called(objective, words)) for objective in pmo.objectives if objective.status is Status.DRAFT
    ]
    return Promises(
        rows=tuple(_promise(objective, facts, references) for objective in objectives[:MOST]),
        left=left,
        drafts=words.listed(drafts),
        missing="" if objectives else missing(facts, _OBJECTIVES, broken="objectives" in pmo.invalid),
        beyond=words.many(
            left,
            "And {n} more objective; the alignment report has all.",
            "And {n} more objectives; the alignment report has all.",
        )
        if left
        else "",
    )


def courses(facts: Facts, references: References) -> Courses:
    """The PMO's own active strategies."""
    pmo = facts.plan.pmo
    rows = tuple(_course(s, facts, references) for s in pmo.strategies if active(s, facts.alignment.today))
    return Courses(rows, "" if rows else missing(facts, _STRATEGIES, broken="strategies" in pmo.invalid))


def offers(facts: Facts, references: References) -> Offers:
    """The PMO's active services."""
    words, pmo = facts.words, facts.plan.pmo
    services = [service for service in pmo.services if active(service, facts.alignment.today)]
    left = max(len(services) - MOST, 0)
    return Offers(
        rows=tuple(_offer(service, facts, references) for service in services[:MOST]),
        left=left,
        missing="" if services else missing(facts, _SERVICES, broken="services" in pmo.invalid),
        beyond=words.many(left, "And {n} more service.", "And {n} more services.") if left else "",
    )


def _promise(objective: Objective, facts: Facts, references: References) -> Promise:
    return Promise(
        number=references.numbers[objective.id],
        anchor=anchor(objective.id),
        name=called(objective, facts.words),
        owner=who(facts, objective.owner),
        customers=customers_called(facts, objective.for_),
        status="proposed" if objective.status is Status.PROPOSED else "",
        measures=tuple(_measure(measure, objective, facts) for measure in objective.measures),
        id=objective.id,
    )


def _measure(measure: Measure, objective: Objective, facts: Facts) -> MeasureLine:
    words, unit, target = facts.words, measure.unit, goal(measure, facts.words)
    by = (measure.target.by if measure.target else None) or objective.due
    baseline, baseline_day = _baseline(measure, words)
    return MeasureLine(
        anchor=anchor(measure.id),
        name=real(measure.title) or _spaced(measure.id),
        owner=who(facts, measure.owner) if measure.owner and measure.owner != objective.owner else None,
        unit=unit or "" if long_unit(unit) else "",
        stretch=measure.commitment is Commitment.ASPIRATIONAL,
        baseline=baseline,
        baseline_day=baseline_day,
        target="" if target == DASH else target,
        by=words.short_day(by) if by else "",
        lasting=measure.direction is Direction.MAINTAIN,
        numbers=numbers(measure, facts.alignment.standing(measure), facts.alignment.today, 0),
    )


def _spaced(measure_id: str) -> str:
    """An id as words: measures often have no other name, and a charter is read by people who never see ids."""
    return measure_id[:1].upper() + measure_id[1:].replace("-", " ").replace("_", " ")


def _baseline(measure: Measure, words: Words) -> tuple[str, str]:
    """Where the measure starts, and since when. A maintained measure needs no start."""
    start = measure.baseline
    if start is not None and start.value is not None:
        return words.quantity(start.value, measure.unit), words.short_day(start.date) if start.date else ""
    if start is not None and start.pending_until is not None:
        return words.about("baseline", "pending"), words("until {day}", day=words.short_day(start.pending_until))
    return (DASH, "") if measure.direction is Direction.MAINTAIN else ("", "")


def _course(strategy: Strategy, facts: Facts, references: References) -> CourseRow:
    return CourseRow(
        anchor=anchor(strategy.id),
        name=called(strategy, facts.words),
        statement=real(strategy.statement),
        owner=who(facts, strategy.owner),
        supports=tuple((references.ref(link.target), real(link.because)) for link in strategy.supports),
    )


def _offer(service: Service, facts: Facts, references: References) -> Offer:
    return Offer(
        anchor=anchor(service.id),
        name=called(service, facts.words),
        statement=real(service.statement),
        customers=customers_called(facts, service.for_),
        benefit=real(service.benefit),
        serves=references.refs(service.serves),
    )
