"""`# pmo: ignore[rule] reason`: excuses one rule on one line, with a reason, and is counted."""

import datetime as dt
from pathlib import Path

from pmo.engine import Result, check
from pmo.reader.load import load_plan

TODAY = dt.date(2026, 6, 30)


def result_of(folder: Path, text: str) -> Result:
    folder.joinpath("pmo.yaml").write_text(text, encoding="utf-8")
    return check(load_plan(folder), TODAY)


def found(result: Result, rule: str) -> list[int]:
    return [finding.place.line for finding in result.findings if finding.rule == rule]


def test_a_comment_excuses_its_own_line(tmp_path):
    result = result_of(tmp_path, "pmo:\n  shoes: 43  # pmo: ignore[unknown-key] kept for the old tool\n  hats: 2\n")
    assert found(result, "unknown-key") == [3]
    (waived,) = result.waived
    assert (waived.finding.rule, waived.waiver.because) == ("unknown-key", "kept for the old tool")


def test_a_comment_alone_on_its_line_excuses_the_next(tmp_path):
    result = result_of(tmp_path, "pmo:\n  # pmo: ignore[unknown-key] kept for the old tool\n  shoes: 43\n  hats: 2\n")
    assert found(result, "unknown-key") == [4]


def test_several_rules_in_one_comment(tmp_path):
    text = "pmo:  # pmo: ignore[purpose-missing, mission-missing] set up in July\n  name: X\n"
    result = result_of(tmp_path, text)
    assert not found(result, "purpose-missing") + found(result, "mission-missing")
    assert len(result.waived) == 2


def test_without_a_reason_it_excuses_nothing_and_is_a_finding(tmp_path):
    result = result_of(tmp_path, "pmo:\n  shoes: 43  # pmo: ignore[unknown-key]\n")
    assert found(result, "unknown-key") == [2]
    assert found(result, "waiver-incomplete") == [2]


def test_a_comment_that_excuses_nothing_is_a_finding(tmp_path):
    result = result_of(tmp_path, "pmo:\n  name: X  # pmo: ignore[unknown-key] no reason any more\n")
    assert found(result, "waiver-unneeded") == [2]


def test_an_unknown_rule_in_a_comment_suggests_the_nearest(tmp_path):
    result = result_of(tmp_path, "pmo:\n  name: X  # pmo: ignore[unknown-keys] because\n")
    (finding,) = [finding for finding in result.findings if finding.rule == "unknown-rule"]
    assert "Did you mean `unknown-key`?" in finding.fix


def test_what_watches_over_excuses_cannot_be_excused(tmp_path):
    text = "pmo:\n  name: X  # pmo: ignore[waiver-unneeded] please\n"
    assert found(result_of(tmp_path, text), "waiver-unneeded") == [2]


def test_text_in_quotes_that_looks_like_one_is_left_alone(tmp_path):
    result = result_of(tmp_path, 'pmo:\n  name: "write#pmo: ignore[unknown-key] like this"\n')
    assert not found(result, "waiver-unneeded")
