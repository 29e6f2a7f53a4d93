"""Text of a Word document: parts that look the same, with what they lead to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pmo.report.prose import Run, runs

INK, INK_2, INK_3, LINE, RED = "17212B", "46525F", "656F7A", "97A2AE", "7A0019"

HERE = "\ufffc"
"""Where dressed parts go in a sentence: Unicode's own character for an object in a text."""


@dataclass(frozen=True, slots=True)
class Part:
    """Text in a paragraph that looks the same. `to` names a bookmark in the document, `link` an address outside it."""

    text: str
    bold: bool = False
    italic: bool = False
    struck: bool = False
    code: bool = False
    color: str = ""
    small: bool = False
    to: str = ""
    link: str = ""


Text = str | Part | Sequence[str | Part]


def strong(text: str, **more: Any) -> Part:
    """Text that carries the meaning of its line."""
    return Part(text, bold=True, **more)


def quiet(text: str, **more: Any) -> Part:
    """Text that stands back."""
    return Part(text, color=INK_3, **more)


def small(text: str, **more: Any) -> Part:
    """A smaller line below another."""
    return Part(text, small=True, color=INK_3, **more)


def lack(text: str, **more: Any) -> Part:
    """What is missing, in words and in the colour of trouble."""
    return Part(text, bold=True, color=RED, **more)


def around(sentence: str, *parts: str | Part, look: Callable[[str], str | Part] = str) -> list[str | Part]:
    """A sentence with parts in a row at its `HERE`; `look` dresses what stands before and after them."""
    before, _, after = sentence.partition(HERE)
    return [*([look(before)] if before else []), *parts, *([look(after)] if after else [])]


def inline(text: str, **more: Any) -> list[Part]:
    """Prose on one line."""
    return [part_of(run, **more) for run in runs(text)]


def part_of(run: Run, **more: Any) -> Part:
    """A run of prose as a part."""
    look = {"bold": run.bold, "italic": run.italic, "struck": run.struck, "code": run.code, "link": run.link}
    return Part(run.text, **(more | {name: value for name, value in look.items() if value}))
