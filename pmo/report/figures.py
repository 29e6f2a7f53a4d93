"""Numbers, dates and ranges as a reader expects them: no noise, units beside them, lines never broken between the two."""

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
NBSP = "\u00a0"
DASH = "–"
MINUS = "−"

_LARGE = ((1e12, "T"), (1e9, "bn"), (1e6, "M"))
_SIGNS = ("$", "€", "£", "¥", "₹", "₣", "₩")
_FEW_DIGITS = 1000
_LONG_UNIT = 14
_SHORTEST_PLURAL = 4
_NO_PLURAL = ("ss", "us", "is")


@lru_cache(maxsize=8192)
def number(value: float) -> str:
    """A number without floating-point noise: at most six significant digits, commas between thousands, millions as `1.2 M`."""
    if value != value or value in (float("inf"), float("-inf")):  # noqa: PLR0124 -- not a number
        return "–"
    size = abs(value)
    for scale, sign in _LARGE:
        if size >= scale:
            return f"{_plain(value / scale, 4)}{NBSP}{sign}"
    return _plain(value, 6)


def _plain(value: float, digits: int) -> str:
    if value == (whole := int(value)) and value and abs(whole) < _FEW_DIGITS:
        # What most values are, and what the long way would say of it.
        return f"{whole:,}" if whole > 0 else f"{MINUS}{-whole:,}"
    rounded = float(f"{value:.{digits}g}")
    text = f"{rounded:,.10f}".rstrip("0").rstrip(".")
    if text in {"-0", "0", ""}:
        return "0" if value == 0 else f"{value:.2g}".replace("-", MINUS)
    return text.replace("-", MINUS)


@lru_cache(maxsize=8192)
def quantity(value: float, unit: str | None) -> str:
    """A number with its unit: `41 days`, `90 %`, `$1.2 M`. A unit too long to repeat is left to the measure's own line."""
    text = number(value)
    unit = (unit or "").strip()
    if not unit or long_unit(unit):
        return text
    if unit in _SIGNS:
        return f"{MINUS}{unit}{text[1:]}" if text.startswith(MINUS) else f"{unit}{text}"
    return f"{text}{NBSP}{_one(unit) if text in {'1', MINUS + '1'} else unit}"


def _one(unit: str) -> str:
    """The unit of a single thing: `day` for `days`. Abbreviations (`ms`, `pcs`) and phrases stay."""
    if len(unit) < _SHORTEST_PLURAL or not unit.isalpha() or not unit.endswith("s") or unit.endswith(_NO_PLURAL):
        return unit
    if unit.endswith("ies"):
        return f"{unit[:-3]}y"
    return unit[:-2] if unit.endswith(("sses", "xes", "ches", "shes")) else unit[:-1]


def rounded_like(value: float, known: Iterable[float]) -> float:
    """A computed value, rounded to the finest decimals of the values that people gave: no more precise than what it comes from."""
    texts = [f"{other:.6f}".rstrip("0") for other in known]
    return round(value, max((len(text) - text.index(".") - 1 for text in texts), default=0))


def long_unit(unit: str | None) -> bool:
    """Whether a unit is a phrase that is named once rather than beside each number."""
    return len((unit or "").strip()) > _LONG_UNIT


def day(date: dt.date) -> str:
    """`31 March 2026`."""
    return f"{date.day}{NBSP}{MONTHS[date.month - 1]}{NBSP}{date.year}"


@lru_cache(maxsize=4096)
def short_day(date: dt.date) -> str:
    """`31 Mar 2026`, for tables."""
    return f"{date.day}{NBSP}{MONTHS[date.month - 1][:3]}{NBSP}{date.year}"


def span(low: float | None, high: float | None, unit: str | None) -> str:
    """A band: `90–95 %`, `at least 90 %`, `at most 5 days`."""
    if low is None and high is None:
        return DASH
    if low is None:
        return f"at most {quantity(high or 0.0, unit)}"
    if high is None:
        return f"at least {quantity(low, unit)}"
    joint = f"{NBSP}to{NBSP}" if low < 0 or high < 0 else DASH
    return f"{number(low)}{joint}{quantity(high, unit)}"


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
