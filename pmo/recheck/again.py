"""The second chance of a check that is not remembered: where few files changed, and only in what concerns nobody else, they alone are checked.

The last check left the texts that it read (`pmo.recheck.former`). What changed since is read as it was and as it is, with the files that
it names. If both have the same face (`pmo.recheck.faces`), the rules that look beyond an element find what they found: that is
remembered, and moved with its lines (`pmo.recheck.moves`). The others (`Rule.own`) are asked again, for the changed files alone; and
first for the former ones, where they must find what is remembered, or nothing of this counts.

Whatever is not certain sends the check the long way: faults of reading, comments that excuse, places that cannot be found again.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pmo.cache import (
    UNUSABLE,
    Cache,
    Remembered,
    RememberedExcuse,
    RememberedReason,
    digest_of,
    entry_of,
    key_of,
    packed,
    readings_now,
    remembered,
)
from pmo.errors import PmoError
from pmo.excuses import Waived
from pmo.findings import Finding
from pmo.origin import Origin
from pmo.reader.load import Loaded
from pmo.recheck import little
from pmo.recheck.certain import UnclearError, sure
from pmo.recheck.extract import Extract, Held, Workbench
from pmo.recheck.former import Former, former_left_by, former_of
from pmo.recheck.moves import Moves
from pmo.selection import Selection
from pmo.source.files import ROOT_NAME, Folder, ReadFile
from pmo.source.ignores import MARK
from pmo.source.text import SourceFile

MOST = 10
"""So many changed files are looked at alone."""

_UNSURE = (*UNUSABLE, PmoError, UnclearError)


@dataclass(frozen=True, slots=True)
class Again:
    """One check that was not remembered: its plan's files, its key, and what else decides its result."""

    cache: Cache
    root: Path
    files: Sequence[ReadFile]
    today: dt.date
    selection: Selection
    words: tuple[str, ...]
    key: str

    def check(self) -> Remembered | None:
        """The check, made from the last one; None when it must be made as a whole. What comes of it is remembered."""
        try:
            return self._check()
        except _UNSURE:
            return None

    def leave(self, loaded: Loaded, *, moved: bool) -> None:
        """Leave what the whole check knew to the next one; `moved` if git saw targets move."""
        former = former_left_by(self.key, self._mark, self.files, loaded, moved=moved)
        if former is not None:
            former.leave(self.cache, self.root)

    @property
    def _mark(self) -> str:
        """What stands for all that decides a check but its files."""
        return key_of((), self.today, self.words)

    def _check(self) -> Remembered:
        former = former_of(self.cache, self.root, self.files)
        sure(former.mark == self._mark)
        entry = self.cache.entry(former.key)
        edit = self._edit(former, entry)
        was, became = self._extracts(former, edit)
        supported = former.supported.intersection(element.id for element in was.elements)
        sure(was.hinted == became.hinted)
        sure(was.face(supported, own_words=former.own_words) == became.face(supported, own_words=former.own_words))
        titles = _new_titles(former.titles, was.titles(), became.titles())
        last = remembered(entry, {file.path: file for file in (*former.files, *former.readings.values())})
        result = _joined(last, was, became, edit)
        if self.cache.keep(self.key, entry_of(result, edit.digests)):
            former.after(self.key, edit.after, titles).leave(self.cache, self.root)
        return result

    def _edit(self, former: Former, entry: Mapping[str, Any]) -> "_Edit":
        """What changed since the last check: few files, and nothing that excuses findings."""
        sure([read.file.path for read in self.files] == [file.path for file in former.files])
        pairs = zip(self.files, former.files, strict=True)
        changed = {read.file.path: read.file for read, file in pairs if read.file is not file}
        sure(not any(read.problem for read in self.files))

        readings = {path: readings_now(Folder(self.root), path) for path in entry["readings"]}
        digests = {path: digest_of(read) for path, read in readings.items()}
        there = _sound(readings, former, entry)
        changed |= {path: read.file for path, read in there.items() if digests[path] != entry["readings"][path]}
        plan_files = {file.path: file for file in former.files}
        # Two names that cannot be shown may look alike.
        sure(len(plan_files) == len(former.files))
        at_work = {by for path, by in former.named_in if path in changed} | changed.keys() & plan_files.keys()
        concerned = {path for path, by in former.named_in if by in at_work and path in there} | at_work
        # A file of the plan that is a readings file, too, concerns whoever reads it.
        sure(not concerned & there.keys() & plan_files.keys())
        before = {path: plan_files.get(path) or former.readings[path] for path in concerned}
        after = {path: changed.get(path, file) for path, file in before.items()}
        sure(little([file.text for file in after.values()], [file.text for file in former.files]))
        sure(0 < len(at_work) <= MOST)
        sure(not any(MARK in file.text for file in (*before.values(), *after.values())))
        return _Edit(frozenset(at_work), before, after, there, digests)

    def _extracts(self, former: Former, edit: "_Edit") -> tuple[Extract, Extract]:
        """The changed files with those that they name, as they were and as they are."""
        folder = Folder(self.root)
        then = Held(folder, {path: ReadFile(former.readings[path]) for path in edit.readings})
        now = Held(folder, edit.readings)
        nowhere = Origin(self.files[0].file, 0, written=False)
        bench = Workbench(self.today, self.selection, edit.at_work, frozenset(edit.before), former.where, nowhere)
        paths = sorted(edit.at_work)
        outlines = bench.outlines([ReadFile(edit.before[path]) for path in paths], then)
        new_outlines = bench.outlines([ReadFile(edit.after[path]) for path in paths], now)
        sure([outline.frame for outline in outlines] == [outline.frame for outline in new_outlines])
        where = former.where
        named = {where[name] for outline in outlines for name in outline.named & where.keys()}
        wanted = {ROOT_NAME, *former.settings_in, *edit.at_work, *named}
        files = [read for read in self.files if read.file.path in wanted]
        before = [ReadFile(edit.before.get(read.file.path, read.file)) for read in files]
        return bench.extract(before, then, outlines), bench.extract(files, now, new_outlines)


