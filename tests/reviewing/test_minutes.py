"""The record of a review: a new file that reads back as what was recorded, and never anything else."""

import datetime as dt
import errno
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from kept_plan import snapshot

from pmo.errors import PmoError
from pmo.minutes import Given, Minutes, NewAction, NewDecision, keep, record
from pmo.reader.load import load_plan
from pmo.terms import ReviewKind

DAY = dt.date(2026, 6, 30)
GOLDEN = Path(__file__).parents[1] / "golden" / "reviewing"


def minutes(**said):
    return Minutes(**{"date": DAY, "confirmed": {}, "done": {}, **said})


def read_back(folder, written):
    keep(written, folder)
    loaded = load_plan(folder)
    assert loaded.faults == ()
    (folder / written.path).unlink()
    return loaded.plan.elements[written.id], loaded.plan


_LINE = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=150).filter(
    lambda text: text.strip() and text.isprintable()
)
_ANY = st.text(st.characters(codec="utf-8"), min_size=1, max_size=150)
_WHO = st.sampled_from([None, "director", "planner"])
_DAYS = st.one_of(st.none(), st.dates(dt.date(2026, 1, 1), dt.date(2099, 12, 31)))
_DECISIONS = st.builds(NewDecision, question=_LINE, decided=st.one_of(st.none(), _ANY), by=_WHO, owner=_WHO, due=_DAYS)
_ACTIONS = st.builds(NewAction, what=_LINE, owner=_WHO, due=_DAYS)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from([None, *ReviewKind]),
    st.lists(st.sampled_from(["director", "planner"]), unique=True),
    st.dictionaries(
        st.sampled_from(["rosters", "found", "pmo"]), st.text("0123456789abcdef", min_size=12, max_size=12)
    ),
    st.lists(_DECISIONS, max_size=3),
    st.lists(_ACTIONS, max_size=3),
    st.one_of(st.none(), _ANY),
    st.one_of(st.none(), _ANY),
    _DAYS,
)
def test_what_is_recorded_reads_back(plan, kind, people, marks, decisions, actions, note, answer, later):
    said = minutes(
        kind=kind,
        attendees=tuple(people),
        signed=tuple(people[:1]),
        confirmed=marks,
        done={"ask-branches": DAY},
        decided=(Given(decision="sundays", decided=answer, by="director"),) if answer else (),
        decisions=tuple(decisions),
        actions=tuple(actions),
        next=later,
        note=note,
    )
    found, read = read_back(plan, record(said, load_plan(plan).plan, plan))

    assert (found.kind, found.date, found.next) == (kind, DAY, later)
    assert (found.attendees, found.signed) == (tuple(people), tuple(people[:1]))
    assert {c.element: c.fingerprint for c in found.confirmed} == marks
    assert _same(found.note, note)
    for recorded, meant in zip(found.decisions, decisions, strict=True):
        assert _same(recorded.question, meant.question)
        assert _same(recorded.decided, meant.decided)
        assert (recorded.by, recorded.owner, recorded.due) == (meant.by, meant.owner, meant.due)
    for recorded, meant in zip(found.actions, actions, strict=True):
        assert _same(recorded.what, meant.what)
        assert (recorded.owner, recorded.due) == (meant.owner, meant.due)
    assert read.elements["ask-branches"].done == DAY
    assert _same(read.elements["sundays"].decided, answer)


def _same(read, meant):
    # A text that YAML cannot hold at all (lone surrogates) is never typed; white space alone is no text.
    return (read or "") == (meant or "") or (read or "").split() == (meant or "").split()


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ({"kind": ReviewKind.ALIGNMENT}, "2026-06-30-alignment"),
        ({"kind": ReviewKind.MISSION_VISION, "confirmed": {"rosters": "1"}}, "2026-06-30-mission-vision"),
        ({"confirmed": {"rosters": "1"}}, "2026-06-30-rosters"),
        ({"confirmed": {"rosters": "1", "found": "2"}, "done": {"ask-branches": DAY}}, "2026-06-30-rosters-and-2-more"),
        ({"done": {"ask-branches": DAY}}, "2026-06-30-ask-branches"),
        ({"actions": (NewAction(what="Buy paper, and ink!"),)}, "2026-06-30-buy-paper-and-ink"),
        ({"note": "So be it."}, "2026-06-30-note"),
        ({"confirmed": {"x" * 200: "1"}}, "2026-06-30-" + "x" * 80),
    ],
)
def test_the_name_says_when_and_which_or_about_what(plan, said, name):
    written = record(minutes(**said), load_plan(plan).plan, plan)
    assert (written.id, written.path) == (name, f"reviews/{name}.yaml")


