"""References: every id that the plan uses leads to an element of the right kind, and `supports` leads upwards only."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from pmo.findings import Fault, Related, Severity
from pmo.model import (
    Action,
    Asset,
    Benefit,
    Course,
    Customer,
    Decision,
    Element,
    Initiative,
    Measure,
    Objective,
    Party,
    Person,
    Pmo,
    Review,
    Service,
)
from pmo.nearest import nearest, surely
from pmo.rules.base import Context, Rule, listed
from pmo.rules.placeholders import is_placeholder
from pmo.source.edits import swap
from pmo.source.text import Place

_KINDS: dict[type[Element], str] = {
    Person: "a person",
    Party: "a customer",
    Course: "a goal, strategy, objective or initiative",
    Measure: "a measure",
    Action: "an action of a review",
    Decision: "a decision of a review",
}

_Look = partial[Iterator[Fault]]


def broken_reference(ctx: Context) -> Iterator[Fault]:
    """Ids that lead nowhere or to the wrong kind of thing, and links in a circle."""
    look, elements = partial(_look, ctx, ids={}), ctx.plan.elements
    for element in elements.values():
        yield from _of(element, elements, look)
    yield from _circles(ctx)


def _of(element: Element, elements: Mapping[str, Element], look: _Look) -> Iterator[Fault]:  # noqa: C901 -- one flat list of the kinds that refer to others
    owner = getattr(element, "owner", None)
    # Nearly every id is right: that is seen here, at once, and only the others are looked at closely.
    if owner and not isinstance(elements.get(owner), Person):
        yield from look(element, "owner", owner, Person)
    if isinstance(element, Course):
        yield from _of_links(element, elements, look)
    for key, attribute, wanted in _KEYS.get(element.__class__, ()):
        targets = getattr(element, attribute)
        if targets:
            yield from look(element, key, targets, wanted)
    if isinstance(element, Party):
        yield from _of_statements(element, look)
    elif isinstance(element, Initiative):
        for target, _ in element.allocation:
            place = partial(element.origin.field, "allocation", target)
            yield from look(element, f"allocation.{target}", target, Course, place=place)
    elif isinstance(element, Review):
        yield from _of_outcomes(element, look)
    elif isinstance(element, Person) and element.unit and element.unit not in {"pmo", "organization"}:
        yield from look(element, "unit", element.unit, Party)
    for waiver in element.waive:
        if waiver.by:
            place = partial(waiver.origin.value, "by")
            yield from look(element, f"waive.{waiver.rule}.by", waiver.by, Person, place=place)


# The keys that hold ids, the attributes they fill and what they must name, by the kind of element.
_KEYS: dict[type[Element], tuple[tuple[str, str, type[Element]], ...]] = {
    Objective: (("for", "for_", Party), ("contributors", "contributors", Person)),
    Service: (("for", "for_", Party), ("serves", "serves", Course)),
    Asset: (("serves", "serves", Course),),
    Measure: (("successor", "successor", Measure),),
    Benefit: (("successor", "successor", Measure),),
    Review: (("attendees", "attendees", Person), ("signed", "signed", Person)),
    Decision: (("by", "by", Person),),
    Customer: (("contact", "contact", Person),),
    Pmo: (("sponsor", "sponsor", Person), ("reports_to", "reports_to", Person)),
}


def _of_links(element: Course, elements: Mapping[str, Element], look: _Look) -> Iterator[Fault]:
    for link in element.supports:
        field = f"supports.{link.target}"
        if link.target == element.id:
            message = f"`{element.id}` says that it supports itself."
            yield Fault(link.origin.place, message, "Name what it supports, or remove the line.", element.id, field)
        elif not isinstance(elements.get(link.target), Course):
            yield from look(element, field, link.target, Course, place=link.origin.place)
        if link.agreed_by:
            yield from look(
                element, f"{field}.agreed_by", link.agreed_by, Person, place=partial(link.origin.value, "agreed_by")
            )


def _of_statements(party: Party, look: _Look) -> Iterator[Fault]:
    for name, statement in (("mission", party.mission), ("vision", party.vision)):
        if statement is not None:
            for number, target in enumerate(statement.for_):
                place = partial(statement.origin.value, "for", item=number)
                yield from look(party, f"{name}.for.{target}", target, Party, place=place)
            if statement.owner:
                place = partial(statement.origin.value, "owner")
                yield from look(party, f"{name}.owner", statement.owner, Person, place=place)


def _of_outcomes(review: Review, look: _Look) -> Iterator[Fault]:
    for done in review.done:
        yield from look(review, f"done.{done.action}", done.action, Action, place=done.place)
    for answer in review.decided:
        field = f"decided.{answer.decision}"
        yield from look(review, field, answer.decision, Decision, place=answer.origin.place)
        if answer.by:
            yield from look(review, f"{field}.by", answer.by, Person, place=partial(answer.origin.value, "by"))


def _look(
    ctx: Context,
    element: Element,
    key: str,
    targets: str | tuple[str, ...],
    kind: type[Element],
    *,
    place: Place | Callable[[], Place] | None = None,
    ids: dict[type[Element], frozenset[str]],
) -> Iterator[Fault]:
    elements = ctx.plan.elements
    names: tuple[str, ...] = (targets,) if isinstance(targets, str) else targets
    for number, target in enumerate(names):
        found = elements.get(target)
        if isinstance(found, kind) or is_placeholder(target):
            continue
        if found is None and ctx.plan.may_define(target):
            # It may stand in a file that could not be read, which is a finding already.
            continue
        # Looking up where something stands takes a while, and nearly every id is right.
        found_at = place() if callable(place) else place
        where = found_at or element.origin.value(key, item=number)
        field = key if names is not targets else f"{key}.{target}"
        short = key.split(".", maxsplit=1)[0]
        if found is not None:
            message = f"`{short}` of `{element.id}` names `{target}`, which is not {_KINDS[kind]}."
            also = (Related(found.origin.place, f"`{target}` is defined here"),)
            yield Fault(where, message, f"Name {_KINDS[kind]}.", element.id, field, also)
            continue
        if kind not in ids:
            ids[kind] = frozenset(name for name, other in elements.items() if isinstance(other, kind))
        near = nearest(target, ids[kind])
        message = f"`{short}` of `{element.id}` names `{target}`, which the plan does not have."
        if near:
            also = (Related(elements[near].origin.place, f"`{near}` is defined here"),)
            # A link that is there already cannot be what the misspelt one was meant to be.
            linked = short == "supports" and any(link.target == near for link in getattr(element, "supports", ()))
            edits = swap(where, target, near) if surely(target, near) and not linked else ()
            yield Fault(where, message, f"Did you mean `{near}`?", element.id, field, also, edits=edits)
        else:
            yield Fault(where, message, _where_to_define(kind, target), element.id, field)


def _where_to_define(kind: type[Element], target: str) -> str:
    if kind is Person:
        return f"Add the person: `people: {{{target}: {{name: …, role: …}}}}`."
    if kind is Party:
        return f"Add the customer: `customers: {{{target}: {{name: …, needs: […]}}}}`."
    return f"Define `{target}`, or correct the id."


def _circles(ctx: Context) -> Iterator[Fault]:
    """Each circle of links once, at the link that closes it."""
    elements = ctx.plan.elements
    done: set[str] = set()
    for start in elements.values():
        if not isinstance(start, Course) or not start.supports or start.id in done:
            continue
        if not any(getattr(elements.get(link.target), "supports", ()) for link in start.supports):
            # What it supports supports nothing itself, so no circle goes through it.
            continue
        path: list[str] = []
        on_path: set[str] = set()
        stack: list[tuple[str, Iterator[str]]] = [(start.id, _targets(start))]
        path.append(start.id)
        on_path.add(start.id)
        while stack:
            current, targets = stack[-1]
            target = next(targets, None)
            if target is None:
                stack.pop()
                path.pop()
                on_path.discard(current)
                done.add(current)
            elif target in on_path and target != current:
                yield _circle(ctx, [*path[path.index(target) :], target])
            elif target not in done and target not in on_path:
                further = elements.get(target)
                if isinstance(further, Course):
                    stack.append((target, _targets(further)))
                    path.append(target)
                    on_path.add(target)


def _targets(element: Course) -> Iterator[str]:
    return iter([link.target for link in element.supports])


def _circle(ctx: Context, path: list[str]) -> Fault:
    last = ctx.plan.elements[path[-2]]
    links: Iterable[Place] = (link.origin.place for link in getattr(last, "supports", ()) if link.target == path[-1])
    place = next(iter(links), last.origin.place)
    related = tuple(Related(ctx.plan.elements[name].origin.place, f"`{name}` is defined here") for name in path[:-2])
    return Fault(
        place,
        f"The links go round in a circle: {listed([f'`{name}`' for name in path[:-1]])} support each other.",
        "Decide which of them is the end and which the means, and remove the link back.",
        last.id,
        f"supports.{path[-1]}",
        related,
    )


RULES = (
    Rule(
        "broken-reference",
        "references",
        Severity.ERROR,
        "an id that leads nowhere, to the wrong kind of thing, or round in a circle",
        "A link that leads nowhere claims an alignment that is not there.",
        broken_reference,
        start=True,
        waivable=False,
    ),
)
