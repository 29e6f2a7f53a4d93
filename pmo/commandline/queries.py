"""`pmo show`, `pmo list` and `pmo next`: what a plan says, asked from the command line."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pmo.commandline.options import Color, ColorOption, PlanOption, TodayOption, the_day
from pmo.terminal import style_for


class TextOrJson(StrEnum):
    """How an answer is written."""

    TEXT = "text"
    JSON = "json"


class AgendaFormat(StrEnum):
    """How what is due is written."""

    TEXT = "text"
    JSON = "json"
    ICS = "ics"


FormatOption = Annotated[TextOrJson, typer.Option("--format", "-f", help="For people or for programs.")]


def list_(
    kind: Annotated[
        str | None,
        typer.Argument(metavar="[KIND]", help="goals, strategies, objectives, measures, people … Left out: all kinds."),
    ] = None,
    plan: PlanOption = None,
    owner: Annotated[
        str | None, typer.Option("--owner", metavar="PERSON", help="Only what this person answers for (id or name).")
    ] = None,
    unowned: Annotated[bool, typer.Option("--unowned", help="Only what nobody answers for.")] = False,
    status: Annotated[
        str | None, typer.Option("--status", metavar="STATUS", help="draft, proposed, approved or retired.")
    ] = None,
    state: Annotated[
        str | None,
        typer.Option("--state", metavar="STATE", help="met, on-track, no-data, at-risk, off-track or missed."),
    ] = None,
    at_risk: Annotated[
        bool, typer.Option("--at-risk", help="Only what is behind its plan or missed its target.")
    ] = False,
    customer: Annotated[
        str | None, typer.Option("--customer", metavar="ID", help="Only what is for this customer, or theirs.")
    ] = None,
    strategy: Annotated[
        str | None,
        typer.Option("--strategy", metavar="ID", help="Only what leads up to this strategy, goal or objective."),
    ] = None,
    text: Annotated[
        str | None, typer.Option("--text", metavar="TEXT", help="Only what has this in its id, title or statement.")
    ] = None,
    suspect: Annotated[bool, typer.Option("--suspect", help="Only what changed since a review confirmed it.")] = False,
    output: FormatOption = TextOrJson.TEXT,
    today: TodayOption = None,
    color: ColorOption = Color.AUTO,
) -> None:
    """List what the plan has: all of it, or what has a kind, an owner, a state, a customer or a strategy in common."""
    from pmo.commands import list_ as command  # noqa: PLC0415

    request = command.Request(
        kind=kind,
        owner=owner,
        status=status,
        customer=customer,
        strategy=strategy,
        text=text,
        state=state,
        at_risk=at_risk,
        suspect=suspect,
        unowned=unowned,
    )
    style = style_for(sys.stdout, color)
    raise typer.Exit(
        command.run(
            plan or Path(),
            request,
            output=output,
            today=the_day(today),
            style=style,
            stream=sys.stdout,
            notes=sys.stderr,
        )
    )


def show(
    element: Annotated[str, typer.Argument(metavar="ID", help="The id of anything in the plan.")],
    plan: PlanOption = None,
    output: FormatOption = TextOrJson.TEXT,
    today: TodayOption = None,
    color: ColorOption = Color.AUTO,
) -> None:
    """Show one element: why it is there, how it stands, what depends on it and what would fall with it."""
    from pmo.commands import show as command  # noqa: PLC0415 -- each command imports its own libraries

    style = style_for(sys.stdout, color)
    raise typer.Exit(
        command.run(
            plan or Path(),
            element,
            output=output,
            today=the_day(today),
            style=style,
            stream=sys.stdout,
            notes=sys.stderr,
        )
    )


def next_(
    plan: PlanOption = None,
    person: Annotated[
        str | None, typer.Option("--for", metavar="PERSON", help="Only what this person has a part in (id or name).")
    ] = None,
    days: Annotated[
        int | None,
        typer.Option(
            "--within", metavar="DAYS", min=0, help="How far to look ahead. Left out: 31 days, in a calendar a year."
        ),
    ] = None,
    output: Annotated[
        AgendaFormat, typer.Option("--format", "-f", help="For people, for programs, or for a calendar (iCalendar).")
    ] = AgendaFormat.TEXT,
    today: TodayOption = None,
    color: ColorOption = Color.AUTO,
) -> None:
    """Show what is due, by person: readings, reviews, targets, actions, decisions, waivers that end. What is overdue is always shown."""
    from pmo.commands import next_ as command  # noqa: PLC0415

    style = style_for(sys.stdout, color)
    day = the_day(today)
    # A calendar has line breaks of its own, which must reach the file as they are.
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if output is AgendaFormat.ICS and reconfigure is not None:
        reconfigure(encoding="utf-8", newline="")
    raise typer.Exit(
        command.run(
            plan or Path(),
            person=person,
            days=days,
            output=output,
            today=day,
            style=style,
            stream=sys.stdout,
            notes=sys.stderr,
        )
    )
