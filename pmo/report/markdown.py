"""User text inside a Markdown report: escaped so that GitHub and GitLab show exactly the text.

GitHub's and GitLab's dialects both allow a backslash before any punctuation. Angle brackets, ampersands and dollars become
entities instead: those are looked for (HTML, mathematics) before backslashes are.
"""

import re

from markupsafe import Markup, escape

from pmo.report.text import plain, plain_paragraphs, shown

_ALWAYS = re.compile(r"[\\`*_\[\]|~<>&$]")
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;", "$": "&#36;"}
# At the start of a line these begin a heading, a list, a rule or a quote.
_FIRST = re.compile(r"^\s*(?:[#+=:-]|\d+(?=[.)](?:\s|$)))")
# GitLab turns these into references to people, issues, merge requests, milestones; GitHub the first two.
_REFERENCE = re.compile(r"(?<![\w\\&])[@#!%^](?=[\w\"])")
# Inside the quotes of a Mermaid label these mean themselves, unless they begin a list.
_PLAIN_IN_MERMAID = "-./()'?–’"
_LISTED = re.compile(r"\W|\d+[.)]")


def markdown(text: str) -> str:
    """`text` as literal Markdown on one line, safe in a table cell, a list item or a sentence."""
    clean = shown(text)
    escaped = _ALWAYS.sub(_escape, clean)
    escaped = _REFERENCE.sub(_escape_plainly, escaped)
    return _FIRST.sub(_escape_first, escaped)


def markdown_prose(text: str | None) -> Markup:
    """Prose as escaped paragraphs, its own Markdown taken out."""
    return Markup("\n\n".join(markdown(paragraph) for paragraph in plain_paragraphs(text)))  # noqa: S704 -- escaped


def markdown_inline(text: str | None) -> Markup:
    """Prose on one line, its own Markdown taken out."""
    return Markup(markdown(plain(text)))  # noqa: S704 -- escaped above


def markdown_code(text: str) -> Markup:
    """An id or a slug as code: a fence longer than any run of backticks in it, pipes escaped for tables."""
    clean = shown(text).strip().replace("|", "\\|")
    fence = "`" * (max((len(run) for run in re.findall("`+", clean)), default=0) + 1)
    pad = " " if clean.startswith("`") or clean.endswith("`") else ""
    return Markup(f"{fence}{pad}{clean}{pad}{fence}")  # noqa: S704 -- code holds no markup


def markdown_html(text: str) -> Markup:
    """Text inside an HTML tag of a Markdown report, where backslashes mean nothing."""
    return escape(shown(text))


def markdown_mermaid(text: str) -> Markup:
    """A name inside the quotes of a Mermaid label. What could mean something there becomes a character code (`#34;`)."""
    clean = shown(text)
    plain_too = "" if _LISTED.match(clean) else _PLAIN_IN_MERMAID
    coded = "".join(
        char if char.isalnum() or char in " ,\u00a0" or char in plain_too else f"#{ord(char)};" for char in clean
    )
    return Markup(coded)  # noqa: S704 -- coded


def literal(value: object) -> object:
    """What a template prints: text of the plan is escaped, what is escaped already and numbers pass through."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return Markup(markdown(value))  # noqa: S704 -- escaped


def _escape(match: re.Match[str]) -> str:
    char = match.group()
    return _ENTITIES.get(char, "\\" + char)


def _escape_plainly(match: re.Match[str]) -> str:
    return "\\" + match.group()


def _escape_first(match: re.Match[str]) -> str:
    found = match.group()
    # A number is followed by the dot or bracket that makes it a list item.
    return found + "\\" if found[-1].isdigit() else f"{found[:-1]}\\{found[-1]}"
