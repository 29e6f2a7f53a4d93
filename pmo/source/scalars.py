"""Numbers and dates as people write them in a plan: YAML 1.2 core numbers, ISO 8601 dates, nothing else."""

import datetime as dt
import re

_NUMBER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?|[-+]?\.[0-9]+(?:[eE][-+]?[0-9]+)?")
_GROUPED = re.compile(r"[-+]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


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


def read_number(text: str) -> float:
    """A finite number. Thousands separators, percent signs, leading zeros and words are refused, each with its own advice.

    Raises:
        BadScalarError: the text is no number.
    """
    if _NUMBER.fullmatch(text):
        value = float(text)
        if value - value == 0:
            return value
    shown = shorten(text)
    bare = text.strip().rstrip("%").strip().replace("_", "").replace(" ", "").replace("'", "").lstrip("$€£")
    # `1,250` has a thousands separator, `3,5` a decimal comma: dropping that one would make another number of it.
    bare = bare.replace(",", "" if _GROUPED.fullmatch(bare) else ".")
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
    raise BadScalarError(f"`{shorten(text)}` is not a date.", "Write year, month and day: `2026-12-31`.")


def shorten(text: str, most: int = 40) -> str:
    """The text for a message: one line, cut when long."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"
