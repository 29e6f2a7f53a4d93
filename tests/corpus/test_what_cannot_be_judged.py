"""Measures as real agencies publish them, without a direction, a start or a band: no state may be made up for them."""

import datetime as dt

import pytest

from pmo.align import Alignment
from pmo.progress import State
from pmo.reader.load import load_plan

DAY = dt.date(2022, 9, 30)

PLAN = """
pmo:
  objectives:
    goal:
      measures:
        number:
          frequency: quarterly
{lines}
          readings: {{2022-09-30: 154}}
"""


def standing(folder, today: dt.date, *lines: str):
    text = PLAN.format(lines="\n".join(f"          {line}" for line in lines))
    (folder / "pmo.yaml").write_text(text, encoding="utf-8")
    loaded = load_plan(folder)
    assert loaded.faults == ()
    (objective,) = loaded.plan.pmo.objectives
    return Alignment(loaded.plan, today).standing(objective.measures[0])


@pytest.mark.parametrize("today", [DAY, DAY + dt.timedelta(days=1)])
@pytest.mark.parametrize("target", [100, 154, 200])
def test_a_target_alone_does_not_say_which_way_is_better(tmp_path, today, target):
    found = standing(tmp_path, today, f"target: {{value: {target}, by: {DAY}}}")
    assert (found.state, found.reason) == (State.NO_DATA, "no direction")


@pytest.mark.parametrize("today", [DAY, DAY + dt.timedelta(days=1)])
@pytest.mark.parametrize(("start", "state"), [(100, State.MET), (500, State.MET)])
def test_with_a_start_the_two_numbers_say_it(tmp_path, today, start, state):
    figures = (f"baseline: {{value: {start}, date: 2021-10-01}}", f"target: {{value: 154, by: {DAY}}}")
    assert standing(tmp_path, today, *figures).state is state


@pytest.mark.parametrize("today", [DAY, DAY + dt.timedelta(days=1)])
@pytest.mark.parametrize("band", ["", "band: {}"])
def test_what_is_to_be_kept_without_a_band_is_neither_in_nor_out(tmp_path, today, band):
    found = standing(tmp_path, today, "direction: maintain", f"target: {{by: {DAY}}}", band)
    assert (found.state, found.reason) == (State.NO_DATA, "no band")


@pytest.mark.parametrize(("low", "state"), [(154, State.MET), (155, State.MISSED)])
def test_a_floor_alone_is_a_band(tmp_path, low, state):
    found = standing(
        tmp_path, DAY + dt.timedelta(days=1), "direction: maintain", f"target: {{by: {DAY}}}", f"band: {{low: {low}}}"
    )
    assert found.state is state
