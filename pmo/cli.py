"""The command line: options become plain values, and a command's exit code becomes the process's. Only this file and `pmo.commandline` know Typer."""

import errno
import gc
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pmo import __version__
from pmo.commandline import editing, history, queries, reviewing
from pmo.commandline.options import Color, ColorOption, PlanOption, TodayOption, the_day
from pmo.errors import ExitCode, PmoError
from pmo.terminal import style_for, visible

if TYPE_CHECKING:
    from pmo.cache import Cache

app = typer.Typer(
    name="pmo",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Keep a PMO's mission, vision and objectives as text, and check that they stay tied to the organization's strategy.",
    epilog="Start with `pmo init`, fill in what it wrote, and let `pmo check` tell what is missing.",
)


# Under these headings the help lists the commands.
_MOMENTS = "The three moments"
_FORMAT = "The rules and the format"
_UPKEEP = "Keeping a plan alive"
_QUESTIONS = "Looking into a plan"


class FailOn(StrEnum):
    """The mildest severity that makes the check fail."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"
    NEVER = "never"


class GroupBy(StrEnum):
    """Other orders in which findings are shown."""

    COMPLAINT = "complaint"


class ReportFormat(StrEnum):
    """The formats of a report."""

    HTML = "html"
    MD = "md"
    PDF = "pdf"
    DOCX = "docx"
    PPTX = "pptx"
    XLSX = "xlsx"
    JSON = "json"


class ReportKind(StrEnum):
    """The reports."""

    CHARTER = "charter"
    ALIGNMENT = "alignment"
    SCORECARD = "scorecard"
    BRIEF = "brief"
    SELF_ASSESSMENT = "self-assessment"


class ScorecardBy(StrEnum):
    """How the scorecard is divided."""

    STRATEGY = "strategy"
    OWNER = "owner"


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"pmo {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    _version_wanted: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    pass


@app.command(rich_help_panel=_MOMENTS)
def init(
    directory: Annotated[
        Path, typer.Argument(metavar="[DIR]", help="Where to put the plan; made if it is not there.")
    ] = Path(),
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing; write placeholders to fill in.")] = False,
    example: Annotated[
        str | None, typer.Option("--example", metavar="NAME", help="Start from an example plan instead.")
    ] = None,
) -> None:
    """Start a plan: a charter, customers, the organization's strategies, a first objective, and CI that checks them.

    On a terminal it asks, in the order that matters: purpose first. Nothing is ever overwritten.
    """
    from pmo.commands import init as command  # noqa: PLC0415 -- each command imports its own libraries

    interactive = sys.stdin.isatty() and sys.stdout.isatty()
    raise typer.Exit(command.run(directory, example=example, ask=interactive and not yes, today=the_day(None)))


@app.command(rich_help_panel=_MOMENTS)
def check(
    path: Annotated[
        Path | None, typer.Argument(metavar="[PATH]", help="The plan's folder, or any file or folder in it.")
    ] = None,
    plan: PlanOption = None,
    outputs: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT[=FILE]",
            help="full, concise, json, github, gitlab, sarif, junit or markdown. May be repeated, each into a FILE of its own. "
            "Left out: full up to 30 findings, then concise.",
        ),
    ] = None,
    fail_on: Annotated[
        FailOn | None, typer.Option("--fail-on", help="The mildest severity that gives exit code 1 (default: error).")
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option("--select", metavar="RULES", help="Only these rules or families, with commas between."),
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", metavar="RULES", help="Not these rules or families.")
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option("--baseline", metavar="FILE", help="Findings accepted for now: only others count.")
    ] = None,
    write_baseline: Annotated[
        bool,
        typer.Option(
            "--write-baseline", help="Accept today's findings: write them to the baseline (pmo-baseline.txt)."
        ),
    ] = False,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", envvar="PMO_NO_CACHE", help="Do not use what earlier runs remembered.")
    ] = False,
    timings: Annotated[bool, typer.Option("--timings", help="Tell where the time went.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Check again whenever a file changes, until Ctrl-C.")] = False,
    group_by: Annotated[
        GroupBy | None,
        typer.Option("--group-by", help="complaint: the findings by what leaders say of PMOs that fail."),
    ] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Mend what has one right answer, then check.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show what --fix would change, and change nothing.")] = False,
    statistics: Annotated[
        bool,
        typer.Option("--statistics", help="Count the findings of each rule; of more than 30, show the counts alone."),
    ] = False,
    today: TodayOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show errors only.")] = False,
    color: ColorOption = Color.AUTO,
) -> None:
    """Find objectives not tied to strategy, and the other ways in which plans go wrong.

    Exit code 0: nothing to mend; 1: findings; 2: the check could not be done.
    """
    from pmo.commands import check as command  # noqa: PLC0415
    from pmo.commands.delivery import QUALITY  # noqa: PLC0415

    if path is not None and plan is not None:
        raise typer.BadParameter("Name the plan once: as the argument or with --plan.")
    on_github = os.environ.get("GITHUB_ACTIONS") == "true"
    summary_file = os.environ.get("GITHUB_STEP_SUMMARY") if on_github else None
    on_gitlab = os.environ.get("GITLAB_CI") == "true"
    request = command.Request(
        path=path or plan or Path(),
        today=the_day(today),
        outputs=_outputs(outputs or []),
        fail_on=fail_on,
        quiet=quiet,
        select=tuple(select) if select else None,
        ignore=tuple(ignore or ()),
        cache=None if no_cache else _cache(path or plan or Path()),
        baseline=baseline,
        write_baseline=write_baseline,
        statistics=statistics,
        timings=timings,
        by_complaint=group_by is GroupBy.COMPLAINT,
        fix=fix,
        diff=diff,
        # Formats that were asked for by name are all that is wanted; a plain run gets the server's annotations besides its text.
        annotate=on_github and not outputs,
        summary_file=Path(summary_file) if summary_file else None,
        quality_file=Path(os.environ.get("CI_PROJECT_DIR") or "", QUALITY) if on_gitlab and not outputs else None,
    )
    style = style_for(sys.stdout, color)
    if watch:
        from pmo.commands.watch import watch as again  # noqa: PLC0415

        again(request, style=style, stream=sys.stdout, notes=sys.stderr)
    raise typer.Exit(command.run(request, style=style, stream=sys.stdout, notes=sys.stderr))


@app.command(rich_help_panel=_MOMENTS)
def report(
    kind: Annotated[
        list[ReportKind] | None,
        typer.Argument(
            metavar="[KIND]...",
            help="charter, alignment, scorecard, brief or self-assessment. Left out: charter and alignment; with --for: brief.",
        ),
    ] = None,
    plan: PlanOption = None,
    formats: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMATS",
            help="md, html, json, pdf, docx (charter), pptx (alignment), xlsx (scorecard); several with commas between. Left out: md,html.",
        ),
    ] = "",
    template: Annotated[
        Path | None,
        typer.Option("--template", metavar="DECK.pptx", help="A presentation whose look the slides take (pptx)."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", metavar="DIR", help="Where to put the files (default: reports in the plan's folder)."
        ),
    ] = None,
    templates: Annotated[
        Path | None,
        typer.Option(
            "--template-dir",
            metavar="DIR",
            help="Your own templates or style sheet, named as those they replace (docs/templates.md).",
        ),
    ] = None,
    by: Annotated[
        ScorecardBy | None, typer.Option("--by", help="How the scorecard is divided (default: strategy).")
    ] = None,
    people: Annotated[
        list[str] | None,
        typer.Option("--for", metavar="PERSON", help="Whose brief, by id or name. May be repeated: a brief each."),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="REV|DATE|REVIEW",
            help="Tell what changed since: a revision, a day (2026-03-31), or a review's id. Left out: the last review.",
        ),
    ] = None,
    no_since: Annotated[bool, typer.Option("--no-since", help="Do not tell what changed.")] = False,
    today: TodayOption = None,
    open_: Annotated[bool, typer.Option("--open", help="Open the HTML in the browser.")] = False,
) -> None:
    """Write reports for people who never see the plan, as Markdown, HTML in one file, PDF or Office files: charter, alignment, and others by name.

    scorecard: every objective and measure. brief: one page for one person. self-assessment: what leaders say of PMOs that fail.
    """
    from pmo.commands import report as command  # noqa: PLC0415
    from pmo.report.asked import Grouping  # noqa: PLC0415

    if since is not None and no_since:
        raise typer.BadParameter("--since and --no-since contradict each other.")
    kinds = list(dict.fromkeys(kind or ([ReportKind.BRIEF] if people else [])))
    if people and ReportKind.BRIEF not in kinds:
        raise typer.BadParameter("--for says whose brief: ask for `brief` too, or name no other report.")
    if by and ReportKind.SCORECARD not in kinds:
        raise typer.BadParameter("--by divides the scorecard: ask for `scorecard` too.")
    if since is not None and kinds and not command.COMPARED.intersection(kinds):
        raise typer.BadParameter("--since is told in the alignment report and in briefs: ask for one of them too.")
    written = command.run(
        plan or Path(),
        kinds=kinds,
        formats=_formats(formats),
        out=out,
        today=the_day(today),
        stream=sys.stdout,
        notes=sys.stderr,
        templates=templates,
        template=template,
        by=Grouping(by or ScorecardBy.STRATEGY),
        people=people or (),
        since=since,
        compare=not no_since,
    )
    if open_:
        for path in written:
            if path.suffix == ".html":
                typer.launch(path.resolve().as_uri())


@app.command(rich_help_panel=_FORMAT)
def explain(
    rule: Annotated[str, typer.Argument(metavar="RULE", help="A rule's name, such as objective-without-strategy.")],
) -> None:
    """Tell why a rule is there, with a bad and a good example, and how to satisfy it."""
    from pmo.commands import explain as command  # noqa: PLC0415

    raise typer.Exit(command.explain(rule, stream=sys.stdout))


@app.command(rich_help_panel=_FORMAT)
def rules(color: ColorOption = Color.AUTO) -> None:
    """List every rule with its severity and what it finds."""
    from pmo.commands import explain as command  # noqa: PLC0415

    raise typer.Exit(command.rules(style=style_for(sys.stdout, color), stream=sys.stdout))


@app.command(rich_help_panel=_FORMAT)
def schema(
    reports: Annotated[
        bool, typer.Option("--reports", help="The schema of what `pmo report --format json` writes instead.")
    ] = False,
) -> None:
    """Print the JSON Schema of plan files, by which editors complete keys and show typos while you write."""
    if reports:
        from pmo.report.json_schema import report_schema_text  # noqa: PLC0415

        sys.stdout.write(report_schema_text())
        return
    from pmo.schema import schema_text  # noqa: PLC0415

    sys.stdout.write(schema_text())


app.command("next", rich_help_panel=_UPKEEP)(queries.next_)
# A number below zero looks like an option.
app.command(rich_help_panel=_UPKEEP, context_settings={"ignore_unknown_options": True})(editing.record)
app.command(rich_help_panel=_UPKEEP)(reviewing.review)
app.command(rich_help_panel=_UPKEEP)(editing.new)
app.command(rich_help_panel=_UPKEEP)(editing.rename)
app.command(rich_help_panel=_QUESTIONS)(queries.show)
app.command("list", rich_help_panel=_QUESTIONS)(queries.list_)
app.command(rich_help_panel=_QUESTIONS)(history.diff)
app.command(rich_help_panel=_QUESTIONS)(history.log)


def _cache(path: Path) -> "Cache | None":
    from pmo.cache import Cache, cache_folder  # noqa: PLC0415

    folder = cache_folder(os.environ, path)
    return None if folder is None else Cache(folder)


def _outputs(wanted: list[str]) -> tuple[tuple[str, Path | None], ...]:
    outputs = []
    for text in wanted:
        name, equals, target = text.partition("=")
        if equals and not target:
            raise typer.BadParameter(f"`{text}` names no file after the equals sign.")
        outputs.append((name.strip().lower(), Path(target) if target else None))
    if sum(target is None for _, target in outputs) > 1:
        raise typer.BadParameter(
            "Only one format can go to the screen: give the others a file, as in `--format sarif=pmo.sarif`."
        )
    files = [target for _, target in outputs if target is not None]
    if len(set(files)) < len(files):
        raise typer.BadParameter("Two formats cannot go to one file: give each a file of its own.")
    return tuple(outputs)


def _formats(text: str) -> list[str]:
    wanted = [word.strip().lower() for word in text.split(",") if word.strip()]
    known = [str(one) for one in ReportFormat]
    for word in wanted:
        if word not in known:
            raise typer.BadParameter(
                f"`{word}` is not a format. Choose {', '.join(known[:-1])} or {known[-1]}; several with commas between."
            )
    return list(dict.fromkeys(wanted))


def main() -> None:
    """Run the command line and exit: 0, 1 for findings, 2 for anything that kept a command from doing its job."""
    _speak_utf8()
    # A command makes many objects, little garbage in circles, and ends: the collector would only look through them again and again.
    gc.disable()
    try:
        try:
            app()
        finally:
            # What cannot be written is noticed here, where it can be said, and not when Python shuts down.
            sys.stdout.flush()
    except PmoError as error:
        _fail(str(error))
    except BrokenPipeError:
        # The reader has gone (`pmo check | head`): nothing more to say, and nothing to say it to.
        _drop_output()
        sys.exit(ExitCode.FAILED)
    except KeyboardInterrupt:
        _fail("Stopped.")
    except Exception as error:
        if os.environ.get("PMO_DEBUG"):
            raise
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            _fail("The output cannot be written: no space is left.")
        _fail(
            f"{type(error).__name__}: {visible(str(error))}\n"
            f"This is a fault of pmo {__version__}, not of your plan. PMO_DEBUG=1 shows where; please report it."
        )


def _drop_output() -> None:
    """Forget what could not be written, so that Python does not try once more when it shuts down."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _fail(message: str) -> None:
    try:
        sys.stdout.flush()
    except OSError:
        _drop_output()
    # A path from the command line may hold anything; the line breaks of a message are ours.
    shown = "\n".join(visible(line) for line in message.split("\n"))
    sys.stderr.write(f"pmo: {shown}\n")
    sys.exit(ExitCode.FAILED)


def _speak_utf8() -> None:
    # Whoever closes a stream (`>&-`) wants nothing on it.
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 -- open as long as we run
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    # A plan may hold any character; a terminal that cannot show one must not end the run.
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace" if (stream.encoding or "").lower() != "utf-8" else "replace")
