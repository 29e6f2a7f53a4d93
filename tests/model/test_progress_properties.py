"""What holds of the arithmetic for any numbers."""

import datetime as dt
from itertools import pairwise

from by_hand import TODAY, measure
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pmo.progress import State, Tolerance, better, planned_at, progress_at, reached, shortfall, standing, worst
from pmo.terms import Commitment, Frequency

DEFAULT = Tolerance()
# Tenths, so that a value can lie exactly on a border without its mirror image missing it by a binary fraction.
NUMBERS = st.integers(-10_000, 10_000).map(lambda tenths: tenths / 10)
DAYS = st.dates(dt.date(2025, 1, 1), dt.date(2027, 12, 31))
READINGS = st.dictionaries(DAYS.map(str), NUMBERS, max_size=6)
OPTIONS = {
    "frequency": st.none() | st.sampled_from(Frequency),
    "commitment": st.sampled_from(Commitment),
    "paused": st.none() | st.just("") | DAYS.map(str),
}


@st.composite
def measures(draw, sign=1, **fixed):
    """A measure with any parts missing."""
    found = {
        "baseline": draw(st.none() | st.tuples(st.none() | NUMBERS, st.none() | DAYS.map(str))),
        "target": draw(st.none() | st.tuples(st.none() | NUMBERS, st.none() | DAYS.map(str))),
        "direction": draw(st.sampled_from(["increase", "decrease", "maintain", None])),
        "band": draw(st.none() | st.tuples(st.none() | NUMBERS, st.none() | NUMBERS)),
        "readings": draw(READINGS),
        "milestones": draw(READINGS),
        **{name: draw(strategy) for name, strategy in OPTIONS.items()},
    }
    return found | fixed


def mirrored(parts):
    """The same measure with every value negated and the directions swapped."""

    def turned(pair):
        return None if pair is None else (None if pair[0] is None else -pair[0], pair[1])

    low, high = parts["band"] or (None, None)
    other = {"increase": "decrease", "decrease": "increase"}
    return parts | {
        "baseline": turned(parts["baseline"]),
        "target": turned(parts["target"]),
        "direction": other.get(parts["direction"], parts["direction"]),
        "band": parts["band"] and (None if high is None else -high, None if low is None else -low),
        "readings": {date: -value for date, value in parts["readings"].items()},
        "milestones": {date: -value for date, value in parts["milestones"].items()},
    }


@settings(deadline=None, max_examples=300)
@given(measures(), DAYS)
def test_up_and_down_are_judged_alike(parts, today):
    one, other = standing(measure(**parts), today, DEFAULT), standing(measure(**mirrored(parts)), today, DEFAULT)
    assert (one.state, one.reason, one.progress, one.planned, one.linear) == (
        other.state,
        other.reason,
        other.progress,
        other.planned,
        other.linear,
    )


@settings(deadline=None, max_examples=300)
@given(measures(), DAYS, NUMBERS)
def test_a_measure_is_never_green_without_a_reading_and_never_judged_by_one_to_come(parts, today, value):
    found = measure(**parts)
    result = standing(found, today, DEFAULT)
    if result.reading is None:
        assert result.state is State.NO_DATA
    else:
        assert result.reading.date <= today
    later = measure(**parts | {"readings": parts["readings"] | {str(today + dt.timedelta(days=1)): value}})
    assume(str(today + dt.timedelta(days=1)) not in parts["readings"])
    assert standing(later, today, DEFAULT).state is result.state
    assert result.reason


@settings(deadline=None)
@given(NUMBERS, NUMBERS, NUMBERS)
def test_progress_is_linear_nought_at_the_start_and_one_at_the_target(start, end, value):
    assume(start != end)
    found = measure((start, None), (end, None), "increase" if end > start else "decrease")
    assert progress_at(found, start) == 0
    assert progress_at(found, end) == 1
    assert reached(found, end)
    assert shortfall(found, end) == 0
    share = progress_at(found, value)
    assert (share >= 1) == reached(found, value)
    assert (share > 0) == better(found, value)
    assert (shortfall(found, value) == 0) == reached(found, value)


@settings(deadline=None)
@given(NUMBERS, NUMBERS, st.lists(st.integers(1, 9), max_size=5), DAYS)
def test_planned_progress_rises_from_nought_to_one_with_milestones_that_do(start, end, steps, today):
    assume(start != end)
    total = sum(steps) + 1
    values = [start + (end - start) * sum(steps[: number + 1]) / total for number in range(len(steps))]
    dates = [f"2026-{2 + number:02}-15" for number in range(len(steps))]
    found = measure(
        (start, "2026-01-01"),
        (end, "2026-12-31"),
        "increase" if end > start else "decrease",
        milestones=dict(zip(dates, values, strict=True)),
    )
    days = [dt.date(2025, 12, 1) + dt.timedelta(days=11 * number) for number in range(40)]
    shares = [planned_at(found, day) for day in days]
    assert shares[0] == 0
    assert shares[-1] == 1
    assert all(before <= after + 1e-12 for before, after in pairwise(shares))
    assert 0 <= planned_at(found, today) <= 1 + 1e-12


@settings(deadline=None)
@given(st.integers(-200, 200), st.integers(0, 100))
def test_more_is_never_judged_worse(value, more):
    order = [State.OFF_TRACK, State.AT_RISK, State.ON_TRACK, State.MET]
    less, better_ = (
        standing(measure(readings={"2026-06-30": number}), TODAY, DEFAULT).state for number in (value, value + more)
    )
    assert order.index(less) <= order.index(better_)


@given(st.lists(st.sampled_from(State), max_size=6))
def test_the_roll_up_is_one_of_its_parts_and_none_is_worse(states):
    found = worst(states)
    assert found in (states or [State.NO_DATA])
    assert all(state.badness <= found.badness for state in states)
    assert worst(reversed(states)) is found
