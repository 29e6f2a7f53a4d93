"""Elements of a plan by what is known of them: kind, owner, status, how they stand, whom and what they are for."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from pmo.align import BEHIND, Alignment
from pmo.dependence import Dependence
from pmo.kinds import ORDER, kind_of
from pmo.model import Action, Decision, Element, Initiative, Measure, Objective, Organization, Pmo, Review, Strategy
from pmo.progress import State
from pmo.terms import Status


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; what is left out or empty does not matter. `kinds` are those of `pmo.kinds.ORDER`.

    `strategy` is the id of anything that others lead up to; `text` is looked for in ids, titles and statements, in any case.
    """

    kinds: tuple[str, ...] = ()
    owner: str | None = None
    status: Status | None = None
    customer: str | None = None
    strategy: str | None = None
    text: str | None = None
    states: frozenset[State] = frozenset()
    suspect: bool = False
    unowned: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """An element, to whom it belongs, who answers for it, how it stands, and the date that it has ahead (or had)."""

    element: Element
    holder: Element | None
    owner: str | None
    state: State | None
    date: dt.date | None
    suspect: bool


def catalogue(alignment: Alignment, wanted: Wanted) -> tuple[Entry, ...]:
    """The elements that are wanted, kind by kind, in the plan's order within a kind."""
    dependence = Dependence(alignment)
    below = dependence.below(wanted.strategy) if wanted.strategy else None
    order = {kind: place for place, kind in enumerate(ORDER)}
    found = [
        _entry(element, dependence)
        for element in alignment.plan.elements.values()
        if not isinstance(element, Pmo | Organization)
        and (not wanted.kinds or kind_of(element) in wanted.kinds)
        and (below is None or element.id in below)
    ]
    return tuple(sorted((e for e in found if _fits(e, wanted)), key=lambda entry: order[kind_of(entry.element)]))


def _entry(element: Element, dependence: Dependence) -> Entry:
    alignment, holder = dependence.alignment, dependence.holders.get(element.id)
    owner: str | None = getattr(element, "owner", None)
    state = None
    if isinstance(element, Objective):
        state = alignment.roll_up(element).state
    elif isinstance(element, Measure):
        state = alignment.standing(element).state
        if owner is None and isinstance(holder, Objective):
            owner = holder.owner
    return Entry(element, holder, owner, state, _date(element), element.id in alignment.suspect)


def _date(element: Element) -> dt.date | None:
    if isinstance(element, Objective):
        return Alignment.due(element)
    if isinstance(element, Measure):
        return element.target.by if element.target else None
    if isinstance(element, Strategy | Initiative):
        return element.until
    if isinstance(element, Review):
        return element.date
    if isinstance(element, Action):
        return element.done or element.due
    return element.due if isinstance(element, Decision) else None


def _fits(entry: Entry, wanted: Wanted) -> bool:
    element, holder = entry.element, entry.holder
    if wanted.owner is not None and entry.owner != wanted.owner:
        return False
    if wanted.unowned and (entry.owner is not None or not hasattr(element, "owner")):
        return False
    if wanted.status is not None and getattr(element, "status", None) is not wanted.status:
        return False
    if wanted.states and entry.state not in wanted.states:
        return False
    if wanted.suspect and not entry.suspect:
        return False
    if wanted.customer is not None and not _is_for(wanted.customer, element, holder):
        return False
    return not wanted.text or wanted.text.casefold() in _words(element).casefold()


def _is_for(customer: str, element: Element, holder: Element | None) -> bool:
    if isinstance(element, Measure) and holder is not None:
        return customer in getattr(holder, "for_", ())
    return customer in getattr(element, "for_", ()) or (holder is not None and holder.id == customer)


def _words(element: Element) -> str:
    texts: Iterable[object] = (
        getattr(element, name, None)
        for name in ("id", "title", "name", "role", "statement", "what", "question", "decided")
    )
    return "\n".join(text for text in texts if isinstance(text, str))


AT_RISK = BEHIND
"""States that call for a look: behind plan, far behind, missed."""
