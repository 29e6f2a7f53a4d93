"""How far a measure has come, how far it should be, and what to call that.

One place for the arithmetic, so that checks and reports never disagree. Progress is direction-safe and raw, as in OKR
practice: below 0 is worse than the start, above 1 beyond the target. Statuses follow the design's thresholds, which a plan may set.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from pmo import reasons
from pmo.model import Measure, Reading
from pmo.terms import Commitment, Direction


class State(StrEnum):
    """Where a measure or an objective stands. The value is the word shown in English, always beside a shape."""

    MET = "Met"
    ON_TRACK = "On track"
    NO_DATA = "No data"
    AT_RISK = "At risk"
    OFF_TRACK = "Off track"
    MISSED = "Missed"

    @property
    def badness(self) -> int:
        """0 for the best: the order of the roll-up. `No data` is worse than `On track`: silence is never green."""
        return _BADNESS[self]


_BADNESS = {state: rank for rank, state in enumerate(State)}


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far behind plan is still on track or at risk (shares of the way), and how late a reading may be (share of a period)."""

    on_track: float = 0.10
    at_risk: float = 0.25
    grace: float = 0.25
    aspirational: float = 0.70


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a measure stands on a day, and why.

    `progress` and `planned` are shares of the way from baseline to target, raw; None where they cannot be known. `linear` says
    that a straight line was assumed for lack of milestones. `reading` is the one judged.
    """

    state: State
    reason: str
    progress: float | None = None
    planned: float | None = None
    linear: bool = False
    reading: Reading | None = None


def newest(measure: Measure, today: dt.date) -> Reading | None:
    """The last reading dated today or before."""
    readings = measure.readings
    if not readings or readings[-1].date <= today:
        return readings[-1] if readings else None
    return next((reading for reading in reversed(measure.readings) if reading.date <= today), None)


def read_between(measure: Measure, first: dt.date, last: dt.date) -> bool:
    """Whether anything was read from one day to another, both included."""
    return any(first <= reading.date <= last for reading in measure.readings)


def progress_at(measure: Measure, value: float) -> float | None:
    """Share of the way from baseline to target at `value`: (value − baseline) ÷ (target − baseline).

    Works for falling targets. None for `maintain`, and without a baseline, a target or a distance between them.
    """
    start = measure.baseline.value if measure.baseline else None
    end = measure.target.value if measure.target else None
    if start is None or end is None or start == end or maintained(measure):
        return None
    return (value - start) / (end - start)


def planned_at(measure: Measure, day: dt.date) -> float | None:
    """Share of the way that the plan expects on `day`: along the milestones, a straight line between dated values; within 0 and the end."""
    start, end = measure.baseline, measure.target
    if start is None or end is None or start.date is None or end.by is None or start.value is None or end.value is None:
        return None
    if start.value == end.value or end.by <= start.date:
        return None
    if day <= start.date:
        return 0.0
    stops = [(start.date, start.value), (end.by, end.value)]
    if measure.milestones:
        stops[1:1] = [(stop.date, stop.value) for stop in measure.milestones if start.date < stop.date < end.by]
    value = end.value
    for (from_day, from_value), (to_day, to_value) in pairwise(stops):
        if day <= to_day:
            share = (day - from_day).days / (to_day - from_day).days
            value = from_value + share * (to_value - from_value)
            break
    return (value - start.value) / (end.value - start.value)


def planned_value(measure: Measure, day: dt.date) -> float | None:
    """The value that the plan expects on `day`, in the measure's unit."""
    share = planned_at(measure, day)
    if share is None or measure.baseline is None or measure.target is None:
        return None
    start, end = measure.baseline.value, measure.target.value
    return None if start is None or end is None else start + share * (end - start)


def shortfall(measure: Measure, value: float) -> float | None:
    """How far `value` is from the target, or from the band that it left, in the measure's unit: 0 when it is met. None without either."""
    if reached(measure, value):
        return 0.0
    band, target = measure.band, measure.target
    if maintained(measure) and band is not None:
        ends = [end for end in (band.low, band.high) if end is not None]
        return min((abs(value - end) for end in ends), default=None)
    return abs(target.value - value) if target is not None and target.value is not None else None


def reached(measure: Measure, value: float, tolerance: Tolerance | None = None) -> bool:
    """Whether `value` meets the target; for `maintain`, whether it lies in the band, ends included.

    With a tolerance, an aspirational target counts as met from its share on (OKR: 0.7).
    """
    if maintained(measure):
        return in_band(measure, value)
    target = measure.target.value if measure.target else None
    if target is None or contradictory(measure):
        return False
    if tolerance and measure.commitment is Commitment.ASPIRATIONAL:
        share = progress_at(measure, value)
        # Rounded, so that binary fractions do not tip over a share of exactly the tolerance.
        if share is not None and round(share, 9) >= tolerance.aspirational:
            return True
    falls = _falls(measure, target)
    if falls is None:
        return False
    return value <= target if falls else value >= target


