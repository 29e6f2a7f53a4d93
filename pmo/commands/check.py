"""`pmo check`: what is wrong with the plan."""

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from pmo.engine import Result, check
from pmo.errors import ExitCode, PmoError
from pmo.findings import Finding, Severity
from pmo.output.concise import concise
from pmo.output.full import full
from pmo.output.json_ import json_failure, json_result
from pmo.output.places import Places
from pmo.output.summary import plural, summary
from pmo.reader.load import load_plan
from pmo.source.files import find_root
from pmo.terminal import Style

MANY = 30
"""Up to so many findings are shown in full unless a format was chosen."""


def run(
    path: Path, *, today: dt.date, output: str | None, fail_on: str | None, quiet: bool, style: Style, stream: TextIO
) -> ExitCode:
    """Check the plan in or above `path`. `output` is full, concise or json; None lets the number of findings decide.

    Raises:
        PmoError: the check could not be done. With JSON asked for, the document that says so is written first.
    """
    try:
        root = find_root(path)
        result = check(load_plan(root), today)
    except PmoError as error:
        if output == "json":
            stream.write(json_failure(str(error)))
        raise
    failed = fails(result, fail_on)
    places = Places.seen_from_here(root)
    if output == "json":
        stream.write(json_result(result, places))
    else:
        stream.writelines(text + "\n" for text in _texts(result, places, output, quiet, style))
    return ExitCode.FINDINGS if failed else ExitCode.CLEAN


def fails(result: Result, fail_on: str | None) -> bool:
    """Whether a finding is as bad as `fail_on` or worse; left out, the plan's setting and then its profile decide."""
    settings = result.plan.settings.check
    limit = fail_on or settings.fail_on or ("warning" if settings.profile == "audit" else "error")
    if limit == "never":
        return False
    return any(finding.severity.rank <= Severity(limit).rank for finding in result.findings)


def _texts(result: Result, places: Places, output: str | None, quiet: bool, style: Style) -> Iterator[str]:
    shown = _shown(result.findings, quiet)
    in_full = len(shown) if output == "full" else 0 if output == "concise" else min(len(shown), MANY)
    for finding in shown[:in_full]:
        yield full(finding, places, style) + "\n"
    if output is None and len(shown) > MANY:
        yield f"The other {len(shown) - MANY} in short (`--format full` shows all in full):\n"
    for finding in shown[in_full:]:
        yield concise(finding, places, style)
    if len(shown) > in_full:
        yield ""
    hidden = len(result.findings) - len(shown)
    yield summary(result) + (f" {plural(hidden, 'finding')} below error not shown." if hidden else "")
    if shown:
        yield f"`pmo explain {shown[0].rule}` tells more about a rule."


def _shown(findings: Iterable[Finding], quiet: bool) -> list[Finding]:
    return [finding for finding in findings if not quiet or finding.severity is Severity.ERROR]
