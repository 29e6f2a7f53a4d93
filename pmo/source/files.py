"""Which files make up a plan, and their text. Reads only; never leaves the plan's folder."""

import errno
import os
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from pmo.errors import NoPlanError
from pmo.source.gitignore import Ignores, ignored, own, spec_of
from pmo.source.problems import Problem
from pmo.source.text import SourceFile
from pmo.terminal import visible

ROOT_NAME = "pmo.yaml"
MAX_BYTES = 32 * 1024 * 1024
SUFFIXES = (".yaml", ".yml")
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_MEND = "Mend its permissions, or remove it."
_NO_FILE = "This is not a regular file."
_REPLACE = "Remove it, or put a file in its place."


@dataclass(frozen=True, slots=True)
class ReadFile:
    """One file as it was found: its text, or the problem that kept it from being read."""

    file: SourceFile
    problem: Problem | None = None


class PlanFiles(Protocol):
    """Where the files of a plan come from: its folder on the disk, or a revision that git holds. Paths count from the plan's folder."""

    def plan_files(self) -> list[ReadFile]:
        """Every plan file, in the plan's order: pmo.yaml, then each folder's own files before its sub-folders, by name."""

    def inside(self, path: str) -> bool:
        """Whether a path stays in the plan's folder, links followed."""

    def exists(self, path: str) -> bool:
        """Whether anything stands at a path."""

    def read(self, path: str) -> ReadFile:
        """The text of one file, or why it cannot be read."""


@dataclass(frozen=True, slots=True)
class Folder:
    """The files of a plan on the disk."""

    root: Path

    def plan_files(self) -> list[ReadFile]:
        """Every plan file below the root."""
        return read_plan_files(self.root)

    def inside(self, path: str) -> bool:
        """Whether a path stays in the plan's folder, links followed."""
        real_root = os.path.realpath(self.root)
        return os.path.realpath(self._full(path)).startswith(real_root + os.sep)

    def exists(self, path: str) -> bool:
        """Whether anything stands at a path, be it a link that leads nowhere."""
        return os.path.lexists(self._full(path))

    def read(self, path: str) -> ReadFile:
        """The text of one file."""
        return read_text(self._full(path), path)

    def _full(self, path: str) -> str:
        return os.path.join(self.root, path)  # noqa: PTH118 -- strings all the way, as in the walk


def find_root(start: Path) -> Path:
    """The plan's folder: `start` or the nearest folder above it that holds `pmo.yaml`.

    Raises:
        NoPlanError: `start` does not exist, or there is no `pmo.yaml` in it or above.
    """
    if not os.path.exists(start):  # noqa: PTH110 -- Path.exists() raises where a folder above may not be entered
        raise NoPlanError(f"{visible(str(start))}: no such file or folder.")
    try:
        folder = Path(os.path.abspath(start))  # noqa: PTH100 -- resolve() would follow links out of the folder the user named
    except FileNotFoundError as error:
        raise NoPlanError("The current folder does not exist any more. Go to another and try again.") from error
    if not folder.is_dir():
        folder = folder.parent
    for candidate in (folder, *folder.parents):
        if os.path.lexists(candidate / ROOT_NAME):
            return candidate
    named = start if start.is_dir() else start.parent
    where = "here" if named == Path() else f"in {visible(str(named))}"
    hint = " (there is a pmo.yml: rename it to pmo.yaml)" if (folder / "pmo.yml").exists() else ""
    raise NoPlanError(f"There is no pmo.yaml {where} or in any folder above{hint}. Run `pmo init` to start a plan.")


def read_plan_files(root: Path) -> list[ReadFile]:
    """Every plan file below `root`, in the plan's order: pmo.yaml, then each folder's own files before its sub-folders, by name."""
    walk = _Walk(os.path.realpath(root))
    waiting = [(str(root), "", _ignores(root))]
    while waiting:
        # Depth first: what lies in a folder comes before its neighbours.
        waiting += reversed(walk.folder(*waiting.pop()))
    walk.follow()
    walk.found.sort(key=lambda read: read.file.path != ROOT_NAME)
    return walk.found


def read_text(path: str, shown: str) -> ReadFile:
    """The text of one file, or why it cannot be read. `shown` is the path for messages."""
    try:
        handle = os.open(path, _READ)
    except OSError as error:
        if error.errno == errno.ENXIO:
            return _unreadable(shown, _NO_FILE, _REPLACE)
        return _unreadable(shown, f"The file cannot be opened: {_reason(error)}.", _MEND)
    try:
        facts = os.fstat(handle)
        size = facts.st_size
        if not stat.S_ISREG(facts.st_mode):
            if stat.S_ISDIR(facts.st_mode):
                return _unreadable(shown, "This is a folder, not a file.", "Name a file, or rename the folder.")
            return _unreadable(shown, _NO_FILE, _REPLACE)
        if size > MAX_BYTES:
            return too_large(shown, size)
        data = os.read(handle, size)
        if len(data) < size:
            data = _rest(handle, size, data)
    except OSError as error:
        return _unreadable(shown, f"The file cannot be read: {_reason(error)}.", _MEND)
    finally:
        os.close(handle)
    return decode(data, shown)


def too_large(shown: str, size: int) -> ReadFile:
    """A file that has more bytes than a plan's file may have."""
    fix = "Split it into several files, or move data that is no plan out of the folder."
    return _unreadable(shown, f"The file is too large for a plan ({size / 1_000_000:.0f} MB).", fix)


def out_of_plan(shown: str) -> ReadFile:
    """A file that is not read, since it lies outside the plan's folder."""
    return _unreadable(shown, "The file lies outside the plan's folder.", "Move it into the plan's folder.")