def maintained(measure: Measure) -> bool:
    """Whether the measure is to stay inside a band; one that has a band and no direction is meant so."""
    if measure.direction is not None:
        return measure.direction is Direction.MAINTAIN
    band = measure.band
    return band is not None and (band.low is not None or band.high is not None)


def contradictory(measure: Measure) -> bool:
    """Whether target and baseline lie the other way round than the direction says: then nothing can be judged.

    Without this, a falling target with `direction: increase` would be met on the first day.
    """
    start = measure.baseline.value if measure.baseline else None
    end = measure.target.value if measure.target else None
    if start is None or end is None or start == end or measure.direction is None or maintained(measure):
        return False
    return (measure.direction is Direction.DECREASE) != (end < start)


def in_band(measure: Measure, value: float) -> bool:
    """Whether `value` lies in the measure's band; without a band, whether it equals the target."""
    band = measure.band
    if band is None or (band.low is None and band.high is None):
        return measure.target is not None and value == measure.target.value
    return (band.low is None or value >= band.low) and (band.high is None or value <= band.high)


def better(measure: Measure, value: float) -> bool:
    """Whether `value` is better than the baseline, in the measure's direction; for `maintain`, in the band."""
    if maintained(measure):
        return in_band(measure, value)
    start = measure.baseline.value if measure.baseline else None
    target = measure.target.value if measure.target else None
    if start is None or target is None or contradictory(measure):
        return False
    falls = _falls(measure, target)
    if falls is None:
        return False
    return value < start if falls else value > start


