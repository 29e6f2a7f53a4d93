"""What is drawn of a measure: the same way, whichever direction is better."""

import datetime as dt

import pytest

from pmo.language.words import ENGLISH
from pmo.model import Band, Baseline, Measure, Reading, Target
from pmo.origin import Origin
from pmo.progress import Tolerance, standing
from pmo.report.alignment.drawn import bullet, spark
from pmo.source.text import Place, SourceFile
from pmo.terms import Direction, Frequency

TODAY = dt.date(2026, 6, 30)
FILE = SourceFile("pmo.yaml", "")
ORIGIN = Origin(FILE, 0)
PLACE = Place(FILE)


def measure(start, end, now, direction, **more):
    return Measure(
        origin=ORIGIN,
        id="m",
        unit="days",
        direction=direction,
        frequency=Frequency.MONTHLY,
        baseline=Baseline(origin=ORIGIN, value=start, date=dt.date(2025, 12, 31)),
        target=Target(origin=ORIGIN, value=end, by=dt.date(2026, 12, 31)),
        readings=(Reading(dt.date(2026, 6, 30), now, FILE, 0),),
        **more,
    )


def drawn(given):
    return bullet(given, standing(given, TODAY, Tolerance()), TODAY, Tolerance(), ENGLISH)


def test_falling_and_rising_measures_are_drawn_alike():
    falling, rising = drawn(measure(40, 10, 25, Direction.DECREASE)), drawn(measure(10, 40, 25, Direction.INCREASE))
    assert falling.value == rising.value == 0.5
    assert (falling.low, falling.high, falling.zones) == (rising.low, rising.high, rising.zones)


def test_far_outliers_do_not_squeeze_the_drawing():
    assert drawn(measure(40, 10, 4000, Direction.DECREASE)).low == pytest.approx(-0.56)
    assert drawn(measure(10, 40, 4000, Direction.INCREASE)).high == pytest.approx(1.46)


def test_a_maintained_measure_is_a_point_in_its_band():
    found = drawn(measure(None, None, 2.5, Direction.MAINTAIN, band=Band(origin=ORIGIN, low=2, high=3)))
    assert (found.start, found.value, found.target) == (None, 2.5, None)
    assert (found.zones[1].low, found.zones[1].high) == (2, 3)


@pytest.mark.parametrize(("start", "end"), [(None, 10), (40, None), (10, 10)])
def test_without_a_way_nothing_is_drawn(start, end):
    assert drawn(measure(start, end, 25, Direction.DECREASE)) is None


def test_one_reading_makes_no_line():
    given = measure(40, 10, 25, Direction.DECREASE)
    assert spark(given, given.readings, ENGLISH) is None


def test_readings_that_do_not_move_make_a_level_line():
    readings = [Reading(dt.date(2026, month, 1), 7, FILE, 0) for month in (1, 2, 3)]
    assert {up for _, up in spark(measure(40, 10, 7, Direction.DECREASE), readings, ENGLISH).points} == {0.5}
