"""Reports as PDF, of the plans that the other report tests use."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from pmo.engine import check
from pmo.reader.load import load_plan
from pmo.report.make import make_report

PLANS = Path(__file__).parents[1] / "report" / "plans"
TODAY = dt.date(2026, 4, 15)


@pytest.fixture(scope="session")
def pdf() -> Callable[..., bytes]:
    """A report as PDF, of a plan by its name or its folder."""
    made: dict[tuple[object, str], bytes] = {}

    def make(plan: str | Path, kind: str = "alignment") -> bytes:
        if (plan, kind) not in made:
            result = check(load_plan(PLANS / plan if isinstance(plan, str) else plan), TODAY)
            made[plan, kind] = make_report(kind, "pdf", result, "4f2a91c")
        return made[plan, kind]

    return make


@pytest.fixture
def written(tmp_path) -> Callable[[str], Path]:
    """A plan from a text: the content of its one file, `pmo.yaml`."""

    def make(text: str) -> Path:
        (tmp_path / "pmo.yaml").write_text(text, encoding="utf-8")
        return tmp_path

    return make
