"""`pmo record`: a reading goes where its measure keeps them, and what looks wrong is refused or asked about."""

import datetime as dt
from collections import Counter
from io import StringIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from layouts import Writer
from writing_plans import Answers, texts

from pmo.commands.record import Request, run
from pmo.errors import ExitCode, PmoError, UsageError
from pmo.model import Measure
from pmo.reader.load import load_plan
from pmo.scaffold.console import StoppedError

TODAY = dt.date(2026, 6, 30)
PLAN = """\
pmo:
  objectives:
    o:
      title: O
      measures:
        days: {unit: days, direction: decrease, baseline: {value: 40, date: 2025-12-31}, target: {value: 20, by: 2026-12-31}, readings: {2026-03-31: 35}}
        share: {title: Share, unit: "%", readings: {2026-03-31: {value: 50, note: first}}}
        bare: Days late
        empty:
          unit: days
          readings:
            # one a month
          note: kept last
        held: {unit: days, paused: {because: the move, until: 2026-12-31}, result: missed, successor: days}
"""


@pytest.fixture
def record(written, said):
    """Record into a plan of these files; the plan's folder, the exit code and what was said."""

    def call(*words, files=None, console=None, **options):
        root = written(files or {"pmo.yaml": PLAN})
        names = dict(zip(("measure", "value"), words, strict=False))
        code, text = said(run, Request(path=root, today=TODAY, **names, **options), console=console)
        return root, code, text

    return call


def changed(root):
    """The lines of pmo.yaml that are not in the plan as it was."""
    return [line for line in (root / "pmo.yaml").read_text("utf-8").splitlines() if line not in PLAN.splitlines()]


@pytest.mark.parametrize(
    ("words", "options", "lines"),
    [
        (
            ("days", "32"),
            {},
            [
                "        days: {unit: days, direction: decrease, baseline: {value: 40, date: 2025-12-31}, target: {value: 20, by: 2026-12-31}, readings: {2026-03-31: 35, 2026-06-30: 32}}"
            ],
        ),
        (
            ("share", "55 %"),
            {"note": "a, b"},
            [
                '        share: {title: Share, unit: "%", readings: {2026-03-31: {value: 50, note: first}, 2026-06-30: {value: 55, note: "a, b"}}}'
            ],
        ),
        (("bare", "3.50"), {}, ["        bare:", "          title: Days late", "            2026-06-30: 3.50"]),
        (("empty", "1 200 days"), {"on": "2026-05-31"}, ["            2026-05-31: 1200"]),
        (
            ("share", "44"),
            {"on": "2026-03-31", "replace": True},
            ['        share: {title: Share, unit: "%", readings: {2026-03-31: {value: 44, note: first}}}'],
        ),
        (
            ("days", "34"),
            {"on": "2026-03-31", "replace": True, "note": "counted again"},
            [
                "        days: {unit: days, direction: decrease, baseline: {value: 40, date: 2025-12-31}, target: {value: 20, by: 2026-12-31}, readings: {2026-03-31: {value: 34, note: counted again}}}"
            ],
        ),
    ],
)
def test_it_goes_where_the_measure_keeps_its_readings(record, words, options, lines):
    root, code, _ = record(*words, **options)
    assert code is ExitCode.CLEAN
    assert [line for line in changed(root) if line.strip() != "readings:"] == lines
    before, after = PLAN.splitlines(), (root / "pmo.yaml").read_text("utf-8").splitlines()
    # Nothing else is gone: at most the one line that had to change.
    assert sum(line not in after for line in before) <= 1
    measure = load_plan(root).plan.elements[words[0]]
    assert (
        measure.readings[-1].value == float(lines[-1].rstrip("}").split(": ")[-1])
        if words[0] in ("bare", "empty")
        else True
    )
    assert measure.title == {"bare": "Days late", "share": "Share"}.get(words[0])


