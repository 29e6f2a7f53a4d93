"""What reviews say of a plan on a day: what was held and is due, who signed what, what is still open, what changed since it was confirmed."""

import calendar
import datetime as dt
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from pmo.fingerprint import fingerprint
from pmo.model import Action, Decision, Person, Plan, Review
from pmo.terms import ReviewKind


class Agreement(Enum):
    """Which text a signature agrees to: the charter as it stands, an earlier one, or one that the review did not record."""

    CURRENT = "current"
    CHANGED = "changed"
    UNRECORDED = "unrecorded"


@dataclass(frozen=True, slots=True)
class Signature:
    """One person's signature under the charter, in a sign-off review."""

    person: str
    review: Review
    agreement: Agreement


class Oversight:
    """The part of the plan's graph that reviews make. Every query is computed once, on first use; nothing changes the plan."""

    def __init__(self, plan: Plan, today: dt.date) -> None:
        self.plan = plan
        self.today = today

    @cached_property
    def reviews(self) -> tuple[Review, ...]:
        """Reviews that have taken place by today, the newest first."""
        held = [review for review in self.plan.reviews if review.date is not None and review.date <= self.today]
        return tuple(sorted(held, key=lambda review: review.date or dt.date.min, reverse=True))

    def last_review(self, kind: ReviewKind) -> Review | None:
        """The newest review of a kind that has taken place."""
        return next((review for review in self.reviews if review.kind is kind), None)

    @cached_property
    def signed_off(self) -> Review | None:
        """The newest sign-off that somebody signed; of several on one day, one that agrees to the charter as it stands."""
        signed = [review for review in self.reviews if review.kind is ReviewKind.SIGNOFF and review.signed]
        same_day = [review for review in signed if review.date == signed[0].date]
        return next((r for r in same_day if self._agreement(r) is Agreement.CURRENT), next(iter(same_day), None))

    def next_review(self, kind: ReviewKind, months: float) -> dt.date | None:
        """When a kind of review is due again: on the date that the last one set, else `months` after it. None when none was held."""
        last = self.last_review(kind)
        if last is None or last.date is None:
            return None
        return last.next or months_later(last.date, months)

    @cached_property
    def charter_fingerprint(self) -> str:
        """The fingerprint of the charter as it stands. A sign-off records what was signed as `confirmed: {pmo: …}`."""
        return fingerprint(self.plan.pmo, self.plan.elements)

    @cached_property
    def signatures(self) -> tuple[Signature, ...]:
        """Who signed the charter, the newest sign-off first (Doorstop: what is reviewed is a text, not a file).

        For each person the newest signature that agrees to the charter as it stands, else the newest.
        """
        found: dict[str, Signature] = {}
        for review in self.reviews:
            if review.kind is ReviewKind.SIGNOFF:
                agreement = self._agreement(review)
                for person in review.signed:
                    if person not in found or (
                        agreement is Agreement.CURRENT and found[person].agreement is not Agreement.CURRENT
                    ):
                        found[person] = Signature(person, review, agreement)
        return tuple(found.values())

    def _agreement(self, review: Review) -> Agreement:
        seen = next((c.fingerprint for c in review.confirmed if c.element == self.plan.pmo.id), None)
        if seen is None:
            return Agreement.UNRECORDED
        return Agreement.CURRENT if seen == self.charter_fingerprint else Agreement.CHANGED

    def outdated(self, review: Review) -> bool:
        """Whether the charter is another now than the one that a sign-off recorded."""
        return self._agreement(review) is Agreement.CHANGED

    @cached_property
    def mandated(self) -> bool:
        """Whether somebody outside the PMO signed the charter as it stands: a mandate comes from above."""
        people = [self.plan.elements.get(s.person) for s in self.signatures if s.agreement is Agreement.CURRENT]
        return any(not (isinstance(person, Person) and person.unit == "pmo") for person in people)

    @cached_property
    def open_decisions(self) -> tuple[tuple[Review, Decision], ...]:
        """Questions that a review put and nobody has decided, the earliest due first; those without a date last."""
        waiting = [(r, d) for r in self.reviews for d in r.decisions if not d.decided]
        return tuple(sorted(waiting, key=lambda found: found[1].due or dt.date.max))

    @cached_property
    def open_actions(self) -> tuple[tuple[Review, Action], ...]:
        """What reviews asked for and nobody has done, the earliest due first; what has no date last."""
        waiting = [(r, a) for r in self.reviews for a in r.actions if a.done is None or a.done > self.today]
        return tuple(sorted(waiting, key=lambda found: found[1].due or dt.date.max))

    @cached_property
    def confirmations(self) -> dict[str, tuple[str, Review]]:
        """The newest fingerprint that a review took of each element, by id, and that review.

        Of several on one day, that of the text as it stands: files have no order in time, and whoever confirmed a text, changed it and
        confirmed it again has agreed to both.
        """
        found: dict[str, tuple[str, Review]] = {}
        for review in sorted(self.reviews, key=lambda review: review.date or dt.date.min):
            for confirmed in review.confirmed:
                before = found.get(confirmed.element)
                if before is None or before[1].date != review.date or before[0] != self._present(confirmed.element):
                    found[confirmed.element] = (confirmed.fingerprint, review)
        return found

    def _present(self, element_id: str) -> str | None:
        element = self.plan.elements.get(element_id)
        return fingerprint(element, self.plan.elements) if element is not None else None

    @cached_property
    def suspect(self) -> frozenset[str]:
        """Ids of elements whose text, or the text of what they support, changed since a review confirmed them (Doorstop's idea)."""
        elements = self.plan.elements
        return frozenset(
            element_id
            for element_id, (seen, _) in self.confirmations.items()
            if element_id in elements and fingerprint(elements[element_id], elements) != seen
        )


def months_later(day: dt.date, months: float) -> dt.date:
    """The same day of the month, `months` later; the month's last day where it has no such day."""
    years, month = divmod(day.month - 1 + round(months), 12)
    # A cadence may be any number that somebody writes; the calendar ends.
    year = min(max(day.year + years, dt.MINYEAR), dt.MAXYEAR)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
