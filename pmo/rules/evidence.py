"""Evidence: readings that can be right and come in time, and a verdict when a target's date has passed."""

from collections.abc import Iterator
from itertools import pairwise

from pmo.findings import Fault, Related, Severity
from pmo.model import Measure, Reading
from pmo.progress import closing_reading, maintained, newest, paused, reached, stale
from pmo.rules.base import Context, Rule, checked
from pmo.source.scalars import written
from pmo.terms import Direction, Result

_FAMILY = "measures"
_PERCENT = frozenset({"%", "percent", "per cent", "percentage"})


def reading_invalid(ctx: Context) -> Iterator[Fault]:
    """Readings that cannot be right: in the future, before the baseline, twice a day, a fraction for a percentage."""
    for element in ctx.plan.elements.values():
        if isinstance(element, Measure) and element.readings:
            yield from _bad_readings(element, ctx)


def _bad_readings(measure: Measure, ctx: Context) -> Iterator[Fault]:
    readings = measure.readings
    began = measure.baseline.date if measure.baseline else None
    if readings[-1].date > ctx.today:
        ahead = [reading for reading in readings if reading.date > ctx.today]
        rest = f", and so do {_count(len(ahead) - 1)} after it" if len(ahead) > 1 else ""
        yield Fault(
            ahead[0].place,
            f"The reading of {ahead[0].date.isoformat()} of `{measure.id}` lies in the future{rest}.",
            "Correct its date.",
            measure.id,
            "readings.future",
        )
    if began is not None and readings[0].date < began:
        early = [reading for reading in readings if reading.date < began]
        yield Fault(
            early[0].place,
            f"`{measure.id}` has {_count(len(early))} before its baseline of {began.isoformat()}.",
            "Move the baseline to the first of them, or remove what came before.",
            measure.id,
            "readings.early",
        )
    for before, reading in pairwise(readings):
        if before.date == reading.date:
            yield Fault(
                reading.place,
                f"`{measure.id}` has two readings of {reading.date.isoformat()}.",
                "Keep the right one.",
                measure.id,
                f"readings.{reading.date.isoformat()}",
                (Related(before.place, "the other one"),),
            )
    target = measure.target.value if measure.target else None
    if target and (measure.unit or "").casefold() in _PERCENT and (meant := _other_scale(measure, target)):
        yield Fault(
            readings[0].place,
            f"The readings of `{measure.id}` and its target are on two scales: {written(readings[-1].value)} and {written(target)}.",
            meant,
            measure.id,
            "readings.scale",
        )


def _other_scale(measure: Measure, target: float) -> str:
    """What to write instead, where readings are fractions and the target is a percentage, or the reverse; empty where that is not certain."""
    start = measure.baseline.value if measure.baseline else None
    sizes = [abs(reading.value) for reading in measure.readings]
    # Zeros and ones alone prove nothing, and a target of a few percent may well have readings below one.
    if abs(target) > 10 and max(sizes) <= 1 and any(size not in {0, 1} for size in sizes):  # noqa: PLR2004
        return "Write percentages: 87, not 0.87."
    # A small percentage may be meant where the numbers come down to it from high above.
    rises = measure.direction is Direction.INCREASE or (start is not None and 0 < start <= 1)
    if 0 < target <= 1 and min(sizes) > 10 and rises:  # noqa: PLR2004
        return "Write the target and the baseline as percentages too: 90, not 0.9."
    return ""


def _count(number: int) -> str:
    return "one reading" if number == 1 else f"{number} readings"


def reading_stale(ctx: Context) -> Iterator[Fault]:
    """A measure of the PMO's objectives whose reading is overdue."""
    for _, measure in ctx.measured():
        if measure.frequency is None or "readings" in measure.invalid or measure.result is not None:
            continue
        if not stale(measure, ctx.today, ctx.alignment.tolerance):
            continue
        last = newest(measure, ctx.today)
        began = measure.baseline.date if measure.baseline else None
        if last is not None:
            said = f"was last read on {last.date.isoformat()}"
        else:
            said = f"has not been read since its baseline of {began.isoformat()}" if began else "has never been read"
        yield Fault(
            measure.origin.field("readings"),
            f"`{measure.id}` is to be read {measure.frequency}, but {said}.",
            "Add a reading; or say `paused: {because: …, until: <date>}`.",
            measure.id,
            "readings",
            (Related(last.place, "the last reading"),) if last else (),
        )


