"""Numbers, dates and ranges in English, as commands show them. Reports ask `pmo.language.words`, which knows their language."""

import datetime as dt
from collections.abc import Iterable

from pmo.language import english
from pmo.language.english import DASH, MINUS, MONTHS, NBSP, long_unit, number, quantity, short_day
from pmo.language.words import ENGLISH

__all__ = [
    "DASH",
    "MINUS",
    "MONTHS",
    "NBSP",
    "count",
    "day",
    "fraction",
    "long_unit",
    "number",
    "quantity",
    "rounded_like",
    "short_day",
    "span",
]


def rounded_like(value: float, known: Iterable[float]) -> float:
    """A computed value, rounded to the finest decimals of the values that people gave: no more precise than what it comes from."""
    texts = [f"{other:.6f}".rstrip("0") for other in known]
    return round(value, max((len(text) - text.index(".") - 1 for text in texts), default=0))


def day(date: dt.date) -> str:
    """`31 March 2026`."""
    return english.day(date)


def span(low: float | None, high: float | None, unit: str | None) -> str:
    """A band: `90–95 %`, `at least 90 %`, `at most 5 days`."""
    return ENGLISH.span(low, high, unit)


def count(many: int, word: str, plural: str = "") -> str:
    """The count and the word, in the number that fits: `1 objective`, `3 strategies`."""
    if many == 1:
        return f"1 {word}"
    if not plural:
        plural = f"{word[:-1]}ies" if word.endswith("y") and word[-2:-1] not in "aeiou" else f"{word}s"
    return f"{many:,} {plural}"


def fraction(part: int, whole: int) -> str:
    """`7 of 9`: never a percentage, whose denominator would be hidden."""
    return f"{part:,} of {whole:,}"
