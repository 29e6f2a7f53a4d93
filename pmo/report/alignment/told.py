"""Changes in leadership's words: by name, from what to what, and why where that is recorded."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pmo.changes import AimMove, Changes, ElementChange, FieldChange, LinkChange
from pmo.model import (
    Asset,
    Course,
    Customer,
    Element,
    Goal,
    Initiative,
    Measure,
    Objective,
    Organization,
    Pmo,
    Reading,
    Service,
    Strategy,
)
from pmo.report.facts import Facts, anchor, listed, quoted
from pmo.report.figures import DASH, count, quantity, short_day, span
from pmo.report.states import SHOWN, Shown
from pmo.terms import Status, Strength

_KEY_WORDS = {
    "title": "title",
    "name": "name",
    "statement": "wording",
    "purpose": "purpose",
    "mission.statement": "mission",
    "vision.statement": "vision",
    "vision.horizon": "horizon of the vision",
}
"""Keys whose change is a new wording, as leadership calls them."""

_PEOPLE = frozenset({"owner", "sponsor", "reports_to"})
_SETTINGS = {"owner": "owner", "due": "due date", "status": "approval", "until": "end", "budget": "budget"}
_SPONSORS = {"sponsor": "sponsor", "reports_to": "reporting line", "weight": "weight", "unit": "unit"}
_OTHER_WORDS = {**_SETTINGS, **_SPONSORS, "frequency": "how often it is read", "direction": "which way is better"}
_KINDS: tuple[tuple[type[Element], str], ...] = (
    (Objective, "Objective"),
    (Measure, "Measure"),
    (Strategy, "Strategy"),
    (Goal, "Goal"),
    (Initiative, "Initiative"),
    (Service, "Service"),
    (Asset, "Way of working"),
    (Customer, "Customer"),
)


@dataclass(frozen=True, slots=True)
class SinceLine:
    """One change: a sentence; where something stands otherwise, how it stood and how it stands.

    `reason` is why, where that is recorded (prose); `beside` adds what is known about it. `id` is the element's, `anchor` its place in the page
    where it still has one.
    """

    text: str
    was: Shown | None
    now: Shown | None
    reason: str
    beside: str
    id: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells the changes of one comparison, sort by sort."""

    facts: Facts
    changes: Changes

    def moves(self) -> Iterator[SinceLine]:
        """Objectives that stand otherwise, what got worse first; then strategies on another rung."""
        then = short_day(self.changes.since)
        moved = [m for m in self.changes.statuses if isinstance(m.element, Objective)]
        for move in sorted(moved, key=lambda m: m.before.badness - m.after.badness):
            beside = f"was {move.before.lower()} on {then}" + (
                ", and nothing was written about it since" if move.by_time else ""
            )
            yield self._line(
                move.element,
                f"{quoted(move.element.name_)}:",
                was=SHOWN[move.before],
                now=SHOWN[move.after],
                beside=beside,
            )
        for rung in sorted(self.changes.rungs, key=lambda m: m.after - m.before):
            words = f"{quoted(rung.element.name_)}: {rung.after.word}, was {rung.before.word} on {then}."
            yield self._line(rung.element, words)

    def aims(self) -> Iterator[SinceLine]:
        """Targets, baselines and bands that moved, from what to what, and why."""
        for change in self.changes.moved:
            if change.aim is not None and isinstance(change.element, Measure):
                reason, beside = self._why(change.aim)
                parts = listed(_aims(change, change.aim))
                where = self.facts.name(change.owner)
                of = f" of {quoted(where)}" if where else ""
                yield self._line(
                    change.element, f"{quoted(change.element.name_)}{of}: {parts}.", reason=reason, beside=beside
                )

    def _why(self, move: AimMove) -> tuple[str, str]:
        if move.decided is not None:
            review, decision = move.decided.review, move.decided.decision
            on = f" on {short_day(review.date)}" if review.date else ""
            return decision.decided or "", f"decided{on}"
        if move.commits:
            commit = move.commits[0]
            return commit.subject, f"{commit.author}, {short_day(commit.date)}; no review decided it"
        return "", "no reason is recorded"

    def added(self) -> Iterator[SinceLine]:
        """New elements that leadership would want to hear of."""
        for change in self.changes.added:
            word, element = _kind(change.element), change.element
            if not word or (isinstance(element, Measure) and self._is_new(change.owner)):
                continue
            owner = getattr(element, "owner", None)
            owned = f", owned by {self.facts.owner(owner)}" if isinstance(element, Course) and owner else ""
            for_ = ""
            if isinstance(element, Objective) and element.supports:
                for_ = (
                    f", for {listed([quoted(name) for name in self.facts.names(k.target for k in element.supports)])}"
                )
            if isinstance(element, Measure):
                for_ = f", for {quoted(self.facts.name(change.owner))}"
            yield self._line(element, f"{word} {quoted(element.name_)}{owned}{for_}.")

    def _is_new(self, element_id: str) -> bool:
        return any(change.id == element_id for change in self.changes.added)

    def ended(self) -> Iterator[SinceLine]:
        """What was retired, and what is gone from the plan."""
        gone = {change.id for change in self.changes.removed}
        for change in (*self.changes.retired, *self.changes.removed):
            word = _kind(change.element)
            # A measure goes with its objective.
            if not word or (isinstance(change.element, Measure) and change.owner in gone):
                continue
            how = "retired" if change.retired else "no longer in the plan"
            yield self._line(change.element, f"{word} {quoted(change.element.name_)}: {how}.")

    def links(self) -> Iterator[SinceLine]:
        """Links of elements that were there before, won, lost or said otherwise."""
        for change in self.changes.elements:
            if change.before is None or change.after is None:
                continue
            for link in change.links:
                yield self._link(change.element, link)

    def _link(self, element: Element, link: LinkChange) -> SinceLine:
        source, target = quoted(element.name_), quoted(self.facts.name(link.target))
        if link.after is None:
            return self._line(element, f"{source} no longer supports {target}.")
        reason = link.after.because or ""
        side = " as a side effect" if link.after.strength is Strength.SECONDARY else ""
        if link.before is None:
            return self._line(
                element,
                f"{source} now supports {target}{side}.",
                reason=reason,
                beside="" if reason else "no reason given",
            )
        if link.before.strength is not link.after.strength:
            kind = "only as a side effect" if side else "mainly"
            return self._line(element, f"{source} now supports {target} {kind}.", reason=reason)
        if link.before.because != link.after.because:
            return self._line(element, f"{source} supports {target} for another reason.", reason=reason)
        return self._line(element, f"{source} and {target}: who agreed to the link changed.")

    def words(self) -> Iterator[SinceLine]:
        """New wordings of what the organization and the PMO want and do."""
        for change in self.changes.elements:
            for field in change.fields if _is_told(change) else ():
                if field.key in _KEY_WORDS:
                    yield self._worded(change.element, field)

    def _worded(self, element: Element, field: FieldChange) -> SinceLine:
        key = _KEY_WORDS[field.key]
        who = {Pmo: "The PMO", Organization: "The organization"}.get(type(element), quoted(element.name_))
        before = str(field.before) if field.before is not None else ""
        after = str(field.after) if field.after is not None else ""
        if not before:
            return self._line(element, f"{who} has its {key} now:", reason=after)
        if not after:
            return self._line(element, f"{who} has no {key} any more. It was:", reason=before)
        if key in ("title", "name"):
            return self._line(element, f"{quoted(before)} is called {quoted(after)} now.")
        return self._line(element, f"{who} has another {key}:", reason=after, beside=f"was: {before}")

    def other(self) -> Iterator[SinceLine]:
        """Owners, dates, budgets and the like."""
        for change in self.changes.elements:
            for field in change.fields if _is_told(change) else ():
                if field.key in _OTHER_WORDS and not (field.key == "status" and field.after == Status.RETIRED):
                    before, after = self._value(field, field.before), self._value(field, field.after)
                    yield self._line(
                        change.element, f"{quoted(change.element.name_)}: {_OTHER_WORDS[field.key]} {before} → {after}."
                    )

    def _value(self, field: FieldChange, value: object) -> str:
        if value is None:
            return Status.APPROVED.value if field.key == "status" else "none"
        if isinstance(value, dt.date):
            return short_day(value)
        if isinstance(value, float | int):
            return quantity(float(value), self.facts.plan.settings.currency if field.key == "budget" else None)
        return self.facts.name(str(value)) if field.key in _PEOPLE else str(value)

    def readings(self) -> Iterator[SinceLine]:
        """Readings newly in, those of the PMO's objectives first, the newest first; corrections and what was taken out."""
        ours = {objective.id for objective in self.facts.alignment.objectives}
        found = sorted(self.changes.read, key=lambda change: (change.owner in ours, _last_read(change)), reverse=True)
        for change in found:
            measure, news = change.element, change.readings
            if not isinstance(measure, Measure) or news is None:
                continue
            parts = []
            if news.added:
                last = max(news.added, key=lambda reading: reading.date)
                earlier = [r for r in measure.readings if r.date < min(a.date for a in news.added)]
                start = f"{quantity(earlier[-1].value, None)} → " if earlier else ""
                more = f" ({len(news.added)} readings)" if len(news.added) > 1 else ""
                parts.append(f"{start}{quantity(last.value, measure.unit)} on {short_day(last.date)}{more}")
            parts += [
                f"{short_day(new.date)} corrected from {quantity(old.value, None)} to {quantity(new.value, measure.unit)}"
                for old, new in news.corrected
                if old.value != new.value
            ]
            if news.removed:
                parts.append(f"{count(len(news.removed), 'reading')} taken out")
            if parts:
                noted = next((r for r in sorted(news.added, key=lambda r: r.date, reverse=True) if r.note), None)
                yield self._line(
                    measure, f"{quoted(measure.name_)}: {'; '.join(parts)}.", reason=noted.note or "" if noted else ""
                )

    def rest(self) -> str:
        """How many changes are not told one by one: people, reviews, waivers, the settings, what is of no news to leadership."""
        told = {
            change.id
            for change in self.changes.elements
            if ((change.before is None or change.after is None) and _kind(change.element))
            or change.links
            or change.aim
            or change.readings
            or any(f.key in _KEY_WORDS or f.key in _OTHER_WORDS for f in change.fields if _is_told(change))
        }
        left = sum(change.id not in told for change in self.changes.elements) + len(self.changes.settings)
        if not left:
            return ""
        return f"{count(left, 'further change')} to people, reviews, settings and details; pmo diff tells them all."

    def _line(
        self,
        element: Element,
        text: str,
        *,
        was: Shown | None = None,
        now: Shown | None = None,
        reason: str = "",
        beside: str = "",
    ) -> SinceLine:
        place = anchor(element.id) if self.facts.plan.elements.get(element.id) is not None else ""
        return SinceLine(text, was, now, reason, beside, element.id, place)