def target_past_due(ctx: Context) -> Iterator[Fault]:
    """A target whose date has passed, that was not met or cannot be judged, and for which nobody has said what came of it."""
    for _, measure in ctx.measured():
        target = measure.target
        if target is None or target.by is None or target.by >= ctx.today or paused(measure, ctx.today):
            continue
        if measure.result in (Result.PARTLY, Result.MISSED, Result.ABANDONED) and measure.note:
            continue
        if measure.result is Result.ACHIEVED:
            continue
        closing = closing_reading(measure, ctx.today, ctx.alignment.tolerance)
        if closing is not None and reached(measure, closing.value, ctx.alignment.tolerance):
            continue
        said = "and was not met" if closing is not None else "and there is no reading near it"
        lacks = "a `note`" if measure.result else "a `result`"
        yield Fault(
            target.origin.value("by"),
            f"The date of `{measure.id}` has passed ({target.by.isoformat()}) {said}; it lacks {lacks}.",
            "Say what came of it: `result: achieved | partly | missed | abandoned`, and a `note` with the reason.",
            measure.id,
            "result",
        )


def status_contradicts_readings(ctx: Context) -> Iterator[Fault]:
    """A verdict of people that the readings do not bear out: `achieved` although the closing reading misses the target, or the reverse."""
    benefits = (benefit for initiative in checked(ctx.plan.initiatives) for benefit in initiative.benefits)
    for measure in (*(measure for _, measure in ctx.measured()), *benefits):
        if measure.result is None or not complete_enough(measure):
            continue
        denied = _denied(measure, ctx) if measure.result is Result.ACHIEVED else _too_modest(measure, ctx)
        if denied is None:
            continue
        achieved = measure.result is Result.ACHIEVED
        instead = "`partly` or `missed`" if achieved else "`achieved`"
        meets = "" if achieved else ", which meets its target"
        yield Fault(
            measure.origin.value("result"),
            f"`{measure.id}` is called {measure.result}, but its reading of {denied.date.isoformat()} is {written(denied.value)}{meets}.",
            f"Write what the reading says ({instead}), or correct the reading.",
            measure.id,
            "result",
            (Related(denied.place, "this reading"),),
        )


def _denied(measure: Measure, ctx: Context) -> Reading | None:
    """The reading that denies an achievement."""
    closing = closing_reading(measure, ctx.today, ctx.alignment.tolerance) or newest(measure, ctx.today)
    return None if closing is None or reached(measure, closing.value, ctx.alignment.tolerance) else closing


def _too_modest(measure: Measure, ctx: Context) -> Reading | None:
    """The reading near the target's date that meets it, although it is called missed or partly met.

    A value that was to stay in its band may have left it in between. What meets an aspirational target by its allowance only is
    partly met.
    """
    by = measure.target.by if measure.target else None
    if measure.result not in (Result.PARTLY, Result.MISSED) or by is None or maintained(measure):
        return None
    closing = closing_reading(measure, ctx.today, ctx.alignment.tolerance)
    if closing is None or not reached(measure, closing.value):
        return None
    slack = measure.frequency.days * (1 + ctx.alignment.tolerance.grace) if measure.frequency else float("inf")
    return closing if (by - closing.date).days <= slack else None


def complete_enough(measure: Measure) -> bool:
    """Whether the target can be compared with a reading at all."""
    return measure.band is not None or (measure.target is not None and measure.target.value is not None)


RULES = (
    Rule(
        "reading-invalid",
        _FAMILY,
        Severity.ERROR,
        "a reading that cannot be right",
        "One false number on a chart, and nobody believes the others.",
        reading_invalid,
        own=True,
    ),
    Rule(
        "reading-stale",
        _FAMILY,
        Severity.WARNING,
        "a reading is overdue",
        "The report shows last quarter's world, and decisions are made on it.",
        reading_stale,
        thresholds={"grace": 0.25},
        own=True,
    ),
    Rule(
        "target-past-due",
        _FAMILY,
        Severity.WARNING,
        "a target's date has passed without a verdict",
        "A promise ended in silence; the next one will be believed less.",
        target_past_due,
        own=True,
    ),
    Rule(
        "status-contradicts-readings",
        _FAMILY,
        Severity.ERROR,
        "a verdict that the readings do not bear out",
        "Green outside, red inside: once found out, every other status is doubted.",
        status_contradicts_readings,
        own=True,
    ),
)
