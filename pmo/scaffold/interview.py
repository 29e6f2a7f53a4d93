"""The interview: what is asked, in which order, and which answers are asked for once more.

The order is the argument: first what the PMO is for and whom it serves, last how that will be measured.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import TypeVar

from pmo.errors import UsageError
from pmo.nearest import nearest
from pmo.scaffold import questions
from pmo.scaffold.answers import Answers, CustomerAnswer, MeasureAnswer, ObjectiveAnswer, PersonAnswer
from pmo.scaffold.console import Console, Question
from pmo.source.scalars import BadScalarError, read_date, read_number, shorten
from pmo.terms import Frequency

T = TypeVar("T")


def interview(console: Console, today: dt.date) -> Answers:
    """Ask everything, on a day.

    Raises:
        StoppedError: the user wants out.
    """
    console.write(questions.WELCOME)
    headings = iter(questions.HEADINGS)
    _heading(console, headings)
    name = ask_text(console, questions.NAME)
    purpose = ask_text(console, questions.PURPOSE)
    _heading(console, headings)
    customers = _customers(console)
    _heading(console, headings)
    sponsor = PersonAnswer(ask_text(console, questions.SPONSOR), ask_text(console, questions.SPONSOR_ROLE))
    _heading(console, headings)
    mission = ask_text(console, questions.MISSION)
    vision = ask_text(console, questions.VISION)
    _heading(console, headings)
    organization = ask_text(console, questions.ORGANIZATION)
    strategies = _several(console, questions.FIRST_STRATEGY, questions.NEXT_STRATEGY)
    _heading(console, headings)
    objective = _objective(console, today, tuple(customer.name for customer in customers), strategies, sponsor)
    return Answers(name, purpose, customers, sponsor, mission, vision, organization, strategies, objective)


def _heading(console: Console, headings: Iterator[str]) -> None:
    console.write()
    console.write(next(headings), strong=True)


def _customers(console: Console) -> tuple[CustomerAnswer, ...]:
    found: list[CustomerAnswer] = []
    while True:
        question = questions.NEXT_CUSTOMER if found else questions.FIRST_CUSTOMER
        name = ask(console, question, _new([customer.name for customer in found]))
        if name is None:
            return tuple(found)
        needs = _several(console, questions.need(name, first=True), questions.need(name, first=False))
        found.append(CustomerAnswer(name, needs))


def _objective(
    console: Console, today: dt.date, customers: tuple[str, ...], strategies: tuple[str, ...], sponsor: PersonAnswer
) -> ObjectiveAnswer:
    title = ask_text(console, questions.OBJECTIVE)
    if title is None:
        # Without a result there is nothing to own, to measure or to align.
        return ObjectiveAnswer()
    everyone = tuple(range(len(customers)))
    whose = None
    if len(customers) > 1:
        whose = ask(console, questions.whose(customers), lambda text: _numbers(text, len(customers)))
    owner = _owner(console, sponsor)
    measure = ask_measure(console, today)
    strategy, because = _link(console, strategies)
    return ObjectiveAnswer(title, whose or everyone, owner, measure, strategy, because)


def _owner(console: Console, sponsor: PersonAnswer) -> PersonAnswer:
    name = ask_text(console, questions.OWNER)
    if name is None:
        return PersonAnswer()
    if sponsor.name and name.casefold() == sponsor.name.casefold():
        return sponsor
    return PersonAnswer(name, ask_text(console, questions.OWNER_ROLE))


def ask_measure(console: Console, today: dt.date) -> MeasureAnswer:
    """Everything about one measure, as far as it is known; nothing more is asked when it has no name."""
    title = ask_text(console, questions.MEASURE)
    if title is None:
        return MeasureAnswer()
    unit = ask_text(console, questions.UNIT)
    baseline = ask(console, questions.BASELINE, _number)
    counted = None
    if baseline is not None:
        counted = ask(console, questions.baseline_date(today), lambda text: _not_after(text, today)) or today
    target = ask(console, questions.TARGET, lambda text: _other_than(text, baseline))
    by = ask(console, questions.by(today), lambda text: _after(text, today))
    frequency = ask(console, questions.FREQUENCY, _frequency)
    return MeasureAnswer(title, unit, baseline, counted, target, by, frequency)


def _link(console: Console, strategies: tuple[str, ...]) -> tuple[int | None, str | None]:
    if not strategies:
        return None, None
    strategy: int | None = 0
    if len(strategies) > 1:
        strategy = ask(console, questions.which_strategy(strategies), lambda text: _one(text, len(strategies)))
    if strategy is None:
        return None, None
    return strategy, ask_text(console, questions.because(strategies[strategy]))


def ask_text(console: Console, question: Question) -> str | None:
    """The answer as it was typed; None when the question is skipped."""
    return ask(console, question, _as_it_is)


def _several(console: Console, first: Question, more: Question) -> tuple[str, ...]:
    found: list[str] = []
    while (answer := ask(console, more if found else first, _new(found))) is not None:
        found.append(answer)
    return tuple(found)


def ask(console: Console, question: Question, read: Callable[[str], T]) -> T | None:
    """The answer as `read` takes it; None when the question is skipped. What `read` refuses is asked again, with its reason."""
    again = ""
    while True:
        # A pasted text may bring line breaks along; every question asks for one line.
        answer = " ".join(console.ask(question, again).splitlines()).strip()
        if not answer:
            return None
        try:
            return read(answer)
        except BadScalarError as bad:
            again = f"{bad.message} {bad.fix}"
        except UsageError as error:
            again = str(error)


def _as_it_is(text: str) -> str:
    return text


def _new(known: list[str]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text.casefold() in (name.casefold() for name in known):
            raise BadScalarError(f"“{shorten(text)}” is on the list already.", "Name another, or press Enter to go on.")
        return text

    return read


def _number(text: str) -> str:
    read_number(text)
    return text


def _other_than(text: str, baseline: str | None) -> str:
    if baseline is not None and read_number(text) == read_number(baseline):
        raise BadScalarError(
            f"It stands at {baseline} already, so nothing would have to change.", "Where is it to be instead?"
        )
    return _number(text)


def _not_after(text: str, today: dt.date) -> dt.date:
    day = read_date(text)
    if day > today:
        raise BadScalarError(f"{day.isoformat()} is still to come.", "Give the day of the last count.")
    return day


def _after(text: str, today: dt.date) -> dt.date:
    day = read_date(text)
    if day <= today:
        raise BadScalarError(f"{day.isoformat()} has come already.", "Give a day that is still ahead.")
    return day


def _frequency(text: str) -> Frequency:
    word = "-".join(text.lower().split())
    known = [str(one) for one in Frequency]
    if word in known:
        return Frequency(word)
    near = nearest(word, known)
    hint = f"Did you mean {near}? " if near else ""
    raise BadScalarError(f"“{shorten(text)}” is none of the words.", f"{hint}Choose one of {', '.join(known)}.")


def _one(text: str, count: int) -> int:
    numbers = _numbers(text, count)
    if len(numbers) > 1:
        raise BadScalarError("That names several.", "Choose the one that it is mainly for.")
    return numbers[0]


def _numbers(text: str, count: int) -> tuple[int, ...]:
    """Numbers from the list of choices, counted from 0, each once, in order."""
    known = [str(number) for number in range(1, count + 1)]
    found = set()
    for word in text.replace(",", " ").split():
        if word not in known:
            raise BadScalarError(f"“{shorten(word)}” is no number of the list.", f"Choose from 1 to {count}.")
        found.add(int(word) - 1)
    if not found:
        raise BadScalarError("That holds no number.", f"Choose from 1 to {count}.")
    return tuple(sorted(found))
