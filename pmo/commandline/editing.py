"""The commands that write into a plan: `record`, `new`, `rename`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from pmo.commandline.options import Color, ColorOption, PlanOption, TodayOption, the_day
from pmo.terminal import style_for

DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Show what would change, and change nothing.")]


def record(
    measure: Annotated[str | None, typer.Argument(metavar="[MEASURE]", help="The measure's id.")] = None,
    value: Annotated[str | None, typer.Argument(metavar="[VALUE]", help="The number, such as 38 or 38.5.")] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="The day that the value is of (default: today).")
    ] = None,
    note: Annotated[str | None, typer.Option("--note", metavar="TEXT", help="A word on it.")] = None,
    source: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help="Many at once, from a CSV file: measure,date,value,note."),
    ] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Put the value in place of that day's reading.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing: a value that looks odd is right.")] = False,
    dry_run: DryRunOption = False,
    plan: PlanOption = None,
    today: TodayOption = None,
) -> None:
    """Record a reading where its measure keeps them, and show where the measure stands before and after.

    Exit code 0: recorded; 1: a value looks odd, and nobody could be asked (--yes records it); 2: it could not be done.
    """
    from pmo.commands import record as command  # noqa: PLC0415 -- each command imports its own libraries

    request = command.Request(
        path=plan or Path(),
        today=the_day(today),
        measure=measure,
        value=value,
        on=on,
        note=note,
        source=source,
        replace=replace,
        yes=yes,
        dry_run=dry_run,
        ask=sys.stdin.isatty() and sys.stdout.isatty(),
    )
    raise typer.Exit(command.run(request, stream=sys.stdout))


def rename(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The element's id now.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The id that it is to have.")],
    dry_run: DryRunOption = False,
    plan: PlanOption = None,
) -> None:
    """Give an element another id, and change every place that names it: links, owners, reviews, the baseline, its readings file.

    What reviews confirmed stays confirmed.
    """
    from pmo.commands import rename as command  # noqa: PLC0415

    raise typer.Exit(command.run(plan or Path(), old, new, dry_run=dry_run, stream=sys.stdout))


def new(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            help="objective, measure, strategy, goal, value, customer, person, initiative, service, process, template, tool or role.",
        ),
    ],
    id_: Annotated[str | None, typer.Option("--id", metavar="ID", help="Its id (default: made of the title).")] = None,
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT", help="What it is called.")] = None,
    name: Annotated[
        str | None, typer.Option("--name", metavar="TEXT", help="The same, for a person or a customer.")
    ] = None,
    statement: Annotated[str | None, typer.Option("--statement", metavar="TEXT", help="The sentence itself.")] = None,
    of: Annotated[
        str | None,
        typer.Option("--of", metavar="ID", help="Whose it is: pmo, organization or a customer; a measure's objective."),
    ] = None,
    owner: Annotated[str | None, typer.Option("--owner", metavar="ID", help="The person who answers for it.")] = None,
    for_: Annotated[
        list[str] | None, typer.Option("--for", metavar="ID", help="A customer whose success it is. May be repeated.")
    ] = None,
    supports: Annotated[
        list[str] | None,
        typer.Option("--supports", metavar="ID=BECAUSE", help="What it supports, and why. May be repeated."),
    ] = None,
    serves: Annotated[
        list[str] | None, typer.Option("--serves", metavar="ID", help="An objective that it serves. May be repeated.")
    ] = None,
    measure: Annotated[
        str | None, typer.Option("--measure", metavar="TEXT", help="For an objective: the name of its first measure.")
    ] = None,
    unit: Annotated[
        str | None, typer.Option("--unit", metavar="TEXT", help="What is counted; of a person, where they belong.")
    ] = None,
    direction: Annotated[
        str | None, typer.Option("--direction", metavar="WORD", help="increase, decrease or maintain.")
    ] = None,
    frequency: Annotated[
        str | None, typer.Option("--frequency", metavar="WORD", help="How often a reading is due: monthly, quarterly …")
    ] = None,
    baseline: Annotated[
        str | None, typer.Option("--baseline", metavar="NUMBER", help="Where it stands at the start.")
    ] = None,
    baseline_date: Annotated[
        str | None, typer.Option("--baseline-date", metavar="DATE", help="On which day (default: today).")
    ] = None,
    target: Annotated[str | None, typer.Option("--target", metavar="NUMBER", help="Where it is to be.")] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="DATE", help="By which day.")] = None,
    need: Annotated[
        list[str] | None, typer.Option("--need", metavar="TEXT", help="What a customer needs. May be repeated.")
    ] = None,
    role: Annotated[str | None, typer.Option("--role", metavar="TEXT", help="What a person does.")] = None,
    level: Annotated[
        str | None, typer.Option("--level", metavar="WORD", help="A person's standing: executive, manager or staff.")
    ] = None,
    status: Annotated[
        str | None, typer.Option("--status", metavar="WORD", help="draft, proposed (the default) or approved.")
    ] = None,
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="KEY=VALUE", help="Any other key, such as stage=outcome or band.low=5."),
    ] = None,
    file: Annotated[
        str | None,
        typer.Option("--file", metavar="PATH", help="The file, from the plan's folder (default: where its like are)."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing.")] = False,
    dry_run: DryRunOption = False,
    plan: PlanOption = None,
    today: TodayOption = None,
    color: ColorOption = Color.AUTO,
) -> None:
    """Add an element where the plan keeps its like, and tell what `pmo check` still wants of it.

    On a terminal, and without --title, it asks for all that was not given. Nothing is ever overwritten.
    """
    from pmo.commands import new as command  # noqa: PLC0415

    day = the_day(today)
    one = {
        "title": title,
        "name": name,
        "statement": statement,
        "owner": owner,
        "unit": unit,
        "direction": direction,
        "frequency": frequency,
        "baseline.value": baseline,
        "baseline.date": baseline_date or (day.isoformat() if baseline is not None else None),
        "target.value": target,
        "target.by": by,
        "role": role,
        "level": level,
        "status": status,
    }
    given = {key: [text] for key, text in one.items() if text is not None}
    several = {"for": for_, "supports": supports, "serves": serves, "needs": need}
    given |= {key: texts for key, texts in several.items() if texts}
    for text in set_ or []:
        key, equals, value = text.partition("=")
        if not equals:
            raise typer.BadParameter(f"`{text}` is no KEY=VALUE.", param_hint="--set")
        given.setdefault(key.strip(), []).append(value)
    request = command.Request(
        path=plan or Path(),
        today=day,
        kind=kind,
        given=given,
        id=id_,
        of=of,
        measure=measure,
        file=file,
        ask=sys.stdin.isatty() and sys.stdout.isatty() and not yes,
        dry_run=dry_run,
    )
    raise typer.Exit(command.run(request, style=style_for(sys.stdout, color), stream=sys.stdout))
