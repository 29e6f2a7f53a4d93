"""Findings as SARIF 2.1.0 (OASIS), which code hosts and review tools read."""

import json
from typing import Any
from urllib.parse import quote

from pmo import __version__
from pmo.findings import Finding, Severity
from pmo.output.identity import fingerprints
from pmo.output.outcome import Excused, Outcome
from pmo.output.places import Places
from pmo.rules import RULES
from pmo.rules.base import Rule
from pmo.rules.explained import page
from pmo.source.text import Place

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}


def sarif(result: Outcome, places: Places) -> str:
    """One run: every rule with its help, every finding with a unique and stable fingerprint, waived ones as suppressed."""
    index = {rule.slug: number for number, rule in enumerate(RULES)}
    waived = {id(item.finding): item for item in result.waived}
    every = [*result.findings, *(item.finding for item in result.waived)]
    run = {
        "tool": {"driver": {"name": "pmo", "version": __version__, "rules": [_rule(rule) for rule in RULES]}},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True}],
        "results": [
            _result(finding, fingerprint, index, places, waived.get(id(finding)))
            for finding, fingerprint in fingerprints(every)
        ],
    }
    return _dumped([run])


def sarif_failure(message: str) -> str:
    """The same document when the check could not be done."""
    notice = {"level": "error", "message": {"text": message}}
    return _dumped(
        [
            {
                "tool": {"driver": {"name": "pmo", "version": __version__}},
                "invocations": [{"executionSuccessful": False, "toolExecutionNotifications": [notice]}],
                "results": [],
            }
        ]
    )


def _rule(rule: Rule) -> dict[str, Any]:
    text = page(rule.slug)
    return {
        "id": rule.slug,
        "name": rule.slug,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.consequence or rule.summary},
        "help": {"text": text, "markdown": text},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.family]},
    }


def _result(
    finding: Finding, fingerprint: str, index: dict[str, int], places: Places, waived: Excused | None
) -> dict[str, Any]:
    text = f"{finding.message} {finding.fix}".strip()
    shown: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "level": _LEVELS[finding.severity],
        "message": {"text": text},
        "locations": [_location(finding.place, places)],
        "partialFingerprints": {"pmoFinding/v1": fingerprint},
    }
    if finding.related:
        shown["relatedLocations"] = [
            {**_location(related.place, places), "id": number, "message": {"text": related.message}}
            for number, related in enumerate(finding.related, start=1)
        ]
    if waived is not None:
        because = waived.waiver.because or ""
        shown["suppressions"] = [{"kind": "inSource", "status": "accepted", "justification": because}]
    return shown


def _location(place: Place, places: Places) -> dict[str, Any]:
    start, end = places.span(place)
    line, column = place.file.position(start)
    region = {"startLine": line, "startColumn": column, "endLine": line, "endColumn": column + end - start}
    # Relative, with forward slashes and escaped: absolute addresses are not matched with the files of a repository.
    return {"physicalLocation": {"artifactLocation": {"uri": quote(places.path(place))}, "region": region}}


def _dumped(runs: list[dict[str, Any]]) -> str:
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": runs}, indent=2) + "\n"
