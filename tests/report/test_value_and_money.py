"""What customers got, where the money goes, what the last review's actions came to, what owners say of what is off."""

import re

import pytest
from test_alignment_view import objective, plan

from pmo.report.alignment.view import alignment_view
from pmo.report.figures import NBSP

WAITS = (
    "waits: {{title: Waits, supports: {{s1: it is that}}, measures: {{w: {{title: Weeks, unit: weeks, direction: decrease, "
    "frequency: monthly, baseline: {{value: 9, date: 2025-12-31}}, target: {{value: 3, by: 2026-12-31}}, readings: {}}}}}}}"
)


@pytest.fixture
def view(checked, written):
    """The view of a plan from a text."""
    return lambda text: alignment_view(checked(written(text)), None)


def customers(*readings):
    objectives = ", ".join(
        WAITS.format(found).replace("waits:", f"waits{n}:").replace("w:", f"w{n}:").replace("Waits", f"Waits {n}")
        for n, found in enumerate(readings)
    )
    return f"customers: {{c: {{name: Clinics, objectives: {{{objectives}}}}}}}\n"


class TestCustomersOwnObjectives:
    @pytest.mark.parametrize(
        ("readings", "moved", "towards"),
        [
            ("{2026-02-28: 8, 2026-03-31: 7}", "better than 8 weeks on 28 Feb 2026", True),
            ("{2026-02-28: 7, 2026-03-31: 8}", "worse than 7 weeks on 28 Feb 2026", True),
            ("{2026-02-28: 9, 2026-03-31: 9}", "unchanged since 28 Feb 2026", False),
            ("{2026-03-31: 10}", "", False),
            ("{2026-01-31: 5}", "no reading since 31 Jan 2026", None),
            ("{}", "not read yet", None),
        ],
    )
    def test_what_moved_there_and_what_nobody_knows(self, view, readings, moved, towards):
        own = view(plan(objective("a"), more=customers(readings))).customers[0].own[0]
        assert (own.moved.replace(NBSP, " "), own.towards) == (moved, towards)

    def test_the_sentence_counts_those_that_the_pmo_supports_only(self, view):
        more = customers("{2026-03-31: 7}", "{2026-03-31: 9}", "{}", "{2026-03-31: 1}")
        supports = "waits0: x, waits1: x, waits2: x"
        found = view(plan(objective("a", supports=supports), more=more))
        assert found.helped == (
            "PMO objectives support 3 of 4 of the customer's own objectives. Of these, 1 has moved towards its target since the start; "
            "1 has not moved towards its target; 1 has no fresh reading, so nobody knows."
        )
        assert [own.supported_by for own in found.customers[0].own] == ["A", "A", "A", ""]

    def test_where_none_is_supported_it_says_so_and_without_any_nothing(self, view):
        assert view(plan(objective("a"), more=customers("{}"))).helped == (
            "No objective of the PMO supports the one objective that customers have."
        )
        assert view(plan(objective("a"), more="customers: {c: {name: Clinics}}\n")).helped == ""


class TestMoney:
    def test_strategies_without_money_are_named_and_what_reaches_none_stands_last(self, view):
        more = "settings: {currency: EUR}\ninitiatives: {i: {title: I, supports: {a: x}, budget: 300}, j: {title: J, budget: 100}}\n"
        money = view(plan(objective("a"), more=more)).money
        assert [(row.name, row.text.replace(NBSP, " "), row.amount) for row in money.rows] == [
            ("Strategy s1", "300 EUR", 300),
            ("Strategy s2", "nothing", 0),
            ("Reaches no strategy", "100 EUR", 100),
        ]
        assert money.sentence.replace(NBSP, " ") == (
            "300 EUR of 400 EUR in initiatives reaches a strategy along primary links; each sum is counted once."
        )

    def test_unknown_budgets_are_shown_as_that(self, view):
        many = ", ".join(f"i{n}: {{title: I{n}, supports: {{a: x}}, budget: 10}}" for n in range(5))
        money = view(plan(objective("a"), more=f"initiatives: {{{many}, j: {{title: J, supports: {{a: x}}}}}}\n")).money
        assert not money.counted
        assert money.rows[0].text == "50 and more, budget unknown"
        assert money.unknown == "Budget unknown: J."

    def test_with_too_few_budgets_initiatives_are_counted_instead(self, view):
        more = "initiatives: {i: {title: I, supports: {a: x}, budget: 10}, j: {title: J, supports: {a: x}}}\n"
        money = view(plan(objective("a"), more=more)).money
        assert money.counted
        assert money.rows[0].text == "2 initiatives"
        assert money.sentence.startswith("Only 1 of 2 initiatives has a budget")

    def test_without_initiatives_there_is_no_such_section(self, view, report, written):
        assert view(plan(objective("a"))).money is None
        assert 'id="money"' not in report(written(plan(objective("a"))))


class TestOutcome:
    @pytest.mark.parametrize(
        ("actions", "said"),
        [
            ("x: {what: A, done: 2026-04-01}", "Its one action is done."),
            ("x: {what: A, due: 2026-04-01}", "Its one action is overdue."),
            ("x: {what: A}, y: {what: B, due: 2026-04-01}", "0 of 2 actions are done, 1 is overdue."),
            ("x: {what: A, done: 2026-04-01}, y: {what: B, due: 2026-05-01}", "1 of 2 actions is done."),
        ],
    )
    def test_the_actions_of_the_last_review_are_summed_up(self, view, actions, said):
        more = f"reviews: {{r: {{kind: alignment, date: 2026-03-31, actions: {{{actions}}}}}}}\n"
        assert view(plan(objective("a"), more=more)).last_review.outcome == said


def test_the_owners_comment_is_the_last_that_was_said_with_its_date(view):
    readings = "{2026-02-28: {value: 41, note: The yard was full.}, 2026-03-31: 42}"
    slip = view(plan(objective("a", readings=readings))).troubles.blocks[0].slips[0]
    assert slip.notes == ("The yard was full.",)
    assert slip.said.replace(NBSP, " ") == "Ann, 28 Feb 2026"


def test_work_without_a_budget_says_that_it_is_unknown(view, report, written):
    text = plan(
        objective("a", readings="{2026-03-31: 41}"), more="initiatives: {i: {title: Night shifts, supports: {a: x}}}\n"
    )
    assert view(text).troubles.blocks[0].work[0].budget == "budget unknown"
    assert re.search(r"Night shifts.*budget unknown", report(written(text)))
