"""Options that several commands share, and what becomes of them."""

import datetime as dt
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Color(StrEnum):
    """When to colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


PlanOption = Annotated[
    Path | None,
    typer.Option("--plan", metavar="DIR", help="The plan's folder. Left out: the nearest pmo.yaml here or above."),
]
TodayOption = Annotated[
    dt.datetime | None,
    typer.Option(
        "--today",
        formats=["%Y-%m-%d"],
        metavar="DATE",
        envvar="PMO_TODAY",
        help="Pretend that today is DATE (2026-06-30).",
    ),
]
ColorOption = Annotated[Color, typer.Option("--color", help="When to colour; NO_COLOR and FORCE_COLOR are heeded too.")]


def the_day(today: dt.datetime | None) -> dt.date:
    """The day that a command goes by: the user's own calendar day unless another was asked for."""
    return today.date() if today else dt.date.today()  # noqa: DTZ011 -- the user's own calendar day is meant
