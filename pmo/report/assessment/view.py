"""The self-assessment as a view model: the seven complaints of leaders, each with the plan's evidence for and against it. There is no score."""

from dataclasses import dataclass, field

from pmo.engine import Result
from pmo.findings import Finding
from pmo.language.words import Words
from pmo.report.alignment.gaps import where
from pmo.report.alignment.honesty import honesty
from pmo.report.assessment.evidence import CANNOT_TELL, QUESTIONS, Evidence
from pmo.report.facts import Facts
from pmo.report.fields import PRINTED
from pmo.report.page import Page, page
from pmo.report.term_words import severity_words
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
    word: str = field(default="", metadata=PRINTED)
    """The severity in the report's language."""
    times: str = field(default="", metadata=PRINTED)
    """How often, where it is more than once: `3 times`."""


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
        sentence=_sentence(answers, facts.words),
        answers=answers,
        honesty=honesty(facts),
    )


def _sentence(answers: tuple[Answer, ...], words: Words) -> str:
    supported = [words.quoted(answer.said.rstrip(".")) for answer in answers if answer.supported]
    if not supported:
        return words("The check found nothing that would bear out any of the seven complaints.")
    if len(supported) == len(answers):
        return words("The check found something that bears out each of the seven complaints.")
    return words("The check found something that bears out {complaints}.", complaints=words.listed(supported))


def _answer(complaint: Complaint, at: int, facts: Facts) -> Answer:
    words = facts.words
    questions = tuple(QUESTIONS[at](facts))
    findings = _findings([f for f in facts.result.findings if f.rule in complaint.rules], facts)
    many = sum(found.many for found in findings)
    waived = sum(item.finding.rule in complaint.rules for item in facts.result.waived)
    return Answer(
        said=words(complaint.said),
        asked=words(complaint.asked),
        answer=_said(many, waived, words),
        supported=bool(findings),
        against=tuple(found for question in questions if (found := question.against()) is not None),
        in_favour=tuple(found for question in questions if (found := question.in_favour()) is not None),
        findings=findings,
        waived=waived,
        cannot_tell=words(CANNOT_TELL[at]),
    )


def _said(many: int, waived: int, words: Words) -> str:
    clauses = [
        words.many(many, "The check has {n} finding that bears it out", "The check has {n} findings that bear it out")
        if many
        else words("The check found nothing that bears it out")
    ]
    if waived:
        clauses.append(words.many(waived, "{n} finding is waived", "{n} findings are waived"))
    return words.sentence(clauses)


def _findings(found: list[Finding], facts: Facts) -> tuple[Found, ...]:
    """Findings by rule, errors first, the most frequent first among those of one severity."""
    by_rule: dict[tuple[int, str], list[Finding]] = {}
    for finding in found:
        by_rule.setdefault((finding.severity.rank, finding.rule), []).append(finding)
    ordered = sorted(by_rule.items(), key=lambda item: (item[0][0], -len(item[1]), item[0][1]))
    return tuple(_row(slug, many, facts) for (_, slug), many in ordered)


def _row(slug: str, found: list[Finding], facts: Facts) -> Found:
    words, severity = facts.words, found[0].severity
    what = words(BY_SLUG[slug].summary)
    places = words.listed(dict.fromkeys(where(finding, facts) for finding in found), _NAMES)
    return Found(
        severity.value,
        slug,
        what[:1].upper() + what[1:],
        len(found),
        places,
        severity_words(words)[severity],
        _times(len(found), words),
    )


def _times(many: int, words: Words) -> str:
    return words.many(many, "{n} time", "{n} times") if many > 1 else ""
