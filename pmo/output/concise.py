"""One line a finding: `path:line:column: severity slug: message`, for editors and scripts."""

from pmo.findings import Finding
from pmo.output.places import Places
from pmo.terminal import PLAIN, Style, visible


def concise(finding: Finding, places: Places, style: Style = PLAIN) -> str:
    """The finding on one line, never wrapped."""
    where = style.bold(places.shown(finding.place))
    severity = style.severity(finding.severity)
    return f"{where}: {severity} {style.bold(finding.rule)}: {visible(finding.message)}"
