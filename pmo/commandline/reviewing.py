"""`pmo review`: what must be looked at, and the record of it, from the command line."""

import datetime as dt
import sys
from pathlib import Path
from typing import Annotated

import typer

from pmo.commandline.options import Color, ColorOption, PlanOption, TodayOption, a_day, the_day
from pmo.commandline.queries import FormatOption, TextOrJson
from pmo.terminal import style_for
from pmo.terms import ReviewKind


def review(
    kind: Annotated[
        ReviewKind | None,
        typer.Argument(
            metavar="[KIND]",
            help="mission-vision, planning, alignment or signoff. Left out: whatever needs a look, as a note between two reviews.",
        ),
    ] = None,
    plan: PlanOption = None,
    confirm: Annotated[
        list[str] | None,
        typer.Option(
            "--confirm", metavar="ID", help="This holds as it stands. May be repeated, or several with commas."
        ),
    ] = None,
    confirm_all: Annotated[
        bool, typer.Option("--confirm-all", help="All that this kind of review looks at holds as it stands.")
    ] = False,
    attendees: Annotated[
        list[str] | None, typer.Option("--attendee", metavar="PERSON", help="Who was there (id or name).")
    ] = None,
    signed: Annotated[
        list[str] | None, typer.Option("--signed", metavar="PERSON", help="Who signed the charter, in a sign-off.")
    ] = None,
    decisions: Annotated[
        list[str] | None,
        typer.Option(
            "--decision",
            metavar="TEXT",
            help='A question and what was decided: "Do we hire? Yes, two. @coo"; without an answer who decides, by when: "Do we hire? @coo 2026-12-31".',
        ),
    ] = None,
    decided: Annotated[
        list[str] | None,
        typer.Option(
            "--decided", metavar="ID=TEXT", help="What was decided on a question that an earlier review left open."
        ),
    ] = None,
    actions: Annotated[
        list[str] | None,
        typer.Option(
            "--action", metavar="TEXT", help='What is to be done, by whom, by when: "Ask the clinics @coo 2026-12-31".'
        ),
    ] = None,
    done: Annotated[
        list[str] | None,
        typer.Option("--done", metavar="ID[=DATE]", help="An action of an earlier review is done, and since when."),
    ] = None,
    date: Annotated[
        dt.date | None,
        typer.Option("--date", parser=a_day, metavar="DATE", help="The day on which it was held (default: today)."),
    ] = None,
    next_: Annotated[
        dt.date | None,
        typer.Option(
            "--next",
            parser=a_day,
            metavar="DATE",
            help="When the next review of this kind is due, if not by the cadence.",
        ),
    ] = None,
    note: Annotated[str | None, typer.Option("--note", metavar="TEXT", help="A word on it.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the record, and write nothing.")] = False,
    list_only: Annotated[
        bool, typer.Option("--list", help="Only show what must be looked at, on a terminal too.")
    ] = False,
    output: FormatOption = TextOrJson.TEXT,
    today: TodayOption = None,
    color: ColorOption = Color.AUTO,
) -> None:
    """Show what must be looked at now, as it was and as it is; and record who agreed to it and what came of it.

    On a terminal it goes through item by item. With options, or elsewhere, it asks nothing. The record is a new file below reviews/; what
    is there is never changed.

    Exit code 0: nothing to look at, or recorded; 1: only shown, and something must be looked at; 2: it could not be done.
    """
    from pmo.commands import review as command  # noqa: PLC0415 -- each command imports its own libraries

    request = command.Request(
        kind=kind,
        confirm=tuple(confirm or ()),
        confirm_all=confirm_all,
        attendees=tuple(attendees or ()),
        signed=tuple(signed or ()),
        decisions=tuple(decisions or ()),
        decided=tuple(decided or ()),
        actions=tuple(actions or ()),
        done=tuple(done or ()),
        date=date,
        next=next_,
        note=note,
    )
    if list_only and request.records:
        raise typer.BadParameter("--list only shows; leave it out to record something.")
    style = style_for(sys.stdout, color)
    console = None
    if sys.stdin.isatty() and sys.stdout.isatty() and not list_only and output is TextOrJson.TEXT:
        from pmo.scaffold.console import TerminalConsole  # noqa: PLC0415 -- only a conversation needs it

        console = TerminalConsole(style)
    raise typer.Exit(
        command.run(
            plan or Path(),
            request,
            output=output,
            dry_run=dry_run,
            today=the_day(today),
            style=style,
            stream=sys.stdout,
            notes=sys.stderr,
            console=console,
        )
    )
