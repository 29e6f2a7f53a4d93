"""A check of a plan, and what is written of it."""

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pmo.commands.check import Request, run
from pmo.terminal import PLAIN, Style

TODAY = dt.date(2026, 6, 30)


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """What a check of the plan in a folder writes, seen from that folder; only of its files and references, unless said otherwise."""

    def call(folder: Path, name: str = "", style: Style = PLAIN, **options: Any) -> str:
        monkeypatch.chdir(folder)
        stream = io.StringIO()
        outputs = ((name, None),) if name else ()
        request = Request(
            path=Path(), today=TODAY, **{"outputs": outputs, "select": ("files", "references"), **options}
        )
        run(request, style=style, stream=stream, notes=io.StringIO())
        return stream.getvalue()

    return call