def test_it_tells_where_measure_and_objective_stand_before_and_after(record):
    _, _, text = record("days", "22")
    assert text.splitlines()[:4] == [
        "days: 22 days on 2026-06-30, after 35 days on 2026-03-31",
        "  before  ▲ At risk, behind plan (25% of the way, 50% planned)",
        "  after   ● On track, at or ahead of plan (90% of the way, 50% planned)",
        "  its objective `o`: ▲ At risk → ○ No data",
    ]


def test_a_dry_run_shows_the_difference_and_writes_nothing(record):
    root, code, text = record("days", "32", dry_run=True)
    assert code is ExitCode.CLEAN
    assert texts(root) == {"pmo.yaml": PLAN.encode()}
    assert "+        days:" in text
    assert text.endswith("Nothing was written (--dry-run).\n")


@pytest.mark.parametrize(
    ("words", "options", "message"),
    [
        (("dayz", "3"), {}, "There is no measure `dayz`. Did you mean `days`?"),
        (("lateness days", "3"), {}, "There is no measure `lateness days`. Measures with such words: `bare`, `days`."),
        (("o", "3"), {}, "`o` is an objective, and readings belong to a measure. Its measures are `days`, "),
        (("pmo", "3"), {}, "`pmo` is not a measure."),
        (("days", "3,5"), {}, "`3,5` is not a bare number. Write `3.5`"),
        (("days", "12%"), {}, "`12%` is in %, and the measure in days."),
        (("share", "12 days"), {}, "`12 days` is in days, and the measure in %."),
        (("days", "many"), {}, "`many` is not a number."),
        (("days", "nan"), {}, "`nan` is not a number."),
        (("days", "1e999"), {}, "`1e999` is too large a number."),
        (("days", "3"), {"on": "30.6.2026"}, "`30.6.2026` is not a date. Write `2026-06-30`."),
        (("days", "3"), {"on": "2026-07-01"}, "2026-07-01 is still to come (today is 2026-06-30)"),
        (("days", "3"), {"on": "2026-02-30"}, "`2026-02-30` is not a day of the calendar"),
        (
            ("days", "36"),
            {"on": "2026-03-31"},
            "`days` has a reading of 2026-03-31 already: 35 days (pmo.yaml:6). To put 36",
        ),
        (("days",), {}, "Name a value"),
        ((), {}, "Name a measure and a value"),
    ],
)
def test_what_is_wrong_is_refused_with_what_to_do(record, words, options, message):
    with pytest.raises(UsageError) as error:
        record(*words, **options)
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("words", "doubt"),
    [
        (("days", "350"), "350 is ten times the reading before, 35 days."),
        (("days", "3.2"), "3.2 is less than a tenth of the reading before, 35 days."),
        (("share", "101"), "101 lies outside 0 to 100, and the unit is %."),
        (("days", "61"), "The measure is to fall from 40 to 20 days, and 61 is further on the wrong side"),
    ],
)
def test_what_looks_odd_is_asked_about(record, words, doubt):
    root, code, text = record(*words)
    assert code is ExitCode.FINDINGS
    assert doubt in text
    assert "--yes" in text
    assert texts(root) == {"pmo.yaml": PLAN.encode()}
    console = Answers("perhaps", "n")
    root, code, text = record(*words, ask=True, console=console)
    assert (code, text) == (ExitCode.CLEAN, "Nothing was written.\n")
    assert any(doubt in line for line in console.shown)
    assert console.shown[-1] == "Answer y or n."
    assert texts(root) == {"pmo.yaml": PLAN.encode()}
    assert record(*words, ask=True, console=Answers("y"))[1] is ExitCode.CLEAN
    root, code, _ = record(*words, yes=True)
    assert code is ExitCode.CLEAN
    assert changed(root)


def test_stopping_at_the_question_writes_nothing(record, tmp_path):
    with pytest.raises(StoppedError):
        record("days", "350", ask=True, console=Answers())
    assert texts(tmp_path / "plan") == {"pmo.yaml": PLAN.encode()}


