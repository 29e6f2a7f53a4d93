"""The formats for programs: valid under their public schemas or for readers that are not ours, and stable."""

import datetime as dt
import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from pmo.engine import Result, check
from pmo.findings import Severity
from pmo.output.github import SHOWN, github, github_summary
from pmo.output.gitlab import gitlab
from pmo.output.junit import junit, junit_failure
from pmo.output.markdown import markdown_summary
from pmo.output.places import Places
from pmo.output.sarif import sarif, sarif_failure
from pmo.reader.load import load_plan

SCHEMA = Path(__file__).parents[3] / "shared" / "corpus" / "schemas" / "sarif-2.1.0.json"
TODAY = dt.date(2026, 6, 30)

PLAN = """\
pmo:
  purpose: "100%, | of it: <b>bold</b> ::error::"
  objectives:
    no-link:
      title: "Line one\\nline two, `code` | pipe"
      owner: nobody
      measures: {m: {unit: days}}
      waive: {objective-without-strategy: {because: "agreed, 100%", by: coo, until: 2026-12-31}}
    second: {owner: coo, supports: {grow: because}}
people: {coo: {name: Ann}}
organization: {strategies: {grow: Grow}}
"""


def result_of(folder: Path, text: str = PLAN) -> Result:
    folder.joinpath("pmo.yaml").write_text(text, encoding="utf-8")
    return check(load_plan(folder), TODAY)


def sarif_document(text: str) -> dict:
    jsonschema = pytest.importorskip("jsonschema")
    document = json.loads(text)
    if not SCHEMA.exists():
        pytest.skip("the corpus with the SARIF schema is not here")
    jsonschema.validate(document, json.loads(SCHEMA.read_text(encoding="utf-8")))
    return document


