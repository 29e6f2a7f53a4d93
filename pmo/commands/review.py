"""`pmo review`: what must be looked at now, and the record of what came of it."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from pmo.attention import Attention, Look, Why
from pmo.conversation import agreed, converse
from pmo.display.lacking import lacking
from pmo.display.looks import Seen, look_text, looks_json, looks_text, seen
from pmo.engine import alignment_of, thresholds_of
from pmo.errors import ExitCode, PmoError, UsageError
from pmo.minutes import Minutes, Record, keep, record
from pmo.model import Action, Decision, Plan
from pmo.output.places import Places
from pmo.phrases import confirmable, done_action, given, new_action, new_decision, people_named
from pmo.reader.load import load_plan
from pmo.recollection import Recollection, recollect
from pmo.scaffold.console import Console
from pmo.source.files import find_root
from pmo.terminal import Style, visible
from pmo.terms import ReviewKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a review is to record, in the user's words. Without any of it, a review is only shown."""

    kind: ReviewKind | None = None
    confirm: tuple[str, ...] = ()
    confirm_all: bool = False
    attendees: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    decided: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    date: dt.date | None = None
    next: dt.date | None = None
    note: str | None = None

    @property
    def records(self) -> bool:
        """Whether there is something to write down."""
        lists = (self.confirm, self.attendees, self.signed, self.decisions, self.decided, self.actions, self.done)
        return self.confirm_all or any(lists) or bool(self.note or self.next)


def run(
    path: Path,
    request: Request,
    *,
    output: str,
    dry_run: bool,
    today: dt.date,
    style: Style,
    stream: TextIO,
    notes: TextIO,
    console: Console | None = None,
) -> ExitCode:
    """Show what the plan in or above `path` must have looked at; or record a review, from the request or by asking on `console`.

    Returns:
        FINDINGS when something that was only shown needs to be looked at.

    Raises:
        PmoError: there is no plan, the request makes no sense in it, or the record cannot be written. Nothing was written then.
    """
    root = find_root(path)
    plan = load_plan(root).plan
    attention = Attention(alignment_of(plan, today), thresholds_of(plan))
    if request.records:
        _readable(plan)
        minutes = _minutes(request, attention, plan, today)
        return _write(record(minutes, plan, root), root, stream, dry_run=dry_run)
    looks = attention.looks(request.kind)
    past = _past(root, looks)
    if console is not None:
        _readable(plan)
        return _converse(console, attention, request.kind, looks, past, root, stream, style, today, dry_run=dry_run)
    found = [seen(look, plan, past) for look in looks]
    cadences = [cadence for cadence in attention.cadences() if request.kind in (None, cadence.kind)]
    alignment = attention.alignment
    still_open: list[Action | Decision] = [decision for _, decision in alignment.open_decisions]
    still_open += [action for _, action in alignment.open_actions]
    if output == "json":
        stream.write(looks_json(found, cadences, still_open, plan, today, Places.seen_from_here(root)))
    else:
        stream.write(looks_text(found, cadences, still_open, plan, today, style))
    notes.write(lacking(plan))
    return ExitCode.FINDINGS if found else ExitCode.CLEAN


def _past(root: Path, looks: tuple[Look, ...]) -> Recollection:
    return recollect(root, {look.element.id: look.seen for look in looks if look.why is Why.CHANGED and look.seen})


def _readable(plan: Plan) -> None:
    """A fingerprint of half a plan would be a fingerprint of something that nobody wrote."""
    if plan.unread:
        files = ", ".join(visible(file.path) for file in plan.unread)
        raise PmoError(
            f"{files} cannot be read, so nothing can be confirmed. `pmo check` tells what to mend. Nothing was recorded."
        )


