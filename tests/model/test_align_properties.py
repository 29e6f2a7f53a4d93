"""What holds of the graph of any plan."""

import json
import tempfile
from pathlib import Path

from by_hand import TODAY
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmo.align import Alignment
from pmo.answers import Rung
from pmo.progress import worst
from pmo.reader.load import load_plan

NUMBERS = range(4)
TARGETS = st.sampled_from([*(f"s{n}" for n in NUMBERS), *(f"o{n}" for n in NUMBERS), "goal", "theirs", "gone"])
LINK = (
    st.none()
    | st.just("so")
    | st.fixed_dictionaries({"because": st.just("so"), "strength": st.sampled_from(["primary", "secondary"])})
)
STATUS = st.sampled_from(["approved", "approved", "proposed", "draft", "retired"])
DATES = st.sampled_from(["2025-12-31", "2026-03-31", "2026-06-30", "2026-12-31"])
VALUE = st.integers(0, 100)
MEASURE = st.fixed_dictionaries(
    {},
    optional={
        "unit": st.just("days"),
        "direction": st.sampled_from(["increase", "decrease", "maintain"]),
        "frequency": st.sampled_from(["monthly", "quarterly"]),
        "baseline": st.fixed_dictionaries({"value": VALUE, "date": DATES}),
        "target": st.fixed_dictionaries({"value": VALUE, "by": DATES}),
        "readings": st.dictionaries(DATES, VALUE, max_size=3),
    },
)


def objective(number):
    return st.fixed_dictionaries(
        {"status": STATUS, "supports": st.dictionaries(TARGETS, LINK, max_size=4)},
        optional={
            "owner": st.just("ann"),
            "for": st.just("c"),
            "measures": MEASURE.map(lambda found: {f"m{number}": found}),
        },
    )


STRATEGY = st.fixed_dictionaries(
    {"status": STATUS},
    optional={
        "until": DATES,
        "pmo_role": st.just("none"),
        "weight": st.sampled_from([25, 50]),
        "perspective": st.sampled_from(["in", "out"]),
    },
)
PLANS = st.fixed_dictionaries(
    {
        "people": st.just({"ann": "Ann"}),
        "customers": st.just({"c": {"objectives": {"theirs": {"supports": {"s0": "so", "o1": "so"}}}}}),
        "organization": st.fixed_dictionaries(
            {
                "perspectives": st.just(["in", "out"]),
                "goals": st.just({"goal": "Goal"}),
                "strategies": st.fixed_dictionaries({f"s{number}": STRATEGY for number in NUMBERS}),
            }
        ),
        "pmo": st.fixed_dictionaries({"objectives": st.fixed_dictionaries({f"o{n}": objective(n) for n in NUMBERS})}),
    }
)


@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(PLANS)
def test_the_answers_fit_together(plan):
    with tempfile.TemporaryDirectory() as folder:
        # JSON is YAML: what is drawn is what is read.
        Path(folder, "pmo.yaml").write_text(json.dumps(plan), encoding="utf-8")
        loaded = load_plan(Path(folder))
    assert loaded.faults == ()
    found = Alignment(loaded.plan, TODAY)
    strategies, objectives = {s.id for s in found.strategies}, {o.id for o in found.objectives}

    coverage = found.coverage
    assert sorted(s.id for s in coverage.covered + coverage.uncovered) == sorted(strategies)
    assert sorted(o.id for o in coverage.traced + coverage.untraced) == sorted(objectives)
    assert {s.id for s in coverage.uncovered} == {s.id for s in found.fell_off(Rung.LINKED)}

    # The ladder is cumulative, and everybody is on it or has fallen off one rung.
    counts = [len(found.reached(rung)) for rung in Rung]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] == len(strategies)
    for rung in list(Rung)[1:]:
        assert len(found.reached(rung)) + len(found.fell_off(rung)) == len(found.reached(Rung(rung - 1)))
    for climb in found.ladder:
        assert (climb.claim is None) == (climb.rung is Rung.UNCOVERED)
        assert (climb.lacks == "") == (climb.rung is Rung.ACHIEVED)

    for target, claims in found.claims.items():
        for claim in claims:
            assert claim.objective.id in objectives
            assert claim.path[0] in claim.objective.supports
            assert claim.path[-1].target == target
            passed = [claim.objective.id, *(link.target for link in claim.path)]
            assert len(passed) == len(set(passed))
    # Who links directly to a strategy that is active claims it, whatever else there is.
    for support in found.links:
        assert support.source.id in {claim.objective.id for claim in found.claims[support.target.id]}

    spread = found.spread
    total = sum(count for _, count in spread.per_objective)
    assert total == sum(count for _, count in spread.per_strategy)
    assert {o.id for o, _ in spread.per_objective} == objectives
    if strategies and objectives:
        assert spread.density == total / (len(strategies) * len(objectives))
        assert 0 <= spread.density <= 1
    else:
        assert spread.density is None

    for one in found.objectives:
        rolled = found.roll_up(one)
        assert rolled.state is worst(standing.state for _, standing in rolled.measures)
        assert sum(count for _, count in rolled.counts) == len(one.measures)
    assert set(found.balance) == {"in", "out"}
    assert {o.id for objectives_ in found.balance.values() for o in objectives_} <= objectives
    for rung in Rung:
        weight = found.weight_at(rung)
        assert weight is None or 0 <= weight <= 100
