"""Changes in leadership's words: by name, from what to what, and why where that is recorded."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pmo.changes import AimMove, Changes, ElementChange, LinkChange, NewReadings
from pmo.language.words import Words, message
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
from pmo.report.alignment.told_keys import OTHERS, WORDINGS, aimed, changed, stood, worded
from pmo.report.facts import Facts, anchor
from pmo.report.rungs import rung_words
from pmo.report.states import Shown
from pmo.terms import Status, Strength


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
        words, shown = self.facts.words, self.facts.shown
        then = words.short_day(self.changes.since)
        moved = [m for m in self.changes.statuses if isinstance(m.element, Objective)]
        for move in sorted(moved, key=lambda m: m.before.badness - m.after.badness):
            beside = stood(move.before, then, by_time=move.by_time, words=words)
            text = words("{label}:", label=words.quoted(move.element.name_))
            yield self._line(move.element, text, was=shown[move.before], now=shown[move.after], beside=beside)
        rungs = rung_words(words)
        for rung in sorted(self.changes.rungs, key=lambda m: m.after - m.before):
            text = words(
                "{name}: {rung}, was {before} on {day}.",
                name=words.quoted(rung.element.name_),
                rung=rungs[rung.after],
                before=rungs[rung.before],
                day=then,
            )
            yield self._line(rung.element, text)

    def aims(self) -> Iterator[SinceLine]:
        """Targets, baselines and bands that moved, from what to what, and why."""
        words = self.facts.words
        for change in self.changes.moved:
            if change.aim is not None and isinstance(change.element, Measure):
                reason, beside = self._why(change.aim)
                name, what = words.quoted(change.element.name_), words.listed(aimed(change, change.aim, words))
                where = self.facts.name(change.owner)
                text = (
                    words(
                        "{measure} of {objective}: {changes}.",
                        measure=name,
                        objective=words.quoted(where),
                        changes=what,
                    )
                    if where
                    else words("{measure}: {changes}.", measure=name, changes=what)
                )
                yield self._line(change.element, text, reason=reason, beside=beside)

    def _why(self, move: AimMove) -> tuple[str, str]:
        words = self.facts.words
        if move.decided is not None:
            review, decision = move.decided.review, move.decided.decision
            beside = (
                words("decided on {day}", day=words.short_day(review.date))
                if review.date
                else words.about("by a review", "decided")
            )
            return decision.decided or "", beside
        if move.commits:
            commit = move.commits[0]
            return commit.subject, words(
                "{author}, {day}; no review decided it", author=commit.author, day=words.short_day(commit.date)
            )
        return "", words("no reason is recorded")

    def added(self) -> Iterator[SinceLine]:
        """New elements that leadership would want to hear of."""
        for change in self.changes.added:
            kind, element = _kind(change.element, self.facts.words), change.element
            if not kind or (isinstance(element, Measure) and self._is_new(change.owner)):
                continue
            yield self._line(element, self._introduced(kind, change))

    def _introduced(self, kind: str, change: ElementChange) -> str:
        """What is new, who owns it, and what it is for."""
        words, facts, element = self.facts.words, self.facts, change.element
        name, owner = words.quoted(element.name_), getattr(element, "owner", None)
        ends: tuple[str, ...] = ()
        if isinstance(element, Objective):
            ends = facts.names(link.target for link in element.supports)
        elif isinstance(element, Measure):
            ends = (facts.name(change.owner),)
        for_ = words.listed([words.quoted(end) for end in ends])
        if isinstance(element, Course) and owner:
            owned = facts.owner(owner)
            if for_:
                return words(
                    "{kind} {name}, owned by {owner}, for {names}.", kind=kind, name=name, owner=owned, names=for_
                )
            return words("{kind} {name}, owned by {owner}.", kind=kind, name=name, owner=owned)
        if for_:
            return words("{kind} {name}, for {names}.", kind=kind, name=name, names=for_)
        return words("{kind} {name}.", kind=kind, name=name)

    def _is_new(self, element_id: str) -> bool:
        return any(change.id == element_id for change in self.changes.added)

    def ended(self) -> Iterator[SinceLine]:
        """What was retired, and what is gone from the plan."""
        words = self.facts.words
        gone = {change.id for change in self.changes.removed}
        for change in (*self.changes.retired, *self.changes.removed):
            kind = _kind(change.element, words)
            # A measure goes with its objective.
            if not kind or (isinstance(change.element, Measure) and change.owner in gone):
                continue
            name = words.quoted(change.element.name_)
            text = (
                words("{kind} {name}: retired.", kind=kind, name=name)
                if change.retired
                else words("{kind} {name}: no longer in the plan.", kind=kind, name=name)
            )
            yield self._line(change.element, text)

    def links(self) -> Iterator[SinceLine]:
        """Links of elements that were there before, won, lost or said otherwise."""
        for change in self.changes.elements:
            if change.before is None or change.after is None:
                continue
            for link in change.links:
                yield self._link(change.element, link)

    def _link(self, element: Element, link: LinkChange) -> SinceLine:
        words, before, after = self.facts.words, link.before, link.after
        reason = ""
        if after is not None and (
            before is None or (before.strength, before.because) != (after.strength, after.because)
        ):
            reason = after.because or ""
        beside = words("no reason given") if before is None and not reason else ""
        text = words(
            _link_text(link), source=words.quoted(element.name_), target=words.quoted(self.facts.name(link.target))
        )
        return self._line(element, text, reason=reason, beside=beside)

    def wordings(self) -> Iterator[SinceLine]:
        """New wordings of what the organization and the PMO want and do."""
        words = self.facts.words
        for change in self.changes.elements:
            for field in change.fields if _is_told(change) else ():
                if field.key in WORDINGS:
                    text, reason, beside = worded(_who(change.element, words), field, words)
                    yield self._line(change.element, text, reason=reason, beside=beside)

    def other(self) -> Iterator[SinceLine]:
        """Owners, dates, budgets and the like."""
        for change in self.changes.elements:
            for field in change.fields if _is_told(change) else ():
                if field.key in OTHERS and not (field.key == "status" and field.after == Status.RETIRED):
                    yield self._line(change.element, changed(change.element.name_, field, self.facts))

    def readings(self) -> Iterator[SinceLine]:
        """Readings newly in, those of the PMO's objectives first, the newest first; corrections and what was taken out."""
        words = self.facts.words
        ours = {objective.id for objective in self.facts.alignment.objectives}
        found = sorted(self.changes.read, key=lambda change: (change.owner in ours, _last_read(change)), reverse=True)
        for change in found:
            measure, news = change.element, change.readings
            if not isinstance(measure, Measure) or news is None:
                continue
            clauses = [*_read(measure, news, words)]
            if clauses:
                noted = next((r for r in sorted(news.added, key=lambda r: r.date, reverse=True) if r.note), None)
                text = words("{name}: {clauses}", name=words.quoted(measure.name_), clauses=words.sentence(clauses))
                yield self._line(measure, text, reason=noted.note or "" if noted else "")

    def rest(self) -> str:
        """How many changes are not told one by one: people, reviews, waivers, the settings, what is of no news to leadership."""
        words = self.facts.words
        told = {
            change.id
            for change in self.changes.elements
            if ((change.before is None or change.after is None) and _kind(change.element, words))
            or change.links
            or change.aim
            or change.readings
            or any(f.key in WORDINGS or f.key in OTHERS for f in change.fields if _is_told(change))
        }
        left = sum(change.id not in told for change in self.changes.elements) + len(self.changes.settings)
        if not left:
            return ""
        return words.many(
            left,
            "{n} further change to people, reviews, settings and details; pmo diff tells them all.",
            "{n} further changes to people, reviews, settings and details; pmo diff tells them all.",
        )

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


