"""The scorecard: every objective and measure, once each, by strategy or by owner."""

import re
from pathlib import Path

import pytest
from wellformed import Page

from pmo.report.asked import Asked, Grouping
from pmo.report.figures import NBSP
from pmo.report.scorecard.view import DRAWN, scorecard_view

PLANS = Path(__file__).parent / "plans"
HEALTH = Path(__file__).parents[2] / "examples" / "health-network"


@pytest.fixture
def view(checked, written):
    """The scorecard of a plan: of a text, or of a folder."""

    def make(plan, by="strategy"):
        root = plan if isinstance(plan, Path) else written(plan)
        return scorecard_view(checked(root), None, Asked(by=Grouping(by)))

    return make


def names(found):
    return {group.name: [row.name for row in group.rows] for group in found.groups}


@pytest.mark.parametrize("by", ["strategy", "owner"])
@pytest.mark.parametrize("root", [HEALTH, PLANS / "ferries", PLANS / "waterworks"], ids=lambda path: path.name)
def test_every_objective_and_measure_is_there_once(root, by, view, checked):
    found = view(root, by)
    objectives = checked(root).alignment.objectives
    assert sorted(row.id for group in found.groups for row in group.rows) == sorted(o.id for o in objectives)
    rows = [measure.numbers.id for group in found.groups for row in group.rows for measure in row.measures]
    assert sorted(rows) == sorted(m.id for o in objectives for m in o.measures)
    assert (found.objectives, found.measures) == (len(objectives), len(rows))


def test_strategies_stand_in_the_plans_order_and_those_without_objectives_too(view):
    found = view(PLANS / "ferries")
    assert list(names(found)) == [
        "Punctual crossings",
        "A clean fleet",
        "Zero harm",
        "Hold the cost of a crossing",
        "New routes in the south",
        "Supports no strategy or goal",
    ]
    assert names(found)["New routes in the south"] == []
    assert found.groups[-1].kind == "none"


def test_what_supports_a_strategy_besides_its_own_is_named_there(view):
    group = next(g for g in view(PLANS / "ferries").groups if g.name == "Hold the cost of a crossing")
    assert group.rows == ()
    assert group.also == "Refits end on the day promised"


def test_an_objective_that_supports_a_customer_stands_below_the_strategy_behind_it(view):
    assert (
        "New services outside hospital are used from their first weeks"
        in names(view(HEALTH))["Move care out of hospital"]
    )


def test_a_main_link_places_an_objective_before_a_side_effect(view):
    text = (
        "organization: {strategies: {s1: S1, s2: S2}}\n"
        "pmo: {objectives: {o: {title: O, supports: {s1: {because: a, strength: secondary}, s2: b}}}}\n"
    )
    assert names(view(text)) == {"S1": [], "S2": ["O"]}


def test_by_owner_what_nobody_owns_comes_first(view):
    text = "people: {ann: {name: Ann, role: Head}}\npmo: {objectives: {a: {title: A, owner: ann}, b: B}}\n"
    found = view(text, "owner")
    assert [(group.name, group.beside, group.kind) for group in found.groups] == [
        ("Nobody named", "", "none"),
        ("Ann", "Head", "owner"),
    ]


def test_a_measure_that_somebody_else_reads_says_so(report, written):
    text = "people: {ann: {name: Ann}, bob: {name: Bob}}\npmo: {objectives: {a: {owner: ann, measures: {m: {unit: days%s}}}}}\n"
    assert "read by Bob" in report(written(text % ", owner: bob"), kind="scorecard")
    assert "read by" not in report(written(text % ", owner: ann"), kind="scorecard")
    assert "read by" not in report(written(text % ""), kind="scorecard")


def test_the_trend_says_whether_it_got_better_not_whether_it_went_up(view):
    rows = {m.numbers.id: m.moved for g in view(PLANS / "ferries").groups for row in g.rows for m in row.measures}
    assert rows["late-days"] == "better"
    assert rows["electric-share"] == "better"
    assert rows["drills-held"] == "same"
    assert rows["changes-registered"] == ""


def test_numbers_stand_beside_the_text(view):
    row = next(
        m for g in view(PLANS / "ferries").groups for r in g.rows for m in r.measures if m.numbers.id == "late-days"
    )
    assert (row.now, row.numbers.now) == (f"10{NBSP}days", 10)
    assert (row.numbers.start, row.numbers.target, row.numbers.unit) == (19, 5, "days")
    assert row.numbers.progress == pytest.approx(9 / 14, abs=1e-6)


def test_a_large_scorecard_is_not_drawn(view):
    lines = "".join(
        f"    o{n}: {{measures: {{m{n}: {{unit: days, baseline: {{value: 9, date: 2026-01-01}}, target: {{value: 1, by: 2026-12-31}}}}}}}}\n"
        for n in range(DRAWN + 1)
    )
    found = view(f"pmo:\n  objectives:\n{lines}")
    assert not found.drawn
    assert all(m.bullet is None for g in found.groups for row in g.rows for m in row.measures)


def test_nothing_to_score_is_said(view, report):
    assert view("pmo: {name: Office}").empty.startswith("The PMO has no objectives yet")
    assert "nothing to score" in Page(report("empty", kind="scorecard")).text


def test_every_status_is_a_shape_and_a_word(report):
    html = report("ferries", kind="scorecard")
    assert (
        len(
            re.findall(
                r'<td class="state"><span class="st [a-z-]+"><svg[^>]*><use href="#st-[a-z-]+"/></svg>[A-Z][a-z ]+</span>',
                html,
            )
        )
        == 8
    )
