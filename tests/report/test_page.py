"""The HTML page as a whole: well formed, self-contained, and navigable."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from wellformed import Page

from pmo.report.asked import KINDS
from pmo.report.facts import anchor
from pmo.terms import Status

TEMPLATES = Path(__file__).parents[2] / "templates" / "report"
MANY = 60
NOBODY = {("empty", "brief"), ("bare", "brief")}
"""Plans in which there is nobody to brief."""


EXAMPLES_ROOT = Path(__file__).parents[2] / "examples"
EXAMPLES = sorted(path.parent for path in EXAMPLES_ROOT.rglob("pmo.yaml"))


@pytest.fixture(params=["ferries", "bare", "empty", *EXAMPLES], ids=str)
def html(request, report):
    return report(request.param)


def test_the_page_is_well_formed(html):
    assert Page(html).faults == []


def test_the_page_of_a_large_plan_is_well_formed(many, report):
    page = Page(report(many))
    assert page.faults == []
    assert {f"id-o{n}" for n in range(MANY)} <= page.ids


def test_the_page_fetches_nothing(html):
    assert "default-src 'none'" in html
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)[1]
    assert not re.search(r"url\(|@import|https?:", style)
    assert Page(html).links == []


def test_headings_go_down_one_level_at_a_time(html):
    levels = [int(tag[1]) for tag in Page(html).tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_drawing_says_what_it_shows(html):
    for drawing in re.findall(r'<svg class="(?:bullet|spark|climb)".*?</svg>', html):
        assert 'role="img"' in drawing
        assert re.search(r"<title[^>]*>[^<]+</title><desc[^>]*>[^<]+</desc>", drawing)


def test_a_state_is_a_shape_and_a_word(report):
    html = report("ferries")
    for key, word in (("missed", "Missed"), ("off-track", "Off track"), ("at-risk", "At risk"), ("no-data", "No data")):
        assert re.search(rf'<span class="st {key}"><svg[^>]*><use href="#st-{key}"/></svg>{word}</span>', html)


def test_a_plan_that_nobody_signed_is_a_draft(report):
    assert "No sign-off is recorded." in Page(report("bare")).text
    assert 'class="watermark"' in report("bare")
    assert 'class="watermark"' not in report("ferries")
    assert "**DRAFT**" in report("bare", "md")


def test_a_large_plan_has_a_register_and_shows_the_worst_first(many, report):
    page, html = Page(report(many)), report(many)
    assert "The 40 that stand worst of 60" in page.text
    assert html.count('class="bullet"') == 40
    register = html[html.index('id="register"') :]
    assert [f"Strategy {n}" in register for n in range(4)] == [True, True, True, False]
    assert register.count("<tr>") == MANY + 3


def test_a_matrix_too_large_to_read_is_a_list(many, report):
    html = report(many)
    assert 'class="matrix' not in html
    assert "Mainly supported by" in html
    assert "and 10 more" in Page(html).text


def test_every_template_of_the_folder_is_used():
    text = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.j2"))
    entries = {f"{kind}.{fmt}.j2" for kind in KINDS for fmt in ("html", "md")}
    entries |= {f"pdf/{name}.typ" for name in ("charter", "alignment", "layout", "map")}
    for path in TEMPLATES.rglob("*"):
        name = path.relative_to(TEMPLATES).as_posix()
        assert path.is_dir() or name in entries or f'"{name}"' in text, f"{name} is used by no template"


def test_everything_that_a_plan_names_has_a_place_to_link_to(checked, report):
    html = report(EXAMPLES_ROOT / "health-network")
    alignment = checked(EXAMPLES_ROOT / "health-network").alignment
    plan = alignment.plan
    ids = re.findall(r' id="(id-[^"]+)"', html)
    assert len(ids) == len(set(ids))
    objectives = [o for o in plan.pmo.objectives if o.status is Status.APPROVED]
    named = [*objectives, *plan.organization.strategies, *plan.customers, *(m for o in objectives for m in o.measures)]
    left_to_others = {s.id for s in plan.organization.strategies if s.pmo_role}
    assert {anchor(e.id) for e in named if e.id not in left_to_others} <= set(ids)
    last = next(review for review in alignment.reviews if review.actions)
    assert {anchor(e.id) for e in (*last.actions, *last.decisions)} <= set(ids)
    assert any(anchor(i.id) in ids for i in plan.initiatives)


@pytest.mark.parametrize(("one", "other"), [("a b", "a-b"), ("a~20~b", "a b"), ("a", "A"), ("ä", "~e4~")])
def test_places_of_different_elements_never_fall_together(one, other):
    assert anchor(one) != anchor(other)
    assert re.fullmatch(r"id-[A-Za-z0-9_.~-]+", anchor(one))


@pytest.mark.parametrize("plan", ["ferries", "waterworks", "bare", "empty", *EXAMPLES], ids=str)
@pytest.mark.parametrize("kind", ["scorecard", "brief", "self-assessment"])
def test_pages_of_the_other_kinds_are_well_formed_and_fetch_nothing(kind, plan, report):
    if (plan, kind) in NOBODY:
        return
    page = Page(report(plan, kind=kind))
    assert page.faults == []
    assert page.links == []
    levels = [int(tag[1]) for tag in page.tags if re.fullmatch(r"h\d", tag)]
    assert (levels[0], levels.count(1)) == (1, 1)
    assert all(after - before <= 1 for before, after in pairwise(levels))
