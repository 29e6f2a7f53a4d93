"""One element and all that is known of it: what `pmo show` shows, whatever the format."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from pmo.dependence import Dependence, Fall, Tie
from pmo.engine import Result
from pmo.findings import Finding
from pmo.kinds import singular_of
from pmo.model import (
    Action,
    Decision,
    Element,
    Initiative,
    Measure,
    Objective,
    Organization,
    Party,
    Person,
    Plan,
    Pmo,
    Review,
    Statement,
    Strategy,
)
from pmo.progress import Standing, State
from pmo.report.figures import count, day, number

# Attributes as they are shown, in this order: the label, and for texts whether they are prose.
_FACTS = (
    *(("name", "name"), ("role", "role"), ("level", "level"), ("unit", "unit"), ("kind", "kind"), ("date", "date")),
    *(
        ("status", "status"),
        ("owner", "owner"),
        ("contributors", "with"),
        ("contact", "contact"),
        ("sponsor", "sponsor"),
    ),
    *(("reports_to", "reports to"), ("for_", "for"), ("serves", "serves"), ("perspective", "perspective")),
    *(
        ("from_", "from"),
        ("until", "until"),
        ("due", "due"),
        ("done", "done on"),
        ("weight", "weight"),
        ("budget", "budget"),
    ),
    *(
        ("category", "category"),
        ("mandated_by", "asked for by"),
        ("adopted", "adopted"),
        ("rejustified", "looked at again"),
    ),
    *(("direction", "direction"), ("frequency", "read"), ("source", "source"), ("result", "result"), ("by", "by")),
    *(("attendees", "attended"), ("signed", "signed"), ("pmo_role", "part of the PMO"), ("next", "next")),
)
_PROSE = ("statement", "purpose", "benefit", "question", "decided", "what", "definition", "because", "note")


@dataclass(frozen=True, slots=True)
class Portrait:
    """An element, and what the plan, its readings and its reviews say of it on a day.

    `facts` are labels and values, `prose` labels and sentences. `confirmed` is the review that last confirmed it, `suspect` whether it
    changed since. `measures` are its own, the element itself if it is one. `holds` counts what belongs to it, kind by kind.
    """

    plan: Plan
    today: dt.date
    element: Element
    holder: Element | None
    facts: tuple[tuple[str, str], ...]
    prose: tuple[tuple[str, str], ...]
    state: State | None
    confirmed: Review | None
    suspect: bool
    measures: tuple[tuple[Measure, Standing], ...]
    holds: tuple[Element, ...]
    owns: tuple[Element, ...]
    upwards: tuple[Tie, ...]
    downwards: tuple[Tie, ...]
    served_by: tuple[Element, ...]
    fall: Fall
    findings: tuple[Finding, ...]

    @property
    def is_reviewed(self) -> bool:
        """Whether reviews confirm elements of its kind."""
        if self.confirmed is not None or isinstance(self.element, Pmo | Organization):
            return True
        return isinstance(self.element, Objective | Strategy) and isinstance(self.holder, Pmo | Organization)


def portrait(result: Result, element: Element) -> Portrait:
    """Everything that is known of an element."""
    alignment = result.alignment
    dependence = Dependence(alignment)
    plan = result.plan
    measures = _measures(element)
    standings = tuple((measure, alignment.standing(measure)) for measure in measures)
    state = None
    if isinstance(element, Objective):
        state = alignment.roll_up(element).state
    elif isinstance(element, Measure):
        state = alignment.standing(element).state
    confirmation = alignment.confirmations.get(element.id)
    about = {element.id, *(measure.id for measure in measures)}
    holder = dependence.holders.get(element.id)
    return Portrait(
        plan=plan,
        today=result.today,
        element=element,
        holder=holder,
        facts=tuple(_facts(element, plan)),
        prose=tuple(_prose(element)),
        state=state,
        confirmed=confirmation[1] if confirmation else None,
        suspect=element.id in alignment.suspect,
        measures=standings,
        holds=tuple(e for e in plan.elements.values() if dependence.holders.get(e.id) is element and e.id not in about),
        owns=dependence.owned_by(element.id) if isinstance(element, Person) else (),
        upwards=dependence.upwards(element.id),
        downwards=dependence.downwards(element.id),
        served_by=dependence.for_whom(element.id) if isinstance(element, Party) else (),
        # What was said and decided stays so: a review cannot be dropped.
        fall=Fall() if isinstance(element, Review | Decision | Action) else dependence.if_dropped(element.id),
        findings=tuple(finding for finding in result.findings if finding.element in about),
    )


def known_as(element: Element, holder: Element | None) -> str:
    """What an element is, in a few words: `objective of Enterprise PMO`."""
    word = singular_of(element)
    return f"{word} of {holder.name_}" if holder is not None and holder.name_ != element.name_ else word


def _measures(element: Element) -> tuple[Measure, ...]:
    if isinstance(element, Measure):
        return (element,)
    if isinstance(element, Objective):
        return element.measures
    return element.benefits if isinstance(element, Initiative) else ()


def _facts(element: Element, plan: Plan) -> Iterator[tuple[str, str]]:
    for attribute, label in _FACTS:
        value = getattr(element, attribute, None)
        if value in (None, (), "") or (attribute == "name" and value == element.name_):
            continue
        if attribute in {"status", "kind"} and not element.given(attribute):
            continue
        if attribute == "unit" and not isinstance(element, Person):
            continue
        if attribute == "done" and isinstance(element, Review):
            value = tuple(completion.action for completion in element.done)
        yield label, _said(value, attribute, plan)
    if isinstance(element, Person):
        yield from _part_taken(element, plan)


def _part_taken(person: Person, plan: Plan) -> Iterator[tuple[str, str]]:
    """What a person is in the plan besides an owner."""
    posts = [
        word
        for word, post in (("sponsor", plan.pmo.sponsor), ("reported to", plan.pmo.reports_to))
        if post == person.id
    ]
    if posts:
        yield "in the charter", " and ".join(posts)
    speaks_for = [customer.name_ for customer in plan.customers if customer.contact == person.id]
    if speaks_for:
        yield "speaks for", ", ".join(speaks_for)
    for label, reviews in (
        ("attended", [review for review in plan.reviews if person.id in review.attendees]),
        ("signed", [review for review in plan.reviews if person.id in review.signed]),
    ):
        last = max((review.date for review in reviews if review.date), default=None)
        if reviews:
            yield label, f"{count(len(reviews), 'review')}{f', the last on {day(last)}' if last else ''}"


def _said(value: object, attribute: str, plan: Plan) -> str:
    if isinstance(value, dt.date):
        return day(value)
    if isinstance(value, float):
        currency = plan.settings.currency if attribute == "budget" else "%" if attribute == "weight" else None
        return (
            f"{currency} {number(value)}"
            if attribute == "budget" and currency
            else f"{number(value)} {currency or ''}".strip()
        )
    if isinstance(value, tuple):
        return ", ".join(_said(item, attribute, plan) for item in value)
    text = str(value)
    found = plan.elements.get(text)
    return f"{found.name_} ({text})" if found is not None and attribute not in _WORDS else text


# Words of the format are no ids, whatever the plan calls its elements.
_WORDS = frozenset({"status", "kind", "level", "category", "direction", "frequency", "result", "name", "role"})


def _prose(element: Element) -> Iterator[tuple[str, str]]:
    for attribute in _PROSE:
        value = getattr(element, attribute, None)
        if isinstance(value, str) and value and value != element.name_:
            yield attribute, value
    for attribute in ("mission", "vision"):
        said = getattr(element, attribute, None)
        if isinstance(said, Statement) and said.statement:
            yield attribute, said.statement
    for attribute, label in (("needs", "needs"), ("authority", "may"), ("judged_by", "judged by")):
        for text in getattr(element, attribute, ()):
            yield label, text
