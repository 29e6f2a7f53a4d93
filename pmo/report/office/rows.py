"""The scorecard's rows: every objective and every measure of the PMO, one row a measure, values with their types."""

import datetime as dt
from collections.abc import Container
from dataclasses import dataclass

from pmo.answers import RollUp
from pmo.model import Measure, Objective
from pmo.progress import Standing, maintained
from pmo.report.facts import Facts
from pmo.report.states import Shown
from pmo.report.term_words import direction_words, frequency_words
from pmo.terms import Strength


@dataclass(frozen=True, slots=True)
class Row:
    """One measure of an objective; `measure` is empty for an objective without any. Shares are of the way from baseline to target."""

    objective: str
    objective_state: Shown
    owner: str
    strategy: str
    also: str
    customers: str
    measure: str
    state: Shown
    reason: str
    unit: str
    direction: str
    baseline: float | None
    baseline_day: dt.date | None
    now: float | None
    now_day: dt.date | None
    target: float | None
    low: float | None
    high: float | None
    by: dt.date | None
    progress: float | None
    planned: float | None
    frequency: str
    reader: str
    note: str
    objective_id: str
    measure_id: str


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """One reading that is known on the report's day."""

    objective: str
    measure: str
    date: dt.date
    value: float
    unit: str
    note: str
    measure_id: str


def scorecard_rows(facts: Facts) -> tuple[Row, ...]:
    """Every active objective, below the strategy that it mainly supports, in the plan's order."""
    order = {strategy.id: at for at, strategy in enumerate(facts.alignment.strategies)}
    homes = {objective.id: _home(objective, order, facts) for objective in facts.alignment.objectives}
    objectives = sorted(facts.alignment.objectives, key=lambda o: order.get(homes[o.id], len(order)))
    return tuple(row for objective in objectives for row in _rows(objective, homes[objective.id], facts))


def reading_rows(facts: Facts) -> tuple[ReadingRow, ...]:
    """Every reading of those objectives, up to the report's day."""
    today = facts.alignment.today
    return tuple(
        ReadingRow(o.name_, m.name_, r.date, r.value, m.unit or "", r.note or "", m.id)
        for o in facts.alignment.objectives
        for m in o.measures
        for r in m.readings
        if r.date <= today
    )


def _rows(objective: Objective, home: str, facts: Facts) -> tuple[Row, ...]:
    standing = facts.standings[objective.id]
    measures = standing.measures or ((None, None),)
    return tuple(_row(objective, home, standing, measure, found, facts) for measure, found in measures)


def _row(
    objective: Objective, home: str, standing: RollUp, measure: Measure | None, found: Standing | None, facts: Facts
) -> Row:
    baseline = measure.baseline if measure else None
    target = measure.target if measure else None
    band = measure.band if measure and maintained(measure) else None
    reading = found.reading if found else None
    words = facts.words
    reason = words.told(found.reason) if found else words("No measure")
    return Row(
        objective=objective.name_,
        objective_state=facts.shown[standing.state],
        owner=facts.owner(objective.owner),
        strategy=facts.name(home) if home else "",
        also="; ".join(facts.name(link.target) for link in objective.supports if link.target != home),
        customers="; ".join(facts.names(objective.for_)),
        measure=measure.name_ if measure else "",
        state=facts.shown[found.state if found else standing.state],
        reason=reason[:1].upper() + reason[1:],
        unit=(measure.unit or "") if measure else "",
        direction=direction_words(words)[measure.direction] if measure and measure.direction else "",
        baseline=baseline.value if baseline else None,
        baseline_day=baseline.date if baseline else None,
        now=reading.value if reading else None,
        now_day=reading.date if reading else None,
        target=target.value if target else None,
        low=band.low if band else None,
        high=band.high if band else None,
        by=(target.by if target else None) or objective.due,
        progress=found.progress if found else None,
        planned=found.planned if found else None,
        frequency=frequency_words(words)[measure.frequency] if measure and measure.frequency else "",
        reader=facts.owner(measure.owner) if measure and measure.owner else "",
        note=(reading.note or "") if reading else "",
        objective_id=objective.id,
        measure_id=measure.id if measure else "",
    )


def _home(objective: Objective, strategies: Container[str], facts: Facts) -> str:
    """What the objective mainly supports: a primary link first, and a strategy before a goal."""
    links = [link for link in objective.supports if facts.alignment.live(link)]
    links.sort(key=lambda link: (link.strength is not Strength.PRIMARY, link.target not in strategies))
    return links[0].target if links else ""
