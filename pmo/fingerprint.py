"""A fingerprint of what an element means, so that a review can say which text it saw.

It covers the meaning-bearing fields of the element and of what it supports, with white space folded: a typo in a note or
a new reading changes nothing, a new title, target or period does (Doorstop's fingerprints, over meaning instead of bytes).

The PMO's own fingerprint is that of its charter: what a sign-off agrees to.
"""

import hashlib
from collections.abc import Iterable, Mapping
from typing import TypeVar

from pmo.model import Customer, Element, Initiative, Link, Measure, Objective, Party, Pmo, Statement
from pmo.terms import Status

_E = TypeVar("_E", bound=Element)


def fingerprint(element: Element, elements: Mapping[str, Element]) -> str:
    """Twelve hexadecimal digits. `elements` resolves what the element supports; unknown ids count as themselves."""
    return _fingerprint(element, elements, {})


def _fingerprint(element: Element, elements: Mapping[str, Element], known: dict[str, tuple[str, str]]) -> str:
    """The same; `known` remembers the targets of links, packed: many elements support the same ones."""
    packed = _packed(_meaning(element))
    if isinstance(element, Pmo):
        packed += _packed(_charter(element, elements))
    supports = getattr(element, "supports", ())
    # In the order of their ids: which line comes first is layout.
    for link in sorted(supports, key=_target) if len(supports) > 1 else supports:
        name, because = link.target, " ".join(link.because.split()) if link.because else ""
        if name not in known:
            target = elements.get(name)
            known[name] = _packed(["supports", name]), _packed(_meaning(target)) if target else ""
        said, meaning = known[name]
        packed += f"{said}{len(because)}:{because};{meaning}"
    return _hashed(packed)


def _target(link: Link) -> str:
    return link.target


def statement_fingerprint(statement: Statement) -> str:
    """The same for a mission or a vision."""
    return _digest([statement.statement or "", *sorted(statement.for_), statement.horizon or ""])


def _charter(pmo: Pmo, elements: Mapping[str, Element]) -> list[str]:
    """All that a charter promises: whom the PMO serves, what it is to achieve, offer and decide. Not how it works (assets), nor who owns what.

    Order does not count, nor do drafts: what is no part of the charter yet changes nothing.
    """
    scope = pmo.scope
    parts = ["pmo", pmo.name or "", pmo.purpose or "", pmo.sponsor or "", pmo.reports_to or "", pmo.model or ""]
    parts += ["in", *sorted(scope.in_ if scope else ()), "out", *sorted(scope.out if scope else ())]
    parts += ["authority", *sorted(pmo.authority), "judged by", *sorted(pmo.judged_by)]
    parts += [statement_fingerprint(said) if said else "" for said in (pmo.mission, pmo.vision)]
    for customer in _settled(found for found in elements.values() if isinstance(found, Customer)):
        parts += ["customer", customer.name_, *sorted(customer.needs)]
    known: dict[str, tuple[str, str]] = {}
    for element in _settled((*pmo.values, *pmo.goals, *pmo.strategies, *pmo.objectives)):
        parts += [element.id, _fingerprint(element, elements, known)]
    for service in _settled(pmo.services):
        parts += [
            *_meaning(service),
            "for",
            *sorted(service.for_),
            "serves",
            *sorted(service.serves),
            service.benefit or "",
        ]
    return parts


def _settled(elements: Iterable[_E]) -> list[_E]:
    live = (e for e in elements if getattr(e, "status", Status.APPROVED) in (Status.PROPOSED, Status.APPROVED))
    return sorted(live, key=lambda element: element.id)


def _meaning(element: Element) -> list[str]:
    parts = [element.title or "", getattr(element, "statement", None) or ""]
    if isinstance(element, Party):
        statements = (element.mission, element.vision)
        parts += [(statement.statement or "") if statement else "" for statement in statements]
    if isinstance(element, Objective):
        # It has no period: the two empty texts stand where others have theirs.
        return [*parts, "", "", str(element.due or ""), *_of_measures(element.measures)]
    parts += [str(getattr(element, name, None) or "") for name in ("from_", "until", "due")]
    if isinstance(element, Initiative):
        parts += _of_measures(element.benefits)
    return parts


def _of_measures(measures: tuple[Measure, ...]) -> list[str]:
    parts = []
    for measure in sorted(measures, key=lambda measure: measure.id) if len(measures) > 1 else measures:
        target, band = measure.target, measure.band
        parts += [measure.id, measure.title or "", measure.unit or "", measure.direction or ""]
        parts += [f"{target.value} {target.by}" if target else "", f"{band.low} {band.high}" if band else ""]
    return parts


def _digest(parts: list[str]) -> str:
    return _hashed(_packed(parts))


def _packed(parts: list[str]) -> str:
    # Lengths in front, so that moving a word from one field to the next changes the fingerprint.
    return "".join(
        [f"{len(folded)}:{folded};" for folded in [" ".join(part.split()) if part else "" for part in parts]]
    )


def _hashed(packed: str) -> str:
    return hashlib.blake2b(packed.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
