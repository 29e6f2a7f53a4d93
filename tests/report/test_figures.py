"""Numbers, dates and ranges as a reader expects them."""

import datetime as dt

import pytest

from pmo.language.english import listed
from pmo.report import figures


def spaced(text: str) -> str:
    return text.replace(figures.NBSP, " ")


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (41, "days", "41 days"),
        (1, "days", "1 day"),
        (1, "batteries", "1 battery"),
        (1, "ms", "1 ms"),
        (1, "status", "1 status"),
        (90.0, "%", "90 %"),
        (0.1 + 0.2, "%", "0.3 %"),
        (99.95, "%", "99.95 %"),
        (1_200_000, None, "1.2 M"),
        (1_234_567, "EUR", "1.235 M EUR"),
        (2.5e9, "$", "$2.5 bn"),
        (-5, "$", "−$5"),
        (12_345.678, "km", "12,345.7 km"),
        (0, "", "0"),
        (-0.0, None, "0"),
        (0.00012, None, "0.00012"),
        (1e-12, None, "1e−12"),
        (3.4, "deaths per 100 million miles", "3.4"),
        (float("nan"), "days", "– days"),
    ],
)
def test_a_number_stands_beside_its_unit(value, unit, shown):
    assert spaced(figures.quantity(value, unit)) == shown


def test_a_number_and_its_unit_are_never_parted():
    assert " " not in figures.quantity(41, "days")
    assert " " not in figures.day(dt.date(2026, 3, 31))


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [
        (90, 95, "90–95 %"),
        (None, 5, "at most 5 %"),
        (90, None, "at least 90 %"),
        (-1, 2, "−1 to 2 %"),
        (None, None, "–"),
    ],
)
def test_a_band_reads_as_a_range(low, high, shown):
    assert spaced(figures.span(low, high, "%")) == shown


def test_dates_are_written_out():
    assert spaced(figures.day(dt.date(2026, 3, 31))) == "31 March 2026"
    assert spaced(figures.short_day(dt.date(2026, 9, 1))) == "1 Sep 2026"


def test_counts_agree_with_their_word():
    assert figures.count(1, "strategy") == "1 strategy"
    assert figures.count(2, "strategy") == "2 strategies"
    assert figures.count(3, "survey") == "3 surveys"
    assert figures.count(10_000, "objective") == "10,000 objectives"


def test_a_computed_value_is_no_more_precise_than_what_people_gave():
    assert figures.rounded_like(1.29151, [2.4, 1]) == 1.3
    assert figures.rounded_like(11.47, [19, 5]) == 11


@pytest.mark.parametrize(
    ("names", "most", "row"),
    [
        ([], 3, ""),
        (["a"], 3, "a"),
        (["a", "b"], 3, "a and b"),
        (["a", "b", "c"], 3, "a, b and c"),
        (["a", "b", "c", "d", "e"], 3, "a, b, c and 2 more"),
        (["safe, and clean", "b", "c"], 3, "safe, and clean; b; and c"),
    ],
)
def test_names_stand_in_a_row_as_in_a_sentence(names, most, row):
    assert listed(names, most) == row
