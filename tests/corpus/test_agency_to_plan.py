"""The converter: dirty tables become a plan that can be read, nothing is added, and every loss is told."""

import csv
import datetime as dt
from pathlib import Path

import pytest
from agency_to_plan import main, plan_files, write
from dirty_table import NotPublishedError, mended
from performance_gov import read_agency

from pmo.model import Measure, Plan
from pmo.reader.load import load_plan
from pmo.terms import Direction

GOAL = {
    "date_start_fy": "2022",
    "date_end_fy": "2023",
    "goal_type": "APG",
    "goal_id": "099APG2201",
    "joint_goal_id": "099APG2201",
    "joint_agency": "",
    "goal_name": "Quieter streets",
    "goal_status": "On Track",
    "goal_description": "Streets at night.",
    "fiscal_year": "22",
    "Update": "FY22Q4",
    "organization_abbreviation": "DON",
    "organization_name": "Department of Noise",
    "sg_id": "",
    "so_id": "",
    "apg_id": "1",
    "url_pgov_agency_12": "",
    "leaders4": "A-Person-rec1,B-Person-rec2",
}
TARGET = {
    "fiscal_yr": "2022",
    "fiscal_qtr": "1",
    "related_goal_id": "099APG2201",
    "target": "Fewer loud nights",
    "indicator_type": "Measurable decrease",
    "indicator": "Loud nights",
    "related_owner": "DON",
    "value_start": "40",
    "value_target": "10",
    "value_current": "38",
}


def tables(folder: Path, targets: list[dict[str, str]], goals: list[dict[str, str]] | None = None) -> Path:
    for name, sample, rows in (("goals.csv", GOAL, goals or [{}]), ("targets.csv", TARGET, targets)):
        with (folder / name).open("w", encoding="utf-8", newline="") as stream:
            table = csv.DictWriter(stream, sample)
            table.writeheader()
            table.writerows(sample | row for row in rows)
    return folder


def converted(folder: Path, targets: list[dict[str, str]], goals: list[dict[str, str]] | None = None):
    """The plan of such rows, and what was said of them."""
    agency = read_agency(tables(folder, targets, goals), "DON")
    write(plan_files(agency), folder / "plan")
    loaded = load_plan(folder / "plan")
    assert loaded.faults == ()
    return loaded.plan, [note.said for note in agency.notes]


def only_measure(plan: Plan) -> Measure:
    (objective,) = plan.pmo.objectives
    (measure,) = objective.measures
    return measure


def test_a_clean_row_becomes_a_complete_measure_without_notes(tmp_path):
    plan, notes = converted(tmp_path, [{}, {"fiscal_qtr": "3", "value_current": "22.5"}])
    measure = only_measure(plan)
    assert measure.title == "Loud nights"
    assert measure.definition == "Fewer loud nights"
    assert measure.direction is Direction.DECREASE
    assert (measure.baseline.value, measure.baseline.date) == (40, dt.date(2021, 10, 1))
    assert (measure.target.value, measure.target.by) == (10, dt.date(2023, 9, 30))
    assert [(reading.date, reading.value) for reading in measure.readings] == [
        (dt.date(2021, 12, 31), 38),
        (dt.date(2022, 6, 30), 22.5),
    ]
    assert notes == []


def test_what_is_not_published_is_left_out_and_a_comment_says_so(tmp_path):
    plan, notes = converted(
        tmp_path, [{"indicator_type": "Target undefined", "value_start": "", "value_target": "", "value_current": ""}]
    )
    measure = only_measure(plan)
    assert (measure.unit, measure.direction, measure.baseline, measure.target, measure.readings) == (
        None,
        None,
        None,
        None,
        (),
    )
    text = measure.origin.file.text
    for key in ("unit", "direction", "baseline", "target", "readings", "supports"):
        assert f"# {key}: not published" in text
    assert notes == []


def test_names_of_people_do_not_reach_the_plan(tmp_path):
    plan, _ = converted(tmp_path, [{}])
    assert all("Person" not in file.text for file in plan.files)
    assert "# owner: the published leaders are named as persons" in plan.pmo.objectives[0].origin.file.text


@pytest.mark.parametrize(
    ("written", "read", "note"),
    [
        ("1,234,567.5", 1234567.5, "value_current is “1,234,567.5”; read as 1234567.5"),
        ("45%", 45, "value_current is “45%”; read as 45"),
        ("$12", 12, "value_current is “$12”; read as 12"),
        ("-0.4", -0.4, ""),
        ("#REF!", None, "value_current is “#REF!”, not a number; dropped"),
        ("#N/A", None, "value_current is “#N/A”, not a number; dropped"),
        ("about 40", None, "value_current is “about 40”, not a number; dropped"),
        ("1,23", None, "value_current is “1,23”, not a number; dropped"),
        (" ", None, ""),
    ],
)
def test_numbers_are_read_or_dropped_and_either_is_told(tmp_path, written, read, note):
    plan, notes = converted(tmp_path, [{"value_current": written}])
    assert [reading.value for reading in only_measure(plan).readings] == ([] if read is None else [read])
    assert notes == ([f"099APG2201 “Loud nights”: {note}"] if note else [])


