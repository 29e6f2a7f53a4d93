"""Measures and evidence: complete, free of contradictions, read in time, and judged when their date has passed."""

from collections.abc import Iterator
from itertools import pairwise

from pmo.align import complete
from pmo.findings import Fault, Related, Severity
from pmo.model import Measure, Objective
from pmo.progress import closing_reading, newest, paused, reached, stale
from pmo.rules.base import Context, Rule, listed, number
from pmo.rules.objectives import undated
from pmo.rules.placeholders import is_placeholder
from pmo.terms import Direction, Indicator, Result

_FAMILY = "measures"
_PERCENT = frozenset({"%", "percent", "per cent", "percentage"})


def measure_incomplete(ctx: Context) -> Iterator[Fault]:
    """A measure of the PMO's objectives that cannot be judged."""
    for objective, measure in ctx.measured():
        lacks = [key for key in _lacks(measure, objective) if not _said_already(measure, key)]
        if lacks:
            yield Fault(
                measure.origin.place,
                f"The measure `{measure.id}` lacks {listed([f'`{key}`' for key in lacks])}.",
                f"Add {listed([_EXAMPLES[key].format(day=ctx.year_end) for key in lacks])}.",
                measure.id,
            )


_EXAMPLES = {
    "unit": "`unit: days`",
    "direction": "`direction: decrease` (or increase, maintain)",
    "frequency": "`frequency: monthly`",
    "target": "`target: {{value: …, by: {day}}}`",
    "target.value": "`value:` to its target",
    "target.by": "`by: {day}` to its target",
    "band": "`band: {{low: …, high: …}}`, the range in which it is to stay",
}


def _lacks(measure: Measure, objective: Objective) -> Iterator[str]:
    if not measure.unit:
        yield "unit"
    if measure.direction is None:
        yield "direction"
    if measure.frequency is None:
        yield "frequency"
    target = measure.target
    if measure.direction is Direction.MAINTAIN:
        # It is to stay where it is, from one day to the next: no date is needed to judge it.
        if measure.band is None and (target is None or target.value is None):
            yield "band"
    elif target is None:
        yield "target"
    else:
        if target.value is None:
            yield "target.value"
        if target.by is None and not undated(objective):
            yield "target.by"


def _said_already(measure: Measure, key: str) -> bool:
    head, _, tail = key.partition(".")
    part = getattr(measure, head, None) if tail else None
    return head in measure.invalid or (part is not None and tail in part.invalid)


def target_without_baseline(ctx: Context) -> Iterator[Fault]:
    """A target without a start. A promised baseline (`pending_until`) is enough until its date."""
    for _, measure in ctx.measured():
        target, baseline = measure.target, measure.baseline
        if target is None or target.value is None or measure.direction is Direction.MAINTAIN:
            continue
        if "baseline" in measure.invalid:
            continue
        if baseline is not None:
            if baseline.value is not None or "value" in baseline.invalid:
                continue
            if baseline.pending_until is not None and baseline.pending_until >= ctx.today:
                continue
        overdue = baseline.pending_until if baseline is not None else None
        yield Fault(
            measure.origin.field("baseline"),
            f"The baseline of `{measure.id}` was promised for {overdue.isoformat()} and is not there."
            if overdue
            else f"The measure `{measure.id}` has a target but no baseline.",
            "Add `baseline: {value: …, date: …}`: where it stood at the start; or `baseline: {pending_until: <date>}`.",
            measure.id,
            "baseline",
        )


def measure_contradiction(ctx: Context) -> Iterator[Fault]:
    """Numbers of a measure that cannot all be meant. Checked on drafts too, for every party: such a number is simply wrong."""
    for element in ctx.plan.elements.values():
        if isinstance(element, Measure):
            yield from _contradictions(element)


def _contradictions(measure: Measure) -> Iterator[Fault]:
    start = measure.baseline.value if measure.baseline else None
    end = measure.target.value if measure.target else None
    direction = measure.direction
    band = measure.band
    if band is not None and band.low is not None and band.high is not None and band.low > band.high:
        yield Fault(
            band.origin.place,
            f"The band of `{measure.id}` is upside down: its low end {number(band.low)} is above its high end {number(band.high)}.",
            "Swap the two.",
            measure.id,
            "band",
        )
    if direction is Direction.MAINTAIN:
        return
    if start is not None and end is not None and measure.target is not None:
        if start == end:
            fix = "Correct one of them; to keep a value where it is, use `direction: maintain` with a `band`."
            message = f"Baseline and target of `{measure.id}` are the same ({number(end)})."
            yield Fault(measure.target.origin.place, message, fix, measure.id, "target.value")
        elif direction is not None and (direction is Direction.INCREASE) != (end > start):
            yield Fault(
                measure.origin.value("direction"),
                f"`{measure.id}` is to {direction}, but its target {number(end)} is {'below' if end < start else 'above'} "
                f"its baseline {number(start)}.",
                f"Write `direction: {'decrease' if end < start else 'increase'}`, or correct the numbers.",
                measure.id,
                "direction",
            )
        else:
            low, high = sorted((start, end))
            for milestone in measure.milestones:
                if not low <= milestone.value <= high:
                    yield Fault(
                        milestone.place,
                        f"The milestone {number(milestone.value)} of `{measure.id}` does not lie between "
                        f"baseline {number(start)} and target {number(end)}.",
                        "Correct the number, or set the target to where it is to end.",
                        measure.id,
                        f"milestones.{milestone.date.isoformat()}",
                    )
    yield from _date_contradictions(measure)


