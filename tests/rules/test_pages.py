"""Every rule's page is complete, and its examples are true: the bad one fires the rule at the place shown, the good one does not."""

import datetime as dt
import io
import re
from pathlib import Path

import pytest

from pmo.commands.explain import explain
from pmo.engine import Result, check
from pmo.errors import UsageError
from pmo.reader.load import load_plan
from pmo.rules import RULES
from pmo.rules.base import Rule
from pmo.rules.explained import page

TODAY = dt.date(2026, 6, 30)
GOLDEN = Path(__file__).parents[1] / "golden" / "rules" / "bad-examples.txt"
SECTIONS = ["Why", "What leadership notices", "Bad", "Good", "How to fix"]
# No YAML text shows these: one is about files that are no text, one about a file beside the plan, one about what git remembers.
WITHOUT_EXAMPLE = {"unreadable-file", "baseline-stale", "target-moved-silently"}
# What the reader says of a text that is not in the plan format; a good example must be in it.
FORMAT = {
    "invalid-yaml",
    "merge-conflict",
    "duplicate-id",
    "unknown-key",
    "wrong-value",
    "broken-reference",
    "unknown-rule",
}


def examples(rule: Rule) -> list[str]:
    return re.findall(r"```yaml\n(.*?)```", page(rule.slug), re.DOTALL)


def result_of(folder: Path, text: str) -> Result:
    folder.joinpath("pmo.yaml").write_text(text, encoding="utf-8")
    return check(load_plan(folder), TODAY)


def slugs(rules: tuple[Rule, ...] = RULES) -> list:
    return [pytest.param(rule, id=rule.slug) for rule in rules]


SHOWN = tuple(rule for rule in RULES if rule.slug not in WITHOUT_EXAMPLE)


@pytest.mark.parametrize("rule", slugs())
def test_the_page_has_every_section_and_says_what_the_rule_says(rule):
    text = page(rule.slug)
    sections = re.findall(r"^## (.+)$", text, re.MULTILINE)
    wanted = [name for name in SECTIONS if rule in SHOWN or name not in {"Bad", "Good"}]
    assert sections[: len(wanted)] == wanted
    assert text.startswith(f"# {rule.slug}\n")
    assert f"Severity: {rule.severity}. Family: {rule.family}." in text
    assert rule.consequence in text
    for option in rule.thresholds:
        assert f"`{rule.slug}.{option}`" in text


@pytest.mark.parametrize("rule", slugs(SHOWN))
def test_the_bad_example_fires_the_rule(rule, tmp_path):
    bad, _ = examples(rule)
    assert rule.slug in {finding.rule for finding in result_of(tmp_path, bad).findings}


@pytest.mark.parametrize("rule", slugs(SHOWN))
def test_the_good_example_satisfies_the_rule_and_is_in_the_plan_format(rule, tmp_path):
    _, good = examples(rule)
    found = {finding.rule for finding in result_of(tmp_path, good).findings}
    assert rule.slug not in found
    assert not found & FORMAT


def test_each_bad_example_is_reported_at_the_exact_place(tmp_path, golden):
    lines = []
    for rule in SHOWN:
        for finding in result_of(tmp_path, examples(rule)[0]).findings:
            if finding.rule == rule.slug:
                place = finding.place
                lines += [
                    f"{rule.slug} {place.line}:{place.column} {finding.identity}",
                    f"    {finding.message}",
                    f"    {finding.fix}",
                ]
    golden(GOLDEN, "\n".join(lines) + "\n")


def test_every_finding_says_what_it_means_and_how_to_mend_it(tmp_path):
    for rule in SHOWN:
        for finding in result_of(tmp_path, examples(rule)[0]).findings:
            assert finding.message.endswith("."), finding
            assert finding.fix.endswith((".", "?", "`")), finding
            assert finding.consequence.endswith("."), finding


def test_no_page_is_left_over():
    folder = Path(__file__).parents[2] / "pmo" / "rules" / "pages"
    assert {path.stem for path in folder.glob("*.md")} == {rule.slug for rule in RULES}


def test_a_family_is_not_explained_but_told_apart():
    with pytest.raises(UsageError, match="`references` is a family of rules"):
        explain("references", stream=io.StringIO())
