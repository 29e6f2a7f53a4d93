"""A plan from texts, checked on a day: what every test of the rules begins with."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from pmo.commands.past import past_for
from pmo.engine import Result, check
from pmo.reader.load import load_plan

Checked = Callable[..., Result]


@pytest.fixture
def today() -> dt.date:
    """The day on which every plan of these tests is checked."""
    return dt.date(2026, 6, 30)


@pytest.fixture
def checked(tmp_path: Path, today: dt.date, repo_in: Callable[[Path], Any]) -> Checked:
    """Write the files of a plan, read them back and check them; `before` are commits that come first."""

    def run(files: Mapping[str, str | bytes], before: Sequence[Mapping[str, Any]] = ()) -> Result:
        if before:
            repo = repo_in(tmp_path)
            for commit in before:
                repo.commit(commit["files"], commit["message"], str(commit["day"]))
        for path, text in files.items():
            target = tmp_path / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text if isinstance(text, bytes) else text.encode())
        loaded = load_plan(tmp_path)
        return check(loaded, today, past=past_for(loaded, tmp_path, today))

    return run
