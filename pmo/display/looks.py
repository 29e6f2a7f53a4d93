"""What a review must look at, for people and for programs: each element as it was when it was confirmed, and as it is."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pmo.agenda import REVIEWS
from pmo.attention import Cadence, Look, Why
from pmo.display.portrait_json import brief, dumped, where
from pmo.display.sheet import Sheet
from pmo.fingerprint import fingerprint
from pmo.kinds import singular_of
from pmo.model import Action, Decision, Plan
from pmo.output.places import Places
from pmo.output.summary import plural
from pmo.recollection import Recollection
from pmo.report.figures import day
from pmo.terminal import Style
from pmo.wording import Reworded, reworded, wording

VERSION = 1
_MOST = 24


@dataclass(frozen=True, slots=True)
class Seen:
    """One look, with what changed (None: what was confirmed is not known) and what the element says now."""

    look: Look
    changes: tuple[Reworded, ...] | None
    said: tuple[tuple[str, str], ...]
    lacking: str


def seen(look: Look, plan: Plan, past: Recollection) -> Seen:
    """A look with the former text beside the present one, where it is known."""
    now = wording(look.element, plan.elements)
    before = past.found.get(look.element.id)
    changes = reworded(before.wording, now) if before is not None else None
    lacking = past.lacking if look.why is Why.CHANGED and changes is None else ""
    return Seen(look, changes, tuple(now.items()), lacking)


def look_text(found: Seen, style: Style, *, number: str = "") -> str:
    """One element: why it must be looked at; what was confirmed and what stands there now, or all that it says."""
    sheet, look = Sheet(style), found.look
    sheet.strong(f"{number}{look.element.name_}")
    sheet.line(f"{look.element.id} · {singular_of(look.element)}", 2)
    when = f" by {look.review.name_}{f' on {day(look.review.date)}' if look.review.date else ''}" if look.review else ""
    why = f"{look.why[:1].upper()}{look.why[1:]}"
    sheet.line(f"{why}{f' (confirmed{when})' if when else ''}.", 2, hang=2)
    if found.changes:
        for change in found.changes:
            sheet.line(f"{change.name}", 4)
            sheet.facts([("was:", change.before or "(nothing)"), ("now:", change.after or "(nothing)")], 6)
        return sheet.text()
    if found.lacking:
        sheet.line(f"What was confirmed cannot be shown. {found.lacking}", 2, hang=2)
    sheet.facts(found.said[:_MOST], 4)
    if len(found.said) > _MOST:
        sheet.line(f"and {len(found.said) - _MOST} lines more: `pmo show {look.element.id}`", 4)
    return sheet.text()


def looks_text(
    found: Sequence[Seen],
    cadences: Sequence[Cadence],
    still_open: Sequence[Action | Decision],
    plan: Plan,
    today: dt.date,
    style: Style,
) -> str:
    """Everything to look at, what earlier reviews left open, and how the reviews stand."""
    parts = [look_text(one, style) for one in found]
    sheet = Sheet(style)
    if still_open:
        sheet.strong("Still open from earlier reviews")
        for item in still_open:
            sheet.line(open_line(item, plan, today), 2, hang=2)
        sheet.line()
    if cadences:
        sheet.strong("Reviews")
        sheet.facts([(REVIEWS[cadence.kind], _cadence(cadence, today)) for cadence in cadences])
        sheet.line()
    sheet.line(f"{plural(len(found), 'element')} to look at." if found else "Nothing needs to be looked at now.")
    return "\n".join([*parts, sheet.text()])


def open_line(item: Action | Decision, plan: Plan, today: dt.date) -> str:
    """What waits, for whom, since or until when."""
    said = item.what if isinstance(item, Action) else item.question
    who = f", {plan.title_of(item.owner)}" if item.owner else ""
    late = item.due is not None and item.due < today
    when = f", {'was due' if late else 'due'} on {day(item.due)}" if item.due else ""
    return f"{'action' if isinstance(item, Action) else 'decision'} {item.id}: {said or item.name_} ({f'{who}{when}'.removeprefix(', ') or 'nobody named'})"


def _cadence(cadence: Cadence, today: dt.date) -> str:
    if cadence.last is None or cadence.last.date is None or cadence.due is None:
        return "never held"
    due = (
        "is due today"
        if cadence.due == today
        else f"was due on {day(cadence.due)}"
        if cadence.due < today
        else f"is due on {day(cadence.due)}"
    )
    return f"last held on {day(cadence.last.date)}; the next {due}"


def looks_json(
    found: Sequence[Seen],
    cadences: Sequence[Cadence],
    still_open: Sequence[Action | Decision],
    plan: Plan,
    today: dt.date,
    places: Places,
) -> str:
    """The same as a document."""
    return dumped(
        {
            "version": VERSION,
            "today": today.isoformat(),
            "looks": [_look(one, plan, places) for one in found],
            "open": [
                {
                    **brief(item),
                    "what": item.what if isinstance(item, Action) else item.question,
                    "owner": item.owner,
                    "due": item.due.isoformat() if item.due else None,
                }
                for item in still_open
            ],
            "reviews": [
                {
                    "kind": cadence.kind.value,
                    "last": cadence.last.date.isoformat() if cadence.last and cadence.last.date else None,
                    "due": cadence.due.isoformat() if cadence.due else None,
                    "is_due": cadence.is_due(today),
                }
                for cadence in cadences
            ],
        }
    )


def _look(one: Seen, plan: Plan, places: Places) -> dict[str, Any]:
    look = one.look
    return {
        "element": brief(look.element),
        "place": where(look.element.origin.place, places),
        "why": look.why.name.lower(),
        "review": look.review.id if look.review else None,
        "confirmed_on": look.review.date.isoformat() if look.review and look.review.date else None,
        "seen": look.seen,
        "now": fingerprint(look.element, plan.elements),
        "changes": None
        if one.changes is None
        else [{"name": change.name, "before": change.before, "after": change.after} for change in one.changes],
        "not_shown_because": one.lacking or None,
        "says": dict(one.said),
    }
