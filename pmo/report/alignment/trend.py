"""Figures over the last reviews: today's questions, asked of the plan as it stood on each day."""

import datetime as dt
from dataclasses import dataclass

from pmo.answers import Rung
from pmo.language.words import Words, message
from pmo.progress import State
from pmo.report.asked import Compared
from pmo.report.charts import Spark
from pmo.report.facts import Facts

_GOOD = frozenset({State.ON_TRACK, State.MET})


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One figure at one review: the part, the whole, and both as text."""

    part: int
    whole: int
    text: str


@dataclass(frozen=True, slots=True)
class TrendLine:
    """One figure over the last reviews and today, as a line and as numbers."""

    label: str
    spark: Spark | None
    points: tuple[TrendPoint, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """Figures over the last reviews, each worked out by today's queries on the plan as it stood then. `days` are the dates, today last."""

    days: tuple[str, ...]
    dates: tuple[dt.date, ...]
    lines: tuple[TrendLine, ...]


def trend(facts: Facts, compared: Compared) -> Trend | None:
    """The figures over the states that are known, today last; None without an earlier one."""
    if not compared.states:
        return None
    words = facts.words
    states = [*compared.states, facts.alignment]
    rows: tuple[tuple[str, list[tuple[int, int]]], ...] = (
        (
            message("Strategies that an objective supports"),
            [(len(s.coverage.covered), len(s.strategies)) for s in states],
        ),
        (
            message("Strategies with fresh evidence"),
            [(len(s.reached(Rung.EVIDENCED)), len(s.strategies)) for s in states],
        ),
        (
            message("Objectives on track or met"),
            [(sum(s.roll_up(o).state in _GOOD for o in s.objectives), len(s.objectives)) for s in states],
        ),
        (message("Links confirmed lately"), [(len(s.confirmed_links), len(s.links)) for s in states]),
    )
    dates = [state.today for state in states]
    return Trend(
        days=tuple(words.short_day(date) for date in dates),
        dates=tuple(dates),
        lines=tuple(
            TrendLine(
                words(label),
                _drawn(label, dates, points, words),
                tuple(TrendPoint(part, whole, words.fraction(part, whole)) for part, whole in points),
            )
            for label, points in rows
        ),
    )


def _drawn(label: str, dates: list[dt.date], points: list[tuple[int, int]], words: Words) -> Spark | None:
    """The parts as a line on a scale from nothing to the largest whole, so that lines can be compared."""
    days = (dates[-1] - dates[0]).days
    top = max((whole for _, whole in points), default=0)
    if not days or not top:
        return None
    first, last = words.fraction(*points[0]), words.fraction(*points[-1])
    return Spark(
        key=f"trend-{label}",
        title=words.many(
            len(points),
            "{figure}: {n} time, from {first} to {last}",
            "{figure}: {n} times, from {first} to {last}",
            figure=words(label),
            first=words.day(dates[0]),
            last=words.day(dates[-1]),
        ),
        text=words.about("a figure over the last reviews", "From {first} to {last}.", first=first, last=last),
        points=tuple(
            ((date - dates[0]).days / days, part / top) for date, (part, _) in zip(dates, points, strict=True)
        ),
        first=first,
        last=last,
    )
