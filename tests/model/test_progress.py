"""How far a measure has come, how far it should be, and what that is called: worked by hand."""

import datetime as dt

import pytest
from by_hand import TODAY, day, measure

from pmo.progress import (
    State,
    Tolerance,
    better,
    closing_reading,
    contradictory,
    in_band,
    maintained,
    newest,
    planned_at,
    planned_value,
    progress_at,
    reached,
    shortfall,
    stale,
    standing,
    worst,
)
from pmo.terms import Commitment, Frequency

DEFAULT = Tolerance()
# 100 days from baseline to target: a day is a hundredth of the way.
START, END = "2026-01-01", "2026-04-11"


def on(date, found):
    return standing(found, day(date), DEFAULT)


class TestProgress:
    @pytest.mark.parametrize(
        ("start", "end", "value", "share"),
        [
            (0, 100, 25, 0.25),
            (41, 14, 41, 0.0),
            (41, 14, 14, 1.0),
            (41, 14, 27.5, 0.5),
            (41, 14, 54.5, -0.5),
            (41, 14, 0.5, 1.5),
            (-10, 10, 0, 0.5),
            (10, -10, -10, 1.0),
        ],
    )
    def test_a_share_of_the_way_whichever_way_it_goes_and_raw(self, start, end, value, share):
        falling = "decrease" if end < start else "increase"
        found = measure((start, START), (end, END), falling)
        assert progress_at(found, value) == pytest.approx(share)
        assert progress_at(measure((start, None), (end, None), None), value) == pytest.approx(share)

    @pytest.mark.parametrize(
        "found",
        [
            measure(baseline=None),
            measure(baseline=(None, START)),
            measure(target=None),
            measure(target=(None, END)),
            measure(baseline=(100, START), target=(100, END)),
            measure(direction="maintain", band=(1, 2)),
            measure(direction=None, band=(1, 2)),
        ],
    )
    def test_no_way_no_share(self, found):
        assert progress_at(found, 5) is None


class TestPlanned:
    @pytest.mark.parametrize(
        ("date", "share"),
        [
            ("2025-01-01", 0),
            (START, 0),
            ("2026-01-02", 0.01),
            ("2026-02-20", 0.5),
            ("2026-04-10", 0.99),
            (END, 1),
            ("2030-01-01", 1),
        ],
    )
    def test_without_milestones_a_straight_line(self, date, share):
        assert planned_at(measure((41, START), (14, END), "decrease"), day(date)) == pytest.approx(share)

    def test_milestones_bend_the_line(self):
        found = measure((40, START), (10, END), "decrease", milestones={"2026-02-20": 34, "2026-03-22": 13})
        # 50 days to the first milestone (a fifth of the way), 30 to the second (nine tenths), 20 to the end.
        for date, share in (
            ("2026-01-26", 0.1),
            ("2026-02-20", 0.2),
            ("2026-03-07", 0.55),
            ("2026-03-22", 0.9),
            ("2026-04-01", 0.95),
        ):
            assert planned_at(found, day(date)) == pytest.approx(share)
        assert planned_value(found, day("2026-02-20")) == pytest.approx(34)

    def test_milestones_outside_the_period_do_not_count(self):
        found = measure((0, START), (100, END), milestones={START: 50, END: 3, "2025-01-01": 9, "2027-01-01": 9})
        assert planned_at(found, day("2026-02-20")) == pytest.approx(0.5)

    @pytest.mark.parametrize(
        "found",
        [
            measure((0, None), (100, END)),
            measure((0, START), (100, None)),
            measure(None, (100, END)),
            measure((0, START), None),
            measure((0, END), (100, START)),
            measure((0, START), (100, START)),
            measure((5, START), (5, END)),
        ],
    )
    def test_no_plan_where_a_date_or_a_value_is_missing_or_they_stand_the_wrong_way_round(self, found):
        assert planned_at(found, TODAY) is None
        assert planned_value(found, TODAY) is None


