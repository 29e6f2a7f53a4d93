"""Scorecard, brief and self-assessment, and every report as JSON, character by character."""

import datetime as dt
from pathlib import Path

import pytest
from test_alignment_golden import GOLDEN, stable

HEALTH = Path(__file__).parents[2] / "examples" / "health-network"
HEALTH_DAY = dt.date(2026, 6, 30)
PLANS = {"ferries": "ferries", "waterworks": "waterworks", "health-network": HEALTH}
EDITIONS = {
    "scorecard": {"kind": "scorecard"},
    "scorecard-by-owner": {"kind": "scorecard", "by": "owner"},
    "brief": {"kind": "brief"},
    "self-assessment": {"kind": "self-assessment"},
}


@pytest.mark.parametrize("fmt", ["md", "html"])
@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("plan", ["ferries", "waterworks"])
def test_the_report_is_what_the_golden_file_says(plan, edition, fmt, report, golden):
    golden(GOLDEN / f"{plan}-{edition}.{fmt}", stable(report(PLANS[plan], fmt, **EDITIONS[edition])))


@pytest.mark.parametrize("edition", [*EDITIONS, "alignment", "charter"])
def test_the_json_is_what_the_golden_file_says(edition, report, golden):
    asked = EDITIONS.get(edition, {"kind": edition})
    golden(GOLDEN / f"ferries-{edition}.json", stable(report("ferries", "json", **asked)))


@pytest.mark.parametrize("edition", ["scorecard", "brief", "self-assessment", "alignment"])
def test_the_example_reads_as_the_golden_file_says(edition, report, golden):
    asked = EDITIONS.get(edition, {"kind": edition})
    golden(GOLDEN / f"health-network-{edition}.md", stable(report(HEALTH, "md", today=HEALTH_DAY, **asked)))


@pytest.mark.parametrize("fmt", ["md", "html", "json"])
@pytest.mark.parametrize("edition", EDITIONS)
def test_the_same_plan_and_day_give_the_same_bytes(edition, fmt, report):
    assert report("ferries", fmt, **EDITIONS[edition]) == report("ferries", fmt, **EDITIONS[edition])
