"""What a strategy map says: what stands beside its elements and above its columns, what was folded and why."""

from collections.abc import Sequence

from pmo.language.words import Words
from pmo.model import Course, Goal, Strategy
from pmo.report.alignment.map_shape import Shape, kind_of
from pmo.report.rungs import rung_words
from pmo.report.states import tallied


def heading(column: Sequence[str], shape: Shape) -> str:
    """What stands in a column: `Strategies`, `Objectives and strategies`."""
    words = shape.facts.words
    first, *others = dict.fromkeys(kind_of(shape.elements[name]) for name in column)
    heads = {
        "goal": words.about("elements on a map", "Goals"),
        "strategy": words.about("elements on a map", "Strategies"),
        "objective": words.about("elements on a map", "Objectives"),
    }
    inside = {
        "goal": words.about("elements on a map", "goals"),
        "strategy": words.about("elements on a map", "strategies"),
        "objective": words.about("elements on a map", "objectives"),
    }
    return words.listed([heads[first], *(inside[kind] for kind in others)])


def beside(element: Course, shape: Shape) -> str:
    """A strategy's rung; where objectives are folded, how many it has and how they stand."""
    if not isinstance(element, (Strategy, Goal)):
        return ""
    words, alignment = shape.facts.words, shape.facts.alignment
    claims = alignment.claims.get(element.id, ())
    if not shape.folded:
        climb = next((c for c in alignment.ladder if c.strategy.id == element.id), None)
        return rung_words(words)[climb.rung] if climb else ""
    if not claims:
        return words("no objective") if isinstance(element, Strategy) else ""
    counted = tallied((shape.facts.standings[claim.objective.id].state for claim in claims), words)
    states = ", ".join(f"{item.state.sign} {words.whole(item.count)}" for item in counted)
    return words.many(len(claims), "{n} objective: {states}", "{n} objectives: {states}", states=states)


def note(shape: Shape, above: int, objectives: int, *, drawn: bool) -> str:
    """What was folded and why, of so many goals and strategies and so many objectives; empty where nothing was."""
    if not shape.folded:
        return ""
    facts, words = shape.facts, shape.facts.words
    total = words.whole(above + objectives)
    if drawn:
        said = words.many(
            objectives,
            "{total} goals, strategies and objectives are too many for one picture: the {n} objective is folded into counts, a strategy each.",
            "{total} goals, strategies and objectives are too many for one picture: the {n} objectives are folded into counts, a strategy each.",
            total=total,
        )
    else:
        said = words.many(
            above,
            "{total} goals, strategies and objectives are too many for one picture, and so is the {n} goal or strategy alone: "
            "they are listed, with their objectives counted.",
            "{total} goals, strategies and objectives are too many for one picture, and so are the {n} goals and strategies alone: "
            "they are listed, with their objectives counted.",
            total=total,
        )
    idle = sum(not any(facts.alignment.live(link) for link in o.supports) for o in facts.alignment.objectives)
    if not idle:
        return said
    lost = words.many(idle, "{n} objective of the PMO leads to nothing.", "{n} objectives of the PMO lead to nothing.")
    return f"{said} {lost}"


def description(shape: Shape) -> str:
    """What the picture shows, in a sentence."""
    words, lines = shape.facts.words, len(shape.lines)
    kinds = [kind_of(element) for element in shape.elements.values()]
    said = words.many(
        lines,
        "{elements}, and {n} line from causes to effects.",
        "{elements}, and {n} lines from causes to effects.",
        elements=words.listed(_counted(kinds, words)),
    )
    return f"{said} {words('The list below says the same in words.')}"


def _counted(kinds: Sequence[str], words: Words) -> list[str]:
    goals, strategies, objectives = (kinds.count(kind) for kind in ("goal", "strategy", "objective"))
    said = [words.many(goals, "{n} goal", "{n} goals")] if goals else []
    if strategies:
        said.append(words.many(strategies, "{n} strategy", "{n} strategies"))
    if objectives:
        said.append(words.many(objectives, "{n} objective", "{n} objectives"))
    return said


def link_of(kind: str, via: str, words: Words) -> str:
    """How a cause leads to its effect: empty where it is mainly for it."""
    if kind == "primary":
        return ""
    return words("a side effect") if kind == "secondary" else words("through {names}", names=via)
