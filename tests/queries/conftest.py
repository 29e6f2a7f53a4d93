"""A plan from texts as a graph on a day, with what the plan's own settings say of it."""

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from pmo.align import Alignment
from pmo.engine import alignment_of
from pmo.reader.load import load_plan

TODAY = dt.date(2026, 6, 30)


@pytest.fixture
def today() -> dt.date:
    """The day of all these tests."""
    return TODAY


@pytest.fixture
def graph(tmp_path: Path) -> Callable[..., Alignment]:
    """Write a plan and read it back. What cannot be read is a mistake of the test."""

    def build(text: str | Mapping[str, str], today: dt.date = TODAY) -> Alignment:
        for name, content in ({"pmo.yaml": text} if isinstance(text, str) else text).items():
            target = tmp_path / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(content, encoding="utf-8")
        loaded = load_plan(tmp_path)
        assert loaded.faults == ()
        return alignment_of(loaded.plan, today)

    return build
