"""What people type about a plan, on a command line or when they are asked: whom they mean, what was decided, what is to be done.

A phrase is a sentence that may end in `@person` and a date: "Ask the railways what they need @lead-planner 2026-07-31".
"""

import datetime as dt
import re
from collections.abc import Iterable

from pmo.errors import UsageError
from pmo.minutes import Given, NewAction, NewDecision
from pmo.model import Action, Course, Customer, Decision, Element, Organization, Plan, Pmo
from pmo.nearest import did_you_mean
from pmo.source.scalars import BadScalarError, read_date
from pmo.terminal import visible

_QUESTION = re.compile(r"(.*?[?？؟])(?:\s+(.*)|$)", re.DOTALL)
_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")


def element_named(plan: Plan, element_id: str) -> Element:
    """The element with an id.

    Raises:
        UsageError: there is none; the nearest is proposed.
    """
    found = plan.elements.get(element_id)
    if found is not None:
        return found
    shown = visible(element_id)
    if plan.may_define(element_id):
        raise UsageError(f"`{shown}` may stand in a file that cannot be read; `pmo check` tells which.")
    near = did_you_mean(element_id, frozenset(plan.elements))
    raise UsageError(f"The plan has no `{shown}`.{near} `pmo list` shows what it has.")


def person_named(plan: Plan, text: str) -> str:
    """The id of the person with this id or name.

    Raises:
        UsageError: there is no such person, or there are several.
    """
    text = text.strip().removeprefix("@")
    found = [person.id for person in plan.people if person.id == text]
    found = found or [p.id for p in plan.people if text.casefold() in {p.id.casefold(), (p.name or "").casefold()}]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"Several people are called {visible(text)}: {', '.join(found)}. Name one by their id.")
    near = did_you_mean(text, frozenset(person.id for person in plan.people))
    raise UsageError(f"The plan has no person `{visible(text)}`.{near} `pmo list people` shows who is in it.")


def people_named(plan: Plan, texts: Iterable[str]) -> tuple[str, ...]:
    """The ids of people named one by one or with commas between, each once.

    Raises:
        UsageError: one of them is nobody in the plan.
    """
    named = [word for text in texts for word in text.split(",") if word.strip()]
    return tuple(dict.fromkeys(person_named(plan, word) for word in named))


def confirmable(plan: Plan, texts: Iterable[str]) -> tuple[str, ...]:
    """The ids of elements that a review can confirm, each once.

    Raises:
        UsageError: one of them is nothing in the plan, or has no meaning to agree to.
    """
    found = []
    for word in dict.fromkeys(word.strip() for text in texts for word in text.split(",") if word.strip()):
        element = element_named(plan, word)
        if not isinstance(element, Course | Pmo | Organization | Customer):
            raise UsageError(
                f"`{visible(word)}` cannot be confirmed. Reviews confirm goals, strategies, objectives, initiatives, `pmo` and "
                "`organization`; what belongs to them is confirmed with them."
            )
        found.append(word)
    return tuple(found)


def new_action(plan: Plan, text: str) -> NewAction:
    """An action from a phrase: what is to be done, `@` whom, and a date.

    Raises:
        UsageError: it does not say what, or names nobody whom the plan knows.
    """
    what, person, day = _parted(plan, text)
    if not what:
        raise UsageError(
            'An action says what is to be done: `--action "Ask the clinics what they need @coo 2026-12-31"`.'
        )
    return NewAction(what=what, owner=person, due=day)


def new_decision(plan: Plan, text: str) -> NewDecision:
    """A decision from a phrase: the question, what was decided if it was, `@` on whose word (or who is to decide), and by when.

    Raises:
        UsageError: there is no question, or it names nobody whom the plan knows.
    """
    said, person, day = _parted(plan, text)
    found = _QUESTION.fullmatch(said)
    if found is None:
        raise UsageError(
            f"“{visible(said[:60])}” asks nothing. A decision is a question, and behind it what was decided: "
            '`--decision "Do we lower the target? No. @cfo"`.'
        )
    question, answer = found[1].strip(), (found[2] or "").strip()
    if answer:
        return NewDecision(question=question, decided=answer, by=person)
    return NewDecision(question=question, owner=person, due=day)


def done_action(plan: Plan, text: str, today: dt.date) -> tuple[str, dt.date]:
    """An action that is done, and the day it was: `ID` or `ID=DATE`.

    Raises:
        UsageError: there is no such action, it was done before, or the day is none.
    """
    name, _, when = text.partition("=")
    element = element_named(plan, name.strip())
    if not isinstance(element, Action):
        raise UsageError(f"`{visible(name.strip())}` is not an action of a review. `pmo list actions` shows them.")
    if element.done is not None:
        raise UsageError(f"`{element.id}` was done already, on {element.done.isoformat()}.")
    day = a_day(when) if when.strip() else today
    if day > today:
        raise UsageError(f"{day.isoformat()} is still to come, so nothing can have been done on it.")
    return element.id, day


def given(plan: Plan, text: str) -> Given:
    """What was decided on an open question: `ID=TEXT`, which may end in `@` whose word it was.

    Raises:
        UsageError: there is no such question, it is decided already, or nothing is said.
    """
    name, equals, answer = text.partition("=")
    element = element_named(plan, name.strip())
    if not isinstance(element, Decision):
        raise UsageError(f"`{visible(name.strip())}` is not a decision of a review. `pmo list decisions` shows them.")
    said, person, _ = _parted(plan, answer)
    if not equals or not said:
        raise UsageError(f'Say what was decided: `--decided "{element.id}=Yes, from July. @coo"`.')
    if element.decided:
        raise UsageError(f"`{element.id}` is decided already: “{visible(element.decided[:80])}”")
    return Given(decision=element.id, decided=said, by=person)


def a_day(text: str) -> dt.date:
    """A date, year first.

    Raises:
        UsageError: it is none.
    """
    try:
        return read_date(text.strip())
    except BadScalarError as bad:
        raise UsageError(f"{bad.message} {bad.fix}") from bad


def _parted(plan: Plan, text: str) -> tuple[str, str | None, dt.date | None]:
    """A phrase without what stands at its end: a person after an `@`, and a date, in either order."""
    words, person, day = text.split(), None, None
    while words:
        last = words[-1]
        if last.startswith("@") and len(last) > 1 and person is None:
            person = person_named(plan, last)
        elif _DAY.fullmatch(last) and day is None:
            day = a_day(last)
        else:
            break
        words.pop()
    return " ".join(words), person, day
