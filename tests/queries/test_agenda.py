"""What is due, when, and from whom."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo.agenda import agenda, for_person, next_reading, within
from pmo.engine import thresholds_of
from pmo.reader.load import load_plan

MEASURE = """\
people: {{li: {{name: Li Wei}}, bo: {{name: Bo Berg}}}}
pmo:
  objectives:
    o:
      owner: li
      measures:
        m: {{title: Days, {keys}}}
"""


def dues(alignment):
    found = agenda(alignment, thresholds_of(alignment.plan))
    return [(due.key, due.day and due.day.isoformat(), due.who) for due in found if not due.key.startswith("review")]


@pytest.mark.parametrize(
    ("keys", "day"),
    [
        ("frequency: monthly, readings: {2026-05-31: 3}", "2026-06-30"),
        ("frequency: monthly, readings: {2026-04-30: 3}", "2026-05-31"),
        ("frequency: monthly, readings: {2026-06-15: 3}", "2026-07-15"),
        ("frequency: quarterly, readings: {2026-06-30: 3}", "2026-09-30"),
        ("frequency: half-yearly, readings: {2026-02-28: 3}", "2026-08-31"),
        ("frequency: yearly, readings: {2026-03-01: 3}", "2027-03-01"),
        ("frequency: weekly, readings: {2026-06-26: 3}", "2026-07-03"),
        ("frequency: daily, readings: {2026-06-29: 3}", "2026-06-30"),
        ("frequency: monthly, baseline: {value: 1, date: 2026-03-31}", "2026-04-30"),
        ("frequency: monthly, readings: {2026-05-31: 3, 2026-07-31: 9}", "2026-06-30"),
        ("frequency: monthly, readings: {2026-06-20: 3}, target: {by: 2026-07-01}, result: missed, note: so", None),
        ("frequency: monthly, readings: {2026-05-31: 3}, paused: {because: so, until: 2026-09-01}", "2026-09-01"),
        ("frequency: monthly, readings: {2026-05-31: 3}, paused: {because: so}", None),
        ("frequency: monthly", None),
        ("readings: {2026-05-31: 3}", None),
    ],
)
def test_the_next_reading_comes_a_period_after_the_last(graph, keys, day):
    found = {key: when for key, when, _ in dues(graph(MEASURE.format(keys=keys)))}
    assert found.get("reading m") == day


def test_the_last_reading_is_that_of_the_targets_date(graph):
    text = MEASURE.format(keys="frequency: quarterly, readings: {2026-06-20: 3}, target: {value: 9, by: 2026-07-31}")
    assert dues(graph(text)) == [("reading m", "2026-07-31", ("li",)), ("target m", "2026-07-31", ("li",))]


@pytest.mark.parametrize(
    ("keys", "is_due"),
    [
        ("direction: increase, target: {value: 9, by: 2026-12-31}", True),
        ("direction: increase, target: {value: 9, by: 2026-03-31}", True),
        ("direction: increase, target: {value: 9, by: 2026-03-31}, readings: {2026-03-31: 8}", True),
        ("direction: increase, target: {value: 9, by: 2026-03-31}, readings: {2026-03-31: 9}", False),
        ("direction: increase, target: {value: 9, by: 2026-03-31}, result: missed", True),
        ("direction: increase, target: {value: 9, by: 2026-03-31}, result: missed, note: why", False),
        ("direction: increase, target: {value: 9, by: 2026-03-31}, result: achieved", False),
        ("target: {value: 9, by: 2026-12-31}, paused: {because: so, until: 2026-09-01}", False),
        ("target: {value: 9}", False),
    ],
)
def test_a_target_is_due_until_it_is_met_or_judged(graph, keys, is_due):
    assert ("target m" in {key for key, _, _ in dues(graph(MEASURE.format(keys=keys)))}) == is_due


def test_a_measure_of_its_own_owner_a_draft_and_a_promised_baseline(graph):
    text = """\
people: {li: {name: Li}, bo: {name: Bo}}
pmo:
  objectives:
    o: {owner: li, measures: {m: {owner: bo, baseline: {pending_until: 2026-08-01}}, n: {baseline: {value: 1, pending_until: 2026-08-01}}}}
    idea: {status: draft, owner: li, measures: {k: {target: {value: 9, by: 2026-12-31}}}}
