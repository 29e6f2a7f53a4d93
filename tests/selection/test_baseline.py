"""A baseline through the real command: a plan goes from its first run to a green gate, and stays honest."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PLAN = """\
pmo:
  purpose: Help.
  objectives:
    one: {title: One, supports: {gone: because}}
    two: {title: Two}
"""


def pmo(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("GIT", "PMO_"))}
    return subprocess.run(
        [sys.executable, "-m", "pmo", "check", "--today", "2026-06-30", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    tmp_path.joinpath("pmo.yaml").write_text(PLAN, encoding="utf-8")
    assert pmo(tmp_path).returncode == 1
    done = pmo(tmp_path, "--write-baseline")
    assert done.returncode == 0, done.stderr
    return tmp_path


def test_known_findings_pass_and_are_counted(plan):
    done = pmo(plan, "--baseline", "pmo-baseline.txt")
    assert done.returncode == 0
    assert "in the baseline)" in done.stdout


def test_a_new_finding_fails(plan):
    plan.joinpath("new.yaml").write_text(
        "pmo: {objectives: {three: {title: Three, owner: nobody}}}\n", encoding="utf-8"
    )
    done = pmo(plan, "--baseline", "pmo-baseline.txt", "-f", "concise")
    assert done.returncode == 1
    assert "new.yaml:1:49: error broken-reference" in done.stdout
    assert "gone" not in done.stdout


def test_the_baseline_holds_when_the_plan_is_reordered_and_split(plan):
    plan.joinpath("pmo.yaml").write_text(
        "pmo:\n  objectives:\n    two: {title: Two}\n  purpose: Help.\n", encoding="utf-8"
    )
    plan.joinpath("objectives").mkdir()
    one = "# moved\n\npmo:\n  objectives:\n    one:\n      supports:\n        gone: because\n      title: One\n"
    plan.joinpath("objectives", "one.yaml").write_text(one, encoding="utf-8")
    done = pmo(plan, "--baseline", "pmo-baseline.txt", "--fail-on", "advice")
    assert done.returncode == 0, done.stdout


def test_a_mended_finding_leaves_a_stale_line_which_is_a_finding(plan):
    plan.joinpath("pmo.yaml").write_text(PLAN.replace(", supports: {gone: because}", ""), encoding="utf-8")
    done = pmo(plan, "--baseline", "pmo-baseline.txt", "-f", "concise", "--fail-on", "warning")
    assert done.returncode == 1
    assert "warning baseline-stale: The baseline still holds `broken-reference one supports.gone`" in done.stdout


def test_the_file_is_sorted_one_line_each_without_line_numbers(plan):
    lines = plan.joinpath("pmo-baseline.txt").read_text(encoding="utf-8").splitlines()
    entries = [line for line in lines if not line.startswith("#")]
    assert entries == sorted(set(entries))
    assert "broken-reference one supports.gone" in entries


def test_a_missing_baseline_is_an_error_not_a_pass(plan):
    done = pmo(plan, "--baseline", "nowhere.txt")
    assert done.returncode == 2
    assert "nowhere.txt cannot be read" in done.stderr


def test_an_unreadable_file_is_never_accepted(plan):
    plan.joinpath("broken.yaml").write_text("pmo: [\n", encoding="utf-8")
    pmo(plan, "--write-baseline")
    assert pmo(plan, "--baseline", "pmo-baseline.txt").returncode == 1
