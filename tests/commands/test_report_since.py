"""`pmo report --since` in real repositories: what is compared with what, and what cannot be seen."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PLAN = """
organization: {name: Org, strategies: {s: {title: Punctual}}}
people: {ann: {name: Ann}}
pmo:
  name: Office
  objectives:
    refits:
      title: Refits end on time
      owner: ann
      supports: {s: late ships break the timetable}
      measures:
        late: {title: Days late, unit: days, direction: decrease, frequency: quarterly, baseline: {value: 20, date: 2025-12-31},
          target: {value: TARGET, by: 2026-12-31}, readings: {READINGS}}
"""
JANUARY = PLAN.replace("TARGET", "8").replace("READINGS", "2026-01-31: 19")
MAY = PLAN.replace("TARGET", "5").replace("READINGS", "2026-01-31: 19, 2026-05-31: 12")
REVIEW = "reviews: {q1: {title: First quarter, kind: alignment, date: 2026-03-31}}\n"


def pmo(folder, *arguments):
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "GITHUB", "PMO_"))}
    command = [sys.executable, "-m", "pmo", "report", *arguments, "--today", "2026-06-30"]
    return subprocess.run(command, cwd=folder, env=clean, capture_output=True, encoding="utf-8", check=False)


def since(folder, *arguments):
    """The section of the alignment report, from its JSON."""
    done = pmo(folder, "alignment", "--format", "json", *arguments)
    assert done.returncode == 0, done.stderr
    return json.loads((folder / "reports" / "alignment.json").read_text(encoding="utf-8"))["view"]["since"]


def lines(found):
    return [line["text"].replace("\xa0", " ") for group in found["groups"] for line in group["lines"]]


@pytest.fixture
def plan(repo):
    """A plan with a review in March, a new target and reading in May, and a review file that is not committed yet."""
    repo.commit({"pmo.yaml": JANUARY}, "The plan", "2026-01-31")
    repo.commit(
        {"pmo.yaml": MAY, "reviews.yaml": REVIEW}, "Five days: the routes asked for it", "2026-05-31", by="Bo Berg"
    )
    return repo


def test_left_out_it_is_the_last_review(plan):
    found = since(plan.folder)
    assert found["title"].replace("\xa0", " ") == "Since the last review, 31 March 2026"
    assert found["date"] == "2026-03-31"
    assert "“Days late” of “Refits end on time”: target 8 days by 31 Dec 2026 → 5 days by 31 Dec 2026." in lines(found)
    assert "“Days late”: 19 → 12 days on 31 May 2026." in lines(found)


def test_a_moved_target_says_who_moved_it_and_why(plan):
    [line] = [line for group in since(plan.folder)["groups"] for line in group["lines"] if "target" in line["text"]]
    assert line["reason"] == "Five days: the routes asked for it"
    assert line["beside"].replace("\xa0", " ") == "Bo Berg, 31 May 2026; no review decided it"


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("2026-02-01", "Since 1 February 2026"),
        ("q1", "Since “First quarter”, 31 March 2026"),
        ("HEAD~1", "Since revision HEAD~1"),
        ("v1", "Since revision v1"),
    ],
)
def test_since_a_day_a_review_or_a_revision(plan, asked, title):
    plan.git("tag", "v1", "HEAD~1")
    found = since(plan.folder, "--since", asked)
    assert found["title"].replace("\xa0", " ") == title
    assert any("target 8 days" in line for line in lines(found))


def test_what_is_not_committed_yet_counts_as_it_is(plan):
    text = MAY.replace("Refits end on time", "Refits end on the day")
    (plan.folder / "pmo.yaml").write_text(text, encoding="utf-8")
    assert "“Refits end on time” is called “Refits end on the day” now." in lines(since(plan.folder, "--since", "HEAD"))


def test_the_brief_tells_its_owner(plan):
    done = pmo(plan.folder, "--for", "ann", "--format", "md")
    assert done.returncode == 0, done.stderr
    text = (plan.folder / "reports" / "brief-ann.md").read_text(encoding="utf-8")
    assert "## Since the last review" in text
    assert "target 8\xa0days by 31\xa0Dec\xa02026 → 5\xa0days" in text


def test_no_since_leaves_it_out_and_asks_git_nothing(plan):
    assert since(plan.folder, "--no-since") is None


def test_without_git_the_report_says_what_it_cannot_show(tmp_path):
    (tmp_path / "pmo.yaml").write_text(MAY + REVIEW, encoding="utf-8")
    found = since(tmp_path)
    assert found["groups"] == []
    assert "is in no git repository" in found["unseen"][0]
    done = pmo(tmp_path, "alignment", "--since", "2026-03-31")
    assert done.returncode == 2
    assert "is in no git repository" in done.stderr


def test_without_a_review_there_is_nothing_to_compare_with(repo):
    repo.commit({"pmo.yaml": JANUARY}, day="2026-01-31")
    assert since(repo.folder)["unseen"] == ["No review before today is recorded, so there is nothing to compare with."]


def test_a_shallow_clone_says_where_it_begins(plan, tmp_path):
    subprocess.run(
        ["git", "clone", "--quiet", "--depth", "1", f"file://{plan.folder}", "clone"], cwd=tmp_path, check=True
    )
    found = since(tmp_path / "clone")
    assert found["groups"] == []
    assert "This shallow clone begins on 2026-05-31" in found["unseen"][0]
    assert "git fetch --unshallow" in found["unseen"][0]
    done = pmo(tmp_path / "clone", "alignment", "--since", "q1")
    assert done.returncode == 2
    assert "This shallow clone begins on" in done.stderr


def test_a_plan_that_came_to_git_later_was_not_there_yet(repo):
    repo.commit({"other.txt": "x"}, day="2026-03-01")
    repo.commit({"pmo.yaml": MAY, "reviews.yaml": REVIEW}, day="2026-05-31")
    found = since(repo.folder)
    assert "There was no plan here yet" in found["unseen"][0]


def test_the_trend_has_a_column_for_each_review_and_today(plan):
    plan.commit({"reviews.yaml": REVIEW.replace("}}", "}, q2: {kind: alignment, date: 2026-06-15}}")}, day="2026-06-15")
    trend = since(plan.folder)["trend"]
    assert trend["dates"] == ["2026-03-31", "2026-06-15", "2026-06-30"]
    figures = {line["label"]: [(p["part"], p["whole"]) for p in line["points"]] for line in trend["lines"]}
    assert figures["Strategies that an objective supports"] == [(1, 1), (1, 1), (1, 1)]
    assert figures["Objectives on track or met"] == [(0, 1), (1, 1), (1, 1)]


def test_a_review_of_today_looks_back_to_the_one_before(plan):
    plan.commit({"reviews.yaml": REVIEW.replace("}}", "}, q2: {kind: alignment, date: 2026-06-30}}")}, day="2026-06-30")
    assert since(plan.folder)["date"] == "2026-03-31"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["alignment", "--since", "nowhere"], "Git knows no revision `nowhere` here."),
        (["alignment", "--since", "2025-01-01"], "There was no commit yet on 2025-01-01"),
        (["alignment", "--since", "q11"], "Did you mean `q1`?"),
        (["alignment", "--since", "later"], "The review `later` is still to come"),
        (["charter", "--since", "HEAD"], "ask for one of them too"),
        (["alignment", "--since", "HEAD", "--no-since"], "contradict each other"),
        (["alignment", "--since", "--upload-pack=x"], "Git knows no revision"),
    ],
)
def test_what_cannot_be_compared_is_exit_2_and_nothing_is_written(plan, arguments, said):
    (plan.folder / "more.yaml").write_text("reviews: {later: {kind: alignment, date: 2026-12-31}}\n", encoding="utf-8")
    done = pmo(plan.folder, *arguments)
    assert done.returncode == 2
    assert said in " ".join(done.stderr.replace("│", " ").split())
    assert "Traceback" not in done.stderr
    assert not (plan.folder / "reports").exists()


@pytest.mark.parametrize("fmt", ["md", "html", "json"])
def test_same_plan_same_day_same_commit_same_bytes(plan, tmp_path, fmt):
    for name in ("one", "two"):
        assert pmo(plan.folder, "alignment", "--format", fmt, "--out", str(tmp_path / name)).returncode == 0
    assert (tmp_path / "one" / f"alignment.{fmt}").read_bytes() == (tmp_path / "two" / f"alignment.{fmt}").read_bytes()


def test_the_plan_may_lie_deep_in_its_repository(repo):
    repo.commit({"plans/office/pmo.yaml": JANUARY}, day="2026-01-31")
    repo.commit({"plans/office/pmo.yaml": MAY, "plans/office/reviews.yaml": REVIEW}, day="2026-05-31")
    folder: Path = repo.folder / "plans" / "office"
    assert any("target 8 days" in line for line in lines(since(folder)))
