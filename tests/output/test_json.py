"""The JSON of a check: one versioned document, always valid, whatever the plan holds."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from pmo.findings import Finding, Related, Severity
from pmo.output.json_ import VERSION, _finding, json_failure
from pmo.output.places import Places
from pmo.source.text import Place, SourceFile

TEXT = st.text(st.characters(), max_size=30)


def test_the_keys_of_a_document_and_of_a_finding_are_a_promise(said, tmp_path):
    tmp_path.joinpath("pmo.yaml").write_text("people:\n  ann: {name: Ann}\n  ann: {name: Bob}\n  bob: {nam: Bob}\n")
    document = json.loads(said(tmp_path, "json"))
    assert list(document) == ["version", "today", "files", "counts", "findings", "waived", "error"]
    assert (document["version"], document["today"], document["files"], document["error"]) == (1, "2026-06-30", 1, None)
    assert document["counts"] == {"error": 2, "warning": 0, "advice": 0}
    first, second = document["findings"]
    assert first == {
        "rule": "duplicate-id",
        "severity": "error",
        "path": "pmo.yaml",
        "line": 3,
        "column": 3,
        "end_column": 6,
        "message": "`ann` stands twice in the same section.",
        "consequence": "Two people read two different plans: only the first of the two entries counts.",
        "fix": "Keep one of the two, or give the second another name.",
        "element": None,
        "field": None,
        "related": [
            {"path": "pmo.yaml", "line": 2, "column": 3, "end_column": 6, "message": "it is first defined here"}
        ],
    }
    assert (second["element"], second["field"], second["fix"]) == ("bob", "nam", "Did you mean `name`?")


def test_what_is_waived_says_why_by_whom_and_until_when(said, tmp_path):
    tmp_path.joinpath("pmo.yaml").write_text(
        "pmo:\n  objectives:\n    o:\n      waive: {objective-without-owner: {because: hiring, by: coo, until: 2026-12-31}}\n"
    )
    document = json.loads(said(tmp_path, "json", select=("objective-without-owner",)))
    (waived,) = document["waived"]
    assert document["findings"] == []
    assert (waived["rule"], waived["element"]) == ("objective-without-owner", "o")
    assert (waived["because"], waived["by"], waived["until"]) == ("hiring", "coo", "2026-12-31")


@settings(deadline=None)
@given(TEXT, TEXT, TEXT, TEXT, st.integers(0, 40), st.none() | st.integers(0, 40))
def test_any_text_survives_and_the_bytes_are_plain_ascii(text, path, message, element, start, end):
    file = SourceFile(path, text)
    place = Place(file, min(start, len(text)), end)
    finding = Finding(
        "a-rule", Severity.ERROR, place, message, message, message, (Related(place, message),), element, element
    )
    written = json.dumps(_finding(finding, Places(path)))
    found = json.loads(written)
    assert written.isascii()
    assert found["message"] == message
    assert found["path"] == path + path
    assert found["line"] >= 1
    assert 1 <= found["column"] <= found["end_column"]


@given(TEXT)
def test_a_failure_is_a_document_too(message):
    document = json.loads(json_failure(message))
    assert (document["version"], document["error"], document["findings"]) == (VERSION, message, [])