def test_the_same_reading_again_is_no_mistake(record):
    root, code, text = record("days", "35.0", on="2026-03-31")
    assert (code, text) == (ExitCode.CLEAN, "`days` has that reading of 2026-03-31 already.\n")
    assert texts(root) == {"pmo.yaml": PLAN.encode()}


def test_it_says_when_a_measure_is_paused_or_has_its_verdict(record):
    _, _, text = record("held", "3")
    assert "  The measure is paused until 2026-12-31: the move. If that is over, remove `paused`.\n" in text
    assert "  The measure has its verdict already (missed); `days` took its place.\n" in text


def test_it_says_when_another_reading_lies_near(record):
    files = {"pmo.yaml": PLAN.replace("days: {unit: days,", "days: {unit: days, frequency: quarterly,")}
    _, _, text = record("days", "33", on="2026-04-02", files=files)
    assert "  There is a reading of 2026-03-31 too, and the measure is read quarterly.\n" in text
    _, _, text = record("days", "33", files=files)
    assert "There is a reading" not in text


def test_a_late_reading_does_not_count_as_the_newest(record):
    _, _, text = record("days", "38", on="2026-01-31")
    assert "  A newer reading, of 2026-03-31, is what counts.\n" in text


FILES = {
    "pmo.yaml": "pmo: {objectives: {o: {measures: {a: {unit: days, readings: readings/a.csv}, b: {unit: days, readings: readings/b.csv}, c: {unit: days}}}}}\n",
    "readings/a.csv": "date,value,note\r\n2026-05-31,4,\r\n",
    "readings/b.csv": "date;value\n2026-05-31;4\n",
}


def test_a_measure_with_a_file_gets_a_row(record):
    root, _, text = record("a", "5", files=FILES)
    assert (root / "readings/a.csv").read_bytes() == b"date,value,note\r\n2026-05-31,4,\r\n2026-06-30,5,\r\n"
    assert "Written to " in text
    assert "readings/a.csv:3\n" in text


def test_the_first_reading_goes_where_the_others_of_the_plan_are(record):
    root, _, _ = record("c", "5", files=FILES)
    assert (root / "readings/c.csv").read_text("utf-8") == "date,value,note\n2026-06-30,5,\n"
    assert "c: {unit: days, readings: readings/c.csv}" in (root / "pmo.yaml").read_text("utf-8")


def test_a_readings_file_that_is_not_there_yet_is_made(record):
    files = {"pmo.yaml": FILES["pmo.yaml"]}
    root, _, _ = record("a", "5", files=files)
    assert (root / "readings/a.csv").read_text("utf-8") == "date,value,note\n2026-06-30,5,\n"


def test_a_readings_file_that_cannot_be_read_is_left_alone(record, tmp_path):
    root = record("b", "4", files=FILES)[0]
    (root / "readings/a.csv").write_bytes("date,value\n2026-01-01,1\n".encode("utf-16"))
    with pytest.raises(PmoError, match=r"readings/a\.csv: The file is in UTF-16.* Nothing was written"):
        run(Request(path=root, today=TODAY, measure="a", value="5"), stream=StringIO())
    for path in ("../a.csv", "/tmp/a.csv", "readings"):  # noqa: S108 -- refused
        with pytest.raises(PmoError):
            record("c", "5", files={**FILES, "pmo.yaml": FILES["pmo.yaml"].replace("c: {", f"c: {{readings: {path}, ")})
    assert not (tmp_path / "a.csv").exists()


def test_a_reading_that_cannot_be_read_is_never_written_over(record):
    files = {"pmo.yaml": 'pmo: {objectives: {o: {measures: {a: {readings: {2026-06-30: "5"}}}}}}\n'}
    with pytest.raises(PmoError, match=r"pmo\.yaml:1: what `a` holds for 2026-06-30 cannot be read"):
        record("a", "6", files=files, replace=True)


def test_a_day_that_waits_for_its_value_gets_it(record):
    root, _, _ = record(
        "a",
        "5",
        files={
            "pmo.yaml": "pmo:\n  objectives:\n    o:\n      measures:\n        a:\n          readings:\n            2026-06-30:  # due\n"
        },
    )
    assert (root / "pmo.yaml").read_text("utf-8").endswith("            2026-06-30: 5  # due\n")