def _date_contradictions(measure: Measure) -> Iterator[Fault]:
    began = measure.baseline.date if measure.baseline else None
    by = measure.target.by if measure.target else None
    if began is not None and by is not None and by <= began and measure.target is not None:
        message = (
            f"The target of `{measure.id}` is due on {by.isoformat()}, not after its baseline of {began.isoformat()}."
        )
        yield Fault(measure.target.origin.value("by"), message, "Correct one of the dates.", measure.id, "target.by")
        return
    for milestone in measure.milestones:
        if (by is not None and milestone.date > by) or (began is not None and milestone.date <= began):
            yield Fault(
                milestone.place,
                f"The milestone of {milestone.date.isoformat()} of `{measure.id}` lies outside the time from its baseline to its target.",
                "Correct its date.",
                measure.id,
                f"milestones.{milestone.date.isoformat()}",
            )


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
            f"The readings of `{measure.id}` and its target are on two scales: {number(readings[-1].value)} and {number(target)}.",
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
    """A verdict of people that the readings do not bear out: `achieved` although the closing reading misses the target."""
    for _, measure in ctx.measured():
        if measure.result is not Result.ACHIEVED or not complete_enough(measure):
            continue
        closing = closing_reading(measure, ctx.today, ctx.alignment.tolerance) or newest(measure, ctx.today)
        if closing is not None and not reached(measure, closing.value, ctx.alignment.tolerance):
            yield Fault(
                measure.origin.value("result"),
                f"`{measure.id}` is called achieved, but its reading of {closing.date.isoformat()} is {number(closing.value)}.",
                "Write what the reading says (`partly` or `missed`), or correct the reading.",
                measure.id,
                "result",
                (Related(closing.place, "this reading"),),
            )


def complete_enough(measure: Measure) -> bool:
    """Whether the target can be compared with a reading at all."""
    return measure.band is not None or (measure.target is not None and measure.target.value is not None)


def measure_without_source(ctx: Context) -> Iterator[Fault]:
    """A measure that two people might compute in two ways."""
    for objective, measure in ctx.measured():
        if not complete(measure, objective):
            continue
        lacks = [
            name
            for name, there in (
                ("`source`", measure.source),
                ("`definition` or `formula`", measure.definition or measure.formula),
            )
            if not there
        ]
        if lacks:
            yield Fault(
                measure.origin.place,
                f"The measure `{measure.id}` has no {' and no '.join(lacks)}.",
                "Say where the number comes from and how it is counted, so that two people get the same.",
                measure.id,
                "source",
            )


def lagging_only(ctx: Context) -> Iterator[Fault]:
    """An objective whose measures all move only after the fact."""
    for objective in ctx.objectives:
        kinds = [measure.indicator for measure in objective.measures]
        if kinds and all(kind is Indicator.LAGGING for kind in kinds):
            yield Fault(
                objective.origin.field("measures"),
                f"Every measure of `{objective.id}` is lagging: it shows a problem when it is too late.",
                "Add a measure with `indicator: leading`, something that moves first.",
                objective.id,
                "measures.indicator",
            )


def measure_names(ctx: Context) -> Iterator[Fault]:
    """Two measures of one objective with the same title: a finding at the later one."""
    for objective in ctx.objectives:
        seen: dict[str, Measure] = {}
        for measure in objective.measures:
            title = " ".join((measure.title or "").casefold().split())
            if not title or is_placeholder(measure.title):
                continue
            first = seen.setdefault(title, measure)
            if first is not measure:
                yield Fault(
                    measure.origin.value("title"),
                    f"Two measures of `{objective.id}` are called “{measure.title}”.",
                    "Say what tells them apart.",
                    measure.id,
                    "title",
                    (Related(first.origin.value("title"), "the other one"),),
                )


RULES = (
    Rule(
        "measure-incomplete",
        _FAMILY,
        Severity.ERROR,
        "a measure lacks what is needed to judge it",
        "The number can be reported, but nobody can say whether it is good.",
        measure_incomplete,
    ),
    Rule(
        "target-without-baseline",
        _FAMILY,
        Severity.WARNING,
        "a target without a start",
        "Without a start no progress can be shown, and no value.",
        target_without_baseline,
    ),
    Rule(
        "measure-contradiction",
        _FAMILY,
        Severity.ERROR,
        "numbers or dates of a measure that cannot all be meant",
        "The report would call a failure a success, or the other way round.",
        measure_contradiction,
    ),
    Rule(
        "reading-invalid",
        _FAMILY,
        Severity.ERROR,
        "a reading that cannot be right",
        "One false number on a chart, and nobody believes the others.",
        reading_invalid,
    ),
    Rule(
        "reading-stale",
        _FAMILY,
        Severity.WARNING,
        "a reading is overdue",
        "The report shows last quarter's world, and decisions are made on it.",
        reading_stale,
        thresholds={"grace": 0.25},
    ),
    Rule(
        "target-past-due",
        _FAMILY,
        Severity.WARNING,
        "a target's date has passed without a verdict",
        "A promise ended in silence; the next one will be believed less.",
        target_past_due,
    ),
    Rule(
        "status-contradicts-readings",
        _FAMILY,
        Severity.ERROR,
        "a verdict that the readings do not bear out",
        "Green outside, red inside: once found out, every other status is doubted.",
        status_contradicts_readings,
    ),
    Rule(
        "measure-without-source",
        _FAMILY,
        Severity.ADVICE,
        "a measure without a source or a definition",
        "Two departments will bring two numbers to the same meeting.",
        measure_without_source,
    ),
    Rule(
        "lagging-only",
        _FAMILY,
        Severity.ADVICE,
        "an objective whose measures all move too late to act on",
        "By the time it shows, there is nothing left to decide.",
        lagging_only,
    ),
    Rule(
        "measure-titles-alike",
        _FAMILY,
        Severity.ADVICE,
        "two measures of one objective with the same title",
        "Readers of the report cannot tell them apart.",
        measure_names,
    ),
)