def test_sarif_is_valid_and_names_every_rule_with_its_help(tmp_path):
    result = result_of(tmp_path)
    (run,) = sarif_document(sarif(result, Places("plan/")))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert len(run["results"]) == len(result.findings) + len(result.waived) > 5
    for found in run["results"]:
        assert rules[found["ruleIndex"]]["id"] == found["ruleId"]
        assert found["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "plan/pmo.yaml"
    assert all(rule["help"]["markdown"] for rule in rules)


def test_sarif_fingerprints_are_unique_and_survive_moved_lines(tmp_path):
    def prints(text: str) -> list[str]:
        results = json.loads(sarif(result_of(tmp_path, text), Places()))["runs"][0]["results"]
        return [found["partialFingerprints"]["pmoFinding/v1"] for found in results]

    before = prints(PLAN)
    assert len(set(before)) == len(before)
    assert sorted(prints("# a comment\n\n" + PLAN)) == sorted(before)


def test_sarif_shows_waived_findings_as_suppressed(tmp_path):
    results = json.loads(sarif(result_of(tmp_path), Places()))["runs"][0]["results"]
    suppressed = [found for found in results if "suppressions" in found]
    assert [found["ruleId"] for found in suppressed] == ["objective-without-strategy"]
    assert suppressed[0]["suppressions"][0]["justification"] == "agreed, 100%"


def test_sarif_of_a_failed_check_is_valid_and_says_so():
    (run,) = sarif_document(sarif_failure("no plan"))["runs"]
    assert run["invocations"][0]["executionSuccessful"] is False


def test_a_path_with_spaces_and_umlauts_is_escaped_in_sarif(tmp_path):
    found = json.loads(sarif(result_of(tmp_path), Places("plän a/")))["runs"][0]["results"][0]
    assert found["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "pl%C3%A4n%20a/pmo.yaml"


def test_junit_is_read_back_by_another_library(tmp_path):
    junitparser = pytest.importorskip("junitparser")
    result = result_of(tmp_path)
    suites = junitparser.JUnitXml.fromstring(junit(result, Places(), Severity.ERROR).encode())
    (suite,) = suites
    failures = [case for case in suite if any(isinstance(r, junitparser.Failure) for r in case.result)]
    assert len(failures) == result.count(Severity.ERROR) == suite.failures
    assert suite.tests == len(list(suite))
    assert len(list(suite)) > len(result.findings)


def test_junit_fails_nothing_when_nothing_is_to_fail(tmp_path):
    tree = ET.fromstring(junit(result_of(tmp_path), Places(), None))  # noqa: S314 -- our own output
    assert tree.attrib["failures"] == "0"
    assert not tree.findall(".//failure")


def test_junit_of_a_failed_check_has_one_error():
    tree = ET.fromstring(junit_failure("no plan \x1b[31m"))  # noqa: S314 -- our own output
    assert tree.attrib["errors"] == "1"
    assert tree.find(".//error").attrib["message"] == "no plan ␛[31m"


def test_gitlab_entries_have_what_gitlab_asks_for(tmp_path):
    result = result_of(tmp_path)
    entries = json.loads(gitlab(result, Places("plan/")))
    assert len(entries) == len(result.findings)
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)
    for entry in entries:
        assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert entry["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert entry["location"]["path"] == "plan/pmo.yaml"
        assert entry["location"]["lines"]["begin"] >= 1


def read_command(line: str) -> tuple[str, dict[str, str], str]:
    """Read a workflow command back as the runner does."""
    head, _, message = line.removeprefix("::").partition("::")
    level, _, facts = head.partition(" ")
    unescaped = {}
    for fact in facts.split(","):
        name, _, value = fact.partition("=")
        unescaped[name] = value.replace("%3A", ":").replace("%2C", ",").replace("%0A", "\n").replace("%25", "%")
    return level, unescaped, message.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def test_github_commands_stay_one_line_each_and_read_back(tmp_path):
    result = result_of(tmp_path)
    lines = github(result, Places("a,b: 100%/")).splitlines()
    assert len(lines) == len(result.findings)
    by_rule = {facts["title"]: (level, facts, message) for level, facts, message in map(read_command, lines)}
    level, facts, message = by_rule["broken-reference"]
    assert level == "error"
    assert facts["file"] == "a,b: 100%/pmo.yaml"
    assert message.startswith("`owner` of `no-link` names `nobody`")
    assert [read_command(line)[0] for line in lines] == sorted(
        (read_command(line)[0] for line in lines), key=["error", "warning", "notice"].index
    )


def test_github_summary_says_what_github_hides(tmp_path):
    many = "\n".join(f"    o{number}: {{owner: nobody{number}}}" for number in range(SHOWN + 5))
    result = result_of(tmp_path, f"pmo:\n  objectives:\n{many}\n")
    hidden = sum(max(result.count(severity) - SHOWN, 0) for severity in Severity)
    assert hidden > 5
    assert f"{hidden} more are only in this table" in github_summary(result, Places())


def test_a_summary_that_github_would_refuse_is_cut_after_the_worst(tmp_path, monkeypatch):
    monkeypatch.setattr("pmo.output.github._LARGEST", 3_000)
    many = "\n".join(f"    o{number}: {{title: Ö{number}, owner: nobody}}" for number in range(200))
    result = result_of(tmp_path, f"pmo:\n  objectives:\n{many}\n")
    text = github_summary(result, Places())
    assert len(text.encode("utf-8")) < 3_500
    assert text.startswith(markdown_summary(result, Places()).partition("| ---")[0])
    rows = [line for line in text.splitlines() if line.startswith(("| error", "| warning", "| advice"))]
    assert all(line.startswith("| error") for line in rows)
    assert f"{len(result.findings) - len(rows)} more are only in the log" in text


def test_markdown_summary_keeps_hostile_text_in_its_cell(tmp_path):
    text = "pmo:\n  objectives:\n    bad|id: {title: x}\n    b: {owner: 'a|b <script>[x](y)'}\n"
    table = [
        line
        for line in markdown_summary(result_of(tmp_path, text), Places()).splitlines()
        if line.startswith("| error")
    ]
    assert table
    for line in table:
        assert line.replace("\\|", "").count("|") == 5
        assert "<script>" not in line
