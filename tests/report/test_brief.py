"""The brief: what one person owns, owes and must decide."""

import datetime as dt
from pathlib import Path

import pytest

from pmo.errors import PmoError
from pmo.report.asked import Asked
from pmo.report.brief.view import brief_view

PLANS = Path(__file__).parent / "plans"
FERRIES = PLANS / "ferries"


@pytest.fixture
def brief(checked, written):
    """The brief for somebody: from a plan as a text, or from a folder."""

    def make(plan, owner):
        root = plan if isinstance(plan, Path) else written(plan)
        return brief_view(checked(root), None, Asked(owner=owner))

    return make


def plan(objective="", more=""):
    return f"people: {{ann: {{name: Ann, role: Head}}, bob: Bob}}\npmo:\n  objectives:\n    a: {{title: A, owner: ann{objective}}}\n{more}"


def measure(readings, frequency="monthly", extra=""):
    return (
        f", measures: {{m: {{title: M, unit: days, direction: decrease, frequency: {frequency}, "
        f"baseline: {{value: 9, date: 2025-12-31}}, target: {{value: 1, by: 2026-12-31}}, readings: {readings}{extra}}}}}"
    )


def dues(found):
    return [(item.kind, item.what, item.state, item.date) for item in found.due]


class TestWhom:
    def test_by_id_or_by_name_in_any_case(self, brief):
        assert brief(FERRIES, "head-of-programmes").name == brief(FERRIES, "tomas ek").name == "Tomas Ek"

    def test_nobody_asked_for_is_said_with_examples(self, brief):
        with pytest.raises(PmoError, match=r"Whose brief.*such as `head-of-programmes` and `fleet-engineer`"):
            brief(FERRIES, "")

    def test_a_near_miss_is_guessed(self, brief):
        with pytest.raises(PmoError, match=r"nobody as `head-of-program`.*head-of-programmes"):
            brief(FERRIES, "head-of-program")

    def test_a_stranger_is_answered_with_those_whom_the_plan_knows(self, brief):
        with pytest.raises(PmoError, match=r"nobody as `zzz`. Name a person by id or name, such as"):
            brief(FERRIES, "zzz")

    def test_two_of_one_name_must_be_named_by_id(self, brief):
        text = "people: {a: {name: Kim}, b: {name: Kim}}\npmo: {name: Office}\n"
        with pytest.raises(PmoError, match=r"2 people are called “Kim”. Name one by the id: `a` and `b`"):
            brief(text, "kim")

    def test_a_plan_without_people_says_so(self, brief):
        with pytest.raises(PmoError, match=r"names no people yet"):
            brief("pmo: {name: Office}\n", "ann")

    def test_an_objective_is_nobody_to_brief(self, brief):
        with pytest.raises(PmoError, match=r"nobody as `on-time-refits`"):
            brief(FERRIES, "on-time-refits")


class TestDue:
    def test_the_overdue_come_first_then_by_date(self, brief):
        found = brief(FERRIES, "head-of-programmes")
        assert dues(found)[:3] == [
            ("Action", "Ask the harbour authorities what they need", "overdue", dt.date(2026, 2, 28)),
            ("Reading", "Changes registered", "overdue", dt.date(2026, 3, 3)),
            ("Action", "Settle the permit with Sandvik harbour", "ahead", dt.date(2026, 4, 30)),
        ]
        dates = [item.date for item in found.due if item.state != "overdue"]
        assert dates == sorted(dates)

    def test_a_reading_within_its_grace_is_due_and_not_overdue(self, brief):
        assert [item.state for item in brief(plan(measure("{2026-03-14: 8}")), "ann").due] == ["due"]
        assert [item.state for item in brief(plan(measure("{2026-03-31: 8}")), "ann").due] == ["ahead"]
        assert [item.state for item in brief(plan(measure("{2026-02-14: 8}")), "ann").due] == ["overdue"]

    def test_what_another_reads_is_due_from_the_other(self, brief):
        text = plan(measure("{2026-03-31: 8}", extra=", owner: bob"))
        assert dues(brief(text, "ann")) == []
        assert [(kind, what) for kind, what, _, _ in dues(brief(text, "bob"))] == [("Reading", "M")]
        assert [row.objective for row in brief(text, "bob").reads] == ["A"]

    @pytest.mark.parametrize("quiet", [", paused: {because: x}", ", result: missed"])
    def test_what_is_not_read_for_now_is_not_due(self, brief, quiet):
        assert dues(brief(plan(measure("{2026-01-31: 8}", extra=quiet)), "ann")) == []

    def test_beyond_a_quarter_nothing_is_listed(self, brief):
        assert dues(brief(plan(", due: 2026-07-16"), "ann")) == [("Objective", "A", "ahead", dt.date(2026, 7, 16))]
        assert dues(brief(plan(", due: 2026-07-17"), "ann")) == []

    def test_waivers_end_for_who_gave_them(self, brief):
        found = brief(FERRIES, "managing-director")
        assert [(item.kind, item.of, item.state) for item in found.due if item.kind == "Waiver ends"] == [
            ("Waiver ends", "Zero harm", "overdue"),
            ("Waiver ends", "One register of all changes", "ahead"),
        ]


