"""The fixes that have one right answer, as changes of the files themselves: nothing else in them changes by a byte."""

from collections.abc import Iterable

from pmo.findings import Finding
from pmo.source.edits import Edit, apply
from pmo.source.text import SourceFile
from pmo.writing import Change


def changes(findings: Iterable[Finding]) -> list[Change]:
    """What the fixes make of the files, in the order of their paths."""
    edits: dict[SourceFile, list[Edit]] = {}
    for finding in findings:
        for edit in finding.edits:
            edits.setdefault(edit.file, []).append(edit)
    found = (Change(file.path, file.text, apply(file.text, dict.fromkeys(wanted))) for file, wanted in edits.items())
    return sorted((change for change in found if change.before != change.after), key=lambda change: change.path)
