"""Where the money goes: along primary links, every part of a budget counted once."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo.align import Alignment
from pmo.reader.load import load_plan
from pmo.spend import spend

TODAY = dt.date(2026, 6, 30)
PLAN = """
organization:
  goals: {g: Goal}
  strategies:
    s1: S1
    s2: S2
    others: {pmo_role: none, because: sales does}
customers: {c: {objectives: {theirs: {supports: {s2: it is that}}}}}
pmo:
  objectives:
    o1: {supports: {s1: it helps, s2: {because: a little, strength: secondary}}}
    o2: {supports: {theirs: we open it}}
    both: {supports: {s1: x, s2: x}}
    loose: {title: Loose}
    low: {supports: {others: x}}
initiatives:
"""


@pytest.fixture
def found(tmp_path):
    def make(initiatives):
        (tmp_path / "pmo.yaml").write_text(PLAN + initiatives, encoding="utf-8")
        return spend(Alignment(load_plan(tmp_path).plan, TODAY))

    return make


def sums(result):
    """Amounts by destination."""
    groups = {strategy.id: portions for strategy, portions in result.strategies}
    groups |= {"undivided": result.undivided, "kept": result.kept, "unlinked": result.unlinked}
    return {name: sum(portion.amount or 0 for portion in portions) for name, portions in groups.items() if portions}


def test_money_follows_the_primary_link_only(found):
    assert sums(found("  a: {supports: {o1: x}, budget: 100}\n")) == {"s1": 100}


def test_it_goes_through_a_customers_objective(found):
    assert sums(found("  a: {supports: {o2: x}, budget: 100}\n")) == {"s2": 100}


def test_shares_divide_it(found):
    assert sums(found("  a: {supports: {o1: x}, budget: 200, allocation: {s1: 75, s2: 25}}\n")) == {"s1": 150, "s2": 50}


def test_shares_that_do_not_sum_to_a_hundred_are_not_used(found):
    assert sums(found("  a: {supports: {o1: x}, budget: 200, allocation: {s1: 75, s2: 75}}\n")) == {"s1": 200}


def test_what_reaches_two_strategies_without_shares_is_not_divided(found):
    assert sums(found("  a: {supports: {both: x}, budget: 100}\n")) == {"undivided": 100}


@pytest.mark.parametrize("target", ["loose", "low", "g"])
def test_what_reaches_no_strategy_that_counts_is_unlinked(found, target):
    assert sums(found(f"  a: {{supports: {{{target}: x}}, budget: 100}}\n")) == {"unlinked": 100}


def test_what_is_mandated_and_supports_nothing_stands_beside(found):
    assert sums(found("  a: {category: mandated, because: law, budget: 100}\n  b: {budget: 5}\n")) == {
        "kept": 100,
        "unlinked": 5,
    }


def test_an_unknown_budget_is_unknown_not_nothing(found):
    result = found("  a: {supports: {o1: x}}\n  b: {supports: {o1: x}, budget: 7}\n")
    assert [initiative.id for initiative in result.unknown] == ["a"]
    portions = {s.id: p for s, p in result.strategies}["s1"]
    assert [portion.amount for portion in portions] == [None, 7]
    assert result.total == 7


def test_what_is_over_or_a_draft_does_not_count(found):
    result = found(
        "  a: {supports: {o1: x}, budget: 1, until: 2026-06-29}\n  b: {supports: {o1: x}, budget: 1, status: draft}\n"
    )
    assert result.initiatives == ()


@given(
    st.lists(st.tuples(st.sampled_from(["o1", "o2", "both", "loose", "s1", "g"]), st.integers(0, 10**9)), max_size=8)
)
@settings(max_examples=30, deadline=None)
def test_every_part_of_every_budget_is_counted_once(tmp_path_factory, given_initiatives):
    root = tmp_path_factory.mktemp("plan")
    lines = "".join(
        f"  i{n}: {{supports: {{{target}: x}}, budget: {budget}}}\n"
        for n, (target, budget) in enumerate(given_initiatives)
    )
    (root / "pmo.yaml").write_text(PLAN + (lines or "  {}\n"), encoding="utf-8")
    result = spend(Alignment(load_plan(root).plan, TODAY))
    assert sum(sums(result).values()) == pytest.approx(sum(budget for _, budget in given_initiatives))