def test_a_name_that_is_taken_by_a_file_or_an_element_gets_a_number(plan):
    said = minutes(kind=ReviewKind.ALIGNMENT)
    assert record(said, load_plan(plan).plan, plan).id == "2026-06-30-alignment"
    (plan / "reviews" / "2026-06-30-alignment.yaml").write_text("# ours\n", "utf-8")
    (plan / "more.yaml").write_text("reviews: {2026-06-30-alignment-2: {date: 2026-06-30}}\n", "utf-8")
    assert record(said, load_plan(plan).plan, plan).id == "2026-06-30-alignment-3"


def test_ids_of_decisions_and_actions_are_new_in_the_plan(plan):
    said = minutes(actions=(NewAction(what="Ask branches"), NewAction(what="ask: branches"), NewAction(what="???")))
    found, _ = read_back(plan, record(said, load_plan(plan).plan, plan))
    assert [action.id for action in found.actions] == ["ask-branches-2", "ask-branches-3", "action"]


def test_nothing_that_is_there_is_ever_changed(plan):
    before = snapshot(plan)
    written = record(minutes(kind=ReviewKind.ALIGNMENT), load_plan(plan).plan, plan)
    keep(written, plan)
    after = snapshot(plan)
    assert after.pop(written.path) == written.text.encode()
    assert after == before


def test_a_file_that_came_in_between_is_not_overwritten(plan):
    written = record(minutes(kind=ReviewKind.ALIGNMENT), load_plan(plan).plan, plan)
    (plan / written.path).write_text("# somebody else's\n", "utf-8")
    with pytest.raises(PmoError, match="is in the way"):
        keep(written, plan)
    assert (plan / written.path).read_text("utf-8") == "# somebody else's\n"
    assert sorted(path.name for path in (plan / "reviews").iterdir()) == ["2026-06-30-alignment.yaml", "2026-q1.yaml"]


def test_the_folder_is_made_when_it_is_not_there_and_a_file_of_its_name_is_told(plan):
    (plan / "reviews" / "2026-q1.yaml").unlink()
    (plan / "reviews").rmdir()
    written = record(minutes(kind=ReviewKind.ALIGNMENT), load_plan(plan).plan, plan)
    assert keep(written, plan).is_file()
    (plan / written.path).unlink()
    (plan / "reviews").rmdir()
    (plan / "reviews").write_text("", "utf-8")
    with pytest.raises(PmoError, match="reviews is in the way"):
        keep(written, plan)


def test_a_disk_that_is_full_leaves_no_file_behind(plan, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    before = snapshot(plan)
    written = record(minutes(kind=ReviewKind.ALIGNMENT), load_plan(plan).plan, plan)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(PmoError, match=r"no space left on device\. Nothing was recorded\."):
        keep(written, plan)
    assert snapshot(plan) == before


def test_a_file_system_without_links_gets_its_file_all_the_same(plan, monkeypatch):
    def refused(*_):
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    written = record(minutes(kind=ReviewKind.ALIGNMENT), load_plan(plan).plan, plan)
    path = keep(written, plan)
    assert path.read_text("utf-8") == written.text
    with pytest.raises(PmoError, match="is in the way"):
        keep(written, plan)
    assert len(list((plan / "reviews").iterdir())) == 2


def test_editors_find_the_schema_that_the_plan_brings(plan):
    file = plan / "pmo.yaml"
    file.write_text("# yaml-language-server: $schema=.pmo/plan.schema.json\n" + file.read_text("utf-8"), "utf-8")
    written = record(minutes(kind=ReviewKind.ALIGNMENT), load_plan(plan).plan, plan)
    assert written.text.startswith("# yaml-language-server: $schema=../.pmo/plan.schema.json\n# Written by")
    file.write_text("# yaml-language-server: $schema=https://example.org/plan.json\n", "utf-8")
    assert record(minutes(), load_plan(plan).plan, plan).text.startswith("# Written by")


def test_the_record_as_people_read_it(plan, golden):
    said = minutes(
        kind=ReviewKind.ALIGNMENT,
        attendees=("director", "planner"),
        confirmed={"rosters": "0123456789ab", "found": "abcdefabcdef"},
        done={"ask-branches": dt.date(2026, 6, 20)},
        decided=(Given(decision="sundays", decided="No: not before the rosters hold.", by="director"),),
        decisions=(
            NewDecision(question="Do we hire?", decided="Yes", by="director"),
            NewDecision(question="Do we move?", owner="planner", due=dt.date(2026, 9, 1)),
        ),
        actions=(
            NewAction(
                what="Tell the branches, all of them, what was decided about Sundays, and why the rosters come first this time.",
                owner="planner",
                due=dt.date(2026, 7, 10),
            ),
        ),
        next=dt.date(2026, 9, 30),
        note="Short, and to the point.",
    )
    written = record(said, load_plan(plan).plan, plan)
    golden(GOLDEN / "record.yaml", written.text)
