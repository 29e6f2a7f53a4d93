"""Reports as text: a view of the plan put through a Jinja2 template.

A template sees view models and formatted text only. In HTML everything printed is escaped by Jinja2; in Markdown by
`pmo.report.markdown`. Both know the filters `prose` (paragraphs), `inline` (prose on one line) and `code` (ids).
"""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from pmo.engine import Result
from pmo.report import charts, figures, markdown, text

KINDS = ("charter", "alignment")
FORMATS = ("html", "md")


def render_report(kind: str, fmt: str, result: Result, revision: str | None) -> str:
    """The report of a kind (`charter`, `alignment`) in a format (`html`, `md`), from a check's result.

    `revision` is what version control calls this state of the plan, if it is known. Same input, same text.
    """
    # Each report imports its own view: one of them must not pay for the other.
    if kind == "charter":
        from pmo.report.charter.view import charter_view  # noqa: PLC0415

        return render(kind, fmt, charter_view(result, revision))
    from pmo.report.alignment.view import alignment_view  # noqa: PLC0415

    return render(kind, fmt, alignment_view(result, revision))


def render(kind: str, fmt: str, view: object) -> str:
    """A view model through the template `<kind>.<format>.j2`. The view has a `page`, which the layout needs."""
    template = _environment(fmt).get_template(f"{kind}.{fmt}.j2")
    return template.render(view=view, page=getattr(view, "page", None)).strip("\n") + "\n"


@cache
def _environment(fmt: str) -> Environment:
    environment = Environment(
        loader=PackageLoader("pmo.templates", "report"),
        # On in Markdown too, so that what a macro returns counts as escaped; `finalize` comes first and does the escaping there.
        autoescape=True,
        finalize=markdown.literal if fmt == "md" else _visible,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    if fmt == "md":
        environment.filters["prose"] = markdown.markdown_prose
        environment.filters["inline"] = markdown.markdown_inline
        environment.filters["code"] = markdown.markdown_code
        environment.filters["html"] = markdown.markdown_html
    else:
        environment.filters["prose"] = text.html_prose
        environment.filters["inline"] = text.html_inline
        environment.filters["code"] = text.html_code
        environment.globals.update(charts.DRAWINGS)
    environment.globals["count"] = figures.count
    environment.globals["fraction"] = figures.fraction
    return environment


def _visible(value: object) -> object:
    # Not for subclasses: Markup is finished text. Most text is printable, and a large report has a lot of it.
    return text.shown(value) if value.__class__ is str and not value.isprintable() else value