class TestStanding:
    @pytest.mark.parametrize(
        ("value", "state"),
        [
            (100, State.MET),
            (120, State.MET),
            (80, State.ON_TRACK),
            (50, State.ON_TRACK),
            (40, State.ON_TRACK),
            (39.9, State.AT_RISK),
            (25, State.AT_RISK),
            (24.9, State.OFF_TRACK),
            (0, State.OFF_TRACK),
            (-30, State.OFF_TRACK),
        ],
    )
    def test_a_tenth_behind_is_on_track_a_quarter_at_risk(self, value, state):
        halfway = "2026-02-20"
        found = on(halfway, measure((0, START), (100, END), readings={halfway: value}))
        assert found.state is state
        assert found.planned == pytest.approx(0.5)
        assert found.progress == pytest.approx(value / 100)
        assert found.linear
        # The same distance downwards.
        mirrored = on(halfway, measure((0, START), (-100, END), "decrease", readings={halfway: -value}))
        assert mirrored.state is state

    def test_latency_that_shall_fall_is_not_met_on_the_first_day(self):
        found = on("2026-01-15", measure((520, START), (350, END), "decrease", readings={"2026-01-15": 520}))
        assert found.state is State.OFF_TRACK or found.state is State.AT_RISK
        assert found.progress == 0

    @pytest.mark.parametrize("direction", ["increase", "decrease"])
    def test_numbers_that_contradict_the_direction_are_not_judged(self, direction):
        end = -50 if direction == "increase" else 50
        found = measure((0, START), (end, END), direction, readings={"2026-02-01": 0, "2026-04-11": end})
        assert contradictory(found)
        assert on("2026-02-20", found).state is State.NO_DATA
        closed = on("2026-05-01", found)
        assert (closed.state, closed.reason) == (State.NO_DATA, "baseline and target contradict each other")
        assert not better(found, -10)
        assert not better(found, 10)

    def test_without_a_direction_baseline_and_target_say_it(self):
        falling = measure((10, START), (5, END), None, readings={"2026-02-20": 4})
        assert on("2026-02-20", falling).state is State.MET
        assert better(falling, 9)
        assert not better(falling, 11)
        nothing = measure(None, (5, END), None, readings={"2026-02-20": 4})
        assert (on("2026-02-20", nothing).state, on("2026-02-20", nothing).reason) == (State.NO_DATA, "no direction")

    @pytest.mark.parametrize(
        ("found", "reason"),
        [
            (measure(), "no reading yet"),
            (measure(readings={"2026-07-01": 5}), "no reading yet"),
            (measure(baseline=None, readings={"2026-06-01": 5}), "no baseline"),
            (measure(baseline=(None, "2026-01-01"), readings={"2026-06-01": 5}), "no baseline"),
            (measure(baseline=(0, None), readings={"2026-06-01": 5}), "baseline without a date"),
            (measure(target=None, readings={"2026-06-01": 5}), "no target"),
            (measure(target=(None, "2026-12-31"), readings={"2026-06-01": 5}), "no target"),
            (measure(target=(100, None), readings={"2026-06-01": 5}), "no target date"),
            (measure(baseline=(100, "2026-01-01"), readings={"2026-06-01": 5}), "baseline and target are the same"),
            (measure(baseline=(0, "2027-01-01"), readings={"2026-06-01": 5}), "target date before the baseline"),
            (measure(direction="maintain", target=None, readings={"2026-06-01": 5}), "no band"),
            (measure(paused="", readings={"2026-06-01": 50}), "paused"),
            (measure(paused="2026-06-30", readings={"2026-06-01": 50}), "paused"),
            (measure(frequency=Frequency.MONTHLY, readings={"2026-05-01": 50}), "no reading since 2026-05-01"),
        ],
    )
    def test_what_cannot_be_judged_is_no_data_with_the_reason_and_never_green(self, found, reason):
        result = standing(found, TODAY, DEFAULT)
        assert (result.state, result.reason) == (State.NO_DATA, reason)

    def test_a_target_that_is_reached_is_met_even_where_no_plan_can_be_drawn(self):
        for found in (
            measure(baseline=None, readings={"2026-06-01": 100}),
            measure(target=(100, None), readings={"2026-06-01": 101}),
        ):
            assert standing(found, TODAY, DEFAULT).state is State.MET

    def test_a_pause_that_is_over_counts_no_more(self):
        assert (
            standing(measure(paused="2026-06-29", readings={"2026-06-01": 50}), TODAY, DEFAULT).state is State.ON_TRACK
        )

    def test_readings_to_come_are_not_known_yet(self):
        found = measure(readings={"2026-06-01": 45, "2026-12-01": 100})
        result = standing(found, TODAY, DEFAULT)
        assert result.reading.value == 45
        assert result.state is State.ON_TRACK


