"""Which way a measure went last, whichever way is better."""

import datetime as dt

import pytest

from pmo.progress import movement
from pmo.reader.load import load_plan


@pytest.mark.parametrize(
    ("direction", "readings", "expected"),
    [
        ("decrease", "{2026-01-31: 9, 2026-02-28: 8}", "better"),
        ("decrease", "{2026-01-31: 8, 2026-02-28: 9}", "worse"),
        ("increase", "{2026-01-31: 8, 2026-02-28: 9}", "better"),
        ("increase", "{2026-01-31: 9, 2026-02-28: 9}", "same"),
        ("increase", "{2026-02-28: 9}", None),
        ("increase", "{2026-01-31: 8, 2026-12-01: 9}", None),
    ],
)
def test_it_compares_the_newest_reading_with_the_one_before(tmp_path, direction, readings, expected):
    assert moved(tmp_path, f"direction: {direction}, readings: {readings}") == expected


@pytest.mark.parametrize(
    ("readings", "expected"),
    [("5, 2026-02-28: 4", "better"), ("3, 2026-02-28: 2", "same"), ("3, 2026-02-28: 5", "worse")],
)
def test_in_a_band_only_the_distance_from_it_counts(tmp_path, readings, expected):
    text = f"direction: maintain, band: {{low: 2, high: 3}}, readings: {{2026-01-31: {readings}}}"
    assert moved(tmp_path, text) == expected


def test_without_a_direction_baseline_and_target_say_which_way(tmp_path):
    way = "baseline: {value: 10, date: 2025-12-31}, target: {value: 1, by: 2026-12-31}"
    assert moved(tmp_path, f"{way}, readings: {{2026-01-31: 9, 2026-02-28: 8}}") == "better"
    assert moved(tmp_path, "readings: {2026-01-31: 9, 2026-02-28: 8}") is None


def test_where_they_contradict_the_direction_nothing_is_better(tmp_path):
    way = "direction: increase, baseline: {value: 10, date: 2025-12-31}, target: {value: 1, by: 2026-12-31}"
    assert moved(tmp_path, f"{way}, readings: {{2026-01-31: 9, 2026-02-28: 8}}") is None


def moved(folder, measure):
    text = f"pmo: {{objectives: {{o: {{measures: {{m: {{{measure}}}}}}}}}}}\n"
    (folder / "pmo.yaml").write_text(text, encoding="utf-8")
    found = movement(load_plan(folder).plan.pmo.objectives[0].measures[0], dt.date(2026, 6, 30))
    return found.value if found else None
