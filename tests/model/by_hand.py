"""Measures built by hand, and the day of all these tests."""

import datetime as dt
from typing import Any

from pmo.model import Band, Baseline, Measure, Milestone, Pause, Reading, Target
from pmo.origin import Origin
from pmo.source.text import SourceFile
from pmo.terms import Direction

FILE = SourceFile("pmo.yaml", "")
HERE = Origin(FILE, 0)
TODAY = dt.date(2026, 6, 30)


def day(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)


def measure(
    baseline: tuple[float | None, str | None] | None = (0, "2026-01-01"),
    target: tuple[float | None, str | None] | None = (100, "2026-12-31"),
    direction: str | None = "increase",
    readings: dict[str, float] | None = None,
    milestones: dict[str, float] | None = None,
    band: tuple[float | None, float | None] | None = None,
    paused: str | None = None,
    **more: Any,
) -> Measure:
    """A measure that goes from 0 on 1 January to 100 on 31 December, unless said otherwise. `paused`: until when, or "" for ever."""
    return Measure(
        origin=HERE,
        id="m",
        direction=Direction(direction) if direction else None,
        baseline=Baseline(origin=HERE, value=baseline[0], date=day(baseline[1])) if baseline else None,
        target=Target(origin=HERE, value=target[0], by=day(target[1])) if target else None,
        band=Band(origin=HERE, low=band[0], high=band[1]) if band else None,
        readings=tuple(Reading(day(date), value, FILE, 0) for date, value in sorted((readings or {}).items())),
        milestones=tuple(Milestone(day(date), value, FILE, 0) for date, value in sorted((milestones or {}).items())),
        paused=None if paused is None else Pause(origin=HERE, until=day(paused or None)),
        **more,
    )
