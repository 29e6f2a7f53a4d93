"""The example that people copy from: nothing to mend on its day, every state in it, and a history that holds together."""

import csv
import datetime as dt
import re
import shutil
from pathlib import Path

import pytest

from pmo.engine import check
from pmo.model import Measure
from pmo.progress import State
from pmo.reader.load import load_plan
from pmo.terms import Commitment, Direction, Indicator, MeasureKind, Result, ReviewKind, Stage

EXAMPLE = Path(__file__).parents[2] / "examples" / "health-network"
TODAY = dt.date(2026, 6, 30)
MONTHS = [(2025 + month // 12, month % 12 + 1) for month in range(18)]

# Words that sound like a plan and say nothing.
EMPTY_WORDS = re.compile(
    r"\b(?:leverag\w+|best[- ]in[- ]class|world[- ]class|synerg\w+|stakeholders?|holistic\w*|robust|seamless\w*|empower\w*"
    r"|key driver\w*|going forward|best practices?|deliverables?|utiliz\w+|strategic fit|value[- ]add\w*)\b",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def result():
    loaded = load_plan(EXAMPLE)
    assert loaded.faults == ()
    return check(loaded, TODAY)


@pytest.fixture(scope="module")
def plan(result):
    return result.plan


@pytest.fixture(scope="module")
def alignment(result):
    return result.alignment


@pytest.fixture
def copy(tmp_path):
    shutil.copytree(EXAMPLE, tmp_path / "plan")
    return tmp_path / "plan"


def test_the_check_finds_nothing_to_mend_not_even_advice(result):
    assert [(finding.rule, finding.element, finding.message) for finding in result.findings] == []


def test_one_gap_is_waived_by_an_executive_and_still_counts_as_a_gap(result, plan, alignment):
    (waived,) = result.waived
    assert (waived.finding.rule, waived.finding.element) == ("strategy-without-objective", "heat-without-gas")
    assert plan.elements[waived.waiver.by].level == "executive"
    assert [strategy.id for strategy in alignment.coverage.uncovered] == ["heat-without-gas"]


def test_when_the_waiver_ends_its_gap_comes_back(plan):
    waiver = plan.elements["heat-without-gas"].waive[0]
    later = check(load_plan(EXAMPLE), waiver.until + dt.timedelta(days=1))
    found = {finding.rule for finding in later.findings if finding.element == "heat-without-gas"}
    assert {"waiver-expired", "strategy-without-objective"} <= found


def test_every_strategy_of_leadership_is_served_waived_or_left_to_others(alignment):
    assert [strategy.id for strategy in alignment.left_to_others] == ["clinical-trials"]
    assert alignment.coverage.untraced == ()
    assert sum(strategy.weight for strategy in alignment.strategies) == 100


def test_the_readme_tells_where_each_objective_stands(alignment):
    readme = (EXAMPLE / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([^|`]+) \| ([A-Z][a-z ]+) \| [^|]+ \|$", readme, re.MULTILINE)
    assert dict(rows) == {o.title: alignment.roll_up(o).state.value for o in alignment.objectives}


def test_some_objectives_are_met_on_track_at_risk_off_track_and_missed(alignment):
    states = [alignment.roll_up(objective).state for objective in alignment.objectives]
    assert sorted(states) == sorted(
        [State.MET, State.ON_TRACK, State.ON_TRACK, State.AT_RISK, State.AT_RISK, State.OFF_TRACK, State.MISSED]
    )


def test_the_missed_target_has_a_verdict_a_reason_and_a_second_date_that_is_on_track(plan, alignment):
    missed = plan.elements["centers-on-the-record"]
    assert alignment.standing(missed).state is State.MISSED
    assert missed.result is Result.MISSED
    assert len(missed.note.split()) > 10
    assert alignment.standing(plan.elements[missed.successor]).state is State.ON_TRACK


def test_whatever_is_off_has_a_note_that_says_why_and_something_that_works_on_it(alignment):
    for objective in alignment.objectives:
        for measure, found in alignment.roll_up(objective).measures:
            if found.state in {State.OFF_TRACK, State.MISSED}:
                assert measure.note or found.reading.note, measure.id
                assert alignment.initiatives_for(objective), objective.id


def test_each_month_of_eighteen_has_its_reading(plan):
    whole = [
        measure.id
        for objective in plan.pmo.objectives
        for measure in objective.measures
        if [(reading.date.year, reading.date.month) for reading in measure.readings] == MONTHS
    ]
    assert len(whole) >= 5
    read = [reading.date for e in plan.elements.values() if isinstance(e, Measure) for reading in e.readings]
    assert min(read) <= dt.date(2025, 1, 31)
    assert max(read) == TODAY


def test_every_readings_file_is_used_whole(plan):
    used = {reading.place.file.path for e in plan.elements.values() if isinstance(e, Measure) for reading in e.readings}
    files = sorted((EXAMPLE / "readings").glob("*.csv"))
    assert files
    for path in files:
        assert f"readings/{path.name}" in used
        with path.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        assert len(rows) == len(plan.elements[path.stem].readings)


def test_a_reader_meets_every_kind_of_measure(plan):
    measures = [measure for objective in plan.pmo.objectives for measure in objective.measures]
    assert {measure.direction for measure in measures} == set(Direction)
    assert {measure.stage for measure in measures} == set(Stage)
    assert {measure.commitment for measure in measures} == set(Commitment)
    assert {measure.kind for measure in measures} == set(MeasureKind)
    assert any(measure.milestones for measure in measures)
    for objective in plan.pmo.objectives:
        assert 1 <= len(objective.measures) <= 3
        assert Stage.OUTCOME in {measure.stage for measure in objective.measures}
        assert {measure.indicator for measure in objective.measures} == set(Indicator)


def test_every_customer_has_needs_a_contact_and_objectives_with_readings(plan, alignment):
    for value in alignment.customer_value:
        customer = value.customer
        assert customer.needs
        assert plan.elements[customer.contact].unit == customer.id
        assert value.services
        assert [standing.state for _, standing in value.objectives if standing.state is not State.NO_DATA]


def test_reviews_of_every_kind_were_held_and_no_action_is_overdue(plan, alignment):
    assert {review.kind for review in plan.reviews} == set(ReviewKind)
    assert [(r.id, a.id) for r, a in alignment.open_actions] == [("2026-q2", "owners-for-nineteen")]
    assert all(action.done for review in plan.reviews for action in review.actions if review.id != "2026-q2")


def test_one_decision_waits_for_its_owner_until_shortly_after_the_day(plan, alignment):
    ((review, decision),) = alignment.open_decisions
    assert (review.id, decision.id) == ("2026-q2", "third-room-at-port-anselm")
    assert plan.elements[decision.owner].level == "executive"
    assert TODAY < decision.due <= TODAY + dt.timedelta(days=31)


def test_the_last_review_confirmed_every_link(alignment):
    assert alignment.suspect == frozenset()
    assert list(alignment.confirmed_links) == list(alignment.links)


def test_older_reviews_confirmed_the_texts_of_their_time(plan):
    seen = {(r.id, c.element): c.fingerprint for r in plan.reviews for c in r.confirmed}
    assert all(re.fullmatch(r"[0-9a-f]{12}", fingerprint) for fingerprint in seen.values())
    # The vision got its last words in January 2026; other texts got a measure; most never changed.
    assert seen["2025-mission-vision", "pmo"] != seen["2026-mission-vision", "pmo"]
    assert (
        seen["2025-q4", "promises-kept"] != seen["2026-planning", "promises-kept"] == seen["2026-q2", "promises-kept"]
    )
    assert seen["2026-planning", "shared-record-everywhere"] != seen["2026-q1", "shared-record-everywhere"]
    assert seen["2025-planning", "decisions-in-time"] == seen["2026-q2", "decisions-in-time"]
    assert ("2025-q2", "bearable-change") not in seen


def test_a_reworded_strategy_makes_what_supports_it_suspect(copy):
    path = copy / "organization.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Keep the nurses whom we have", "Find new nurses"), encoding="utf-8")
    found = [(finding.rule, finding.element) for finding in check(load_plan(copy), TODAY).findings]
    # And the charter, which was signed with those objectives in it.
    suspects = [("suspect-link", name) for name in ("bearable-change", "hours-back", "keep-nurses")]
    assert sorted(found) == [("signoff-stale", "pmo"), *suspects]


def test_a_reading_left_out_is_noticed(copy):
    path = copy / "readings" / "decision-lead-time.csv"
    rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(rows[:-2]), encoding="utf-8")
    found = [(finding.rule, finding.element) for finding in check(load_plan(copy), TODAY).findings]
    assert found == [("reading-stale", "decision-lead-time")]


@pytest.mark.parametrize("path", sorted(EXAMPLE.rglob("*.*")), ids=lambda path: path.relative_to(EXAMPLE).as_posix())
def test_it_is_written_in_plain_words(path):
    assert EMPTY_WORDS.findall(path.read_text(encoding="utf-8")) == []
