"""A readings file as a spreadsheet writes it: separators, quotes, line breaks; what is wrong is said row by row."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo.source.readings_csv import read_readings
from pmo.source.text import SourceFile


def rows(text):
    found, problems = read_readings(SourceFile("m.csv", text))
    assert problems == []
    return [(row.date.isoformat(), row.value, row.note) for row in found]


def problem(text):
    file = SourceFile("m.csv", text)
    (found,) = read_readings(file)[1]
    assert found.slug == "reading-invalid"
    return (*file.position(found.start), found.message, found.fix)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_the_separators_and_line_breaks_of_spreadsheets(separator, newline):
    lines = ["date,value,note", "2026-02-28,4.5,second", "2026-01-31,-3,", "", "2026-03-31,0"]
    text = newline.join(lines).replace(",", separator)
    assert rows(text) == [("2026-01-31", -3, None), ("2026-02-28", 4.5, "second"), ("2026-03-31", 0, None)]


def test_spaces_letter_case_and_a_repeated_header_are_forgiven():
    text = "\n Date , VALUE , Note\n 2026-01-31 , 5 , a word \ndate,value,note\n,,\n2026-02-28,6,\n"
    assert rows(text) == [("2026-01-31", 5, "a word"), ("2026-02-28", 6, None)]


def test_a_quoted_note_may_hold_anything():
    text = 'date,value,note\n2026-01-31,5,"two\nlines, and ""quotes"""\n"2026-02-28","6",x\u2028y\x85z\n'
    assert rows(text) == [("2026-01-31", 5, 'two\nlines, and "quotes"'), ("2026-02-28", 6, "x\u2028y\x85z")]


@pytest.mark.parametrize("text", ["date,value", "date,value,note\n", "date;value;note\r\n\r\n"])
def test_a_header_alone_has_no_readings(text):
    assert rows(text) == []


def test_a_row_knows_where_it_starts():
    text = 'date,value,note\n2026-01-31,5,"two\nlines"\n\n2026-02-28,6,\n'
    found, _ = read_readings(SourceFile("m.csv", text))
    assert [text[row.start : row.start + 10] for row in found] == ["2026-01-31", "2026-02-28"]


HEADER = "Begin the file with the line `date,value,note`."


@pytest.mark.parametrize(
    ("text", "line", "column", "message", "fix"),
    [
        ("", 1, 1, "The readings file has no header `date,value` or `date,value,note`.", HEADER),
        ("\n\n2026-01-31,5\n", 3, 1, "The readings file has no header `date,value` or `date,value,note`.", HEADER),
        ("value,date\n", 1, 1, "The readings file has no header `date,value` or `date,value,note`.", HEADER),
        ('"' + "x" * 200_000, 1, 1, "The readings file has no header `date,value` or `date,value,note`.", HEADER),
        (
            "date,value,note,by\n",
            1,
            1,
            "The readings file has a column `by` too many.",
            "Remove it: the columns are date, value and note.",
        ),
        ("date,value\n2026-01-31\n", 2, 1, "The row has no value.", "Write a date, a comma and a number."),
        ("date,value\n2026-01-31,\n", 2, 1, "The row has no value.", "Write a date, a comma and a number."),
        ("date,value\n2026-01-31, x\n", 2, 13, "`x` is not a number.", "Write digits, with a point for decimals."),
        (
            "date;value\n2026-01-31;3,5\n",
            2,
            12,
            "`3,5` is not a bare number.",
            "Write `3.5`: digits, a point for decimals, nothing else.",
        ),
        ("date,value\n31.01.2026,5\n", 2, 1, "`31.01.2026` is not a date.", "Write `2026-01-31`."),
        ("date,value\n,5\n", 2, 1, "there is no date.", "Write year, month and day: `2026-12-31`."),
        (
            'date,value,note\n"2026-02-30",5,a\n',
            2,
            1,
            "`2026-02-30` is not a day of the calendar.",
            "Correct the month or the day.",
        ),
        (
            "date,value\n2026-01-31,3,5\n",
            2,
            1,
            "The row has more columns than the header.",
            "Put a note that contains a comma in quotes, and write decimals with a point.",
        ),
        (
            'date,value,note\n2026-01-31,5,"open\n2026-02-28,6,\n',
            2,
            1,
            "A quotation mark is opened in this row and never closed, so that all that follows is lost.",
            "Close it.",
        ),
        (
            'date,value,note\n2026-01-31,5,"a" b\n',
            2,
            1,
            "In this row, text follows a closing quotation mark.",
            "Put quotes around the whole note, and write each quotation mark inside it twice.",
        ),
        (
            f"date,value,note\n2026-01-31,5,{'x' * 200_000}\n",
            2,
            1,
            "A cell of this row is far too long.",
            "Shorten the note.",
        ),
    ],
)
def test_what_is_wrong_is_said_at_its_cell_or_row(text, line, column, message, fix):
    assert problem(text) == (line, column, message, fix)


def test_a_bad_row_costs_no_other():
    text = 'date,value,note\n2026-01-31,x,\n2026-02-28,5,"a" b\n2026-03-31,6,\nQ2,7,\n2026-05-31,8,\n'
    found, problems = read_readings(SourceFile("m.csv", text))
    assert [row.date for row in found] == [dt.date(2026, 3, 31), dt.date(2026, 5, 31)]
    assert [text[problem.start :][:3] for problem in problems] == ["x,\n", "202", "Q2,"]


@given(
    st.lists(
        st.sampled_from(
            [
                "date",
                "value",
                "note",
                ",",
                ";",
                "\t",
                '"',
                '""',
                "\n",
                "\r",
                "2026-01-31",
                "5",
                "x",
                " ",
                "\u2028",
                "\0",
            ]
        ),
        max_size=30,
    ).map("".join)
    | st.text(max_size=40)
)
def test_no_text_makes_it_crash_and_every_place_lies_in_the_file(text):
    for start in ("", "date,value,note\n"):
        whole = start + text
        found, problems = read_readings(SourceFile("m.csv", whole))
        assert [row.date for row in found] == sorted(row.date for row in found)
        for place in [row.start for row in found] + [problem.start for problem in problems]:
            assert 0 <= place <= len(whole)
