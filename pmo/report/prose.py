"""Text of the plan for formats that have no markup to print it in (PDF, Office): literal, or as paragraphs, lists and runs."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pmo.report.text import inline_tokens, prose_tokens, shown

if TYPE_CHECKING:
    from markdown_it.token import Token


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that look the same; `link` is where they lead (only http, https and mailto), empty for most."""

    text: str
    bold: bool = False
    italic: bool = False
    struck: bool = False
    code: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list, each item with blocks of its own; an ordered one counts from `start`."""

    items: "tuple[tuple[Block, ...], ...]"
    ordered: bool
    start: int = 1


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation."""

    blocks: "tuple[Block, ...]"


Block = Paragraph | Listing | Quote

# Characters that no font has, and that XML forbids in part: private use, and those that are nothing at all.
_NOTHING = {"Co", "Cn"}
_RIGHT_TO_LEFT = {"R", "AL"}

_LOOKS = {
    "strong_open": {"bold": True},
    "em_open": {"italic": True},
    "s_open": {"struck": True},
    "strong_close": {"bold": False},
    "em_close": {"italic": False},
    "s_close": {"struck": False},
}


def literal(text: str) -> str:
    """`text` on one line, with every character that could mislead, or that cannot be shown, made visible."""
    seen = shown(text)
    if seen.isprintable():
        return seen
    return "".join(c.encode("unicode_escape").decode() if unicodedata.category(c) in _NOTHING else c for c in seen)


def right_to_left(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left."""
    if text.isascii():
        return False
    directions = (unicodedata.bidirectional(char) for char in text)
    return next((found in _RIGHT_TO_LEFT for found in directions if found in {"L", *_RIGHT_TO_LEFT}), False)


def blocks(text: str | None) -> tuple[Block, ...]:
    """Prose as blocks."""
    if not text or not text.strip():
        return ()
    tokens = prose_tokens(text)
    if tokens is None:
        return (Paragraph((Run(literal(text).strip()),)),)
    return _blocks(iter(tokens))


def runs(text: str | None) -> tuple[Run, ...]:
    """Prose on one line."""
    if not text or not text.strip():
        return ()
    tokens = inline_tokens(text)
    return (Run(literal(text).strip()),) if tokens is None else _runs(tokens)


def _blocks(tokens: "Iterator[Token]", until: str = "") -> tuple[Block, ...]:
    found: list[Block] = []
    for token in tokens:
        if token.type == until:
            break
        if token.type == "inline":
            inside = _runs(token.children or ())
            if inside:
                found.append(Paragraph(inside))
        elif token.type in {"bullet_list_open", "ordered_list_open"}:
            ordered = token.type == "ordered_list_open"
            start = int(token.attrs.get("start", 1)) if ordered else 1
            found.append(Listing(_items(tokens, token.type.replace("_open", "_close")), ordered, start))
        elif token.type == "blockquote_open":
            found.append(Quote(_blocks(tokens, "blockquote_close")))
    return tuple(found)


def _items(tokens: "Iterator[Token]", until: str) -> tuple[tuple[Block, ...], ...]:
    items = []
    for token in tokens:
        if token.type == until:
            break
        if token.type == "list_item_open":
            items.append(_blocks(tokens, "list_item_close"))
    return tuple(items)


def _runs(tokens: "Sequence[Token]") -> tuple[Run, ...]:
    found: list[Run] = []
    look = Run("")
    for token in tokens:
        if token.type in _LOOKS:
            look = replace(look, **_LOOKS[token.type])  # type: ignore[arg-type]
        elif token.type == "link_open":
            look = replace(look, link=str(token.attrs.get("href", "")))
        elif token.type == "link_close":
            look = replace(look, link="")
        elif token.type in {"softbreak", "hardbreak"}:
            _add(found, replace(look, text=" "))
        elif token.type == "code_inline":
            _add(found, replace(look, text=token.content, code=True))
        elif token.content:
            # A picture would be fetched from somewhere: its words stand for it.
            _add(found, replace(look, text=token.content))
    return tuple(found)


def _add(found: list[Run], run: Run) -> None:
    """Characters that look the same are one run."""
    run = replace(run, text=literal(run.text))
    if found and replace(found[-1], text="") == replace(run, text=""):
        run = replace(run, text=found.pop().text + run.text)
    found.append(run)
