"""What is due as an iCalendar file (RFC 5545): all-day events that any calendar takes.

Written by hand on purpose. What makes calendars hard, time zones and repetition, an all-day event has not; what is left is escaping and
folding. The tests read the result with a library that is not ours.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable

from pmo.agenda import Due
from pmo.model import Plan

_LONGEST = 75
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def calendar(dues: Iterable[Due], plan: Plan, today: dt.date, version: str) -> str:
    """An event for each thing to do that has a day, with the line breaks of the standard.

    An event keeps its UID as long as it is the same thing to do, so that a calendar moves it instead of adding another. What is overdue stands
    on today: nobody looks at last month's page.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//pmo//pmo {version}//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_escaped(f'{plan.pmo.name_}: what is due')}",
    ]
    for due in dues:
        if due.day is not None:
            lines += _event(due, due.day, plan, today)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _event(due: Due, day: dt.date, plan: Plan, today: dt.date) -> list[str]:
    shown = max(day, today)
    people = ", ".join(plan.title_of(person) for person in due.who)
    said = [f"Overdue since {day.isoformat()}." if day < today else "", f"For: {people}." if people else ""]
    said.append(f"{due.kind.capitalize()}: {due.element.id}")
    after = [] if shown == dt.date.max else [f"DTEND;VALUE=DATE:{_basic(dt.date.fromordinal(shown.toordinal() + 1))}"]
    return [
        "BEGIN:VEVENT",
        f"UID:{_uid(due, plan)}",
        # The day of the plan, not the hour of the run: the same plan gives the same file.
        f"DTSTAMP:{_basic(today)}T000000Z",
        f"DTSTART;VALUE=DATE:{_basic(shown)}",
        *after,
        f"SUMMARY:{_escaped(f'Overdue: {due.what}' if day < today else due.what)}",
        f"DESCRIPTION:{_escaped(chr(10).join(text for text in said if text))}",
        f"CATEGORIES:{_escaped(due.kind.value)}",
        # A reminder must not make anybody look busy.
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _uid(due: Due, plan: Plan) -> str:
    """The same for the same thing to do in the same plan, and no other: two PMOs may both have a measure `hours`."""
    whose = f"{plan.pmo.name or ''}\n{plan.organization.name or ''}\n{due.key}"
    return f"{hashlib.blake2b(whose.encode('utf-8', 'surrogatepass'), digest_size=16).hexdigest()}@pmo.invalid"


def _basic(day: dt.date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _escaped(text: str) -> str:
    """Text as a value. Control characters other than line breaks are not allowed there, nor what UTF-8 has no bytes for."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    allowed = "".join(char for char in unified if char >= " " or char in "\n\t")
    return allowed.replace("\x7f", "").encode("utf-8", "replace").decode("utf-8").translate(_ESCAPES)


def _folded(line: str) -> str:
    """The line in pieces of at most 75 octets, each after the first behind a space; no character is cut in two."""
    pieces, piece, size = [], "", 0
    for char in line:
        width = len(char.encode("utf-8"))
        if size + width > _LONGEST:
            pieces.append(piece)
            piece, size = " ", 1
        piece += char
        size += width
    return "\r\n".join([*pieces, piece])
