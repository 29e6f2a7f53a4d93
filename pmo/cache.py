"""The result of a check, remembered outside the work tree: a plan that did not change need not be read and checked again.

An entry is found by the content of every file, the day, what was selected, and the program itself, never by times or paths alone. It is
plain JSON with a checksum: a damaged one is passed over, and nothing in it is ever executed. Two runs may write at once.
"""

import contextlib
import datetime as dt
import hashlib
import json
import os
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pmo.findings import Finding, Related, Severity
from pmo.output.outcome import Outcome
from pmo.source.files import Folder, ReadFile, out_of_plan
from pmo.source.text import Place, SourceFile

if TYPE_CHECKING:
    from pmo.reader.context import LookedFor

_MOST_ENTRIES = 100
_MOST_BYTES = 20_000_000
_MOST_IN_ALL = 200_000_000
_SUM = 32

UNUSABLE = (OSError, ValueError, TypeError, KeyError, AttributeError, IndexError, ArithmeticError, RecursionError)
"""What can come of an entry that is missing, damaged or not what it says it is."""


@dataclass(frozen=True, slots=True)
class RememberedReason:
    """A waiver as it was remembered."""

    because: str | None
    by: str | None
    until: dt.date | None


@dataclass(frozen=True, slots=True)
class RememberedExcuse:
    """An excused finding as it was remembered."""

    finding: Finding
    waiver: RememberedReason


@dataclass(frozen=True, slots=True)
class Remembered:
    """A check as it was remembered; see `Outcome`."""

    findings: tuple[Finding, ...]
    waived: tuple[RememberedExcuse, ...]
    today: dt.date
    file_count: int
    fail_on: str
    stale: str
    known: tuple[Finding, ...] = ()

    def count(self, severity: Severity) -> int:
        """How many findings of a severity there are."""
        return sum(finding.severity is severity for finding in self.findings)

    def with_findings(self, findings: Iterable[Finding], known: Iterable[Finding] = ()) -> "Remembered":
        """The same check with other findings, put in order; `known` were taken out of them."""
        return replace(self, findings=tuple(sorted(findings, key=lambda finding: finding.sort_key)), known=tuple(known))


@dataclass(frozen=True, slots=True)
class Cache:
    """Entries of one folder. Everything that can go wrong with them means that the check is made anew, and nothing else."""

    folder: Path

    def recall(self, key: str, files: Sequence[ReadFile], root: Path) -> Remembered | None:
        """The check with this key, if its readings files still hold what they held; None when it must be made."""
        try:
            entry = self.entry(key)
            by_path = {read.file.path: read.file for read in files}
            if len(by_path) < len(files):
                # Two names that cannot be shown look alike.
                return None
            folder = Folder(root)
            for path, digest in entry["readings"].items():
                read = readings_now(folder, path)
                if digest_of(read) != digest:
                    return None
                if read is not None:
                    by_path[path] = read.file
            return remembered(entry, by_path)
        except UNUSABLE:
            return None

    def remember(self, key: str, outcome: Outcome, readings: "Iterable[LookedFor]") -> bool:
        """Keep a check under a key, with what the readings files held when it was made; whether it is kept now.

        Too large a one is not, and a folder that cannot be written to is left alone.
        """
        held: dict[str, str] = {}
        for asked in readings:
            digest = digest_of(asked.read)
            if held.setdefault(asked.path, digest) != digest:
                # It changed while the plan was read: this check is of no state that there was.
                return False
        return self.keep(key, entry_of(outcome, held))

    def entry(self, name: str) -> Any:
        """What was kept under a name, undamaged.

        Raises:
            OSError: nothing was.
            ValueError: it is damaged.
        """
        data = (self.folder / name).read_bytes()
        payload = data[_SUM:]
        if _digest(payload) != data[:_SUM]:
            raise ValueError(name)
        return json.loads(payload)

    def keep(self, name: str, entry: Any) -> bool:
        """Keep what JSON can hold under a name; whether it is kept now."""
        payload = json.dumps(entry, separators=(",", ":")).encode("ascii")
        return len(payload) <= _MOST_BYTES and self.put(name, (_digest(payload), payload))

    def put(self, name: str, parts: Iterable[bytes]) -> bool:
        """Write a file of the folder, all at once; whether that could be done."""
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            # Not by `tempfile`, whose imports would cost more than the rest of this: a name that two runs do not share is all it takes.
            temporary = self.folder / f".new-{os.getpid()}-{time.monotonic_ns()}"
            try:
                with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:  # noqa: PTH123 -- a handle, not a path
                    stream.writelines(parts)
                temporary.replace(self.folder / name)
            except OSError:
                # A disk that is full must not be kept full by half a file.
                temporary.unlink(missing_ok=True)
                raise
            with contextlib.suppress(OSError):
                self._prune()
            return True
        return False

    def _prune(self) -> None:
        """Take out the oldest files, until they are neither too many nor too large."""
        with os.scandir(self.folder) as listing:
            entries = [
                (facts.st_mtime_ns, facts.st_size, entry.path)
                for entry in listing
                for facts in (entry.stat(follow_symlinks=False),)
            ]
        size = sum(entry[1] for entry in entries)
        if len(entries) <= _MOST_ENTRIES and size <= _MOST_IN_ALL:
            return
        entries.sort()
        for number, (_, its, path) in enumerate(entries):
            if len(entries) - number <= _MOST_ENTRIES and size <= _MOST_IN_ALL:
                break
            size -= its
            with contextlib.suppress(OSError):
                os.unlink(path)  # noqa: PTH108 -- strings all the way


