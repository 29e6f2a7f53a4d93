"""Plans that the report tests share, and the reports made of them."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from a_browser import Browser, launched

from pmo.engine import Result, check
from pmo.reader.load import load_plan
from pmo.report.asked import Asked, Grouping
from pmo.report.render import render_report

PLANS = Path(__file__).parent / "plans"
TODAY = dt.date(2026, 4, 15)
MANY = 60


@pytest.fixture(scope="session")
def checked() -> Callable[..., Result]:
    """A plan, checked on the day that the plans here were written for, or on another."""
    return lambda root, today=TODAY: check(load_plan(root), today)


@pytest.fixture(scope="session")
def report(checked) -> Callable[..., str]:
    """A report of a plan of this folder, by its name, or of any other by its path. A brief is for the first owner unless another is named."""

    def make(
        plan: str | Path,
        fmt: str = "html",
        kind: str = "alignment",
        by: str = "strategy",
        owner: str = "",
        today: dt.date = TODAY,
    ) -> str:
        result = checked(PLANS / plan if isinstance(plan, str) else plan, today)
        if kind == "brief" and not owner:
            owner = first_owner(result)
        return render_report(kind, fmt, result, "4f2a91c", asked=Asked(by=Grouping(by), owner=owner))

    return make


def first_owner(result: Result) -> str:
    """Somebody in the plan who owns an objective, else anybody."""
    people = [person.id for person in result.plan.people]
    owners = [objective.owner for objective in result.plan.pmo.objectives if objective.owner in people]
    return [*owners, *people][0]


@pytest.fixture
def written(tmp_path) -> Callable[[str], Path]:
    """A plan from a text: the content of its one file, `pmo.yaml`."""

    def make(text: str) -> Path:
        (tmp_path / "pmo.yaml").write_text(text, encoding="utf-8")
        return tmp_path

    return make


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all tests of a file."""
    with launched() as started:
        yield started


@pytest.fixture
def opened(browser, tmp_path, report) -> Iterator[Callable[..., object]]:
    """A report in the browser, as a file. What the page says on its console, or asks for elsewhere, fails the test."""
    browser.complaints.clear()

    def show(plan, kind="alignment", *, change=str, **options):
        path = tmp_path / f"{kind}.html"
        path.write_text(change(report(plan, "html", kind)), encoding="utf-8")
        return browser.page(path, **options)

    yield show
    browser.leave()
    assert browser.complaints == []


@pytest.fixture(scope="session")
def many(tmp_path_factory) -> Path:
    """A plan with so many objectives that the register and the list by strategy take over."""
    root = tmp_path_factory.mktemp("many")
    objectives = "\n".join(
        f"    o{n}: {{title: Objective {n}, owner: ann, supports: {{s{n % 3}: because {n}}}, measures: {{m{n}: {{unit: days, "
        f"direction: decrease, frequency: monthly, baseline: {{value: 40, date: 2025-12-31}}, "
        f"target: {{value: 10, by: 2026-12-31}}, readings: {{2026-03-31: {40 - n % 30}}}}}}}}}"
        for n in range(MANY)
    )
    strategies = "\n".join(f"    s{n}: Strategy {n}" for n in range(4))
    plan = f"organization:\n  strategies:\n{strategies}\npmo:\n  objectives:\n{objectives}\npeople: {{ann: Ann}}\n"
    (root / "pmo.yaml").write_text(plan, encoding="utf-8")
    return root
