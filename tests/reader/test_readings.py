"""A measure's readings: in its own YAML, or in a file that it names."""

import os

import pytest

from pmo.reader.kept import Kept
from pmo.reader.load import load_plan

PLAN = "pmo:\n  objectives:\n    o:\n      measures:\n        m:\n          readings: §\n"


def read(load, written, **files):
    loaded = load({"pmo.yaml": PLAN.replace("§", written), **files})
    (measure,) = loaded.plan.pmo.objectives[0].measures
    return loaded, [(reading.date.isoformat(), reading.value, reading.note) for reading in measure.readings]


def only(loaded):
    (fault,) = loaded.faults
    assert fault.rule == "reading-invalid"
    assert fault.element == "m"
    return fault


def at(fault):
    return (fault.place.path, fault.place.line, fault.place.column)


def test_inline_readings_are_sorted_and_may_carry_a_note(load):
    loaded, found = read(
        load,
        "{2026-02-28: 5, 2026-01-31: {value: -1.5, note: two gates merged, x-by: ann}, 2026-03-31: , 2026-04-30: ~}",
    )
    assert loaded.faults == ()
    assert found == [("2026-01-31", -1.5, "two gates merged"), ("2026-02-28", 5, None)]


@pytest.mark.parametrize("written", ["", "~", "''", '"  "', "{}"])
def test_no_readings_are_no_fault(load, written):
    loaded, found = read(load, written)
    assert loaded.faults == ()
    assert found == []


@pytest.mark.parametrize(
    ("written", "column", "message", "fix"),
    [
        ("{31.01.2026: 5}", 22, "A reading of `m` cannot be read: `31.01.2026` is not a date.", "Write `2026-01-31`."),
        (
            "{2026-01-31: about 5}",
            34,
            "The reading of 2026-01-31 of `m` cannot be read: `about 5` is not a number.",
            None,
        ),
        (
            '{2026-01-31: "5"}',
            34,
            'The reading of 2026-01-31 of `m` cannot be read: "5" is a text in quotes, not a number.',
            "Remove the quotes.",
        ),
        (
            "{2026-01-31: [5]}",
            34,
            "The reading of 2026-01-31 of `m` cannot be read: it is not a number.",
            "Write one number.",
        ),
        (
            "{2026-01-31: {value: 5 days}}",
            42,
            "The reading of 2026-01-31 of `m` cannot be read: `5 days` is not a number.",
            None,
        ),
        (
            "{2026-01-31: {note: forgotten}}",
            22,
            "The reading of 2026-01-31 of `m` has no value.",
            "Add `value: …`, or remove it.",
        ),
        (
            "{2026-01-31: {value: 5, note: [a]}}",
            51,
            "The note on the reading of 2026-01-31 of `m` is not a text.",
            None,
        ),
    ],
)
def test_a_bad_reading_is_said_at_its_place_and_the_others_count(load, written, column, message, fix):
    loaded, found = read(load, written.removesuffix("}") + ", 2026-02-28: 6}")
    fault = only(loaded)
    assert (*at(fault), fault.message) == ("pmo.yaml", 6, column, message)
    assert fix is None or fault.fix == fix
    assert ("2026-02-28", 6, None) in found


def test_the_same_day_twice_is_a_repeated_key(load):
    loaded, found = read(load, "{2026-01-31: 5, 2026-01-31: 6}")
    (fault,) = loaded.faults
    assert (fault.rule, fault.message) == ("duplicate-id", "`2026-01-31` stands twice in the same section.")
    assert found == [("2026-01-31", 5, None)]


@pytest.mark.parametrize(
    ("written", "message", "fix"),
    [
        (
            "[5, 6]",
            "`readings` of `m` cannot be read: it is a list where dates and values are expected.",
            "Write `2026-03-31: 38`, one a line, without a dash.",
        ),
        (
            "5",
            "`readings` of `m` cannot be read: it is a single number where dates and values are expected.",
            "Write `2026-03-31: 38`, one a line.",
        ),
    ],
)
def test_readings_of_another_kind(load, written, message, fix):
    (fault,) = read(load, written)[0].faults
    assert (fault.rule, fault.message, fault.fix) == ("wrong-value", message, fix)


def test_a_readings_file_is_named_from_the_plans_folder_wherever_the_measure_stands(load):
    plan = PLAN.replace("§", "readings/m.csv")
    loaded = load(
        {
            "pmo.yaml": "",
            "objectives/o.yaml": plan,
            "readings/m.csv": "date,value,note\n2026-02-28,5,\n2026-01-31,6,a note\n",
        }
    )
    (measure,) = loaded.plan.pmo.objectives[0].measures
    assert loaded.faults == ()
    assert [(str(reading.date), reading.value, reading.note) for reading in measure.readings] == [
        ("2026-01-31", 6, "a note"),
        ("2026-02-28", 5, None),
    ]
    assert [(reading.place.path, reading.place.line) for reading in measure.readings] == [
        ("readings/m.csv", 3),
        ("readings/m.csv", 2),
    ]
    assert loaded.plan.files[-1].path == "readings/m.csv"


def test_a_path_with_the_slashes_of_windows_or_dots_inside_the_plan(load):
    csv = "date,value\n2026-01-31,5\n"
    assert read(load, "readings\\m.csv", **{"readings/m.csv": csv})[1] == [("2026-01-31", 5, None)]
    assert read(load, "x/../readings/./m.csv", **{"readings/m.csv": csv, "x/y.txt": ""})[1] == [("2026-01-31", 5, None)]