def _kind(element: Element, words: Words) -> str:
    """What leadership calls such a thing; empty for what is of no news to it."""
    kinds: tuple[tuple[type[Element], str], ...] = (
        (Objective, words.about("kind of element", "Objective")),
        (Measure, words.about("kind of element", "Measure")),
        (Strategy, words.about("kind of element", "Strategy")),
        (Goal, words.about("kind of element", "Goal")),
        (Initiative, words.about("kind of element", "Initiative")),
        (Service, words.about("kind of element", "Service")),
        (Asset, words.about("kind of element", "Way of working")),
        (Customer, words.about("kind of element", "Customer")),
    )
    return next((word for kind, word in kinds if isinstance(element, kind)), "")


def _who(element: Element, words: Words) -> str:
    if isinstance(element, Pmo):
        return words("The PMO")
    return words("The organization") if isinstance(element, Organization) else words.quoted(element.name_)


def _is_told(change: ElementChange) -> bool:
    """Whether its keys are told: of elements that were there before and that leadership knows."""
    known = isinstance(change.element, (Course, Measure, Pmo, Organization, Service))
    return known and change.before is not None and change.after is not None


def _link_text(link: LinkChange) -> str:
    """The message for a link that was won, lost or said otherwise."""
    if link.after is None:
        return message("{source} no longer supports {target}.")
    aside = link.after.strength is Strength.SECONDARY
    if link.before is None:
        if aside:
            return message("{source} now supports {target} as a side effect.")
        return message("{source} now supports {target}.")
    if link.before.strength is not link.after.strength:
        if aside:
            return message("{source} now supports {target} only as a side effect.")
        return message("{source} now supports {target} mainly.")
    if link.before.because != link.after.because:
        return message("{source} supports {target} for another reason.")
    return message("{source} and {target}: who agreed to the link changed.")


def _read(measure: Measure, news: NewReadings, words: Words) -> Iterator[str]:
    """What happened to a measure's readings, in clauses that each stand alone."""
    if news.added:
        last = max(news.added, key=lambda reading: reading.date)
        earlier = [r for r in measure.readings if r.date < min(a.date for a in news.added)]
        value, day = words.quantity(last.value, measure.unit), words.short_day(last.date)
        if earlier:
            value = f"{words.quantity(earlier[-1].value, None)} → {value}"
        if len(news.added) > 1:
            yield words.many(
                len(news.added),
                "{value} on {day} ({n} reading)",
                "{value} on {day} ({n} readings)",
                value=value,
                day=day,
            )
        else:
            yield words("{value} on {day}", value=value, day=day)
    for old, new in news.corrected:
        if old.value != new.value:
            yield words(
                "{day} corrected from {before} to {value}",
                day=words.short_day(new.date),
                before=words.quantity(old.value, None),
                value=words.quantity(new.value, measure.unit),
            )
    if news.removed:
        yield words.many(len(news.removed), "{n} reading taken out", "{n} readings taken out")


def _last_read(change: ElementChange) -> dt.date:
    readings: Iterable[Reading] = change.readings.added if change.readings else ()
    return max((reading.date for reading in readings), default=dt.date.min)
