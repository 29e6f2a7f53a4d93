"""The PMO's objectives as a report shows them: where each measure started, is, and is to be; the worst first."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from pmo.answers import RollUp
from pmo.language.words import Words
from pmo.model import Measure, Objective, Reading
from pmo.progress import Standing, movement
from pmo.report.alignment.drawn import bullet, spark
from pmo.report.charts import Bullet, Spark
from pmo.report.facts import Facts, anchor
from pmo.report.figures import DASH, long_unit
from pmo.report.numbers import MeasureNumbers, numbers
from pmo.report.states import Shown
from pmo.terms import Direction

MOST = 40
"""Objectives that are shown with their drawings; in a larger plan the rest stands in the register, as text."""

_READINGS = 24


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One measure. `unit` is named here when it is too long to stand beside each number; `readings` are the numbers behind the line.

    `comment` is what was noted with the newest reading that has a note (prose), `comment_day` its date. `moved` says how the newest
    reading compares with the one before it: `better`, `same`, `worse`, or empty. `reader` names who reads the measure, `numbers` has its figures.
    """

    anchor: str
    name: str
    unit: str
    state: Shown
    reason: str
    start: str
    start_day: str
    now: str
    now_day: str
    target: str
    by: str
    bullet: Bullet | None
    spark: Spark | None
    readings: str
    comment: str
    comment_day: str
    moved: str
    reader: str
    numbers: MeasureNumbers


@dataclass(frozen=True, slots=True)
class ObjectiveRow:
    """One objective with its measures, the worst of which says how it stands. `owner_id` is empty where nobody owns it."""

    anchor: str
    name: str
    owner: str
    owned: bool
    state: Shown
    due: str
    measures: tuple[MeasureRow, ...]
    single: bool
    id: str
    owner_id: str
    due_date: dt.date | None


class RegisterRow(NamedTuple):
    """One objective on one line. `anchor` is empty where the objective already has its place above."""

    anchor: str
    name: str
    owner: str
    state: Shown
    figures: str
    due: str
    id: str


@dataclass(frozen=True, slots=True)
class RegisterGroup:
    """The objectives that mainly support one strategy."""

    name: str
    rows: tuple[RegisterRow, ...]


@dataclass(frozen=True, slots=True)
class Objectives:
    """Objectives in full, and in a large plan the register of all of them. `left` counts those that only the register has."""

    rows: tuple[ObjectiveRow, ...]
    left: int
    total: int
    register: tuple[RegisterGroup, ...]


def objectives(facts: Facts) -> Objectives:
    """All objectives: the worst first, in the plan's order within a state."""
    standings = facts.standings
    ordered = sorted(facts.alignment.objectives, key=lambda o: -standings[o.id].state.badness)
    large = len(ordered) > MOST
    rows = tuple(objective_row(objective, facts) for objective in ordered[:MOST])
    register = _register(facts, {o.id for o in ordered[:MOST]}) if large else ()
    return Objectives(rows, len(ordered) - len(rows), len(ordered), register)


def objective_row(objective: Objective, facts: Facts, *, drawn: bool = True) -> ObjectiveRow:
    """An objective with its measures; `drawn` says whether with their drawings, of which a page bears only so many."""
    standing = facts.standing(objective)
    due = facts.alignment.due(objective)
    return ObjectiveRow(
        anchor=anchor(objective.id),
        name=objective.name_,
        owner=facts.owner(objective.owner),
        owned=bool(facts.name(objective.owner)),
        state=facts.shown[standing.state],
        due=facts.words.short_day(due) if due and _says_more(due, objective) else "",
        measures=tuple(measure_row(m, found, objective, facts, drawn=drawn) for m, found in standing.measures),
        single=len(standing.measures) == 1,
        id=objective.id,
        owner_id=objective.owner or "",
        due_date=due,
    )


def _says_more(due: dt.date, objective: Objective) -> bool:
    """Whether the objective's date is another than the one that stands beside its only measure."""
    dates = {measure.target.by if measure.target else None for measure in objective.measures}
    return dates != {due}


