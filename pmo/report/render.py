"""Reports as text: a view of the plan put through a Jinja2 template.

A template sees view models and formatted text only. In HTML everything printed is escaped by Jinja2; in Markdown by
`pmo.report.markdown`. Both know the filters `prose` (paragraphs), `inline` (prose on one line) and `code` (ids).
"""

from pmo.engine import Result
from pmo.errors import PmoError
from pmo.report.asked import Asked
from pmo.report.house import house
from pmo.report.json_ import report_json
from pmo.report.kinds import view_of
from pmo.report.look import PLAIN, Look
from pmo.report.page import MARK
from pmo.report.templates import environment, told_plainly

FORMATS = ("html", "md", "json")
_NEAR = 2000
_AS_USUAL = Asked()


def render_report(
    kind: str, fmt: str, result: Result, revision: str | None, look: Look = PLAIN, *, asked: Asked = _AS_USUAL
) -> str:
    """The report of a kind (one of `KINDS`) in a format (`html`, `md`, `json`), from a check's result.

    `revision` is what version control calls this state of the plan, if it is known. Same input, same text.

    Raises:
        PmoError: a brief is asked for nobody, or for somebody whom the plan does not name; or a template of the user's own
            (`look.templates`) is broken.
    """
    view = view_of(kind, result, revision, asked)
    return report_json(view) if fmt == "json" else render(kind, fmt, view, look, house(result.plan.settings).language)


def render(kind: str, fmt: str, view: object, look: Look = PLAIN, language: str = "en") -> str:
    """A view model through the template `<kind>.<format>.j2`, whose own words are in a language. The view has a `page`, which the layout needs.

    Raises:
        PmoError: a template of the user's own (`look.templates`) is broken.
    """
    with told_plainly(look.templates):
        templates = environment(fmt, look.templates, language)
        template = templates.get_template(f"{kind}.{fmt}.j2")
        text = template.render(view=view, page=getattr(view, "page", None), look=look.dress).strip("\n") + "\n"
    if look.templates is not None and MARK not in text[:_NEAR]:
        # By its mark the next run knows the file as one that it may replace.
        raise PmoError(
            f"{kind}.{fmt}.j2 does not print `{{{{ page.mark }}}}` near its beginning. Put it into a comment or a `meta` element."
        )
    return text
