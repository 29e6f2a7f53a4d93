"""The difference of two plans in meaning: what is a change, what is none, and what each change says."""

import datetime as dt
import random
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmo.change_words import sections
from pmo.changes import compare
from pmo.engine import alignment_of
from pmo.progress import State
from pmo.reader.load import load_plan
from pmo.terms import Strength

EXAMPLE = Path(__file__).parents[2] / "examples" / "health-network"
PLAN = """\
organization:
  strategies: {shorten-waits: {title: Shorten waits}, hold-costs: {title: Hold costs}}
pmo:
  purpose: Help the units.
  objectives:
    decisions:
      title: Decisions in time
      owner: ann
      for: [clinics, finance]
      supports: {shorten-waits: late approvals open late}
      measures:
        lead-time:
          title: Days to decision
          unit: days
          direction: decrease
          frequency: monthly
          baseline: {value: 40, date: 2025-12-31}
          target: {value: 14, by: 2026-12-31}
          readings: {2026-01-31: 38, 2026-02-28: 36}
people: {ann: Ann, ben: Ben}
customers: {clinics: Clinics, finance: Finance}
"""


def words(changes):
    """All sentences, by section."""
    return {s.title: [text for line in s.lines for text in (line.text, *line.more)] for s in sections(changes)}


def change(changes, name):
    (found,) = [change for change in changes.elements if change.id == name]
    return found


def test_nothing_changed(compared):
    changes = compared(PLAN, PLAN)
    assert changes.none
    assert words(changes) == {}


def test_layout_order_comments_and_files_are_no_change(compared):
    moved = {
        "z.yaml": "# All else.\npeople: {ben: Ben,   ann: {name: 'Ann'}}\n"
        "customers:\n  finance: Finance\n  clinics: Clinics\n"
        "organization:\n  strategies:\n    hold-costs: Hold costs\n    shorten-waits: Shorten waits\n",
        "pmo.yaml": "pmo:\n  purpose: >-\n    Help\n    the units.\n",
        "a/b.yaml": PLAN[PLAN.index("pmo:") : PLAN.index("people:")]
        .replace("  purpose: Help the units.\n", "")
        .replace("[clinics, finance]", "\n      - finance\n      - clinics")
        .replace("{2026-01-31: 38, 2026-02-28: 36}", "m.csv")
        .replace("value: 14,", "value: 14.0,"),
        "m.csv": "date,value\n2026-02-28,36\n2026-01-31,38\n",
    }
    assert words(compared(PLAN, moved)) == {}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000))
def test_the_example_in_any_order_and_any_files_is_the_same_plan(seed, tmp_path_factory):
    shaken = random.Random(seed)  # noqa: S311 -- no secret
    folder = tmp_path_factory.mktemp("shaken")
    number = 0
    for path in EXAMPLE.rglob("*.yaml"):
        for key, section in yaml.safe_load(path.read_text("utf-8")).items():
            for name, value in section.items():
                number += 1
                target = folder / str(shaken.randrange(3)) / f"{number}.yaml"
                target.parent.mkdir(exist_ok=True)
                text = yaml.safe_dump(
                    {key: {name: stirred(value, shaken)}},
                    sort_keys=False,
                    width=40,
                    default_flow_style=shaken.random() < 0.5,
                )
                target.write_text(text, encoding="utf-8")
    for path in EXAMPLE.rglob("*.csv"):
        copy = folder / path.relative_to(EXAMPLE)
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(path.read_bytes())
    day = dt.date(2026, 6, 30)
    one, other = (alignment_of(load_plan(root).plan, day) for root in (EXAMPLE, folder))
    assert words(compare(one, other)) == {}


def stirred(value, shaken):
    if isinstance(value, dict):
        items = [(key, stirred(item, shaken)) for key, item in value.items()]
        shaken.shuffle(items)
        return dict(items)
    return value


def test_a_target_that_moved(compared):
    changes = compared(PLAN, PLAN.replace("{value: 14, by: 2026-12-31}", "{value: 20, by: 2027-03-31}"))
    move = change(changes, "lead-time").aim
    assert [(f.key, f.before, f.after) for f in move.fields] == [
        ("target.value", 14.0, 20.0),
        ("target.by", dt.date(2026, 12, 31), dt.date(2027, 3, 31)),
    ]
    assert words(changes)["Targets that moved"] == [
        "measure `lead-time` “Days to decision”: target 14 days by 2026-12-31 → 20 days by 2027-03-31.",
        "No decision of a review names it.",
    ]


