"""Two states of a plan from texts, and what changed between them."""

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from pmo.changes import Changes, compare
from pmo.engine import alignment_of
from pmo.reader.load import load_plan

Compared = Callable[..., Changes]


@pytest.fixture
def compared(tmp_path: Path) -> Compared:
    """Compare a plan, written as files, with a later one; each judged on a day of its own."""

    def run(
        before: Mapping[str, str] | str,
        after: Mapping[str, str] | str,
        since: str = "2026-03-31",
        until: str = "2026-03-31",
    ) -> Changes:
        sides = []
        for name, files, day in (("before", before, since), ("after", after, until)):
            for path, text in ({"pmo.yaml": files} if isinstance(files, str) else files).items():
                target = tmp_path / name / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(text, encoding="utf-8")
            sides.append(alignment_of(load_plan(tmp_path / name).plan, dt.date.fromisoformat(day)))
        return compare(*sides)

    return run
