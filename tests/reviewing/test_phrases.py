"""What people type about a plan, and what is said when it means nothing."""

import datetime as dt

import pytest

from pmo.errors import UsageError
from pmo.minutes import Given, NewAction, NewDecision
from pmo.phrases import confirmable, done_action, given, new_action, new_decision, people_named, person_named
from pmo.reader.load import load_plan

TODAY = dt.date(2026, 6, 30)
DAY = dt.date(2026, 12, 31)


@pytest.fixture
def read(plan):
    return load_plan(plan).plan


def test_people_are_found_by_id_or_name_one_by_one_or_with_commas(read):
    assert person_named(read, "director") == "director"
    assert person_named(read, " @ADA okoye ") == "director"
    assert people_named(read, ["director, planner", "Ada Okoye"]) == ("director", "planner")


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Ask the branches", NewAction(what="Ask the branches")),
        ("Ask the branches @planner 2026-12-31", NewAction(what="Ask the branches", owner="planner", due=DAY)),
        ("Ask the branches 2026-12-31 @planner", NewAction(what="Ask the branches", owner="planner", due=DAY)),
        ("Ask  the\nbranches @planner", NewAction(what="Ask the branches", owner="planner")),
        ("Mail info @ noon 2026-12-31", NewAction(what="Mail info @ noon", due=DAY)),
        (
            "Compare with 2026-01-01 @planner 2026-12-31",
            NewAction(what="Compare with 2026-01-01", owner="planner", due=DAY),
        ),
    ],
)
def test_an_action_ends_in_a_person_and_a_date_in_either_order(read, text, phrase):
    assert new_action(read, text) == phrase


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Do we hire?", NewDecision(question="Do we hire?")),
        ("Do we hire? @director 2026-12-31", NewDecision(question="Do we hire?", owner="director", due=DAY)),
        ("Do we hire? Yes, two. @director", NewDecision(question="Do we hire?", decided="Yes, two.", by="director")),
        ("Do we hire? Why not? Yes.", NewDecision(question="Do we hire?", decided="Why not? Yes.")),
        ("要不要招人？ 要", NewDecision(question="要不要招人？", decided="要")),
    ],
)
def test_a_decision_is_a_question_and_what_was_decided(read, text, phrase):
    assert new_decision(read, text) == phrase


def test_an_open_question_is_answered_by_its_id(read):
    assert given(read, "sundays=No. = not yet @director") == Given(
        decision="sundays", decided="No. = not yet", by="director"
    )


def test_an_action_is_done_today_or_on_its_day(read):
    assert done_action(read, "ask-branches", TODAY) == ("ask-branches", TODAY)
    assert done_action(read, "ask-branches=2026-06-20", TODAY) == ("ask-branches", dt.date(2026, 6, 20))


def test_what_can_be_confirmed_has_a_meaning_of_its_own(read):
    assert confirmable(read, ["rosters,pmo", "organization", "rosters"]) == ("rosters", "pmo", "organization")


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda plan: person_named(plan, "plannr"), "The plan has no person `plannr`. Did you mean `planner`?"),
        (
            lambda plan: person_named(plan, "Ben Ruiz"),
            "Several people are called Ben Ruiz: planner, namesake. Name one by their id.",
        ),
        (lambda plan: confirmable(plan, ["kept"]), "`kept` cannot be confirmed."),
        (lambda plan: confirmable(plan, ["roster"]), "The plan has no `roster`. Did you mean `rosters`?"),
        (lambda plan: new_action(plan, "@planner"), "An action says what is to be done"),
        (lambda plan: new_action(plan, "Ask @nobody"), "The plan has no person `nobody`."),
        (lambda plan: new_action(plan, "Ask 2026-02-30"), "`2026-02-30` is not a day of the calendar."),
        (lambda plan: new_decision(plan, "We hire."), "“We hire.” asks nothing."),
        (lambda plan: given(plan, "rosters=No"), "`rosters` is not a decision of a review."),
        (lambda plan: given(plan, "sundays"), 'Say what was decided: `--decided "sundays=Yes, from July. @coo"`.'),
        (lambda plan: given(plan, "sundays= @director"), "Say what was decided"),
        (lambda plan: given(plan, "paper=Yes"), "`paper` is decided already: “No”"),
        (lambda plan: done_action(plan, "sundays", TODAY), "`sundays` is not an action of a review."),
        (lambda plan: done_action(plan, "counted", TODAY), "`counted` was done already, on 2026-04-02."),
        (lambda plan: done_action(plan, "ask-branches=2026-07-01", TODAY), "2026-07-01 is still to come"),
        (lambda plan: done_action(plan, "ask-branches=soon", TODAY), "`soon` is not a date."),
        (lambda plan: done_action(plan, "ask-branch", TODAY), "Did you mean `ask-branches`?"),
    ],
)
def test_what_means_nothing_is_told_with_what_to_write(read, call, said):
    with pytest.raises(UsageError) as error:
        call(read)
    assert said in str(error.value)
