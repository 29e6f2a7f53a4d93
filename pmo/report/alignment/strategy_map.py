"""The strategy map (Kaplan and Norton): what leads to what, in lanes; and the same as an indented list, for reading aloud.

Causes stand left, effects right: objectives, strategies, goals. Where the organization has perspectives, each is a lane across, in its own
order. A line goes from the cause to what it is to bring about: that it does so is a claim, as every link is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pmo.align import active
from pmo.model import Course, Goal, Objective, Strategy
from pmo.report.facts import Facts, anchor, listed, quoted
from pmo.report.figures import count
from pmo.report.layered import layered
from pmo.report.states import SHOWN, Shown, tallied
from pmo.terms import Strength

MOST = 20
"""Elements that a picture still explains; beyond that, objectives are folded into counts."""

_LISTED = 40
_NONE = "No perspective"


@dataclass(frozen=True, slots=True)
class MapNode:
    """One element. `kind` is `goal`, `strategy` or `objective`; `beside` a few words: a strategy's rung, or how many objectives it has.

    `column` counts from the left, `y` is its middle from the top, where a node takes 1. `lane` is the number of its lane. `empty` says that
    no objective supports the strategy, or that the objective leads to nothing.
    """

    id: str
    anchor: str
    name: str
    kind: str
    ours: bool
    state: Shown | None
    beside: str
    empty: bool
    lane: int
    column: int
    y: float


@dataclass(frozen=True, slots=True)
class MapLine:
    """One line, from the cause to the effect. `kind`: `primary`, `secondary`, or `through` an objective of somebody else.

    `via` names that somebody's objective. `points` are columns and places in them that it passes, both ends included.
    """

    cause: str
    effect: str
    kind: str
    via: str
    points: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane of the map, from its upper to its lower edge. The only lane of an organization without perspectives has no name."""

    name: str
    top: float
    bottom: float
    empty: bool


@dataclass(frozen=True, slots=True)
class MapItem:
    """An element in the list, with what leads to it below. `link` says how it leads to the one above; `again` that it stands above in full."""

    id: str
    name: str
    kind: str
    state: Shown | None
    beside: str
    link: str
    again: bool
    below: tuple["MapItem", ...]


@dataclass(frozen=True, slots=True)
class ListedLane:
    """A lane in the list: the elements that lead to nothing else on the map, each with what leads to it. `left` counts those cut off."""

    name: str
    items: tuple[MapItem, ...]
    left: int


@dataclass(frozen=True, slots=True)
class StrategyMap:
    """Picture and list. `drawn` is false where even the folded map would be too large; `note` says what was folded, and why.

    `description` tells in a sentence what the picture shows. `columns` names what stands in each column, from the left.
    """

    drawn: bool
    folded: bool
    note: str
    description: str
    lanes: tuple[Lane, ...]
    columns: tuple[str, ...]
    nodes: tuple[MapNode, ...]
    lines: tuple[MapLine, ...]
    crossings: int
    outline: tuple[ListedLane, ...]


_UNDRAWN = StrategyMap(
    drawn=False, folded=True, note="", description="", lanes=(), columns=(), nodes=(), lines=(), crossings=0, outline=()
)


@dataclass(frozen=True, slots=True)
class _Drawing:
    """The elements that are to be shown, and what leads to what, before any of it has a place."""

    facts: Facts
    elements: dict[str, Course]
    lines: dict[tuple[str, str], tuple[str, str]]
    folded: bool

    def causes(self, effect: str) -> list[str]:
        """What leads to an element, what is mainly for it first."""
        found = [cause for cause, other in self.lines if other == effect]
        return sorted(found, key=lambda cause: _KINDS.index(self.lines[cause, effect][0]))


_KINDS = ("primary", "secondary", "through")
_FLOORS = (Goal, Strategy, Objective)
"""What stands furthest right, what before it, what before that."""


