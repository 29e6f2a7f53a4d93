"""`pmo check`: what is wrong with the plan."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, TextIO

from pmo.cache import Cache, key_of
from pmo.commands.delivery import annotate, put, write_quality
from pmo.errors import ExitCode, PmoError, UsageError
from pmo.findings import Finding, Severity
from pmo.git_head import history_mark
from pmo.output.concise import concise
from pmo.output.formats import TEXT, Format, format_named
from pmo.output.full import full
from pmo.output.outcome import Outcome
from pmo.output.places import Places
from pmo.output.summary import plural, summary
from pmo.output.waivers import waivers
from pmo.recheck import worth_it
from pmo.source.files import find_root, read_plan_files
from pmo.terminal import Style, visible

if TYPE_CHECKING:
    from pmo.engine import Result
    from pmo.reader.load import Loaded
    from pmo.selection import Selection
    from pmo.source.files import ReadFile

_ROUNDS = 10
_SLOWEST = 10
MANY = 30
"""Up to so many findings are shown in full unless a format was chosen."""

BASELINE = "pmo-baseline.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a check was asked for.

    `outputs` pairs formats with files (None: standard output); without any, the number of findings decides between full and concise.
    `summary_file` gets a Markdown summary appended, as GitHub's job summaries want it; `annotate` adds its annotations to the text.
    `quality_file` gets a code quality report, from which GitLab makes its annotations; one that is there already is left alone.
    """

    path: Path
    today: dt.date
    outputs: tuple[tuple[str, Path | None], ...] = ()
    fail_on: str | None = None
    quiet: bool = False
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    baseline: Path | None = None
    write_baseline: bool = False
    statistics: bool = False
    by_complaint: bool = False
    timings: bool = False
    fix: bool = False
    diff: bool = False
    cache: Cache | None = None
    annotate: bool = False
    summary_file: Path | None = None
    quality_file: Path | None = None


def run(request: Request, *, style: Style, stream: TextIO, notes: TextIO) -> ExitCode:
    """Check the plan in or above `request.path`. The result goes to `stream`, remarks such as timings to `notes`.

    Raises:
        PmoError: the check could not be done. Formats for programs have got a document that says so before, as for any other fault.
    """
    formats = [(name, None if name in TEXT else format_named(name), target) for name, target in request.outputs]
    try:
        root = find_root(request.path)
        if request.diff:
            return _show_diff(_checked(root, request, notes), Places.seen_from_here(root), stream)
        if request.fix:
            outcome: Outcome = _fix(_checked(root, request, notes), root, request, stream)
        else:
            outcome = _outcome(root, request, notes)
        places = Places.seen_from_here(root)
        if request.write_baseline:
            return _write_baseline(root, request, outcome, places, stream)
        if request.baseline is not None:
            outcome = _without_known(outcome, request.baseline, _selection(request))
        texts = [
            (target, _rendered(name, found, outcome, places, request, style if target is None else Style()))
            for name, found, target in formats or [("", None, None)]
        ]
    except Exception as error:
        # Whatever went wrong, ours or theirs: a program that reads the result gets a document that says so.
        said = str(error) if isinstance(error, PmoError) else f"{type(error).__name__}: {error}"
        for _, found, target in formats:
            if found is not None and found.failure is not None:
                put(found.failure(said), target, stream)
        raise
    for target, text in texts:
        put(text, target, stream)
    _tell_server(outcome, places, request, stream, notes)
    return ExitCode.FINDINGS if fails(outcome, request.fail_on) else ExitCode.CLEAN


def _outcome(root: Path, request: Request, notes: TextIO) -> Outcome:
    """The check, remembered or made; what is made is remembered."""
    if request.cache is None or request.timings:
        return _checked(root, request, notes)
    files = read_plan_files(root)
    words = (repr(request.select), repr(request.ignore), history_mark(str(root)))
    key = key_of(files, request.today, words)
    found = request.cache.recall(key, files, root)
    if found is not None:
        return found
    from pmo.commands.past import told_by_git  # noqa: PLC0415 -- a remembered check needs neither reader nor rules
    from pmo.engine import check  # noqa: PLC0415

    selection = _selection(request)
    again = None
    if worth_it(files):
        from pmo.recheck.again import Again  # noqa: PLC0415

        again = Again(request.cache, root, files, request.today, selection, words, key)
        found = again.check()
        if found is not None:
            return found
    loaded = _loaded(root, files, notes)
    past, told = told_by_git(loaded, root, request.today, selection)
    result = check(loaded, request.today, selection, past=past)
    if told and request.cache.remember(key, result, loaded.readings) and again is not None:
        again.leave(loaded, moved=past is not None and bool(past.moved))
    return result


