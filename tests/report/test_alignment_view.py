"""What the alignment report says, and when it says otherwise."""

import re
from pathlib import Path

import pytest
from wellformed import Page

from pmo.report.alignment.view import alignment_view
from pmo.report.figures import NBSP

FERRIES = Path(__file__).parent / "plans" / "ferries"


@pytest.fixture
def view(checked, written):
    """The view of a plan from a text."""
    return lambda text: alignment_view(checked(written(text)), None)


@pytest.fixture(scope="module")
def ferries(checked):
    return alignment_view(checked(FERRIES), "4f2a91c")


def objective(
    name, extra="", supports="s1: because it helps them a lot", readings="{2026-03-31: 30}", target=10, by="2026-12-31"
):
    link = f"supports: {{{supports}}}, " if supports else ""
    return (
        f"    {name}: {{title: {name.upper()}, owner: ann, {link}{extra}measures: {{m-{name}: {{unit: days, direction: decrease, "
        f"frequency: monthly, baseline: {{value: 40, date: 2025-12-31}}, target: {{value: {target}, by: {by}}}, "
        f"readings: {readings}}}}}}}\n"
    )


def plan(*objectives, strategies=("s1", "s2"), more=""):
    courses = "".join(f"    {name}: {{title: Strategy {name}}}\n" for name in strategies)
    return (
        f"organization:\n  name: Org\n{'  strategies:' if strategies else ''}\n{courses}"
        f"pmo:\n  name: Office\n  sponsor: ann\n{'  objectives:' if objectives else ''}\n{''.join(objectives)}"
        f"people: {{ann: {{name: Ann, level: executive}}}}\n{more}"
    )


class TestVerdict:
    def test_it_counts_support_evidence_and_trouble(self, ferries):
        assert ferries.verdict.sentence == (
            "4 of 5 strategies are supported by a PMO objective; 3 have fresh evidence; "
            "1 objective is off track and 1 missed its target."
        )

    def test_it_says_when_everything_is_supported_and_well(self, view):
        found = view(plan(objective("a"), strategies=("s1",)))
        assert found.verdict.sentence == (
            "The only strategy is supported by a PMO objective; 1 has fresh evidence; no objective is off track."
        )
        assert found.verdict.well == "On track: “A”."

    def test_silence_is_not_good_news(self, view):
        found = view(plan(objective("a", readings="{2025-12-31: 40}")))
        assert found.verdict.sentence.endswith("none has fresh evidence; no objective has data to judge it by.")

    def test_a_plan_without_strategies_says_so(self, view):
        found = view(plan(objective("a", supports=""), strategies=()))
        assert found.verdict.sentence.startswith("The plan names no strategies of the organization")

    def test_a_plan_without_objectives_says_so(self, view):
        assert (
            view(plan()).verdict.sentence == "The PMO has no objectives yet, so none of the 2 strategies is supported."
        )
        only = view(plan(strategies=("s1",))).verdict.sentence
        assert only == "The PMO has no objectives yet, so the only strategy is not supported."

    def test_strategies_left_to_others_are_not_counted(self, view):
        text = plan(objective("a"), strategies=("s1",)).replace(
            "    s1:", "    s9: {title: Sales, pmo_role: none, because: they run it themselves}\n    s1:"
        )
        found = view(text)
        assert found.verdict.sentence.startswith("The only strategy is supported")
        assert "Left to others on purpose, and not counted: “Sales” (they run it themselves)." in found.honesty[0]