def _minutes(request: Request, attention: Attention, plan: Plan, today: dt.date) -> Minutes:
    day = request.date or today
    if day > today:
        raise UsageError(f"A review of {day.isoformat()} is still to come. `--date` is the day on which it was held.")
    if request.next is not None and request.next <= day:
        raise UsageError(
            f"The next review cannot be due on {request.next.isoformat()}, before or on the day of this one."
        )
    if request.next is not None and request.kind is None:
        raise UsageError(
            "`--next` says when the next review of a kind is due: name the kind, as in `pmo review alignment`."
        )
    confirmed = confirmable(plan, request.confirm)
    if request.confirm_all:
        due = (look.element.id for look in attention.looks(request.kind))
        confirmed = tuple(dict.fromkeys([*confirmed, *(e.id for e in attention.scope(request.kind)), *due]))
    if request.kind is ReviewKind.SIGNOFF:
        # A signature agrees to the charter as it stands, whatever else was looked at.
        confirmed = tuple(dict.fromkeys([plan.pmo.id, *confirmed]))
    unwritten = next((name for name in confirmed if attention.unwritten(plan.elements[name])), None)
    if unwritten is not None:
        raise UsageError(
            f"A text of `{unwritten}` is still to be written, so nobody can agree to it. `pmo check` tells which."
        )
    signed = people_named(plan, request.signed)
    if signed and request.kind is not ReviewKind.SIGNOFF:
        raise UsageError("Only a sign-off is signed: `pmo review signoff --signed PERSON`.")
    if request.kind is ReviewKind.SIGNOFF and not signed:
        raise UsageError("A sign-off says who signed: `pmo review signoff --signed PERSON`.")
    minutes = Minutes(
        date=day,
        kind=request.kind,
        attendees=tuple(dict.fromkeys([*people_named(plan, request.attendees), *signed])),
        signed=signed,
        confirmed=attention.fingerprints(confirmed),
        done=dict(done_action(plan, text, day) for text in request.done),
        decided=tuple(given(plan, text) for text in request.decided),
        decisions=tuple(new_decision(plan, text) for text in request.decisions),
        actions=tuple(new_action(plan, text) for text in request.actions),
        next=request.next,
        note=request.note,
    )
    if minutes.empty:
        raise UsageError(
            "There is nothing to record: nothing is there to be confirmed yet, and nobody is said to have attended."
        )
    return minutes


def _write(written: Record, root: Path, stream: TextIO, *, dry_run: bool) -> ExitCode:
    if dry_run:
        stream.write("".join(f"{visible(line)}\n" for line in written.text.splitlines()))
        return ExitCode.CLEAN
    path = keep(written, root)
    if written.id not in load_plan(root).plan.elements:
        raise PmoError(
            f"{visible(str(path))} was written, but it is no part of the plan: git ignores it. Take `reviews` out of .gitignore."
        )
    stream.write(f"Wrote {Places.seen_from_here(root).shown_path(written.path)}.\n")
    return ExitCode.CLEAN


def _converse(
    console: Console,
    attention: Attention,
    kind: ReviewKind | None,
    looks: tuple[Look, ...],
    past: Recollection,
    root: Path,
    stream: TextIO,
    style: Style,
    today: dt.date,
    *,
    dry_run: bool,
) -> ExitCode:
    plan = attention.alignment.plan

    def show(look: Look, number: str) -> None:
        found: Seen = seen(look, plan, past)
        stream.write("\n" + look_text(found, style, number=number))

    if not looks:
        console.write("Nothing needs to be looked at now.")
    minutes = converse(console, attention, kind, looks, show, today)
    if minutes.empty:
        console.write("Nothing was recorded.")
        return ExitCode.CLEAN
    written = record(minutes, plan, root)
    stream.write("\n")
    _write(written, root, stream, dry_run=True)
    if dry_run:
        return ExitCode.CLEAN
    if not agreed(console, Places.seen_from_here(root).shown_path(written.path)):
        console.write("Nothing was recorded.")
        return ExitCode.CLEAN
    return _write(written, root, stream, dry_run=False)
