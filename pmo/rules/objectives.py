"""Objectives that can be met and judged: measured, owned, dated, few, and about results (SMART in Doran's form; BMM Objective)."""

from collections.abc import Iterator

from pmo.findings import Fault, Severity
from pmo.model import Objective
from pmo.rules.base import Context, Rule
from pmo.terms import Direction, Status

_FAMILY = "objectives"


def no_objectives(ctx: Context) -> Iterator[Fault]:
    """The PMO has no objective that counts."""
    pmo = ctx.plan.pmo
    if ctx.objectives or "objectives" in pmo.invalid:
        return
    drafts = [objective for objective in pmo.objectives if objective.status is Status.DRAFT]
    if drafts:
        first = drafts[0]
        count = "objective is a draft" if len(drafts) == 1 else "objectives are drafts"
        yield Fault(
            first.origin.value("status"),
            f"The PMO's only {count}, which counts for nothing yet.",
            "When it says what is meant, set its `status` to `approved`.",
            pmo.id,
            "objectives",
        )
    else:
        fix = "Add the first of three to seven below `pmo: objectives:`, with an owner, a measure and what it supports."
        message = "Every objective of the PMO is retired." if pmo.objectives else "The PMO has no objectives."
        yield Fault(pmo.origin.field("objectives"), message, fix, pmo.id, "objectives")


def objective_without_measure(ctx: Context) -> Iterator[Fault]:
    """An objective of the PMO without a measure."""
    for objective in ctx.objectives:
        if not objective.measures and "measures" not in objective.invalid:
            yield Fault(
                objective.origin.place,
                f"The objective `{objective.id}` has no measure.",
                "Add `measures:` with one that shows the result: unit, direction, baseline, target, frequency.",
                objective.id,
                "measures",
            )


def objective_without_owner(ctx: Context) -> Iterator[Fault]:
    """An objective of the PMO without exactly one owner who exists."""
    for objective in ctx.objectives:
        if not objective.owner and "owner" not in objective.invalid:
            yield Fault(
                objective.origin.place,
                f"The objective `{objective.id}` has no owner.",
                "Add `owner: <person>`: the one who answers for it; others go to `contributors`.",
                objective.id,
                "owner",
            )


def objective_without_due(ctx: Context) -> Iterator[Fault]:
    """An objective of the PMO without any date. One without measures, or without a target, is reported for that alone."""
    for objective in ctx.objectives:
        if not undated(objective):
            continue
        yield Fault(
            objective.origin.place,
            f"The objective `{objective.id}` has no date by which it is to be met.",
            f"Add `by: {ctx.year_end}` to a measure's target, or `due:` to the objective.",
            objective.id,
            "due",
        )


def undated(objective: Objective) -> bool:
    """Whether an objective has measures with targets, and still no date anywhere."""
    if objective.due or {"due", "measures"} & objective.invalid or not objective.measures:
        return False
    for measure in objective.measures:
        target = measure.target
        if target is None:
            if "target" in measure.invalid or measure.direction is not Direction.MAINTAIN:
                return False
        elif target.by or "by" in target.invalid:
            return False
    return True


def too_many_objectives(ctx: Context) -> Iterator[Fault]:
    """More objectives, measures or strategies than anyone can keep in mind."""
    plan, thresholds = ctx.plan, ctx.thresholds
    most = thresholds["too-many-objectives.objectives"]
    if len(ctx.objectives) > most:
        yield Fault(
            plan.pmo.origin.field("objectives"),
            f"The PMO has {len(ctx.objectives)} objectives; beyond {most:g} nobody can say which matter.",
            "Keep those of this planning year; retire the rest or make them initiatives.",
            plan.pmo.id,
            "objectives",
        )
    most = thresholds["too-many-objectives.measures"]
    for objective in ctx.objectives:
        if len(objective.measures) > most:
            yield Fault(
                objective.origin.field("measures"),
                f"The objective `{objective.id}` has {len(objective.measures)} measures; {most:g} are enough to judge it.",
                "Keep those that would change a decision.",
                objective.id,
                "measures",
            )
    most = thresholds["too-many-objectives.strategies"]
    if len(ctx.alignment.strategies) > most:
        yield Fault(
            plan.organization.origin.field("strategies"),
            f"The organization has {len(ctx.alignment.strategies)} strategies; more than {most:g} are a list, not a choice.",
            "Group them, or retire those that are over.",
            plan.organization.id,
            "strategies",
        )


def objective_neglected(ctx: Context) -> Iterator[Fault]:
    """An objective behind its target that no initiative, service or process works on."""
    for objective in ctx.objectives:
        if ctx.alignment.behind(objective) and ctx.alignment.neglected(objective):
            yield Fault(
                objective.origin.place,
                f"`{objective.id}` is behind its plan, and no initiative, service or process works on it.",
                f"Name what will move it: `serves: [{objective.id}]` on a service or process, or an initiative that supports it.",
                objective.id,
                "serves",
            )


RULES = (
    Rule(
        "no-objectives",
        _FAMILY,
        Severity.ERROR,
        "the PMO has no objectives",
        "A PMO without objectives cannot show that it did any good.",
        no_objectives,
        absence=True,
        start=True,
    ),
    Rule(
        "objective-without-measure",
        _FAMILY,
        Severity.ERROR,
        "an objective has no measure",
        "Nobody will ever know whether this was achieved: its value cannot be shown.",
        objective_without_measure,
        own=True,
    ),
    Rule(
        "objective-without-owner",
        _FAMILY,
        Severity.ERROR,
        "an objective has no owner",
        "When it slips, there is nobody to ask.",
        objective_without_owner,
        own=True,
    ),
    Rule(
        "objective-without-due",
        _FAMILY,
        Severity.ERROR,
        "an objective has no date",
        "Without a date it is never late, and never done.",
        objective_without_due,
        own=True,
    ),
    Rule(
        "too-many-objectives",
        _FAMILY,
        Severity.WARNING,
        "more objectives, measures or strategies than anyone can keep in mind",
        "When everything is a priority, nothing is: leaders call it lack of focus.",
        too_many_objectives,
        thresholds={"objectives": 7, "measures": 3, "strategies": 20},
    ),
    Rule(
        "objective-neglected",
        _FAMILY,
        Severity.WARNING,
        "an objective is behind and nothing works on it",
        "It will not get better by itself.",
        objective_neglected,
        absence=True,
    ),
)
