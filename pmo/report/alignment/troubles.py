"""What went wrong, one block each: how far off, why, who owns it, what is being done, by when."""

import datetime as dt
from dataclasses import dataclass

from pmo.answers import RollUp
from pmo.model import Initiative, Measure, Objective
from pmo.progress import Standing, State, planned_value, shortfall
from pmo.report.alignment.objectives import commented, goal
from pmo.report.facts import Facts, anchor, known_values
from pmo.report.figures import NBSP, day, number, quantity, rounded_like, short_day
from pmo.report.states import SHOWN, Shown
from pmo.terms import Direction, Result

MOST = 30
"""Blocks in one report; beyond that the objectives table and the register have to do."""

TROUBLE = frozenset({State.OFF_TRACK, State.MISSED})

_VERDICTS = {
    Result.ACHIEVED: "Recorded as achieved.",
    Result.PARTLY: "Recorded as partly achieved.",
    Result.MISSED: "Recorded as missed.",
    Result.ABANDONED: "Recorded as abandoned.",
}


@dataclass(frozen=True, slots=True)
class Slip:
    """One measure that is off: the gap in its own unit, and what is said about it.

    `notes` are prose: what was noted with the newest reading that has a note, then the measure's own note. `said` tells who reads the measure,
    and the date of that reading.
    """

    name: str
    state: Shown
    gap: str
    notes: tuple[str, ...]
    said: str
    verdict: str
    id: str


@dataclass(frozen=True, slots=True)
class Work:
    """What is being done about it: the initiative, its owner, its end, and its budget if it is known (`amount` is the number).

    `anchor` is empty where the initiative already has its place above.
    """

    name: str
    owner: str
    until: str
    budget: str
    id: str
    amount: float | None
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Trouble:
    """One objective that is off track or missed its target. `others` name services and processes that serve it."""

    anchor: str
    name: str
    state: Shown
    owner: str
    due: str
    supports: tuple[str, ...]
    slips: tuple[Slip, ...]
    work: tuple[Work, ...]
    others: tuple[str, ...]
    id: str


@dataclass(frozen=True, slots=True)
class Troubles:
    """The blocks, and how many more there would be."""

    blocks: tuple[Trouble, ...]
    left: int


def troubles(facts: Facts) -> Troubles:
    """A block for each objective that is off track or missed its target, the missed ones first."""
    found = in_trouble(facts)
    serving = facts.alignment.served
    placed: set[str] = set()
    blocks = tuple(
        _block(objective, standing, tuple(offer.name_ for offer in serving.get(objective.id, ())), facts, placed)
        for objective, standing in found[:MOST]
    )
    return Troubles(blocks, len(found) - len(blocks))


def in_trouble(facts: Facts) -> list[tuple[Objective, RollUp]]:
    """Objectives that are off track or missed, the missed ones first."""
    found = [(o, facts.standings[o.id]) for o in facts.alignment.objectives if facts.standings[o.id].state in TROUBLE]
    return sorted(found, key=lambda pair: -pair[1].state.badness)


def _block(objective: Objective, standing: RollUp, others: tuple[str, ...], facts: Facts, placed: set[str]) -> Trouble:
    alignment = facts.alignment
    due = alignment.due(objective)
    return Trouble(
        anchor=anchor(objective.id),
        name=objective.name_,
        state=SHOWN[standing.state],
        owner=facts.person(objective.owner),
        due=day(due) if due else "",
        supports=tuple(facts.name(link.target) for link in objective.supports if alignment.live(link)),
        slips=tuple(_slip(m, found, objective, facts) for m, found in standing.measures if found.state in TROUBLE),
        work=tuple(_work(initiative, facts, placed) for initiative in alignment.initiatives_for(objective)),
        others=others,
        id=objective.id,
    )


def _slip(measure: Measure, standing: Standing, objective: Objective, facts: Facts) -> Slip:
    alignment = facts.alignment
    noted = commented(measure, alignment.today)
    notes = [note for note in (noted.note if noted else None, measure.note) if note]
    return Slip(
        name=measure.name_,
        state=SHOWN[standing.state],
        gap=gap(measure, standing, alignment.today),
        notes=tuple(notes),
        said=f"{facts.owner(measure.owner or objective.owner)}, {short_day(noted.date)}" if noted else "",
        verdict=_VERDICTS[measure.result] if measure.result else "",
        id=measure.id,
    )


def gap(measure: Measure, standing: Standing, today: dt.date) -> str:
    """How far a measure is from where it should be, as a sentence in its own unit."""
    reading = standing.reading
    if reading is None:
        return f"{standing.reason[:1].upper()}{standing.reason[1:]}."
    unit, short = measure.unit, shortfall(measure, reading.value)
    said = f"{quantity(reading.value, unit)} on {day(reading.date)}"
    if short is None:
        return f"{said}; {standing.reason}."
    if measure.direction is Direction.MAINTAIN:
        return f"{said}, {_difference(short, unit)} outside the band of {goal(measure)}."
    short = rounded_like(short, known_values(measure))
    by = measure.target.by if measure.target else None
    if standing.state is State.MISSED:
        until = f" by {day(by)}" if by and by != reading.date else ""
        return f"{said}: {_difference(short, unit)} short of the target of {goal(measure)}{until}."
    planned = planned_value(measure, today)
    expected = ""
    if planned is not None:
        expected = f" where the plan has {quantity(rounded_like(planned, known_values(measure)), unit)} by now"
    left = f"; {_difference(short, unit)} to go to {goal(measure)}{f' by {day(by)}' if by else ''}"
    return f"{said}{expected}{left}."


def _difference(value: float, unit: str | None) -> str:
    """A distance between two values: between percentages it is percentage points."""
    if (unit or "").strip().startswith("%"):
        return f"{number(value)}{NBSP}percentage {'point' if value == 1 else 'points'}"
    return quantity(value, unit)


def _work(initiative: Initiative, facts: Facts, placed: set[str]) -> Work:
    place = "" if initiative.id in placed else anchor(initiative.id)
    placed.add(initiative.id)
    currency = facts.plan.settings.currency
    return Work(
        name=initiative.name_,
        owner=facts.owner(initiative.owner),
        until=day(initiative.until) if initiative.until else "",
        budget=quantity(initiative.budget, currency) if initiative.budget is not None else "budget unknown",
        id=initiative.id,
        amount=initiative.budget,
        anchor=place,
    )
