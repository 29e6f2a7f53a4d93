"""Ten thousand objectives on one page: light enough to open and scroll, and all of them in it."""

import datetime as dt
import re
import sys
from pathlib import Path

import pytest
from test_page_in_use import expect, pytestmark  # noqa: F401 -- when to skip

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
OBJECTIVES = 10_000


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    from pmo.engine import check  # noqa: PLC0415
    from pmo.reader.load import load_plan  # noqa: PLC0415
    from pmo.report.render import render_report  # noqa: PLC0415

    sys.path.insert(0, str(BENCHMARKS))
    try:
        from generate import TODAY, write_plan  # noqa: PLC0415
    finally:
        sys.path.remove(str(BENCHMARKS))
    assert isinstance(TODAY, dt.date)
    root = tmp_path_factory.mktemp("large")
    write_plan(root, OBJECTIVES)
    page = root / "alignment.html"
    page.write_text(render_report("alignment", "html", check(load_plan(root), TODAY), None), encoding="utf-8")
    return page


@pytest.mark.together
def test_it_is_light_enough(large):
    html = large.read_text(encoding="utf-8")
    assert len(html.encode()) < 4_000_000
    elements = len(re.findall(r"<[a-z]", html))
    assert elements < 8.2 * OBJECTIVES, "about a hundred thousand are felt"
    assert len(set(re.findall(r' id="id-objective-(\d+)"', html))) == OBJECTIVES


@pytest.mark.together
def test_it_opens_folded_and_what_is_looked_for_unfolds(large, browser):
    page = browser.page(large)
    assert page.locator("details[open]").count() == 0
    laid_out = page.evaluate(
        "[...document.querySelectorAll('#register tr')].filter(row => row.checkVisibility()).length"
    )
    assert laid_out == 0
    assert page.evaluate("document.documentElement.scrollHeight") < 40_000
    page.get_by_label("Find in this report").fill("theatres 4321 ")
    expect(page.locator(".finder output")).to_have_text(re.compile(r"^\d+ of 1\d,\d{3} entries shown$"))
    expect(page.locator("#id-objective-4321")).to_be_visible()
