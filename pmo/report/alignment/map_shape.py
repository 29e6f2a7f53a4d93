"""What a strategy map shows, before any of it has a place: the elements, what leads to what, their columns and lanes."""

from collections.abc import Mapping
from dataclasses import dataclass

from pmo.model import Course, Goal, Objective, Strategy
from pmo.report.facts import Facts
from pmo.terms import Strength

Pair = tuple[str, str]
"""The ids of a cause and of its effect."""

_KINDS = ("primary", "secondary", "through")
_FLOORS = (Goal, Strategy, Objective)
"""What stands furthest right, what before it, what before that."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The elements that are to be shown, and what leads to what: for each pair the kind of its line, and through whose objective it goes.

    `folded` says that objectives are counted instead of shown.
    """

    facts: Facts
    elements: Mapping[str, Course]
    lines: Mapping[Pair, tuple[str, str]]
    folded: bool

    def causes(self, effect: str) -> list[str]:
        """What leads to an element, what is mainly for it first."""
        found = [cause for cause, other in self.lines if other == effect]
        return sorted(found, key=lambda cause: _KINDS.index(self.lines[cause, effect][0]))

    def alone(self, name: str) -> bool:
        """Whether a strategy has no objective, or an objective leads to nothing."""
        element = self.elements[name]
        if isinstance(element, Strategy):
            return name not in self.facts.alignment.claims
        return isinstance(element, Objective) and not any(cause == name for cause, _ in self.lines)


def kind_of(element: Course) -> str:
    """`goal`, `strategy` or `objective`."""
    return type(element).__name__.lower()


def shape_of(facts: Facts, shown: list[Course], *, folded: bool) -> Shape:
    """The shape of these elements: links between them, and claims that go through an element that is not shown."""
    elements = {element.id: element for element in shown}
    return Shape(facts, elements, _lines(elements, facts), folded)


def _lines(elements: Mapping[str, Course], facts: Facts) -> dict[Pair, tuple[str, str]]:
    words = facts.words
    found: dict[Pair, tuple[str, str]] = {}
    for element in elements.values():
        for link in element.supports:
            if link.target in elements and link.target != element.id and (link.target, element.id) not in found:
                found[element.id, link.target] = ("primary" if link.strength is Strength.PRIMARY else "secondary", "")
    for target, claims in facts.alignment.claims.items():
        for claim in claims if target in elements else ():
            pair = (claim.objective.id, target)
            # Of a large plan no objective is shown, and it has tens of thousands of claims.
            if pair[0] not in elements or pair in found:
                continue
            between = [link.target for link in claim.path[:-1]]
            if elements.keys().isdisjoint(between):
                found[pair] = ("through", words.listed([words.quoted(name) for name in facts.names(between)]))
    return found


def lanes_of(shape: Shape) -> list[tuple[str, list[str]]]:
    """Each lane's name and its elements, in the plan's order."""
    names = shape.facts.plan.organization.perspectives
    if not names:
        return [("", list(shape.elements))]
    none = shape.facts.words("No perspective")
    lanes: dict[str, list[str]] = {name: [] for name in names}
    for element_id in shape.elements:
        lanes.setdefault(_perspective(element_id, shape, set()) or none, []).append(element_id)
    return list(lanes.items())


def _perspective(element_id: str, shape: Shape, seen: set[str]) -> str:
    """The declared perspective of an element: its own, else that of the first thing that it supports and that has one."""
    element = shape.facts.plan.elements.get(element_id)
    if element_id in seen or not isinstance(element, Course):
        return ""
    seen.add(element_id)
    own: str | None = getattr(element, "perspective", None)
    if own in shape.facts.plan.organization.perspectives:
        return own or ""
    ordered = sorted(element.supports, key=lambda link: link.strength is not Strength.PRIMARY)
    return next((name for link in ordered if (name := _perspective(link.target, shape, seen))), "")


def columns_of(shape: Shape) -> list[list[str]]:
    """The elements by how far they are from the last effect, that one rightmost; a circle is cut where it closes."""
    depth: dict[str, int] = {}

    def visit(name: str, path: frozenset[str]) -> int:
        if name not in depth:
            effects = [effect for cause, effect in shape.lines if cause == name and effect not in path]
            floor = next(at for at, kind in enumerate(_FLOORS) if isinstance(shape.elements[name], kind))
            depth[name] = max([floor, *(visit(effect, path | {name}) + 1 for effect in effects)])
        return depth[name]

    for name in shape.elements:
        visit(name, frozenset({name}))
    levels = sorted(set(depth.values()), reverse=True)
    return [[name for name in shape.elements if depth[name] == level] for level in levels]
