"""Elements in a list, for people and for programs."""

from collections.abc import Sequence
from itertools import groupby

from pmo.align import Alignment
from pmo.catalogue import Entry
from pmo.display.portrait_json import brief, dumped, where
from pmo.display.sheet import Sheet
from pmo.kinds import kind_of
from pmo.model import Action, Decision, Element, Initiative, Measure, Person, Plan, Review, Strategy
from pmo.output.places import Places
from pmo.output.summary import plural
from pmo.report.figures import number, quantity, short_day
from pmo.report.states import SHOWN
from pmo.terminal import Style

VERSION = 1


def catalogue_text(entries: Sequence[Entry], alignment: Alignment, style: Style) -> str:
    """A table for each kind: id, name, who answers for it, how it stands."""
    sheet = Sheet(style)
    for number_, (kind, group) in enumerate(groupby(entries, key=lambda entry: kind_of(entry.element))):
        if number_:
            sheet.line()
        sheet.strong(kind)
        sheet.table([_row(entry, alignment) for entry in group])
    if entries:
        sheet.line()
    sheet.line(f"{plural(len(entries), 'element')}." if entries else "Nothing in the plan is like that.")
    return sheet.text()


def _row(entry: Entry, alignment: Alignment) -> tuple[str, str, str, str]:
    plan, element = alignment.plan, entry.element
    aside = " (suspect)" if entry.suspect else ""
    status = getattr(element, "status", None)
    shown = f" ({status})" if status is not None and element.given("status") else ""
    return (element.id, f"{_name(element)}{shown}{aside}", plan.title_of(entry.owner), _standing(entry, alignment))


def _name(element: Element) -> str:
    """What people call it; for what a review asked or decided, the sentence itself."""
    said = element.what if isinstance(element, Action) else element.question if isinstance(element, Decision) else None
    return element.title or said or element.name_


def _standing(entry: Entry, alignment: Alignment) -> str:
    """How an element stands, in the words of its kind."""
    element, plan = entry.element, alignment.plan
    when = short_day(entry.date) if entry.date else ""
    if isinstance(element, Measure):
        reading = alignment.standing(element).reading
        now = quantity(reading.value, element.unit) if reading else "no reading"
        return f"{SHOWN[entry.state].signed}, {now}" if entry.state else now
    if entry.state is not None:
        return f"{SHOWN[entry.state].signed}{f', due {when}' if when else ''}"
    if isinstance(element, Initiative):
        over = entry.date is not None and entry.date < alignment.today
        end = f"{'ended' if over else 'until'} {when}" if when else ""
        return ", ".join(text for text in (_money(element.budget, plan), end) if text)
    if isinstance(element, Strategy):
        climb = next((climb for climb in alignment.ladder if climb.strategy is element), None)
        return climb.rung.word if climb else f"until {when}" if when else ""
    if isinstance(element, Review):
        return ", ".join(text for text in (str(element.kind or ""), when) if text)
    if isinstance(element, Action):
        return f"done {when}" if element.done else f"due {when}" if when else "no date"
    if isinstance(element, Decision):
        return "decided" if element.decided else f"open, due {when}" if when else "open"
    return (element.role or "") if isinstance(element, Person) and element.role != element.name_ else ""


def _money(budget: float | None, plan: Plan) -> str:
    if budget is None:
        return ""
    return f"{plan.settings.currency} {number(budget)}" if plan.settings.currency else number(budget)


def catalogue_json(entries: Sequence[Entry], alignment: Alignment, places: Places) -> str:
    """The same as a document."""
    return dumped(
        {
            "version": VERSION,
            "today": alignment.today.isoformat(),
            "elements": [
                {
                    **brief(entry.element),
                    "belongs_to": entry.holder.id if entry.holder else None,
                    "owner": entry.owner,
                    "status": getattr(entry.element, "status", None),
                    "state": SHOWN[entry.state].key if entry.state else None,
                    "date": entry.date.isoformat() if entry.date else None,
                    "suspect": entry.suspect,
                    **where(entry.element.origin.place, places),
                }
                for entry in entries
            ],
        }
    )
