"""What there is to draw of a measure: its way from baseline to target, and its readings over time."""

import datetime as dt
from collections.abc import Sequence

from pmo.language.words import Words
from pmo.model import Measure, Reading
from pmo.progress import Standing, Tolerance, planned_at
from pmo.report.charts import Bullet, Spark, Zone
from pmo.report.facts import known_values
from pmo.report.figures import rounded_like
from pmo.report.states import shown_in
from pmo.report.term_words import inside_a_line
from pmo.terms import Direction

_ROOM = 0.06
_ROOM_AROUND = 0.35
_FURTHEST = (-0.5, 1.4)


def bullet(measure: Measure, standing: Standing, today: dt.date, tolerance: Tolerance, words: Words) -> Bullet | None:
    """A bullet graph of the way from baseline (left) to target (right), whichever way is better; None when either is unknown."""
    if measure.direction is Direction.MAINTAIN:
        return _band(measure, standing, words)
    way = standing.progress
    start, end = measure.baseline, measure.target
    if start is None or end is None or start.value is None or end.value is None or start.value == end.value:
        return None
    planned = planned_at(measure, today)
    low, high = min(0.0, way or 0.0), max(1.0, way or 0.0)
    low, high = max(low, _FURTHEST[0]) - _ROOM, min(high, _FURTHEST[1]) + _ROOM
    zones: tuple[Zone, ...] = ()
    if planned is not None:
        risky, fine = planned - tolerance.at_risk, planned - tolerance.on_track
        zones = (Zone(low, risky, 0), Zone(risky, fine, 1), Zone(fine, high, 2))
    closed = end.by is not None and end.by < today
    return Bullet(
        key=measure.id,
        title=_title(measure, standing, words),
        text=_text(measure, planned if not closed else None, words),
        low=low,
        high=high,
        start=0.0,
        value=way,
        target=1.0,
        planned=planned if planned is not None and not closed else None,
        zones=zones,
    )


def _band(measure: Measure, standing: Standing, words: Words) -> Bullet | None:
    band = measure.band
    if band is None or (band.low is None and band.high is None):
        return None
    value = standing.reading.value if standing.reading else None
    known = [end for end in (band.low, band.high, value) if end is not None]
    if band.low is None or band.high is None:
        # A floor or a ceiling alone is drawn from zero, so that far below it looks far below it.
        known.append(0.0)
    room = (max(known) - min(known) or abs(known[0]) or 1.0) * _ROOM_AROUND
    low, high = min(known) - room, max(known) + room
    if min(known) == 0:
        low = 0.0
    inside = Zone(low if band.low is None else band.low, high if band.high is None else band.high, 1)
    return Bullet(
        key=measure.id,
        title=_title(measure, standing, words),
        text=words("To stay within {band}.", band=words.span(band.low, band.high, measure.unit)),
        low=low,
        high=high,
        start=None,
        value=value,
        target=None,
        planned=None,
        zones=(Zone(low, high, 2), inside),
    )


def _title(measure: Measure, standing: Standing, words: Words) -> str:
    reading = standing.reading
    state = inside_a_line(words)[shown_in(words)[standing.state].key]
    if reading is None:
        return words("{name}: no reading, {state}", name=measure.name_, state=state)
    return words(
        "{name}: {value} on {day}, {state}",
        name=measure.name_,
        value=words.quantity(reading.value, measure.unit),
        day=words.day(reading.date),
        state=state,
    )


def _text(measure: Measure, planned: float | None, words: Words) -> str:
    start, end = measure.baseline, measure.target
    if start is None or end is None or start.value is None or end.value is None:
        return ""
    first, last = words.quantity(start.value, measure.unit), words.quantity(end.value, measure.unit)
    said = (
        words("From {first} to {last} by {day}.", first=first, last=last, day=words.day(end.by))
        if end.by
        else words("From {first} to {last}.", first=first, last=last)
    )
    if planned is None:
        return said
    expected = rounded_like(start.value + planned * (end.value - start.value), known_values(measure))
    return f"{said} {words('Planned by today: {value}.', value=words.quantity(expected, measure.unit))}"


def spark(measure: Measure, readings: Sequence[Reading], words: Words) -> Spark | None:
    """A line through the readings, with the first and the last value beside it; None for fewer than two readings."""
    if len(readings) < 2:  # noqa: PLR2004 -- a line has two ends
        return None
    first, last = readings[0], readings[-1]
    days = max((last.date - first.date).days, 1)
    values = [reading.value for reading in readings]
    low, high = min(values), max(values)
    height = high - low
    points = tuple(
        ((reading.date - first.date).days / days, (reading.value - low) / height if height else 0.5)
        for reading in readings
    )
    return Spark(
        key=measure.id,
        title=words.many(
            len(readings),
            "{name}: {n} reading, from {first} to {last}",
            "{name}: {n} readings, from {first} to {last}",
            name=measure.name_,
            first=words.day(first.date),
            last=words.day(last.date),
        ),
        text=words(
            "From {first} to {last}; lowest {low}, highest {high}.",
            first=words.quantity(first.value, measure.unit),
            last=words.quantity(last.value, measure.unit),
            low=words.quantity(low, measure.unit),
            high=words.quantity(high, measure.unit),
        ),
        points=points,
        first=words.quantity(first.value, None),
        last=words.quantity(last.value, None),
    )
