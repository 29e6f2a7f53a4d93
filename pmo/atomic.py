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


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode & 0o7777
    except OSError:
        # A temporary file is private; a new file is as readable as any other of the user's.
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
