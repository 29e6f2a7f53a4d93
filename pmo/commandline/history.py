"""The commands that look into the plan's history: `pmo diff` and `pmo log`."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pmo.commandline.options import Color, ColorOption, PlanOption, TodayOption, the_day
from pmo.terminal import style_for


class DiffFormat(StrEnum):
    """The formats of a difference."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


class LogFormat(StrEnum):
    """The formats of an element's history."""

    TEXT = "text"
    JSON = "json"


def diff(
    revisions: Annotated[
        str | None,
        typer.Argument(
            metavar="[A..B]",
            help="Commits, branches, tags or days (2026-03-31): A..B, or A alone for A to the files as they are. "
            "A...B begins where the two parted, as for a pull request. Left out: the last commit.",
        ),
    ] = None,
    plan: PlanOption = None,
    since_review: Annotated[
        bool, typer.Option("--since-review", help="From the day of the last recorded review to the files as they are.")
    ] = False,
    format_: Annotated[
        DiffFormat, typer.Option("--format", "-f", help="Markdown suits a comment on a pull request.")
    ] = DiffFormat.TEXT,
    today: TodayOption = None,
    color: ColorOption = Color.AUTO,
) -> None:
    """Tell what changed in the plan, in meaning: targets, links, wording, readings, statuses.

    Moving between files, reordering and reformatting are no change. Needs git.
    """
    from pmo.commands import diff as command  # noqa: PLC0415 -- each command imports its own libraries

    request = command.Request(plan or Path(), the_day(today), revisions, since_review, str(format_))
    raise typer.Exit(command.run(request, style=style_for(sys.stdout, color), stream=sys.stdout))


def log(
    element: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]", help="The id of any element of the plan, or of one that is gone. Left out: the whole plan."
        ),
    ] = None,
    plan: PlanOption = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="REVISION", help="Only what came after a commit, a branch, a tag or a day."),
    ] = None,
    format_: Annotated[LogFormat, typer.Option("--format", "-f", help="Text, or JSON for programs.")] = LogFormat.TEXT,
    color: ColorOption = Color.AUTO,
) -> None:
    """Tell how one element came to be what it is: its text, targets and links; who changed them, when and why.

    It is followed across files, and across a new id. Needs git.
    """
    from pmo.commands import log as command  # noqa: PLC0415

    request = command.Request(plan or Path(), element, since, str(format_))
    raise typer.Exit(command.run(request, style=style_for(sys.stdout, color), stream=sys.stdout))
