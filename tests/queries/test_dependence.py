"""What hangs on what: the chain up and down, and what would fall."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmo.dependence import Dependence

PLAN = """\
settings: {currency: EUR}
organization:
  name: Clinics
  goals: {health: Health}
  strategies:
    waits: {title: Waits, supports: {health: waiting hurts}}
    costs: Costs
    old: {title: Old, status: retired}
customers:
  wards: {name: Wards, objectives: {beds: {title: Beds, measures: {free-beds: {}}}}}
  labs: Labs
people: {li: {name: Li Wei}}
pmo:
  objectives:
    fast: {title: Fast, for: [wards], owner: li, supports: {waits: late is late, old: no more}, measures: {days: {unit: days}}}
    lean: {title: Lean, for: [wards, labs], supports: {costs: money, waits: {because: time, strength: secondary}}}
    far: {title: Far, supports: {fast: it helps}}
    idea: {title: Idea, status: draft, supports: {waits: perhaps}}
  strategies: {help: {title: Help, supports: {fast: help first}}}
  services:
    desk: {title: Desk, for: [labs], serves: [fast]}
    hall: {title: Hall, for: [wards], serves: [fast, lean]}
  processes:
    gate: {title: Gate, serves: [fast]}
    audit: {title: Audit, serves: [fast], mandated_by: law}
initiatives:
  rebuild: {title: Rebuild, supports: {fast: needed}, budget: 1000}
  split: {title: Split, supports: {fast: needed, lean: needed}, budget: 500, allocation: {waits: 40, costs: 60}}
  unpriced: {title: Unpriced, supports: {far: needed}}
  ended: {title: Ended, supports: {fast: needed}, budget: 9, until: 2025-12-31}
  kept: {title: Kept, category: run, because: contract, supports: {fast: by the way}, budget: 7}
reviews:
  q1: {date: 2026-03-31, actions: {ask: Ask}, decisions: {hire: Do we hire?}}
"""


def names(elements):
    return [element.id for element in elements]


def tree(ties):
    return {tie.element.id: tree(tie.beyond) for tie in ties}


@pytest.fixture
def dependence(graph):
    return Dependence(graph(PLAN))


def test_the_chain_leads_up_to_the_strategy_and_the_goal_beyond(dependence):
    assert tree(dependence.upwards("rebuild")) == {"fast": {"waits": {"health": {}}, "old": {}}}
    (to_fast,) = dependence.upwards("rebuild")
    assert (to_fast.how, to_fast.because) == ("supports", "needed")


def test_what_belongs_to_an_objective_is_there_for_its_reasons(dependence):
    assert tree(dependence.upwards("days")) == {"waits": {"health": {}}, "old": {}}


def test_the_chain_leads_down_to_the_work(dependence):
    below = tree(dependence.downwards("waits"))
    assert set(below) == {"fast", "lean", "idea"}
    assert set(below["fast"]) == {"far", "help", "desk", "hall", "gate", "audit", "rebuild", "split", "ended", "kept"}
    assert below["fast"]["far"] == {"unpriced": {}}


def test_an_element_is_opened_once_and_said_to_be_cut_elsewhere(dependence):
    up = dependence.upwards("split")
    assert [(tie.element.id, tie.cut) for tie in up] == [("fast", False), ("lean", False)]
    (lean,) = [tie for tie in up if tie.element.id == "lean"]
    assert [(tie.element.id, tie.cut) for tie in lean.beyond] == [("costs", False), ("waits", True)]


def test_dropping_a_strategy_takes_what_stood_on_it_alone(dependence):
    fall = dependence.if_dropped("waits")
    assert set(names(fall.reasonless)) == {"fast", "far", "help", "desk", "gate", "rebuild", "unpriced"}
    assert names(fall.parts) == ["days"]
    assert set(names(fall.weakened)) == {"lean", "hall", "audit", "split", "kept"}
    assert (fall.budget, fall.unpriced, fall.allotted) == (1000, 1, 200)
    assert fall.uncovered == ()


def test_what_is_left_with_a_side_effect_is_told_apart(dependence):
    fall = dependence.if_dropped("costs")
    assert names(fall.weakened) == ["lean"]
    assert names(fall.barely) == ["lean"]
    assert fall.allotted == 300


def test_dropping_an_objective_leaves_strategies_without_one(dependence):
    fall = dependence.if_dropped("lean")
    assert names(fall.uncovered) == ["costs"]
    fast = dependence.if_dropped("fast")
    assert names(fast.uncovered) == []
    assert names(dependence.if_dropped("far").uncovered) == []


def test_another_way_to_the_strategy_keeps_it_covered(graph):
    plan = """\
