"""The real command, run as users run it."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CLEAN = Path(__file__).parent / "clean"
TODAY = "2026-06-30"


@dataclass(frozen=True)
class Done:
    """A run that has ended. Whatever it was given, it never shows a traceback."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        """The output as JSON."""
        found: dict[str, Any] = json.loads(self.out)
        return found

    @property
    def lines(self) -> list[str]:
        """The findings of `--format concise`."""
        return [
            line for line in self.out.splitlines() if ": error " in line or ": warning " in line or ": advice " in line
        ]


def environment(**more: str) -> dict[str, str]:
    """A user's environment without what tests, CI or an editor put there."""
    unwanted = ("GIT", "PMO_", "PYTHON", "COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "TERM")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(unwanted)}
    return kept | {"PMO_TODAY": TODAY, "PMO_NO_CACHE": "1"} | more


def run(
    *arguments: str, cwd: Path, env: Mapping[str, str] | None = None, before: Sequence[str] = (), **options: Any
) -> Done:
    """Run `python -m pmo` with these arguments; `before` is what comes before it on the command line."""
    done = subprocess.run(
        [*before, sys.executable, "-m", "pmo", *arguments],
        cwd=cwd,
        env=environment(**(env or {})),
        capture_output=True,
        check=False,
        timeout=60,
        **options,
    )
    out, err = (stream.decode("utf-8", "surrogateescape") for stream in (done.stdout, done.stderr))
    assert "Traceback" not in out + err
    return Done(done.returncode, out, err)


def write(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Put files into a folder."""
    for name, content in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
