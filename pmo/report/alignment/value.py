"""Whose success it is for: customers, the balance over perspectives, and what the PMO keeps going beside its objectives."""

import datetime as dt
from dataclasses import dataclass, field

from pmo.answers import CustomerValue, RollUp
from pmo.language.words import Words
from pmo.model import Objective
from pmo.progress import Movement, State, better, movement
from pmo.report.alignment.objectives import figures_of
from pmo.report.facts import Facts, anchor
from pmo.report.fields import PRINTED
from pmo.report.states import Shown, Tallied, tallied

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
    said: str = field(default="", metadata=PRINTED)
    """`moved` as a sentence."""


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
    words = facts.words
    most = max((len(objectives) for objectives in found.values()), default=0) or 1
    return tuple(
        Perspective(name, len(objectives), words.listed([o.name_ for o in objectives], 6), len(objectives) / most)
        for name, objectives in found.items()
    )


def assets(facts: Facts) -> Assets | None:
    """The backwards index; None when the plan names no assets."""
    trace = facts.alignment.assets
    if not trace.total:
        return None
    words = facts.words
    sentence = words.many(
        len(trace.serving),
        "{n} of {total} processes, templates, tools and roles serve an objective.",
        "{n} of {total} processes, templates, tools and roles serve an objective.",
        total=words.whole(trace.total),
    )
    rows = (
        (words("Serve an objective"), trace.serving),
        (words("Mandated from outside"), trace.mandated),
        (words("Serve no objective"), trace.untraced),
    )
    return Assets(
        sentence,
        tuple(AssetTraceRow(label, len(found), words.listed([a.name_ for a in found], _MOST)) for label, found in rows),
    )


def _customer(value: CustomerValue, facts: Facts) -> CustomerRow:
    customer = value.customer
    return CustomerRow(
        anchor=anchor(customer.id),
        name=customer.name_,
        needs=customer.needs,
        own=tuple(_own(objective, standing, facts) for objective, standing in value.objectives[:_MOST]),
        own_tally=tallied((standing.state for _, standing in value.objectives), facts.words),
        own_left=max(len(value.objectives) - _MOST, 0),
        served=_results(value.served_by, facts),
        served_tally=tallied((standing.state for _, standing in value.served_by), facts.words),
        served_left=max(len(value.served_by) - _MOST, 0),
        services=tuple(service.name_ for service in value.services),
        id=customer.id,
    )


def _own(objective: Objective, standing: RollUp, facts: Facts) -> OwnResult:
    words = facts.words
    moved = _moved(standing, facts.alignment.today, words)
    return OwnResult(
        objective.name_,
        facts.shown[standing.state],
        figures_of(standing, words),
        moved,
        words.listed([helper.name_ for helper in _helpers(objective, facts)], 4),
        _towards(standing),
        objective.id,
        words.sentence([moved[:1].upper() + moved[1:]]) if moved else "",
    )


def _helpers(objective: Objective, facts: Facts) -> list[Objective]:
    """The PMO's active objectives that support a customer's objective by their own link."""
    found = (support.source for support in facts.alignment.supports.get(objective.id, ()))
    return [source for source in found if isinstance(source, Objective) and source.id in facts.standings]


def _towards(standing: RollUp) -> bool | None:
    """Whether any fresh reading is better than where it started; None when there is no fresh reading."""
    fresh = [(m, s.reading) for m, s in standing.measures if s.reading is not None and s.state is not State.NO_DATA]
    return any(better(measure, reading.value) for measure, reading in fresh) if fresh else None


def _moved(standing: RollUp, today: dt.date, words: Words) -> str:
    """Which way the worst measure went with its newest reading, and from where."""
    if not standing.measures:
        return ""
    measure, found = max(standing.measures, key=lambda pair: pair[1].state.badness)
    if found.reading is None:
        return words("not read yet")
    if found.state is State.NO_DATA:
        day = found.reading.date
        return words.told(found.reason).replace(day.isoformat(), words.short_day(day))
    way, past = movement(measure, today), [reading for reading in measure.readings if reading.date <= today]
    if way is None:
        return ""
    since = words.short_day(past[-2].date)
    if way is Movement.SAME:
        return words("unchanged since {day}", day=since)
    before = words.quantity(past[-2].value, measure.unit)
    if way is Movement.BETTER:
        return words("better than {value} on {day}", value=before, day=since)
    return words("worse than {value} on {day}", value=before, day=since)


def _results(found: tuple[tuple[Objective, RollUp], ...], facts: Facts) -> tuple[Result, ...]:
    return tuple(
        Result(o.name_, facts.shown[standing.state], figures_of(standing, facts.words), o.id)
        for o, standing in found[:_MOST]
    )


def helped(facts: Facts) -> str:
    """Customers' objectives that PMO objectives support: how many, what moved there, and what nobody knows. Empty where none is known."""
    found = [
        (bool(_helpers(o, facts)), _towards(standing))
        for value in facts.alignment.customer_value
        for o, standing in value.objectives
    ]
    if not found:
        return ""
    words, moves = facts.words, [towards for supported, towards in found if supported]
    if not moves:
        return _unhelped(len(found), words)
    supported, known = words.whole(len(moves)), words.whole(len(found))
    said = (
        words(
            "PMO objectives support {supported} of {known} of the customer's own objectives.",
            supported=supported,
            known=known,
        )
        if len(facts.plan.customers) == 1
        else words(
            "PMO objectives support {supported} of {known} of the customers' own objectives.",
            supported=supported,
            known=known,
        )
    )
    told = [_went(towards, many, words) for towards in (True, False, None) if (many := moves.count(towards))]
    return f"{said} {words('Of these, {clauses}', clauses=words.sentence(told))}"


def _unhelped(known: int, words: Words) -> str:
    if known == 1:
        return words("No objective of the PMO supports the one objective that customers have.")
    return words.many(
        known,
        "No objective of the PMO supports any of the {n} objective that customers have.",
        "No objective of the PMO supports any of the {n} objectives that customers have.",
    )


def _went(towards: bool | None, many: int, words: Words) -> str:
    if towards is None:
        return words.many(
            many,
            "{n} has no fresh reading, so nobody knows",
            "{n} have no fresh reading, so nobody knows",
        )
    if towards:
        return words.many(
            many,
            "{n} has moved towards its target since the start",
            "{n} have moved towards their target since the start",
        )
    return words.many(many, "{n} has not moved towards its target", "{n} have not moved towards their target")


def served(facts: Facts) -> str:
    """How many customers something is done for, and of how many it is unknown what they want."""
    words, found = facts.words, facts.alignment.customer_value
    active = sum(bool(value.served_by or value.services) for value in found)
    blind = sum(not value.objectives for value in found)
    said = [
        words.many(
            len(found),
            "The PMO has an objective or a service for {active} of {n} customer",
            "The PMO has an objective or a service for {active} of {n} customers",
            active=words.whole(active),
        )
    ]
    if blind:
        said.append(_blind(blind, len(found), words))
    return words.sentence(said)


def _blind(blind: int, of: int, words: Words) -> str:
    if of == 1:
        return words("the plan does not know what the customer's objectives are")
    if blind == of:
        return words("the plan does not know the objectives of any of them")
    return words.many(
        blind,
        "the plan does not know the objectives of {n} of them",
        "the plan does not know the objectives of {n} of them",
    )
