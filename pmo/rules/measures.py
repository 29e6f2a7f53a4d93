"""Measures: complete, free of contradictions, with a source, and some that move first."""

from collections.abc import Iterator

from pmo.align import complete
from pmo.findings import Fault, Related, Severity
from pmo.model import Measure, Objective
from pmo.rules.base import Context, Rule, listed
from pmo.rules.objectives import undated
from pmo.rules.placeholders import is_placeholder
from pmo.source.scalars import written
from pmo.terms import Direction, Indicator

_FAMILY = "measures"


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
                ",".join(lacks),
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
    """A target without a baseline. A promised baseline (`pending_until`) is enough until its date."""
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
            f"The band of `{measure.id}` is upside down: its low end {written(band.low)} is above its high end {written(band.high)}.",
            "Swap the two.",
            measure.id,
            "band",
        )
    if direction is Direction.MAINTAIN:
        return
    if start is not None and end is not None and measure.target is not None:
        if start == end:
            fix = "Correct one of them; to keep a value where it is, use `direction: maintain` with a `band`."
            message = f"Baseline and target of `{measure.id}` are the same ({written(end)})."
            yield Fault(measure.target.origin.place, message, fix, measure.id, "target.value")
        elif direction is not None and (direction is Direction.INCREASE) != (end > start):
            yield Fault(
                measure.origin.value("direction"),
                f"`{measure.id}` is to {direction}, but its target {written(end)} is {'below' if end < start else 'above'} "
                f"its baseline {written(start)}.",
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
                        f"The milestone {written(milestone.value)} of `{measure.id}` does not lie between "
                        f"baseline {written(start)} and target {written(end)}.",
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
        own=True,
    ),
    Rule(
        "target-without-baseline",
        _FAMILY,
        Severity.WARNING,
        "a target without a baseline",
        "Without a baseline no progress can be shown, and no value.",
        target_without_baseline,
        own=True,
    ),
    Rule(
        "measure-contradiction",
        _FAMILY,
        Severity.ERROR,
        "numbers or dates of a measure that cannot all be meant",
        "The report would call a failure a success, or the other way round.",
        measure_contradiction,
        own=True,
    ),
    Rule(
        "measure-without-source",
        _FAMILY,
        Severity.ADVICE,
        "a measure without a source or a definition",
        "Two departments will bring two numbers to the same meeting.",
        measure_without_source,
        own=True,
    ),
    Rule(
        "lagging-only",
        _FAMILY,
        Severity.ADVICE,
        "an objective whose measures all move too late to act on",
        "By the time it shows, there is nothing left to decide.",
        lagging_only,
        own=True,
    ),
    Rule(
        "measure-titles-alike",
        _FAMILY,
        Severity.ADVICE,
        "two measures of one objective with the same title",
        "Readers of the report cannot tell them apart.",
        measure_names,
        own=True,
    ),
)
