"""The result of a check as JSON, for programs. Versioned: a key may be added, none is renamed or removed within a version."""

import json
from collections.abc import Iterable
from typing import Any

from pmo.findings import Finding, Severity
from pmo.output.outcome import Outcome
from pmo.output.places import Places
from pmo.source.text import Place

VERSION = 1


def json_result(result: Outcome, places: Places) -> str:
    """The whole result: findings in order, what was waived, counts, the day."""
    document = {
        "version": VERSION,
        "today": result.today.isoformat(),
        "files": result.file_count,
        "counts": {severity.value: result.count(severity) for severity in Severity},
        "findings": _findings(result.findings, places),
        "waived": [
            {
                **_finding(waived.finding, places),
                "because": waived.waiver.because,
                "by": waived.waiver.by,
                "until": waived.waiver.until.isoformat() if waived.waiver.until else None,
            }
            for waived in result.waived
        ],
        "error": None,
    }
    return _dumped(document)


def json_failure(message: str) -> str:
    """The same document when the check could not be done: no findings, and why."""
    counts = {severity.value: 0 for severity in Severity}
    return _dumped(
        {
            "version": VERSION,
            "today": None,
            "files": 0,
            "counts": counts,
            "findings": [],
            "waived": [],
            "error": message,
        }
    )


def _findings(findings: Iterable[Finding], places: Places) -> list[dict[str, Any]]:
    return [_finding(finding, places) for finding in findings]


def _finding(finding: Finding, places: Places) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        **_place(finding.place, places),
        "message": finding.message,
        "consequence": finding.consequence,
        "fix": finding.fix,
        "element": finding.element or None,
        "field": finding.field or None,
        "related": [{**_place(r.place, places), "message": r.message} for r in finding.related],
    }


def _place(place: Place, places: Places) -> dict[str, Any]:
    start, end = places.span(place)
    line, column = place.file.position(start)
    return {"path": places.path(place), "line": line, "column": column, "end_column": column + end - start}


def _dumped(document: dict[str, Any]) -> str:
    # ASCII: a lone surrogate or a terminal's control characters cannot get through in any encoding.
    return json.dumps(document, indent=2, ensure_ascii=True) + "\n"
