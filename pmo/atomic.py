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
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".new")
    try:
        with open(handle, "w", encoding="utf-8", newline="") as stream:  # noqa: PTH123 -- a handle, not a path
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        # A temporary file is private; a report is as readable as any other file of the user's.
        mask = os.umask(0)
        os.umask(mask)
        Path(temporary).chmod(0o666 & ~mask)
        Path(temporary).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise
