"""Readings files: a row in the file's own hand, where the order of its dates has a place for it."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo.editing.additions import ByHandError
from pmo.editing.rows import add_row, replace_row
from pmo.source.readings_csv import read_readings
from pmo.source.text import SourceFile

DAY = dt.date(2026, 2, 1)


def added(text, note=None, value="2"):
    return add_row(SourceFile("r.csv", text), DAY, value, note)


@pytest.mark.parametrize(
    ("before", "note", "after"),
    [
        ("date,value,note\n2026-01-01,1,\n", None, "date,value,note\n2026-01-01,1,\n2026-02-01,2,\n"),
        ("date,value,note\n2026-01-01,1\n", None, "date,value,note\n2026-01-01,1\n2026-02-01,2\n"),
        ("date,value\n2026-01-01,1\n", None, "date,value\n2026-01-01,1\n2026-02-01,2\n"),
        ("date,value\n2026-01-01,1\n", "why", "date,value,note\n2026-01-01,1\n2026-02-01,2,why\n"),
        ("date,value,note\n2026-01-01,1,\n", "a, b", 'date,value,note\n2026-01-01,1,\n2026-02-01,2,"a, b"\n'),
        ("date,value,note\n2026-01-01,1,", None, "date,value,note\n2026-01-01,1,\n2026-02-01,2,"),
        ("date,value,note\n2026-01-01,1,\n\n\n", None, "date,value,note\n2026-01-01,1,\n2026-02-01,2,\n\n\n"),
        ("date;value;note\r\n2026-01-01;1;\r\n", "a;b", 'date;value;note\r\n2026-01-01;1;\r\n2026-02-01;2;"a;b"\r\n'),
        ("date\tvalue\n2026-01-01\t1\n", None, "date\tvalue\n2026-01-01\t1\n2026-02-01\t2\n"),
        (
            '"date","value","note"\n"2026-01-01","1",""\n',
            None,
            '"date","value","note"\n"2026-01-01","1",""\n"2026-02-01","2",""\n',
        ),
        ("date,value\n2026-01-01,1\n2026-03-01,3\n", None, "date,value\n2026-01-01,1\n2026-02-01,2\n2026-03-01,3\n"),
        ("date,value\n2026-03-01,3\n2026-01-01,1\n", None, "date,value\n2026-03-01,3\n2026-02-01,2\n2026-01-01,1\n"),
        (
            'date,value,note\n2026-01-01,1,"two\nlines"\n2026-03-01,3,\n',
            None,
            'date,value,note\n2026-01-01,1,"two\nlines"\n2026-02-01,2,\n2026-03-01,3,\n',
        ),
        ("date,value,note\n", None, "date,value,note\n2026-02-01,2,\n"),
        ("date,value,note", None, "date,value,note\n2026-02-01,2,"),
        ("", "why", "date,value,note\n2026-02-01,2,why\n"),
    ],
)
def test_a_row_more(before, note, after):
    assert added(before, note) == after


def test_a_note_that_a_spreadsheet_would_run_is_made_harmless_and_reads_back_as_it_was():
    after = added("date,value,note\n", "=HYPERLINK(1)")
    assert after == "date,value,note\n2026-02-01,2, =HYPERLINK(1)\n"
    assert read_readings(SourceFile("r.csv", after))[0][0].note == "=HYPERLINK(1)"


@pytest.mark.parametrize(
    ("before", "note", "after"),
    [
        ("date,value,note\n2026-02-01,1,why\n", None, "date,value,note\n2026-02-01,2,why\n"),
        ("date,value,note\n2026-02-01,1,why\n", "new", "date,value,note\n2026-02-01,2,new\n"),
        ("date,value\n2026-02-01,1\n2026-03-01,1\n", "new", "date,value,note\n2026-02-01,2,new\n2026-03-01,1\n"),
        ('date,value,note\n2026-02-01,1,"a\nb"\nx\n', "c", "date,value,note\n2026-02-01,2,c\nx\n"),
    ],
)
def test_another_value(before, note, after):
    assert replace_row(SourceFile("r.csv", before), DAY, "2", note) == after


@pytest.mark.parametrize("text", ["when,what\n2026-01-01,1\n", "no header\n"])
def test_a_file_that_is_not_understood_is_left_alone(text):
    with pytest.raises(ByHandError, match=r"r\.csv is written in a way .*\n    2026-02-01,2"):
        added(text)


def test_two_readings_of_the_day_are_for_people_to_mend():
    with pytest.raises(ByHandError, match=r"r\.csv:3: the file holds several readings of 2026-02-01"):
        replace_row(SourceFile("r.csv", "date,value\n2026-02-01,1\n2026-02-01,3\n"), DAY, "2", None)


DATES = st.lists(st.dates(dt.date(2020, 1, 1), dt.date(2026, 12, 31)), unique=True, max_size=8)
NOTES = st.text(st.sampled_from("ab ,;\"'\t=é-"), max_size=12).map(str.strip)


@given(
    DATES,
    st.sampled_from([None, False, True]),
    st.sampled_from(",;\t"),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
    st.booleans(),
    NOTES,
)
def test_any_file_keeps_every_byte_of_its_rows(dates, descending, separator, line_break, quoted, ended, note):
    dates = [day for day in dates if day != DAY]
    if descending is not None:
        dates.sort(reverse=descending)
    q = '"' if quoted else ""
    lines = [
        separator.join(f"{q}{cell}{q}" for cell in cells)
        for cells in [("date", "value", "note"), *((d.isoformat(), "1.5", "x") for d in dates)]
    ]
    before = line_break.join(lines) + (line_break if ended else "")
    after = added(before, note or None)
    rows, problems = read_readings(SourceFile("r.csv", after))
    assert problems == []
    assert [(row.date, row.value) for row in rows] == sorted([*((day, 1.5) for day in dates), (DAY, 2.0)])
    assert (next(row for row in rows if row.date == DAY).note or "") == note
    # A file of one line has no line break to go by.
    line_break = line_break if line_break in before else "\n"
    kept = after.split(line_break)
    new = [line for line in kept if "2026-02-01" in line]
    assert len(new) == 1
    kept.remove(new[0])
    assert kept == before.split(line_break)
