"""Changes of single keys in leadership's words: another wording, another owner or date, another target."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from pmo.changes import AimMove, ElementChange, FieldChange
from pmo.language.english import DASH
from pmo.language.words import Words, message
from pmo.model import Element, Measure
from pmo.progress import State
from pmo.report.facts import Facts
from pmo.report.states import shown_in
from pmo.report.term_words import direction_words, frequency_words, inside_a_line
from pmo.terms import Direction, Frequency, Status


@dataclass(frozen=True, slots=True)
class Wording:
    """What to say of a text that is new, that is gone, and that reads otherwise now; of a new name there is one way to say it."""

    given: str
    taken: str
    other: str = ""


WORDINGS: Mapping[str, Wording] = MappingProxyType(
    {
        "title": Wording(message("{who} has its title now:"), message("{who} has no title any more. It was:")),
        "name": Wording(message("{who} has its name now:"), message("{who} has no name any more. It was:")),
        "statement": Wording(
            message("{who} has its wording now:"),
            message("{who} has no wording any more. It was:"),
            message("{who} has another wording:"),
        ),
        "purpose": Wording(
            message("{who} has its purpose now:"),
            message("{who} has no purpose any more. It was:"),
            message("{who} has another purpose:"),
        ),
        "mission.statement": Wording(
            message("{who} has its mission now:"),
            message("{who} has no mission any more. It was:"),
            message("{who} has another mission:"),
        ),
        "vision.statement": Wording(
            message("{who} has its vision now:"),
            message("{who} has no vision any more. It was:"),
            message("{who} has another vision:"),
        ),
        "vision.horizon": Wording(
            message("{who} has its horizon of the vision now:"),
            message("{who} has no horizon of the vision any more. It was:"),
            message("{who} has another horizon of the vision:"),
        ),
    }
)
"""Keys whose change is a new wording, with what is said of it."""

OTHERS: Mapping[str, str] = MappingProxyType(
    {
        "owner": message("{name}: owner {before} → {after}."),
        "due": message("{name}: due date {before} → {after}."),
        "status": message("{name}: approval {before} → {after}."),
        "until": message("{name}: end {before} → {after}."),
        "budget": message("{name}: budget {before} → {after}."),
        "sponsor": message("{name}: sponsor {before} → {after}."),
        "reports_to": message("{name}: reporting line {before} → {after}."),
        "weight": message("{name}: weight {before} → {after}."),
        "unit": message("{name}: unit {before} → {after}."),
        "frequency": message("{name}: how often it is read {before} → {after}."),
        "direction": message("{name}: which way is better {before} → {after}."),
    }
)
"""Other keys of which leadership wants to hear, with what is said of their change."""

_PEOPLE = frozenset({"owner", "sponsor", "reports_to"})


def worded(who: str, field: FieldChange, words: Words) -> tuple[str, str, str]:
    """A sentence about a new wording of what is called `who`; the text itself (prose); and, where both are worth telling, what it was."""
    wording = WORDINGS[field.key]
    before = str(field.before) if field.before is not None else ""
    after = str(field.after) if field.after is not None else ""
    if not before:
        return words(wording.given, who=who), after, ""
    if not after:
        return words(wording.taken, who=who), before, ""
    if not wording.other:
        return words("{before} is called {after} now.", before=words.quoted(before), after=words.quoted(after)), "", ""
    return words(wording.other, who=who), after, words("was: {text}", text=before)


def changed(name: str, field: FieldChange, facts: Facts) -> str:
    """A sentence about another owner, date, budget or the like of what has this name."""
    words = facts.words
    before, after = (_value(field.key, value, facts) for value in (field.before, field.after))
    return words(OTHERS[field.key], name=words.quoted(name), before=before, after=after)


def _value(key: str, value: object, facts: Facts) -> str:
    words = facts.words
    if key == "status":
        return _approval(words)[Status(str(value)) if value is not None else Status.APPROVED]
    if value is None:
        return _none(words)
    if isinstance(value, dt.date):
        return words.short_day(value)
    if isinstance(value, float | int):
        return words.quantity(float(value), facts.plan.settings.currency if key == "budget" else None)
    if key == "frequency":
        return frequency_words(words)[Frequency(str(value))]
    if key == "direction":
        return direction_words(words)[Direction(str(value))]
    return facts.name(str(value)) if key in _PEOPLE else str(value)


@cache
def _approval(words: Words) -> Mapping[Status, str]:
    return {
        Status.DRAFT: words.about("approval of an element", "draft"),
        Status.PROPOSED: words.about("approval of an element", "proposed"),
        Status.APPROVED: words.about("approval of an element", "approved"),
        Status.RETIRED: words.about("approval of an element", "retired"),
    }


def _none(words: Words) -> str:
    return words.about("in place of a value, a date or a name", "none")


def aimed(change: ElementChange, move: AimMove, words: Words) -> Iterator[str]:
    """`target 14 days by 31 Dec 2026 → 20 days by 31 Mar 2027`, for each of target, baseline and band that moved."""
    for key in dict.fromkeys(field.key.partition(".")[0] for field in move.fields):
        before, after = _aim(change.before, key, words), _aim(change.after, key, words)
        if key == "band":
            yield words("band {before} → {after}", before=before, after=after)
        elif key == "baseline":
            yield words("baseline {before} → {after}", before=before, after=after)
        else:
            yield words("target {before} → {after}", before=before, after=after)


def _aim(measure: Element | None, key: str, words: Words) -> str:
    if not isinstance(measure, Measure):
        return _none(words)
    if key == "band":
        band = measure.band
        return words.span(band.low, band.high, measure.unit) if band else _none(words)
    if key == "baseline":
        start = measure.baseline
        if start is None:
            return _none(words)
        value = _quantity(start.value, measure.unit, words)
        return words("{value} of {day}", value=value, day=words.short_day(start.date)) if start.date else value
    target = measure.target
    if target is None:
        return _none(words)
    value = _quantity(target.value, measure.unit, words)
    return words("{value} by {day}", value=value, day=words.short_day(target.by)) if target.by else value


def _quantity(value: float | None, unit: str | None, words: Words) -> str:
    return DASH if value is None else words.quantity(value, unit)


def stood(state: State, day: str, *, by_time: bool, words: Words) -> str:
    """How an objective stood on a day; `by_time` when nothing but time has passed since."""
    if state is State.NO_DATA:
        if by_time:
            return words("had no data on {day}, and nothing was written about it since", day=day)
        return words("had no data on {day}", day=day)
    before = inside_a_line(words)[shown_in(words)[state].key]
    if by_time:
        return words("was {state} on {day}, and nothing was written about it since", state=before, day=day)
    return words("was {state} on {day}", state=before, day=day)