"""
    assert dues(graph(text)) == [("baseline m", "2026-08-01", ("bo",))]


def test_benefits_are_due_after_their_initiative_has_ended_but_not_of_drafts(graph):
    text = """\
people: {cfo: {name: Ann}}
initiatives:
  i: {until: 2026-01-31, benefits: {b: {owner: cfo, target: {value: 9, by: 2026-12-31}}}}
  j: {status: draft, benefits: {c: {owner: cfo, target: {value: 9, by: 2026-12-31}}}}
"""
    assert dues(graph(text)) == [("benefit b", "2026-12-31", ("cfo",))]


def test_open_actions_and_decisions_and_waivers_with_those_who_answer_for_them(graph):
    text = """\
people: {li: {name: Li}, bo: {name: Bo}}
organization: {strategies: {s: {waive: {strategy-without-objective: {because: so, by: bo, until: 2026-08-01}}}}}
customers: {old: {status: retired, waive: {customer-unserved: {because: so, by: bo, until: 2025-08-01}}}}
reviews:
  q1:
    date: 2026-03-31
    actions: {a: {what: Ask, owner: li, due: 2026-05-01}, done: {what: Did, done: 2026-04-01}, later: {what: Asked}}
    decisions: {d: {question: Hire?, owner: bo}, e: {question: Move?, decided: "No"}}
  q2: {date: 2026-06-01, done: {later: 2026-05-20}}
"""
    assert dues(graph(text)) == [
        ("action a", "2026-05-01", ("li",)),
        ("waiver s strategy-without-objective", "2026-08-01", ("bo",)),
        ("decision d", None, ("bo",)),
    ]


def test_reviews_are_due_by_their_cadence_and_by_what_the_last_one_said(graph):
    text = """\
settings: {check: {thresholds: {review-overdue.planning-months: 6}}}
people: {coo: {name: Ann}, li: {name: Li}}
pmo: {sponsor: coo, objectives: {o: {title: O}}}
reviews:
  p: {kind: planning, date: 2026-01-20, attendees: [coo, li]}
  a: {kind: alignment, date: 2026-03-31, attendees: [li], next: 2026-08-15}
"""
    alignment = graph(text)
    found = agenda(alignment, thresholds_of(alignment.plan))
    assert [(due.key, str(due.day), due.who) for due in found] == [
        ("review planning", "2026-07-20", ("coo", "li")),
        ("review alignment", "2026-08-15", ("li",)),
        ("review mission-vision", "None", ("coo",)),
    ]
    assert found[2].what == "Hold the first review of mission and vision"


def test_a_plan_without_objectives_has_no_reviews_to_hold(graph):
    alignment = graph("pmo: {name: PMO}\n")
    assert agenda(alignment, thresholds_of(alignment.plan)) == ()


def test_what_is_overdue_or_undated_is_always_there_and_the_rest_within_its_days(graph, today):
    text = """\
people: {li: {name: Li}}
reviews:
  q1:
    date: 2026-01-31
    actions: {late: {what: A, due: 2026-02-01, owner: li}, today: {what: B, due: 2026-06-30}, soon: {what: C, due: 2026-07-10}, never: {what: D}}
"""
    alignment = graph(text)
    found = agenda(alignment, thresholds_of(alignment.plan))
    assert [due.element.id for due in within(found, today, 0)] == ["late", "today", "never"]
    assert [due.element.id for due in within(found, today, 10)] == ["late", "today", "soon", "never"]
    assert len(within(found, today, 10**9)) == 4
    assert [due.overdue(today) for due in found] == [True, False, False, False]
    assert [due.element.id for due in for_person(found, "li")] == ["late"]


@settings(deadline=None)
@given(
    st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1)),
    st.sampled_from(["daily", "weekly", "monthly", "quarterly", "half-yearly", "yearly"]),
)
def test_a_period_later_is_later_and_never_longer_than_the_check_allows(tmp_path_factory, last, frequency):
    folder = tmp_path_factory.mktemp("plan")
    (folder / "pmo.yaml").write_text(MEASURE.format(keys=f"frequency: {frequency}, readings: {{{last}: 1}}"), "utf-8")
    (measure,) = load_plan(folder).plan.pmo.objectives[0].measures
    day = next_reading(measure, last)
    assert day is not None
    assert 0 < (day - last).days <= measure.frequency.days
