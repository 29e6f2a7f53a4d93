"""The self-assessment as a view model: the seven complaints of leaders, each with the plan's evidence for and against it. There is no score."""

from dataclasses import dataclass

from pmo.engine import Result
from pmo.findings import Finding
from pmo.report.alignment.gaps import where
from pmo.report.alignment.honesty import honesty
from pmo.report.assessment.evidence import CANNOT_TELL, QUESTIONS, Evidence
from pmo.report.facts import Facts, listed
from pmo.report.figures import count
from pmo.report.page import Page, page
from pmo.rules import BY_SLUG
from pmo.rules.complaints import COMPLAINTS, Complaint

_NAMES = 6


@dataclass(frozen=True, slots=True)
class Found:
    """The findings of one rule: what is wrong, how often, and on what. `severity` is `error`, `warning` or `advice`."""

    severity: str
    rule: str
    what: str
    many: int
    where: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One complaint: what is said, what a good plan shows instead (`asked`), what the check has to say (`answer`), and the evidence.

    `against` speaks against the complaint, `in_favour` for it, and so do the `findings`. `waived` counts findings that somebody excused.
    `cannot_tell` says what no plan can show.
    """

    said: str
    asked: str
    answer: str
    supported: bool
    against: tuple[Evidence, ...]
    in_favour: tuple[Evidence, ...]
    findings: tuple[Found, ...]
    waived: int
    cannot_tell: str


@dataclass(frozen=True, slots=True)
class AssessmentView:
    """The page's parts. `sentence` names the complaints that the check found something for."""

    page: Page
    sentence: str
    answers: tuple[Answer, ...]
    honesty: tuple[str, ...]


def assessment_view(result: Result, revision: str | None) -> AssessmentView:
    """The self-assessment of a check's result."""
    facts = Facts(result)
    answers = tuple(_answer(complaint, at, facts) for at, complaint in enumerate(COMPLAINTS))
    return AssessmentView(
        page=page("self-assessment", facts.words("Self-assessment"), facts, revision),
        sentence=_sentence(answers),
        answers=answers,
        honesty=honesty(facts),
    )


def _sentence(answers: tuple[Answer, ...]) -> str:
    supported = [f"“{answer.said.rstrip('.')}”" for answer in answers if answer.supported]
    if not supported:
        return "The check found nothing that would bear out any of the seven complaints."
    if len(supported) == len(answers):
        return "The check found something that bears out each of the seven complaints."
    return f"The check found something that bears out {listed(supported)}."


def _answer(complaint: Complaint, at: int, facts: Facts) -> Answer:
    questions = tuple(QUESTIONS[at](facts))
    findings = _findings([f for f in facts.result.findings if f.rule in complaint.rules], facts)
    many = sum(found.many for found in findings)
    waived = sum(item.finding.rule in complaint.rules for item in facts.result.waived)
    return Answer(
        said=complaint.said,
        asked=complaint.asked,
        answer=_said(many, waived),
        supported=bool(findings),
        against=tuple(found for question in questions if (found := question.against()) is not None),
        in_favour=tuple(found for question in questions if (found := question.in_favour()) is not None),
        findings=findings,
        waived=waived,
        cannot_tell=CANNOT_TELL[at],
    )


def _said(many: int, waived: int) -> str:
    said = (
        f"The check has {count(many, 'finding')} that {'bears' if many == 1 else 'bear'} it out"
        if many
        else ("The check found nothing that bears it out")
    )
    return f"{said}; {count(waived, 'finding')} {'is' if waived == 1 else 'are'} waived." if waived else f"{said}."


def _findings(found: list[Finding], facts: Facts) -> tuple[Found, ...]:
    """Findings by rule, errors first, the most frequent first among those of one severity."""
    by_rule: dict[tuple[int, str], list[Finding]] = {}
    for finding in found:
        by_rule.setdefault((finding.severity.rank, finding.rule), []).append(finding)
    ordered = sorted(by_rule.items(), key=lambda item: (item[0][0], -len(item[1]), item[0][1]))
    return tuple(_row(slug, many, facts) for (_, slug), many in ordered)


def _row(slug: str, found: list[Finding], facts: Facts) -> Found:
    what = BY_SLUG[slug].summary
    places = listed(dict.fromkeys(where(finding, facts) for finding in found), _NAMES)
    return Found(found[0].severity.value, slug, what[:1].upper() + what[1:], len(found), places)
