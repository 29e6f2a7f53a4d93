"""What a charter promises: objectives from baseline to target, the PMO's own strategies, and its services."""

from dataclasses import dataclass

from pmo.align import active
from pmo.model import Measure, Objective, Service, Strategy
from pmo.report.alignment.objectives import goal
from pmo.report.charter.references import MOST, Ref, References
from pmo.report.charter.written import Who, called, customers_called, missing, real, who
from pmo.report.facts import Facts, anchor, listed, quoted
from pmo.report.figures import DASH, long_unit, quantity, short_day
from pmo.report.numbers import MeasureNumbers, numbers
from pmo.terms import Commitment, Direction, Status

_OBJECTIVES = "what the PMO is to reach: results with a baseline, a target, a date and one owner each"
_STRATEGIES = "how the PMO means to reach its objectives: its own courses of action, chosen after them"
_SERVICES = "what the PMO offers: each service with whom it is for, what they gain, and the objective it serves"


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


def promises(facts: Facts, references: References) -> Promises:
    """The PMO's active objectives, in the plan's order."""
    pmo, objectives = facts.plan.pmo, facts.alignment.objectives
    drafts = [quoted(called(objective)) for objective in pmo.objectives if objective.status is Status.DRAFT]
    return Promises(
        rows=tuple(_promise(objective, facts, references) for objective in objectives[:MOST]),
        left=max(len(objectives) - MOST, 0),
        drafts=listed(drafts),
        missing="" if objectives else missing(facts.plan, _OBJECTIVES, broken="objectives" in pmo.invalid),
    )


def courses(facts: Facts, references: References) -> Courses:
    """The PMO's own active strategies."""
    pmo = facts.plan.pmo
    rows = tuple(_course(s, facts, references) for s in pmo.strategies if active(s, facts.alignment.today))
    return Courses(rows, "" if rows else missing(facts.plan, _STRATEGIES, broken="strategies" in pmo.invalid))


def offers(facts: Facts, references: References) -> Offers:
    """The PMO's active services."""
    pmo = facts.plan.pmo
    services = [service for service in pmo.services if active(service, facts.alignment.today)]
    return Offers(
        rows=tuple(_offer(service, facts, references) for service in services[:MOST]),
        left=max(len(services) - MOST, 0),
        missing="" if services else missing(facts.plan, _SERVICES, broken="services" in pmo.invalid),
    )


def _promise(objective: Objective, facts: Facts, references: References) -> Promise:
    return Promise(
        number=references.numbers[objective.id],
        anchor=anchor(objective.id),
        name=called(objective),
        owner=who(facts.plan, objective.owner),
        customers=customers_called(facts.plan, objective.for_),
        status="proposed" if objective.status is Status.PROPOSED else "",
        measures=tuple(_measure(measure, objective, facts) for measure in objective.measures),
        id=objective.id,
    )


def _measure(measure: Measure, objective: Objective, facts: Facts) -> MeasureLine:
    unit, target = measure.unit, goal(measure)
    by = (measure.target.by if measure.target else None) or objective.due
    baseline, baseline_day = _baseline(measure)
    return MeasureLine(
        anchor=anchor(measure.id),
        name=real(measure.title) or _words(measure.id),
        owner=who(facts.plan, measure.owner) if measure.owner and measure.owner != objective.owner else None,
        unit=unit or "" if long_unit(unit) else "",
        stretch=measure.commitment is Commitment.ASPIRATIONAL,
        baseline=baseline,
        baseline_day=baseline_day,
        target="" if target == DASH else target,
        by=short_day(by) if by else "",
        lasting=measure.direction is Direction.MAINTAIN,
        numbers=numbers(measure, facts.alignment.standing(measure), facts.alignment.today, 0),
    )


def _words(measure_id: str) -> str:
    """An id as words: measures often have no other name, and a charter is read by people who never see ids."""
    return measure_id[:1].upper() + measure_id[1:].replace("-", " ").replace("_", " ")


def _baseline(measure: Measure) -> tuple[str, str]:
    """Where the measure starts, and since when. A maintained measure needs no start."""
    start = measure.baseline
    if start is not None and start.value is not None:
        return quantity(start.value, measure.unit), short_day(start.date) if start.date else ""
    if start is not None and start.pending_until is not None:
        return "pending", f"until {short_day(start.pending_until)}"
    return (DASH, "") if measure.direction is Direction.MAINTAIN else ("", "")


def _course(strategy: Strategy, facts: Facts, references: References) -> CourseRow:
    return CourseRow(
        anchor=anchor(strategy.id),
        name=called(strategy),
        statement=real(strategy.statement),
        owner=who(facts.plan, strategy.owner),
        supports=tuple((references.ref(link.target), real(link.because)) for link in strategy.supports),
    )


def _offer(service: Service, facts: Facts, references: References) -> Offer:
    return Offer(
        anchor=anchor(service.id),
        name=called(service),
        statement=real(service.statement),
        customers=customers_called(facts.plan, service.for_),
        benefit=real(service.benefit),
        serves=references.refs(service.serves),
    )