@pytest.mark.parametrize(
    ("decision", "names_it"),
    [
        ("lead-time-2027: {question: Is there time?, decided: Yes.}", True),
        ("d: {question: May Days to decision wait?, decided: Yes.}", True),
        ("d: {question: May we wait?, decided: 'Decisions in time: 20 will do.'}", True),
        ("d: {question: May lead-time wait?}", False),
        ("d: {question: May we wait?, decided: 'Yes, the lead-times may.'}", False),
    ],
    ids=["its id", "its title", "its objective", "not decided", "another word"],
)
def test_a_target_that_moved_by_a_decision(compared, decision, names_it):
    review = f"reviews: {{q1: {{kind: alignment, date: 2026-03-31, decisions: {{{decision}}}}}}}\n"
    move = change(compared(PLAN, PLAN.replace("value: 14", "value: 20") + review), "lead-time").aim
    assert (move.decided is not None) is names_it


def test_a_decision_that_was_there_before_decided_something_else(compared):
    review = "reviews: {q1: {kind: alignment, date: 2026-01-31, decisions: {d: {question: Is lead-time right?, decided: Yes.}}}}\n"
    assert (
        change(compared(PLAN + review, PLAN.replace("value: 14", "value: 20") + review), "lead-time").aim.decided
        is None
    )


def test_elements_that_are_new_gone_and_retired(compared):
    after = (
        PLAN.replace("hold-costs: {title: Hold costs}", "grow: {title: Grow}")
        .replace("ben: Ben", "eve: Eve")
        .replace("      owner: ann", "      owner: ann\n      status: retired")
    )
    changes = compared(PLAN, after)
    assert [c.id for c in changes.added] == ["grow", "eve"]
    assert [c.id for c in changes.removed] == ["hold-costs", "ben"]
    assert [c.id for c in changes.retired] == ["decisions"]
    said = words(changes)
    assert said["New"] == ["strategy `grow` “Grow”, of `organization`.", "person `eve` “Eve”."]
    assert said["Gone"] == ["strategy `hold-costs` “Hold costs”.", "person `ben` “Ben”."]
    assert said["Retired"] == ["objective `decisions` “Decisions in time”."]
    assert "Reworded and set anew" not in said


def test_links_that_came_went_and_changed_their_reason(compared):
    after = PLAN.replace("{shorten-waits: late approvals open late}", "{hold-costs: prices hold for ninety days}")
    assert words(compared(PLAN, after))["Links"] == [
        "`decisions` now supports `hold-costs`: “prices hold for ninety days”",
        "`decisions` no longer supports `shorten-waits`.",
    ]
    after = PLAN.replace("late approvals open late", "{because: lists grow meanwhile, strength: secondary}")
    (link,) = change(compared(PLAN, after), "decisions").links
    assert (link.before.strength, link.after.strength) == (Strength.PRIMARY, Strength.SECONDARY)
    assert words(compared(PLAN, after))["Links"] == [
        "`decisions` supports `shorten-waits` differently:",
        "because: “late approvals open late” → “lists grow meanwhile”",
        "strength: “primary” → “secondary”",
    ]


def test_wording_field_by_field(compared):
    after = PLAN.replace(
        "Help the units.", "Help the units to carry out the strategy that the board has agreed to."
    ).replace(
        "      owner: ann\n      for: [clinics, finance]",
        "      owner: ben\n      for: [clinics, ben]\n      due: 2026-12-31",
    )
    assert words(compared(PLAN, after))["Reworded and set anew"] == [
        "`pmo` purpose:",
        "was “Help the units.”",
        "now “Help the units to carry out the strategy that the board has agreed to.”",
        "`decisions` owner: `ann` → `ben`",
        "`decisions` for: `ben` added; `finance` taken out.",
        "`decisions` due added: 2026-12-31",
    ]


def test_readings(compared):
    after = PLAN.replace(
        "{2026-01-31: 38, 2026-02-28: 36}", "{2026-01-31: 37, 2026-03-31: {value: 33, note: gates merged}}"
    )
    changes = compared(PLAN, after)
    found = change(changes, "lead-time").readings
    assert [reading.value for reading in found.added] == [33]
    assert [(one.value, other.value) for one, other in found.corrected] == [(38, 37)]
    assert [reading.value for reading in found.removed] == [36]
    assert words(changes)["Readings"] == [
        "`lead-time`: new 33 days on 2026-03-31 (gates merged); corrected 37 on 2026-01-31 (was 38); taken out 36 on 2026-02-28."
    ]


def test_many_new_readings_are_counted(compared):
    after = PLAN.replace(
        "2026-02-28: 36}", "2026-02-28: 36, 2026-03-01: 1, 2026-03-02: 2, 2026-03-03: 3, 2026-03-04: 4.5}"
    )
    assert words(compared(PLAN, after))["Readings"] == [
        "`lead-time`: new 1 earlier and 2 days on 2026-03-02, 3 days on 2026-03-03, 4.5 days on 2026-03-04."
    ]


