"""A real terminal, with somebody at it."""

import os
import re
import select
import struct
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

for module in ("fcntl", "pty", "termios"):
    pytest.importorskip(module, reason="terminals of this kind are found on Unix only")

import fcntl  # noqa: E402 -- only where they exist
import pty  # noqa: E402
import termios  # noqa: E402

_CODES = re.compile(rb"\x1b\[[0-9;?]*[A-Za-z]")


def talk(
    cwd: Path, typed: Sequence[bytes], columns: int = 80, command: Sequence[str] = ("init", "our"), **environ: str
) -> tuple[int, str]:
    """Run `pmo init our`, or another command, on a terminal and type a line at each prompt. The exit code, and what was on the screen."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-c", _AS_ITS_TERMINAL, *command],
        cwd=cwd,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        env={**os.environ, "TERM": "xterm", **environ},
    )
    os.close(theirs)
    screen, answered, left, ends = b"", 0, list(typed), time.monotonic() + 60
    while time.monotonic() < ends:
        if select.select([ours], [], [], 0.05)[0]:
            try:
                screen += os.read(ours, 65536)
            except OSError:
                break
        elif process.poll() is not None:
            break
        elif left and _CODES.sub(b"", screen[answered:]).endswith(b"> "):
            # Only once it is quiet: a signal that comes while the prompt is still being set up would be lost.
            answered = len(screen)
            os.write(ours, left.pop(0))
    os.close(ours)
    return process.wait(10), _CODES.sub(b"", screen).decode("utf-8", "replace").replace("\r\n", "\n")


# A new session has no terminal until it takes one, and without it Ctrl-C is only a character.
_AS_ITS_TERMINAL = "import fcntl, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); sys.argv[0] = 'pmo'; from pmo.cli import main; main()"


def lines(*answers: str) -> list[bytes]:
    return [answer.encode() + b"\r" for answer in answers]