def _kind(element: Element) -> str:
    return next((word for kind, word in _KINDS if isinstance(element, kind)), "")


def _is_told(change: ElementChange) -> bool:
    """Whether its keys are told: of elements that were there before and that leadership knows."""
    known = isinstance(change.element, (Course, Measure, Pmo, Organization, Service))
    return known and change.before is not None and change.after is not None


def _aims(change: ElementChange, move: AimMove) -> Iterator[str]:
    """`target 14 days by 31 Dec 2026 → 20 days by 31 Mar 2027`, for each of target, baseline and band that moved."""
    for key in dict.fromkeys(field.key.partition(".")[0] for field in move.fields):
        yield f"{key} {_aim(change.before, key)} → {_aim(change.after, key)}"


def _aim(measure: Element | None, key: str) -> str:
    if not isinstance(measure, Measure):
        return "none"
    if key == "band":
        return span(measure.band.low, measure.band.high, measure.unit) if measure.band else "none"
    if key == "baseline":
        start = measure.baseline
        return "none" if start is None else _dated(start.value, measure.unit, "of", start.date)
    target = measure.target
    return "none" if target is None else _dated(target.value, measure.unit, "by", target.by)


def _dated(value: float | None, unit: str | None, word: str, date: dt.date | None) -> str:
    said = DASH if value is None else quantity(value, unit)
    return f"{said} {word} {short_day(date)}" if date else said


def _last_read(change: ElementChange) -> dt.date:
    readings: Iterable[Reading] = change.readings.added if change.readings else ()
    return max((reading.date for reading in readings), default=dt.date.min)
