"""The self-assessment: seven complaints, evidence on both sides, no score."""

import re
from pathlib import Path

import pytest
from wellformed import Page

from pmo.report.assessment.evidence import CANNOT_TELL, QUESTIONS
from pmo.report.assessment.view import assessment_view
from pmo.report.facts import Facts
from pmo.rules.complaints import COMPLAINTS

EXAMPLES = Path(__file__).parents[2] / "examples"
FERRIES = Path(__file__).parent / "plans" / "ferries"


@pytest.fixture
def assess(checked, written):
    """The self-assessment of a plan: of a text, or of a folder."""
    return lambda plan: assessment_view(checked(plan if isinstance(plan, Path) else written(plan)), None)


def shown(side):
    return {item.label: item.text for item in side}


def test_each_complaint_has_its_questions_and_says_what_no_plan_can_tell():
    assert len(COMPLAINTS) == len(QUESTIONS) == len(CANNOT_TELL) == 7


def test_questions_belong_to_their_complaints(assess):
    said = {
        answer.said: set(shown(answer.against)) | set(shown(answer.in_favour)) for answer in assess(FERRIES).answers
    }
    assert "Purpose, mission and vision that are written down" in said["Nobody understands what the PMO is for."]
    assert "Measures read on time" in said["It shows no quantified value."]
    assert "Objectives that are mainly for one thing" in said["It has no focus."]
    assert "Missed targets without a verdict" in said["We are dissatisfied with its results."]
    assert "Services that name their customer" in said["It is a burden."]
    assert "Links that say why" in said["The business does not understand the PMO."]
    assert "Customers whose needs are known" in said["The PMO does not understand the business."]


def test_both_sides_add_up_to_the_whole(assess, checked):
    for root in (FERRIES, EXAMPLES / "health-network", EXAMPLES / "broken" / "three-years-on"):
        for answer, questions in zip(assess(root).answers, QUESTIONS, strict=True):
            parts = sum(item.part for item in (*answer.against, *answer.in_favour))
            assert parts == sum(len(question.found) for question in questions(Facts(checked(root))))
            assert all(0 < item.part <= item.whole for item in (*answer.against, *answer.in_favour))


def test_figures_are_those_of_the_alignment_report(assess, checked):
    alignment = checked(FERRIES).alignment
    seventh = assess(FERRIES).answers[6]
    supported = len(alignment.coverage.covered)
    assert (
        shown(seventh.against)["Strategies that an objective of the PMO supports"]
        == f"{supported} of {len(alignment.strategies)}"
    )
    assert (
        next(item for item in seventh.in_favour if item.label == "Strategies without an objective").names
        == "New routes in the south"
    )
    second = assess(FERRIES).answers[1]
    assert shown(second.in_favour)["Measures never read, or overdue"] == f"{len(alignment.overdue_readings)} of 7"


def test_a_plan_with_nothing_in_it_has_nothing_to_show_against(assess):
    first = assess("pmo: {name: Office}\n").answers[0]
    assert first.against == ()
    assert shown(first.in_favour) == {"Not written down": "3 of 3", "Not said in the charter": "3 of 3"}
    assert first.supported


def test_placeholders_are_not_written_down(assess):
    found = assess("pmo: {name: Office, purpose: 'TODO: why the PMO exists'}\n").answers[0]
    assert "Purpose, mission and vision that are written down" not in shown(found.against)


def test_findings_speak_for_the_complaint_and_waivers_are_counted(assess):
    found = assess(FERRIES)
    seventh = found.answers[6]
    assert [item.rule for item in seventh.findings] == [
        "customer-unserved",
        "pmo-centred-objectives",
        "strategy-without-objective",
        "suspect-link",
    ]
    assert seventh.answer.startswith("The check has 4 findings that bear it out")
    assert seventh.waived == 1
    assert seventh.answer.endswith("1 finding is waived.")
    assert "“The PMO does not understand the business”" in found.sentence


def test_a_clean_plan_is_told_so_without_praise(assess, checked):
    found = assess(EXAMPLES / "health-network")
    assert "score" not in found.sentence
    assert all(
        re.fullmatch(r"[\d,]+ of [\d,]+", item.text) for a in found.answers for item in (*a.against, *a.in_favour)
    )


def test_there_is_no_score_anywhere(report):
    for root in ("ferries", EXAMPLES / "broken" / "tools-first"):
        text = Page(report(root, kind="self-assessment")).text
        assert "%" not in text.partition("How to read this")[0], "counts with their denominators, no percentage"
        assert "There is no score: judge for yourself." in text
