"""The figures of a measure as numbers and dates, beside the text that people read: for programs, spreadsheets and charts."""

import datetime as dt
from dataclasses import dataclass

from pmo.model import Measure
from pmo.progress import Standing


@dataclass(frozen=True, slots=True)
class DatedNumber:
    """A value on a date."""

    date: dt.date
    value: float


@dataclass(frozen=True, slots=True)
class MeasureNumbers:
    """One measure's figures; null where the plan does not say. `id` is the measure's own.

    `low` and `high` are the ends of the band of a measure that is to be maintained. `progress` and `planned` are shares of the way from
    start to target: below 0 is worse than the start, above 1 beyond the target. `linear` says that `planned` assumes a straight line.
    """

    id: str
    unit: str | None
    direction: str | None
    start: float | None
    start_date: dt.date | None
    now: float | None
    now_date: dt.date | None
    target: float | None
    target_date: dt.date | None
    low: float | None
    high: float | None
    progress: float | None
    planned: float | None
    linear: bool
    readings: tuple[DatedNumber, ...]


def numbers(measure: Measure, standing: Standing, today: dt.date, most: int = 24) -> MeasureNumbers:
    """A measure's figures on a day, with at most so many of its newest readings."""
    start, target, band, reading = measure.baseline, measure.target, measure.band, standing.reading
    past = [item for item in measure.readings if item.date <= today][-most:] if most else []
    return MeasureNumbers(
        id=measure.id,
        unit=measure.unit,
        direction=measure.direction.value if measure.direction else None,
        start=start.value if start else None,
        start_date=start.date if start else None,
        now=reading.value if reading else None,
        now_date=reading.date if reading else None,
        target=target.value if target else None,
        target_date=target.by if target else None,
        low=band.low if band else None,
        high=band.high if band else None,
        progress=_rounded(standing.progress),
        planned=_rounded(standing.planned),
        linear=standing.linear,
        readings=tuple(DatedNumber(item.date, item.value) for item in past),
    )


def _rounded(share: float | None) -> float | None:
    """Without the noise of binary fractions."""
    return None if share is None else round(share, 6)