def _checked(root: Path, request: Request, notes: TextIO) -> "Result":
    spent: dict[str, float] = {}
    began = perf_counter()
    loaded = _loaded(root, None, notes)
    read = perf_counter()
    result = _check(loaded, root, request, spent)
    if request.timings:
        slowest = sorted(spent.items(), key=lambda item: -item[1])[:_SLOWEST]
        notes.write(f"{read - began:8.3f} s  reading {plural(len(loaded.plan.files), 'file')}\n")
        notes.writelines(f"{seconds:8.3f} s  {rule}\n" for rule, seconds in slowest)
        notes.write(f"{perf_counter() - began:8.3f} s  in all\n")
    return result


def _loaded(root: Path, files: "list[ReadFile] | None", notes: TextIO) -> "Loaded":
    from pmo.commands.progress_bar import ProgressBar  # noqa: PLC0415 -- a remembered check needs neither reader nor rules
    from pmo.reader.load import load_plan  # noqa: PLC0415

    bar = ProgressBar(notes, on=notes.isatty())
    try:
        return load_plan(root, files, lambda done, of: bar.step(done, of, "Reading"))
    finally:
        bar.end()


def _check(loaded: "Loaded", root: Path, request: Request, spent: dict[str, float] | None = None) -> "Result":
    from pmo.commands.past import past_for  # noqa: PLC0415
    from pmo.engine import check  # noqa: PLC0415

    selection = _selection(request)
    return check(loaded, request.today, selection, spent, past_for(loaded, root, request.today, selection))


def _selection(request: Request) -> "Selection":
    from pmo.selection import Selection, expand  # noqa: PLC0415 -- as above

    select = None if request.select is None else expand(request.select)
    if select is not None and not select:
        raise UsageError("`--select` names no rule, so nothing would be checked. Leave it out to check everything.")
    return Selection(select, expand(request.ignore))


def fails(result: Outcome, fail_on: str | None) -> bool:
    """Whether a finding is as bad as `fail_on` or worse; left out, the plan's setting and then its profile decide."""
    limit = _limit(result, fail_on)
    return limit is not None and any(finding.severity.rank <= limit.rank for finding in result.findings)


def _limit(result: Outcome, fail_on: str | None) -> Severity | None:
    limit = fail_on or result.fail_on
    return None if limit == "never" else Severity(limit)


def _rendered(name: str, found: Format | None, result: Outcome, places: Places, request: Request, style: Style) -> str:
    if found is not None:
        return found.render(result, places, _limit(result, request.fail_on))
    return "".join(text + "\n" for text in _texts(result, places, name, request, style))


def _texts(result: Outcome, places: Places, name: str, request: Request, style: Style) -> Iterator[str]:
    shown = [finding for finding in result.findings if not request.quiet or finding.severity is Severity.ERROR]
    if request.by_complaint:
        from pmo.output.complaints import by_complaint  # noqa: PLC0415 -- it needs the rules

        yield from by_complaint(result, shown, places, style, _selection(request).asks)
        yield summary(result)
        return
    if request.statistics and not name and len(shown) > MANY:
        # Whoever asks for a table of so many does not want to scroll past them all.
        yield from _statistics(shown, style)
        yield f"{summary(result)} `--format concise` lists them."
        return
    in_full = {"full": len(shown), "concise": 0}.get(name, min(len(shown), MANY))
    for finding in shown[:in_full]:
        yield full(finding, places, style) + "\n"
    if not name and len(shown) > MANY:
        yield f"The other {len(shown) - MANY} in short (`--format full` shows all in full):\n"
    for finding in shown[in_full:]:
        yield concise(finding, places, style)
    if len(shown) > in_full:
        yield ""
    if name != "concise" and not request.quiet:
        yield from waivers(result.waived, places, style)
    if request.statistics and shown:
        yield from _statistics(shown, style)
    hidden = len(result.findings) - len(shown)
    yield summary(result) + (f" {plural(hidden, 'finding')} below error not shown." if hidden else "")
    if shown:
        yield f"`pmo explain {shown[0].rule}` tells more about a rule."