@pytest.mark.parametrize(
    ("written", "message", "fix"),
    [
        (
            "gone.csv",
            "The readings file `gone.csv` does not exist.",
            "Create the file with the line `date,value,note`, or correct its path.",
        ),
        (
            "../out.csv",
            "The readings file `../out.csv` lies outside the plan's folder.",
            "Move it into the plan's folder.",
        ),
        (
            "a/../../out.csv",
            "The readings file `a/../../out.csv` lies outside the plan's folder.",
            "Move it into the plan's folder.",
        ),
        (".", "The readings file `.` lies outside the plan's folder.", None),
        (
            "/etc/passwd",
            "The readings file `/etc/passwd` is an absolute path.",
            "Write its path from the plan's folder.",
        ),
        (
            "C:\\data\\m.csv",
            "The readings file `C:/data/m.csv` is an absolute path.",
            "Write its path from the plan's folder.",
        ),
        ('"a\\0b.csv"', "The readings file `a\0b.csv` has a name that no file should have.", "Correct the path."),
        ('"a\\eb.csv"', "The readings file `a\x1bb.csv` has a name that no file should have.", "Correct the path."),
        ("x" * 5_000 + ".csv", f"The readings file `{'x' * 5_000}.csv` does not exist.", None),
    ],
    ids=[
        "missing",
        "outside",
        "outside by a detour",
        "the plan itself",
        "absolute",
        "a drive",
        "NUL",
        "escape",
        "too long",
    ],
)
def test_a_path_that_leads_to_no_file_of_the_plan(load, written, message, fix):
    fault = only(read(load, written)[0])
    assert (*at(fault), fault.message) == ("pmo.yaml", 6, 21, message)
    assert fix is None or fault.fix == fix


def test_a_path_from_the_measures_own_folder_is_recognized(load):
    loaded = load({"sub/o.yaml": PLAN.replace("§", "m.csv"), "sub/m.csv": "date,value\n"})
    assert only(loaded).fix == "Paths count from the plan's folder: write `sub/m.csv`."


def test_a_folder_in_place_of_a_readings_file(load):
    loaded, _ = read(load, "data.csv", **{"data.csv/x.txt": ""})
    (fault,) = loaded.faults
    assert (fault.rule, *at(fault), fault.message) == (
        "unreadable-file",
        "data.csv",
        1,
        1,
        "This is a folder, not a file.",
    )
    assert fault.fix == "Name a file, or rename the folder."
    assert [(r.place.path, r.place.line, r.message) for r in fault.related] == [
        ("pmo.yaml", 6, "`m` takes its readings from here")
    ]


@pytest.mark.skipif(os.name != "posix", reason="links of Unix")
def test_a_link_out_of_the_plan_is_no_readings_file(load, tmp_path):
    outside = tmp_path.parent / f"{tmp_path.name}-outside.csv"
    outside.write_text("date,value\n2026-01-31,5\n")
    (tmp_path / "m.csv").symlink_to(outside)
    assert only(read(load, "m.csv")[0]).message == "The readings file `m.csv` lies outside the plan's folder."


def test_a_bad_row_is_said_in_the_file_with_the_measure_beside_it(load):
    loaded, found = read(load, "m.csv", **{"m.csv": "date;value\r\n2026-01-31;3,5\r\n2026-02-28;4\r\n"})
    fault = only(loaded)
    assert (*at(fault), fault.message) == ("m.csv", 2, 12, "`3,5` is not a bare number.")
    assert fault.field == "readings"
    assert [(r.place.path, r.place.line, r.place.column, r.message) for r in fault.related] == [
        ("pmo.yaml", 6, 21, "`m` takes its readings from here")
    ]
    assert found == [("2026-02-28", 4, None)]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"date,value\n2026-01-31,5,\xff\n", "The file is not UTF-8: byte 0xFF here."),
        ("date,value\n2026-01-31,5\n".encode("utf-16"), "The file is in UTF-16, not in UTF-8."),
    ],
)
def test_a_file_in_another_encoding(load, content, message):
    (fault,) = read(load, "m.csv", **{"m.csv": content})[0].faults
    assert (fault.rule, fault.place.path, fault.message) == ("unreadable-file", "m.csv", message)


def test_a_byte_order_mark_as_excel_writes_it(load):
    loaded, found = read(load, "m.csv", **{"m.csv": b"\xef\xbb\xbfdate;value;note\r\n2026-01-31;5;\r\n"})
    assert loaded.faults == ()
    assert found == [("2026-01-31", 5, None)]


def test_what_is_kept_of_a_file_does_not_outlive_its_readings_though_their_text_looks_the_same(tmp_path):
    (tmp_path / "pmo.yaml").write_text(PLAN.replace("§", "m.csv"), "utf-8")
    kept = Kept()
    (tmp_path / "m.csv").write_text("date,value,note\n2026-01-31,5,\ufffd\n", "utf-8")
    assert load_plan(tmp_path, kept=kept).faults == ()
    (tmp_path / "m.csv").write_bytes(b"date,value,note\n2026-01-31,5,\xff\n")
    (fault,) = load_plan(tmp_path, kept=kept).faults
    assert fault.rule == "unreadable-file"
