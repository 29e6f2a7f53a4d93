"""Drawings: the same numbers give the same bytes, and better is always to the right."""

import re

import pytest

from pmo.report.charts import Bullet, Spark, Zone, draw_bar, draw_bullet, draw_climb, draw_spark


def way(value, planned=0.5, **more):
    given = {
        "key": "lead-time", "title": "Lead time", "text": "From 41 to 14 days.", "low": -0.06, "high": 1.06, "start": 0.0,
        "target": 1.0, "zones": (Zone(-0.06, 0.25, 0), Zone(0.25, 0.4, 1), Zone(0.4, 1.06, 2)),
    } | more  # fmt: skip
    return draw_bullet(Bullet(value=value, planned=planned, **given))


def bar(svg):
    left, width = re.search(r'<rect x="([\d.]+)" y="8" width="([\d.]+)"', svg).groups()
    return float(left), float(left) + float(width)


def test_the_bar_runs_from_start_to_value():
    (start, near), (same, far) = bar(way(0.2)), bar(way(0.8))
    assert start == same
    assert near < far


def test_a_value_worse_than_the_start_runs_the_other_way():
    start, _ = bar(way(0.2))
    left, right = bar(way(-0.05))
    assert left < start
    assert right == pytest.approx(start, abs=0.11)


def test_a_value_outside_the_drawing_has_an_arrow_and_stays_inside():
    assert "l3 2.8" not in way(0.9)
    assert "l3 2.8" in way(3.0)
    assert "l-3 2.8" in way(-3.0)
    assert bar(way(3.0))[1] <= 176


def test_the_plan_of_today_is_marked_only_while_it_matters():
    assert "16l3.4 6" in way(0.2)
    assert "16l3.4 6" not in way(0.2, planned=None)


def test_drawings_name_themselves_and_are_told_apart():
    svg = way(0.2, title="<Lead> & time")
    assert '<title id="bullet-id-lead-time-t">&lt;Lead&gt; &amp; time</title>' in svg
    assert 'aria-labelledby="bullet-id-lead-time-t bullet-id-lead-time-d"' in svg
    assert 'id="bullet-id-a~20~b-t"' in way(0.2, key="a b")


def test_the_same_numbers_give_the_same_bytes():
    assert way(1 / 3) == way(1 / 3)
    assert not re.search(r"\d\.\d{2,}", way(1 / 3).split("</desc>")[1].replace("2.8", ""))


def test_a_line_goes_up_when_readings_do():
    svg = draw_spark(Spark("m", "M", "Two.", ((0.0, 0.0), (1.0, 1.0)), "1", "2"))
    points = re.search(r'points="([^"]+)"', svg)[1]
    assert points == "4,20 92,4"


def test_a_climb_fills_as_many_segments_as_rungs_reached():
    svg = draw_climb("s", 3, "S", "Rung 3 of 6.")
    assert svg.count('fill="none"') == 3
    assert "stroke-dasharray" not in svg
    assert draw_climb("s", 0, "S", "Rung 0 of 6.").count("stroke-dasharray") == 6


def test_an_empty_bar_has_only_its_outline():
    assert draw_bar(0).count("<rect") == 1
    assert draw_bar(0.5).count("<rect") == 2
