"""The result of a check as a Markdown table, for a job's summary or a comment on a pull request."""

import re
from collections.abc import Iterable

from pmo.findings import Finding
from pmo.output.outcome import Outcome
from pmo.output.places import Places
from pmo.output.summary import summary
from pmo.terminal import visible

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+.!|~$:@-])")


def markdown_summary(result: Outcome, places: Places, findings: Iterable[Finding] | None = None) -> str:
    """A heading, the summary line, and a table of the findings: in their order, or in that of `findings`."""
    lines = ["### pmo check", "", summary(result), ""]
    if result.findings:
        lines += ["| Severity | Rule | Where | What |", "| --- | --- | --- | --- |"]
        for finding in result.findings if findings is None else findings:
            where = markdown_text(f"{places.path(finding.place)}:{finding.place.line}")
            lines.append(
                f"| {finding.severity} | {markdown_text(finding.rule)} | {where} | {markdown_text(finding.message)} |"
            )
    return "\n".join(lines).rstrip() + "\n"


def markdown_text(text: str) -> str:
    """Text that stays text on one line of Markdown, table cells included."""
    return _SPECIAL.sub(r"\\\1", visible(text))


def markdown_code(text: str) -> str:
    """An id as code: a fence longer than any run of backticks in it."""
    clean = visible(text).strip()
    fence = "`" * (max((len(run) for run in re.findall("`+", clean)), default=0) + 1)
    pad = " " if clean.startswith("`") or clean.endswith("`") else ""
    return f"{fence}{pad}{clean}{pad}{fence}"