def test_a_percent_sign_gives_the_unit(tmp_path):
    plan, _ = converted(tmp_path, [{"value_target": "10%"}])
    assert only_measure(plan).unit == "%"


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("Percent of nights", "%"),
        ("The percentage of nights", "%"),
        ("Nights, in %", "%"),
        ("Nights at 5 percent or more", None),
    ],
)
def test_a_percentage_is_a_unit_only_where_the_name_says_so(tmp_path, name, unit):
    plan, _ = converted(tmp_path, [{"indicator": name}])
    assert only_measure(plan).unit == unit


@pytest.mark.parametrize(
    ("kind", "band"), [("Maintain at or above threshold", (10, None)), ("Maintain at or below threshold", (None, 10))]
)
def test_a_threshold_becomes_a_band(tmp_path, kind, band):
    plan, _ = converted(tmp_path, [{"indicator_type": kind}])
    measure = only_measure(plan)
    assert measure.direction is Direction.MAINTAIN
    assert (measure.band.low, measure.band.high) == band
    assert (measure.target.value, measure.target.by) == (None, dt.date(2023, 9, 30))


def test_a_row_that_stands_twice_counts_once(tmp_path):
    plan, notes = converted(tmp_path, [{}, {}, {}])
    assert len(only_measure(plan).readings) == 1
    assert notes == [
        "099APG2201 “Loud nights”: a second row for the quarter that ends on 2021-12-31; merged with the first"
    ]


def test_two_values_for_one_quarter_are_both_dropped(tmp_path):
    plan, notes = converted(tmp_path, [{"value_current": "38"}, {"value_current": "39"}])
    assert only_measure(plan).readings == ()
    assert "099APG2201 “Loud nights”: 38 and 39 for the quarter that ends on 2021-12-31; all dropped" in notes


def test_a_start_that_changes_is_told_and_the_last_stands(tmp_path):
    plan, notes = converted(tmp_path, [{"fiscal_qtr": "2", "value_start": "44"}, {"value_start": "40"}])
    measure = only_measure(plan)
    assert measure.baseline.value == 44
    said = "value_start changes: 40 (2021-12-31), 44 (2022-03-31); the last stands"
    assert notes == [f"099APG2201 “Loud nights”: {said}"]
    assert list(measure.extra["x-changed"].items) == [said]


@pytest.mark.parametrize("quarter", ["", "5", "Q1"])
def test_a_row_of_no_quarter_is_dropped(tmp_path, quarter):
    plan, notes = converted(tmp_path, [{"fiscal_qtr": quarter}])
    assert plan.pmo.objectives[0].measures == ()
    assert notes == [f"099APG2201 “Loud nights”: quarter 2022/{quarter} is none; row dropped"]


def test_a_joint_goals_indicators_are_found_under_the_partners_id(tmp_path):
    goals = [
        {"joint_goal_id": "098099JPG01", "joint_agency": "98", "date_start_fy": "#N/A", "date_end_fy": "#N/A"},
        {"goal_id": "099APG2202", "joint_goal_id": "099APG2202", "goal_name": "Another goal"},
    ]
    plan, notes = converted(
        tmp_path, [{"related_goal_id": "098APG2207"}, {"related_goal_id": "097APG2201", "indicator": "Lost"}], goals
    )
    joint = next(objective for objective in plan.pmo.objectives if objective.title == "Quieter streets")
    (measure,) = joint.measures
    assert (joint.due, measure.target.by, measure.baseline.date) == (None, None, None)
    assert notes == [
        "099APG2201: date_end_fy is #N/A; dropped",
        "099APG2201: date_start_fy is #N/A; dropped",
        "098APG2207 “Loud nights”: 098APG2207 is the partner's id of the joint goal 099APG2201; put there",
        "097APG2201 “Lost”: there is no goal 097APG2201; row dropped",
    ]


def test_the_order_of_the_rows_does_not_matter(tmp_path):
    rows = [
        {"indicator": name, "fiscal_qtr": quarter, "value_current": f"{len(name)}{quarter}"}
        for name in ("Loud nights", "Loud days", "Complaints")
        for quarter in "1234"
    ]
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    forwards = read_agency(tables(tmp_path / "a", rows), "DON")
    backwards = read_agency(tables(tmp_path / "b", rows[::-1]), "DON")
    assert plan_files(forwards) == plan_files(backwards)


