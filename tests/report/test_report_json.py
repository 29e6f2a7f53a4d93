"""Reports as JSON: the view itself, in the form that the schema promises."""

import json
from pathlib import Path

import jsonschema
import pytest

from pmo.report.asked import KINDS
from pmo.report.json_ import report_json
from pmo.report.json_schema import HEAD, report_schema

EXAMPLES = sorted(path.parent for path in (Path(__file__).parents[2] / "examples").rglob("pmo.yaml"))
STRICT = jsonschema.Draft202012Validator(
    report_schema(strict=True), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
)


@pytest.fixture
def document(report):
    """A report's JSON, read again."""
    return lambda plan, kind, **asked: json.loads(report(plan, "json", kind, **asked))


@pytest.mark.parametrize(
    ("plan", "kind"),
    # In the bare plan there is nobody to brief.
    [(p, k) for p in ("ferries", "waterworks", "bare", *EXAMPLES) for k in KINDS if (p, k) != ("bare", "brief")],
    ids=str,
)
def test_every_report_is_what_the_schema_says_to_the_last_key(plan, kind, document):
    found = document(plan, kind)
    problems = [(error.json_path, error.message) for error in STRICT.iter_errors(found)]
    assert problems == []
    assert list(found) == [*HEAD, "view"]


def test_the_schema_is_a_schema_and_readers_may_meet_new_keys(document):
    jsonschema.Draft202012Validator.check_schema(report_schema())
    found = document("ferries", "alignment")
    found["view"]["a-new-key"] = 1
    jsonschema.validate(found, report_schema(), cls=jsonschema.Draft202012Validator)
    assert list(STRICT.iter_errors(found)), "the strict one refuses what the views do not have"


def test_the_schema_refuses_a_wrong_type(document):
    found = document("ferries", "scorecard")
    found["view"]["groups"][0]["rows"][0]["measures"][0]["numbers"]["now"] = "10"
    assert list(jsonschema.Draft202012Validator(report_schema()).iter_errors(found))


def test_numbers_are_numbers_and_dates_are_iso(document):
    measures = [m for row in document("ferries", "alignment")["view"]["objectives"]["rows"] for m in row["measures"]]
    late = next(m["numbers"] for m in measures if m["numbers"]["id"] == "late-days")
    assert (late["start"], late["now"], late["target"]) == (19, 10, 5)
    assert (late["now_date"], late["target_date"]) == ("2026-03-31", "2026-12-31")
    assert late["readings"][0] == {"date": "2025-07-31", "value": 19}


def test_the_head_says_what_it_is(document):
    found = document("ferries", "scorecard", by="owner")
    assert {name: found[name] for name in ("version", "kind", "organization", "as_of", "revision")} == {
        "version": 1,
        "kind": "scorecard",
        "organization": "Northshore Ferries",
        "as_of": "2026-04-15",
        "revision": "4f2a91c",
    }
    assert found["view"]["by"] == "owner"
    assert "page" not in found["view"]


def test_a_number_that_is_none_is_null(document, written):
    root = written(
        "pmo: {objectives: {a: {measures: {m: {unit: days, target: {value: .inf, by: 2026-12-31}, readings: {2026-03-31: 1}}}}}}\n"
    )
    text = json.dumps(document(root, "scorecard"))
    assert "Infinity" not in text
    assert "NaN" not in text


def test_what_has_no_page_is_no_report():
    with pytest.raises(TypeError, match="has no page"):
        report_json(object())
