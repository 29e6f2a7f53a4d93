"""Whose success it is for: customers, the balance over perspectives, and what the PMO keeps going beside its objectives."""

import datetime as dt
from dataclasses import dataclass

from pmo.answers import CustomerValue, RollUp
from pmo.model import Objective
from pmo.progress import Movement, State, better, movement
from pmo.report.alignment.objectives import figures_of
from pmo.report.facts import Facts, anchor, listed
from pmo.report.figures import fraction, quantity, short_day
from pmo.report.states import SHOWN, Shown, Tallied, tallied

_MOST = 12


@dataclass(frozen=True, slots=True)
class Result:
    """One objective on one line."""

    name: str
    state: Shown
    figures: str
    id: str


@dataclass(frozen=True, slots=True)
class OwnResult:
    """One objective of a customer: where it stands, what moved (a few words), and which PMO objectives say that they support it.

    `towards` is true when a fresh reading is better than the start, false when none is, null when nobody knows.
    """

    name: str
    state: Shown
    figures: str
    moved: str
    supported_by: str
    towards: bool | None
    id: str


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """One customer: their own objectives, and what the PMO does for them. `needs` is prose. Lists are cut; `…_left` counts the rest."""

    anchor: str
    name: str
    needs: tuple[str, ...]
    own: tuple[OwnResult, ...]
    own_tally: tuple[Tallied, ...]
    own_left: int
    served: tuple[Result, ...]
    served_tally: tuple[Tallied, ...]
    served_left: int
    services: tuple[str, ...]
    id: str


@dataclass(frozen=True, slots=True)
class Perspective:
    """One declared perspective and the objectives in it."""

    name: str
    many: int
    names: str
    share: float


@dataclass(frozen=True, slots=True)
class AssetTraceRow:
    """One kind of answer to "what is it for": how many assets, and which."""

    label: str
    many: int
    names: str


@dataclass(frozen=True, slots=True)
class Assets:
    """How many processes, templates, tools and roles trace to an objective."""

    sentence: str
    rows: tuple[AssetTraceRow, ...]


def customers(facts: Facts) -> tuple[CustomerRow, ...]:
    """Every customer, in the plan's order."""
    return tuple(_customer(value, facts) for value in facts.alignment.customer_value)


def balance(facts: Facts) -> tuple[Perspective, ...]:
    """The PMO's objectives over the perspectives that the organization declares; empty when it declares none."""
    found = facts.alignment.balance
    most = max((len(objectives) for objectives in found.values()), default=0) or 1
    return tuple(
        Perspective(name, len(objectives), listed([o.name_ for o in objectives], 6), len(objectives) / most)
        for name, objectives in found.items()
    )


def assets(facts: Facts) -> Assets | None:
    """The backwards index; None when the plan names no assets."""
    trace = facts.alignment.assets
    if not trace.total:
        return None
    sentence = f"{fraction(len(trace.serving), trace.total)} processes, templates, tools and roles serve an objective."
    rows = (
        ("Serve an objective", trace.serving),
        ("Mandated from outside", trace.mandated),
        ("Serve no objective", trace.untraced),
    )
    return Assets(
        sentence,
        tuple(AssetTraceRow(label, len(found), listed([a.name_ for a in found], _MOST)) for label, found in rows),
    )


def _customer(value: CustomerValue, facts: Facts) -> CustomerRow:
    customer = value.customer
    return CustomerRow(
        anchor=anchor(customer.id),
        name=customer.name_,
        needs=customer.needs,
        own=tuple(_own(objective, standing, facts) for objective, standing in value.objectives[:_MOST]),
        own_tally=tallied(standing.state for _, standing in value.objectives),
        own_left=max(len(value.objectives) - _MOST, 0),
        served=_results(value.served_by),
        served_tally=tallied(standing.state for _, standing in value.served_by),
        served_left=max(len(value.served_by) - _MOST, 0),
        services=tuple(service.name_ for service in value.services),
        id=customer.id,
    )


def _own(objective: Objective, standing: RollUp, facts: Facts) -> OwnResult:
    names = [helper.name_ for helper in _helpers(objective, facts)]
    return OwnResult(
        objective.name_,
        SHOWN[standing.state],
        figures_of(standing),
        _moved(standing, facts.alignment.today),
        listed(names, 4),
        _towards(standing),
        objective.id,
    )


def _helpers(objective: Objective, facts: Facts) -> list[Objective]:
    """The PMO's active objectives that support a customer's objective by their own link."""
    found = (support.source for support in facts.alignment.supports.get(objective.id, ()))
    return [source for source in found if isinstance(source, Objective) and source.id in facts.standings]


def _towards(standing: RollUp) -> bool | None:
    """Whether any fresh reading is better than where it started; None when there is no fresh reading."""
    fresh = [(m, s.reading) for m, s in standing.measures if s.reading is not None and s.state is not State.NO_DATA]
    return any(better(measure, reading.value) for measure, reading in fresh) if fresh else None


def _moved(standing: RollUp, today: dt.date) -> str:
    """Which way the worst measure went with its newest reading, and from where."""
    if not standing.measures:
        return ""
    measure, found = max(standing.measures, key=lambda pair: pair[1].state.badness)
    if found.reading is None:
        return "not read yet"
    if found.state is State.NO_DATA:
        return found.reason.replace(found.reading.date.isoformat(), short_day(found.reading.date))
    way, past = movement(measure, today), [reading for reading in measure.readings if reading.date <= today]
    if way is None:
        return ""
    since = short_day(past[-2].date)
    if way is Movement.SAME:
        return f"unchanged since {since}"
    return f"{way.value} than {quantity(past[-2].value, measure.unit)} on {since}"


def _results(found: tuple[tuple[Objective, RollUp], ...]) -> tuple[Result, ...]:
    return tuple(Result(o.name_, SHOWN[standing.state], figures_of(standing), o.id) for o, standing in found[:_MOST])


def helped(facts: Facts) -> str:
    """Customers' objectives that PMO objectives support: how many, what moved there, and what nobody knows. Empty where none is known."""
    found = [
        (bool(_helpers(o, facts)), _towards(standing))
        for value in facts.alignment.customer_value
        for o, standing in value.objectives
    ]
    if not found:
        return ""
    moves = [towards for supported, towards in found if supported]
    whose = "customer's own objectives" if len(facts.plan.customers) == 1 else "customers' own objectives"
    if not moves:
        theirs = "the one objective" if len(found) == 1 else f"any of the {len(found):,} objectives"
        return f"No objective of the PMO supports {theirs} that customers have."
    said = f"PMO objectives support {fraction(len(moves), len(found))} of the {whose}."
    told = []
    for towards, one, several in (
        (True, "has moved towards its target since the start", "have moved towards their target since the start"),
        (False, "has not moved towards its target", "have not moved towards their target"),
        (None, "has no fresh reading, so nobody knows", "have no fresh reading, so nobody knows"),
    ):
        many = moves.count(towards)
        if many:
            told.append(f"{many:,} {one if many == 1 else several}")
    return f"{said} Of these, {'; '.join(told)}."


def served(facts: Facts) -> str:
    """How many customers something is done for, and of how many it is unknown what they want."""
    found = facts.alignment.customer_value
    active = sum(bool(value.served_by or value.services) for value in found)
    blind = sum(not value.objectives for value in found)
    said = f"The PMO has an objective or a service for {fraction(active, len(found))} {'customer' if len(found) == 1 else 'customers'}"
    if not blind:
        return f"{said}."
    return f"{said}; the plan does not know the objectives of {f'{blind:,} of them' if blind < len(found) else 'any of them'}."
