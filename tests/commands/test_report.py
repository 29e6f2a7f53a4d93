"""`pmo report` through the real command, in real repositories: what it writes, where, and what it refuses."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

FILES = ["alignment.html", "alignment.md", "charter.html", "charter.md"]


def run(folder: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("GIT", "PMO_"))}
    return subprocess.run(
        command, cwd=folder, env=clean | environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


def pmo(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return run(folder, sys.executable, "-m", "pmo", *arguments, PMO_TODAY="2026-06-30", **environment)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    folder = tmp_path / "plan"
    assert pmo(tmp_path, "init", "plan", "--yes").returncode == 0
    return folder


def test_both_reports_in_both_formats_go_to_the_plans_own_folder(plan):
    done = pmo(plan / "objectives", "report")
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in (plan / "reports").iterdir()) == FILES
    assert [Path(line).name for line in done.stdout.splitlines()] == [
        "charter.md",
        "charter.html",
        "alignment.md",
        "alignment.html",
    ]


def test_a_plan_with_errors_still_reports_and_says_so(plan):
    done = pmo(plan, "report")
    assert done.returncode == 0
    assert "errors; the reports say what is missing. `pmo check` lists them." in done.stderr


def test_kind_format_and_folder_can_be_chosen(plan, tmp_path):
    done = pmo(tmp_path, "report", "charter", "--plan", "plan", "--format", "html", "--out", "out/here")
    assert done.returncode == 0, done.stderr
    assert [path.name for path in (tmp_path / "out" / "here").iterdir()] == ["charter.html"]


def test_a_brief_each_for_several_people_and_a_scorecard_by_owner(plan, tmp_path):
    people = "people:\n  ann: {name: Ann, role: Head}\n  b.o_b-1: {name: Bob}\n"
    (plan / "more.yaml").write_text(people, encoding="utf-8")
    arguments = ["--for", "ann", "--for", "bob", "--for", "Ann", "--by", "owner", "--out", str(tmp_path / "out")]
    done = pmo(plan, "report", "brief", "scorecard", "--format", "md,json", *arguments)
    assert done.returncode == 0, done.stderr
    assert [Path(line).name for line in done.stdout.splitlines()] == [
        "brief-ann.md",
        "brief-ann.json",
        "brief-b.o_b-1.md",
        "brief-b.o_b-1.json",
        "scorecard-by-owner.md",
        "scorecard-by-owner.json",
    ]
    assert json.loads((tmp_path / "out" / "brief-ann.json").read_text(encoding="utf-8"))["view"]["name"] == "Ann"


def test_for_somebody_alone_means_their_brief(plan):
    (plan / "more.yaml").write_text("people: {ann: {name: Ann}}\n", encoding="utf-8")
    assert pmo(plan, "report", "--for", "ann", "--format", "html").returncode == 0
    assert [path.name for path in (plan / "reports").iterdir()] == ["brief-ann.html"]


def test_json_is_replaced_by_the_next_run_like_any_report(plan):
    for _ in range(2):
        assert pmo(plan, "report", "self-assessment", "--format", "json").returncode == 0
    (plan / "reports" / "self-assessment.json").write_text("{}\n", encoding="utf-8")
    done = pmo(plan, "report", "self-assessment", "--format", "json")
    assert done.returncode == 2
    assert "self-assessment.json is in the way" in done.stderr


def test_nothing_is_written_when_one_of_the_people_is_unknown(plan):
    (plan / "more.yaml").write_text("people: {ann: {name: Ann}}\n", encoding="utf-8")
    done = pmo(plan, "report", "--for", "ann", "--for", "anne")
    assert done.returncode == 2
    assert "The plan names nobody as `anne`. Did you mean" in done.stderr
    assert not (plan / "reports").exists()


def test_same_plan_same_day_same_bytes(plan, tmp_path):
    for name in ("one", "two"):
        assert (
            pmo(plan, "report", "--out", str(tmp_path / name), PYTHONHASHSEED=str(len(name) + ord(name[0]))).returncode
            == 0
        )
    for name in FILES:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_its_own_reports_are_replaced_and_others_files_are_not(plan):
    assert pmo(plan, "report").returncode == 0
    assert pmo(plan, "report").returncode == 0
    charter = plan / "reports" / "charter.md"
    charter.write_text("# Written by hand\n", encoding="utf-8")
    before = (plan / "reports" / "alignment.html").stat().st_mtime_ns
    done = pmo(plan, "report")
    assert done.returncode == 2
    assert "charter.md is in the way: pmo did not write it, so it is not replaced." in done.stderr
    assert charter.read_text(encoding="utf-8") == "# Written by hand\n"
    assert (plan / "reports" / "alignment.html").stat().st_mtime_ns == before


def test_a_file_where_the_folder_should_be_is_a_plain_message(plan, tmp_path):
    (tmp_path / "out").write_text("x", encoding="utf-8")
    done = pmo(plan, "report", "--out", str(tmp_path / "out"))
    assert done.returncode == 2
    assert "The reports cannot be written" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "exe"], "`exe` is not a format"),
        (["--plan", "nowhere"], "no such file or folder"),
        (["--today", "30.06.2026"], "30.06.2026"),
        (["carter"], "carter"),
        (["brief"], "Whose brief? Add `--for`"),
        (["charter", "--for", "ann"], "ask for `brief` too"),
        (["--by", "owner"], "--by divides the scorecard: ask for `scorecard` too"),
        (["scorecard", "--by", "size"], "size"),
    ],
)
def test_what_makes_no_sense_is_exit_2_and_says_why(plan, arguments, said):
    done = pmo(plan, "report", *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def git(folder: Path, *arguments: str) -> str:
    identity = {"GIT_AUTHOR_NAME": "T", "GIT_AUTHOR_EMAIL": "t@example.org"}
    identity |= {"GIT_COMMITTER_NAME": "T", "GIT_COMMITTER_EMAIL": "t@example.org"}
    done = run(folder, "git", *arguments, **identity)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def report_text(plan: Path) -> str:
    assert pmo(plan, "report", "alignment", "--format", "md").returncode == 0
    return (plan / "reports" / "alignment.md").read_text(encoding="utf-8")


def test_the_report_names_the_commit_of_the_plan_and_whether_it_changed_since(plan, tmp_path):
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "plan")
    commit = git(tmp_path, "log", "-1", "--format=%h")
    text = report_text(plan)
    assert commit in text
    assert "uncommitted" not in text
    # A commit elsewhere in the repository is none of the plan's.
    (tmp_path / "other.txt").write_text("x", encoding="utf-8")
    git(tmp_path, "add", "other.txt")
    git(tmp_path, "commit", "-qm", "other")
    assert report_text(plan) == text
    (plan / "people.yaml").open("a", encoding="utf-8").close()
    (plan / "new.yaml").write_text("people: {}\n", encoding="utf-8")
    assert f"{commit} with uncommitted changes" in report_text(plan)


@pytest.mark.parametrize("state", ["no git", "no commits", "git of another place"])
def test_without_a_commit_there_is_none_to_name(plan, tmp_path, state):
    environment = {}
    if state == "no commits":
        git(tmp_path, "init", "-q")
    if state == "git of another place":
        git(tmp_path, "init", "-q", "elsewhere")
        environment["GIT_DIR"] = str(tmp_path / "elsewhere" / ".git")
    done = pmo(plan, "report", "alignment", **environment)
    assert done.returncode == 0
    assert done.stderr.count("\n") <= 1