def cache_folder(environ: Mapping[str, str], root: Path) -> Path | None:
    """Where entries are kept: PMO_CACHE_DIR, or `pmo` in the user's cache folder. None where that would lie in the plan."""
    named = environ.get("PMO_CACHE_DIR")
    if named:
        folder = Path(named)
    elif sys.platform == "win32":
        folder = Path(environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "pmo" / "cache"
    elif sys.platform == "darwin":
        folder = Path.home() / "Library" / "Caches" / "pmo"
    else:
        folder = Path(environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "pmo"
    absolute = os.path.abspath(folder)  # noqa: PTH100 -- links are followed by whoever writes; the words decide here
    inside = os.path.commonpath([absolute, os.path.abspath(root)]) == os.path.abspath(root)  # noqa: PTH100
    return None if inside and not named else Path(absolute)


def key_of(files: Iterable[ReadFile], today: dt.date, words: Iterable[str]) -> str:
    """The name of the entry for these files on a day, with whatever else decides the result."""
    # Where the processor has instructions for it, as nearly all have, this one is the fastest.
    digest = hashlib.sha256(_program())
    for part in (today.isoformat(), *words):
        digest.update(f"{len(part)}:{part}".encode("utf-8", "surrogatepass"))
    for read in files:
        path, text = read.file.path, read.file.text
        problem = repr(read.problem) if read.problem else ""
        # Lengths in front: moving a word from one file to the next must change the key. One piece a file: there may be many.
        facts = f"{len(path)}:{len(problem)}:{len(text)}:{path}{problem}{text}"
        digest.update(facts.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _program() -> bytes:
    """What stands for the program: its version, and time and size of each of its files, so that a changed rule is a changed program."""
    from pmo import __version__  # noqa: PLC0415 -- the package itself, which imports nothing

    facts = "".join(f"{path}:{size}:{time};" for path, size, time in sorted(_own_files()))
    return f"{__version__} {sys.version_info[:2]} {facts}".encode()


def _own_files() -> Iterator[tuple[str, int, int]]:
    folders = [os.path.dirname(__file__)]  # noqa: PTH120 -- strings all the way: this runs at every start
    while folders:
        try:
            with os.scandir(folders.pop()) as listing:
                for entry in listing:
                    if entry.is_dir() and entry.name not in {"__pycache__", "pages"}:
                        folders.append(entry.path)
                    elif entry.name.endswith(".py"):
                        facts = entry.stat()
                        yield entry.path, facts.st_size, facts.st_mtime_ns
        except OSError:
            continue


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_SUM // 2).hexdigest().encode("ascii")


def readings_now(folder: Folder, path: str) -> ReadFile | None:
    """A readings file as it is; None when it is not there."""
    if not folder.inside(path):
        return out_of_plan(path)
    return folder.read(path) if folder.exists(path) else None


def digest_of(read: ReadFile | None) -> str:
    """What a file holds, in short; empty for none."""
    if read is None:
        return ""
    problem = repr(read.problem) if read.problem else ""
    return _digest(f"{problem}\n{read.file.text}".encode("utf-8", "surrogatepass")).decode("ascii")


def entry_of(outcome: Outcome, readings: Mapping[str, str]) -> dict[str, Any]:
    """A check as it is kept; `readings` are what its readings files held, in short."""
    return {
        "readings": readings,
        "findings": [packed(finding) for finding in outcome.findings],
        "waived": [[packed(item.finding), _reason(item.waiver)] for item in outcome.waived],
        "today": outcome.today.isoformat(),
        "file_count": outcome.file_count,
        "fail_on": outcome.fail_on,
        "stale": outcome.stale,
    }


def packed(finding: Finding) -> list[Any]:
    """A finding as it is kept."""
    return [
        finding.rule,
        finding.severity.value,
        _place(finding.place),
        finding.message,
        finding.fix,
        finding.consequence,
        [[_place(related.place), related.message] for related in finding.related],
        finding.element,
        finding.field,
    ]


def _place(place: Place) -> list[Any]:
    return [place.file.path, place.start, place.end]


def _reason(waiver: Any) -> list[str | None]:
    return [waiver.because, waiver.by, waiver.until.isoformat() if waiver.until else None]


def remembered(entry: dict[str, Any], files: Mapping[str, SourceFile]) -> Remembered:
    """A check as it was kept; `files` are those that its findings stand in, by path."""
    waived = [
        RememberedExcuse(
            _unpacked(finding, files), RememberedReason(because, by, dt.date.fromisoformat(until) if until else None)
        )
        for finding, (because, by, until) in entry["waived"]
    ]
    return Remembered(
        tuple(_unpacked(finding, files) for finding in entry["findings"]),
        tuple(waived),
        dt.date.fromisoformat(entry["today"]),
        int(entry["file_count"]),
        _severity_or(entry["fail_on"], "never"),
        _severity_or(entry["stale"], "off"),
    )


def _severity_or(word: str, other: str) -> str:
    return other if word == other else Severity(word).value


def _unpacked(packed: list[Any], files: Mapping[str, SourceFile]) -> Finding:
    rule, severity, place, message, fix, consequence, related, element, field = packed
    if any(text.__class__ is not str for text in (rule, message, fix, consequence, element, field)):
        raise TypeError(packed)
    return Finding(
        rule=rule,
        severity=Severity(severity),
        place=_placed(place, files),
        message=message,
        fix=fix,
        consequence=consequence,
        related=tuple(Related(_placed(where, files), str(said)) for where, said in related),
        element=element,
        field=field,
    )


def _placed(place: list[Any], files: Mapping[str, SourceFile]) -> Place:
    path, start, end = place
    return Place(files[path], int(start), None if end is None else int(end))
