"""A baseline: the findings that a team has agreed to live with for now, so that only new ones fail the check.

One line a finding, sorted: rule, element and field, never a line number or a count. It stays the same when the plan is reordered or split
over files, and two branches that each take a line out merge without conflict.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pmo.errors import UsageError
from pmo.findings import Finding
from pmo.rules import BY_SLUG
from pmo.source.text import Place, SourceFile

_NEVER = frozenset({"unreadable-file", "invalid-yaml", "merge-conflict", "baseline-stale"})
STALE = BY_SLUG["baseline-stale"]
_HEAD = "# Findings accepted when this file was written. `pmo check --write-baseline` renews it; delete lines as you mend them.\n"


@dataclass(frozen=True, slots=True)
class Baseline:
    """The identities of accepted findings, each with where its line stands."""

    file: SourceFile
    entries: dict[str, int]


def baseline_text(findings: Iterable[Finding]) -> str:
    """The file for these findings. What makes a file unreadable is left out: it hides other findings."""
    lines = sorted({finding.identity for finding in findings if finding.rule not in _NEVER})
    return _HEAD + "".join(f"{line}\n" for line in lines)


def read_baseline(path: Path) -> Baseline:
    """Read a baseline file.

    Raises:
        UsageError: there is no such file, or it is no text.
    """
    try:
        text = path.read_bytes().decode("utf-8")
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
    return Baseline(SourceFile(path.name, text), entries)


def split(findings: Iterable[Finding], baseline: Baseline) -> tuple[list[Finding], list[Finding]]:
    """Findings that are new, and those that the baseline knows."""
    new: list[Finding] = []
    known: list[Finding] = []
    for finding in findings:
        (known if finding.identity in baseline.entries and finding.rule not in _NEVER else new).append(finding)
    return new, known


def stale(known: Iterable[Finding], baseline: Baseline) -> list[Finding]:
    """Entries that no finding needs any more: each is a finding, so that the file shrinks and what was mended stays mended."""
    needed = {finding.identity for finding in known}
    return [
        Finding(
            STALE.slug,
            STALE.severity,
            Place(baseline.file, offset, offset + len(entry)),
            f"The baseline still holds `{entry}`, which is no longer found.",
            "Delete the line, or run `pmo check --write-baseline`.",
            STALE.consequence,
            field=entry,
        )
        for entry, offset in baseline.entries.items()
        if entry not in needed
    ]
