"""A measure's readings as one line of small bars."""

from collections.abc import Sequence

_BARS = "▁▂▃▄▅▆▇█"
_MOST = 24


def sparkline(values: Sequence[float], low: float | None = None, high: float | None = None) -> str:
    """A bar for each value, the last few if there are many; the lowest bar is `low` or the lowest value, the highest likewise.

    Values that are all the same stand in the middle.
    """
    shown = [value for value in values if value == value and abs(value) != float("inf")][-_MOST:]  # noqa: PLR0124 -- not a number
    if not shown:
        return ""
    bottom = min(shown if low is None else [*shown, low])
    top = max(shown if high is None else [*shown, high])
    if top == bottom:
        return _BARS[3] * len(shown)
    # Halved first: the distance between two huge numbers may be no number any more.
    room = top / 2 - bottom / 2
    return "".join(_BARS[min(int((value / 2 - bottom / 2) / room * len(_BARS)), len(_BARS) - 1)] for value in shown)
