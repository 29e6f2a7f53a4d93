"""What a run looks at: rules and families by name, settings, files."""

import datetime as dt
from pathlib import Path

import pytest

from pmo.engine import Result, check
from pmo.errors import UsageError
from pmo.reader.load import load_plan
from pmo.rules import RULES
from pmo.selection import EVERYTHING, Selection, expand

TODAY = dt.date(2026, 6, 30)
PLAN = "pmo: {purpose: Help., objectives: {one: {title: One, supports: {gone: because}}}}\n"


def result_of(folder: Path, files: dict[str, str], selection: Selection = EVERYTHING) -> Result:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return check(load_plan(folder), TODAY, selection)


def rules_of(result: Result) -> set[str]:
    return {finding.rule for finding in result.findings}


def test_select_runs_only_what_is_named(tmp_path):
    assert rules_of(result_of(tmp_path, {"pmo.yaml": PLAN}, Selection(expand(["broken-reference"])))) == {
        "broken-reference"
    }


def test_a_family_stands_for_its_rules():
    assert expand(["customers"]) == {rule.slug for rule in RULES if rule.family == "customers"}
    assert expand(["customers,purpose-missing", "vision-missing"]) > {
        "no-customers",
        "purpose-missing",
        "vision-missing",
    }


def test_ignore_leaves_out_rules_and_families(tmp_path):
    found = rules_of(result_of(tmp_path, {"pmo.yaml": PLAN}, Selection(ignore=expand(["purpose", "broken-reference"]))))
    assert "no-customers" in found
    assert not found & {"mission-missing", "vision-missing", "sponsor-missing", "broken-reference"}


def test_an_unknown_name_suggests_the_nearest():
    with pytest.raises(UsageError, match="Did you mean `alignment`"):
        expand(["aligment"])
    with pytest.raises(UsageError, match="Did you mean `mission-missing`"):
        expand(["mission-mising"])


def test_settings_ignore_rules_everywhere_or_in_some_files(tmp_path):
    old = "people: {coo: {name: Ann, shoes: 43}}\n"
    files = {"pmo.yaml": PLAN, "old/people.yaml": old}
    assert "unknown-key" in rules_of(result_of(tmp_path, files))
    there = PLAN + "settings: {check: {ignore_in: {'old/*': [files]}}}\n"
    assert "unknown-key" not in rules_of(result_of(tmp_path, files | {"pmo.yaml": there}))
    elsewhere = PLAN + "settings: {check: {ignore_in: {'new/*': [files]}}}\n"
    assert "unknown-key" in rules_of(result_of(tmp_path, files | {"pmo.yaml": elsewhere}))
    everywhere = PLAN + "settings: {check: {ignore: unknown-key}}\n"
    assert "unknown-key" not in rules_of(result_of(tmp_path, files | {"pmo.yaml": everywhere}))


def test_a_rule_selected_on_the_command_line_runs_whatever_the_plan_ignores(tmp_path):
    plan = PLAN + "settings: {check: {ignore: [broken-reference], profile: start}}\n"
    assert rules_of(result_of(tmp_path, {"pmo.yaml": plan}, Selection(expand(["broken-reference"])))) == {
        "broken-reference"
    }
    outside = Selection(expand(["charter-section-missing"]))
    assert rules_of(result_of(tmp_path, {"pmo.yaml": plan}, outside)) == {"charter-section-missing"}


@pytest.mark.parametrize(
    "key", ["ignore: [no-such-rule]", "ignore_in: {'*': [no-such-rule]}", "severity: {no-such-rule: error}"]
)
def test_settings_that_name_no_rule_are_findings_at_their_place(key, tmp_path):
    plan = PLAN + f"settings:\n  check:\n    {key}\n"
    (found,) = [f for f in result_of(tmp_path, {"pmo.yaml": plan}).findings if f.rule == "unknown-rule"]
    assert "no-such-rule" in found.message
    assert found.place.line == 4


def test_severity_can_be_changed_and_switched_off(tmp_path):
    plan = PLAN + "settings: {check: {severity: {no-customers: advice, vision-missing: 'off'}}}\n"
    found = {finding.rule: finding.severity for finding in result_of(tmp_path, {"pmo.yaml": plan}).findings}
    assert found["no-customers"] == "advice"
    assert "vision-missing" not in found


def test_the_start_profile_has_only_what_a_first_month_needs(tmp_path):
    plan = PLAN + "settings: {check: {profile: start}}\n"
    found = rules_of(result_of(tmp_path, {"pmo.yaml": plan}))
    assert found <= {rule.slug for rule in RULES if rule.start}
    assert "broken-reference" in found


def test_a_file_that_cannot_be_read_is_found_whatever_is_selected(tmp_path):
    files = {"pmo.yaml": PLAN, "more.yaml": "pmo: [\n"}
    assert rules_of(result_of(tmp_path, files, Selection(expand(["purpose"])))) == {"invalid-yaml"}
    assert not rules_of(result_of(tmp_path, files, Selection(expand(["purpose"]), expand(["files"]))))
