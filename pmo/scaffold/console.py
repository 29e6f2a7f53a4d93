"""Whom the interview talks to: a small protocol, and the real terminal behind it."""

import contextlib
import sys
import textwrap
from dataclasses import dataclass
from typing import Protocol

from pmo.errors import PmoError
from pmo.terminal import Style, style_for, visible

_WIDEST = 88


class StoppedError(PmoError):
    """The user wants out: Ctrl-C, or the end of the input (Ctrl-D)."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, its line of help and a good example. `key` names it for whoever answers without reading."""

    key: str
    text: str
    help: str
    example: str
    choices: tuple[str, ...] = ()


class Console(Protocol):
    """Where an interview takes place."""

    def write(self, text: str = "", *, strong: bool = False) -> None:
        """Print a paragraph, or a heading. Control characters are shown, never obeyed."""

    def ask(self, question: Question, again: str = "") -> str:
        """The answer, without spaces around it and without lone surrogates; empty when the question is skipped.

        `again` says why it is asked once more.

        Raises:
            StoppedError: the user wants out.
        """


class TerminalConsole:
    """The terminal at standard input and output, with the arrow keys working where Python can have them."""

    def __init__(self, style: Style | None = None) -> None:
        self._style = style or style_for(sys.stdout)
        self._width = min(self._style.width, _WIDEST) if self._style.width else None

    def write(self, text: str = "", *, strong: bool = False) -> None:
        """Print a paragraph, wrapped to the terminal, or a heading."""
        for line in self._wrapped(text):
            self._line(self._style.bold(line) if strong else line)

    def ask(self, question: Question, again: str = "") -> str:
        """Print the question with its help, example and choices (the reason alone when it is asked again), and read a line."""
        if again:
            self.write(again)
        else:
            self._line()
            self.write(question.text, strong=True)
            self._aside(question.help)
            for number, choice in enumerate(question.choices, 1):
                self._line(f"  {number:>2}  {visible(choice)}")
            self._aside(f"For example: {question.example}")
        return self._read()

    def _read(self) -> str:
        # Line editing comes with the import; without it an arrow key would end up in the plan. Windows has its own.
        with contextlib.suppress(ImportError):
            import readline  # noqa: F401, PLC0415 -- only an interview pays for it
        while True:
            sys.stdout.flush()
            try:
                answer = input("> ").strip()
                # Where Python lets bytes that are no UTF-8 through, they arrive as lone surrogates.
                answer.encode()
            except UnicodeError:
                self.write("That is not text in UTF-8. Please type it again.")
            except (EOFError, KeyboardInterrupt):
                self._line()
                raise StoppedError("Stopped. Nothing was written.") from None
            else:
                return answer

    def _aside(self, text: str) -> None:
        for line in self._wrapped(text, "  "):
            self._line(self._style.dim(line))

    def _wrapped(self, text: str, indent: str = "") -> list[str]:
        shown = visible(text)
        if self._width is None or len(indent) + len(shown) <= self._width:
            return [indent + shown]
        return textwrap.wrap(
            shown,
            self._width,
            initial_indent=indent,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )

    def _line(self, line: str = "") -> None:
        sys.stdout.write(line + "\n")
