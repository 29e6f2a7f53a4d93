"""A review as a conversation: item by item, then what came of it. What is answered becomes minutes; nothing is written here."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TypeVar

from pmo.attention import Attention, Look
from pmo.errors import UsageError
from pmo.minutes import Given, Minutes, NewAction, NewDecision
from pmo.model import Action, Decision, Plan
from pmo.phrases import a_day, done_action, people_named, person_named
from pmo.scaffold.console import Console, Question
from pmo.scaffold.interview import ask
from pmo.terms import ReviewKind

T = TypeVar("T")

_WORDS = ("confirm", "skip", "decide", "end")
_HOLDS = Question(
    "look",
    "Does it hold?",
    "A number, or the first word or letter. Enter skips it.",
    "confirm",
    (
        "confirm: it holds as it stands",
        "skip: leave it for another time",
        "decide: it needs a decision",
        "end: no more of these today",
    ),
)
_HOLDS_TOO = Question("look", "Does it hold? confirm, skip, decide or end", "Enter skips it.", "confirm")
_PERSON = "An id or a name from the plan; Enter leaves it open."


def converse(  # noqa: C901 -- the order of the questions is the function
    console: Console,
    attention: Attention,
    kind: ReviewKind | None,
    looks: Sequence[Look],
    show: Callable[[Look, str], None],
    today: dt.date,
) -> Minutes:
    """Ask what a review has to say. `show` puts a look before whoever answers.

    Raises:
        StoppedError: whoever answers wants out.
    """
    alignment = attention.alignment
    plan = alignment.plan
    done: dict[str, dt.date] = {}
    decided: list[Given] = []
    decisions: list[NewDecision] = []
    for _, action in alignment.open_actions:
        day = _is_done(console, action, plan, today)
        if day is not None:
            done[action.id] = day
    for _, decision in alignment.open_decisions:
        found = _is_decided(console, decision, plan)
        if found is not None:
            decided.append(found)
    confirmed: list[str] = []
    for number, look in enumerate(looks, 1):
        show(look, f"{number} of {len(looks)}  ")
        word = _choice(console, first=number == 1)
        if word == "end":
            break
        if word == "confirm":
            confirmed.append(look.element.id)
        elif word == "decide":
            decisions.append(_to_decide(console, look.element.name_, plan))
    actions = _actions(console, plan)
    if not (confirmed or done or decided or decisions or actions) and kind is None:
        return Minutes(date=today, confirmed={}, done={})
    attendees = ask(console, _WHO, lambda text: people_named(plan, [text])) or ()
    signed: tuple[str, ...] = ()
    if kind is ReviewKind.SIGNOFF and plan.pmo.id in confirmed:
        signed = ask(console, _SIGNED, lambda text: people_named(plan, [text])) or ()
    kind = kind or (ask(console, _KIND, _review_kind) if attendees else None)
    return Minutes(
        date=today,
        kind=kind,
        attendees=attendees,
        signed=signed,
        confirmed=attention.fingerprints(tuple(confirmed)),
        done=done,
        decided=tuple(decided),
        decisions=tuple(decisions),
        actions=tuple(actions),
        note=ask(console, _NOTE, _as_it_is),
    )


def agreed(console: Console, where: str) -> bool:
    """Whether the record is to be written."""
    question = Question("write", f"Write this to {where}?", "Enter writes it; `no` forgets it.", "no", ("yes", "no"))
    return ask(console, question, lambda text: _one_of(text, ("yes", "no"))) != "no"


def _choice(console: Console, *, first: bool) -> str:
    """What is to become of a look. The choices are explained once."""
    question = _HOLDS if first else _HOLDS_TOO
    return ask(console, question, lambda text: _one_of(text, _WORDS)) or "skip"


def _is_done(console: Console, action: Action, plan: Plan, today: dt.date) -> dt.date | None:
    due = f", due on {action.due.isoformat()}" if action.due else ""
    who = f" ({plan.title_of(action.owner)}{due})" if action.owner else due
    question = Question(
        "done",
        f"Is this done? {action.what or action.name_}{who}",
        "`yes`, or the day on which it was; Enter: not yet.",
        today.isoformat(),
    )

    def read(text: str) -> dt.date | None:
        if text.lower() in {"n", "no", "not yet"}:
            return None
        when = "" if text.lower() in {"y", "yes", "done"} else f"={text}"
        return done_action(plan, f"{action.id}{when}", today)[1]

    return ask(console, question, read)


def _is_decided(console: Console, decision: Decision, plan: Plan) -> Given | None:
    waits = f" ({plan.title_of(decision.owner)} is to decide)" if decision.owner else ""
    question = Question(
        "decided",
        f"What was decided? {decision.question or decision.name_}{waits}",
        "What was decided, in a sentence; Enter: still open.",
        "No. We wait for the first contractor.",
    )
    said = ask(console, question, _as_it_is)
    return Given(decision=decision.id, decided=said, by=_person(console, plan, "On whose word?")) if said else None


def _to_decide(console: Console, name: str, plan: Plan) -> NewDecision:
    question = Question(
        "question", "What is to be decided?", "A question; Enter takes the one below.", f"Does “{name}” still hold?"
    )
    said = ask(console, question, _as_it_is) or f"Does “{name}” still hold?"
    owner = _person(console, plan, "Who decides?")
    return NewDecision(question=said, owner=owner, due=_by_when(console))


def _actions(console: Console, plan: Plan) -> list[NewAction]:
    found: list[NewAction] = []
    while True:
        text = "And what else?" if found else "What is to be done until the next review?"
        question = Question(
            "action", text, "One action at a time; Enter: nothing more.", "Ask the clinics what they need from us."
        )
        what = ask(console, question, _as_it_is)
        if what is None:
            return found
        found.append(NewAction(what=what, owner=_person(console, plan, "Who does it?"), due=_by_when(console)))


def _person(console: Console, plan: Plan, text: str) -> str | None:
    example = next((person.id for person in plan.people), "coo")
    return ask(console, Question("person", text, _PERSON, example), lambda answer: person_named(plan, answer))


def _by_when(console: Console) -> dt.date | None:
    return ask(console, Question("due", "By when?", "A date; Enter leaves it open.", "2026-12-31"), a_day)


_WHO = Question(
    "attendees",
    "Who was there?",
    "Ids or names from the plan, with commas between; Enter: nobody but you.",
    "coo, head-of-pmo",
)
_SIGNED = Question(
    "signed", "Who signs the charter as it stands?", "Ids or names, with commas between; Enter: nobody yet.", "coo"
)
_KIND = Question(
    "kind",
    "Which review was this?",
    "A number or a word. Enter: none, only a look between two reviews.",
    "alignment",
    tuple(str(kind) for kind in ReviewKind if kind is not ReviewKind.SIGNOFF),
)
_NOTE = Question(
    "note",
    "A word on it, for those who read this later?",
    "A sentence; Enter: none.",
    "The clinics asked for a date in spring.",
)


def _review_kind(text: str) -> ReviewKind:
    return ReviewKind(_one_of(text, _KIND.choices))


def _one_of(text: str, words: tuple[str, ...]) -> str:
    """One of the words, by its number in the list, its beginning or all of it."""
    answer = text.strip().lower()
    if answer.isdecimal() and 1 <= int(answer) <= len(words):
        return words[int(answer) - 1]
    found = [word for word in words if word.startswith(answer)]
    if len(found) == 1:
        return found[0]
    raise UsageError(
        f"That is none of them. Choose from 1 to {len(words)}, or write {', '.join(words[:-1])} or {words[-1]}."
    )


def _as_it_is(text: str) -> str:
    return text
