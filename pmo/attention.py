"""What a review must look at now: what none has confirmed, what changed since, and what the cadence asks to be looked at again."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pmo.agenda import CADENCES
from pmo.align import Alignment, active
from pmo.fingerprint import fingerprint
from pmo.model import Element, Organization, Pmo, Review
from pmo.oversight import months_later
from pmo.rules.placeholders import is_placeholder
from pmo.terms import ReviewKind, Status
from pmo.wording import wording


class Why(StrEnum):
    """Why something must be looked at, in the words that are shown."""

    NEVER = "no review has confirmed it yet"
    CHANGED = "it, or what it supports, has changed since it was confirmed"
    DUE = "it is time to look at it again"


@dataclass(frozen=True, slots=True)
class Look:
    """One element to look at. `review` is the one that confirmed it last, and `seen` the fingerprint of what that one saw."""

    element: Element
    why: Why
    review: Review | None = None
    seen: str | None = None


@dataclass(frozen=True, slots=True)
class Cadence:
    """When a kind of review was held last, and when it is due (None: it never was)."""

    kind: ReviewKind
    last: Review | None
    due: dt.date | None

    def is_due(self, today: dt.date) -> bool:
        """Whether it is time: it was never held, or its day has come."""
        return self.due is None or self.due <= today


class Attention:
    """What reviews must look at on a day. `kind` None stands for all kinds."""

    def __init__(self, alignment: Alignment, thresholds: Mapping[str, float]) -> None:
        self.alignment = alignment
        self._thresholds = thresholds

    def cadences(self) -> tuple[Cadence, ...]:
        """How each kind of review stands that has a cadence."""
        return tuple(
            Cadence(
                kind, self.alignment.last_review(kind), self.alignment.next_review(kind, self._thresholds[threshold])
            )
            for kind, threshold in CADENCES.items()
        )

    def scope(self, kind: ReviewKind | None) -> tuple[Element, ...]:
        """All that a kind of review looks at, in the order in which a plan comes to be."""
        alignment = self.alignment
        organization, pmo = alignment.plan.organization, alignment.plan.pmo
        parties: tuple[Element, ...] = (*((organization,) if _speaks(organization) else ()), pmo)
        strategies = tuple(strategy for strategy in organization.strategies if active(strategy, alignment.today))
        if pmo.status in (Status.DRAFT, Status.RETIRED):
            parties = tuple(party for party in parties if party is not pmo)
        scopes: Mapping[ReviewKind | None, tuple[Element, ...]] = {
            ReviewKind.MISSION_VISION: parties,
            ReviewKind.PLANNING: (*strategies, *alignment.objectives),
            ReviewKind.ALIGNMENT: alignment.objectives,
            ReviewKind.SIGNOFF: (pmo,),
            None: (*parties, *strategies, *alignment.objectives),
        }
        return tuple(element for element in scopes[kind] if not self.unwritten(element))

    def unwritten(self, element: Element) -> bool:
        """Whether a text of the element is still a placeholder: the check asks for it, and nobody can agree to it."""
        return any(map(is_placeholder, wording(element, self.alignment.plan.elements).values()))

    def looks(self, kind: ReviewKind | None) -> tuple[Look, ...]:
        """What must be looked at now, in the order of the scope; what changed elsewhere in the plan comes last."""
        if kind is ReviewKind.SIGNOFF:
            return self._signature()
        scope = self.scope(kind)
        found = [look for element in scope if (look := self._look(element, kind)) is not None]
        if kind in (None, ReviewKind.ALIGNMENT):
            inside = {element.id for element in scope}
            # A mission that changed is for another kind of review, and a charter for those who signed it.
            outside = [
                element
                for element in self.alignment.plan.elements.values()
                if element.id in self.alignment.suspect - inside and not isinstance(element, Pmo | Organization)
            ]
            found += [self._changed(element) for element in outside if active(element, self.alignment.today)]
        return tuple(found)

    def fingerprints(self, ids: tuple[str, ...]) -> dict[str, str]:
        """The fingerprints of elements as they stand, for a review that confirms them."""
        elements = self.alignment.plan.elements
        return {name: fingerprint(elements[name], elements) for name in ids}

    def _signature(self) -> tuple[Look, ...]:
        alignment = self.alignment
        review = alignment.signed_off
        if review is None:
            return (Look(alignment.plan.pmo, Why.NEVER),)
        if not alignment.outdated(review):
            return ()
        seen = next((c.fingerprint for c in review.confirmed if c.element == alignment.plan.pmo.id), None)
        return (Look(alignment.plan.pmo, Why.CHANGED, review, seen),)

    def _look(self, element: Element, kind: ReviewKind | None) -> Look | None:
        if element.id in self.alignment.suspect:
            return self._changed(element)
        confirmation = self.alignment.confirmations.get(element.id)
        if confirmation is None:
            return Look(element, Why.NEVER)
        seen, review = confirmation
        never_held = kind is not None and self.alignment.last_review(kind) is None
        due = never_held or self._due(review, kind or self._kind_of(element))
        return Look(element, Why.DUE, review, seen) if due else None

    def _changed(self, element: Element) -> Look:
        seen, review = self.alignment.confirmations[element.id]
        return Look(element, Why.CHANGED, review, seen)

    def _kind_of(self, element: Element) -> ReviewKind:
        """The kind of review that looks at an element most often."""
        if element in self.alignment.objectives:
            return ReviewKind.ALIGNMENT
        plan = self.alignment.plan
        return ReviewKind.MISSION_VISION if element in (plan.pmo, plan.organization) else ReviewKind.PLANNING

    def _due(self, review: Review, kind: ReviewKind) -> bool:
        """Whether a confirmation by `review` is too old for a kind of review: that is due and was not held since, or the cadence is over."""
        today, when = self.alignment.today, review.date or dt.date.min
        cadence = next(found for found in self.cadences() if found.kind is kind)
        if cadence.due is not None and cadence.due <= today and when < cadence.due:
            return True
        if review is cadence.last and review.next is not None:
            # Whoever held it said when it is due again.
            return review.next <= today
        return months_later(when, self._thresholds[CADENCES[kind]]) <= today


def _speaks(party: Element) -> bool:
    """Whether there is a mission or vision that could be confirmed."""
    return getattr(party, "mission", None) is not None or getattr(party, "vision", None) is not None