def test_what_was_renamed_kept_its_content(compared):
    after = (
        PLAN.replace("lead-time", "days-to-decide")
        .replace("decisions:", "faster:")
        .replace("ann: Ann", "anna: Ann")
        .replace("owner: ann", "owner: anna")
        .replace("shorten-waits", "short-waits")
    )
    changes = compared(PLAN, after)
    assert {c.id: c.was for c in changes.elements} == {
        "short-waits": "shorten-waits",
        "faster": "decisions",
        "days-to-decide": "lead-time",
        "anna": "ann",
    }
    assert set(words(changes)) == {"Renamed"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("people: {a: Ann, b: Ann}", "people: {c: Ann, d: Ann}"),
        ("people: {a: Ann}", "people: {b: Ben}"),
        ("people: {a: Ann}", "customers: {b: Ann}"),
        ("pmo: {objectives: {a: {owner: x}}}", "pmo: {objectives: {b: {owner: x}}}"),
    ],
    ids=["not alone", "other content", "another kind", "nothing said"],
)
def test_what_is_not_certain_is_no_rename(compared, before, after):
    changes = compared(before, after)
    assert not changes.renamed
    assert changes.added
    assert changes.removed


def test_an_objective_reworded_and_renamed_is_known_by_its_measures(compared):
    after = PLAN.replace("decisions:", "faster:").replace("Decisions in time", "Faster decisions")
    assert change(compared(PLAN, after), "faster").was == "decisions"


def test_a_measure_that_moved_to_another_objective(compared):
    before = "pmo: {objectives: {a: {title: A, measures: {m: {title: M}}}, b: {title: B}}}"
    after = "pmo: {objectives: {a: {title: A}, b: {title: B, measures: {m: {title: M}}}}}"
    assert words(compared(before, after)) == {"Reworded and set anew": ["`m` belongs to: `a` → `b`"]}


def test_statuses_are_those_of_each_day(compared):
    # In January it was on its line; nothing was read since, and then a bad reading came.
    changes = compared(
        PLAN, PLAN.replace("2026-02-28: 36", "2026-02-28: 36, 2026-06-30: 39"), "2026-01-31", "2026-06-30"
    )
    assert [(m.element.id, m.before, m.after, m.by_time) for m in changes.statuses] == [
        ("decisions", State.ON_TRACK, State.OFF_TRACK, False),
        ("lead-time", State.ON_TRACK, State.OFF_TRACK, False),
    ]
    assert (
        words(changes)["Where it stands"][-1]
        == "measure `lead-time` “Days to decision”: off track, was on track on 2026-01-31."
    )


def test_what_time_alone_has_done_is_told_apart(compared):
    changes = compared(PLAN, PLAN, "2026-01-31", "2026-06-30")
    assert [(m.element.id, m.after, m.by_time) for m in changes.statuses] == [
        ("decisions", State.NO_DATA, True),
        ("lead-time", State.NO_DATA, True),
    ]
    assert not changes.elements
    assert words(changes) == {
        "What time alone has done": [
            "Measurable, moving on 2026-01-31: `shorten-waits`.",
            "No data, on track on 2026-01-31: `decisions`, `lead-time`.",
        ]
    }


def test_a_strategy_that_climbed_or_fell(compared):
    after = PLAN.replace("supports: {shorten-waits: late approvals open late}", "supports: {shorten-waits: }")
    assert words(compared(PLAN, after))["Where it stands"] == [
        "strategy `shorten-waits` “Shorten waits”: linked, was moving on 2026-03-31."
    ]


def test_settings(compared):
    before = "settings: {check: {thresholds: {status.on-track: 0.1}}}"
    after = "settings: {currency: EUR, fiscal_year_start: '07-01', check: {profile: audit, thresholds: {status.on-track: 0.2}}}"
    assert words(compared(before, after)) == {
        "Settings": [
            "fiscal_year_start: “01-01” → “07-01”",
            "check.profile: “standard” → “audit”",
            "check.thresholds.status.on-track: 0.1 → 0.2",
            "currency added: “EUR”",
        ]
    }


def test_what_cannot_be_read_is_not_called_gone(compared):
    before = {"pmo.yaml": "people: {a: A}\n", "b.yaml": "people: {b: B, c: C}\n"}
    broken = {"pmo.yaml": "people: {a: Anna}\n", "b.yaml": "people:\n<<<<<<< HEAD\n  b: B\n"}
    changes = compared(before, broken)
    assert [(c.id, c.after is None) for c in changes.elements] == [("a", False), ("c", True)]
    assert changes.unread == ("b.yaml",)


def test_an_excuse_and_a_key_of_the_author_s_own_are_part_of_the_plan(compared):
    after = PLAN.replace(
        "      owner: ann",
        "      owner: ann\n      x-cost-centre: [4410, {a: b}]\n      waive: {some-rule: {because: it is so, by: ben}}",
    )
    assert words(compared(PLAN, after))["Reworded and set anew"] == [
        "`decisions` waive.some-rule added: “excused”",
        "`decisions` waive.some-rule.because added: “it is so”",
        "`decisions` waive.some-rule.by added: `ben`",
        "`decisions` x-cost-centre added: “['4410', {'a': 'b'}]”",
    ]
