"""The broken example: every rule fires in it at least once, and the output of the check is held word for word."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pmo.baseline import read_baseline, split, stale
from pmo.commands.past import past_for
from pmo.engine import check
from pmo.reader.load import load_plan
from pmo.rules import RULES

ROOT = Path(__file__).parents[2]
BROKEN = ROOT / "examples" / "broken"
# The example is part of another repository, and cannot have one of its own.
NEEDS_HISTORY = {"target-moved-silently"}
PLANS = ["three-years-on", "tools-first", "unreadable"]


def _slugs(plan, today):
    findings = check(load_plan(BROKEN / plan), today).findings
    found = {finding.rule for finding in findings}
    file = BROKEN / plan / "pmo-baseline.txt"
    if file.exists():
        baseline = read_baseline(file)
        _, known = split(findings, baseline)
        found |= {fault.rule for fault in stale(known, baseline)}
    return found


def test_every_rule_fires_in_the_broken_example(today):
    fired = set().union(*(_slugs(plan, today) for plan in PLANS))
    assert {rule.slug for rule in RULES} - fired == NEEDS_HISTORY


def test_what_needs_history_fires_when_the_broken_example_has_one(today, repo):
    shutil.copytree(BROKEN / "three-years-on", repo.folder, dirs_exist_ok=True)
    path = "objectives/rail-share.yaml"
    text = (repo.folder / path).read_text("utf-8")
    repo.commit({path: text.replace("target: {value: 30", "target: {value: 45", 1)}, "The plan", "2026-03-31")
    repo.commit({path: text}, "Tidy up", "2026-06-01")
    loaded = load_plan(repo.folder)

    found = [
        f for f in check(loaded, today, past=past_for(loaded, repo.folder, today)).findings if f.rule in NEEDS_HISTORY
    ]

    assert [(f.rule, f.element, f.place.path) for f in found] == [("target-moved-silently", "share-by-rail", path)]
    assert "`target.value` from 45 to 30" in found[0].message


@pytest.mark.parametrize("plan", PLANS)
def test_the_output_is_what_the_golden_file_says(plan, golden, today):
    command = [sys.executable, "-P", "-m", "pmo", "check", f"examples/broken/{plan}"]
    command += ["--today", today.isoformat(), "--format", "full", "--color", "never"]
    if (BROKEN / plan / "pmo-baseline.txt").exists():
        command += ["--baseline", f"examples/broken/{plan}/pmo-baseline.txt"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.stderr == ""
    assert done.returncode == 1
    golden(ROOT / "tests" / "golden" / "broken" / f"{plan}.txt", done.stdout)


def test_absence_is_not_reported_while_files_cannot_be_read(today):
    found = _slugs("unreadable", today)
    assert found == {"unreadable-file", "invalid-yaml", "merge-conflict"}


def test_what_the_readme_says_to_type_is_what_the_tests_run(today):
    readme = (BROKEN / "README.md").read_text("utf-8")
    for plan in PLANS:
        assert f"| `{plan}` |" in readme
        assert f"pmo check examples/broken/{plan} --today {today.isoformat()}" in readme
