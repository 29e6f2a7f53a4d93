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


def test_a_finding_that_gets_worse_is_new(plan):
    measured = PLAN + "    three:\n      title: Three\n      measures:\n        m:\n          direction: decrease\n"
    rest = "          frequency: monthly\n          target: {value: 3, by: 2026-12-31}\n"
    plan.joinpath("pmo.yaml").write_text(measured + rest, encoding="utf-8")
    pmo(plan, "--write-baseline")
    assert pmo(plan, "--baseline", "pmo-baseline.txt").returncode == 0
    plan.joinpath("pmo.yaml").write_text(measured + "          frequency: monthly\n", encoding="utf-8")
    done = pmo(plan, "--baseline", "pmo-baseline.txt", "-f", "concise")
    assert done.returncode == 1
    assert "The measure `m` lacks `unit` and `target`." in done.stdout
    assert "still holds `measure-incomplete" not in done.stdout


def test_each_thing_that_is_lacking_has_a_line_which_goes_stale_alone(plan):
    lines = plan.joinpath("pmo-baseline.txt").read_text(encoding="utf-8").splitlines()
    assert {"charter-section-missing pmo scope", "charter-section-missing pmo services"} <= set(lines)
    plan.joinpath("pmo.yaml").write_text(PLAN + "  scope: {in: [change funded above 250k]}\n", encoding="utf-8")
    done = pmo(plan, "--baseline", "pmo-baseline.txt", "-f", "concise")
    assert "`charter-section-missing pmo scope`, which is no longer found" in done.stdout
    assert "1 warning" in done.stdout


def test_a_run_of_some_rules_says_nothing_of_the_lines_of_others(plan):
    for options in (("--select", "purpose"), ("--ignore", "references,objectives")):
        done = pmo(plan, "--baseline", "pmo-baseline.txt", *options)
        assert "nothing to mend" in done.stdout


def test_a_baseline_written_for_some_rules_keeps_the_lines_of_others(plan):
    before = plan.joinpath("pmo-baseline.txt").read_text(encoding="utf-8")
    done = pmo(plan, "--write-baseline", "--select", "purpose")
    assert plan.joinpath("pmo-baseline.txt").read_text(encoding="utf-8") == before
    assert "The lines of other rules are kept" in done.stdout


def test_while_a_file_cannot_be_read_no_line_is_stale_and_no_baseline_is_written(plan):
    before = plan.joinpath("pmo-baseline.txt").read_bytes()
    plan.joinpath("pmo.yaml").write_text(PLAN + "  : [\n", encoding="utf-8")
    done = pmo(plan, "--baseline", "pmo-baseline.txt", "-f", "concise")
    assert (done.returncode, done.stdout.count(": error "), done.stdout.count("baseline-stale")) == (1, 1, 0)
    done = pmo(plan, "--write-baseline")
    assert done.returncode == 2
    assert "No baseline is written: pmo.yaml:6:3: " in done.stderr
    assert plan.joinpath("pmo-baseline.txt").read_bytes() == before


@pytest.mark.parametrize(("severity", "code", "said"), [("error", 1, 1), ("'off'", 0, 0)])
def test_the_plan_decides_how_bad_a_stale_line_is(plan, severity, code, said):
    settings = f"settings: {{check: {{severity: {{baseline-stale: {severity}}}}}}}\n"
    plan.joinpath("pmo.yaml").write_text(PLAN + settings, encoding="utf-8")
    with plan.joinpath("pmo-baseline.txt").open("a", encoding="utf-8") as file:
        file.write("purpose-missing pmo purpose\n")
    for _ in ("made", "remembered"):
        done = pmo(plan, "--baseline", "pmo-baseline.txt", "-f", "concise")
        assert (done.returncode, done.stdout.count("baseline-stale:")) == (code, said)


def test_an_id_with_a_line_break_accepts_itself_and_nothing_else(plan):
    hostile = 'pmo:\n  objectives:\n    one: {title: One, supports: {"gone\\nvision-missing pmo vision": because}}\n'
    plan.joinpath("pmo.yaml").write_text(hostile, encoding="utf-8")
    pmo(plan, "--write-baseline", "--ignore", "vision-missing")
    lines = plan.joinpath("pmo-baseline.txt").read_text(encoding="utf-8").splitlines()
    assert "broken-reference one supports.gone vision-missing pmo vision" in lines
    done = pmo(plan, "--baseline", "pmo-baseline.txt", "--ignore", "vision-missing")
    assert done.returncode == 0, done.stdout


def test_one_invalid_id_that_was_accepted_accepts_no_other(plan):
    plan.joinpath("pmo.yaml").write_text(PLAN + '    "my own": {title: Three}\n', encoding="utf-8")
    pmo(plan, "--write-baseline")
    plan.joinpath("pmo.yaml").write_text(
        PLAN + '    "my own": {title: Three}\n    "your own": {title: Four}\n', encoding="utf-8"
    )
    done = pmo(plan, "--baseline", "pmo-baseline.txt", "-f", "concise")
    assert "error wrong-value: `your own` cannot be the id" in done.stdout
    assert "`my own` cannot" not in done.stdout


def test_the_baseline_is_named_as_one_would_type_it(plan):
    assert pmo(plan, "--write-baseline").stdout.startswith("pmo-baseline.txt: ")


@pytest.mark.parametrize("nothing", ["", ","])
def test_a_selection_of_nothing_is_no_pass(plan, nothing):
    done = pmo(plan, "--select", nothing)
    assert done.returncode == 2
    assert "names no rule" in done.stderr


@pytest.mark.parametrize("option", [(), ("--write-baseline",)])
def test_no_other_file_is_taken_for_a_baseline_or_written_over(plan, option):
    done = pmo(plan, "--baseline", "pmo.yaml", *option)
    assert done.returncode == 2
    assert "pmo.yaml is no baseline" in done.stderr
    assert plan.joinpath("pmo.yaml").read_text(encoding="utf-8") == PLAN


def test_a_byte_order_mark_does_not_matter(plan):
    file = plan / "pmo-baseline.txt"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert "nothing to mend" in pmo(plan, "--baseline", "pmo-baseline.txt").stdout


def test_what_leaders_would_say_they_say_of_accepted_findings_too(plan):
    said = pmo(plan, "--baseline", "pmo-baseline.txt", "--group-by", "complaint").stdout
    assert "“Nobody understands what the PMO is for.”  Yes: 3 findings (3 in the baseline)\n" in said
    assert "“It is a burden.”  No\n" in said


def test_of_what_was_not_asked_no_complaint_is_denied(plan):
    said = pmo(plan, "--select", "purpose", "--group-by", "complaint").stdout
    assert "“Nobody understands what the PMO is for.”  Yes: 3 findings\n" in said
    assert "“It shows no quantified value.”  Not asked\n" in said


def test_a_complaint_whose_findings_are_not_shown_is_not_denied(plan):
    settings = "settings: {check: {severity: {objective-without-measure: warning}}}\n"
    plan.joinpath("pmo.yaml").write_text(PLAN + settings, encoding="utf-8")
    said = pmo(plan, "--quiet", "--group-by", "complaint").stdout
    assert "“It shows no quantified value.”  Yes: 2 findings\n" in said
