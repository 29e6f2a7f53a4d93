"""Numbers and dates: what counts, and what is said to somebody who writes them as in a spreadsheet."""

import datetime as dt
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo.source.scalars import BadScalarError, is_number, read_date, read_number, shorten


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("0", 0), ("41", 41), ("-3", -3), ("+3", 3), ("3.5", 3.5), (".5", 0.5), ("-.5", -0.5), ("5.", 5), ("0.0", 0)),
        *(("1e3", 1000), ("1E3", 1000), ("1.5e-3", 0.0015), ("1e+2", 100)),
        *(("12345678901234567890123", 12345678901234567890123), ("9007199254740993", 9007199254740993)),
    ],
)
def test_numbers_of_yaml_1_2(text, value):
    assert read_number(text) == float(value)
    assert is_number(text)


@pytest.mark.parametrize(
    ("text", "message", "fix"),
    [
        ("", "there is no number.", "Write one."),
        ("~", "`~` is not a number.", "Write digits, with a point for decimals."),
        ("NO", "`NO` is not a number.", "Write digits, with a point for decimals."),
        ("on", "`on` is not a number.", "Write digits, with a point for decimals."),
        ("1:30", "`1:30` is not a number.", "Write digits, with a point for decimals."),
        ("0x1F", "`0x1F` is not a number.", "Write digits, with a point for decimals."),
        ("0o17", "`0o17` is not a number.", "Write digits, with a point for decimals."),
        (".inf", "`.inf` is not a number.", "Write digits, with a point for decimals."),
        (".nan", "`.nan` is not a number.", "Write digits, with a point for decimals."),
        ("nan", "`nan` is not a number.", "Write digits, with a point for decimals."),
        ("infinity", "`infinity` is not a number.", "Write digits, with a point for decimals."),
        ("٣", "`٣` is not a number.", "Write digits, with a point for decimals."),
        ("about 12", "`about 12` is not a number.", "Write digits, with a point for decimals."),
        ("12k", "`12k` is not a number.", "Write digits, with a point for decimals."),
        ("1e400", "`1e400` is too large a number.", "Write a smaller one."),
        ("-1e400", "`-1e400` is too large a number.", "Write a smaller one."),
        ("012", "`012` begins with a zero, so it is not read as a number.", "Leave the leading zeros out."),
        ("-007", "`-007` begins with a zero, so it is not read as a number.", "Leave the leading zeros out."),
        ("1_000", "`1_000` is not a bare number.", "Write `1000`: digits, a point for decimals, nothing else."),
        ("1,250", "`1,250` is not a bare number.", "Write `1250`: digits, a point for decimals, nothing else."),
        (
            "1,250,000.5",
            "`1,250,000.5` is not a bare number.",
            "Write `1250000.5`: digits, a point for decimals, nothing else.",
        ),
        ("3,5", "`3,5` is not a bare number.", "Write `3.5`: digits, a point for decimals, nothing else."),
        ("1 250", "`1 250` is not a bare number.", "Write `1250`: digits, a point for decimals, nothing else."),
        ("1\u00a0250", "`1 250` is not a bare number.", "Write `1250`: digits, a point for decimals, nothing else."),
        ("1'250", "`1'250` is not a bare number.", "Write `1250`: digits, a point for decimals, nothing else."),
        ("−5", "`−5` is not a bare number.", "Write `-5`: digits, a point for decimals, nothing else."),
        ("$5", "`$5` is not a bare number.", "Write `5`: digits, a point for decimals, nothing else."),
        ("5 €", "`5 €` is not a bare number.", "Write `5`: digits, a point for decimals, nothing else."),
        ("80%", "`80%` is not a bare number.", "Write `80`, and `%` as the measure's unit."),
        ("80 %", "`80 %` is not a bare number.", "Write `80`, and `%` as the measure's unit."),
    ],
)
def test_what_is_no_number_says_what_to_write(text, message, fix):
    with pytest.raises(BadScalarError) as caught:
        read_number(text)
    assert (caught.value.message, caught.value.fix) == (message, fix)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_that_python_prints_is_read_back(value):
    assert read_number(repr(value)) == value


@given(st.text(max_size=12))
def test_any_text_is_a_finite_number_or_a_plain_refusal(text):
    try:
        value = read_number(text)
    except BadScalarError as bad:
        said = (bad.message, bad.fix)
    else:
        assert math.isfinite(value)
        return
    assert all(sentence.endswith(".") for sentence in said)


@pytest.mark.parametrize("day", [dt.date(2026, 12, 31), dt.date(2024, 2, 29), dt.date(1, 1, 1), dt.date(9999, 12, 31)])
def test_dates_are_year_month_day(day):
    assert read_date(day.isoformat()) == day


@pytest.mark.parametrize(
    ("text", "message", "fix"),
    [
        ("2026-02-30", "`2026-02-30` is not a day of the calendar.", "Correct the month or the day."),
        ("2026-13-01", "`2026-13-01` is not a day of the calendar.", "Correct the month or the day."),
        ("0000-01-01", "`0000-01-01` is not a day of the calendar.", "Correct the month or the day."),
        ("31.12.2026", "`31.12.2026` is not a date.", "Write `2026-12-31`."),
        ("1.2.2026", "`1.2.2026` is not a date.", "Write `2026-02-01`."),
        ("12/31/2026", "`12/31/2026` is not a date.", "Write `2026-12-31`."),
        ("31/12/2026", "`31/12/2026` is not a date.", "Write `2026-12-31`."),
        ("5/5/2026", "`5/5/2026` is not a date.", "Write `2026-05-05`."),
        ("5/6/2026", "`5/6/2026` is not a date.", "Write year, month and day: `2026-12-31`."),
        ("5-6-2026", "`5-6-2026` is not a date.", "Write year, month and day: `2026-12-31`."),
        ("32/13/2026", "`32/13/2026` is not a date.", "Write year, month and day: `2026-12-31`."),
        ("2026/12/31", "`2026/12/31` is not a date.", "Write `2026-12-31`."),
        ("2026-1-5", "`2026-1-5` is not a date.", "Write `2026-01-05`."),
        ("2026-12-31T00:00:00Z", "`2026-12-31T00:00:00Z` is not a date.", "Write `2026-12-31`."),
        ("2026-12-31 08:30", "`2026-12-31 08:30` is not a date.", "Write `2026-12-31`."),
        ("2026-12", "`2026-12` is not a date.", "Write year, month and day: `2026-12-31`."),
        ("20261231", "`20261231` is not a date.", "Write year, month and day: `2026-12-31`."),
        ("2026-W03-1", "`2026-W03-1` is not a date.", "Write year, month and day: `2026-12-31`."),
        ("Q3 2026", "`Q3 2026` is not a date.", "Write year, month and day: `2026-12-31`."),
        ("２０２６-01-01", "`２０２６-01-01` is not a date.", "Write year, month and day: `2026-12-31`."),
        ("", "there is no date.", "Write year, month and day: `2026-12-31`."),
    ],
)
def test_what_is_no_date_says_which_was_meant_where_that_is_sure(text, message, fix):
    with pytest.raises(BadScalarError) as caught:
        read_date(text)
    assert (caught.value.message, caught.value.fix) == (message, fix)


def test_a_long_text_is_cut_for_a_message():
    assert shorten("a  b\nc") == "a b c"
    assert shorten("x" * 100) == "x" * 39 + "…"
