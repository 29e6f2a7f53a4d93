"""One measure over time, as numbers for a chart: its readings, what the plan expects on the same days, and where it must be."""

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from pmo.model import Measure
from pmo.progress import maintained, planned_value

_MOST = 60


class Bound(Enum):
    """Where a measure must be: at a target, or inside a band."""

    LOW = "low"
    HIGH = "high"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class Trend:
    """Series over the same days. A value is None where there is none on that day; `plan` and `target` may be empty altogether."""

    name: str
    unit: str
    days: tuple[dt.date, ...]
    readings: tuple[float | None, ...]
    plan: tuple[float | None, ...]
    bounds: tuple[tuple[Bound, float], ...]


def trend(measure: Measure, today: dt.date) -> Trend | None:
    """The trend of a measure; None where nothing was read yet."""
    past = [reading for reading in measure.readings if reading.date <= today][-_MOST:]
    if not past:
        return None
    values = {reading.date: reading.value for reading in past}
    start, end = measure.baseline, measure.target
    if start is not None and start.date is not None and start.value is not None and start.date < past[0].date:
        values.setdefault(start.date, start.value)
    days = set(values)
    if not maintained(measure) and end is not None and end.by is not None:
        days.add(end.by)
    days.update(stone.date for stone in measure.milestones)
    ordered = tuple(sorted(days))
    plan = tuple(_readable(planned_value(measure, day)) for day in ordered)
    return Trend(
        name=measure.name_,
        unit=measure.unit or "",
        days=ordered,
        readings=tuple(values.get(day) for day in ordered),
        plan=plan if any(value is not None for value in plan) else (),
        bounds=_bounds(measure),
    )


def _readable(value: float | None) -> float | None:
    """Without the noise of the computation: somebody may open the numbers behind the chart."""
    return None if value is None else float(f"{value:.6g}")


def _bounds(measure: Measure) -> tuple[tuple[Bound, float], ...]:
    if maintained(measure) and measure.band is not None:
        ends = ((Bound.LOW, measure.band.low), (Bound.HIGH, measure.band.high))
        return tuple((bound, value) for bound, value in ends if value is not None)
    target = measure.target.value if measure.target else None
    return ((Bound.TARGET, target),) if target is not None else ()
