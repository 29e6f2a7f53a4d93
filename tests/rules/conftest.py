"""A plan from texts, checked on a day: what every test of the rules begins with."""

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from pmo.engine import Result, check
from pmo.reader.load import load_plan

Checked = Callable[[Mapping[str, "str | bytes"]], Result]


@pytest.fixture
def today() -> dt.date:
    """The day on which every plan of these tests is checked."""
    return dt.date(2026, 6, 30)


@pytest.fixture
def checked(tmp_path: Path, today: dt.date) -> Checked:
    """Write the files of a plan, read them back and check them."""

    def run(files: Mapping[str, str | bytes]) -> Result:
        for path, text in files.items():
            target = tmp_path / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text if isinstance(text, bytes) else text.encode())
        return check(load_plan(tmp_path), today)

    return run
