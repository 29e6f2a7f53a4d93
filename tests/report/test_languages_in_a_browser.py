"""Words are longer elsewhere: the pages in every language, as wide as a telephone, a tablet and a screen, and accessible."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import a_browser
import pytest
from test_page_in_use import WIDER, violations

from pmo.engine import check
from pmo.language.catalogue import OFFERED
from pmo.reader.load import load_plan
from pmo.report.asked import Asked
from pmo.report.make import make_report

EXAMPLES = Path(__file__).parents[2] / "examples"
PLANS = ("health-network", "broken/three-years-on")
KINDS = ("alignment", "charter", "scorecard", "self-assessment", "brief")

pytestmark = a_browser.NEEDED


@pytest.fixture(scope="module", params=[(plan, kind, code) for plan in PLANS for kind in KINDS for code in OFFERED[1:]])
def shown(request, browser, tmp_path_factory):
    plan, kind, code = request.param
    loaded = load_plan(EXAMPLES / plan)
    settings = replace(loaded.plan.settings, report=replace(loaded.plan.settings.report, language=code))
    result = check(replace(loaded, plan=replace(loaded.plan, settings=settings)), dt.date(2026, 6, 30))
    path = tmp_path_factory.mktemp("shown") / f"{kind}.html"
    owners = [objective.owner for objective in result.plan.pmo.objectives if objective.owner in result.plan.elements]
    asked = Asked(owner=owners[0] or "" if kind == "brief" else "")
    path.write_bytes(make_report(kind, "html", result, None, asked=asked))
    browser.complaints.clear()
    yield browser.page(path)
    browser.leave()
    assert browser.complaints == []


@pytest.mark.parametrize("width", [360, 768, 900, 1280])
def test_nothing_is_wider_than_the_window(width, shown):
    shown.set_viewport_size({"width": width, "height": 800})
    assert shown.evaluate("[innerWidth, document.documentElement.scrollWidth]") == [width, width]
    assert shown.evaluate(WIDER) == []


def test_axe_finds_nothing(shown):
    shown.set_viewport_size({"width": 1280, "height": 800})
    assert [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in violations(shown)] == []