def test_a_measure_that_shares_its_file_is_named(record):
    files = {**FILES, "pmo.yaml": FILES["pmo.yaml"].replace("b.csv", "a.csv")}
    _, _, text = record("a", "5", files=files)
    assert "Note: `b` takes its readings from readings/a.csv too.\n" in text


MONTH = 'measure,date,value,note\ndays,2026-06-30,30,\nshare,2026-06-30,52%,"one, two"\nempty,,7,\n'


def test_a_month_s_worth_from_a_file(record, tmp_path):
    (tmp_path / "june.csv").write_text(MONTH, "utf-8")
    root, code, text = record(source=tmp_path / "june.csv")
    assert code is ExitCode.CLEAN
    elements = load_plan(root).plan.elements
    assert [elements[name].readings[-1].value for name in ("days", "share", "empty")] == [30, 52, 7]
    assert elements["share"].readings[-1].note == "one, two"
    assert text.count("Written to") == 1
    # Again: everything is there, and nothing is wrong.
    again = Request(path=root, today=TODAY, source=tmp_path / "june.csv")
    assert run(again, stream=StringIO()) is ExitCode.CLEAN


def test_what_is_wrong_in_a_file_is_said_all_at_once_and_nothing_is_written(record, tmp_path):
    rows = [
        "days,2026-06-30,30",
        "dayz,2026-06-30,30",
        "share,2026-07-30,30",
        "days,2026-06-30,31",
        "days,2026-05-30,x,y,z",
    ]
    path = tmp_path / "june.csv"
    path.write_text("\n".join(["measure,date,value", *rows[:4]]), "utf-8")
    with pytest.raises(UsageError) as error:
        record(source=path)
    said = str(error.value).splitlines()
    assert [line.partition("june.csv:")[2].partition(":")[0] for line in said[:3]] == ["3", "4", "5"]
    assert "two rows of 2026-06-30, this one and" in said[2]
    assert said[3] == "Nothing was written."
    assert texts(tmp_path / "plan") == {"pmo.yaml": PLAN.encode()}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is empty"),
        ("measure,when,value\n", "has no header `measure,date,value,note` (`when` is none of these"),
        ("measure,note\n", "has no header"),
        ("measure,value\ndays,1,2\n", "june.csv:2: the row has more columns"),
        ('measure,value\ndays,"1"x\n', "june.csv:2: the row cannot be read"),
        (None, "june.csv. It has the columns measure, date, value and note."),
    ],
)
def test_a_file_that_is_no_list_of_readings(record, tmp_path, text, message):
    if text is not None:
        (tmp_path / "june.csv").write_text(text, "utf-8")
    with pytest.raises(UsageError) as error:
        record(source=tmp_path / "june.csv")
    assert message in str(error.value)


def test_a_plan_that_cannot_be_read_is_not_added_to(record):
    with pytest.raises(PmoError, match=r"other\.yaml cannot be read"):
        record("days", "3", files={"pmo.yaml": PLAN, "other.yaml": "a: [\n"})


def test_a_measure_behind_an_alias_is_for_people_to_write(record):
    plan = "pmo: {objectives: {o: {measures: &m {a: {unit: days, readings: {2026-01-31: 1}}}}}}\nx-copy: *m\n"
    with pytest.raises(PmoError, match=r"(?s)Nothing was written.*2026-06-30: 2"):
        record("a", "2", files={"pmo.yaml": plan})


