"""Writing a file so that a crash leaves the old one or the new one, never half of either."""

import contextlib
import os
import tempfile
from pathlib import Path


def write_text(path: Path, text: str) -> None:
    """Put `text` in the file at `path`, replacing what is there. UTF-8, line breaks as they are.

    Raises:
        OSError: the folder cannot be written to, or the disk is full; the old file is untouched.
    """
    # A file name or a note may hold half a character, which UTF-8 has no bytes for; losing the whole file over it helps nobody.
    write_bytes(path, text.encode("utf-8", "backslashreplace"))


def write_bytes(path: Path, data: bytes) -> None:
    """Put `data` in the file at `path`, replacing what is there; a file that was there keeps its permissions.

    Raises:
        OSError: the folder cannot be written to, or the disk is full; the old file is untouched.
    """
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".new")
    try:
        with open(handle, "wb") as stream:  # noqa: PTH123 -- a handle, not a path
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(_mode(path))
        Path(temporary).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise


def create_text(path: Path, text: str) -> None:
    """Put `text` in a new file at `path`: all of it, or no file at all. UTF-8, line breaks as they are.

    Raises:
        FileExistsError: something is there already; it is untouched.
        OSError: the folder cannot be written to, or the disk is full; no file was made.
    """
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}.", suffix=".new")
    try:
        with open(handle, "wb") as stream:  # noqa: PTH123 -- a handle, not a path
            stream.write(text.encode("utf-8", "backslashreplace"))
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(_mode(path))
        _link(temporary, path)
    finally:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()


def _link(temporary: str, path: Path) -> None:
    """Give the finished file its name, which fails when the name is taken: a mere look beforehand could be too early."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except (OSError, AttributeError):
        # A file system without links: the name is claimed first, and then filled in one step.
        path.touch(exist_ok=False)
        Path(temporary).replace(path)


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode & 0o7777
    except OSError:
        # A temporary file is private; a new file is as readable as any other of the user's.
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
