"""What is due from one person: readings, actions, answers, objectives, initiatives, waivers; the overdue first."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from pmo.language.words import Words
from pmo.model import Measure, Objective, Person, Review
from pmo.progress import State, newest, paused, stale
from pmo.report.brief.person import Theirs
from pmo.report.facts import Facts, anchor
from pmo.report.fields import PRINTED
from pmo.report.term_words import frequency_words
from pmo.rules import BY_SLUG

AHEAD_DAYS = 92
"""How far a brief looks ahead: a quarter."""


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that is due. `kind` is a word (`Reading`, `Action`, …), `of` what it is for, `when` the date in words.

    `recorded` says that `what` is prose. `date` is null where none is set. `state` is `overdue`, `due` (now) or `ahead`.
    """

    kind: str
    what: str
    of: str
    when: str
    state: str
    date: dt.date | None
    recorded: bool
    anchor: str
    word: str = field(default="", metadata=PRINTED)
    """`kind` in the report's language."""
    whence: str = field(default="", metadata=PRINTED)
    """What it is for, or which review it is from, as a clause: `from the review of 3 Mar 2026`."""


def due_from(person: Person, mine: Theirs, facts: Facts) -> tuple[Due, ...]:
    """All that is overdue, and what comes due within a quarter; in the order of the dates, what has none last."""
    today = facts.alignment.today
    last = today + dt.timedelta(days=AHEAD_DAYS)
    found = [*_readings(mine, facts), *_asked(person, facts), *_ends(mine, facts), *_waivers(person, facts)]
    kept = [item for item in found if item.date is None or item.date <= last]
    return tuple(sorted(kept, key=lambda item: (item.state != "overdue", item.date or dt.date.max)))


def _readings(mine: Theirs, facts: Facts) -> Iterator[Due]:
    own = [(o, m) for o in mine.objectives for m in o.measures if m.owner in (None, o.owner)]
    for objective, measure in (*own, *mine.reads):
        found = _next_reading(measure, objective, facts)
        if found is not None:
            yield found


def _next_reading(measure: Measure, objective: Objective, facts: Facts) -> Due | None:
    today = facts.alignment.today
    by = measure.target.by if measure.target else None
    if measure.frequency is None or measure.result is not None or paused(measure, today) or (by and by < today):
        return None
    last = newest(measure, today)
    since = last.date if last else (measure.baseline.date if measure.baseline else None)
    date = since + dt.timedelta(days=measure.frequency.days) if since else None
    late = stale(measure, today, facts.alignment.tolerance)
    state = "overdue" if late else "due" if date is None or date <= today else "ahead"
    words, every = facts.words, frequency_words(facts.words)[measure.frequency]
    beside = (
        words("{frequency}; last read on {day}", frequency=every, day=words.short_day(last.date))
        if last
        else words("never read")
    )
    return Due(
        "Reading",
        measure.name_,
        objective.name_,
        _said(date, state, words, beside),
        state,
        date,
        recorded=False,
        anchor=anchor(measure.id),
        word=_word("Reading", words),
        whence=words("for {name}", name=objective.name_),
    )


def _said(date: dt.date | None, state: str, words: Words, beside: str = "") -> str:
    if date is None:
        return words("no date set ({beside})", beside=beside) if beside else words("no date set")
    day = words.short_day(date)
    if state == "overdue":
        return (
            words("was due on {day} ({beside})", day=day, beside=beside)
            if beside
            else words("was due on {day}", day=day)
        )
    return words("by {day} ({beside})", day=day, beside=beside) if beside else words("by {day}", day=day)


def _asked(person: Person, facts: Facts) -> Iterator[Due]:
    """Actions and questions of reviews that wait for the person."""
    alignment = facts.alignment
    for review, action in alignment.open_actions:
        if action.owner == person.id:
            yield _from("Action", action.what or action.name_, review, action.due, facts)
    for review, decision in alignment.open_decisions:
        if decision.owner == person.id:
            yield _from("Answer", decision.question or decision.name_, review, decision.due, facts)


def _from(kind: str, what: str, review: Review, date: dt.date | None, facts: Facts) -> Due:
    words = facts.words
    if review.date:
        day = words.short_day(review.date)
        of, whence = words("the review of {day}", day=day), words("from the review of {day}", day=day)
    else:
        of, whence = words("a review"), words("from a review")
    return _item(kind, what, of, whence, date, facts, recorded=True)


def _ends(mine: Theirs, facts: Facts) -> Iterator[Due]:
    """Objectives and initiatives that are to be finished; an objective that is met, or whose date the report calls missed, is no longer due."""
    for objective in mine.objectives:
        date = facts.alignment.due(objective)
        if date is not None and facts.standing(objective).state not in (State.MET, State.MISSED):
            yield _item("Objective", objective.name_, "", "", date, facts, place=anchor(objective.id))
    for initiative in mine.initiatives:
        if initiative.until is not None:
            yield _item("Initiative ends", initiative.name_, "", "", initiative.until, facts)


def _waivers(person: Person, facts: Facts) -> Iterator[Due]:
    """Waivers that the person gave: on their last day somebody must have mended what they excuse."""
    for element in facts.plan.elements.values():
        for waiver in element.waive:
            if waiver.by == person.id and waiver.until is not None:
                rule = BY_SLUG.get(waiver.rule)
                what = facts.words(rule.summary) if rule else waiver.rule
                whence = facts.words("for {name}", name=element.name_)
                yield _item("Waiver ends", what, element.name_, whence, waiver.until, facts)


def _item(
    kind: str,
    what: str,
    of: str,
    whence: str,
    date: dt.date | None,
    facts: Facts,
    *,
    recorded: bool = False,
    place: str = "",
) -> Due:
    words = facts.words
    state = "overdue" if date is not None and date < facts.alignment.today else "ahead"
    when = _said(date, state, words)
    return Due(kind, what, of, when, state, date, recorded, place, word=_word(kind, words), whence=whence)


def _word(kind: str, words: Words) -> str:
    return {
        "Reading": words.about("what is due", "Reading"),
        "Action": words.about("what is due", "Action"),
        "Answer": words.about("what is due", "Answer"),
        "Objective": words.about("what is due", "Objective"),
        "Initiative ends": words.about("what is due", "Initiative ends"),
        "Waiver ends": words.about("what is due", "Waiver ends"),
    }[kind]