class TestDecisions:
    def test_open_questions_of_reviews_come_first_and_the_overdue_before_all(self, ferries):
        asked = [(ask.question, ask.recorded, ask.overdue) for ask in ferries.decisions.top]
        assert asked[0] == ("Who pays for the fourth pier?", True, True)
        assert asked[1] == ("Do we book a second yard for the autumn refits?", True, False)
        assert asked[2][1:] == (False, False)

    def test_at_most_three_stand_at_the_top(self, ferries):
        assert len(ferries.decisions.top) == 3
        assert [ask.question for ask in ferries.decisions.further] == [
            "“Fewer crossings are cancelled for technical reasons” is off track: is “Spare gearbox for the Marit class” enough, or does it need more?",
            "Shall the PMO support “New routes in the south”, or leave it to others on purpose?",
        ]

    def test_a_miss_needs_a_decision_until_people_have_given_their_verdict(self, view):
        missed = objective("a", by="2026-03-31")
        assert "missed its target" in view(plan(missed)).decisions.top[0].question
        judged = missed.replace("readings:", "result: missed, readings:")
        assert not any("missed" in ask.question for ask in view(plan(judged)).decisions.top)

    def test_what_nobody_works_on_is_asked_for(self, view):
        found = view(plan(objective("a", readings="{2026-03-31: 41}")))
        ask = found.decisions.top[0]
        assert ask.question == "“A” is off track and nothing works on it: who acts, or does it end?"
        assert ask.owner == "Ann"
        assert ask.by == "at the next review"
        assert (
            ask.why.replace(NBSP, " ")
            == "41 days on 31 March 2026 where the plan has 31 days by now; 31 days to go to 10 days by 31 December 2026."
        )

    def test_many_uncovered_strategies_are_one_question(self, view):
        found = view(plan(objective("a"), strategies=("s1", "s2", "s3", "s4", "s5")))
        assert len(found.decisions.top) == 1
        assert "Which of the 4 strategies without an objective" in found.decisions.top[0].question

    def test_a_plan_without_any_link_is_asked_for_links_only(self, view):
        found = view(plan(objective("a", supports=""), strategies=("s1", "s2")))
        assert [ask.question for ask in found.decisions.top] == [
            "Which strategy does each objective support? No objective says so yet."
        ]

    def test_a_waived_strategy_is_not_asked_for_again(self, view):
        waive = "waive: {strategy-without-objective: {because: the survey ends in June, by: ann, until: 2026-07-31}}"
        text = plan(objective("a")).replace("title: Strategy s2", f"title: Strategy s2, {waive}")
        found = view(text)
        assert found.decisions.top == ()
        assert found.gaps[0].items[0].excuse.endswith("the survey ends in June")

    def test_a_plan_without_strategies_is_asked_for_them(self, view):
        found = view(plan(objective("a", supports=""), strategies=()))
        assert [ask.question for ask in found.decisions.top] == [
            "Which strategies of the organization is the PMO to support?"
        ]

    def test_nothing_is_asked_of_an_empty_plan(self, view):
        assert view("pmo: {name: Office}").decisions.top == ()


class TestLastReview:
    def test_it_is_the_newest_with_an_outcome(self, ferries):
        review = ferries.last_review
        assert review.title == "First quarter of 2026"
        assert [(a.what, a.state) for a in review.actions] == [
            ("Get a firm date for the gearbox", "done"),
            ("Settle the permit with Sandvik harbour", "open"),
        ]
        assert [d.decided for d in review.decided] == ["It stays at five days."]

    def test_what_earlier_reviews_asked_for_is_not_forgotten(self, ferries):
        assert [(a.what, a.state) for a in ferries.last_review.earlier] == [
            ("Ask the harbour authorities what they need", "overdue")
        ]

    def test_a_review_to_come_is_not_the_last(self, view):
        more = "reviews: {r: {kind: alignment, date: 2026-06-01, actions: {x: {what: Later}}}}\n"
        assert view(plan(objective("a"), more=more)).last_review is None


class TestLadder:
    def test_uncovered_strategies_stand_first(self, ferries):
        assert [row.rung for row in ferries.ladder.rows] == sorted(row.rung for row in ferries.ladder.rows)
        assert (ferries.ladder.rows[0].name, ferries.ladder.rows[0].lacks) == (
            "New routes in the south",
            "No objective supports it",
        )

    def test_each_rung_names_who_fell_off(self, ferries):
        fell = {step.word: (step.of, step.fell) for step in ferries.ladder.steps}
        assert fell["Linked"] == ("4 of 5", "New routes in the south")
        assert fell["Reasoned"] == ("3 of 5", "Hold the cost of a crossing")
        assert fell["Evidenced"] == ("3 of 5", "")

    def test_weights_count_only_when_they_sum_to_a_hundred(self, checked, written, ferries):
        assert [step.weight for step in ferries.ladder.steps][:2] == ["90 of 100", "80 of 100"]
        uneven = plan(objective("a")).replace("title: Strategy s1", "title: Strategy s1, weight: 60")
        found = alignment_view(checked(written(uneven)), None)
        assert not found.ladder.weighted
        assert {step.weight for step in found.ladder.steps} == {""}

    def test_a_claim_through_a_customer_says_through_what(self, view):
        more = "customers: {c: {name: Clinics, objectives: {co: {title: Open on time, supports: {s2: that is what it is}}}}}\n"
        found = view(plan(objective("a", supports="co: without us they cannot open"), more=more))
        row = next(row for row in found.ladder.rows if row.name == "Strategy s2")
        assert (row.by, row.via) == ("A", "“Open on time”")
        assert [cell.mark for cell in found.matrix.rows[1].cells] == ["through"]