class TestBand:
    @pytest.mark.parametrize(
        ("band", "value", "state"),
        [
            ((90, 100), 90, State.ON_TRACK),
            ((90, 100), 100, State.ON_TRACK),
            ((90, 100), 89.9, State.OFF_TRACK),
            ((90, None), 1000, State.ON_TRACK),
            ((None, 5), -1, State.ON_TRACK),
            ((None, 5), 5.1, State.OFF_TRACK),
        ],
    )
    @pytest.mark.parametrize("direction", ["maintain", None])
    def test_inside_its_band_or_not_ends_included(self, band, value, state, direction):
        found = measure(None, None, direction, band=band, readings={"2026-06-01": value})
        assert maintained(found)
        assert standing(found, TODAY, DEFAULT).state is state
        assert in_band(found, value) == (state is State.ON_TRACK) == better(found, value)

    def test_without_a_band_the_one_value_to_keep(self):
        found = measure(None, (7, None), "maintain", readings={"2026-06-01": 7})
        assert standing(found, TODAY, DEFAULT).state is State.ON_TRACK
        assert not in_band(found, 7.1)

    def test_at_the_end_of_its_time_it_is_met_or_missed(self):
        for value, state in ((95, State.MET), (80, State.MISSED)):
            found = measure(None, (None, "2026-03-31"), "maintain", band=(90, 100), readings={"2026-03-31": value})
            assert standing(found, TODAY, DEFAULT).state is state

    def test_a_band_beside_a_direction_is_no_band_to_stay_in(self):
        found = measure(band=(0, 10), readings={"2026-06-30": 5})
        assert not maintained(found)
        assert standing(found, TODAY, DEFAULT).state is State.OFF_TRACK

    def test_how_far_it_left_the_band(self):
        found = measure(None, None, "maintain", band=(90, 100))
        assert [shortfall(found, value) for value in (85, 90, 95, 103)] == [5, 0, 0, 3]
        assert shortfall(measure((41, START), (14, END), "decrease"), 20) == 6
        assert shortfall(measure((41, START), (14, END), "decrease"), 10) == 0
        assert shortfall(measure(target=None), 5) is None


class TestClosing:
    def closed(self, readings, today=TODAY, **more):
        return standing(measure((0, "2025-01-01"), (100, "2026-03-31"), readings=readings, **more), today, DEFAULT)

    def test_met_or_missed_by_the_reading_on_the_day(self):
        assert self.closed({"2026-03-31": 100}).state is State.MET
        assert self.closed({"2026-03-31": 99}).state is State.MISSED
        assert self.closed({"2026-03-31": 99}).progress == pytest.approx(0.99)

    def test_what_came_later_does_not_undo_what_was_met_or_missed(self):
        assert self.closed({"2026-03-31": 100, "2026-06-30": 10}).state is State.MET
        assert self.closed({"2026-03-31": 10, "2026-06-30": 100}).state is State.MISSED

    def test_on_the_day_itself_the_measure_still_runs(self):
        found = measure((0, "2025-03-31"), (100, "2026-03-31"), readings={"2026-03-31": 95})
        assert standing(found, dt.date(2026, 3, 31), DEFAULT).state is State.ON_TRACK
        assert standing(found, dt.date(2026, 4, 1), DEFAULT).state is State.MISSED

    @pytest.mark.parametrize(
        ("readings", "value"),
        [
            ({"2026-03-25": 1, "2026-04-20": 2}, 1),
            ({"2026-03-05": 1, "2026-04-02": 2}, 2),
            ({"2026-03-30": 1, "2026-04-01": 2}, 1),
            ({"2026-04-20": 2}, 2),
            ({"2026-03-05": 1}, 1),
            ({"2026-02-01": 1}, None),
            ({"2026-05-30": 2}, None),
            ({}, None),
        ],
    )
    def test_the_reading_nearest_to_the_date_decides_if_it_is_near_enough(self, readings, value):
        found = measure(target=(100, "2026-03-31"), readings=readings, frequency=Frequency.MONTHLY)
        closing = closing_reading(found, TODAY, DEFAULT)
        assert (closing.value if closing else None) == value

    def test_without_a_frequency_the_last_one_before_counts_however_old_and_none_after(self):
        found = measure(target=(100, "2026-03-31"), readings={"2025-01-01": 1, "2026-04-01": 2})
        assert closing_reading(found, TODAY, DEFAULT).value == 1

    def test_a_reading_that_was_not_known_then_does_not_count_then(self):
        readings = {"2026-03-25": 99, "2026-04-02": 100}
        found = measure(target=(100, "2026-03-31"), readings=readings, frequency=Frequency.MONTHLY)
        assert standing(found, dt.date(2026, 4, 1), DEFAULT).state is State.MISSED
        assert standing(found, dt.date(2026, 4, 2), DEFAULT).state is State.MET

    def test_nothing_read_near_the_date_is_no_data(self):
        found = self.closed({"2025-06-30": 100}, frequency=Frequency.MONTHLY)
        assert (found.state, found.reason) == (State.NO_DATA, "no reading near the target's date")

    @pytest.mark.parametrize(("value", "state"), [(70, State.MET), (69.9, State.MISSED)])
    def test_an_aspirational_target_is_met_from_seven_tenths(self, value, state):
        assert self.closed({"2026-03-31": value}, commitment=Commitment.ASPIRATIONAL).state is state

    def test_seven_tenths_are_met_in_binary_too(self):
        for start, end in ((0, 1), (0.1, 0.2), (3.3, 1.1), (-0.7, 0.3)):
            value = start + 0.7 * (end - start)
            falling = "decrease" if end < start else "increase"
            found = measure((start, START), (end, END), falling, commitment=Commitment.ASPIRATIONAL)
            assert reached(found, value, DEFAULT)
            assert not reached(found, value)

    def test_before_its_date_an_aspirational_target_is_reached_in_full_only(self):
        found = measure(readings={"2026-06-30": 75}, commitment=Commitment.ASPIRATIONAL)
        assert standing(found, TODAY, DEFAULT).state is State.ON_TRACK

    def test_a_target_without_numbers_cannot_be_missed(self):
        found = measure(None, (100, "2026-03-31"), None, readings={"2026-03-31": 5})
        assert standing(found, TODAY, DEFAULT).state is State.NO_DATA


