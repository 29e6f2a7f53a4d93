"""Options that several commands share, and what becomes of them."""

import datetime as dt
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pmo.terminal import visible


class Color(StrEnum):
    """When to colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


def a_day(text: str) -> dt.date:
    """A day as the user wrote it."""
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        raise typer.BadParameter(
            f"`{visible(text)}` is no date: write year, month and day, as in 2026-06-30."
        ) from None


PlanOption = Annotated[
    Path | None,
    typer.Option("--plan", metavar="DIR", help="The plan's folder. Left out: the nearest pmo.yaml here or above."),
]
TodayOption = Annotated[
    dt.date | None,
    typer.Option(
        "--today",
        parser=a_day,
        metavar="DATE",
        envvar="PMO_TODAY",
        help="Pretend that today is DATE (2026-06-30).",
    ),
]
ColorOption = Annotated[Color, typer.Option("--color", help="When to colour; NO_COLOR and FORCE_COLOR are heeded too.")]


def the_day(today: dt.date | None) -> dt.date:
    """The day that a command goes by: the user's own calendar day unless another was asked for."""
    return today or dt.date.today()  # noqa: DTZ011 -- the user's own calendar day is meant
