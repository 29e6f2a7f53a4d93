"""Numbers and dates as people write them in a plan: YAML 1.2 core numbers, ISO 8601 dates, nothing else."""

import datetime as dt
import re
from functools import lru_cache

_NUMBER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?|[-+]?\.[0-9]+(?:[eE][-+]?[0-9]+)?")
_GROUPED = re.compile(r"[-+]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?")
# Spaces and signs that people group digits with, and what they put around a number.
_DECORATION = re.compile(r"[\s_'’]|^[$€£]|[%$€£]$")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?=[T ]|$)")
_YEAR_LAST = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})")

# A plan says the same few dates and numbers thousands of times; what they mean never changes.
_REMEMBERED = 4096


class BadScalarError(ValueError):
    """A value that is not what its key asks for; carries what to tell the author, and where if not at the value's start.

    `instead` is the one word that was surely meant, where there is one.
    """

    def __init__(self, message: str, fix: str, at: int | None = None, instead: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix
        self.at = at
        self.instead = instead


def is_number(text: str) -> bool:
    """Whether the text is a number as a plan may hold it, finite or not."""
    return _NUMBER.fullmatch(text) is not None


@lru_cache(_REMEMBERED)
def read_number(text: str) -> float:
    """A finite number. Thousands separators, percent signs, leading zeros and words are refused, each with its own advice.

    Raises:
        BadScalarError: the text is no number.
    """
    if _NUMBER.fullmatch(text):
        value = float(text)
        if value - value == 0:
            return value
        raise BadScalarError(f"`{shorten(text)}` is too large a number.", "Write a smaller one.")
    shown = shorten(text)
    bare = _DECORATION.sub("", text).replace("−", "-")
    # `1,250` has a thousands separator, `3,5` a decimal comma: dropping that one would make another number of it.
    bare = bare.replace(",", "" if _GROUPED.fullmatch(bare) else ".")
    if not text.strip():
        raise BadScalarError("there is no number.", "Write one.")
    if text.endswith("%") and _NUMBER.fullmatch(bare):
        raise BadScalarError(f"`{shown}` is not a bare number.", f"Write `{bare}`, and `%` as the measure's unit.")
    if _NUMBER.fullmatch(bare) and bare != text:
        raise BadScalarError(
            f"`{shown}` is not a bare number.", f"Write `{bare}`: digits, a point for decimals, nothing else."
        )
    if _NUMBER.fullmatch(text.lstrip("+-0") or "0") and text.lstrip("+-").startswith("0"):
        raise BadScalarError(
            f"`{shown}` begins with a zero, so it is not read as a number.", "Leave the leading zeros out."
        )
    raise BadScalarError(f"`{shown}` is not a number.", "Write digits, with a point for decimals.")


@lru_cache(_REMEMBERED)
def read_date(text: str) -> dt.date:
    """A calendar date, year first.

    Raises:
        BadScalarError: the text is no date, or a day that does not exist.
    """
    if _DATE.fullmatch(text):
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            raise BadScalarError(f"`{text}` is not a day of the calendar.", "Correct the month or the day.") from None
    if not text.strip():
        raise BadScalarError("there is no date.", "Write year, month and day: `2026-12-31`.")
    meant = _date_meant(text.strip())
    fix = f"Write `{meant.isoformat()}`." if meant else "Write year, month and day: `2026-12-31`."
    raise BadScalarError(f"`{shorten(text)}` is not a date.", fix)


def _date_meant(text: str) -> dt.date | None:
    """The day that somebody surely meant who writes dates another way; None where it is not sure."""
    year_first, day_last = _YEAR_FIRST.match(text), _YEAR_LAST.fullmatch(text)
    if year_first:
        year, month, day = (int(part) for part in year_first.groups())
    elif day_last:
        first, between, second, year = int(day_last[1]), day_last[2], int(day_last[3]), int(day_last[4])
        # Other than with points, some countries put the day first and some the month: only a number above twelve can tell.
        if between != "." and first <= 12 and second <= 12 and first != second:  # noqa: PLR2004 -- months
            return None
        day, month = (second, first) if between != "." and second > 12 else (first, second)  # noqa: PLR2004
    else:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def written(value: float) -> str:
    """A number as its author would write it: whole where it is whole, never rounded, so that two that differ look so."""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)  # noqa: PLR2004 -- exact up to there


def shorten(text: str, most: int = 40) -> str:
    """The text for a message: one line, cut when long."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"