class Movement(StrEnum):
    """How the newest reading compares with the one before it; the value is a key, and the word in commands."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


def movement(measure: Measure, today: dt.date) -> Movement | None:
    """Which way the measure went last, whichever way is better; None with fewer than two readings, or where neither way is better."""
    past = [reading.value for reading in measure.readings if reading.date <= today][-2:]
    if len(past) < 2:  # noqa: PLR2004 -- a movement has two ends
        return None
    before, last = past
    if maintained(measure):
        lags = shortfall(measure, before), shortfall(measure, last)
        if lags[0] is None or lags[1] is None:
            return None
        if lags[0] == lags[1]:
            return Movement.SAME
        return Movement.BETTER if lags[1] < lags[0] else Movement.WORSE
    if contradictory(measure):
        return None
    end = measure.target.value if measure.target else None
    if measure.direction is None and end is None:
        return None
    falls = _falls(measure, 0.0 if end is None else end)
    if falls is None:
        return None
    if before == last:
        return Movement.SAME
    return Movement.BETTER if (last < before) == falls else Movement.WORSE


def stale(measure: Measure, today: dt.date, tolerance: Tolerance) -> bool:
    """Whether the newest reading is older than its period and the grace, or the first is overdue since the baseline.

    Never for a measure that is paused, has no frequency, has its verdict, or whose target date has passed.
    """
    if measure.frequency is None or measure.result is not None or paused(measure, today):
        return False
    by = measure.target.by if measure.target else None
    last = newest(measure, today)
    since = last.date if last else (measure.baseline.date if measure.baseline else None)
    if since is None or (by is not None and by < today):
        return False
    return (today - since).days > measure.frequency.days * (1 + tolerance.grace)


def paused(measure: Measure, today: dt.date) -> bool:
    """Whether the measure is not read for now."""
    pause = measure.paused
    return pause is not None and (pause.until is None or pause.until >= today)


def closing_reading(measure: Measure, today: dt.date, tolerance: Tolerance) -> Reading | None:
    """The reading that decides whether a dated target was met: of those known today, the one nearest to the date.

    It must lie within a period and its grace of the date, before it or after; one before it may be older where no frequency is
    given, or where people gave their verdict and stopped reading. None when nothing was read near the date.
    """
    by = measure.target.by if measure.target else None
    if by is None:
        return None
    read_on = measure.frequency is not None and measure.result is None
    slack = measure.frequency.days * (1 + tolerance.grace) if measure.frequency and read_on else float("inf")
    before = next((reading for reading in reversed(measure.readings) if reading.date <= min(by, today)), None)
    after = next((reading for reading in measure.readings if by < reading.date <= today), None)
    early = (by - before.date).days if before is not None else None
    late = (after.date - by).days if after is not None and read_on else None
    if late is not None and late <= slack and (early is None or late < early):
        return after
    return before if early is not None and early <= slack else None


def standing(measure: Measure, today: dt.date, tolerance: Tolerance) -> Standing:
    """Where the measure stands on `today`."""
    by = measure.target.by if measure.target else None
    if by is not None and by < today:
        return _closed(measure, today, tolerance)
    reading = newest(measure, today)
    if paused(measure, today):
        return Standing(State.NO_DATA, reasons.PAUSED, reading=reading)
    if reading is None:
        return Standing(State.NO_DATA, reasons.NOT_READ)
    if stale(measure, today, tolerance):
        return Standing(State.NO_DATA, reasons.silent_since(reading.date), reading=reading)
    if maintained(measure):
        if not has_band(measure):
            return Standing(State.NO_DATA, reasons.NO_BAND, reading=reading)
        inside = in_band(measure, reading.value)
        state = State.ON_TRACK if inside else State.OFF_TRACK
        return Standing(state, reasons.INSIDE if inside else reasons.OUTSIDE, reading=reading)
    way = progress_at(measure, reading.value)
    plan = planned_at(measure, today)
    linear = plan is not None and not measure.milestones
    if reached(measure, reading.value):
        return Standing(State.MET, reasons.REACHED, way, plan, linear, reading)
    if way is None or plan is None or contradictory(measure):
        return Standing(State.NO_DATA, _what_is_missing(measure), way, plan, linear, reading)
    if linear and way == 0 and one_step(measure):
        return Standing(State.NO_DATA, reasons.SINGLE_STEP, way, None, reading=reading)
    state, reason = _against_plan(way - plan, tolerance)
    return Standing(state, reason, way, plan, linear, reading)


def one_step(measure: Measure) -> bool:
    """Whether baseline and target are neighbouring whole numbers, and every reading is one of the two: done or not done.

    Such a measure has no way to be half along, so a straight line between the two would call it late from the middle on.
    """
    start = measure.baseline.value if measure.baseline else None
    end = measure.target.value if measure.target else None
    if start is None or end is None or abs(end - start) != 1 or start != int(start):
        return False
    return all(reading.value in (start, end) for reading in measure.readings)


def worst(states: Iterable[State]) -> State:
    """The roll-up: the worst of several states; `No data` for none at all. Never an average."""
    return max(states, key=lambda state: state.badness, default=State.NO_DATA)


def _closed(measure: Measure, today: dt.date, tolerance: Tolerance) -> Standing:
    reading = closing_reading(measure, today, tolerance)
    if reading is None:
        return Standing(State.NO_DATA, reasons.NOT_READ_AT_THE_END, reading=newest(measure, today))
    way = progress_at(measure, reading.value)
    if reached(measure, reading.value, tolerance):
        return Standing(State.MET, reasons.MET, way, 1.0, linear=False, reading=reading)
    if not _judgeable(measure):
        return Standing(State.NO_DATA, _what_is_missing(measure), way, None, linear=False, reading=reading)
    return Standing(State.MISSED, reasons.MISSED, way, 1.0, linear=False, reading=reading)


def _against_plan(lead: float, tolerance: Tolerance) -> tuple[State, str]:
    # Rounded, so that a lag of exactly a tenth is not tipped over by binary fractions.
    lead = round(lead, 9)
    if lead >= -tolerance.on_track:
        return State.ON_TRACK, reasons.NEAR if lead < 0 else reasons.AHEAD
    if lead >= -tolerance.at_risk:
        return State.AT_RISK, reasons.BEHIND
    return State.OFF_TRACK, reasons.FAR_BEHIND


def has_band(measure: Measure) -> bool:
    """Whether a maintained measure has something to stay in: a band with an end, or the one value to keep."""
    band, target = measure.band, measure.target
    if band is not None and (band.low is not None or band.high is not None):
        return True
    return target is not None and target.value is not None


def _judgeable(measure: Measure) -> bool:
    """Whether any value could be called met or missed."""
    if maintained(measure):
        return has_band(measure)
    target = measure.target.value if measure.target else None
    return target is not None and not contradictory(measure) and _falls(measure, target) is not None


def _what_is_missing(measure: Measure) -> str:
    if maintained(measure):
        return reasons.NO_BAND
    if measure.target is None or measure.target.value is None:
        return reasons.NO_TARGET
    if contradictory(measure):
        return reasons.CONTRADICTION
    if _falls(measure, measure.target.value) is None:
        return reasons.NO_DIRECTION
    if measure.baseline is None or measure.baseline.value is None:
        return reasons.NO_BASELINE
    if measure.baseline.value == measure.target.value:
        return reasons.NO_WAY
    if measure.target.by is None:
        return reasons.NO_TARGET_DATE
    return reasons.UNDATED_BASELINE if measure.baseline.date is None else reasons.TARGET_TOO_EARLY


def _falls(measure: Measure, target: float) -> bool | None:
    # Without a stated direction, baseline and target say which way is better; without a baseline too, nothing does.
    if measure.direction is not None:
        return measure.direction is Direction.DECREASE
    start = measure.baseline.value if measure.baseline else None
    return None if start is None or start == target else target < start