class TestMatrix:
    def test_empty_rows_and_columns_are_marked(self, ferries):
        assert [row.name for row in ferries.matrix.rows if row.empty] == ["New routes in the south"]
        assert [column.name for column in ferries.matrix.columns if column.empty] == ["One register of all changes"]
        assert ferries.matrix.outlined

    def test_marks_tell_main_links_from_others_and_suspect_ones(self, view, ferries):
        marks = {cell.mark for row in ferries.matrix.rows for cell in row.cells}
        assert marks == {"", "primary", "suspect"}
        found = view(plan(objective("a", supports="s1: it helps, s2: {because: a little, strength: secondary}")))
        assert [row.cells[0].sign for row in found.matrix.rows] == ["●", "○"]
        assert [mark for mark, _, _ in found.matrix.legend] == ["primary", "secondary"]

    def test_columns_follow_the_rows_that_they_mainly_support(self, view):
        found = view(plan(objective("a", supports="s2: it helps"), objective("b"), objective("c", supports="")))
        assert [column.name for column in found.matrix.columns] == ["B", "A", "C"]

    def test_goals_that_are_supported_directly_have_a_row(self, view):
        text = plan(objective("a", supports="g1: it is the goal itself")).replace(
            "  strategies:", "  goals: {g1: Be trusted}\n  strategies:"
        )
        found = view(text)
        assert [(row.name, row.kind, row.empty) for row in found.matrix.rows] == [
            ("Strategy s1", "strategy", True),
            ("Strategy s2", "strategy", True),
            ("Be trusted", "goal", False),
        ]

    def test_a_crowded_matrix_is_called_that(self, view):
        everything = "s1: x, s2: x, s3: x"
        text = plan(*[objective(name, supports=everything) for name in "abc"], strategies=("s1", "s2", "s3"))
        assert view(text).matrix.crowded
        assert not view(plan(objective("a"))).matrix.crowded

    def test_reasons_are_printed_with_who_agreed(self, view):
        found = view(plan(objective("a", supports="s1: {because: they wait less, agreed_by: ann}")))
        reason = found.matrix.rows[0].reasons[0]
        assert (reason.objective, reason.because, reason.agreed_by) == ("A", "they wait less", "Ann")


class TestObjectives:
    def test_the_worst_stand_first(self, ferries):
        assert [row.state.word for row in ferries.objectives.rows] == [
            "Missed",
            "Off track",
            "At risk",
            "No data",
            "On track",
            "On track",
        ]

    def test_a_measure_shows_start_now_and_target(self, ferries):
        measure = ferries.objectives.rows[0].measures[0]
        shown = (measure.start, measure.start_day, measure.now, measure.now_day, measure.target, measure.by)
        assert [text.replace(NBSP, " ") for text in shown] == [
            "0 piers", "31 Dec 2024", "3 piers", "31 Dec 2025", "4 piers", "31 Dec 2025",
        ]  # fmt: skip

    def test_a_band_is_a_target_too(self, ferries):
        drills = ferries.objectives.rows[5].measures[1]
        assert (drills.target, drills.reason) == ("2–3", "Inside its band")

    def test_readings_to_come_are_not_drawn(self, view):
        found = view(plan(objective("a", readings="{2026-01-31: 39, 2026-03-31: 30, 2026-06-30: 5}")))
        measure = found.objectives.rows[0].measures[0]
        assert len(measure.spark.points) == 2
        assert measure.now.startswith("30")

    def test_an_objective_without_a_measure_is_there_all_the_same(self, report):
        assert re.search(r"Permits are decided sooner.*?No data.*?No measure", Page(report("bare")).text)