def strategy_map(facts: Facts) -> StrategyMap | None:
    """The map of the active goals, strategies and objectives; None where there is nothing that could lead to anything."""
    alignment, today = facts.alignment, facts.alignment.today
    organization = facts.plan.organization
    goals = [goal for goal in organization.goals if active(goal, today)]
    above: list[Course] = [*goals, *alignment.strategies]
    objectives: list[Course] = [*(o for o in organization.objectives if active(o, today)), *alignment.objectives]
    if not above or not objectives:
        return None
    folded = len(above) + len(objectives) > MOST
    shown = above if folded else [*above, *objectives]
    elements = {element.id: element for element in shown}
    drawing = _Drawing(facts, elements, _lines(elements, facts), folded)
    drawn = len(shown) <= MOST
    lanes = _lanes(drawing)
    note = _note(drawing, len(above), len(objectives), drawn=drawn)
    outline = _outline(drawing, lanes)
    if not drawn:
        return replace(_UNDRAWN, folded=folded, note=note, outline=outline)
    columns = _columns(drawing)
    bands = {name: at for at, (_, members) in enumerate(lanes) for name in members}
    placed = layered(columns, list(drawing.lines), bands, len(lanes))
    nodes = tuple(
        _node(name, drawing, bands[name], at, placed.place[name])
        for at, column in enumerate(placed.layers)
        for name in column
    )
    lines = tuple(MapLine(c, e, kind, via, placed.lines[c, e]) for (c, e), (kind, via) in drawing.lines.items())
    return StrategyMap(
        drawn=True,
        folded=folded,
        note=note,
        description=_description(drawing),
        lanes=tuple(
            Lane(name, *ends, empty=not members) for (name, members), ends in zip(lanes, placed.bands, strict=True)
        ),
        columns=tuple(_heading(column, drawing) for column in placed.layers),
        nodes=nodes,
        lines=lines,
        crossings=placed.crossings,
        outline=outline,
    )


def _lines(elements: dict[str, Course], facts: Facts) -> dict[tuple[str, str], tuple[str, str]]:
    """What leads to what and how: links between the elements shown, and claims that go through an element that is not."""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for element in elements.values():
        for link in element.supports:
            if link.target in elements and link.target != element.id and (link.target, element.id) not in found:
                found[element.id, link.target] = ("primary" if link.strength is Strength.PRIMARY else "secondary", "")
    for target, claims in facts.alignment.claims.items():
        for claim in claims:
            pair = (claim.objective.id, target)
            between = [link.target for link in claim.path[:-1]]
            if {target, pair[0]} <= elements.keys() and pair not in found and elements.keys().isdisjoint(between):
                found[pair] = ("through", listed([quoted(name) for name in facts.names(between)]))
    return found


def _lanes(drawing: _Drawing) -> list[tuple[str, list[str]]]:
    """Each lane's name and its elements, in the plan's order."""
    names = drawing.facts.plan.organization.perspectives
    if not names:
        return [("", list(drawing.elements))]
    lanes: dict[str, list[str]] = {name: [] for name in names}
    for element_id in drawing.elements:
        lanes.setdefault(_perspective(element_id, drawing, set()) or _NONE, []).append(element_id)
    return list(lanes.items())


def _perspective(element_id: str, drawing: _Drawing, seen: set[str]) -> str:
    """The declared perspective of an element: its own, else that of the first thing that it supports and that has one."""
    element = drawing.facts.plan.elements.get(element_id)
    if element_id in seen or not isinstance(element, Course):
        return ""
    seen.add(element_id)
    own: str | None = getattr(element, "perspective", None)
    if own in drawing.facts.plan.organization.perspectives:
        return own or ""
    ordered = sorted(element.supports, key=lambda link: link.strength is not Strength.PRIMARY)
    return next((name for link in ordered if (name := _perspective(link.target, drawing, seen))), "")


def _columns(drawing: _Drawing) -> list[list[str]]:
    """The elements by how far they are from the last effect, that one rightmost; a circle is cut where it closes."""
    depth: dict[str, int] = {}

    def visit(name: str, path: frozenset[str]) -> int:
        if name not in depth:
            effects = [effect for cause, effect in drawing.lines if cause == name and effect not in path]
            floor = next(at for at, kind in enumerate(_FLOORS) if isinstance(drawing.elements[name], kind))
            depth[name] = max([floor, *(visit(effect, path | {name}) + 1 for effect in effects)])
        return depth[name]

    for name in drawing.elements:
        visit(name, frozenset({name}))
    levels = sorted(set(depth.values()), reverse=True)
    return [[name for name in drawing.elements if depth[name] == level] for level in levels]


def _heading(column: Sequence[str], drawing: _Drawing) -> str:
    """What stands in a column: `Strategies`, `Objectives and strategies`."""
    words = {"goal": "goals", "strategy": "strategies", "objective": "objectives"}
    found = dict.fromkeys(words[_kind(drawing.elements[name])] for name in column)
    return listed(found).capitalize()


def _node(name: str, drawing: _Drawing, lane: int, column: int, y: float) -> MapNode:
    element = drawing.elements[name]
    return MapNode(
        id=name,
        anchor=anchor(name),
        name=element.name_,
        kind=_kind(element),
        ours=drawing.facts.alignment.owners.get(name) is drawing.facts.plan.pmo,
        state=_state(element, drawing.facts),
        beside=_beside(element, drawing),
        empty=_alone(name, drawing),
        lane=lane,
        column=column,
        y=y,
    )


