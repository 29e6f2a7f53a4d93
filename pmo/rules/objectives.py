"""Objectives that can be met and judged: measured, owned, dated, few, and about results (SMART in Doran's form; BMM Objective)."""

import re
from collections.abc import Iterator

from pmo.findings import Fault, Severity
from pmo.model import Objective
from pmo.rules.base import Context, Rule, listed
from pmo.rules.placeholders import is_placeholder
from pmo.terms import Direction, Stage, Status

_FAMILY = "objectives"

_ACTIVITIES = frozenset(
    [
        "implement",
        "develop",
        "create",
        "roll",
        "deploy",
        "train",
        "hold",
        "publish",
        "conduct",
        "launch",
        "introduce",
        "establish",
        "build",
        "write",
        "organize",
        "organise",
        "prepare",
        "maintain",
        "perform",
        "execute",
        "facilitate",
        "coordinate",
        "participate",
        "consult",
        "help",
        "support",
        "analyse",
        "analyze",
    ]
)
_VERBS = _ACTIVITIES | frozenset(
    [
        "reduce",
        "increase",
        "improve",
        "raise",
        "lower",
        "cut",
        "double",
        "halve",
        "shorten",
        "grow",
        "ensure",
        "achieve",
        "reach",
        "enhance",
        "strengthen",
        "expand",
        "promote",
        "provide",
        "deliver",
        "protect",
        "secure",
        "modernize",
        "modernise",
        "optimize",
        "optimise",
        "advance",
        "foster",
        "accelerate",
        "identify",
        "monitor",
        "manage",
    ]
)
_VAGUE = frozenset(
    [
        "improve",
        "enhance",
        "optimise",
        "optimize",
        "strengthen",
        "better",
        "efficient",
        "effective",
        "efficiently",
        "effectively",
        "robust",
        "timely",
        "seamless",
        "modern",
        "modernize",
        "modernise",
        "streamline",
        "maximise",
        "maximize",
        "minimise",
        "minimize",
        "appropriate",
        "adequate",
        "sustainable",
        "excellent",
        "excellence",
        "world-class",
        "innovative",
    ]
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_AND = re.compile(r"\band\s+([^\W\d_]+)\b")


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


def activity_objective(ctx: Context) -> Iterator[Fault]:
    """An objective that counts work instead of results."""
    for objective in ctx.objectives:
        stages = [measure.stage for measure in objective.measures if measure.stage is not None]
        if stages and len(stages) == len(objective.measures):
            if Stage.OUTCOME in stages:
                continue
            yield Fault(
                objective.origin.field("measures"),
                f"Every measure of `{objective.id}` counts work ({listed(sorted(set(stages)))}), none a result.",
                "Add a measure with `stage: outcome`: what is different for the customer.",
                objective.id,
                "measures",
            )
        elif not stages and _first_word(objective) in _ACTIVITIES:
            yield Fault(
                objective.origin.field("title"),
                f"`{objective.id}` reads like an activity (“{_first_word(objective)} …”), and no measure says `stage: outcome`.",
                "Say what will be different when it is done, or mark the measure that shows it with `stage: outcome`.",
                objective.id,
                "title",
            )


def compound_objective(ctx: Context) -> Iterator[Fault]:
    """Two results in one sentence: two leading verbs joined by "and"."""
    for objective in ctx.objectives:
        title = objective.title or ""
        first = _first_word(objective) if "and" in title else ""
        second = _second_verb(title) if first in _VERBS else ""
        if second:
            yield Fault(
                objective.origin.field("title"),
                f"`{objective.id}` asks for two results at once (“{first} … and {second} …”).",
                "Make two objectives of it: each needs a state of its own.",
                objective.id,
                "title",
            )


def _second_verb(title: str) -> str:
    return next((found[1] for found in _AND.finditer(title) if found[1].lower() in _VERBS), "")


def vague_objective(ctx: Context) -> Iterator[Fault]:
    """A word that nobody can check, in an objective that no complete measure makes definite."""
    for objective in ctx.objectives:
        if any(measure.band or (measure.target and measure.target.value is not None) for measure in objective.measures):
            continue
        words = {word.lower() for word in _WORD.findall(objective.title or "")} & _VAGUE
        if words:
            said = listed([f"“{word}”" for word in sorted(words)])
            yield Fault(
                objective.origin.field("title"),
                f"`{objective.id}` says {said}, and no measure says how much.",
                "Give it a measure with a target, which makes the word definite.",
                objective.id,
                "title",
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


def _first_word(objective: Objective) -> str:
    title = objective.title or ""
    if is_placeholder(title):
        return ""
    found = _WORD.search(title)
    return found[0].lower() if found else ""


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
    ),
    Rule(
        "objective-without-owner",
        _FAMILY,
        Severity.ERROR,
        "an objective has no owner",
        "When it slips, there is nobody to ask.",
        objective_without_owner,
    ),
    Rule(
        "objective-without-due",
        _FAMILY,
        Severity.ERROR,
        "an objective has no date",
        "Without a date it is never late, and never done.",
        objective_without_due,
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
        "activity-objective",
        _FAMILY,
        Severity.WARNING,
        "an objective counts work instead of results",
        "The PMO will be busy and on target, and the business will see no difference.",
        activity_objective,
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
    Rule(
        "compound-objective",
        _FAMILY,
        Severity.ADVICE,
        "an objective asks for two results at once",
        "When one is met and the other missed, nobody can say how it stands.",
        compound_objective,
    ),
    Rule(
        "vague-objective",
        _FAMILY,
        Severity.ADVICE,
        "a word that nobody can check, and no measure that makes it definite",
        "Everyone agrees to it, each meaning something else.",
        vague_objective,
    ),
)
