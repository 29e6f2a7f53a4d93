"""A plan that reviews have something to look at in, and the command on it."""

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from kept_plan import PLAN, TODAY

from pmo.commands.review import Request, run
from pmo.errors import ExitCode
from pmo.terminal import PLAIN


@pytest.fixture
def today() -> date:
    """The day of all these tests."""
    return TODAY


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """The plan's folder."""
    folder = tmp_path / "plan"
    for name, text in PLAN.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def review(plan: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[ExitCode, str]]:
    """The command in that plan: its exit code and what it wrote."""
    monkeypatch.chdir(plan)

    def call(*, output: str = "text", dry_run: bool = False, on: date = TODAY, **request: Any) -> tuple[ExitCode, str]:
        stream = io.StringIO()
        wanted = Request(**request)
        code = run(
            Path(), wanted, output=output, dry_run=dry_run, today=on, style=PLAIN, stream=stream, notes=io.StringIO()
        )
        return code, stream.getvalue()

    return call
