"""Numbers as people type them on a command line, with what a plan takes of that, and what makes one doubt a new reading."""

import re
from collections.abc import Iterator

from pmo.model import Measure
from pmo.progress import contradictory, maintained, progress_at
from pmo.report.figures import NBSP, number, quantity
from pmo.source.scalars import BadScalarError, is_number, read_number, shorten
from pmo.terms import Direction

# Groups of three with spaces between can only be one number; a comma may be a decimal one.
_GROUPED = re.compile(r"([-+]?[0-9]{1,3})((?:[ \u00a0\u2009\u202f'’_][0-9]{3})+)(\.[0-9]+)?")
_NUMBER_AND_UNIT = re.compile(r"([-+]?[0-9][0-9\s'’_.,]*(?:[eE][-+]?[0-9]+)?)\s*((?:[^\W\d_]|[%$€£]).*)")
_OUT_OF = re.compile(r"(?:out )?of ([0-9]+)")
_PERCENT = ("percent", "per cent", "pct")
_TENFOLD = 10
_ALL = 100.0
_BACK = -1


def typed_number(text: str, unit: str | None) -> str:
    """The number as it goes into a plan: `38`, `38.5`; `1 200` as 1200; `12%` and `12 days` where that is the measure's unit.

    Raises:
        BadScalarError: it is no number, or one of another unit.
    """
    text = text.strip().replace("−", "-")
    bare, said = text, ""
    found = _NUMBER_AND_UNIT.fullmatch(text)
    if found and not is_number(text):
        bare, said = found[1].strip(), found[2].strip()
        if not _is_unit(said, unit):
            wanted = f"in {shorten(unit)}" if unit else "without a unit"
            raise BadScalarError(
                f"`{shorten(text)}` is in {shorten(said)}, and the measure {wanted}.", "Write the number alone."
            )
    grouped = _GROUPED.fullmatch(bare)
    if grouped:
        bare = grouped[1] + "".join(char for char in grouped[2] if char.isdigit()) + (grouped[3] or "")
    read_number(bare)
    return bare


def amount(value: float, unit: str | None) -> str:
    """A number with its unit, for a terminal."""
    return quantity(value, unit).replace(NBSP, " ")


def _is_unit(said: str, unit: str | None) -> bool:
    if said == "%" or said.lower() in _PERCENT:
        return is_percent(unit)
    return bool(unit) and said.casefold().rstrip(".s") == (unit or "").strip().casefold().rstrip(".s")


def is_percent(unit: str | None) -> bool:
    """Whether a unit counts in hundredths."""
    folded = (unit or "").lower()
    return "%" in folded or any(word in folded for word in _PERCENT)


def doubts(measure: Measure, value: float) -> Iterator[str]:
    """Why a new reading may be a slip of the keyboard: ten times as much, outside what the unit allows, far to the wrong side."""
    known = [reading.value for reading in measure.readings]
    start = measure.baseline.value if measure.baseline else None
    target = measure.target.value if measure.target else None
    band = [end for end in (measure.band.low, measure.band.high) if end is not None] if measure.band else []
    last = known[-1] if known else start if start is not None else target
    if last and value and max(abs(value / last), abs(last / value)) >= _TENFOLD:
        much = "more than ten times" if abs(value) > abs(last) else "less than a tenth of"
        exactly = max(abs(value / last), abs(last / value)) == _TENFOLD
        much = much.replace("more than ", "").replace("less than ", "") if exactly else much
        what = "the reading before" if known else "the baseline" if start is not None else "the target"
        yield f"{number(value)} is {much} {what}, {amount(last, measure.unit)}."
    others = [*known, *band, *(end for end in (start, target) if end is not None)]
    most = _most(measure.unit)
    if most is not None and not 0 <= value <= most and all(0 <= other <= most for other in others):
        yield f"{number(value)} lies outside 0 to {number(most)}, and the unit is {measure.unit}."
    way = progress_at(measure, value)
    if way is not None and not maintained(measure) and not contradictory(measure) and way < _BACK:
        better = "fall" if measure.direction is Direction.DECREASE else "rise"
        if measure.direction is not None:
            yield (
                f"The measure is to {better} from {number(start or 0)} to {amount(target or 0, measure.unit)}, and {number(value)} is "
                "further on the wrong side of that start than the whole way is long."
            )


def _most(unit: str | None) -> float | None:
    """The highest value that a unit allows; None where it allows any."""
    folded = (unit or "").strip().lower()
    found = _OUT_OF.match(folded)
    if found:
        return float(found[1])
    return _ALL if folded == "%" or folded in _PERCENT else None
