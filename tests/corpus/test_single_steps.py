"""Yes-or-no measures and finished ones, as published data has them: no straight line for a step, no duty to read what is done."""

import datetime as dt
from pathlib import Path

import pytest

from pmo.engine import Result, check
from pmo.reader.load import load_plan

PLAN = """\
people: {li: {name: Li Wei}}
pmo:
  objectives:
    launch:
      title: The probe is launched
      owner: li
      measures:
        done:
          unit: launches
          direction: increase
          frequency: quarterly
          baseline: {value: 0, date: 2022-01-01}
          target: {value: 1, by: 2023-09-30}
          readings: {READINGS}
          VERDICT
"""


def result_of(folder: Path, readings: str, today: str, verdict: str = "") -> tuple[Result, str, str]:
    text = PLAN.replace("READINGS", readings).replace("VERDICT", verdict)
    folder.joinpath("pmo.yaml").write_text(text, encoding="utf-8")
    result = check(load_plan(folder), dt.date.fromisoformat(today))
    (measure,) = result.plan.pmo.objectives[0].measures
    standing = result.alignment.standing(measure)
    return result, standing.state, standing.reason


@pytest.mark.parametrize("value", ["0", "0.0"])
def test_a_step_that_is_not_due_cannot_be_late(tmp_path, value):
    _, state, reason = result_of(tmp_path, f"2023-06-30: {value}", "2023-07-15")
    assert (state, reason) == ("No data", "a single step, nothing to judge before its date")


def test_a_step_that_is_taken_is_met_and_one_that_is_overdue_missed(tmp_path):
    assert result_of(tmp_path, "2023-06-30: 1", "2023-07-15")[1] == "Met"
    assert result_of(tmp_path, "2023-09-30: 0", "2023-10-15")[1] == "Missed"


def test_half_a_step_is_a_way_after_all(tmp_path):
    assert result_of(tmp_path, "2023-03-31: 0.5, 2023-06-30: 0.5", "2023-07-15")[1] == "Off track"


def test_what_is_called_achieved_need_not_be_read_again(tmp_path):
    before = result_of(tmp_path, "2022-09-30: 1", "2023-07-15")
    assert before[1] == "No data"
    assert "reading-stale" in {finding.rule for finding in before[0].findings}
    for today in ("2023-07-15", "2024-06-30"):
        result, state, _ = result_of(tmp_path, "2022-09-30: 1", today, "result: achieved")
        assert state == "Met"
        assert not {"reading-stale", "target-past-due"} & {finding.rule for finding in result.findings}