class TestDecisions:
    def test_their_own_questions_only_the_recorded_and_the_raised(self, brief):
        assert [ask.question for ask in brief(FERRIES, "finance-director").asks] == ["Who pays for the fourth pier?"]
        assert [ask.question for ask in brief(FERRIES, "commercial-director").asks] == [
            "Shall the PMO support “New routes in the south”, or leave it to others on purpose?"
        ]

    def test_two_people_of_one_name_keep_their_own(self, brief):
        text = (
            "people: {a: {name: Kim}, b: {name: Kim}}\npmo: {name: Office}\n"
            "reviews: {r: {date: 2026-04-01, decisions: {d: {question: Why?, owner: b}}}}\n"
        )
        assert brief(text, "a").asks == ()
        assert [ask.question for ask in brief(text, "b").asks] == ["Why?"]


class TestOwned:
    def test_the_sentence_sums_it_up(self, brief):
        assert brief(FERRIES, "head-of-programmes").sentence == (
            "Tomas Ek owns 4 objectives; 2 things are overdue; 6 things come due within three months."
        )
        assert brief(FERRIES, "route-manager").sentence.startswith("Kari Berg owns 1 objective;")
        assert brief(plan(), "bob").sentence == "Bob owns nothing in the plan; nothing is due within three months."

    def test_the_worst_objective_stands_first(self, brief):
        states = [row.state.word for row in brief(FERRIES, "head-of-programmes").objectives]
        assert states == ["Off track", "No data", "On track", "On track"]

    def test_strategies_come_with_their_rung(self, brief):
        assert [(row.name, row.word) for row in brief(FERRIES, "managing-director").strategies] == [
            ("Punctual crossings", "moving"),
            ("Zero harm", "achieved"),
        ]

    def test_an_initiative_without_a_budget_says_so(self, brief):
        found = brief(plan(more="initiatives: {i: {title: I, owner: ann, supports: {a: x}}}\n"), "ann")
        assert [(row.kind, row.beside) for row in found.others] == [("Initiative", "budget unknown")]

    def test_drafts_and_what_is_over_are_not_theirs(self, brief):
        more = "initiatives: {i: {owner: ann, until: 2026-04-14}, j: {owner: ann, status: draft}}\n"
        found = brief(plan(", status: retired", more), "ann")
        assert found.objectives == ()
        assert found.others == ()

    def test_what_the_check_found_on_it_is_to_mend(self, brief):
        found = brief(plan(), "ann")
        assert {mend.rule for mend in found.mends} >= {"objective-without-measure"}
        assert all(mend.severity in ("error", "warning") for mend in found.mends)
        assert brief(plan(), "bob").mends == ()


class TestNewReadings:
    def test_since_the_last_review_only(self, brief):
        review = "reviews: {r: {kind: alignment, date: 2026-03-20, title: R}}\n"
        found = brief(plan(measure("{2026-02-28: 8, 2026-03-31: {value: 7, note: one fewer}}"), review), "ann")
        assert [(row.before, row.now.replace("\xa0", " "), row.moved, row.note) for row in found.readings] == [
            ("8", "7 days", "better", "one fewer")
        ]
        later = review.replace("2026-03-20", "2026-03-31")
        assert brief(plan(measure("{2026-02-28: 8, 2026-03-31: 7}"), later), "ann").readings == ()

    def test_without_a_review_nothing_can_be_called_new(self, brief):
        found = brief(plan(measure("{2026-03-31: 7}")), "ann")
        assert (found.since, found.readings) == ("", ())
