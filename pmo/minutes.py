"""The record of a review as a file of its own: what was looked at, who was there, what came of it.

Reviews are added to, never rewritten. So a record is always a new file, and what it says of earlier reviews (an action that is done, a
question that is decided) stands in it and not in theirs. Two people who record different things on one day write two files, which git
merges without a conflict.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pmo.atomic import create_text
from pmo.errors import PmoError
from pmo.model import Plan
from pmo.scaffold.ids import Ids
from pmo.scaffold.yaml_text import folded, scalar
from pmo.terminal import visible
from pmo.terms import ReviewKind

FOLDER = "reviews"
_SCHEMA = re.compile(r"# yaml-language-server: \$schema=([^\s/:]+(?:/[^\s:]*)?)\s*")
_DATED = re.compile(r"\d{4}-\d{2}-\d{2}-[a-z][\w.-]*")
_LONGEST_NAME = 80
_FLOW = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDecision:
    """A question, and what was decided on whose word; or who is to decide it, by when."""

    question: str
    decided: str | None = None
    by: str | None = None
    owner: str | None = None
    due: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAction:
    """What somebody is to do, by when."""

    what: str
    owner: str | None = None
    due: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What was decided on the question of an earlier review, and on whose word."""

    decision: str
    decided: str
    by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """What a record says. Without `kind` it is a note between two reviews: what it confirms counts, but no review was held by it.

    `confirmed` maps ids to fingerprints, `done` actions of earlier reviews to the days on which they were done.
    """

    date: dt.date
    kind: ReviewKind | None = None
    attendees: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()
    confirmed: Mapping[str, str]
    done: Mapping[str, dt.date]
    decided: tuple[Given, ...] = ()
    decisions: tuple[NewDecision, ...] = ()
    actions: tuple[NewAction, ...] = ()
    next: dt.date | None = None
    note: str | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing happened that would be worth a record."""
        said = (
            self.attendees,
            self.signed,
            self.confirmed,
            self.done,
            self.decided,
            self.decisions,
            self.actions,
            self.note,
        )
        return not any(said)


@dataclass(frozen=True, slots=True)
class Record:
    """Minutes as a file: its path below the plan's folder, the id of the review in it, its text."""

    path: str
    id: str
    text: str


def record(minutes: Minutes, plan: Plan, root: Path) -> Record:
    """The file that the minutes make. Its name and the review's id come from the day and the kind, or from what it is about."""
    name = f"{minutes.date.isoformat()}-{minutes.kind or _subject(minutes)}"
    found, number = name, 1
    while found in plan.elements or (root / FOLDER / f"{found}.yaml").exists():
        number += 1
        found = f"{name}-{number}"
    ids = Ids((*plan.elements, found))
    lines = [*_head(plan), "reviews:", f"  {_id(found)}:", *_body(minutes, ids)]
    return Record(f"{FOLDER}/{found}.yaml", found, "".join(f"{line}\n" for line in lines))


def keep(written: Record, root: Path) -> Path:
    """Write the record. Nothing that is there is changed or replaced.

    Raises:
        PmoError: the file cannot be written, or was made by somebody else in the meantime.
    """
    path = root / written.path
    try:
        path.parent.mkdir(exist_ok=True)
        create_text(path, written.text)
    except FileExistsError as error:
        # `mkdir` says so too, when `reviews` is a file.
        taken = path if path.parent.is_dir() else path.parent
        raise PmoError(f"{visible(str(taken))} is in the way. Nothing was written.") from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise PmoError(f"{visible(str(path))} cannot be written: {reason}. Nothing was recorded.") from error
    return path


def _subject(minutes: Minutes) -> str:
    """What a record without a kind is about: the first thing that it names, and how many more there are."""
    named = [*minutes.confirmed, *minutes.done, *(given.decision for given in minutes.decided)]
    texts = [*(decision.question for decision in minutes.decisions), *(action.what for action in minutes.actions)]
    if not named and not texts:
        return "note"
    first = named[0] if named else Ids().take(texts[0], "note")
    more = len(named) + len(texts) - 1
    return f"{first[:_LONGEST_NAME].rstrip('.-_')}{f'-and-{more}-more' if more else ''}"


def _head(plan: Plan) -> Iterator[str]:
    """The line by which editors find the schema, as the plan's first file has it, seen from the folder of reviews."""
    first, _, _ = plan.root.text.partition("\n")
    found = _SCHEMA.fullmatch(first.rstrip("\r"))
    if found:
        yield f"# yaml-language-server: $schema=../{found[1]}"
    yield "# Written by `pmo review`. Reviews are added to and never rewritten: they are the memory of who agreed to what."


def _body(minutes: Minutes, ids: Ids) -> Iterator[str]:
    if minutes.kind:
        yield f"    kind: {minutes.kind}"
    yield f"    date: {minutes.date.isoformat()}"
    yield from _list("attendees", minutes.attendees)
    yield from _list("signed", minutes.signed)
    yield from _mapping("confirmed", ((name, scalar(seen)) for name, seen in minutes.confirmed.items()))
    yield from _mapping("done", ((name, day.isoformat()) for name, day in minutes.done.items()))
    if minutes.decided:
        yield "    decided:"
        for given in minutes.decided:
            yield f"      {_id(given.decision)}:"
            yield from _keys(decided=given.decided, by=given.by)
    if minutes.decisions:
        yield "    decisions:"
        for decision in minutes.decisions:
            yield f"      {scalar(ids.take(decision.question, 'decision'))}:"
            yield from _keys(question=decision.question, decided=decision.decided, by=decision.by)
            yield from _keys(owner=decision.owner, due=decision.due)
    if minutes.actions:
        yield "    actions:"
        for action in minutes.actions:
            yield f"      {scalar(ids.take(action.what, 'action'))}:"
            yield from _keys(what=action.what, owner=action.owner, due=action.due)
    if minutes.next:
        yield f"    next: {minutes.next.isoformat()}"
    if minutes.note:
        yield f"    note: {folded(minutes.note, 6)}"


def _keys(**values: str | dt.date | None) -> Iterator[str]:
    for key, value in values.items():
        if isinstance(value, dt.date):
            yield f"        {key}: {value.isoformat()}"
        elif value:
            yield f"        {key}: {folded(value, 10)}"


def _list(key: str, ids: tuple[str, ...]) -> Iterator[str]:
    if not ids:
        return
    line = f"    {key}: [{', '.join(scalar(name) for name in ids)}]"
    if len(line) <= _FLOW:
        yield line
    else:
        yield f"    {key}:"
        yield from (f"      - {scalar(name)}" for name in ids)


def _id(name: str) -> str:
    """An id as a key, as people write it: one that begins with a date is no date, and needs no quotes."""
    return name if _DATED.fullmatch(name) else scalar(name)


def _mapping(key: str, entries: Iterable[tuple[str, str]]) -> Iterator[str]:
    found = list(entries)
    if found:
        yield f"    {key}:"
        yield from (f"      {_id(name)}: {value}" for name, value in found)
