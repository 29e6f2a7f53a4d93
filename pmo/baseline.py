"""A baseline: the findings that a team has agreed to live with for now, so that only new ones fail the check.

One line a finding, sorted: rule, element and field, never a line number or a count. It stays the same when the plan is reordered or split
over files, and two branches that each take a line out merge without conflict. A finding of several fields has a line for each, so that
one that gets worse is not taken for what was accepted.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from pmo.errors import UsageError
from pmo.findings import Finding, Severity
from pmo.rules import BY_SLUG
from pmo.selection import UNREAD
from pmo.source.text import Place, SourceFile
from pmo.terminal import visible

STALE = BY_SLUG["baseline-stale"]
_NEVER = UNREAD | {STALE.slug}
_HEAD = "# Findings accepted when this file was written. `pmo check --write-baseline` renews it; delete lines as you mend them.\n"


@dataclass(frozen=True, slots=True)
class Baseline:
    """The identities of accepted findings, each with where its line stands."""

    file: SourceFile
    entries: dict[str, int]


def baseline_text(findings: Iterable[Finding], kept: Iterable[str] = ()) -> str:
    """The file for these findings, and for lines to keep. What makes a file unreadable is left out: it hides other findings."""
    lines = {line for finding in findings if finding.rule not in _NEVER for line in _lines(finding)}
    return _HEAD + "".join(f"{line}\n" for line in sorted(lines.union(kept)))


def read_baseline(path: Path) -> Baseline:
    """Read a baseline file.

    Raises:
        UsageError: there is no such file, or it is no text, or something else than a baseline.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "it is not UTF-8 text"
        raise UsageError(
            f"The baseline {path} cannot be read: {reason.lower()}. Write one with --write-baseline."
        ) from error
    entries, offset = {}, 0
    for line in text.splitlines(keepends=True):
        entry = line.strip()
        if entry and not entry.startswith("#"):
            entries[entry] = offset
        offset += len(line)
    if text.strip() and not text.startswith(_HEAD[:20]) and not any(_rule(entry) in BY_SLUG for entry in entries):
        raise UsageError(f"{visible(str(path))} is no baseline: no line of it begins with the name of a rule.")
    return Baseline(SourceFile(path.name, text), entries)


def split(findings: Iterable[Finding], baseline: Baseline) -> tuple[list[Finding], list[Finding]]:
    """Findings that are new, and those of which the baseline knows every line."""
    new: list[Finding] = []
    known: list[Finding] = []
    for finding in findings:
        there = finding.rule not in _NEVER and all(line in baseline.entries for line in _lines(finding))
        (known if there else new).append(finding)
    return new, known


def others(baseline: Baseline, asked: Callable[[str], bool]) -> list[str]:
    """Lines of which a run can say nothing, since their rule was not `asked`."""
    return [entry for entry in baseline.entries if not asked(_rule(entry))]


def stale(
    findings: Iterable[Finding],
    baseline: Baseline,
    severity: Severity = STALE.severity,
    asked: Callable[[str], bool] = lambda _: True,
) -> list[Finding]:
    """Entries that no finding needs any more: each is a finding, so that the file shrinks and what was mended stays mended.

    None while a file cannot be read, since it may hold what they are about; and none of a rule that was not `asked`.
    """
    found = list(findings)
    if any(finding.rule in UNREAD for finding in found):
        return []
    needed = {line for finding in found for line in _lines(finding)}
    return [
        Finding(
            STALE.slug,
            severity,
            Place(baseline.file, offset, offset + len(entry)),
            f"The baseline still holds `{entry}`, which is no longer found.",
            "Delete the line, or run `pmo check --write-baseline`.",
            STALE.consequence,
            field=entry,
        )
        for entry, offset in baseline.entries.items()
        if entry not in needed and asked(_rule(entry))
    ]


def _lines(finding: Finding) -> list[str]:
    """The lines of a finding. Ids are strangers' text: no break in one may make a line of its own."""
    single = (replace(finding, field=field) for field in finding.field.split(","))
    return [visible(" ".join(finding.identity.split())) for finding in single]


def _rule(entry: str) -> str:
    return entry.partition(" ")[0]
