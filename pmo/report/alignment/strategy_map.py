"""The strategy map (Kaplan and Norton): what leads to what, in lanes; and the same as an indented list, for reading aloud.

Causes stand left, effects right: objectives, strategies, goals. Where the organization has perspectives, each is a lane across, in its own
order. A line goes from the cause to what it is to bring about: that it does so is a claim, as every link is.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pmo.align import active
from pmo.model import Course, Objective
from pmo.report.alignment.map_shape import Shape, columns_of, kind_of, lanes_of, shape_of
from pmo.report.alignment.map_words import beside, description, heading, link_of, note
from pmo.report.facts import Facts, anchor
from pmo.report.layered import layered
from pmo.report.states import Shown

MOST = 20
"""Elements that a picture still explains; beyond that, objectives are folded into counts."""

_LISTED = 40


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
    shape = shape_of(facts, shown, folded=folded)
    drawn = len(shown) <= MOST
    lanes = lanes_of(shape)
    said = note(shape, len(above), len(objectives), drawn=drawn)
    outline = _outline(shape, lanes)
    if not drawn:
        return replace(_UNDRAWN, folded=folded, note=said, outline=outline)
    columns = columns_of(shape)
    bands = {name: at for at, (_, members) in enumerate(lanes) for name in members}
    placed = layered(columns, list(shape.lines), bands, len(lanes))
    nodes = tuple(
        _node(name, shape, bands[name], at, placed.place[name])
        for at, column in enumerate(placed.layers)
        for name in column
    )
    lines = tuple(MapLine(c, e, kind, via, placed.lines[c, e]) for (c, e), (kind, via) in shape.lines.items())
    return StrategyMap(
        drawn=True,
        folded=folded,
        note=said,
        description=description(shape),
        lanes=tuple(
            Lane(name, *ends, empty=not members) for (name, members), ends in zip(lanes, placed.bands, strict=True)
        ),
        columns=tuple(heading(column, shape) for column in placed.layers),
        nodes=nodes,
        lines=lines,
        crossings=placed.crossings,
        outline=outline,
    )


def _node(name: str, shape: Shape, lane: int, column: int, y: float) -> MapNode:
    element = shape.elements[name]
    return MapNode(
        id=name,
        anchor=anchor(name),
        name=element.name_,
        kind=kind_of(element),
        ours=shape.facts.alignment.owners.get(name) is shape.facts.plan.pmo,
        state=_state(element, shape.facts),
        beside=beside(element, shape),
        empty=shape.alone(name),
        lane=lane,
        column=column,
        y=y,
    )


def _state(element: Course, facts: Facts) -> Shown | None:
    return facts.shown[facts.standing(element).state] if isinstance(element, Objective) else None


def _outline(shape: Shape, lanes: Iterable[tuple[str, list[str]]]) -> tuple[ListedLane, ...]:
    """The map from its effects down to their causes. An element with several effects is told in full once, and named again."""
    words, told = shape.facts.words, set[str]()
    roots = {name for name in shape.elements if not any(cause == name for cause, _ in shape.lines)}
    idle = [name for name in shape.elements if name in roots and isinstance(shape.elements[name], Objective)]
    found = [(lane, [name for name in members if name in roots and name not in idle]) for lane, members in lanes]
    # An objective that somebody's own leads to is an effect like any other; the PMO's lead somewhere, or nowhere.
    found.append((words("Leads to nothing"), idle))
    outline = [
        ListedLane(
            lane,
            tuple(_item(name, "", shape, told) for name in names[:_LISTED]),
            max(len(names) - _LISTED, 0),
        )
        for lane, names in found
        if names
    ]
    # A circle has no end to begin at: what is left in one is told by itself.
    missed = [name for name in shape.elements if name not in told and not any(lane.left for lane in outline)]
    if missed:
        items = tuple(_item(name, "", shape, told) for name in missed if name not in told)
        outline.append(ListedLane(words("In a circle"), items, 0))
    return tuple(outline)


def _item(name: str, link: str, shape: Shape, told: set[str]) -> MapItem:
    element, again, words = shape.elements[name], name in told, shape.facts.words
    told.add(name)
    below = (
        ()
        if again
        else tuple(_item(cause, link_of(*shape.lines[cause, name], words), shape, told) for cause in shape.causes(name))
    )
    return MapItem(
        id=name,
        name=element.name_,
        kind=kind_of(element),
        state=_state(element, shape.facts),
        beside=beside(element, shape),
        link=link,
        again=again and bool(shape.causes(name)),
        below=below,
    )
