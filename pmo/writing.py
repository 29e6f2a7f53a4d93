"""Changes to the files of a plan, shown as a diff or written: all that a command changes, or nothing.

Each file is the old one or the new one at every instant, also when the computer stops. Several files cannot be replaced in one step
on any usual file system, so all new contents are on the disk before the first file gets its own; what takes time and may fail (a full
disk, missing permissions) lies before that. If a later step fails all the same, the files that were replaced get their old content
back. What remains is a computer that stops between two renamings, microseconds apart: then some files are new and the others old, each
whole, and `git status` shows which. Nothing is lost: new files come
first, changed ones next, removed ones last, and what had not got its name yet lies beside its file as `.NAME.….new`, which no plan reads.
"""

import contextlib
import difflib
import os
import re
import secrets
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pmo.errors import PmoError
from pmo.terminal import visible

_BOM = b"\xef\xbb\xbf"
_BREAK = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True)
class Change:
    """A file's text before and after, without byte order marks; None where there is no file. `path` counts from the plan's folder."""

    path: str
    before: str | None
    after: str | None


class ChangedUnderneathError(PmoError):
    """A file is not what it was when it was read."""


def diff(change: Change, shown: str | None = None) -> Iterator[str]:
    """The change as a unified diff, a line at a time without line breaks. `shown` is the path as the reader knows it."""
    path = shown or change.path
    before = "/dev/null" if change.before is None else f"a/{path}"
    after = "/dev/null" if change.after is None else f"b/{path}"
    return difflib.unified_diff(_lines(change.before), _lines(change.after), before, after, lineterm="")


def _lines(text: str | None) -> list[str]:
    lines = _BREAK.split(text or "")
    return lines if lines[-1] else lines[:-1]


def write(changes: Iterable[Change], root: Path) -> None:
    """Make the changes in the plan's folder.

    Raises:
        ChangedUnderneathError: a file is not what it was when it was read, or one came into the way of a new one. Nothing was written.
        PmoError: a file cannot be written (permissions, a full disk). Nothing was written.
    """
    wanted = [change for change in changes if change.before != change.after]
    work = _Work(root)
    at = ""
    try:
        for change in wanted:
            at = change.path
            work.stage(change)
        for change in wanted:
            at = change.path
            work.flush(change)
        for change in wanted:
            at = change.path
            work.look_again(change)
        for change in sorted(wanted, key=lambda one: (one.before is not None) + (one.after is None)):
            at = change.path
            work.place(change)
        work.settle()
    except OSError as error:
        work.undo()
        reason = (error.strerror or str(error)).lower()
        raise PmoError(f"{visible(at)} cannot be written: {reason}. Nothing was written.") from error
    except BaseException:
        work.undo()
        raise


@dataclass(slots=True)
class _Work:
    """What was made so far, so that it can be undone."""

    root: Path
    temporary: dict[str, Path] = field(default_factory=dict)
    old: dict[str, bytes] = field(default_factory=dict)
    placed: list[Change] = field(default_factory=list)
    folders: list[Path] = field(default_factory=list)

    def target(self, path: str) -> Path:
        """The file itself, where the plan has a link to it."""
        target = (self.root / path).resolve()
        if not target.is_relative_to(self.root.resolve()):
            raise PmoError(f"{visible(path)} lies outside the plan's folder. Nothing was written.")
        return target

    def stage(self, change: Change) -> None:
        """Write the new content beside its place, under a name that no plan reads."""
        self.look_again(change)
        target = self.target(change.path)
        mode = None
        if change.before is not None:
            mode = stat.S_IMODE(target.stat().st_mode)
            if not os.access(target, os.W_OK):
                raise PmoError(f"{visible(change.path)} is read-only. Nothing was written.")
        if change.after is None:
            return
        mark = _mark(self.old.get(change.path, b""))
        self._make_folders(target.parent)
        temporary = target.with_name(f".{target.name[:40]}.{secrets.token_hex(6)}.new")
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        self.temporary[change.path] = temporary
        try:
            rest = memoryview(mark + change.after.encode("utf-8"))
            while rest:
                rest = rest[os.write(handle, rest) :]
        finally:
            os.close(handle)
        if mode is not None:
            temporary.chmod(mode)

    def flush(self, change: Change) -> None:
        """Wait until the disk has the new content. Once all is written: the disk takes many files at once, and one by one slowly."""
        if change.path in self.temporary:
            handle = os.open(self.temporary[change.path], os.O_RDWR)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)

    def look_again(self, change: Change) -> None:
        """Make sure that the file is still what it was when it was read."""
        path = self.root / change.path
        if change.before is None:
            if os.path.lexists(path):
                raise ChangedUnderneathError(
                    f"{visible(change.path)} is there already, and nothing is overwritten. Nothing was written."
                )
            return
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            data = None
        if data is None or data[len(_mark(data)) :] != change.before.encode("utf-8"):
            raise ChangedUnderneathError(
                f"{visible(change.path)} changed while the command was at work. Nothing was written. Run it again."
            )
        self.old[change.path] = data

    def place(self, change: Change) -> None:
        """Give the new content its name, or take the old one's away."""
        target = self.target(change.path)
        if change.after is None:
            target.unlink()
        elif change.before is None:
            self._link(self.temporary[change.path], target)
        else:
            os.replace(self.temporary[change.path], target)  # noqa: PTH105 -- one call, which the tests interrupt
        self.placed.append(change)

    def _link(self, temporary: Path, target: Path) -> None:
        # Unlike a renaming, a hard link never replaces what came into the way meanwhile. Some file systems know none.
        try:
            os.link(temporary, target)
        except FileExistsError:
            raise
        except OSError:
            if os.path.lexists(target):
                raise
            os.replace(temporary, target)  # noqa: PTH105
        else:
            # The new file has its name; that it has another one too for a while harms nobody.
            with contextlib.suppress(OSError):
                temporary.unlink()

    def settle(self) -> None:
        """Wait until the disk has the names too."""
        for folder in {self.target(change.path).parent for change in self.placed}:
            # Windows opens no folders, and needs no such thing.
            with contextlib.suppress(OSError):
                handle = os.open(folder, os.O_RDONLY)
                try:
                    os.fsync(handle)
                finally:
                    os.close(handle)

    def undo(self) -> None:
        """Take everything back, the last first."""
        for change in reversed(self.placed):
            with contextlib.suppress(OSError):
                target = self.target(change.path)
                if change.before is None:
                    target.unlink()
                else:
                    back = target.with_name(f".{target.name[:40]}.{secrets.token_hex(6)}.old")
                    back.write_bytes(self.old[change.path])
                    if change.after is not None:
                        back.chmod(stat.S_IMODE(target.stat().st_mode))
                    os.replace(back, target)  # noqa: PTH105
        for temporary in self.temporary.values():
            with contextlib.suppress(OSError):
                temporary.unlink()
        for folder in reversed(self.folders):
            with contextlib.suppress(OSError):
                folder.rmdir()

    def _make_folders(self, folder: Path) -> None:
        for one in reversed([one for one in (folder, *folder.parents) if not one.exists()]):
            one.mkdir()
            self.folders.append(one)


def _mark(data: bytes) -> bytes:
    """The byte order marks at the beginning: the plan's text has none, and the file keeps its own."""
    end = 0
    while data.startswith(_BOM, end):
        end += len(_BOM)
    return data[:end]


def moved(path: str, to: str, text: str) -> Sequence[Change]:
    """The changes that give a file another name."""
    return (Change(to, None, text), Change(path, text, None))
