"""How objectives are worded: as a result, one at a time, and so that somebody can check it."""

import re
from collections.abc import Iterator

from pmo.findings import Fault, Severity
from pmo.model import Objective
from pmo.rules.base import Context, Rule, listed
from pmo.rules.placeholders import is_placeholder
from pmo.terms import Stage

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


def _first_word(objective: Objective) -> str:
    title = objective.title or ""
    if is_placeholder(title):
        return ""
    found = _WORD.search(title)
    return found[0].lower() if found else ""


RULES = (
    Rule(
        "activity-objective",
        _FAMILY,
        Severity.WARNING,
        "an objective counts work instead of results",
        "The PMO will be busy and on target, and the business will see no difference.",
        activity_objective,
        own=True,
    ),
    Rule(
        "compound-objective",
        _FAMILY,
        Severity.ADVICE,
        "an objective asks for two results at once",
        "When one is met and the other missed, nobody can say how it stands.",
        compound_objective,
        own=True,
    ),
    Rule(
        "vague-objective",
        _FAMILY,
        Severity.ADVICE,
        "a word that nobody can check, and no measure that makes it definite",
        "Everyone agrees to it, each meaning something else.",
        vague_objective,
        own=True,
    ),
)
