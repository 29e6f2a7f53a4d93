"""Text of the plan in a report: Markdown in prose, everything else literal, none of it able to be more than text.

Prose (statements, reasons, notes) may hold Markdown: emphasis, lists, links, code. Titles and names are literal. A report's own
structure cannot be touched from inside a field: headings, tables, raw HTML and pictures in it stay text.
"""

import re
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from pmo.terminal import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# What could drive a reader's eye or a parser: controls, bidirectional overrides, invisible and unpaired characters.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_SPACES = re.compile(r"[ \t\r\n]+")
# Prose without any of these means the same with and without Markdown, and most prose is so.
_MARKED = re.compile(r"[*_`\[\]<>\\!&~]|://|^\s*(?:[-+]|\d+[.)])\s|\n|^\s{4}", re.MULTILINE)
_UNSAFE_BLOCKS = ("heading", "lheading", "hr", "table", "reference", "code", "fence", "html_block")
_LINK = re.compile(r"(?:https?|mailto):", re.IGNORECASE)


def shown(text: str) -> str:
    """`text` with every character that could mislead made visible; white space is folded."""
    if text.isprintable():
        return text
    folded = _SPACES.sub(" ", text) if "\n" in text or "\t" in text or "\r" in text else text
    return visible(folded) if _HIDDEN.search(folded) else folded


def html_prose(text: str | None) -> Markup:
    """Prose as HTML blocks: paragraphs and lists."""
    if not text or not text.strip():
        return Markup()
    clean = _clean_lines(text)
    if not _MARKED.search(clean):
        return Markup("<p>{}</p>").format(clean)
    return Markup(_parser().render(clean).strip())  # noqa: S704 -- markdown-it escapes, and raw HTML is off


def html_inline(text: str | None) -> Markup:
    """Prose as HTML on one line, for table cells and sentences."""
    if not text:
        return Markup()
    clean = _SPACES.sub(" ", _clean_lines(text)).strip()
    if not _MARKED.search(clean):
        return escape(clean)
    return Markup(_parser().renderInline(clean).strip())  # noqa: S704 -- markdown-it escapes, and raw HTML is off


def html_code(text: str) -> Markup:
    """An id or a slug as code."""
    return Markup("<code>{}</code>").format(shown(text))


def plain_paragraphs(text: str | None) -> tuple[str, ...]:
    """Prose without its Markdown: one text a paragraph or list item."""
    if not text or not text.strip():
        return ()
    clean = _clean_lines(text)
    if not _MARKED.search(clean):
        return (_SPACES.sub(" ", clean).strip(),)
    blocks = [_spoken(token.children or ()) for token in _parser().parse(clean) if token.type == "inline"]
    return tuple(block for block in blocks if block)


def prose_tokens(text: str) -> "list[Token] | None":
    """Prose as the tokens of its blocks; None where nothing in it is Markdown."""
    clean = _clean_lines(text)
    return _parser().parse(clean) if _MARKED.search(clean) else None


def inline_tokens(text: str) -> "list[Token] | None":
    """Prose on one line as inline tokens; None where nothing in it is Markdown."""
    clean = _SPACES.sub(" ", _clean_lines(text)).strip()
    if not _MARKED.search(clean):
        return None
    return [child for token in _parser().parseInline(clean) for child in token.children or ()]


def plain(text: str | None) -> str:
    """Prose without its Markdown, on one line."""
    return " ".join(plain_paragraphs(text))


def _clean_lines(text: str) -> str:
    if not _HIDDEN.search(text):
        return text
    return "\n".join(visible(line.replace("\t", " ")) for line in text.splitlines())


def _spoken(tokens: "Iterable[Token]") -> str:
    """Inline tokens as they would be read aloud; the address of a link follows its words."""
    parts: list[str] = []
    addresses: list[tuple[str, int]] = []
    for token in tokens:
        if token.type in {"text", "code_inline", "image", "text_special"}:
            parts.append(token.content)
        elif token.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
        elif token.type == "link_open":
            addresses.append((str(token.attrs.get("href", "")), len(parts)))
        elif token.type == "link_close" and addresses:
            address, start = addresses.pop()
            if address and "".join(parts[start:]) != address:
                parts.append(f" ({address})")
    return _SPACES.sub(" ", "".join(parts)).strip()


@cache
def _parser() -> "MarkdownIt":
    # Imported here: most plans hold no Markdown, and start-up counts.
    from markdown_it import MarkdownIt  # noqa: PLC0415

    parser = MarkdownIt("js-default", {"html": False, "linkify": False, "typographer": False, "maxNesting": 20})
    parser.disable(list(_UNSAFE_BLOCKS), ignoreInvalid=True)
    parser.validateLink = _may_link  # type: ignore[assignment, method-assign]
    # A picture would be fetched from somewhere: its words stand for it.
    parser.add_render_rule("image", _picture_as_text)
    parser.add_render_rule("link_open", _link_open)
    return parser


def _may_link(address: str) -> bool:
    return _LINK.match(address.strip()) is not None


def _picture_as_text(_renderer: object, tokens: "list[Token]", at: int, _options: object, _env: object) -> str:
    return str(escape(tokens[at].content))


def _link_open(_renderer: object, tokens: "list[Token]", at: int, _options: object, _env: object) -> str:
    return f'<a href="{escape(str(tokens[at].attrs.get("href", "")))}" rel="noopener noreferrer">'
