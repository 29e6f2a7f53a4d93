"""Findings as JUnit XML: a test a finding, so that a CI server lists them; a passing test for each rule that found nothing."""

from typing import TYPE_CHECKING

from pmo.findings import Finding, Severity
from pmo.output.outcome import Outcome
from pmo.output.places import Places
from pmo.rules import RULES
from pmo.terminal import visible

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET


def junit(result: Outcome, places: Places, failing: Severity | None) -> str:
    """The whole result. Findings milder than `failing` (None: all) pass, with their text as output."""
    # Imported here: the other formats do not need an XML library.
    from xml.etree import ElementTree as ET  # noqa: PLC0415 -- the usual name; it only writes here

    fails = [f for f in result.findings if failing is not None and f.severity.rank <= failing.rank]
    clean = [rule for rule in RULES if all(finding.rule != rule.slug for finding in result.findings)]
    total = len(result.findings) + len(clean)
    facts = {
        "name": "pmo check",
        "tests": str(total),
        "failures": str(len(fails)),
        "errors": "0",
        "skipped": "0",
        "time": "0",
    }
    suites = ET.Element("testsuites", facts)
    suite = ET.SubElement(suites, "testsuite", facts)
    failed = {id(finding) for finding in fails}
    for finding in result.findings:
        case = ET.SubElement(suite, "testcase", _case(finding, places))
        text = _text(finding, places)
        if id(finding) in failed:
            failure = ET.SubElement(case, "failure", {"type": finding.rule, "message": visible(finding.message)})
            failure.text = text
        else:
            ET.SubElement(case, "system-out").text = text
    for rule in clean:
        ET.SubElement(suite, "testcase", {"classname": f"pmo.{rule.family}", "name": rule.slug, "time": "0"})
    return _written(suites)


def junit_failure(message: str) -> str:
    """The same document when the check could not be done: one test that did not run."""
    from xml.etree import ElementTree as ET  # noqa: PLC0415

    facts = {"name": "pmo check", "tests": "1", "failures": "0", "errors": "1", "skipped": "0", "time": "0"}
    suites = ET.Element("testsuites", facts)
    case = ET.SubElement(
        ET.SubElement(suites, "testsuite", facts), "testcase", {"classname": "pmo", "name": "check", "time": "0"}
    )
    ET.SubElement(case, "error", {"type": "error", "message": visible(message)})
    return _written(suites)


def _written(suites: "ET.Element") -> str:
    from xml.etree import ElementTree as ET  # noqa: PLC0415

    ET.indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(suites, encoding="unicode") + "\n"


def _case(finding: Finding, places: Places) -> dict[str, str]:
    where = visible(finding.element) or places.shown(finding.place)
    return {
        "classname": f"pmo.{finding.rule}",
        "name": f"{finding.rule} {where}",
        "file": visible(places.path(finding.place)),
        "line": str(finding.place.line),
        "time": "0",
    }


def _text(finding: Finding, places: Places) -> str:
    parts = (f"{places.shown(finding.place)}: {finding.severity}", finding.message, finding.consequence, finding.fix)
    return "\n".join(visible(part) for part in parts if part)
