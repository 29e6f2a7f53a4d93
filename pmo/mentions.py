"""Whether a text names an element: by its id or its title, as people do in decisions and commit messages."""

from collections.abc import Iterable

from pmo.model import Decision, Element


def said_in(decision: Decision) -> str:
    """All that a decision says, in one text."""
    return " ".join(filter(None, (decision.id, decision.title, decision.question, decision.decided)))


def spoken_names(element: Element) -> tuple[str, ...]:
    """By which words a text can name an element: its id, and its title."""
    return tuple(filter(None, (element.id, element.title)))


def names_any(text: str, names: Iterable[str]) -> bool:
    """Whether a text names one of some things, whole words, in either case."""
    folded = f" {_words_of(text)} "
    return any(f" {_words_of(name)} " in folded for name in names if _words_of(name))


def _words_of(text: str) -> str:
    return " ".join("".join(char if char.isalnum() else " " for char in text.casefold()).split())
