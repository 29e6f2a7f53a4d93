"""`pmo check --watch`: check, wait until a file of the plan changes, check again."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from pmo.commands import check
from pmo.errors import PmoError
from pmo.source.files import find_root
from pmo.terminal import Style

_SECONDS = 0.4
_CLEAR = "\x1b[2J\x1b[H"

Seen = dict[str, tuple[int, int]]


def watch(
    request: check.Request, *, style: Style, stream: TextIO, notes: TextIO, wait: Callable[[float], None] = time.sleep
) -> None:
    """Check again and again, until `wait` raises KeyboardInterrupt. A check that cannot be done is shown, and the watch goes on.

    Raises:
        NoPlanError: there is no plan to watch.
    """
    root = find_root(request.path)
    while True:
        seen = snapshot(root)
        if style.width is not None:
            stream.write(_CLEAR)
        try:
            check.run(request, style=style, stream=stream, notes=notes)
        except PmoError as error:
            stream.write(f"pmo: {error}\n")
        stream.write("Watching; Ctrl-C stops.\n")
        stream.flush()
        while snapshot(root) == seen:
            wait(_SECONDS)


def snapshot(root: Path) -> Seen:
    """Time and size of every visible file below the plan's folder. Editors replace files on saving, so no file is held on to."""
    seen: Seen = {}
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if not name.startswith("."):
                path = os.path.join(folder, name)  # noqa: PTH118 -- strings all the way: this runs twice a second
                try:
                    facts = os.stat(path)  # noqa: PTH116
                except OSError:
                    continue
                seen[path] = (facts.st_mtime_ns, facts.st_size)
    return seen