class TestTheRealCommand:
    """`pmo record` as people run it, in the health network's plan."""

    def test_a_reading_in_a_file_and_one_in_the_plan(self, pmo, example):
        before = texts(example)
        day = dt.date(2026, 7, 31)
        done = pmo(example, "record", "decision-lead-time", "17", today=day)
        assert (done.code, done.err) == (0, "")
        assert "decision-lead-time: 17 days on 2026-07-31" in done.out
        done = pmo(example, "record", "benefit-confirmed", "41", "--note", "First good quarter: at last.", today=day)
        assert done.code == 0
        after = texts(example)
        different = {path for path in after if after[path] != before.get(path)}
        assert different == {"readings/decision-lead-time.csv", "objectives/promises-kept.yaml"}
        line = b'            2026-07-31: {value: 41, note: "First good quarter: at last."}\n'
        assert after["objectives/promises-kept.yaml"].replace(line, b"") == before["objectives/promises-kept.yaml"]

    def test_exit_codes(self, pmo, example):
        before = texts(example)
        assert pmo(example, "record", "benefit-confirmed", "900", "--on", "2026-06-29").code == 1
        assert pmo(example, "record", "benefit-confirmed", "x").code == 2
        assert pmo(example, "record").code == 2
        assert pmo(example, "record", "benefit-confirmed", "--nto", "x", "3").code == 2
        assert pmo(example, "record", "benefit-confirmed", "-0x3").code == 2
        assert texts(example) == before

    def test_a_number_below_zero_is_no_option(self, pmo, example):
        done = pmo(example, "record", "benefit-confirmed", "-3.5", "--yes", "--on", "2026-06-29")
        assert (done.code, done.err) == (0, "")
        assert "            2026-06-29: -3.5\n" in (example / "objectives/promises-kept.yaml").read_text("utf-8")

    def test_every_measure_of_the_example_takes_a_reading(self, pmo, example):
        plan = load_plan(example).plan
        measures = [element for element in plan.elements.values() if isinstance(element, Measure)]
        rows = [f"{measure.id},2026-07-15,{measure.readings[-1].value:g}" for measure in measures if measure.readings]
        (example.parent / "july.csv").write_text("\n".join(["measure,date,value", *rows]), "utf-8")
        done = pmo(example, "record", "--from", "../july.csv", today=dt.date(2026, 7, 31))
        assert done.code == 0, done.err
        again = load_plan(example).plan
        for measure in measures:
            assert len(again.elements[measure.id].readings) == len(measure.readings) + bool(measure.readings)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.integers(0, 2**32),
    st.lists(st.dates(dt.date(2025, 1, 1), dt.date(2026, 6, 30)), max_size=15, unique=True),
    st.lists(st.dates(dt.date(2025, 1, 1), dt.date(2026, 6, 30)), min_size=1, max_size=3, unique=True),
    st.sampled_from([None, "a note", "a, note: with {signs} # and all"]),
    st.booleans(),
)
def test_any_layout_takes_any_readings(tmp_path_factory, seed, dates, days, note, noted):
    root = tmp_path_factory.mktemp("plan")
    old = {day.isoformat(): ({"value": 5.5, "note": "x"} if noted and day.day % 2 else 5.5) for day in dates}
    measure = {"title": "M", "readings": old or None, "note": "the end"}
    plan = {"pmo": {"objectives": {"o": {"title": "O", "measures": {"m": measure, "n": None}}}}, "people": {"p": "P"}}
    text = Writer(seed).file(plan)
    (root / "pmo.yaml").write_bytes(text.encode())
    before = load_plan(root).plan.elements["m"]
    for day in days:
        run(
            Request(
                path=root, today=TODAY, measure="m", value="6", on=day.isoformat(), note=note, replace=True, yes=True
            ),
            stream=StringIO(),
        )
    after = load_plan(root)
    assert not after.faults
    expected = {reading.date: (reading.value, reading.note) for reading in before.readings}
    expected |= {day: (6.0, note or expected.get(day, (0, None))[1]) for day in days}
    found = {reading.date: (reading.value, reading.note) for reading in after.plan.elements["m"].readings}
    assert found == expected
    gone = Counter(text.splitlines()) - Counter((root / "pmo.yaml").read_bytes().decode().splitlines())
    # A line for each value that was replaced, and the one of the braces or the empty key into which others went.
    assert gone.total() <= len(set(dates) & set(days)) * 2 + 1
