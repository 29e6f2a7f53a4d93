"""What holds for all rules at once: a good plan is clean, drafts are left in peace, no text breaks a rule, and time grows with the plan."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmo.engine import check
from pmo.reader.load import load_plan
from pmo.rules import RULES

COMPLETE = Path(__file__).parent / "complete"
INTEGRITY = {"broken-reference", "placeholder-text", "measure-contradiction", "reading-invalid"}


def test_a_complete_plan_is_clean(today):
    assert check(load_plan(COMPLETE), today).findings == ()


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.absence], ids=lambda rule: rule.slug)
def test_rules_about_what_is_not_there_wait_until_all_files_can_be_read(rule, checked):
    result = checked({"pmo.yaml": "pmo: {templates: {a: A, b: B}}", "rest.yaml": "pmo: ["})
    assert rule.slug not in {finding.rule for finding in result.findings}


def test_a_draft_is_looked_at_for_integrity_only(checked):
    result = checked(
        {
            "pmo.yaml": (COMPLETE / "pmo.yaml").read_text("utf-8"),
            "ideas.yaml": """
pmo:
  objectives:
    idea:
      status: draft
      title: "<what is to be reached>"
      owner: nobody
      supports: {nothing: no}
      measures:
        idea-measure: {direction: increase, baseline: {value: 5}, target: {value: 1}, readings: {2027-01-01: 3}}
""",
        }
    )
    assert {finding.rule for finding in result.findings} == INTEGRITY


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=60), min_size=12, max_size=12
    )
)
def test_no_text_breaks_a_rule(checked, texts):
    it = iter(texts)
    plan = {
        "organization": {
            "mission": next(it),
            "perspectives": [next(it)],
            "strategies": {"s": {"title": next(it), "perspective": next(it)}},
        },
        "customers": {"c": {"name": next(it), "needs": [next(it)]}},
        "pmo": {
            "purpose": next(it),
            "mission": next(it),
            "vision": next(it),
            "objectives": {
                "o": {
                    "title": next(it),
                    "supports": {"s": next(it)},
                    "measures": {"m": {"unit": next(it), "target": {"value": 90}, "readings": {"2026-06-01": 0.5}}},
                }
            },
        },
    }
    for finding in checked({"pmo.yaml": json.dumps(plan, ensure_ascii=False)}).findings:
        assert finding.message
        assert finding.rule != "invalid-yaml"


@pytest.mark.parametrize(
    "text", ["x" * 200_000, "and " * 50_000, "<" * 50_000, "[insert " * 20_000, "\\W" * 50_000, "to be " * 40_000]
)
def test_long_texts_take_no_time(text, checked):
    plan = {"pmo": {"purpose": text, "mission": text, "objectives": {"o": {"title": text, "supports": {"o2": text}}}}}
    began = time.perf_counter()
    checked({"pmo.yaml": json.dumps(plan)})
    assert time.perf_counter() - began < 5


def _many(count):
    objectives = {
        f"o{i}": {
            "title": f"Improve and reduce number {i}",
            "supports": {
                f"s{i % 20}": "too short",
                f"o{i + 1}" if i % 10 < 9 else "nowhere": "one after the other in a row",
            },
            "measures": {f"m{i}": {"target": {"value": 3}, "readings": {"2027-01-01": 3}}},
        }
        for i in range(count)
    }
    return {
        "organization": {"strategies": {f"s{i}": {"title": f"S {i}"} for i in range(20)}},
        "pmo": {"objectives": objectives},
    }


def test_time_grows_with_the_plan_and_not_with_its_square(tmp_path, today):
    seconds = []
    for count in (500, 4000):
        folder = tmp_path / str(count)
        folder.mkdir()
        (folder / "pmo.yaml").write_text(json.dumps(_many(count)), "utf-8")
        loaded = load_plan(folder)
        rounds = []
        for _ in range(3):
            began = time.perf_counter()
            check(loaded, today)
            rounds.append(time.perf_counter() - began)
        seconds.append(min(rounds))
    # Eight times the plan: linear is 8, quadratic 64.
    assert seconds[1] < 24 * seconds[0]
