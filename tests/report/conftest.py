"""Plans that the report tests share, and the reports made of them."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from pmo.engine import Result, check
from pmo.reader.load import load_plan
from pmo.report.render import render_report

PLANS = Path(__file__).parent / "plans"
TODAY = dt.date(2026, 4, 15)


@pytest.fixture(scope="session")
def checked() -> Callable[[Path], Result]:
    """A plan, checked on the day that the plans here were written for."""
    return lambda root: check(load_plan(root), TODAY)


@pytest.fixture(scope="session")
def report(checked) -> Callable[..., str]:
    """The alignment report of a plan of this folder, by its name, or of any other by its path."""

    def make(plan: str | Path, fmt: str = "html", kind: str = "alignment") -> str:
        root = PLANS / plan if isinstance(plan, str) else plan
        return render_report(kind, fmt, checked(root), "4f2a91c")

    return make


@pytest.fixture
def written(tmp_path) -> Callable[[str], Path]:
    """A plan from a text: the content of its one file, `pmo.yaml`."""

    def make(text: str) -> Path:
        (tmp_path / "pmo.yaml").write_text(text, encoding="utf-8")
        return tmp_path

    return make
