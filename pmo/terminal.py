"""What reaches a terminal: whether to colour, how to style, and user text made harmless.

The bottom layer: it imports nothing of `pmo`. Styling is a handful of ANSI codes by hand, because a check that finds
nothing must not pay for a rendering library.
"""

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TextIO
from unicodedata import category

_RESET = "\x1b[0m"
_BOLD = "\x1b[1m"
_DIM = "\x1b[2m"
_SEVERITY = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "advice": "\x1b[1;36m"}
_NARROWEST = 40

# Invisible characters that are part of honest text: the soft hyphen, and the joiners of emoji and of Indic and Persian script.
_HARMLESS = "\u00ad\u200c\u200d"
_LETTER_LIKE = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2")


@dataclass(frozen=True, slots=True)
class Style:
    """How text looks. `width` is the terminal's, in columns; None means that nothing is wrapped (a pipe, a file, CI).

    Colour only repeats what a word beside it says.
    """

    color: bool = False
    width: int | None = None

    def bold(self, text: str) -> str:
        """Strong text."""
        return f"{_BOLD}{text}{_RESET}" if self.color and text else text

    def dim(self, text: str) -> str:
        """Text that stands back: line numbers, rules of a drawing."""
        return f"{_DIM}{text}{_RESET}" if self.color and text else text

    def severity(self, word: str, text: str | None = None) -> str:
        """`text` (the word itself if left out) in the colour of the severity `word`: error, warning or advice."""
        shown = word if text is None else text
        code = _SEVERITY.get(word)
        return f"{code}{shown}{_RESET}" if self.color and code and shown else shown


PLAIN = Style()


def style_for(stream: TextIO, choice: str = "auto", environ: Mapping[str, str] = os.environ) -> Style:
    """The style for a stream: colour as `use_color` decides, and the width if the stream is a terminal."""
    width = None
    if _is_terminal(stream):
        width = max(shutil.get_terminal_size().columns, _NARROWEST)
    return Style(color=use_color(stream, choice, environ), width=width)


def use_color(stream: TextIO, choice: str = "auto", environ: Mapping[str, str] = os.environ) -> bool:
    """Whether to colour: `--color` first, then FORCE_COLOR, then NO_COLOR (set and not empty), then a terminal that can."""
    if choice != "auto":
        return choice == "always"
    if environ.get("FORCE_COLOR"):
        return True
    if environ.get("NO_COLOR"):
        return False
    return environ.get("TERM") != "dumb" and _is_terminal(stream)


def visible(text: str) -> str:
    r"""`text` on one line, with every character that could drive a terminal or hide shown as a sign for it.

    Control characters become their pictures (ESC is `␛`, a line break `⏎`), the others their escapes (`\\x9b`, `\\u202e`). The result
    can always be encoded: lone surrogates are escaped as well.
    """
    if text.isprintable():
        return text
    return "".join([char if char.isprintable() else _sign(char) for char in text.replace("\r\n", "\n")])


def _sign(char: str) -> str:
    code = ord(char)
    if char in "\n\r":
        return "⏎"
    if code < 0x20:  # noqa: PLR2004 -- the C0 controls, whose pictures stand in the same order
        return chr(0x2400 + code)
    if char == "\x7f":
        return "␡"
    kind = category(char)
    # Spaces, private use and characters newer than our tables show as themselves at worst as a box.
    if kind in {"Zs", "Co", "Cn"} or char in _HARMLESS or char in _LETTER_LIKE:
        return char
    return char.encode("unicode_escape").decode("ascii")


def _is_terminal(stream: TextIO) -> bool:
    try:
        return stream.isatty()
    except (AttributeError, ValueError):
        # A stand-in without the method, or a stream that is closed already.
        return False