class TestTroubles:
    def test_a_block_tells_the_gap_why_and_what_is_done(self, ferries):
        missed, off = ferries.troubles.blocks
        assert (
            missed.slips[0].gap.replace(NBSP, " ")
            == "3 piers on 31 December 2025: 1 pier short of the target of 4 piers."
        )
        assert missed.work == ()
        assert off.slips[0].notes[0] == "Gearbox of *Marit* failed twice; parts are on order."
        assert [(work.name, work.budget.replace(NBSP, " ")) for work in off.work] == [
            ("Spare gearbox for the Marit class", "640,000 EUR")
        ]
        assert "1.1 percentage points to go" in off.slips[0].gap.replace(NBSP, " ")

    def test_outside_the_band_is_a_gap_too(self, view):
        measure = "m: {unit: days, direction: maintain, frequency: monthly, band: {low: 2, high: 3}, target: {by: 2026-12-31}, readings: {2026-03-31: 5}}"
        found = view(plan(f"    a: {{title: A, owner: ann, supports: {{s1: x}}, measures: {{{measure}}}}}\n"))
        assert (
            found.troubles.blocks[0].slips[0].gap.replace(NBSP, " ")
            == "5 days on 31 March 2026, 2 days outside the band of 2–3 days."
        )


class TestGaps:
    def test_each_kind_names_its_elements(self, ferries):
        assert {gap.title: [item.name for item in gap.items] for gap in ferries.gaps} == {
            "Strategies without an objective": ["New routes in the south"],
            "Objectives that support nothing of the organization": ["One register of all changes"],
            "Changed since they were confirmed": ["Refits end on the day promised"],
            "Measures with an overdue reading": ["Changes registered"],
        }

    def test_a_waived_gap_says_who_why_and_until_when(self, ferries):
        excuse = ferries.gaps[1].items[0].excuse.replace(NBSP, " ")
        assert excuse == "waived by Ingrid Solberg until 30 Jun 2026: carried over from the old plan"

    def test_expired_waivers_are_flagged(self, ferries):
        assert [(row.element, row.state) for row in ferries.waivers] == [
            ("Zero harm", "expired"),
            ("One register of all changes", "in force"),
        ]

    def test_no_gap_is_claimed_where_nothing_can_be_compared(self, view):
        assert "Nothing can be compared yet" in view("pmo: {name: Office}").no_gaps


class TestCustomers:
    def test_what_is_unknown_is_said(self, ferries):
        assert ferries.served == (
            "The PMO has an objective or a service for 3 of 3 customers; the plan does not know the objectives of 2 of them."
        )
        routes, yard, harbours = ferries.customers
        assert [item.name for item in routes.own] == ["Crossings leave on time"]
        assert (yard.own, yard.services) == ((), ("Refit planning",))
        assert (harbours.needs, [item.state.word for item in harbours.served]) == ((), ["Missed"])


class TestHonesty:
    def test_exclusions_and_assumptions_are_said(self, ferries):
        said = " ".join(ferries.honesty)
        assert "Drafts left out: “An app for rosters”." in said
        assert "Linear plan assumed for 3 measures without milestones." in said
        assert "1 finding waived" in said
        assert "status.on-track 0.12 instead of 0.1" in said
        assert "6 links to the organization's strategies and goals; none of them confirmed" in said

    def test_a_file_that_could_not_be_read_is_named(self, checked, written):
        root = written(plan(objective("a")))
        (root / "more.yaml").write_text("pmo: [", encoding="utf-8")
        found = alignment_view(checked(root), None)
        assert any("1 file could not be read" in line and "more.yaml" in line for line in found.honesty)
        assert found.findings.unread == ("more.yaml",)

    def test_rules_that_are_off_are_named(self, view):
        found = view(plan(objective("a"), more="settings: {check: {severity: {review-overdue: off}}}\n"))
        assert any("Rules switched off: review-overdue." in line for line in found.honesty)

    def test_a_plan_with_errors_reports_and_says_what_is_missing(self, report):
        text = Page(report("bare")).text
        assert "The check found 12 errors and 5 warnings." in text
        assert "An objective has no measure" in text
