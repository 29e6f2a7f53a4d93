"""Which files make up a plan, and their text. Reads only; never leaves the plan's folder."""

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pmo.errors import NoPlanError
from pmo.source.problems import Problem
from pmo.source.text import SourceFile

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

ROOT_NAME = "pmo.yaml"
MAX_BYTES = 32 * 1024 * 1024
_SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class ReadFile:
    """One file as it was found: its text, or the problem that kept it from being read."""

    file: SourceFile
    problem: Problem | None = None


def find_root(start: Path) -> Path:
    """The plan's folder: `start` or the nearest folder above it that holds `pmo.yaml`.

    Raises:
        NoPlanError: `start` does not exist, or there is no `pmo.yaml` in it or above.
    """
    if not start.exists():
        raise NoPlanError(f"{start}: no such file or folder.")
    folder = Path(os.path.abspath(start))  # noqa: PTH100 -- resolve() would follow links out of the folder the user named
    if not folder.is_dir():
        folder = folder.parent
    for candidate in (folder, *folder.parents):
        if os.path.lexists(candidate / ROOT_NAME):
            return candidate
    where = "here" if start == Path() else f"in {start}"
    hint = " (there is a pmo.yml: rename it to pmo.yaml)" if (folder / "pmo.yml").exists() else ""
    raise NoPlanError(f"There is no pmo.yaml {where} or in any folder above{hint}. Run `pmo init` to start a plan.")


def read_plan_files(root: Path) -> list[ReadFile]:
    """Every plan file below `root`, in the plan's order: pmo.yaml, then each folder's own files before its sub-folders, by name."""
    found: list[ReadFile] = []
    real_root = os.path.realpath(root)
    _walk(root, "", real_root, _ignores(root), found)
    found.sort(key=lambda read: read.file.path != ROOT_NAME)
    return found