def _alone(name: str, drawing: _Drawing) -> bool:
    """Whether a strategy has no objective, or an objective leads to nothing."""
    element = drawing.elements[name]
    if isinstance(element, Strategy):
        return name not in drawing.facts.alignment.claims
    return isinstance(element, Objective) and not any(cause == name for cause, _ in drawing.lines)


def _kind(element: Course) -> str:
    return type(element).__name__.lower()


def _state(element: Course, facts: Facts) -> Shown | None:
    return SHOWN[facts.standing(element).state] if isinstance(element, Objective) else None


def _beside(element: Course, drawing: _Drawing) -> str:
    """A strategy's rung; where objectives are folded, how many it has and how they stand."""
    if not isinstance(element, (Strategy, Goal)):
        return ""
    alignment = drawing.facts.alignment
    claims = alignment.claims.get(element.id, ())
    if not drawing.folded:
        climb = next((c for c in alignment.ladder if c.strategy.id == element.id), None)
        return climb.rung.word if climb else ""
    if not claims:
        return "no objective" if isinstance(element, Strategy) else ""
    counted = tallied(drawing.facts.standings[claim.objective.id].state for claim in claims)
    states = ", ".join(f"{item.state.sign} {item.count:,}" for item in counted)
    return f"{count(len(claims), 'objective')}: {states}"


def _note(drawing: _Drawing, above: int, objectives: int, *, drawn: bool) -> str:
    if not drawing.folded:
        return ""
    facts = drawing.facts
    idle = sum(not any(facts.alignment.live(link) for link in o.supports) for o in facts.alignment.objectives)
    lost = f" {count(idle, 'objective')} of the PMO {'leads' if idle == 1 else 'lead'} to nothing." if idle else ""
    total = f"{above + objectives:,} goals, strategies and objectives are too many for one picture"
    if drawn:
        return f"{total}: the {count(objectives, 'objective')} are folded into counts, a strategy each.{lost}"
    return f"{total}, and so are the {above:,} goals and strategies alone: they are listed, with their objectives counted.{lost}"


def _description(drawing: _Drawing) -> str:
    kinds = [_kind(element) for element in drawing.elements.values()]
    said = [
        count(kinds.count(kind), kind, plural)
        for kind, plural in (("goal", "goals"), ("strategy", "strategies"), ("objective", "objectives"))
        if kind in kinds
    ]
    return f"{listed(said)}, and {count(len(drawing.lines), 'line')} from causes to effects. The list below says the same in words."


def _outline(drawing: _Drawing, lanes: Iterable[tuple[str, list[str]]]) -> tuple[ListedLane, ...]:
    """The map from its effects down to their causes. An element with several effects is told in full once, and named again."""
    told: set[str] = set()
    roots = {name for name in drawing.elements if not any(cause == name for cause, _ in drawing.lines)}
    idle = [name for name in drawing.elements if name in roots and isinstance(drawing.elements[name], Objective)]
    found = [(lane, [name for name in members if name in roots and name not in idle]) for lane, members in lanes]
    # An objective that somebody's own leads to is an effect like any other; the PMO's lead somewhere, or nowhere.
    found.append(("Leads to nothing", idle))
    outline = [
        ListedLane(
            lane,
            tuple(_item(name, "", drawing, told) for name in names[:_LISTED]),
            max(len(names) - _LISTED, 0),
        )
        for lane, names in found
        if names
    ]
    # A circle has no end to begin at: what is left in one is told by itself.
    missed = [name for name in drawing.elements if name not in told and not any(lane.left for lane in outline)]
    if missed:
        items = tuple(_item(name, "", drawing, told) for name in missed if name not in told)
        outline.append(ListedLane("In a circle", items, 0))
    return tuple(outline)


def _link(kind: str, via: str) -> str:
    return {"primary": "", "secondary": "a side effect"}.get(kind, f"through {via}")


def _item(name: str, link: str, drawing: _Drawing, told: set[str]) -> MapItem:
    element, again = drawing.elements[name], name in told
    told.add(name)
    below = (
        ()
        if again
        else tuple(_item(cause, _link(*drawing.lines[cause, name]), drawing, told) for cause in drawing.causes(name))
    )
    return MapItem(
        id=name,
        name=element.name_,
        kind=_kind(element),
        state=_state(element, drawing.facts),
        beside=_beside(element, drawing),
        link=link,
        again=again and bool(drawing.causes(name)),
        below=below,
    )
