"""`pmo new` and `pmo record` on a real terminal."""

import pytest
from a_terminal import lines, talk
from writing_plans import texts

from pmo.reader.load import load_plan


def test_an_objective_is_asked_for_and_its_strategy_found_by_words(example):
    answers = [
        "Lessons reach the next project", "", "head of the enterprise pmo", "1", "finance", "within means", "1",
        "the same mistake is paid for twice", "Lessons used", "%", "10", "", "60", "2099-06-30", "quarterly",
    ]  # fmt: skip
    code, screen = talk(example, lines(*answers), command=("new", "objective"), PMO_TODAY="2026-06-30")
    assert code == 0, screen
    found = load_plan(example).plan.elements["lessons-reach-the-next-project"]
    assert found.owner == "head-of-pmo"
    assert [link.target for link in found.supports] == ["live-within-means"]
    assert found.measures[0].target.value == 60


@pytest.mark.parametrize(("answer", "code", "written"), [("y", 0, True), ("n", 0, False), ("", 0, False)])
def test_a_value_that_looks_odd_is_asked_about(example, answer, code, written):
    before = texts(example)
    command = ("record", "benefit-confirmed", "3.1", "--on", "2026-06-15")
    done, screen = talk(example, lines(answer), command=command, PMO_TODAY="2026-06-30")
    assert done == code, screen
    assert "less than a tenth of the reading before, 35 %" in screen
    assert (texts(example) != before) is written


@pytest.mark.parametrize("key", [b"\x03", b"\x04"], ids=["ctrl-c", "ctrl-d"])
def test_stopping_writes_nothing(example, key):
    before = texts(example)
    code, screen = talk(example, [*lines("Lessons", ""), key], command=("new", "objective"))
    assert code == 2
    assert screen.endswith("pmo: Stopped. Nothing was written.\n")
    assert texts(example) == before
