"""Numbers, dates, ranges and rows of names in English: no noise, units beside numbers, lines never broken between the two."""

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
SIGNS = ("$", "€", "£", "¥", "₹", "₣", "₩")
"""Units that stand at the number without a space."""
MOST = 8
"""So many names stand in a row before it is cut and counted."""

_LARGE = ((1e12, "T"), (1e9, "bn"), (1e6, "M"))
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
    if unit in SIGNS:
        return f"{MINUS}{unit}{text[1:]}" if text.startswith(MINUS) else f"{unit}{text}"
    return f"{text}{NBSP}{_one(unit) if text in {'1', MINUS + '1'} else unit}"


def _one(unit: str) -> str:
    """The unit of a single thing: `day` for `days`. Abbreviations (`ms`, `pcs`) and phrases stay."""
    if len(unit) < _SHORTEST_PLURAL or not unit.isalpha() or not unit.endswith("s") or unit.endswith(_NO_PLURAL):
        return unit
    if unit.endswith("ies"):
        return f"{unit[:-3]}y"
    return unit[:-2] if unit.endswith(("sses", "xes", "ches", "shes")) else unit[:-1]


def long_unit(unit: str | None) -> bool:
    """Whether a unit is a phrase that is named once rather than beside each number."""
    return len((unit or "").strip()) > _LONG_UNIT


@lru_cache(maxsize=4096)
def day(date: dt.date) -> str:
    """`31 March 2026`."""
    return f"{date.day}{NBSP}{MONTHS[date.month - 1]}{NBSP}{date.year}"


@lru_cache(maxsize=4096)
def short_day(date: dt.date) -> str:
    """`31 Mar 2026`, for tables."""
    return f"{date.day}{NBSP}{MONTHS[date.month - 1][:3]}{NBSP}{date.year}"


def listed(names: Iterable[str], most: int = MOST) -> str:
    """Names in a row, as in a sentence; a long row is cut and counted. Names that hold commas are set apart by semicolons."""
    shown = list(names)
    if len(shown) < 2:  # noqa: PLR2004 -- one name needs no "and"
        return "".join(shown)
    # One more name is no longer than the words that would stand for it.
    last = shown.pop() if len(shown) <= most + 1 else f"{len(shown) - most:,} more"
    shown = shown[:most]
    if len(shown) > 1 and any("," in name for name in (*shown, last)):
        return f"{'; '.join(shown)}; and {last}"
    return f"{', '.join(shown)} and {last}"
