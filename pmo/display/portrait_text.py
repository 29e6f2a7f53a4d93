"""An element for people: what it is, why it is there, how it stands, what hangs on it."""

from collections.abc import Iterable
from itertools import groupby

from pmo.dependence import Fall, Tie
from pmo.display.portrait import Portrait, known_as
from pmo.display.sheet import Sheet
from pmo.display.sparkline import sparkline
from pmo.kinds import ORDER, kind_of, singular, singular_of
from pmo.language.words import ENGLISH
from pmo.model import Element, Initiative, Measure, Person, Plan
from pmo.output.places import Places
from pmo.progress import Standing
from pmo.report.alignment.objectives import goal
from pmo.report.figures import DASH, count, day, number, quantity
from pmo.report.states import SHOWN
from pmo.terminal import Style
from pmo.terms import Strength

_MOST = 12


def portrait_text(portrait: Portrait, places: Places, style: Style) -> str:
    """The element on a sheet."""
    sheet, element = Sheet(style), portrait.element
    sheet.strong(element.name_)
    sheet.line(f"{element.id} · {known_as(element, portrait.holder)}")
    sheet.aside(places.shown(element.origin.place))
    state = [("state", SHOWN[portrait.state].signed)] if portrait.state is not None else []
    rows = [*state, *portrait.facts, *([("confirmed", _confirmed(portrait))] if portrait.is_reviewed else [])]
    if rows or portrait.prose:
        sheet.line()
    sheet.facts([*rows, *portrait.prose])
    _measures(sheet, portrait)
    _tree(sheet, "Supports", portrait.upwards, portrait)
    _tree(sheet, "What depends on it", portrait.downwards, portrait)
    _names(sheet, "For them", portrait.served_by)
    _names(sheet, "Answers for", portrait.owns)
    _names(sheet, "Holds", portrait.holds)
    _fall(sheet, portrait)
    if portrait.findings:
        sheet.line()
        sheet.strong("What the check says")
        for finding in portrait.findings:
            sheet.line(f"{finding.severity} {finding.rule}: {finding.message}", 2, hang=2)
    return sheet.text()


def _confirmed(portrait: Portrait) -> str:
    review = portrait.confirmed
    if review is None:
        return "by no review yet"
    when = f" on {day(review.date)}" if review.date else ""
    return f"by {review.name_}{when}{'; it, or what it supports, has changed since' if portrait.suspect else ''}"


def _measures(sheet: Sheet, portrait: Portrait) -> None:
    if not portrait.measures:
        return
    alone = portrait.measures[0][0] is portrait.element
    sheet.line()
    benefits = isinstance(portrait.element, Initiative)
    sheet.strong("Readings" if alone else "Benefits" if benefits else "Measures")
    for measure, standing in portrait.measures:
        if not alone:
            sheet.line(f"{measure.id}  {measure.title or ''}", 2, hang=2)
        sheet.line(_figures(measure, standing), 2 if alone else 4, hang=2)
        past = [reading for reading in measure.readings if reading.date <= portrait.today]
        drawn = sparkline([reading.value for reading in past])
        if drawn:
            span = f"{day(past[0].date)} to {day(past[-1].date)}" if len(past) > 1 else day(past[0].date)
            sheet.line(f"{drawn}  {count(len(past), 'reading')}, {span}", 2 if alone else 4, hang=2)


def _figures(measure: Measure, standing: Standing) -> str:
    start = measure.baseline.value if measure.baseline else None
    by = measure.target.by if measure.target else None
    now = f"now {quantity(standing.reading.value, measure.unit)}; " if standing.reading else ""
    way = " → ".join(
        text
        for text in ("" if start is None else quantity(start, None), goal(measure, ENGLISH))
        if text not in {"", DASH}
    )
    aim = f"{way}{f' by {day(by)}' if by else ''}" if way else "no target"
    return f"{SHOWN[standing.state].signed}: {standing.reason}; {now}{aim}"


def _tree(sheet: Sheet, heading: str, ties: tuple[Tie, ...], portrait: Portrait) -> None:
    if not ties:
        return
    sheet.line()
    sheet.strong(heading)
    _branches(sheet, ties, 2, portrait)


def _branches(sheet: Sheet, ties: tuple[Tie, ...], indent: int, portrait: Portrait) -> None:
    for tie in ties:
        element = tie.element
        word = singular_of(element)
        status = getattr(element, "status", None)
        asides = [word, *([str(status)] if status is not None and element.given("status") else [])]
        asides += ["a side effect"] if tie.strength is Strength.SECONDARY else []
        title = f"  {element.name_}" if element.title else ""
        sheet.line(f"{element.id} ({', '.join(asides)}){title}", indent, hang=2)
        if tie.because:
            sheet.line(f"because {tie.because}", indent + 2, hang=2)
        elif tie.how == "supports":
            sheet.line("no reason is given", indent + 2)
        if tie.cut:
            sheet.line("…", indent + 2)
        _branches(sheet, tie.beyond, indent + 2, portrait)


def _names(sheet: Sheet, heading: str, elements: Iterable[Element]) -> None:
    rows = grouped(elements)
    if rows:
        sheet.line()
        sheet.strong(heading)
        sheet.facts(rows)


def grouped(elements: Iterable[Element]) -> list[tuple[str, str]]:
    """Elements by kind: how many, and which."""
    order = {kind: place for place, kind in enumerate(ORDER)}
    found = sorted(elements, key=lambda element: order.get(kind_of(element), len(order)))
    rows = []
    for kind, group in groupby(found, key=kind_of):
        names = [element.id for element in group]
        more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
        rows.append((count(len(names), singular(kind), kind), ", ".join(names[:_MOST]) + more))
    return rows


def _fall(sheet: Sheet, portrait: Portrait) -> None:
    fall, plan = portrait.fall, portrait.plan
    if fall.nothing or isinstance(portrait.element, Person):
        # What a person answers for stands there already.
        return
    sheet.line()
    sheet.strong("If it is dropped")
    for said, elements in _consequences(fall):
        if elements:
            sheet.line(said, 2)
            sheet.facts(grouped(elements), 4)
    for said in money(fall, plan):
        sheet.line(said, 2, hang=2)


def _consequences(fall: Fall) -> tuple[tuple[str, tuple[Element, ...]], ...]:
    barely = {element.id for element in fall.barely}
    return (
        ("these go with it:", fall.parts),
        ("these lose their reason:", fall.reasonless),
        ("these are left with fewer reasons:", tuple(e for e in fall.weakened if e.id not in barely)),
        ("these are left with a side effect as their only reason:", fall.barely),
        ("these strategies are left without an objective:", fall.uncovered),
        ("nothing works on these any more:", fall.idle),
        ("these are left without a measure:", fall.unmeasured),
    )


def money(fall: Fall, plan: Plan) -> list[str]:
    """The money that is at stake, in sentences."""
    currency = f"{plan.settings.currency} " if plan.settings.currency else ""
    said = []
    if fall.budget:
        rest = f", and {count(fall.unpriced, 'initiative')} without a budget" if fall.unpriced else ""
        said.append(f"budget that loses its purpose: {currency}{number(fall.budget)}{rest}")
    if fall.allotted:
        said.append(f"budget of other initiatives that is set aside for it: {currency}{number(fall.allotted)}")
    return said
