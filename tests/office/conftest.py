"""Reports as Office files, of the plans that the other report tests use."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from pmo.engine import Result, check
from pmo.reader.load import load_plan
from pmo.report.make import make_report

PLANS = Path(__file__).parents[1] / "report" / "plans"
TODAY = dt.date(2026, 4, 15)
KIND = {"docx": "charter", "pptx": "alignment", "xlsx": "scorecard"}


@pytest.fixture(scope="session")
def checked() -> Callable[[str | Path], Result]:
    """A plan, by its name or its folder, checked."""
    return lambda plan: check(load_plan(PLANS / plan if isinstance(plan, str) else plan), TODAY)


@pytest.fixture(scope="session")
def office(checked) -> Callable[..., bytes]:
    """A report in an Office format."""

    def make(plan: str | Path, fmt: str, template: Path | None = None) -> bytes:
        return make_report(KIND[fmt], fmt, checked(plan), "4f2a91c", template=template)

    return make


@pytest.fixture
def named(tmp_path) -> Callable[[str], Path]:
    """A small plan in which everything is called by a text."""

    def make(text: str) -> Path:
        measure = {"title": text, "unit": text, "direction": "increase", "frequency": "monthly"}
        measure |= {
            "baseline": {"value": 1, "date": dt.date(2026, 1, 1)},
            "target": {"value": 9, "by": dt.date(2026, 12, 31)},
        }
        measure["readings"] = {dt.date(2026, 3, 31): {"value": 1.5, "note": text}}
        tree = {
            "pmo": {
                "name": text,
                "purpose": text,
                "objectives": {
                    "one": {"title": text, "owner": "her", "supports": {"grow": text}, "measures": {"size": measure}}
                },
            },
            "organization": {"name": text, "strategies": {"grow": {"title": text, "owner": "her"}}},
            "people": {"her": {"name": text, "role": text}},
            "customers": {"them": {"name": text, "needs": [text]}},
        }
        (tmp_path / "pmo.yaml").write_text(yaml.safe_dump(tree, allow_unicode=False, sort_keys=False), encoding="utf-8")
        return tmp_path

    return make
