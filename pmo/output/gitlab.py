"""Findings as a GitLab code quality report."""

import json

from pmo.findings import Severity
from pmo.output.identity import fingerprints
from pmo.output.outcome import Outcome
from pmo.output.places import Places

_LEVELS = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.ADVICE: "info"}


def gitlab(result: Outcome, places: Places) -> str:
    """A JSON list, one entry a finding. Fingerprints are unique and stay the same when lines move."""
    entries = [
        {
            "description": finding.message,
            "check_name": finding.rule,
            "fingerprint": fingerprint,
            "severity": _LEVELS[finding.severity],
            "location": {"path": places.path(finding.place), "lines": {"begin": finding.place.line}},
        }
        for finding, fingerprint in fingerprints(result.findings)
    ]
    return json.dumps(entries, indent=2) + "\n"
