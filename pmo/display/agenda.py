"""What is due, for people and for programs."""

import datetime as dt
from collections.abc import Sequence

from pmo.agenda import Due
from pmo.display.portrait_json import brief, dumped
from pmo.display.sheet import Sheet
from pmo.model import Person, Plan
from pmo.report.figures import count, short_day
from pmo.terminal import Style

VERSION = 1


def agenda_text(dues: Sequence[Due], plan: Plan, today: dt.date, style: Style, *, days: int, person: str | None) -> str:
    """Person by person, those with the most overdue first; each person's in the order of the dates. What several do stands once, apart."""
    sheet = Sheet(style)
    groups: dict[tuple[str, ...], list[Due]] = {}
    for due in dues:
        groups.setdefault((person,) if person else due.who, []).append(due)
    late = {who: sum(due.overdue(today) for due in group) for who, group in groups.items()}
    # What one person has to do comes before what several do together; what nobody has been asked to do comes last.
    for who in sorted(groups, key=lambda who: (len(who) != 1, not who, -late[who], groups[who][0].day or dt.date.max)):
        sheet.strong(_heading(who, plan))
        for due in groups[who]:
            when = "no date" if due.day is None else short_day(due.day)
            mark = "overdue" if due.overdue(today) else "today" if due.day == today else ""
            sheet.line(f"{mark:<7}  {when:<11}  {due.what}  [{due.element.id}]", 2, hang=22)
        sheet.line()
    sheet.line(_summary(dues, today, days))
    return sheet.text()


def _heading(who: tuple[str, ...], plan: Plan) -> str:
    if not who:
        return "Nobody named"
    names = [plan.title_of(person) for person in who]
    found = plan.elements.get(who[0])
    if len(who) == 1:
        role = f", {found.role}" if isinstance(found, Person) and found.role and found.role != found.name_ else ""
        return f"{names[0]}{role} ({who[0]})"
    return f"Together: {', '.join(names)}"


def _summary(dues: Sequence[Due], today: dt.date, days: int) -> str:
    if not dues:
        return f"Nothing is overdue, and nothing is due within {count(days, 'day')}."
    late = sum(due.overdue(today) for due in dues)
    undated = sum(due.day is None for due in dues)
    ahead = len(dues) - late - undated
    parts = [
        f"{late} overdue",
        f"{ahead} due within {count(days, 'day')}",
        f"{undated} without a date" if undated else "",
    ]
    return ", ".join(part for part in parts if part) + "."


def agenda_json(dues: Sequence[Due], today: dt.date) -> str:
    """The same as a document, in the order of the dates."""
    return dumped(
        {
            "version": VERSION,
            "today": today.isoformat(),
            "due": [
                {
                    "kind": due.kind.value,
                    "key": due.key,
                    "what": due.what,
                    "element": brief(due.element),
                    "people": list(due.who),
                    "day": due.day.isoformat() if due.day else None,
                    "overdue": due.overdue(today),
                }
                for due in dues
            ],
        }
    )
