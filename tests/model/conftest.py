"""A plan as a graph."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from by_hand import TODAY

from pmo.align import Alignment
from pmo.progress import Tolerance
from pmo.reader.load import load_plan


@pytest.fixture
def aligned(tmp_path: Path) -> Callable[..., Alignment]:
    """A plan from YAML as a graph on a day; TODAY unless said otherwise."""

    def build(text: str | dict[str, str], today: date = TODAY, **options: Any) -> Alignment:
        for name, content in ({"pmo.yaml": text} if isinstance(text, str) else text).items():
            (tmp_path / name).write_text(content, encoding="utf-8")
        loaded = load_plan(tmp_path)
        assert loaded.faults == ()
        return Alignment(loaded.plan, today, Tolerance(), **options)

    return build
