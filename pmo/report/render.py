"""Reports as text: a view of the plan put through a Jinja2 template.

A template sees view models and formatted text only. In HTML everything printed is escaped by Jinja2; in Markdown by
`pmo.report.markdown`. Both know the filters `prose` (paragraphs), `inline` (prose on one line) and `code` (ids).
"""

from pmo.engine import Result
from pmo.errors import PmoError
from pmo.report.look import PLAIN, Look
from pmo.report.page import MARK
from pmo.report.templates import environment, told_plainly

KINDS = ("charter", "alignment")
FORMATS = ("html", "md")
_NEAR = 2000


def render_report(kind: str, fmt: str, result: Result, revision: str | None, look: Look = PLAIN) -> str:
    """The report of a kind (`charter`, `alignment`) in a format (`html`, `md`), from a check's result.

    `revision` is what version control calls this state of the plan, if it is known. Same input, same text.

    Raises:
        PmoError: a template of the user's own (`look.templates`) is broken.
    """
    # Each report imports its own view: one of them must not pay for the other.
    if kind == "charter":
        from pmo.report.charter.view import charter_view  # noqa: PLC0415

        return render(kind, fmt, charter_view(result, revision), look)
    from pmo.report.alignment.view import alignment_view  # noqa: PLC0415

    return render(kind, fmt, alignment_view(result, revision), look)


def render(kind: str, fmt: str, view: object, look: Look = PLAIN) -> str:
    """A view model through the template `<kind>.<format>.j2`. The view has a `page`, which the layout needs.

    Raises:
        PmoError: a template of the user's own (`look.templates`) is broken.
    """
    with told_plainly(look.templates):
        templates = environment(fmt, look.templates)
        template = templates.get_template(f"{kind}.{fmt}.j2")
        text = template.render(view=view, page=getattr(view, "page", None), look=look.dress).strip("\n") + "\n"
    if look.templates is not None and MARK not in text[:_NEAR]:
        # By its mark the next run knows the file as one that it may replace.
        raise PmoError(
            f"{kind}.{fmt}.j2 does not print `{{{{ page.mark }}}}` near its beginning. Put it into a comment or a `meta` element."
        )
    return text
