"""What is due, and from whom: readings, reviews, targets, benefits, actions, decisions, waivers that run out.

A check says what is wrong; this says what comes next, so that it need not become wrong. A reading counts as due on the day on which its
period ends; the check allows a grace after that.
"""

import calendar
import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from pmo.align import Alignment, active
from pmo.model import Benefit, Element, Measure, Objective
from pmo.oversight import months_later
from pmo.progress import closing_reading, newest, paused, reached
from pmo.terms import Frequency, Result, ReviewKind, Status

CADENCES: Mapping[ReviewKind, str] = {
    ReviewKind.MISSION_VISION: "review-overdue.mission-vision-months",
    ReviewKind.PLANNING: "review-overdue.planning-months",
    ReviewKind.ALIGNMENT: "review-overdue.alignment-months",
}
"""The threshold that says after how many months a kind of review is due again."""

_MONTHS = {Frequency.MONTHLY: 1, Frequency.QUARTERLY: 3, Frequency.HALF_YEARLY: 6, Frequency.YEARLY: 12}


class Kind(StrEnum):
    """What is to be done."""

    READING = "reading"
    BASELINE = "baseline"
    TARGET = "target"
    BENEFIT = "benefit"
    REVIEW = "review"
    ACTION = "action"
    DECISION = "decision"
    WAIVER = "waiver"


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to do: about what, by whom (ids of people), by when. `key` stays the same as long as it is the same thing to do.

    `what` is a sentence part that stands alone: "Read hours booked". Without `day` nobody has set one.
    """

    kind: Kind
    key: str
    element: Element
    what: str
    who: tuple[str, ...]
    day: dt.date | None

    def overdue(self, today: dt.date) -> bool:
        """Whether its day has passed."""
        return self.day is not None and self.day < today


def agenda(alignment: Alignment, thresholds: Mapping[str, float]) -> tuple[Due, ...]:
    """Everything that is due some day, the earliest first; what has no date last."""
    found = [
        *_measured(alignment),
        *_benefits(alignment),
        *_reviews(alignment, thresholds),
        *_actions_and_decisions(alignment),
        *_waivers(alignment),
    ]
    return tuple(sorted(found, key=lambda due: (due.day or dt.date.max, due.key)))


def for_person(dues: tuple[Due, ...], person: str) -> tuple[Due, ...]:
    """What a person has a part in."""
    return tuple(due for due in dues if person in due.who)


def within(dues: tuple[Due, ...], today: dt.date, days: int) -> tuple[Due, ...]:
    """What is overdue, due in so many days, or without a date."""
    # The calendar ends; who looks beyond it sees everything.
    last = dt.date.fromordinal(min(today.toordinal() + days, dt.date.max.toordinal()))
    return tuple(due for due in dues if due.day is None or due.day <= last)


def next_reading(measure: Measure, today: dt.date) -> dt.date | None:
    """When a measure is to be read next: a period after its newest reading, or after its baseline. None when it is not, or nobody knows."""
    by = measure.target.by if measure.target else None
    if measure.frequency is None or measure.result is not None or (by is not None and by < today):
        return None
    if paused(measure, today):
        # It goes on when the pause ends.
        return measure.paused.until if measure.paused else None
    last = newest(measure, today)
    since = last.date if last else (measure.baseline.date if measure.baseline else None)
    if since is None:
        return None
    day = _a_period_later(since, measure.frequency)
    # The last reading is that of the target's date: there is none after it.
    return min(day, by) if by is not None and since < by else day


def _a_period_later(day: dt.date, frequency: Frequency) -> dt.date:
    months = _MONTHS.get(frequency)
    if months is None:
        return dt.date.fromordinal(min(day.toordinal() + frequency.days, dt.date.max.toordinal()))
    later = months_later(day, months)
    if day.day == calendar.monthrange(day.year, day.month)[1]:
        # Who reads on the last day of a month does so in every month, however long.
        return later.replace(day=calendar.monthrange(later.year, later.month)[1])
    return later


def _measured(alignment: Alignment) -> Iterator[Due]:
    for objective in alignment.objectives:
        for measure in objective.measures:
            yield from _of_measure(measure, _owner(measure, objective), alignment, Kind.TARGET)


def _benefits(alignment: Alignment) -> Iterator[Due]:
    for initiative in alignment.plan.initiatives:
        # Benefits come after the initiative has ended.
        if initiative.status in (Status.PROPOSED, Status.APPROVED):
            for benefit in initiative.benefits:
                yield from _of_measure(benefit, (benefit.owner,) if benefit.owner else (), alignment, Kind.BENEFIT)


def _owner(measure: Measure, objective: Objective) -> tuple[str, ...]:
    owner = measure.owner or objective.owner
    return (owner,) if owner else ()


def _of_measure(measure: Measure, who: tuple[str, ...], alignment: Alignment, kind: Kind) -> Iterator[Due]:
    today, name = alignment.today, measure.name_
    reading = next_reading(measure, today)
    if reading is not None:
        yield Due(Kind.READING, f"reading {measure.id}", measure, f"Read: {name}", who, reading)
    baseline = measure.baseline
    if baseline is not None and baseline.value is None and baseline.pending_until is not None:
        what = f"Count the baseline of: {name}"
        yield Due(Kind.BASELINE, f"baseline {measure.id}", measure, what, who, baseline.pending_until)
    target = measure.target
    if target is None or target.by is None or _settled(measure, alignment):
        return
    promised = "the benefit" if isinstance(measure, Benefit) else "the target"
    what = f"Say what came of {promised}: {name}" if target.by < today else f"Reach {promised}: {name}"
    yield Due(kind, f"{kind} {measure.id}", measure, what, who, target.by)


def _settled(measure: Measure, alignment: Alignment) -> bool:
    """Whether nothing more needs to be said of a target: it has its verdict, or its date has passed and it was met."""
    if measure.result is not None:
        return measure.result is Result.ACHIEVED or bool(measure.note)
    if paused(measure, alignment.today):
        return True
    by = measure.target.by if measure.target else None
    if by is None or by >= alignment.today:
        return False
    closing = closing_reading(measure, alignment.today, alignment.tolerance)
    return closing is not None and reached(measure, closing.value, alignment.tolerance)


def _reviews(alignment: Alignment, thresholds: Mapping[str, float]) -> Iterator[Due]:
    """The next review of each kind, with those who attended the last. Of the first nobody has said when."""
    if not alignment.objectives:
        return
    pmo = alignment.plan.pmo
    for kind, threshold in CADENCES.items():
        last = alignment.last_review(kind)
        what = f"Hold the {REVIEWS[kind]}" if last else f"Hold the first {REVIEWS[kind]}"
        who = last.attendees if last else tuple(person for person in (pmo.sponsor,) if person)
        yield Due(Kind.REVIEW, f"review {kind}", pmo, what, who, alignment.next_review(kind, thresholds[threshold]))


REVIEWS: Mapping[ReviewKind, str] = {
    ReviewKind.MISSION_VISION: "review of mission and vision",
    ReviewKind.PLANNING: "planning review",
    ReviewKind.ALIGNMENT: "alignment review",
    ReviewKind.SIGNOFF: "sign-off",
}
"""What each kind of review is called in a sentence."""


def _actions_and_decisions(alignment: Alignment) -> Iterator[Due]:
    for _, action in alignment.open_actions:
        who = (action.owner,) if action.owner else ()
        yield Due(Kind.ACTION, f"action {action.id}", action, action.what or action.name_, who, action.due)
    for _, decision in alignment.open_decisions:
        who = (decision.owner,) if decision.owner else ()
        what = f"Decide: {decision.question or decision.name_}"
        yield Due(Kind.DECISION, f"decision {decision.id}", decision, what, who, decision.due)


def _waivers(alignment: Alignment) -> Iterator[Due]:
    for element in alignment.plan.elements.values():
        for waiver in element.waive:
            if waiver.until is not None and (active(element, alignment.today) or waiver.until >= alignment.today):
                ends = "has ended" if waiver.until < alignment.today else "ends"
                what = f"The waiver of {waiver.rule} for {element.name_} {ends}: mend what it excuses, or renew it"
                who = (waiver.by,) if waiver.by else ()
                yield Due(Kind.WAIVER, f"waiver {element.id} {waiver.rule}", element, what, who, waiver.until)