def _rest(handle: int, size: int, data: bytes) -> bytes:
    """What the file held when its size was asked, of which there is `data`; what one that grows meanwhile gets belongs to the next run."""
    while len(data) < size:
        more = os.read(handle, size - len(data))
        if not more:
            break
        data += more
    return data


def decode(data: bytes, shown: str) -> ReadFile:
    """The text of a file that is read already, or why its bytes are none."""
    # Text of that kind has a zero byte beside every Latin letter, whether it is marked or not.
    if data.startswith(_UTF16) or (0 in data[:1000] and data.count(0, 0, 1000) > min(len(data), 1000) // 4):
        return _unreadable(shown, "The file is in UTF-16, not in UTF-8.", "Save it as UTF-8.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        file = SourceFile(shown, data.decode("utf-8", "replace"))
        start = len(data[: error.start].decode("utf-8", "replace"))
        message = f"The file is not UTF-8: byte 0x{data[error.start]:02X} here."
        return ReadFile(file, Problem("unreadable-file", message, "Save the file as UTF-8.", start, start + 1))
    if text.startswith("\ufeff"):
        text = text.lstrip("\ufeff")
    return ReadFile(SourceFile(shown, text))


@dataclass(slots=True)
class _Walk:
    """A walk through the plan's folder: what was found, and the links to plan files with where their content belongs among that."""

    real_root: str
    found: list[ReadFile] = field(default_factory=list)
    links: list[tuple[int, str, str]] = field(default_factory=list)

    def folder(self, folder: str, prefix: str, ignores: Ignores) -> list[tuple[str, str, Ignores]]:
        """Add the files of a folder; its sub-folders are returned, each with what is ignored there, in order."""
        try:
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            shown = prefix.rstrip("/") or "."
            self.found.append(_unreadable(shown, f"The folder cannot be opened: {_reason(error)}.", _MEND))
            return []
        inner = _own_ignore(folder, prefix, ignores) if prefix else ignores
        folders = []
        for entry in entries:
            name = entry.name
            if name.startswith("."):
                continue
            shown = _shown(prefix + name)
            is_plan_file = name.endswith(SUFFIXES)
            # The file that marks the plan counts whatever git ignores: without it there is no plan.
            if inner and shown != ROOT_NAME and ignored(shown, inner, entry.is_dir(follow_symlinks=False)):
                continue
            if entry.is_symlink():
                self.link(entry, shown, is_plan_file=is_plan_file)
            elif entry.is_dir(follow_symlinks=False):
                folders.append((entry.path, shown + "/", inner))
                if is_plan_file:
                    self.found.append(_unreadable(shown, "A folder has the name of a plan file.", "Rename the folder."))
            elif is_plan_file:
                self.found.append(read_text(entry.path, shown))
        return folders

    def link(self, entry: "os.DirEntry[str]", shown: str, *, is_plan_file: bool) -> None:
        """A link counts where it brings in a file of the plan's folder that the walk itself does not come to."""
        target = os.path.realpath(entry.path)
        is_folder = os.path.isdir(target)  # noqa: PTH112 -- strings all the way: this runs for every link
        if not (is_plan_file or is_folder):
            return
        if not os.path.exists(target):  # noqa: PTH110
            message, fix = "The link leads nowhere, or to itself.", "Remove it, or point it at a file of the plan."
            self.found.append(_unreadable(shown, message, fix))
        elif not _within(target, self.real_root):
            fix = "Put a copy of the file in the plan instead."
            self.found.append(_unreadable(shown, "The link leaves the plan's folder.", fix))
        elif not is_folder:
            self.links.append((len(self.found), target, shown))
        elif _within(os.path.realpath(os.path.dirname(entry.path)), target):  # noqa: PTH120
            # The files of any other folder are read where they really are; following the link could go round in circles.
            message = "The link loops: it leads back to a folder that contains it."
            self.found.append(_unreadable(shown, message, "Remove it."))

    def follow(self) -> None:
        """Read what links to plan files bring in: each file once, and not those that were read where they are."""
        read = {os.path.join(self.real_root, file.file.path) for file in self.found} if self.links else set()  # noqa: PTH118
        added = []
        for place, target, shown in self.links:
            if target not in read:
                read.add(target)
                added.append((place, read_text(target, shown)))
        for place, file in reversed(added):
            self.found.insert(place, file)


def _within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _ignores(root: Path) -> Ignores:
    """The .gitignore files that apply at the plan's root, the outermost first: in a git work tree those above it, and its own."""
    specs: Ignores = []
    above = ""
    folder = root
    while True:
        lines = _ignore_lines(str(folder))
        if lines:
            specs.insert(0, (above, spec_of(lines)))
        if (folder / ".git").exists():
            return specs
        if folder.parent == folder:
            # Not in a git work tree: only the plan's own file counts.
            return [spec for spec in specs if not spec[0]]
        above = f"{folder.name}/{above}"
        folder = folder.parent


def _own_ignore(folder: str, prefix: str, ignores: Ignores) -> Ignores:
    lines = _ignore_lines(folder)
    return [*ignores, own(prefix, lines)] if lines else ignores


def _ignore_lines(folder: str) -> list[str]:
    path = os.path.join(folder, ".gitignore")  # noqa: PTH118
    return read_text(path, path).file.text.splitlines()


def _shown(path: str) -> str:
    if path.isascii():
        return path
    # A file name that is not UTF-8 reaches Python with lone surrogates, which cannot be printed.
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _unreadable(shown: str, message: str, fix: str) -> ReadFile:
    return ReadFile(SourceFile(shown, ""), Problem("unreadable-file", message, fix))
