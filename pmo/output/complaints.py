"""The findings by what leaders would say: seven complaints, each with the evidence for or against it."""

from collections.abc import Iterator

from pmo.findings import Finding
from pmo.output.concise import concise
from pmo.output.outcome import Outcome
from pmo.output.places import Places
from pmo.output.summary import plural
from pmo.rules.complaints import COMPLAINTS
from pmo.terminal import Style


def by_complaint(result: Outcome, findings: list[Finding], places: Places, style: Style) -> Iterator[str]:
    """Lines: every complaint with "yes" and the findings behind it, or "no"; then what belongs to none of them."""
    yield style.bold("Would anyone here say that …")
    left = list(findings)
    for complaint in COMPLAINTS:
        found = [finding for finding in findings if finding.rule in complaint.rules]
        waived = sum(item.finding.rule in complaint.rules for item in result.waived)
        left = [finding for finding in left if finding.rule not in complaint.rules]
        answer = f"Yes: {plural(len(found), 'finding')}" if found else "No"
        aside = f" ({waived} waived)" if waived else ""
        yield ""
        yield f"{style.bold(f'“{complaint.said}”')}  {answer}{aside}"
        yield f"  {complaint.asked}"
        for finding in found:
            yield f"  {concise(finding, places, style)}"
    if left:
        yield ""
        yield style.bold("Besides")
        for finding in left:
            yield f"  {concise(finding, places, style)}"
    yield ""