organization: {strategies: {waits: Waits}}
pmo:
  objectives:
    near: {title: Near, supports: {waits: so}}
    far: {title: Far, supports: {near: so, waits: also}}
"""
    fall = Dependence(graph(plan)).if_dropped("near")
    assert fall.uncovered == ()
    assert names(fall.weakened) == ["far"]


def test_dropping_a_customer_takes_their_own_and_what_is_for_nobody_else(dependence):
    fall = dependence.if_dropped("wards")
    assert set(names(fall.parts)) == {"beds", "free-beds", "days"}
    assert {"fast", "hall"} <= set(names(fall.reasonless))
    assert "lean" in names(fall.weakened)


def test_dropping_the_only_work_leaves_an_objective_idle(dependence):
    assert names(dependence.if_dropped("unpriced").idle) == ["far"]
    assert dependence.if_dropped("rebuild").idle == ()
    assert dependence.if_dropped("rebuild").budget == 1000


def test_dropping_the_only_measure_leaves_an_objective_unmeasured(dependence):
    assert names(dependence.if_dropped("days").unmeasured) == ["fast"]


def test_a_person_leaves_what_they_own_without_an_owner(dependence):
    assert names(dependence.if_dropped("li").unowned) == ["fast"]
    assert names(dependence.owned_by("li")) == ["fast"]


def test_what_nothing_depends_on_falls_alone(dependence):
    assert dependence.if_dropped("audit").nothing
    assert not dependence.if_dropped("health").nothing


def test_all_that_leads_up_to_something_with_its_measures(dependence):
    assert {"fast", "days", "far", "unpriced", "desk"} <= dependence.below("waits")
    assert "costs" not in dependence.below("waits")


def test_a_circle_of_links_ends(graph):
    plan = "pmo: {objectives: {a: {supports: {b: so, a: so}}, b: {supports: {c: so}}, c: {supports: {a: so}}}}\n"
    dependence = Dependence(graph(plan))
    assert tree(dependence.upwards("a")) == {"b": {"c": {"a": {}}}}
    assert names(dependence.if_dropped("a").reasonless) == ["b", "c"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=20), st.integers(0, 7))
def test_what_falls_has_no_reason_left_and_what_stands_has_one(graph, links, dropped):
    supports = {i: sorted({f"o{j}" for source, j in links if source == i and j != i}) for i in range(8)}
    lines = [f"    o{i}: {{supports: {{{', '.join(f'{target}: so' for target in supports[i])}}}}}" for i in range(8)]
    fall = Dependence(graph("pmo:\n  objectives:\n" + "\n".join(lines) + "\n")).if_dropped(f"o{dropped}")
    gone = {f"o{dropped}", *names(fall.reasonless)}
    for i in range(8):
        if i == dropped or not supports[i]:
            continue
        assert (f"o{i}" in gone) == (set(supports[i]) <= gone)


def test_a_large_plan_is_answered_in_time(graph):
    lines = [f"    o{i}: {{supports: {{s{i % 50}: so, o{i // 2}: so}}}}" for i in range(1, 4000)]
    strategies = ", ".join(f"s{i}: S" for i in range(50))
    text = (
        f"organization: {{strategies: {{{strategies}}}}}\npmo:\n  objectives:\n    o0: {{supports: {{s0: so}}}}\n"
        + "\n".join(lines)
    )
    dependence = Dependence(graph(text + "\n"))
    began = time.perf_counter()
    fall = dependence.if_dropped("s0")
    dependence.downwards("s0")
    assert len(dependence.if_dropped("pmo").parts) == 4000
    assert time.perf_counter() - began < 5
    assert "o0" in names(fall.reasonless)
