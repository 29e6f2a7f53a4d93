"""What changed since an earlier state of the plan, told by name; the comparison itself is tested where it is made."""

import datetime as dt

import pytest
from wellformed import Page

from pmo.align import Alignment
from pmo.changes import compare
from pmo.engine import check
from pmo.language.words import ENGLISH
from pmo.progress import State
from pmo.reader.load import load_plan
from pmo.report.alignment.since import since
from pmo.report.alignment.told_keys import stood
from pmo.report.asked import Asked, Compared
from pmo.report.facts import Facts
from pmo.report.render import render_report

THEN, TODAY = dt.date(2026, 1, 31), dt.date(2026, 4, 15)
BEFORE = """
organization:
  name: Org
  strategies: {s1: {title: Punctual, statement: Leave on time., owner: ann}, s2: {title: Clean}, s3: {title: Safe}}
people: {ann: {name: Ann}, bob: {name: Bob}}
pmo:
  name: Office
  mission: Plan and steer change.
  objectives:
    refits:
      title: Refits end on time
      owner: ann
      supports: {s1: late ships break the timetable, s2: less idling}
      measures:
        late: {title: Days late, unit: days, direction: decrease, frequency: monthly, baseline: {value: 20, date: 2025-12-31},
          target: {value: 8, by: 2026-12-31}, readings: {2026-01-31: 19}}
    old: {title: An old aim, owner: bob, supports: {s3: it was once}}
    gone: {title: A mistake}
"""
AFTER = """
organization:
  name: Org
  strategies: {s1: {title: Punctual, statement: Leave and arrive on time., owner: bob}, s2: {title: Clean}, s3: {title: Safe}}
people: {ann: {name: Ann}, bob: {name: Bob}}
pmo:
  name: Office
  mission: Plan and steer change.
  objectives:
    refits:
      title: Refits end on time
      owner: ann
      supports: {s1: late ships break the timetable, s3: tired crews get hurt}
      measures:
        late: {title: Days late, unit: days, direction: decrease, frequency: monthly, baseline: {value: 20, date: 2025-12-31},
          target: {value: 5, by: 2026-12-31}, readings: {2026-01-31: 19, 2026-03-31: {value: 19, note: The yard was *full*.}}}
    old: {title: An old aim, owner: bob, status: retired, supports: {s3: it was once}}
    fresh: {title: Crews rest, owner: bob, supports: {s3: rest prevents accidents}, measures: {rest: {title: Hours of rest}}}
reviews:
  q1: {kind: alignment, date: 2026-03-31, decisions: {d: {question: Is late strict enough?, decided: "late goes to **five** days.", by: ann}}}
"""


@pytest.fixture
def plans(tmp_path):
    """Plans on the disk, from texts."""

    def make(*texts):
        folders = []
        for at, text in enumerate(texts):
            folder = tmp_path / str(at)
            folder.mkdir()
            (folder / "pmo.yaml").write_text(text, encoding="utf-8")
            folders.append(folder)
        return folders

    return make


@pytest.fixture
def told(plans):
    """The section for two texts of a plan."""

    def make(before=BEFORE, after=AFTER, **more):
        earlier, later = (load_plan(folder) for folder in plans(before, after))
        result = check(later, TODAY)
        changes = compare(Alignment(earlier.plan, THEN), result.alignment)
        return since(Facts(result), Compared("the last review", changes, "4f2a91c", **more))

    return make


def lines(found):
    return {group.title: [line.text.replace("\xa0", " ") for line in group.lines] for group in found.groups}


def test_it_says_since_when_and_compared_with_what(told):
    found = told()
    assert found.title == "Since the last review"
    assert found.basis.replace("\xa0", " ") == (
        "Compared with the plan as it stood on 31 January 2026, revision 4f2a91c, by the same questions."
    )
    assert found.sentence == "1 objective stands worse than then."


def test_status_moves_say_how_it_stood(told):
    line = told().groups[0].lines[0]
    assert (line.text, line.was.word, line.now.word) == ("“Refits end on time”:", "On track", "At risk")
    assert line.beside.replace("\xa0", " ") == "was on track on 31 Jan 2026"


def test_a_new_target_says_from_what_to_what_and_who_decided_it(told):
    line = next(group for group in told().groups if group.title == "New targets").lines[0]
    assert line.text.replace("\xa0", " ") == (
        "“Days late” of “Refits end on time”: target 8 days by 31 Dec 2026 → 5 days by 31 Dec 2026."
    )
    assert (line.reason, line.beside.replace("\xa0", " ")) == ("late goes to **five** days.", "decided on 31 Mar 2026")


def test_a_new_target_without_a_decision_says_that_no_reason_is_recorded(told):
    line = next(g for g in told(after=AFTER.partition("reviews:")[0]).groups if g.title == "New targets").lines[0]
    assert (line.reason, line.beside) == ("", "no reason is recorded")


def test_what_is_new_and_what_ended_is_named_measures_with_their_objective(told):
    found = lines(told())
    assert found["New"] == ["Objective “Crews rest”, owned by Bob, for “Safe”."]
    assert found["Ended"] == ["Objective “An old aim”: retired.", "Objective “A mistake”: no longer in the plan."]


