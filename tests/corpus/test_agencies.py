"""Twelve real agencies, through the converter, the check, the reports and the command line.

What is counted here is counted from the tables themselves, without the converter.
"""

import collections
import csv
import datetime as dt
import functools
import json
import subprocess
import sys
from pathlib import Path

import pytest
from agency_to_plan import main
from performance_gov import agencies

from pmo.align import complete
from pmo.engine import check
from pmo.model import Plan
from pmo.progress import State
from pmo.reader.load import load_plan
from pmo.report.render import render_report
from pmo.terms import Direction

pytestmark = pytest.mark.corpus

AGENCIES = ("DHS", "DOD", "DOI", "DOL", "DOT", "EPA", "HHS", "NASA", "OPM", "SSA", "USDA", "VA")
TODAY = dt.date(2022, 10, 31)
LATER = dt.date(2023, 12, 31)

# The only goal whose indicators stand under another agency's id: broadband, shared by agriculture (005) and commerce (006).
JOINT = {"006APG2201": "005APG2203"}


@pytest.fixture(scope="session")
def plans(published, tmp_path_factory):
    """The plan folder of an agency, converted once."""
    folder = tmp_path_factory.mktemp("agencies")

    @functools.cache
    def of(agency: str) -> Path:
        assert main([str(published), agency, str(folder / agency)]) == 0
        return folder / agency

    return of


@pytest.fixture(params=AGENCIES)
def agency(request):
    return request.param


@pytest.fixture
def plan_folder(plans, agency):
    return plans(agency)


def rows(published: Path, table: str) -> list[dict[str, str]]:
    with (published / table).open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def counted(published: Path, agency: str):
    """Priority goals, strategic objectives, and of each indicator its figures by quarter, straight from the tables."""
    goals = [row for row in rows(published, "goals.csv") if row["organization_abbreviation"] == agency]
    ids = {row["goal_id"] for row in goals if row["goal_type"] == "APG"}
    indicators = collections.defaultdict(dict)
    for row in rows(published, "targets.csv"):
        goal = JOINT.get(row["related_goal_id"], row["related_goal_id"])
        if goal in ids:
            key = (goal, " ".join(row["target"].split()), " ".join(row["indicator"].split()))
            current = row["value_current"]
            indicators[key].setdefault("start", row["value_start"])
            indicators[key].setdefault("target", row["value_target"])
            indicators[key].setdefault("kind", row["indicator_type"])
            if current:
                indicators[key][row["fiscal_qtr"]] = current
    return ids, [row for row in goals if row["goal_type"] == "SG"], indicators


def figures_of(indicator: dict[str, str], goal: str):
    number = {key: float(value) for key, value in indicator.items() if key != "kind" and value}
    readings = tuple(number[quarter] for quarter in "1234" if quarter in number)
    return goal, indicator["kind"], number.get("start"), number.get("target"), readings


def figures(plan: Plan):
    for objective in plan.pmo.objectives:
        for measure in objective.measures:
            end = measure.target.value if measure.target else None
            if measure.band:
                end = measure.band.low if measure.band.low is not None else measure.band.high
            yield (
                objective.extra["x-source"].entries["id"],
                measure.extra["x-source"].entries["kind"],
                measure.baseline.value if measure.baseline else None,
                end,
                tuple(reading.value for reading in measure.readings),
            )


def test_these_are_all_agencies_of_the_tables(published):
    assert agencies(published) == AGENCIES


def test_every_published_goal_indicator_and_figure_is_in_the_plan_and_no_other(published, agency, plan_folder):
    goals, strategic, indicators = counted(published, agency)
    plan = load_plan(plan_folder).plan
    assert sorted(o.extra["x-source"].entries["id"] for o in plan.pmo.objectives) == sorted(goals)
    assert sorted(s.extra["x-source"].entries["id"] for s in plan.organization.strategies) == sorted(
        row["goal_id"] for row in strategic
    )
    assert len(plan.organization.goals) == len({(row["sg_id"], row["goal_name"]) for row in strategic})
    assert sorted(figures(plan), key=repr) == sorted(
        (figures_of(indicator, key[0]) for key, indicator in indicators.items()), key=repr
    )


def test_readings_carry_the_last_day_of_their_fiscal_quarter(published, agency, plan_folder):
    _, _, indicators = counted(published, agency)
    ends = {"1": dt.date(2021, 12, 31), "2": dt.date(2022, 3, 31), "3": dt.date(2022, 6, 30), "4": dt.date(2022, 9, 30)}
    published_days = collections.Counter(
        ends[key] for indicator in indicators.values() for key in indicator if key in ends
    )
    plan = load_plan(plan_folder).plan
    assert published_days == collections.Counter(
        reading.date for objective in plan.pmo.objectives for m in objective.measures for reading in m.readings
    )


