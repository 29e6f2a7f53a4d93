"""The example of a real agency: what the check says of it, that its figures are the published ones, and its sentences ours."""

import collections
import csv
import datetime as dt
import html
import re
import shutil
from pathlib import Path

import pytest
from agency_to_plan import plan_files, write
from performance_gov import read_agency

from pmo.engine import check
from pmo.model import Plan
from pmo.progress import State
from pmo.reader.load import load_plan
from pmo.report.render import render_report

EXAMPLE = Path(__file__).parents[2] / "examples" / "us-transportation"
TODAY = dt.date(2022, 10, 31)

LOOSE = ("charging-network", "contracts-for-small-firms", "safer-flights", "safer-roads", "sound-assets")
UNSERVED = ("climate", "economy", "fairness", "renewal", "safety", "well-run-department")
EXPECTED = [
    *(("objective-without-strategy", element) for element in LOOSE),
    # Without any link the strategies have one cause in common, and one finding.
    ("strategy-without-objective", "organization"),
    ("objective-without-measure", "charging-network"),
    ("objective-without-owner", "charging-network"),
    ("vision-missing", "pmo"),
    ("too-many-objectives", "safer-flights"),
    ("too-many-objectives", "safer-roads"),
    ("too-many-objectives", "sound-assets"),
    ("charter-section-missing", "pmo"),
    ("review-overdue", "pmo"),
    ("no-customer-voice", "pmo"),
]


@pytest.fixture(scope="module")
def result():
    loaded = load_plan(EXAMPLE)
    assert loaded.faults == ()
    return check(loaded, TODAY)


def test_the_check_finds_every_objective_loose_and_little_else(result):
    assert sorted((finding.rule, finding.element) for finding in result.findings) == sorted(EXPECTED)


def test_the_readme_tells_what_the_check_says(result):
    readme = (EXAMPLE / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| (\w+) \| `([\w-]+)` \|", readme, re.MULTILINE)
    told = {(severity, rule): int(count) for count, severity, rule in rows}
    assert told == collections.Counter((finding.severity.value, finding.rule) for finding in result.findings)
    counts = collections.Counter(finding.severity.value for finding in result.findings)
    assert f"On {TODAY}, {counts['error']} errors and {counts['warning']} warnings:" in readme


def test_the_readme_tells_where_the_goals_stand(result):
    rows = re.findall(
        r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", (EXAMPLE / "README.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    told = {title: (state, said) for title, state, said in rows}
    for objective in result.plan.pmo.objectives:
        state = result.alignment.roll_up(objective).state
        assert told[objective.title] == (state.value, objective.extra["x-source"].entries["said"])


def test_goals_met_missed_and_unknown_stand_side_by_side(result):
    states = {objective.id: result.alignment.roll_up(objective).state for objective in result.plan.pmo.objectives}
    assert set(states.values()) == {State.OFF_TRACK, State.ON_TRACK, State.MET, State.NO_DATA}
    roads = next(objective for objective in result.plan.pmo.objectives if objective.id == "safer-roads")
    moves = {measure.id: result.alignment.standing(measure) for measure in roads.measures}
    assert moves["car-occupant-deaths"].state is State.ON_TRACK
    assert moves["motorcycle-deaths"].progress < 0


def test_one_link_takes_its_finding_away(tmp_path):
    shutil.copytree(EXAMPLE, tmp_path / "plan")
    readme = (EXAMPLE / "README.md").read_text(encoding="utf-8")
    link = re.search(r"```yaml\n(.*?)```", readme, re.DOTALL)[1]
    path = tmp_path / "plan" / "objectives" / "safer-roads.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("      due: 2023-09-30\n", link + "      due: 2023-09-30\n"), encoding="utf-8")
    found = {(finding.rule, finding.element) for finding in check(load_plan(tmp_path / "plan"), TODAY).findings}
    gone = {("objective-without-strategy", "safer-roads"), ("strategy-without-objective", "organization")}
    left = {("strategy-without-objective", element) for element in UNSERVED if element != "safety"}
    assert found == (set(EXPECTED) - gone) | left


@pytest.mark.parametrize("fmt", ["html", "md"])
def test_the_report_is_useful_without_a_single_link(result, fmt):
    text = render_report("alignment", fmt, result, None)
    plain = html.unescape(text).replace("\\", "")
    for objective in result.plan.pmo.objectives:
        assert objective.title in plain
        assert all(measure.title in plain for measure in objective.measures)
    for strategy in result.plan.organization.strategies:
        assert strategy.title in plain
    for figure in ("73.35", "21.19 %", "at most 5.2", "at least 82.8 %"):
        assert figure in plain.replace("\u00a0", " ")


@pytest.mark.corpus
def test_every_figure_is_the_published_one(published, tmp_path):
    write(plan_files(read_agency(published, "DOT")), tmp_path / "plan")
    source = load_plan(tmp_path / "plan").plan
    assert figures(load_plan(EXAMPLE).plan, "goal") == figures(source, "id")


@pytest.mark.corpus
def test_what_the_department_said_of_its_goals_is_the_published_word(published):
    agency = read_agency(published, "DOT")
    said = {goal.id: (goal.status, goal.page, goal.joint_id) for goal in agency.priority_goals}
    for objective in load_plan(EXAMPLE).plan.pmo.objectives:
        source = objective.extra["x-source"].entries
        assert said[source["goal"]] == (source["said"], source.get("page"), source.get("joint-goal"))


@pytest.mark.corpus
def test_no_sentence_of_the_source_is_in_the_example(published):
    """Five words in a row that stand in the published tables would be a quotation."""
    theirs: set[tuple[str, ...]] = set()
    for table in ("goals.csv", "targets.csv"):
        with (published / table).open(encoding="utf-8-sig", newline="") as stream:
            for row in csv.DictReader(stream):
                for column in ("goal_name", "goal_description", "target", "indicator"):
                    theirs |= runs_of_words(row.get(column) or "")
    for path in sorted(EXAMPLE.rglob("*")):
        if path.is_file():
            # An office keeps its name.
            ours = path.read_text(encoding="utf-8").replace("Joint Office of Energy and Transportation", "|")
            assert runs_of_words(ours) & theirs == set(), path


def runs_of_words(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[^\W_]+", text.lower())
    return set(zip(*(words[start:] for start in range(5)), strict=False))


def figures(plan: Plan, key: str):
    """Of each measure the goal, baseline, end (target, floor or ceiling) and readings. What they are called is not compared."""
    found = []
    for objective in plan.pmo.objectives:
        for measure in objective.measures:
            band = measure.band
            end = measure.target.value if band is None else band.low if band.low is not None else band.high
            start = (measure.baseline.value, measure.baseline.date)
            readings = tuple((reading.date, reading.value) for reading in measure.readings)
            found.append((objective.extra["x-source"].entries[key], start, end, measure.target.by, readings))
    return sorted(found)
