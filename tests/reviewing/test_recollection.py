"""The text as it was when it was confirmed, from real git repositories; and what is said where git cannot tell."""

import datetime as dt
import json
import shutil

import pytest
from kept_plan import git

from pmo.errors import ExitCode
from pmo.terms import ReviewKind

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is needed for history")


def commit(plan, message, day="2026-06-01"):
    git(plan, "add", "-A")
    git(plan, "commit", "-q", "-m", message, "--date", f"{day}T12:00:00")


@pytest.fixture
def confirmed(review, plan):
    """The plan in git, with everything confirmed on the first of June."""
    git(plan, "init", "-q")
    review(kind=ReviewKind.PLANNING, confirm_all=True, on=dt.date(2026, 6, 1))
    commit(plan, "Planned")
    return plan


def edit(plan, name, old, new):
    text = (plan / name).read_text("utf-8")
    assert old in text
    (plan / name).write_text(text.replace(old, new), encoding="utf-8")


def changes(review, element="rosters"):
    code, text = review(kind=ReviewKind.ALIGNMENT, output="json")
    assert code is ExitCode.FINDINGS
    (look,) = [look for look in json.loads(text)["looks"] if look["element"]["id"] == element]
    found = None if look["changes"] is None else {c["name"]: (c["before"], c["after"]) for c in look["changes"]}
    return found, look["not_shown_because"]


def test_a_change_that_is_not_committed_yet_is_shown_before_and_after(review, confirmed):
    edit(confirmed, "objectives/rosters.yaml", "value: 95", "value: 80")
    found, lacking = changes(review)
    before, after = found["measure kept"]
    assert ("target 95" in before, "target 80" in after, lacking) == (True, True, None)
    _, text = review(kind=ReviewKind.ALIGNMENT)
    assert "was:  Evenings staffed; %; increase; target 95 by 2026-12-31" in text
    assert "now:  Evenings staffed; %; increase; target 80 by 2026-12-31" in text


def test_the_confirmed_text_is_found_behind_later_commits_and_in_another_file(review, confirmed):
    edit(confirmed, "objectives/rosters.yaml", "value: 95", "value: 90")
    commit(confirmed, "Lower", "2026-06-10")
    git(confirmed, "mv", "objectives/rosters.yaml", "plans.yaml")
    commit(confirmed, "Move", "2026-06-11")
    edit(confirmed, "plans.yaml", "value: 90", "value: 80")
    commit(confirmed, "Lower again", "2026-06-12")
    found, _ = changes(review)
    assert "target 95" in found["measure kept"][0]
    assert "target 80" in found["measure kept"][1]


def test_what_was_taken_away_and_what_is_new_are_told_apart(review, confirmed):
    edit(
        confirmed,
        "objectives/rosters.yaml",
        "supports: {open-longer: without a roster no branch opens late}",
        "supports: {fewer-losses: more eyes}",
    )
    found, _ = changes(review)
    assert found["supports open-longer"] == ("without a roster no branch opens late", None)
    assert found["supports fewer-losses"] == (None, "more eyes")
    _, text = review(kind=ReviewKind.ALIGNMENT)
    assert "now:  (nothing)" in text


def test_the_change_of_what_it_supports_is_shown_as_such(review, confirmed):
    edit(confirmed, "organization.yaml", "Open when people have time", "Open at night")
    found, _ = changes(review)
    assert found == {"open-longer: title": ("Open when people have time", "Open at night")}


def test_the_newest_confirmation_is_the_one_that_counts(review, confirmed):
    edit(confirmed, "objectives/rosters.yaml", "value: 95", "value: 90")
    review(confirm=("rosters",), on=dt.date(2026, 6, 20))
    commit(confirmed, "Agreed to 90", "2026-06-20")
    edit(confirmed, "objectives/rosters.yaml", "value: 90", "value: 80")
    found, _ = changes(review)
    assert "target 90" in found["measure kept"][0]


def test_without_git_it_says_so_and_shows_what_stands_there(review, plan):
    review(kind=ReviewKind.PLANNING, confirm_all=True, on=dt.date(2026, 6, 1))
    edit(plan, "objectives/rosters.yaml", "value: 95", "value: 80")
    found, lacking = changes(review)
    assert found is None
    assert "is in no git repository" in lacking
    code, text = review(kind=ReviewKind.ALIGNMENT)
    assert code is ExitCode.FINDINGS
    assert "What was confirmed cannot be shown." in text
    assert "target 80" in text


def test_a_repository_without_commits(review, plan):
    git(plan, "init", "-q")
    review(kind=ReviewKind.PLANNING, confirm_all=True, on=dt.date(2026, 6, 1))
    edit(plan, "objectives/rosters.yaml", "value: 95", "value: 80")
    found, lacking = changes(review)
    assert (found, "no commits yet" in lacking) == (None, True)


def test_a_text_that_was_never_committed(review, confirmed):
    edit(confirmed, "objectives/rosters.yaml", "value: 95", "value: 85")
    review(confirm=("rosters",), on=dt.date(2026, 6, 20))
    edit(confirmed, "objectives/rosters.yaml", "value: 85", "value: 80")
    found, lacking = changes(review)
    assert (found, lacking) == (None, "No revision of the plan in git has the text that was confirmed.")


def test_a_shallow_clone_says_that_it_is_one(review, confirmed, tmp_path, monkeypatch):
    edit(confirmed, "objectives/rosters.yaml", "value: 95", "value: 80")
    commit(confirmed, "Lower", "2026-06-10")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{confirmed}", "clone")
    monkeypatch.chdir(tmp_path / "clone")
    found, lacking = changes(review)
    assert found is None
    assert "the clone is shallow" in lacking


def test_a_plan_in_a_subfolder_of_its_repository(review, plan, tmp_path):
    git(tmp_path, "init", "-q")
    review(kind=ReviewKind.PLANNING, confirm_all=True, on=dt.date(2026, 6, 1))
    commit(tmp_path, "Planned")
    edit(plan, "objectives/rosters.yaml", "value: 95", "value: 80")
    found, _ = changes(review)
    assert "target 95" in found["measure kept"][0]


def test_two_branches_that_each_record_something_merge_without_a_conflict(review, confirmed):
    git(confirmed, "checkout", "-q", "-b", "one")
    review(confirm=("rosters",), done=("ask-branches",))
    commit(confirmed, "One")
    git(confirmed, "checkout", "-q", "-")
    git(confirmed, "checkout", "-q", "-b", "two")
    review(confirm=("found",), actions=("Buy paper @planner",))
    review(kind=ReviewKind.ALIGNMENT, attendees=("director",))
    commit(confirmed, "Two")
    git(confirmed, "merge", "-q", "--no-edit", "one")
    names = {path.name for path in (confirmed / "reviews").iterdir()}
    assert {
        "2026-06-30-rosters-and-1-more.yaml",
        "2026-06-30-found-and-1-more.yaml",
        "2026-06-30-alignment.yaml",
    } <= names
    code, text = review(kind=ReviewKind.ALIGNMENT)
    assert code is ExitCode.CLEAN, text
