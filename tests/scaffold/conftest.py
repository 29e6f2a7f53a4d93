"""What the tests of `pmo init` share: a console that answers by itself, and a full set of answers."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import pytest

from pmo.scaffold.answers import Answers
from pmo.scaffold.console import Question, StoppedError
from pmo.scaffold.interview import interview

TODAY = dt.date(2026, 11, 24)

FULL: Mapping[str, Sequence[str]] = {
    "name": ["Lakeside Health PMO"],
    "purpose": [
        "Help the clinics and the finance department reach their objectives: all of them, and carry out the strategy."
    ],
    "customer": ["Clinics", "Finance"],
    "need": [
        "Equipment approved in time to open on the announced day",
        "Word of delays",
        "",
        "One view of what change costs",
    ],
    "sponsor": ["Maria Okafor"],
    "sponsor-role": ["Chief Operating Officer"],
    "mission": ["Give leaders the planning and delivery support that they need to carry out their strategy."],
    "vision": ["Every funded change delivers the result that its sponsor promised."],
    "organization": ["Lakeside Health"],
    "strategy": ["Shorten waits for planned care", "Hold the cost of change"],
    "objective": ["Funding decisions reach sponsors in time to matter"],
    "for": ["1"],
    "owner": ["Jon Weiss"],
    "owner-role": ["Head of Portfolio"],
    "measure": ["Median time from request to decision"],
    "unit": ["days"],
    "baseline": ["41"],
    "baseline-date": ["2026-10-31"],
    "target": ["14"],
    "by": ["2027-06-30"],
    "frequency": ["monthly"],
    "which-strategy": ["1"],
    "because": ["equipment that is approved late opens late"],
}


@dataclass
class ScriptedConsole:
    """Answers each question from the list under its key, in order; Enter when there is none left. Keeps what was said."""

    answers: Mapping[str, Sequence[str]] = field(default_factory=dict)
    stop_at: str = ""
    lines: list[str] = field(default_factory=list)
    asked: list[Question] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)

    def write(self, text: str = "", *, strong: bool = False) -> None:  # noqa: ARG002 -- a script has no bold
        self.lines.append(text)

    def ask(self, question: Question, again: str = "") -> str:
        given = sum(other.key == question.key for other in self.asked)
        self.asked.append(question)
        if again:
            self.reasons.append(again)
        if question.key == self.stop_at:
            raise StoppedError("Stopped. Nothing was written.")
        answers = self.answers.get(question.key, [])
        return answers[given] if given < len(answers) else ""

    @property
    def keys(self) -> list[str]:
        return [question.key for question in self.asked]

    @property
    def output(self) -> str:
        return "\n".join(self.lines)


@pytest.fixture
def console() -> Callable[..., ScriptedConsole]:
    return ScriptedConsole


@pytest.fixture
def today() -> dt.date:
    return TODAY


@pytest.fixture
def full() -> dict[str, Sequence[str]]:
    return dict(FULL)


@pytest.fixture
def full_answers() -> Answers:
    return interview(ScriptedConsole(FULL), TODAY)
