"""A report in any of its formats, as bytes. What only one format needs is imported only for it."""

import base64
from dataclasses import replace
from pathlib import Path
from typing import Any

from pmo.engine import Result
from pmo.report.asked import Asked
from pmo.report.formats import can_draw, need
from pmo.report.house import PNG, SVG, house
from pmo.report.kinds import view_of
from pmo.report.look import PLAIN, Look
from pmo.report.render import render_report

_AS_USUAL = Asked()


def make_report(
    kind: str,
    fmt: str,
    result: Result,
    revision: str | None,
    look: Look = PLAIN,
    template: Path | None = None,
    asked: Asked = _AS_USUAL,
) -> bytes:
    """The report of a kind in a format, one of those that `pmo.report.formats` lists for it. Same input, same bytes.

    `look` is for Markdown and HTML, its logo for all the others too; `template` is a deck whose masters and layouts the slides take; `asked` holds what only some reports
    heed.

    Raises:
        PmoError: a package is not installed, no font has some of the characters, the logo cannot be drawn, a template cannot be used, or a
            brief is for nobody.
    """
    need(fmt)
    dressed = house(result.plan.settings, look.dress.logo)
    if fmt == "xlsx":
        from pmo.report.office.scorecard import scorecard_xlsx  # noqa: PLC0415

        return scorecard_xlsx(result, revision, dressed)
    if fmt not in {"pdf", "docx", "pptx"}:
        # A note may hold half a character, which UTF-8 has no bytes for; losing the whole report over it helps nobody.
        return render_report(kind, fmt, result, revision, look, asked=asked).encode("utf-8", "backslashreplace")
    view: Any = view_of(kind, result, revision, asked)
    if fmt == "pdf":
        from pmo.report.pdf.typeset import typeset  # noqa: PLC0415

        return typeset(kind, view, result.alignment.today, dressed)
    dressed = replace(dressed, logo=_for_office(dressed.logo))
    if fmt == "docx":
        from pmo.report.office.charter import charter_docx  # noqa: PLC0415

        return charter_docx(view, dressed)
    from pmo.report.facts import Facts  # noqa: PLC0415
    from pmo.report.office.alignment import alignment_pptx  # noqa: PLC0415

    return alignment_pptx(view, Facts(result), dressed, template)


def _for_office(logo: str) -> str:
    """The logo as Word and PowerPoint show it everywhere: an SVG becomes a PNG; none where nothing can draw it.

    The SVG does not go into the file beside the PNG: whoever opens it would draw a stranger's SVG by the rules of their own program.
    """
    media, _, content = logo.partition(";base64,")
    if media != SVG:
        return logo
    if not can_draw():
        return ""
    from pmo.report.pdf.picture import drawn  # noqa: PLC0415

    return f"{PNG};base64,{base64.b64encode(drawn(base64.b64decode(content))).decode('ascii')}"
