"""Changes in words: one place for every sentence, whoever shows it. Sections of lines, in the order in which leadership would ask.

What the plan's authors wrote goes through `Marks`, which escapes it for where it is shown; all other words are ours.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pmo.changes import (
    AimMove,
    Changes,
    DecidedBy,
    ElementChange,
    FieldChange,
    LinkChange,
    NewReadings,
    RungMove,
    StatusMove,
)
from pmo.element_facts import AIM, Value, facts
from pmo.git import Commit
from pmo.kinds import singular_of
from pmo.model import Action, Decision, Element, Link, Measure, Reading, Review
from pmo.source.scalars import written
from pmo.terminal import visible
from pmo.terms import Status, Strength

_LONG = 70
_MOST_READINGS = 3
_REFERENCES = frozenset({"owner", "contact", "sponsor", "reports_to", "successor", "by", "agreed_by", "belongs to"})
_LISTS_OF_IDS = frozenset({"contributors", "for", "serves", "attendees", "signed"})


@dataclass(frozen=True, slots=True)
class Marks:
    """How ids and text of the plan are written where they are shown: both take strangers' text and return it harmless."""

    code: Callable[[str], str]
    text: Callable[[str], str]

    def quoted(self, text: str) -> str:
        """A text of the plan inside a sentence."""
        return f"“{self.text(' '.join(text.split()))}”"


PLAIN = Marks(code=lambda text: f"`{visible(text)}`", text=visible)
"""For terminals and plain text."""


