"""What the interview asks, in which order, and what it asks again."""

import datetime as dt

import pytest

from pmo.scaffold import questions
from pmo.scaffold.answers import Answers, CustomerAnswer, PersonAnswer
from pmo.scaffold.console import Question, StoppedError
from pmo.scaffold.interview import interview
from pmo.terms import Frequency


def test_the_order_is_the_missions_order(console, full, today):
    talk = console(full)
    interview(talk, today)
    first_asked = list(dict.fromkeys(talk.keys))
    assert first_asked == [
        "name", "purpose", "customer", "need", "sponsor", "sponsor-role", "mission", "vision", "organization", "strategy",
        "objective", "for", "owner", "owner-role", "measure", "unit", "baseline", "baseline-date", "target", "by", "frequency",
        "which-strategy", "because",
    ]  # fmt: skip


def test_every_answer_is_kept(console, full, today):
    answers = interview(console(full), today)
    assert answers.name == "Lakeside Health PMO"
    assert answers.purpose == full["purpose"][0]
    assert answers.customers == (
        CustomerAnswer("Clinics", ("Equipment approved in time to open on the announced day", "Word of delays")),
        CustomerAnswer("Finance", ("One view of what change costs",)),
    )
    assert answers.sponsor == PersonAnswer("Maria Okafor", "Chief Operating Officer")
    assert (answers.mission, answers.vision) == (full["mission"][0], full["vision"][0])
    assert (answers.organization, answers.strategies) == ("Lakeside Health", tuple(full["strategy"]))
    objective = answers.objective
    assert (objective.title, objective.customers) == (full["objective"][0], (0,))
    assert objective.owner == PersonAnswer("Jon Weiss", "Head of Portfolio")
    measure = objective.measure
    assert (measure.title, measure.unit, measure.frequency) == (full["measure"][0], "days", Frequency.MONTHLY)
    assert (measure.baseline, measure.baseline_date) == ("41", dt.date(2026, 10, 31))
    assert (measure.target, measure.by) == ("14", dt.date(2027, 6, 30))
    assert (objective.strategy, objective.because) == (0, full["because"][0])


def test_enter_skips_every_question_and_leaves_out_what_would_make_no_sense(console, today):
    talk = console()
    assert interview(talk, today) == Answers()
    assert talk.keys == [
        "name", "purpose", "customer", "sponsor", "sponsor-role", "mission", "vision", "organization", "strategy", "objective",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "key", ["name", "purpose", "sponsor", "mission", "unit", "baseline", "target", "by", "frequency", "because"]
)
def test_each_question_can_be_skipped_alone(console, full, today, key):
    talk = console({**full, key: []})
    interview(talk, today)
    assert talk.keys.count(key) == 1
    assert talk.keys[-1] == "because"


@pytest.mark.parametrize(
    ("key", "wrong", "right", "reason"),
    [
        ("baseline", "41 days", "41", "`41 days` is not a number. Write digits, with a point for decimals."),
        ("baseline", "80 %", "80", "`80 %` is not a bare number. Write `80`, and `%` as the measure's unit."),
        ("baseline", "3,5", "3.5", "Write `3.5`: digits, a point for decimals, nothing else."),
        ("baseline", "1,250", "1250", "Write `1250`: digits, a point for decimals, nothing else."),
        ("baseline", "012", "12", "begins with a zero"),
        ("baseline", "nan", "12", "is not a number"),
        ("baseline-date", "31.10.2026", "2026-10-31", "`31.10.2026` is not a date."),
        ("baseline-date", "2026-02-30", "2026-02-28", "`2026-02-30` is not a day of the calendar."),
        ("baseline-date", "2026-11-25", "2026-11-24", "2026-11-25 is still to come."),
        ("target", "41.0", "14", "It stands at 41 already, so nothing would have to change."),
        ("by", "soon", "2027-06-30", "`soon` is not a date."),
        ("by", "2026-11-24", "2026-11-25", "2026-11-24 has come already."),
        ("frequency", "montly", "monthly", "Did you mean monthly?"),
        ("frequency", "now and then", "half yearly", "Choose one of daily, weekly, monthly"),
        ("which-strategy", "3", "2", "“3” is no number of the list. Choose from 1 to 2."),
        ("which-strategy", "1 2", "2", "That names several."),
        ("for", "all", "1, 2", "“all” is no number of the list."),
        ("for", ",", "2", "That holds no number."),
        ("customer", "clinics", "Finance", "“clinics” is on the list already."),
        ("strategy", "SHORTEN WAITS FOR PLANNED CARE", "Grow", "is on the list already."),
    ],
)
def test_an_answer_that_makes_no_sense_is_asked_again_with_the_reason(console, full, today, key, wrong, right, reason):
    before = [full[key][0]] if key in {"customer", "strategy"} else []
    talk = console({**full, key: [*before, wrong, right]})
    answers = interview(talk, today)
    assert len(talk.reasons) == 1
    assert reason in talk.reasons[0]
    assert answers == interview(console({**full, key: [*before, right]}), today)


