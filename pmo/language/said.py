"""Sentences of rooms that know no language: English text, which still knows the message that it was made from.

`pmo check` and the other commands show such a text as it is; a report says it again in its own language with `words.told(text)`.
"""

import datetime as dt
from typing import Self

from pmo.language.words import ENGLISH, Value, Words


class Said(str):
    """A message with its values. As a text it is the English sentence."""

    __slots__ = ("message", "more", "n", "values")
    message: str
    more: str
    n: int | None
    values: dict[str, Value]

    def __new__(cls, message: str, more: str, n: int | None, values: dict[str, Value]) -> Self:
        """Fill the message in English; with a count, the form that fits it."""
        found = super().__new__(cls, _filled(ENGLISH, message, more, n, values))
        found.message, found.more, found.n, found.values = message, more, n, values
        return found

    def __reduce__(self) -> tuple[type[Self], tuple[str, str, int | None, dict[str, Value]]]:
        return type(self), (self.message, self.more, self.n, self.values)

    def again(self, words: Words) -> str:
        """The same in another language."""
        return _filled(words, self.message, self.more, self.n, self.values)


def said(message: str, /, **values: Value) -> Said:
    """A whole sentence or clause, to be translated later. Numbers and dates are given as such: each language writes them its own way."""
    return Said(message, "", None, values)


def said_many(n: int, one: str, more: str, /, **values: Value) -> Said:
    """The same with a count, which stands at `{n}`."""
    return Said(one, more, n, values)


def _filled(words: Words, message: str, more: str, n: int | None, values: dict[str, Value]) -> str:
    if n is not None:
        return words.many(n, message, more, **{name: _shown(words, value) for name, value in values.items()})
    return words(message, **{name: _shown(words, value) for name, value in values.items()})


def _shown(words: Words, value: Value) -> str:
    if isinstance(value, str):
        return words.told(value) if isinstance(value, Said) else value
    if isinstance(value, dt.date):
        return words.day(value)
    if isinstance(value, int):
        return words.whole(value)
    return words.number(value) if isinstance(value, float) else value(words)