def read_text(path: str, shown: str) -> ReadFile:
    """The text of one file, or why it cannot be read. `shown` is the path for messages."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        return _unreadable(
            shown, f"The file cannot be opened: {_reason(error)}.", "Mend its permissions, or remove it."
        )
    try:
        facts = os.fstat(handle)
        if stat.S_ISDIR(facts.st_mode):
            return _unreadable(shown, "A folder has the name of a plan file.", "Rename the folder.")
        if not stat.S_ISREG(facts.st_mode):
            return _unreadable(shown, "This is not a regular file.", "Remove it, or put a file in its place.")
        if facts.st_size > MAX_BYTES:
            size = f"{facts.st_size / 1_000_000:.0f} MB"
            fix = "Split it into several files, or move data that is no plan out of the folder."
            return _unreadable(shown, f"The file is too large to be a plan ({size}).", fix)
        data = _read_all(handle, facts.st_size)
    except OSError as error:
        return _unreadable(shown, f"The file cannot be read: {_reason(error)}.", "Mend its permissions, or remove it.")
    finally:
        os.close(handle)
    return _decode(data, shown)


def _read_all(handle: int, size: int) -> bytes:
    data = os.read(handle, size + 1)
    while len(data) <= size:
        more = os.read(handle, size + 1 - len(data))
        if not more:
            break
        data += more
    return data


def _decode(data: bytes, shown: str) -> ReadFile:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _unreadable(shown, "The file is in UTF-16.", "Save it as UTF-8.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        file = SourceFile(shown, data.decode("utf-8", "replace"))
        start = len(data[: error.start].decode("utf-8", "replace"))
        message = f"The file is not UTF-8: byte 0x{data[error.start]:02X} here."
        return ReadFile(file, Problem("unreadable-file", message, "Save the file as UTF-8.", start, start + 1))
    return ReadFile(SourceFile(shown, text.removeprefix("\ufeff")))


def _walk(
    folder: Path | str, prefix: str, real_root: str, ignores: list[tuple[str, "GitIgnoreSpec"]], found: list[ReadFile]
) -> None:
    """Add the files of a folder, then those of its sub-folders."""
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        shown = prefix.rstrip("/") or "."
        found.append(
            _unreadable(shown, f"The folder cannot be opened: {_reason(error)}.", "Mend its permissions, or remove it.")
        )
        return
    inner = _own_ignore(folder, prefix, ignores) if prefix else ignores
    folders = []
    for entry in entries:
        name = entry.name
        if name.startswith("."):
            continue
        shown = _shown(prefix + name)
        is_plan_file = name.endswith(_SUFFIXES)
        if inner and _ignored(shown, inner, entry):
            continue
        if entry.is_symlink():
            _add_link(entry, shown, real_root, found, is_plan_file=is_plan_file)
            continue
        if entry.is_dir(follow_symlinks=False):
            folders.append((entry.path, shown + "/"))
            if is_plan_file:
                found.append(_unreadable(shown, "A folder has the name of a plan file.", "Rename the folder."))
        elif is_plan_file:
            found.append(read_text(entry.path, shown))
    for path, below in folders:
        _walk(path, below, real_root, inner, found)


def _add_link(
    entry: "os.DirEntry[str]", shown: str, real_root: str, found: list[ReadFile], *, is_plan_file: bool
) -> None:
    """A link is read only where it brings in a file of this folder that is no plan file by itself."""
    target = os.path.realpath(entry.path)
    inside = target == real_root or target.startswith(real_root + os.sep)
    is_folder = os.path.isdir(target)  # noqa: PTH112 -- strings all the way: this runs for every link
    if not (is_plan_file or is_folder):
        return
    if not os.path.exists(target):  # noqa: PTH110
        found.append(
            _unreadable(shown, "The link leads nowhere, or to itself.", "Remove it, or point it at a file of the plan.")
        )
    elif not inside:
        found.append(
            _unreadable(shown, "The link leaves the plan's folder.", "Put a copy of the file in the plan instead.")
        )
    elif is_folder:
        # Its files are read where they really are; following it could go round in circles.
        if real_root.startswith(target) or os.path.realpath(os.path.dirname(entry.path)).startswith(target):  # noqa: PTH120
            found.append(
                _unreadable(shown, "The link loops: it leads back to a folder that contains it.", "Remove it.")
            )
    elif not target.endswith(_SUFFIXES):
        found.append(read_text(target, shown))


def _ignores(root: Path) -> list[tuple[str, "GitIgnoreSpec"]]:
    """The .gitignore files that apply at the plan's root: its own and, in a git work tree, those above it."""
    specs: list[tuple[str, GitIgnoreSpec]] = []
    above = ""
    folder = root
    while True:
        lines = _ignore_lines(folder)
        if lines:
            specs.append((above, _spec(lines)))
        if (folder / ".git").exists():
            return specs
        if folder.parent == folder:
            # Not in a git work tree: only the plan's own file counts.
            return [spec for spec in specs if not spec[0]]
        above = f"{folder.name}/{above}"
        folder = folder.parent


def _own_ignore(
    folder: Path | str, prefix: str, ignores: list[tuple[str, "GitIgnoreSpec"]]
) -> list[tuple[str, "GitIgnoreSpec"]]:
    lines = _ignore_lines(Path(folder))
    return [*ignores, ("\0" + prefix, _spec(lines))] if lines else ignores


def _ignore_lines(folder: Path) -> list[str]:
    try:
        return (folder / ".gitignore").read_text("utf-8", "replace").splitlines()
    except OSError:
        return []


def _spec(lines: list[str]) -> "GitIgnoreSpec":
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 -- only a folder with a .gitignore pays for it

    return GitIgnoreSpec.from_lines(lines)


def _ignored(shown: str, ignores: list[tuple[str, "GitIgnoreSpec"]], entry: "os.DirEntry[str]") -> bool:
    name = shown + "/" if entry.is_dir(follow_symlinks=False) else shown
    for above, spec in ignores:
        # A spec of a folder above the root sees a longer path, one of a folder below it a shorter one.
        seen = name.removeprefix(above[1:]) if above.startswith("\0") else above + name
        if spec.match_file(seen):
            return True
    return False


def _shown(path: str) -> str:
    # A file name that is not UTF-8 reaches Python with lone surrogates, which cannot be printed.
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _unreadable(shown: str, message: str, fix: str) -> ReadFile:
    return ReadFile(SourceFile(shown, ""), Problem("unreadable-file", message, fix))