@dataclass(frozen=True, slots=True)
class _Edit:
    """What changed: the plan files at work; their texts and those of their readings files, before and after.

    `readings` are the plan's readings files as they are, those that are there; `digests` what they hold in short, all.
    """

    at_work: frozenset[str]
    before: Mapping[str, SourceFile]
    after: Mapping[str, SourceFile]
    readings: Mapping[str, ReadFile]
    digests: Mapping[str, str]


def _sound(readings: Mapping[str, ReadFile | None], former: Former, entry: Mapping[str, Any]) -> dict[str, ReadFile]:
    """The readings files that are there: the same as before, each read without a problem then and now."""
    there = {path: read for path, read in readings.items() if read is not None}
    sure(there.keys() == former.readings.keys() and not any(read.problem for read in there.values()))
    sure(all(digest_of(ReadFile(file)) == entry["readings"][path] for path, file in former.readings.items()))
    return there


def _joined(last: Remembered, was: Extract, became: Extract, edit: _Edit) -> Remembered:
    """The last check with what is found anew in the changed files, and all else where it is now."""
    moves = Moves(edit.before, edit.after)
    sure(_packed(filter(was.is_own, last.findings)) == _packed(was.own()))
    sure(_packed(item.finding for item in last.waived if was.is_own(item.finding)) == _packed(_found(was.waived())))
    # Whether a waiver is needed hangs on what it excuses.
    sure(_excused(was.waived()) == _excused(became.waived()))
    others = [moves.finding(finding) for finding in last.findings if not was.is_own(finding)]
    waived = [
        RememberedExcuse(moves.finding(item.finding), item.waiver)
        for item in last.waived
        if not was.is_own(item.finding)
    ]
    waived += [
        RememberedExcuse(item.finding, RememberedReason(item.waiver.because, item.waiver.by, item.waiver.until))
        for item in became.waived()
    ]
    waived.sort(key=lambda item: item.finding.sort_key)
    return replace(last.with_findings([*others, *became.own()]), waived=tuple(waived))


def _packed(findings: Iterable[Finding]) -> list[list[Any]]:
    return [packed(finding) for finding in findings]


def _found(waived: Iterable[Waived]) -> Iterator[Finding]:
    return (item.finding for item in waived)


def _excused(waived: Sequence[Waived]) -> Counter[tuple[str, str]]:
    return Counter((finding.element, finding.rule) for finding in _found(waived))


def _new_titles(everywhere: Sequence[str], before: Sequence[str], after: Sequence[str]) -> list[str]:
    """All titles after some have changed, which must be like no other, before and after (`titles-alike` looks at all of a plan)."""
    changed = {(old, new) for old, new in zip(before, after, strict=True) if old != new}
    if not changed:
        return list(everywhere)
    left = Counter(everywhere)
    left.subtract(before)
    titles = [*left.elements(), *after]
    there, here = Counter(map(_folded, everywhere)), Counter(map(_folded, titles))
    for old, new in changed:
        sure(not _folded(old) or there[_folded(old)] == 1)
        sure(not _folded(new) or here[_folded(new)] == 1)
    return titles


def _folded(title: str) -> str:
    return " ".join(title.casefold().split())
