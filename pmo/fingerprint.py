"""A fingerprint of what an element means, so that a review can say which text it saw.

It covers the meaning-bearing fields of the element and of what it supports, with white space folded: a typo in a note or
a new reading changes nothing, a new title, target or period does (Doorstop's fingerprints, over meaning instead of bytes).
"""

import hashlib
from collections.abc import Mapping

from pmo.model import Element, Objective, Party, Statement


def fingerprint(element: Element, elements: Mapping[str, Element]) -> str:
    """Twelve hexadecimal digits. `elements` resolves what the element supports; unknown ids count as themselves."""
    parts = _meaning(element)
    for link in getattr(element, "supports", ()):
        target = elements.get(link.target)
        parts += ["supports", link.target, link.because or "", *(_meaning(target) if target else [])]
    return _digest(parts)


def statement_fingerprint(statement: Statement) -> str:
    """The same for a mission or a vision."""
    return _digest([statement.statement or "", *statement.for_, statement.horizon or ""])


def _meaning(element: Element) -> list[str]:
    parts = [element.title or "", getattr(element, "statement", None) or ""]
    if isinstance(element, Party):
        statements = (element.mission, element.vision)
        parts += [(statement.statement or "") if statement else "" for statement in statements]
    parts += [str(getattr(element, name, None) or "") for name in ("from_", "until", "due")]
    if isinstance(element, Objective):
        for measure in element.measures:
            target, band = measure.target, measure.band
            parts += [measure.id, measure.title or "", measure.unit or "", measure.direction or ""]
            parts += [f"{target.value} {target.by}" if target else "", f"{band.low} {band.high}" if band else ""]
    return parts


def _digest(parts: list[str]) -> str:
    # Lengths in front, so that moving a word from one field to the next changes the fingerprint.
    folded = [" ".join(part.split()) for part in parts]
    text = "".join(f"{len(part)}:{part};" for part in folded)
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