@dataclass(frozen=True, slots=True)
class Line:
    """One change, and what belongs to it below."""

    text: str
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Changes of one sort."""

    title: str
    lines: tuple[Line, ...]


def sections(changes: Changes, marks: Marks = PLAIN) -> tuple[Section, ...]:
    """All that changed, by sort; sorts of which there is nothing are left out."""
    settled = [change for change in changes.elements if change.before is not None and change.after is not None]
    found = (
        ("Where it stands", [*_rungs(changes, marks), *_statuses(changes, marks)]),
        (
            "Targets that moved",
            [Line(aim_words(c, c.aim, marks), tuple(reasons(c.aim, marks))) for c in changes.moved if c.aim],
        ),
        ("New", [new_line(change, marks) for change in changes.added]),
        ("Retired", [Line(f"{_named(change.element, marks)}.") for change in changes.retired]),
        ("Gone", [Line(f"{_named(change.element, marks)}.") for change in changes.removed]),
        ("Renamed", [Line(f"{marks.code(c.was)} is now {marks.code(c.id)}.") for c in changes.renamed if c.was]),
        ("Links", [line for change in settled for line in link_lines(change, marks)]),
        ("Reworded and set anew", [line for change in settled for line in field_lines(change, marks)]),
        ("Readings", [Line(text) for change in changes.read if (text := readings_words(change, marks))]),
        ("Settings", [_field("", change, marks) for change in changes.settings]),
        ("What time alone has done", list(_by_time(changes, marks))),
    )
    return tuple(Section(title, tuple(lines)) for title, lines in found if lines)


def aim_words(change: ElementChange, move: AimMove, marks: Marks = PLAIN) -> str:
    """A moved target, baseline or band: from what to what."""
    before, after = change.before, change.after
    keys = dict.fromkeys(field.key.partition(".")[0] for field in move.fields)
    unit = after.unit if isinstance(after, Measure) else None
    parts = [f"{key} {_aim(before, key, unit, marks)} → {_aim(after, key, unit, marks)}" for key in keys]
    return f"{_named(change.element, marks)}: {', '.join(parts)}."


def reasons(move: AimMove, marks: Marks = PLAIN) -> Iterator[str]:
    """What is on record about a move: the decision that names it, and the commits that made it."""
    if move.decided is not None:
        yield decided_words(move.decided, marks)
    else:
        yield "No decision of a review names it."
    for commit in move.commits:
        yield commit_words(commit, marks)


def decided_words(decided: DecidedBy, marks: Marks = PLAIN) -> str:
    """By which review something was decided, when, and in which words."""
    review, decision = decided.review, decided.decision
    when = f", {review.date.isoformat()}" if review.date else ""
    return f"Decided in {marks.code(review.id)}{when}: {marks.quoted(decision.decided or '')}"


def commit_words(commit: Commit, marks: Marks = PLAIN) -> str:
    """A commit: when, who, why."""
    return f"{commit.date.isoformat()}, {marks.text(commit.author)}, in {commit.short}: {marks.quoted(commit.subject)}"


def link_lines(change: ElementChange, marks: Marks = PLAIN) -> Iterator[Line]:
    """Links that an element gained, lost or has for another reason."""
    for link in change.links:
        yield Line(f"{marks.code(change.id)} {_link(link, marks)}", tuple(_link_details(link, marks)))


def field_lines(change: ElementChange, marks: Marks = PLAIN) -> Iterator[Line]:
    """What else is written differently, key by key; that an element was retired is told elsewhere."""
    for field in change.fields:
        if not (field.key == "status" and field.after == Status.RETIRED):
            yield _field(f"{marks.code(change.id)} ", field, marks)


def readings_words(change: ElementChange, marks: Marks = PLAIN) -> str:
    """New, corrected and removed readings of a measure, in a sentence."""
    readings, measure = change.readings, change.element
    if readings is None or not isinstance(measure, Measure):
        return ""
    return f"{marks.code(change.id)}: {'; '.join(_readings(readings, measure, marks))}."


def status_words(move: StatusMove, since: dt.date, marks: Marks = PLAIN) -> str:
    """An objective or a measure that stands elsewhere than it did."""
    return f"{_named(move.element, marks)}: {move.after.lower()}, was {move.before.lower()} on {since.isoformat()}."


def rung_words(move: RungMove, since: dt.date, marks: Marks = PLAIN) -> str:
    """A strategy on another rung of the evidence ladder."""
    return f"{_named(move.element, marks)}: {move.after.name.lower()}, was {move.before.name.lower()} on {since.isoformat()}."


def _statuses(changes: Changes, marks: Marks) -> list[Line]:
    return [Line(status_words(move, changes.since, marks)) for move in changes.statuses if not move.by_time]


def _rungs(changes: Changes, marks: Marks) -> list[Line]:
    return [Line(rung_words(move, changes.since, marks)) for move in changes.rungs if not move.by_time]


def _by_time(changes: Changes, marks: Marks) -> Iterator[Line]:
    """Where nothing was written and things stand differently all the same: in short, since nobody did anything."""
    moves: dict[tuple[str, str], list[str]] = {}
    for rung in changes.rungs:
        if rung.by_time:
            moves.setdefault((rung.before.name, rung.after.name), []).append(rung.element.id)
    for move in changes.statuses:
        if move.by_time:
            moves.setdefault((move.before, move.after), []).append(move.element.id)
    for (before, after), names in moves.items():
        listed = ", ".join(marks.code(name) for name in names)
        yield Line(f"{after.capitalize()}, {before.lower()} on {changes.since.isoformat()}: {listed}.")


def _named(element: Element, marks: Marks) -> str:
    """An element with its kind, its id and, where it has one, its title."""
    title = f" {marks.quoted(element.name_)}" if element.title or getattr(element, "name", None) else ""
    return f"{singular_of(element)} {marks.code(element.id)}{title}"


def new_line(change: ElementChange, marks: Marks = PLAIN) -> Line:
    """A new element, with what it supports, and what it is to reach."""
    element = change.element
    owner = f", of {marks.code(change.owner)}" if change.owner else ""
    more = [f"supports {marks.code(link.target)}{_because(link, marks)}" for link in getattr(element, "supports", ())]
    if isinstance(element, Measure):
        keys = dict.fromkeys(key.partition(".")[0] for key in facts(element) if key.startswith(AIM))
        more += [f"{key} {_aim(element, key, element.unit, marks)}" for key in keys]
    more += _recorded(element, marks)
    return Line(f"{_named(element, marks)}{owner}.", tuple(more))


def _recorded(element: Element, marks: Marks) -> Iterator[str]:
    """What a review, a decision or an action says when it is new."""
    if isinstance(element, Review):
        yield ", ".join(filter(None, (element.kind, element.date.isoformat() if element.date else None))) or "no date"
        for word, people in (("attended by", element.attendees), ("signed by", element.signed)):
            if people:
                yield f"{word} {', '.join(map(marks.code, people))}"
    elif isinstance(element, Decision):
        if element.question:
            yield f"question {marks.quoted(element.question)}"
        by = f", by {marks.code(element.by)}" if element.by else ""
        yield f"decided {marks.quoted(element.decided)}{by}" if element.decided else "not decided yet"
    elif isinstance(element, Action):
        who = f", by {marks.code(element.owner)}" if element.owner else ""
        due = f", due on {element.due.isoformat()}" if element.due else ""
        yield f"{marks.quoted(element.what or '')}{who}{due}"


def _because(link: Link, marks: Marks) -> str:
    strength = f" ({link.strength})" if link.strength is Strength.SECONDARY else ""
    return f"{strength}: {marks.quoted(link.because)}" if link.because else f"{strength}, no reason given"


def _link(change: LinkChange, marks: Marks) -> str:
    target = marks.code(change.target)
    if change.before is None and change.after is not None:
        return f"now supports {target}{_because(change.after, marks)}"
    if change.after is None:
        return f"no longer supports {target}."
    return f"supports {target} differently:"


def _link_details(change: LinkChange, marks: Marks) -> Iterator[str]:
    before, after = change.before, change.after
    if before is None or after is None:
        return
    for key in ("because", "strength", "agreed_by"):
        one, other = getattr(before, key), getattr(after, key)
        if one != other:
            line = _field("", FieldChange(key, one, other), marks)
            yield line.text
            yield from line.more


def _field(whose: str, change: FieldChange, marks: Marks) -> Line:
    key = f"{whose}{marks.text(change.key)}"
    before, after = change.before, change.after
    if isinstance(before, tuple) or isinstance(after, tuple):
        return Line(f"{key}: {_items(change, marks)}.")
    if before is None or after is None:
        said, word = (after, "added") if before is None else (before, "taken out, was")
        return Line(f"{key} {word}: {_value(change.key, said, marks)}")
    one, other = _value(change.key, before, marks), _value(change.key, after, marks)
    if len(one) + len(other) > _LONG and isinstance(before, str):
        return Line(f"{key}:", (f"was {one}", f"now {other}"))
    return Line(f"{key}: {one} → {other}")


def _items(change: FieldChange, marks: Marks) -> str:
    before, after = _as_list(change.before), _as_list(change.after)
    in_, out = [item for item in after if item not in before], [item for item in before if item not in after]
    mark = marks.code if change.key.rpartition(".")[2] in _LISTS_OF_IDS else marks.quoted
    parts = [f"{', '.join(map(mark, items))} {word}" for items, word in ((in_, "added"), (out, "taken out")) if items]
    return "; ".join(parts) or "an item more or less often"


def _as_list(value: Value | None) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else () if value is None else (str(value),)


def _value(key: str, value: Value | None, marks: Marks) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float | int):
        return written(float(value))
    name = key.rpartition(".")[2]
    if name in _REFERENCES:
        return marks.code(str(value))
    return marks.quoted(str(value))


def _aim(element: Element | None, key: str, unit: str | None, marks: Marks) -> str:
    """A target, baseline or band of a measure, with its unit and its date."""
    part = getattr(element, key, None)
    if part is None:
        return "none"
    with_unit = f" {marks.text(unit)}" if unit else ""
    if key == "band":
        ends = [written(end) if end is not None else "…" for end in (part.low, part.high)]
        return f"{' to '.join(ends)}{with_unit}"
    value = "no value" if part.value is None else f"{written(part.value)}{with_unit}"
    day = part.by if key == "target" else part.date
    return f"{value}{'' if day is None else (' by ' if key == 'target' else ' of ') + day.isoformat()}"


def _readings(readings: NewReadings, measure: Measure, marks: Marks) -> Iterator[str]:
    if readings.added:
        shown = readings.added[-_MOST_READINGS:]
        rest = len(readings.added) - len(shown)
        more = f"{rest} earlier and " if rest else ""
        unit = f" {marks.text(measure.unit)}" if measure.unit else ""
        yield f"new {more}{', '.join(_reading(reading, unit, marks) for reading in shown)}"
    for before, after in readings.corrected:
        note = "" if before.value != after.value else ", another note"
        changed = f" (was {written(before.value)})" if before.value != after.value else note
        yield f"corrected {written(after.value)} on {after.date.isoformat()}{changed}"
    if readings.removed:
        yield f"taken out {_days(readings.removed)}"


def _reading(reading: Reading, unit: str, marks: Marks) -> str:
    note = f" ({marks.text(reading.note)})" if reading.note else ""
    return f"{written(reading.value)}{unit} on {reading.date.isoformat()}{note}"


def _days(readings: Iterable[Reading]) -> str:
    return ", ".join(f"{written(reading.value)} on {reading.date.isoformat()}" for reading in readings)
