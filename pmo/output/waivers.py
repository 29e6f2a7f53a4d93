"""What was excused, and on whose word: never shown as loudly as what stands, and never left out."""

from collections.abc import Iterator, Sequence

from pmo.findings import Finding
from pmo.output.outcome import Excused
from pmo.output.places import Places
from pmo.terminal import PLAIN, Style, visible

_MOST = 30


def waivers(waived: Sequence[Excused], places: Places, style: Style = PLAIN) -> Iterator[str]:
    """Two lines for each excused finding: where and what it is, then why, by whom and until when. Of many, the first and a count."""
    if not waived:
        return
    yield style.bold("Waived:")
    for item in waived[:_MOST]:
        yield f"  {places.shown(item.finding.place)}: {item.finding.rule}{_element(item.finding)}"
        yield style.dim(f"    {_reason(item)}")
    if len(waived) > _MOST:
        yield f"  and {len(waived) - _MOST} more; `--format json` has them all."
    yield ""


def _element(finding: Finding) -> str:
    return f" · {visible(finding.element)}" if finding.element else ""


def _reason(item: Excused) -> str:
    reason = item.waiver
    by = f", {reason.by}" if reason.by else ""
    until = f", until {reason.until.isoformat()}" if reason.until else ""
    return visible(f"{' '.join((reason.because or '').split())}{by}{until}")