class TestStale:
    @pytest.mark.parametrize(("last", "expected"), [("2026-06-30", False), ("2026-05-23", False), ("2026-05-22", True)])
    def test_a_month_and_a_quarter_of_it(self, last, expected):
        # 31 days and their quarter are 38.75: 38 are not late, 39 are.
        assert stale(measure(frequency=Frequency.MONTHLY, readings={last: 1}), TODAY, DEFAULT) is expected

    def test_the_first_reading_is_late_by_the_baseline(self):
        assert stale(measure(frequency=Frequency.MONTHLY), TODAY, DEFAULT)
        assert not stale(measure((0, "2026-06-01"), frequency=Frequency.MONTHLY), TODAY, DEFAULT)
        assert not stale(measure(None, frequency=Frequency.MONTHLY), TODAY, DEFAULT)

    def test_never_when_paused_closed_or_without_a_frequency(self):
        late = {"2026-01-31": 1}
        assert not stale(measure(readings=late), TODAY, DEFAULT)
        assert not stale(measure(frequency=Frequency.MONTHLY, paused="", readings=late), TODAY, DEFAULT)
        assert not stale(
            measure(target=(100, "2026-06-29"), frequency=Frequency.MONTHLY, readings=late), TODAY, DEFAULT
        )
        assert stale(measure(target=(100, "2026-06-30"), frequency=Frequency.MONTHLY, readings=late), TODAY, DEFAULT)

    def test_the_newest_reading_is_the_last_one_by_today(self):
        found = measure(readings={"2026-01-31": 1, "2026-06-30": 2, "2026-07-01": 3})
        assert newest(found, TODAY).value == 2
        assert newest(found, dt.date(2026, 1, 30)) is None
        assert newest(found, dt.date(2027, 1, 1)).value == 3
        assert newest(measure(), TODAY) is None


def test_the_worst_of_several_and_no_data_for_none():
    assert worst([]) is State.NO_DATA
    assert worst([State.MET, State.ON_TRACK]) is State.ON_TRACK
    assert worst([State.ON_TRACK, State.NO_DATA]) is State.NO_DATA
    assert worst([State.NO_DATA, State.AT_RISK, State.MET]) is State.AT_RISK
    assert worst([State.OFF_TRACK, State.MISSED]) is State.MISSED
