"""Plans to write into: the example, a small one from texts, and the real command in them."""

import datetime as dt
import io
import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "cli"))
sys.path.append(str(Path(__file__).parents[1] / "scaffold"))

from the_command import Done, run

from pmo.errors import ExitCode

EXAMPLE = Path(__file__).parents[2] / "examples" / "health-network"
TODAY = dt.date(2026, 6, 30)


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """A copy of the health network's plan."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "plan", ignore=shutil.ignore_patterns("reports")))


@pytest.fixture
def written(tmp_path: Path) -> Callable[[Mapping[str, str]], Path]:
    """Write the files of a plan, to the byte."""

    def write(files: Mapping[str, str]) -> Path:
        root = tmp_path / "plan"
        for path, text in files.items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text.encode())
        return root

    return write


@pytest.fixture
def pmo() -> Callable[..., Done]:
    """Run the real command in a plan."""

    def call(plan: Path, *arguments: str, today: dt.date = TODAY, **options: object) -> Done:
        return run(*arguments, cwd=plan, env={"PMO_TODAY": today.isoformat()}, **options)

    return call


@pytest.fixture
def said() -> Callable[..., tuple[ExitCode, str]]:
    """The exit code of a command's function, and what it said."""

    def call(command: Callable[..., ExitCode], *arguments: object, **options: object) -> tuple[ExitCode, str]:
        stream = io.StringIO()
        code = command(*arguments, stream=stream, **options)
        return code, stream.getvalue()

    return call