def _statistics(findings: Iterable[Finding], style: Style) -> Iterator[str]:
    counts = Counter((finding.severity, finding.rule) for finding in findings)
    for (severity, rule), count in sorted(counts.items(), key=lambda item: (item[0][0].rank, -item[1], item[0][1])):
        yield f"{count:>6}  {style.severity(severity)}{' ' * (len('warning') - len(severity))}  {rule}"
    yield ""


def _without_known(outcome: Outcome, path: Path, selection: "Selection") -> Outcome:
    """The outcome without what a baseline knows; its stale entries are findings instead."""
    from pmo.baseline import STALE, read_baseline, split, stale  # noqa: PLC0415 -- most runs have none

    baseline = read_baseline(path)
    new, known = split(outcome.findings, baseline)
    if outcome.stale != "off" and STALE.slug not in selection.ignore:
        new += stale(outcome.findings, baseline, Severity(outcome.stale), selection.asks)
    return outcome.with_findings(new, known)


def _write_baseline(root: Path, request: Request, outcome: Outcome, places: Places, stream: TextIO) -> ExitCode:
    from pmo.baseline import baseline_text, others, read_baseline  # noqa: PLC0415
    from pmo.selection import UNREAD  # noqa: PLC0415

    target = request.baseline or root / BASELINE
    shown = visible(str(request.baseline)) if request.baseline else places.shown_path(BASELINE)
    if target.exists() and not target.is_file():
        raise UsageError(f"{shown} is no file.")
    for finding in outcome.findings:
        if finding.rule in UNREAD:
            # What the file holds cannot be accepted unseen, and what was accepted of it must not be dropped.
            where = places.shown(finding.place)
            raise PmoError(f"No baseline is written: {where}: {visible(finding.message)} Mend that file first.")
    selection = _selection(request)
    partly = selection.select is not None or bool(selection.ignore)
    # Reading it first makes sure that no other file is written over.
    before = read_baseline(target) if target.exists() else None
    kept = others(before, selection.asks) if partly and before is not None else []
    put(baseline_text(outcome.findings, kept), target, stream)
    beside = f" The lines of other rules are kept ({len(kept)})." if kept else ""
    stream.write(
        f"{shown}: {plural(len(outcome.findings), 'finding')} accepted for now.{beside} "
        f"`pmo check --baseline {shown}` fails on new ones only.\n"
    )
    return ExitCode.CLEAN


def _show_diff(result: "Result", places: Places, stream: TextIO) -> ExitCode:
    """What `--fix` would change. Exit code 1 when there is something."""
    from pmo.fixes import changes  # noqa: PLC0415
    from pmo.writing import diff  # noqa: PLC0415

    found = changes(result.findings)
    for change in found:
        stream.writelines(f"{visible(line)}\n" for line in diff(change, places.shown_path(change.path)))
    if not found:
        stream.write("There is nothing that `--fix` could mend.\n")
    return ExitCode.FINDINGS if found else ExitCode.CLEAN


def _fix(result: "Result", root: Path, request: Request, stream: TextIO) -> "Result":
    """Make the fixes and check again; a fix may bring to light what the mistake hid, so again, until nothing is left to mend."""
    from pmo.fixes import changes  # noqa: PLC0415
    from pmo.reader.load import load_plan  # noqa: PLC0415
    from pmo.writing import write  # noqa: PLC0415

    places = Places.seen_from_here(root)
    for _ in range(_ROUNDS):
        found = changes(result.findings)
        if not found:
            break
        write(found, root)
        if not request.outputs:
            stream.writelines(f"Mended {places.shown_path(change.path)}.\n" for change in found)
        result = _check(load_plan(root), root, request)
    return result


def _tell_server(result: Outcome, places: Places, request: Request, stream: TextIO, notes: TextIO) -> None:
    if request.annotate:
        annotate(result, places, request.summary_file, stream)
    if request.quality_file is not None:
        write_quality(result, places, request.quality_file, stream, notes)