def test_the_reader_finds_no_fault(plan_folder):
    assert load_plan(plan_folder).faults == ()


def test_converting_twice_gives_the_same_files(published, agency, plan_folder, tmp_path):
    assert main([str(published), agency, str(tmp_path / "again")]) == 0
    again = {path.relative_to(tmp_path / "again"): path.read_bytes() for path in (tmp_path / "again").rglob("*.yaml")}
    assert again == {path.relative_to(plan_folder): path.read_bytes() for path in plan_folder.rglob("*.yaml")}


def headline(plan: Plan) -> list[str]:
    """Where the headline finding must stand: at each objective; once, at the organization, where it published no strategy at all."""
    found = [objective.id for objective in plan.pmo.objectives]
    return sorted(found) if plan.organization.strategies else ["organization"]


def test_every_objective_is_found_to_support_nothing(plan_folder):
    result = check(load_plan(plan_folder), TODAY)
    loose = [finding.element for finding in result.findings if finding.rule == "objective-without-strategy"]
    assert sorted(loose) == headline(result.plan)
    assert result.alignment.coverage.covered == ()
    assert len(result.alignment.coverage.untraced) == len(result.plan.pmo.objectives)


def test_only_homeland_security_published_no_strategy(plans):
    assert [agency for agency in AGENCIES if headline(load_plan(plans(agency)).plan) == ["organization"]] == ["DHS"]


def test_no_rule_contradicts_the_published_figures(plan_folder):
    """Missing things are found in abundance; that a number or a date cannot be right is found nowhere in this data."""
    wrong = {
        "measure-contradiction",
        "reading-invalid",
        "broken-reference",
        "duplicate-id",
        "wrong-value",
        "unknown-key",
    }
    result = check(load_plan(plan_folder), TODAY)
    assert [finding for finding in result.findings if finding.rule in wrong] == []


@pytest.mark.parametrize("today", [TODAY, LATER])
def test_nothing_is_called_good_or_bad_that_cannot_be_judged(plan_folder, today):
    """Most real indicators lack something. Without a target or a direction no state is known, before the date and after."""
    result = check(load_plan(plan_folder), today)
    for objective in result.plan.pmo.objectives:
        for measure in objective.measures:
            unknown = measure.direction is None and measure.baseline is None
            endless = measure.band is None and (measure.target is None or measure.target.value is None)
            if unknown or endless or not measure.readings:
                assert result.alignment.standing(measure).state is State.NO_DATA, measure.id
            if measure.direction is not Direction.MAINTAIN and complete(measure, objective):
                assert result.alignment.standing(measure).reason != "no direction"


@pytest.mark.parametrize("kind", ["charter", "alignment"])
@pytest.mark.parametrize("fmt", ["html", "md"])
@pytest.mark.parametrize("today", [TODAY, LATER])
def test_both_reports_render(plan_folder, kind, fmt, today):
    result = check(load_plan(plan_folder), today)
    text = render_report(kind, fmt, result, None)
    assert text == render_report(kind, fmt, result, None)
    assert "Generated by pmo" in text[:4096]
    if kind == "alignment":
        # Hyphens and dashes are let be; markup and escapes differ by format.
        plain = text.replace("\\", "")
        for objective in result.plan.pmo.objectives:
            assert plain_start(objective.title) in plain


def plain_start(title: str) -> str:
    """The words of a title up to the first character that a format may escape."""
    return next((title[:index] for index, char in enumerate(title) if not (char.isalnum() or char in " -")), title)


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pmo", *arguments], capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_the_command_line_checks_and_reports(plan_folder, tmp_path):
    checked = run("check", str(plan_folder), "--today", TODAY.isoformat(), "--format", "json")
    assert (checked.returncode, checked.stderr) == (1, "")
    found = json.loads(checked.stdout)["findings"]
    loose = [finding["element"] for finding in found if finding["rule"] == "objective-without-strategy"]
    assert sorted(loose) == headline(load_plan(plan_folder).plan)

    reported = run("report", "--plan", str(plan_folder), "--today", TODAY.isoformat(), "--out", str(tmp_path / "out"))
    assert reported.returncode == 0, reported.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "alignment.html",
        "alignment.md",
        "charter.html",
        "charter.md",
    ]


def test_the_script_runs_by_itself(published, tmp_path):
    script = Path(__file__).with_name("agency_to_plan.py")
    helped = subprocess.run([sys.executable, str(script), "--help"], capture_output=True, text=True, check=False)
    assert helped.returncode == 0
    assert "goals.csv" in helped.stdout
    done = subprocess.run(
        [sys.executable, str(script), str(published), "USDA", str(tmp_path / "out")],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0
    assert "21 strategies, 3 objectives, 7 measures, 26 readings" in done.stdout
    assert "006APG2201 is the partner's id of the joint goal 005APG2203; put there" in done.stderr