def test_the_day_of_the_baseline_is_today_unless_said_otherwise(console, full, today):
    assert interview(console({**full, "baseline-date": []}), today).objective.measure.baseline_date == today


def test_enter_means_every_customer_and_one_customer_is_not_asked_about(console, full, today):
    assert interview(console({**full, "for": []}), today).objective.customers == (0, 1)
    talk = console({**full, "customer": ["Clinics"]})
    assert interview(talk, today).objective.customers == (0,)
    assert "for" not in talk.keys


def test_with_one_strategy_only_the_reason_is_asked_for(console, full, today):
    talk = console({**full, "strategy": ["Grow"]})
    assert interview(talk, today).objective.strategy == 0
    assert "which-strategy" not in talk.keys
    assert "Grow" in talk.asked[-1].text


def test_without_a_strategy_there_is_nothing_to_support(console, full, today):
    talk = console({**full, "strategy": []})
    assert interview(talk, today).objective.because is None
    assert "because" not in talk.keys


def test_a_sponsor_who_owns_the_objective_is_not_asked_for_the_role_again(console, full, today):
    talk = console({**full, "owner": ["maria okafor"]})
    answers = interview(talk, today)
    assert answers.objective.owner == answers.sponsor
    assert "owner-role" not in talk.keys


def test_line_breaks_of_a_pasted_text_become_spaces(console, full, today):
    assert interview(console({**full, "mission": ["Give leaders\nwhat they need\r\n"]}), today).mission == (
        "Give leaders what they need"
    )


def test_wanting_out_ends_it_at_once(console, full, today):
    talk = console(full, stop_at="mission")
    with pytest.raises(StoppedError, match="Nothing was written"):
        interview(talk, today)
    assert talk.keys[-1] == "mission"


def every_question(today: dt.date) -> list[Question]:
    fixed = [value for value in vars(questions).values() if isinstance(value, Question)]
    return [
        *fixed,
        questions.need("Clinics", first=True),
        questions.need("Clinics", first=False),
        questions.whose(("Clinics", "Finance")),
        questions.baseline_date(today),
        questions.by(today),
        questions.which_strategy(("Grow", "Save")),
        questions.because("Grow"),
    ]


def test_every_question_has_one_line_of_help_and_an_example(today):
    for question in every_question(today):
        assert question.text.rstrip(":").endswith(("?", "name", "measure")), question
        # Two spaces before it, in a terminal of 80 columns.
        assert 10 < len(question.help) <= 78, question
        assert question.help.endswith("."), question
        assert question.example, question


def test_the_examples_together_are_a_plan_that_is_taken_without_a_question_asked_twice(console, today):
    by_key: dict[str, list[str]] = {}
    talk = console(by_key)
    for question in every_question(today):
        by_key.setdefault(question.key, []).append(question.example)
    by_key["need"] = by_key["need"][:1]
    answers = interview(talk, today)
    assert talk.reasons == []
    assert answers.objective.because == "equipment that is approved late opens late"
    assert [customer.name for customer in answers.customers] == ["Clinics", "Finance"]