def test_links_won_and_lost_with_the_reason(told):
    group = next(group for group in told().groups if group.title == "Links")
    assert [(line.text, line.reason) for line in group.lines] == [
        ("“Refits end on time” now supports “Safe”.", "tired crews get hurt"),
        ("“Refits end on time” no longer supports “Clean”.", ""),
    ]


def test_a_reworded_strategy_shows_both_wordings(told):
    found = told()
    group = next(group for group in found.groups if group.title == "Other words")
    assert [(line.text, line.reason, line.beside) for line in group.lines] == [
        ("“Punctual” has another wording:", "Leave and arrive on time.", "was: Leave on time.")
    ]
    assert lines(found)["Other changes"] == ["“Punctual”: owner Ann → Bob."]


def test_readings_newly_in_go_from_the_one_before(told):
    group = next(group for group in told().groups if group.title == "New readings")
    assert [(line.text.replace("\xa0", " "), line.reason) for line in group.lines] == [
        ("“Days late”: 19 → 19 days on 31 Mar 2026.", "The yard was *full*.")
    ]


def test_what_is_not_told_one_by_one_is_counted(told):
    assert told().others.endswith("pmo diff tells them all.")


def test_nothing_changed_is_said(told):
    found = told(AFTER, AFTER)
    assert "Nothing" in found.sentence or "stand" in found.sentence
    assert "New" not in lines(found)


def test_what_cannot_be_seen_is_said_instead(plans):
    [folder] = plans(AFTER)
    result = check(load_plan(folder), TODAY)
    unseen = ("This shallow clone begins on 2026-02-01. `git fetch --unshallow` brings the rest.",)
    found = since(Facts(result), Compared("the last review", unseen=unseen))
    assert (found.unseen, found.groups, found.sentence) == (unseen, (), "")
    html = render_report(
        "alignment", "html", result, None, asked=Asked(compared=Compared("the last review", unseen=unseen))
    )
    assert "This shallow clone begins" in Page(html).text


def test_long_lists_are_cut_and_counted(told):
    more = "".join(f"    n{n}: {{title: New {n}}}\n" for n in range(20))
    group = next(
        g for g in told(after=AFTER.replace("reviews:", "").partition("  q1")[0] + more).groups if g.title == "New"
    )
    assert (len(group.lines), group.left) == (12, 9)


def test_without_an_earlier_state_there_is_no_trend(told):
    assert told().trend is None


def test_the_trend_counts_parts_of_wholes_on_each_day(plans):
    earlier, later = plans(BEFORE, AFTER)
    result = check(load_plan(later), TODAY)
    old = Alignment(load_plan(earlier).plan, THEN)
    trend = since(Facts(result), Compared("the last review", compare(old, result.alignment), states=(old,))).trend
    assert [day.replace("\xa0", " ") for day in trend.days] == ["31 Jan 2026", "15 Apr 2026"]
    figures = {line.label: [point.text for point in line.points] for line in trend.lines}
    assert figures["Strategies that an objective supports"] == ["3 of 3", "2 of 3"]
    assert figures["Objectives on track or met"][0] == "1 of 3"


@pytest.mark.parametrize("fmt", ["html", "md", "json"])
def test_the_section_is_in_every_format(plans, fmt):
    earlier, later = plans(BEFORE, AFTER)
    result = check(load_plan(later), TODAY)
    compared = Compared("the last review", compare(Alignment(load_plan(earlier).plan, THEN), result.alignment))
    text = render_report("alignment", fmt, result, None, asked=Asked(compared=compared))
    for said in ("Since the last review", "Crews rest", "no longer in the plan"):
        assert said in text
    without = render_report("alignment", fmt, result, None)
    assert "Since the last review" not in without
    if fmt == "html":
        assert Page(text).faults == []


def test_names_from_a_past_state_stay_text(plans):
    evil = BEFORE.replace("A mistake", '"<script>alert(1)</script> | [x](http://e.example)"')
    earlier, later = plans(evil, AFTER)
    result = check(load_plan(later), TODAY)
    compared = Compared("the last review", compare(Alignment(load_plan(earlier).plan, THEN), result.alignment))
    page = Page(render_report("alignment", "html", result, None, asked=Asked(compared=compared)))
    assert page.faults == []
    assert page.links == []
    assert "<script>alert(1)</script>" in page.text
    assert "<script>" not in render_report("alignment", "md", result, None, asked=Asked(compared=compared))


def test_an_objective_had_no_data_but_was_anything_else():
    had = [stood(state, "25 Jun 2026", by_time=False, words=ENGLISH) for state in (State.NO_DATA, State.AT_RISK)]
    assert had == ["had no data on 25 Jun 2026", "was at risk on 25 Jun 2026"]
    assert stood(State.NO_DATA, "25 Jun 2026", by_time=True, words=ENGLISH).startswith(
        "had no data on 25 Jun 2026, and"
    )
