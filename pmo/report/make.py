"""A report in any of its formats, as bytes. What only one format needs is imported only for it."""

from pathlib import Path

from pmo.engine import Result
from pmo.report.formats import need
from pmo.report.house import house
from pmo.report.look import PLAIN, Look
from pmo.report.render import render_report


def make_report(
    kind: str, fmt: str, result: Result, revision: str | None, look: Look = PLAIN, template: Path | None = None
) -> bytes:
    """The report of a kind in a format, one of those that `pmo.report.formats` lists for it. Same input, same bytes.

    `look` is for Markdown and HTML; `template` is a deck whose masters and layouts the slides take.

    Raises:
        PmoError: a package is not installed, no font has some of the characters, or the template cannot be used.
    """
    need(fmt)
    if fmt == "pdf":
        return _pdf(kind, result, revision)
    if fmt == "docx":
        from pmo.report.charter.view import charter_view  # noqa: PLC0415
        from pmo.report.office.charter import charter_docx  # noqa: PLC0415

        return charter_docx(charter_view(result, revision), house(result.plan.settings))
    if fmt == "pptx":
        from pmo.report.alignment.view import alignment_view  # noqa: PLC0415
        from pmo.report.facts import Facts  # noqa: PLC0415
        from pmo.report.office.alignment import alignment_pptx  # noqa: PLC0415

        view = alignment_view(result, revision)
        return alignment_pptx(view, Facts(result), house(result.plan.settings), template)
    if fmt == "xlsx":
        from pmo.report.office.scorecard import scorecard_xlsx  # noqa: PLC0415

        return scorecard_xlsx(result, revision, house(result.plan.settings))
    # A note may hold half a character, which UTF-8 has no bytes for; losing the whole report over it helps nobody.
    return render_report(kind, fmt, result, revision, look).encode("utf-8", "backslashreplace")


def _pdf(kind: str, result: Result, revision: str | None) -> bytes:
    from pmo.report.pdf.typeset import typeset  # noqa: PLC0415

    view: object
    if kind == "charter":
        from pmo.report.charter.view import charter_view  # noqa: PLC0415

        view = charter_view(result, revision)
    else:
        from pmo.report.alignment.view import alignment_view  # noqa: PLC0415

        view = alignment_view(result, revision)
    return typeset(kind, view, result.alignment.today, house(result.plan.settings))
