"""Findings as GitHub workflow commands, which become annotations on the lines of a pull request, and the job's summary."""

from collections.abc import Iterator

from pmo.findings import Finding, Severity
from pmo.output.markdown import markdown_summary
from pmo.output.outcome import Outcome
from pmo.output.places import Places

SHOWN = 10
"""GitHub shows so many annotations of one level from one step; the rest only stand in the log."""

_LARGEST = 900_000
"""Bytes of a summary's table. GitHub drops a whole summary of more than 1 MiB, and other commands of the step may write to it, too."""

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}


def github(result: Outcome, places: Places) -> str:
    """One workflow command a finding, worst first, so that what GitHub leaves out is the mildest."""
    return "".join(_command(finding, places) + "\n" for finding in _worst_first(result))


def github_summary(result: Outcome, places: Places) -> str:
    """Markdown for the job's summary, and what GitHub will not show as annotations."""
    hidden = sum(max(result.count(severity) - SHOWN, 0) for severity in Severity)
    note = (
        f"\nGitHub shows {SHOWN} annotations of each severity; {hidden} more are only in this table and in the log.\n"
    )
    return _fitting(result, places) + (note if hidden else "")


def _fitting(result: Outcome, places: Places) -> str:
    """The table; the worst of it where GitHub would refuse the whole."""
    text = markdown_summary(result, places)
    if len(text.encode("utf-8", "replace")) <= _LARGEST:
        return text
    kept, size = [], 0
    rows = markdown_summary(result, places, _worst_first(result)).splitlines(keepends=True)
    for row in rows:
        size += len(row.encode("utf-8", "replace"))
        if size > _LARGEST:
            break
        kept.append(row)
    return f"{''.join(kept)}\nThe table is cut where GitHub's room for it ends: {len(rows) - len(kept)} more are only in the log.\n"


def _worst_first(result: Outcome) -> Iterator[Finding]:
    for severity in Severity:
        yield from (finding for finding in result.findings if finding.severity is severity)


def _command(finding: Finding, places: Places) -> str:
    start, end = places.span(finding.place)
    line, column = finding.place.file.position(start)
    facts = {
        "file": places.path(finding.place),
        "line": str(line),
        "endLine": str(line),
        "col": str(column),
        "endColumn": str(column + max(end - start - 1, 0)),
        "title": finding.rule,
    }
    shown = ",".join(f"{name}={_property(value)}" for name, value in facts.items())
    text = "\n".join(
        part for part in (finding.message, finding.consequence, f"Fix: {finding.fix}" if finding.fix else "") if part
    )
    return f"::{_LEVELS[finding.severity]} {shown}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