def test_goals_strategies_and_their_published_numbering_are_kept(tmp_path):
    strategic = {"goal_type": "SG", "apg_id": "", "goal_name": "Silence", "sg_id": "1"}
    goals = [
        strategic | {"goal_id": "099SG10", "so_id": "1.10", "goal_description": "Rest"},
        strategic
        | {"goal_id": "099SG2", "so_id": "1.2", "goal_description": "Sound sleep: People sleep. " + "All night. " * 20},
        {"goal_name": "Silence"},
    ]
    plan, _ = converted(tmp_path, [{}], goals)
    assert [(goal.id, goal.title) for goal in plan.organization.goals] == [("silence", "Silence")]
    assert [(s.title, [link.target for link in s.supports]) for s in plan.organization.strategies] == [
        ("Sound sleep", ["silence"]),
        ("Rest", ["silence"]),
    ]
    assert plan.organization.strategies[0].statement.startswith("Sound sleep: People sleep. All night.")
    # The priority goal of the same name gets another id.
    assert [objective.id for objective in plan.pmo.objectives] == ["apg-1-silence"]


HOSTILE = [
    "%title: - [x]",
    "yes",
    "#N/A in words",
    "- list",
    "a: b # c",
    "“quoted” 'and' \"so\"",
    "{braces} [brackets], & * ! | >",
    "tab\there",
    "\x07bell",
    "7",
    "7-A",
    "?",
    "ends with colon:",
    "line one\r\n\r\n\r\n- two\r\n\tthree  \r\n",
    "wide " * 80,
    "unbroken" * 40,
    "emoji 👩‍🚒 and Ünïcödé, עברית",
    "\u2028separators\u2029",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_can_be_carried(tmp_path, text):
    plan, _ = converted(
        tmp_path,
        [{"indicator": text, "target": text}],
        [{"goal_name": text, "goal_description": text, "organization_name": text}],
    )
    (objective,) = plan.pmo.objectives
    flat = " ".join(mended(text)[0].split())
    whole = f"{objective.title} {objective.statement}"
    assert flat in " ".join(whole.split())
    assert len(objective.measures) == 1


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("EPA\ufffds view of workers\ufffd rights", "EPA’s view of workers’ rights"),
        ("First\r\n\ufffd Second\r\n\ufffd Third", "First\n- Second\n- Third"),
        ("Caf\u00c3\u00a9 \u00e2\u20ac\u201c open", "Café – open"),
        ("Café – “open”", "Café – “open”"),
        ("a\ufffdb \ufffd", "ab"),
        ("a\u00a0b", "a b"),
    ],
)
def test_texts_are_mended_as_far_as_it_is_certain(text, read):
    assert mended(text)[0] == read


def test_a_mended_text_says_what_was_done():
    assert mended("plain text\r\nof two lines") == ("plain text\nof two lines", ())
    assert mended("a\ufffdb")[1] == ("unreadable characters dropped",)


def test_it_writes_into_an_empty_folder_only(tmp_path, capsys):
    tables(tmp_path, [{}])
    out = tmp_path / "out"
    out.mkdir()
    assert main([str(tmp_path), "DON", str(out)]) == 0
    assert "0 strategies, 1 objectives, 1 measures, 1 readings" in capsys.readouterr().out
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    (out / "pmo.yaml").write_text("mine", encoding="utf-8")
    assert main([str(tmp_path), "DON", str(out)]) == 2
    assert "is not an empty folder; nothing was written" in capsys.readouterr().err
    assert (out / "pmo.yaml").read_text(encoding="utf-8") == "mine"
    assert sorted(before) == sorted(path for path in out.rglob("*") if path.is_file())


def test_it_lists_agencies_and_refuses_what_it_cannot_do(tmp_path, capsys):
    tables(tmp_path, [{}])
    assert main([str(tmp_path)]) == 0
    assert capsys.readouterr().out == "DON\n"
    assert main([str(tmp_path), "XYZ", str(tmp_path / "out")]) == 2
    assert "there is no agency 'XYZ'; there are DON" in capsys.readouterr().err
    assert main([str(tmp_path), "DON"]) == 2
    assert main([str(tmp_path / "nowhere")]) == 2
    assert not (tmp_path / "out").exists()


def test_a_table_without_its_columns_is_refused(tmp_path):
    tables(tmp_path, [{}])
    (tmp_path / "targets.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(NotPublishedError, match="has no column fiscal_yr"):
        read_agency(tmp_path, "DON")


def test_a_table_in_windows_letters_is_read_and_told(tmp_path):
    tables(tmp_path, [{"indicator": "Workers’ nights"}])
    path = tmp_path / "targets.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode("cp1252"))
    agency = read_agency(tmp_path, "DON")
    assert agency.priority_goals[0].indicators[0].name == "Workers’ nights"
    assert [note.said for note in agency.notes] == ["the file is not UTF-8; read as Windows-1252"]
