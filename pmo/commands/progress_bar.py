"""A line that shows how far a long run has come: only on a terminal, only when it takes longer than a second, gone at its end."""

from time import perf_counter
from typing import TextIO

_PATIENCE = 1.0
_EVERY = 0.1
_WIDTH = 24


class ProgressBar:
    """Shows done of all. Off where nobody sees it, and then costs next to nothing."""

    def __init__(self, stream: TextIO, *, on: bool) -> None:
        self._stream = stream
        self._on = on
        self._next = perf_counter() + _PATIENCE
        self._shown = False

    def step(self, done: int, of: int, what: str) -> None:
        """Say that `done` of `of` are done. Draws ten times a second at most."""
        if not self._on or perf_counter() < self._next:
            return
        self._next = perf_counter() + _EVERY
        filled = _WIDTH * done // max(of, 1)
        self._stream.write(f"\r{what} [{'█' * filled}{'·' * (_WIDTH - filled)}] {done} of {of} ")
        self._stream.flush()
        self._shown = True

    def end(self) -> None:
        """Take the line away."""
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._shown = False