def measure_row(
    measure: Measure, standing: Standing, objective: Objective, facts: Facts, *, drawn: bool = True
) -> MeasureRow:
    """A measure of an objective: its figures as text, as drawings, and as numbers."""
    alignment, words = facts.alignment, facts.words
    unit, reading, baseline = measure.unit, standing.reading, measure.baseline
    by = measure.target.by if measure.target else None
    past = [item for item in measure.readings if item.date <= alignment.today][-_READINGS:]
    noted = commented(measure, alignment.today)
    moved = movement(measure, alignment.today)
    return MeasureRow(
        anchor=anchor(measure.id),
        name=measure.name_,
        unit=unit or "" if long_unit(unit) else "",
        state=facts.shown[standing.state],
        reason=reason_of(standing, words),
        start=words.quantity(baseline.value, unit) if baseline and baseline.value is not None else DASH,
        start_day=words.short_day(baseline.date) if baseline and baseline.date else "",
        now=words.quantity(reading.value, unit) if reading else DASH,
        now_day=words.short_day(reading.date) if reading else "",
        target=goal(measure, words),
        by=words.short_day(by) if by else "",
        bullet=bullet(measure, standing, alignment.today, alignment.tolerance, words) if drawn else None,
        spark=spark(measure, past, words) if drawn else None,
        readings=words.clauses(
            words("{day}: {value}", day=words.short_day(item.date), value=words.quantity(item.value, None))
            for item in past
        ),
        comment=noted.note or "" if noted else "",
        comment_day=words.short_day(noted.date) if noted else "",
        moved=moved.value if moved else "",
        reader=facts.name(measure.owner or objective.owner),
        numbers=numbers(measure, standing, alignment.today, _READINGS),
    )


def commented(measure: Measure, today: dt.date) -> Reading | None:
    """The newest reading that somebody said something about; None when nobody did."""
    return next((item for item in reversed(measure.readings) if item.date <= today and item.note), None)


def reason_of(standing: Standing, words: Words) -> str:
    """Why the measure is in its state, as a sentence begins; the date in words."""
    reason, reading = words.told(standing.reason), standing.reading
    if reading is not None:
        reason = reason.replace(reading.date.isoformat(), words.short_day(reading.date))
    return reason[:1].upper() + reason[1:]


def goal(measure: Measure, words: Words) -> str:
    """What the measure is to reach: a value, or the band in which it is to stay."""
    band, target = measure.band, measure.target
    if measure.direction is Direction.MAINTAIN and band is not None:
        return words.span(band.low, band.high, measure.unit)
    return words.quantity(target.value, measure.unit) if target is not None and target.value is not None else DASH


def _register(facts: Facts, placed: set[str]) -> tuple[RegisterGroup, ...]:
    """Every objective on one line, below the strategy that it mainly supports."""
    groups: dict[str, list[RegisterRow]] = {strategy.id: [] for strategy in facts.alignment.strategies}
    standings = facts.standings
    for objective in facts.alignment.objectives:
        home = _home(objective, groups, facts)
        place = "" if objective.id in placed else anchor(objective.id)
        groups.setdefault(home, []).append(_line(objective, standings[objective.id], place, facts))
    return tuple(
        RegisterGroup(facts.name(home) or facts.words("Supports nothing"), tuple(rows))
        for home, rows in groups.items()
        if rows
    )


def _home(objective: Objective, groups: Mapping[str, object], facts: Facts) -> str:
    """What the objective mainly supports: the first strategy that it names, else the first of anything."""
    for link in objective.supports:
        if link.target in groups:
            return link.target
    elements = facts.plan.elements
    return next((link.target for link in objective.supports if link.target in elements), "")


def _line(objective: Objective, standing: RollUp, place: str, facts: Facts) -> RegisterRow:
    due = facts.alignment.due(objective)
    return RegisterRow(
        anchor=place,
        name=objective.name_,
        owner=facts.owner(objective.owner),
        state=facts.shown[standing.state],
        figures=figures_of(standing, facts.words),
        due=facts.words.short_day(due) if due else "",
        id=objective.id,
    )


def figures_of(standing: RollUp, words: Words) -> str:
    """The figures of an objective's worst measure on one line: `41 → 35 → 14 days`; how many more measures there are."""
    if not standing.measures:
        return words("no measure")
    measure, found = standing.measures[0]
    if len(standing.measures) > 1:
        measure, found = max(standing.measures, key=lambda pair: pair[1].state.badness)
    start = measure.baseline.value if measure.baseline else None
    stops = [
        "" if start is None else words.quantity(start, None),
        words.quantity(found.reading.value, None) if found.reading else words("no reading"),
        goal(measure, words),
    ]
    figures = " → ".join(stop for stop in stops if stop and stop != DASH)
    more = len(standing.measures) - 1
    if not more:
        return figures
    return words.many(more, "{figures}, and {n} more measure", "{figures}, and {n} more measures", figures=figures)
