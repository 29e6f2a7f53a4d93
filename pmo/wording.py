"""What an element means, in words: the texts, numbers and dates that its fingerprint covers, each with a name.

Two versions of an element have the same fingerprint exactly when they have the same wording; so what a review shows as changed is what
made a link suspect, and nothing else. The tests hold the two together.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from pmo.kinds import singular_of
from pmo.model import Band, Customer, Element, Initiative, Measure, Objective, Party, Pmo, Service, Target
from pmo.source.scalars import written
from pmo.terms import Status

Wording = Mapping[str, str]
_E = TypeVar("_E", bound=Element)


@dataclass(frozen=True, slots=True)
class Reworded:
    """One thing that an element said or says; None where it says nothing of the kind."""

    name: str
    before: str | None
    after: str | None


def wording(element: Element, elements: Mapping[str, Element]) -> Wording:
    """What the element says, and what it supports says, by name, in the order in which people read it. `elements` resolves its links."""
    return {name: text for name, text in _said(element, elements) if text}


def reworded(before: Wording, after: Wording) -> tuple[Reworded, ...]:
    """What changed from one wording to another, in the order of the newer one; what is gone comes last."""
    names = [*after, *(name for name in before if name not in after)]
    pairs = ((name, before.get(name), after.get(name)) for name in names)
    return tuple(Reworded(name, old, new) for name, old, new in pairs if old != new)


def _said(element: Element, elements: Mapping[str, Element]) -> Iterator[tuple[str, str]]:
    yield from _own(element)
    if isinstance(element, Pmo):
        yield from _charter(element, elements)
    for link in getattr(element, "supports", ()):
        target = elements.get(link.target)
        # An empty reason is a reason that is missing: the link itself is what is said then.
        yield f"supports {link.target}", _folded(link.because or "") or "(no reason)"
        if target is not None:
            for name, text in _own(target):
                yield f"{link.target}: {name}", text


def _own(element: Element) -> Iterator[tuple[str, str]]:
    yield "title", _folded(element.title or "")
    yield "statement", _folded(getattr(element, "statement", None) or "")
    if isinstance(element, Party):
        for name, said in (("mission", element.mission), ("vision", element.vision)):
            yield name, _folded(said.statement or "") if said else ""
    for attribute, name in (("from_", "from"), ("until", "until"), ("due", "due")):
        value = getattr(element, attribute, None)
        yield name, value.isoformat() if value else ""
    measured: tuple[Measure, ...] = ()
    if isinstance(element, Objective):
        measured = element.measures
    elif isinstance(element, Initiative):
        measured = element.benefits
    for measure in measured:
        yield f"{singular_of(measure)} {measure.id}", _measure(measure)


def _measure(measure: Measure) -> str:
    parts = [_folded(measure.title or ""), _folded(measure.unit or ""), str(measure.direction or "")]
    parts += [_target(measure.target), _band(measure.band)]
    return "; ".join(part for part in parts if part) or "(nothing said yet)"


def _target(target: Target | None) -> str:
    if target is None:
        return ""
    value = "no value" if target.value is None else written(target.value)
    return f"target {value}{f' by {target.by.isoformat()}' if target.by else ''}"


def _band(band: Band | None) -> str:
    if band is None:
        return ""
    low, high = (("…" if end is None else written(end)) for end in (band.low, band.high))
    return f"band {low} to {high}"


def _charter(pmo: Pmo, elements: Mapping[str, Element]) -> Iterator[tuple[str, str]]:
    """What a charter promises, in the order of its sections."""
    yield from _mandate(pmo)
    for customer in _settled(found for found in elements.values() if isinstance(found, Customer)):
        yield f"customer {customer.name_}", _listed(customer.needs) or "(no needs named)"
    aims: tuple[Element, ...] = (*pmo.values, *pmo.goals, *pmo.strategies, *pmo.objectives)
    for element in _settled(aims):
        yield from _inside(element, _said(element, elements))
    for service in _settled(pmo.services):
        yield from _inside(service, _offered(service))


def _mandate(pmo: Pmo) -> Iterator[tuple[str, str]]:
    yield "name", _folded(pmo.name or "")
    yield "purpose", _folded(pmo.purpose or "")
    yield "sponsor", pmo.sponsor or ""
    yield "reports to", pmo.reports_to or ""
    yield "in scope", _listed(pmo.scope.in_ if pmo.scope else ())
    yield "out of scope", _listed(pmo.scope.out if pmo.scope else ())
    yield "authority", _listed(pmo.authority)
    yield "judged by", _listed(pmo.judged_by)
    yield "model", _folded(pmo.model or "")
    for name, said in (("mission", pmo.mission), ("vision", pmo.vision)):
        if said is not None:
            yield f"{name} for", _listed(said.for_)
            yield f"{name} horizon", _folded(said.horizon or "")


def _inside(element: Element, said: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """What an element of the charter says, with its own name before each part."""
    here = f"{singular_of(element)} {element.id}"
    yield here, _folded(element.title or "") or "(no title)"
    yield from ((f"{here}: {name}", text) for name, text in said if name != "title")


def _offered(service: Service) -> Iterator[tuple[str, str]]:
    yield from _own(service)
    yield "for", _listed(service.for_)
    yield "serves", _listed(service.serves)
    yield "benefit", _folded(service.benefit or "")


def _settled(elements: Iterable[_E]) -> list[_E]:
    return [e for e in elements if getattr(e, "status", Status.APPROVED) in (Status.PROPOSED, Status.APPROVED)]


def _listed(texts: Iterable[str]) -> str:
    return "; ".join(sorted(_folded(text) for text in texts))


def _folded(text: str) -> str:
    return " ".join(text.split())
