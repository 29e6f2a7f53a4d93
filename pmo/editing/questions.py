"""What `pmo new` asks on a terminal: only what was not given, and each question may be skipped."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pmo.editing.elements import objectives_of
from pmo.editing.ids import proposed_id, refuse_id
from pmo.editing.kinds import ElementKind
from pmo.editing.search import ranked
from pmo.errors import UsageError
from pmo.model import Customer, Element, Party, Person, Plan
from pmo.scaffold.answers import MeasureAnswer
from pmo.scaffold.console import Console, Question
from pmo.scaffold.interview import ask, ask_measure, ask_text
from pmo.scaffold.questions import because
from pmo.source.scalars import BadScalarError
from pmo.terms import Level, Status

_SHOWN = 6
_EXAMPLES = {
    "objective": "Funding decisions reach sponsors in time to matter",
    "strategy": "Shorten waits for planned care",
    "goal": "A healthier region",
    "value": "Bad news travels first",
    "measure": "Median time from request to decision",
    "customer": "Clinics",
    "person": "Ann Weiss",
    "initiative": "New portfolio register",
    "service": "Request hour",
    "process": "Weekly decision round",
    "template": "Request on two pages",
    "tool": "Portfolio register",
    "role": "Portfolio analysts",
}


@dataclass(slots=True)
class Asked:
    """What was given and answered."""

    given: dict[str, list[str]]
    of: str | None
    id: str | None
    measure: str | None = None


def asked(
    console: Console,
    kind: ElementKind,
    plan: Plan,
    given: dict[str, list[str]],
    *,
    of: str | None,
    new: str | None,
    today: dt.date,
) -> Asked:
    """Ask for what an element of this kind needs.

    Raises:
        StoppedError: the user wants out.
        UsageError: it was given no name and no id.
    """
    found = Asked(dict(given), of, new)
    answers = found.given
    if kind.word == "measure":
        _measure(console, plan, found, today)
    else:
        name = kind.shape.bare or "title"
        title = ask_text(console, Question(name, f"What is the {kind.word} called?", _help(kind), _EXAMPLES[kind.word]))
        if title:
            answers[name] = [title]
    _id(console, kind, plan, found)
    if kind.word == "person":
        _person(console, plan, answers)
    if kind.word == "customer" and "needs" not in answers:
        _several(
            console,
            answers,
            "needs",
            "What do they need from the PMO, in their words?",
            "New rooms that open on the day",
        )
    if "owner" in kind.shape.fields and kind.word != "measure" and "owner" not in answers:
        _pick(
            console,
            plan,
            answers,
            "owner",
            "Who answers for it?",
            "Exactly one person: an id, or a few words of the name or role.",
            (Person,),
        )
    if "for" in kind.shape.fields and "for" not in answers and plan.customers:
        _pick(console, plan, answers, "for", "Whose success is it?", "A customer: an id, or a few words.", (Customer,))
    if kind.link_key and kind.link_key not in answers:
        _link(console, kind, plan, answers)
    if kind.word == "objective" and not any(key in answers for key in ("unit", "target.value")):
        counted = ask_measure(console, today)
        found.measure = counted.title
        answers |= {key: [text] for key, text in _keys(counted).items()}
    return found


def _help(kind: ElementKind) -> str:
    if kind.word in {"customer", "person"}:
        return "As people say it."
    if kind.word == "objective":
        return "The result, not the work: what is different once it is reached."
    return "A few words; reports show them."


def _id(console: Console, kind: ElementKind, plan: Plan, found: Asked) -> None:
    if found.id is not None:
        return
    title = next(iter(found.given.get(kind.shape.bare or "title", ())), "")
    role = next(iter(found.given.get("role", ())), "")
    proposed = proposed_id(role or title, plan)

    def read(text: str) -> str:
        try:
            refuse_id(text, plan)
        except UsageError as error:
            raise BadScalarError(str(error), "Choose another.") from None
        return text

    hint = (
        f"Other parts of the plan name it by that. Enter: {proposed}."
        if proposed
        else "Other parts of the plan name it by that."
    )
    question = Question("id", "What is its id?", hint, proposed or "first-of-all")
    found.id = ask(console, question, read) or proposed or None
    if found.id is None:
        raise UsageError("Without a name and without an id there is nothing to add. Nothing was written.")


def _person(console: Console, plan: Plan, answers: dict[str, list[str]]) -> None:
    if "role" not in answers:
        role = ask_text(
            console,
            Question("role", "What is their role?", "As it is called in the organization.", "Head of portfolio"),
        )
        answers |= {"role": [role]} if role else {}
    if "level" not in answers:
        levels = tuple(str(level) for level in Level)
        level = ask(
            console,
            Question("level", "What is their standing?", "A sponsor is an executive.", "manager", levels),
            _word(levels),
        )
        answers |= {"level": [level]} if level else {}
    if "unit" not in answers:
        parties = (Party,)
        _pick(
            console, plan, answers, "unit", "Where do they belong?", "pmo, organization, or a customer's id.", parties
        )


def _measure(console: Console, plan: Plan, found: Asked, today: dt.date) -> None:
    if found.of is None:
        objectives = objectives_of(plan)
        if len(objectives) > 1:
            found.of = _choice(
                console,
                Question("of", "Which objective does it measure?", "An id, or a few words.", objectives[0].id),
                objectives,
            )
    counted = ask_measure(console, today)
    if counted.title:
        found.given["title"] = [counted.title]
    found.given |= {key: [text] for key, text in _keys(counted).items() if key not in found.given}


def _keys(counted: MeasureAnswer) -> dict[str, str]:
    texts = {
        "unit": counted.unit,
        "baseline.value": counted.baseline,
        "baseline.date": counted.baseline_date.isoformat() if counted.baseline_date else None,
        "target.value": counted.target,
        "target.by": counted.by.isoformat() if counted.by else None,
        "frequency": str(counted.frequency) if counted.frequency else None,
    }
    return {key: text for key, text in texts.items() if text}


def _link(console: Console, kind: ElementKind, plan: Plan, answers: dict[str, list[str]]) -> None:
    """What it supports, found by words; and why."""
    candidates = [
        element
        for element in plan.elements.values()
        if isinstance(element, kind.links) and getattr(element, "status", None) is not Status.RETIRED
    ]
    if not candidates:
        return
    verb = "support" if kind.link_key == "supports" else "serve"
    question = Question(
        kind.link_key,
        f"What does it {verb}?",
        "A few words that it is about, or an id; Enter goes on without.",
        candidates[0].name_,
    )
    target = _choice(console, question, candidates)
    if target is None:
        return
    if kind.link_key == "serves":
        answers["serves"] = [target]
        return
    reason = ask_text(console, because(plan.elements[target].name_))
    answers["supports"] = [f"{target}={reason}" if reason else target]


def _pick(
    console: Console,
    plan: Plan,
    answers: dict[str, list[str]],
    key: str,
    text: str,
    hint: str,
    kinds: tuple[type[Element], ...],
) -> None:
    candidates = [element for element in plan.elements.values() if isinstance(element, kinds)]
    if candidates:
        target = _choice(console, Question(key, text, hint, candidates[0].id), candidates)
        answers |= {key: [target]} if target else {}


def _choice(console: Console, question: Question, candidates: Sequence[Element]) -> str | None:
    """The id of one of the candidates: named, or chosen from those that hold the words that were typed. None when skipped."""
    ids = {element.id for element in candidates}
    words = ask_text(console, question)
    while words is not None and words not in ids:
        near = ranked(words, candidates)[:_SHOWN]
        if near and len(near) == 1:
            console.write(f"That is {near[0].name_} ({near[0].id}).")
            return near[0].id
        if near:
            choices = tuple(f"{_called(element)} ({element.id})" for element in near)
            which = Question(
                f"{question.key}-which", "Which of these?", "Its number; or other words; Enter for none.", "1", choices
            )
        else:
            which = Question(
                f"{question.key}-again",
                "Nothing holds such words. Which is it?",
                "Other words, or an id; Enter for none.",
                candidates[0].id,
            )
        words = ask_text(console, which)
        if words is not None and words.isdigit() and 1 <= int(words) <= len(near):
            return near[int(words) - 1].id
    return words


def _called(element: Element) -> str:
    role = getattr(element, "role", None)
    return f"{element.name_}, {role}" if isinstance(role, str) and role != element.name_ else element.name_


def _several(console: Console, answers: dict[str, list[str]], key: str, text: str, example: str) -> None:
    found: list[str] = []
    while True:
        question = Question(key, text if not found else "What else?", "One at a time; Enter when that is all.", example)
        answer = ask_text(console, question)
        if answer is None:
            break
        found.append(answer)
    if found:
        answers[key] = found


def _word(words: Sequence[str]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text.isdigit() and 1 <= int(text) <= len(words):
            return words[int(text) - 1]
        if text.lower() in words:
            return text.lower()
        raise BadScalarError(f"“{text}” is none of the words.", f"Choose {', '.join(words)}.")

    return read
