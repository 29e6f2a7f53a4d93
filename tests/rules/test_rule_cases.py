"""Each rule by its cases in `cases/<slug>.yaml`: plans on which it must fire, where exactly, and plans on which it must be silent.

A case has a name, the files of a plan (and in `before` the commits, if any, that came before them), and in `expect` the place and element of every finding of the rule: one more or one less fails.
`says` is part of a message or of its fix. `rule` names another rule that the case is about.
"""

from pathlib import Path

import pytest
import yaml

from pmo.baseline import read_baseline, split, stale
from pmo.rules import BY_SLUG, RULES

_CASES = Path(__file__).parent / "cases"


def _all_cases():
    return [
        (path.stem, case)
        for path in sorted(_CASES.glob("*.yaml"))
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


CASES = _all_cases()


def _content(text):
    return text["text"].encode(text["encoding"]) if isinstance(text, dict) else text


@pytest.mark.parametrize(("slug", "case"), CASES, ids=[f"{slug}: {case['name']}" for slug, case in CASES])
def test_a_rule_finds_what_it_should_and_nothing_else(slug, case, checked, tmp_path):
    result = checked({path: _content(text) for path, text in case["files"].items()}, case.get("before", ()))
    findings = list(result.findings)
    if "pmo-baseline.txt" in case["files"]:
        baseline = read_baseline(tmp_path / "pmo-baseline.txt")
        new, known = split(findings, baseline)
        findings = [*new, *stale(known, baseline)]

    rule = case.get("rule", slug)
    found = [finding for finding in findings if finding.rule == rule]

    assert sorted(_place(finding) for finding in found) == sorted(
        (place["path"], place["line"], place["column"], place.get("element", "")) for place in case["expect"]
    )
    assert any(case.get("says", "") in f"{finding.message}\n{finding.fix}" for finding in found) or "says" not in case


def _place(finding):
    return (finding.place.path, finding.place.line, finding.place.column, finding.element)


def test_every_rule_has_a_case_that_fires_and_one_that_does_not():
    fires = {slug for slug, case in CASES if case["expect"]}
    silent = {slug for slug, case in CASES if not case["expect"]}
    assert {rule.slug for rule in RULES} - fires == set()
    assert {rule.slug for rule in RULES} - silent == set()
    assert fires | silent <= BY_SLUG.keys()


def test_names_of_cases_are_their_own():
    for slug in BY_SLUG:
        names = [case["name"] for other, case in CASES if other == slug]
        assert len(names) == len(set(names)), slug


@pytest.mark.parametrize(
    ("slug", "case"),
    [(slug, case) for slug, case in CASES if case["expect"] and slug != "baseline-stale"],
    ids=[f"{slug}: {case['name']}" for slug, case in CASES if case["expect"] and slug != "baseline-stale"],
)
def test_every_finding_stands_alone(slug, case, checked):
    """A message names its element, ends as a sentence, says what it means and how to mend it, and has an identity of its own."""
    result = checked({path: _content(text) for path, text in case["files"].items()}, case.get("before", ()))
    for finding in result.findings:
        assert finding.message.endswith("."), finding.message
        assert finding.message[0].isupper() or finding.message[0] in "`0123456789", finding.message
        assert finding.fix, finding.rule
        assert finding.consequence, finding.rule
        assert "None" not in finding.message + finding.fix, finding.message
    # Rows of a readings file that cannot be read have no date that could tell them apart.
    identities = [found.identity for found in result.findings if found.element and found.rule != "reading-invalid"]
    assert len(identities) == len(set(identities))
