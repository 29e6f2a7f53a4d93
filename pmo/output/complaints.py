"""The findings by what leaders would say: seven complaints, each with the evidence for or against it."""

from collections.abc import Callable, Iterator

from pmo.findings import Finding
from pmo.output.concise import concise
from pmo.output.outcome import Outcome
from pmo.output.places import Places
from pmo.output.summary import plural
from pmo.rules.complaints import COMPLAINTS
from pmo.terminal import Style


def by_complaint(
    result: Outcome, findings: list[Finding], places: Places, style: Style, asked: Callable[[str], bool]
) -> Iterator[str]:
    """Lines: every complaint with "yes" and the findings behind it, or "no"; then what belongs to none of them.

    What is not shown (`findings` are those that are), or was accepted in a baseline, is said by leaders all the same; and of
    rules that were not `asked` there is nothing to say.
    """
    yield style.bold("Would anyone here say that …")
    left = list(findings)
    for complaint in COMPLAINTS:
        found = [finding for finding in findings if finding.rule in complaint.rules]
        there = sum(finding.rule in complaint.rules for finding in result.findings)
        known = sum(finding.rule in complaint.rules for finding in result.known)
        waived = sum(item.finding.rule in complaint.rules for item in result.waived)
        left = [finding for finding in left if finding.rule not in complaint.rules]
        answer = "No" if any(map(asked, complaint.rules)) else "Not asked"
        if there or known:
            answer = f"Yes: {plural(there + known, 'finding')}"
        aside = ", ".join(
            f"{count} {what}" for count, what in ((waived, "waived"), (known, "in the baseline")) if count
        )
        yield ""
        yield f"{style.bold(f'“{complaint.said}”')}  {answer}{f' ({aside})' if aside else ''}"
        yield f"  {complaint.asked}"
        for finding in found:
            yield f"  {concise(finding, places, style)}"
    if left:
        yield ""
        yield style.bold("Besides")
        for finding in left:
            yield f"  {concise(finding, places, style)}"
    yield ""
