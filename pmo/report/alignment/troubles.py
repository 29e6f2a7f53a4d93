"""What went wrong, one block each: how far off, why, who owns it, what is being done, by when."""

import datetime as dt
from dataclasses import dataclass

from pmo.answers import RollUp
from pmo.language.words import Words, message
from pmo.model import Initiative, Measure, Objective, Reading
from pmo.progress import Standing, State, planned_value, shortfall
from pmo.report.alignment.objectives import commented, goal, reason_of
from pmo.report.facts import Facts, anchor, known_values
from pmo.report.figures import NBSP, rounded_like
from pmo.report.states import Shown
from pmo.terms import Direction, Result

MOST = 30
"""Blocks in one report; beyond that the objectives table and the register have to do."""

TROUBLE = frozenset({State.OFF_TRACK, State.MISSED})

_VERDICTS = {
    Result.ACHIEVED: message("Recorded as achieved."),
    Result.PARTLY: message("Recorded as partly achieved."),
    Result.MISSED: message("Recorded as missed."),
    Result.ABANDONED: message("Recorded as abandoned."),
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
    alignment, words = facts.alignment, facts.words
    due = alignment.due(objective)
    return Trouble(
        anchor=anchor(objective.id),
        name=objective.name_,
        state=facts.shown[standing.state],
        owner=facts.person(objective.owner),
        due=words.day(due) if due else "",
        supports=tuple(facts.name(link.target) for link in objective.supports if alignment.live(link)),
        slips=tuple(_slip(m, found, objective, facts) for m, found in standing.measures if found.state in TROUBLE),
        work=tuple(_work(initiative, facts, placed) for initiative in alignment.initiatives_for(objective)),
        others=others,
        id=objective.id,
    )


def _slip(measure: Measure, standing: Standing, objective: Objective, facts: Facts) -> Slip:
    alignment, words = facts.alignment, facts.words
    noted = commented(measure, alignment.today)
    notes = [note for note in (noted.note if noted else None, measure.note) if note]
    return Slip(
        name=measure.name_,
        state=facts.shown[standing.state],
        gap=gap(measure, standing, alignment.today, words),
        notes=tuple(notes),
        said=words("{name}, {day}", name=facts.owner(measure.owner or objective.owner), day=words.short_day(noted.date))
        if noted
        else "",
        verdict=words(_VERDICTS[measure.result]) if measure.result else "",
        id=measure.id,
    )


def gap(measure: Measure, standing: Standing, today: dt.date, words: Words) -> str:
    """How far a measure is from where it should be, as a sentence in its own unit."""
    reading = standing.reading
    if reading is None:
        return words.sentence([reason_of(standing, words)])
    unit, short = measure.unit, shortfall(measure, reading.value)
    value, day = words.quantity(reading.value, unit), words.day(reading.date)
    if short is None:
        return words.sentence([words("{value} on {day}", value=value, day=day), words.told(standing.reason)])
    if measure.direction is Direction.MAINTAIN:
        return words(
            "{value} on {day}, {distance} outside the band of {band}.",
            value=value,
            day=day,
            distance=_difference(short, unit, words),
            band=goal(measure, words),
        )
    distance = _difference(rounded_like(short, known_values(measure)), unit, words)
    if standing.state is State.MISSED:
        return _missed(measure, reading, distance, words)
    return _behind(measure, reading, distance, today, words)


def _missed(measure: Measure, reading: Reading, distance: str, words: Words) -> str:
    """How far the closing reading is from the target, and when that was due if not on the day of the reading."""
    values, by = _where(measure, reading, distance, words), measure.target.by if measure.target else None
    if by is not None and by != reading.date:
        until = words.day(by)
        return words("{value} on {day}: {distance} short of the target of {target} by {until}.", until=until, **values)
    return words("{value} on {day}: {distance} short of the target of {target}.", **values)


def _behind(measure: Measure, reading: Reading, distance: str, today: dt.date, words: Words) -> str:
    """How far it is to go, by when, and where the plan has it today if that is known."""
    values, by = _where(measure, reading, distance, words), measure.target.by if measure.target else None
    if by is None:
        return words("{value} on {day}; {distance} to go to {target}.", **values)
    until, planned = words.day(by), planned_value(measure, today)
    if planned is None:
        return words("{value} on {day}; {distance} to go to {target} by {until}.", until=until, **values)
    return words(
        "{value} on {day} where the plan has {planned} by now; {distance} to go to {target} by {until}.",
        planned=words.quantity(rounded_like(planned, known_values(measure)), measure.unit),
        until=until,
        **values,
    )


def _where(measure: Measure, reading: Reading, distance: str, words: Words) -> dict[str, str]:
    """What every sentence on a gap to a target names."""
    return {
        "value": words.quantity(reading.value, measure.unit),
        "day": words.day(reading.date),
        "distance": distance,
        "target": goal(measure, words),
    }


def _difference(value: float, unit: str | None, words: Words) -> str:
    """A distance between two values: between percentages it is percentage points."""
    if (unit or "").strip().startswith("%"):
        # Of one and a half, English speaks as of several.
        many = max(int(value), 2) if value > 1 else int(value)
        points = words.many(many, "{n} percentage point", "{n} percentage points", n=words.number(value))
        return points.replace(" ", NBSP, 1)
    return words.quantity(value, unit)


def _work(initiative: Initiative, facts: Facts, placed: set[str]) -> Work:
    place = "" if initiative.id in placed else anchor(initiative.id)
    placed.add(initiative.id)
    currency, words = facts.plan.settings.currency, facts.words
    return Work(
        name=initiative.name_,
        owner=facts.owner(initiative.owner),
        until=words.day(initiative.until) if initiative.until else "",
        budget=words.quantity(initiative.budget, currency)
        if initiative.budget is not None
        else words("budget unknown"),
        id=initiative.id,
        amount=initiative.budget,
        anchor=place,
    )
