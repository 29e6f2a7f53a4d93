"""The difference of two states of a plan: in words for a terminal, as Markdown for a pull request, as JSON for programs."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pmo.change_words import Line, Marks, sections
from pmo.changes import AimMove, Changes, ElementChange, FieldChange, NewReadings
from pmo.element_facts import Value
from pmo.git import Commit
from pmo.kinds import singular_of
from pmo.model import Link, Reading
from pmo.output.markdown import markdown_code, markdown_text
from pmo.terminal import Style, visible

VERSION = 1
MARKDOWN = Marks(code=markdown_code, text=markdown_text)
NOTHING = "Nothing changed in meaning."


@dataclass(frozen=True, slots=True)
class Difference:
    """What is shown: the changes, from which commit to which (None: the files as they are), and remarks on what could not be compared."""

    changes: Changes
    before: Commit
    after: Commit | None
    notes: tuple[str, ...] = ()


def difference_text(difference: Difference, style: Style) -> str:
    """In words, section by section."""
    lines = [f"From {_side(difference.before)} to {_side(difference.after)}."]
    for section in sections(difference.changes):
        lines += ["", style.bold(section.title)]
        for line in section.lines:
            lines += [f"  {_sentence(line.text)}", *(f"    {more}" for more in line.more)]
    if difference.changes.none:
        lines += ["", _nothing(difference)]
    lines += ["", *difference.notes] if difference.notes else []
    return "\n".join(lines) + "\n"


def difference_markdown(difference: Difference) -> str:
    """The same as Markdown: a heading, and a list for each section."""
    lines = [
        "### What changed in the plan",
        "",
        f"From {_side(difference.before, MARKDOWN)} to {_side(difference.after, MARKDOWN)}.",
    ]
    for section in sections(difference.changes, MARKDOWN):
        lines += ["", f"**{section.title}**", "", *_bullets(section.lines)]
    if difference.changes.none:
        lines += ["", _nothing(difference)]
    for note in difference.notes:
        lines += ["", f"*{markdown_text(note)}*"]
    return "\n".join(lines) + "\n"


def difference_json(difference: Difference) -> str:
    """The same as JSON, by ids, keys and values. Versioned: a key may be added, none is renamed or removed within a version."""
    changes = difference.changes
    document = {
        "version": VERSION,
        "from": {**commit_json(difference.before), "judged_on": changes.since.isoformat()},
        "to": {
            **(commit_json(difference.after) if difference.after else {"commit": None}),
            "judged_on": changes.until.isoformat(),
        },
        "elements": [element_json(change) for change in changes.elements],
        "statuses": [
            {
                "id": m.element.id,
                "kind": singular_of(m.element),
                "from": m.before.value,
                "to": m.after.value,
                "by_time": m.by_time,
            }
            for m in changes.statuses
        ],
        "rungs": [
            {"id": m.element.id, "from": m.before.name.lower(), "to": m.after.name.lower(), "by_time": m.by_time}
            for m in changes.rungs
        ],
        "settings": [_field(change) for change in changes.settings],
        "not_compared": list(changes.unread),
        "notes": list(difference.notes),
    }
    return json.dumps(document, indent=2, ensure_ascii=True) + "\n"


def commit_json(commit: Commit) -> dict[str, Any]:
    """A commit: id, day, author, message."""
    return {
        "commit": commit.id,
        "date": commit.date.isoformat(),
        "author": commit.author,
        "subject": commit.subject,
    }


def element_json(change: ElementChange) -> dict[str, Any]:
    """What happened to one element."""
    element = change.element
    return {
        "id": change.id,
        "kind": singular_of(element),
        "title": element.title or getattr(element, "name", None),
        "change": _kind_of_change(change),
        "was": change.was,
        "belongs_to": change.owner or None,
        "fields": [_field(field) for field in change.fields],
        "aim": _aim(change.aim) if change.aim else None,
        "links": [{"target": c.target, "from": _link(c.before), "to": _link(c.after)} for c in change.links],
        "readings": _readings(change.readings) if change.readings else None,
    }


def _kind_of_change(change: ElementChange) -> str:
    if change.before is None:
        return "added"
    if change.after is None:
        return "removed"
    return "retired" if change.retired else "renamed" if change.was else "changed"


def _aim(move: AimMove) -> dict[str, Any]:
    decided = None
    if move.decided is not None:
        review, decision = move.decided.review, move.decided.decision
        decided = {
            "review": review.id,
            "date": review.date.isoformat() if review.date else None,
            "decision": decision.id,
            "decided": decision.decided,
            "by": decision.by,
        }
    return {
        "fields": [_field(field) for field in move.fields],
        "decided": decided,
        "commits": [commit_json(commit) for commit in move.commits],
    }


def _field(change: FieldChange) -> dict[str, Any]:
    return {"key": change.key, "from": _plain(change.before), "to": _plain(change.after)}


def _link(link: Link | None) -> dict[str, Any] | None:
    if link is None:
        return None
    return {"because": link.because, "strength": link.strength.value, "agreed_by": link.agreed_by}


def _readings(readings: NewReadings) -> dict[str, Any]:
    return {
        "added": [_reading(reading) for reading in readings.added],
        "corrected": [{"from": _reading(one), "to": _reading(other)} for one, other in readings.corrected],
        "removed": [_reading(reading) for reading in readings.removed],
    }


def _reading(reading: Reading) -> dict[str, Any]:
    return {"date": reading.date.isoformat(), "value": reading.value, "note": reading.note}


def _plain(value: Value | None) -> Any:
    if isinstance(value, tuple):
        return list(value)
    if value is None or isinstance(value, int | float):
        return value
    return str(value)


def _nothing(difference: Difference) -> str:
    return "Nothing changed in meaning in what could be compared." if difference.changes.unread else NOTHING


def _side(commit: Commit | None, marks: Marks | None = None) -> str:
    if commit is None:
        return "the files as they are now"
    quoted = marks.quoted(commit.subject) if marks else f"“{visible(commit.subject)}”"
    return f"{commit.short} ({commit.date.isoformat()}, {quoted})"


def _bullets(lines: Iterable[Line]) -> Iterator[str]:
    for line in lines:
        yield f"- {_sentence(line.text)}"
        yield from (f"  - {more}" for more in line.more)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
