"""The HTML reports as somebody uses them: accessible in light and dark, by keyboard, on a telephone, with search and orders of rows."""

import os
import re
import subprocess
from pathlib import Path

import a_browser
import pytest
from a_browser import without_policy
from test_hostile_text import FERRIES, HOSTILE, poison

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright comes with the group test")
axe = pytest.importorskip("axe_playwright_python", reason="axe comes with the group test")

EXAMPLES = Path(__file__).parents[2] / "examples"
PLANS = Path(__file__).parent / "plans"
EVERY = {
    "health-network": EXAMPLES / "health-network",
    "us-transportation": EXAMPLES / "us-transportation",
    "three-years-on": EXAMPLES / "broken" / "three-years-on",
    "tools-first": EXAMPLES / "broken" / "tools-first",
    "ferries": "ferries",
    "waterworks": "waterworks",
    "empty": "empty",
    "bare": "bare",
}
expect = sync_api.expect
AXE = (Path(axe.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
KINDS = ("alignment", "charter", "scorecard", "self-assessment", "brief")
# A brief needs somebody to be briefed.
PAGES = [
    (plan, kind)
    for plan, root in EVERY.items()
    for kind in KINDS
    if kind != "brief" or any("\npeople:" in f"\n{path.read_text('utf-8')}" for path in (PLANS / root).rglob("*.yaml"))
]

pytestmark = a_browser.NEEDED
WIDER = """[...document.querySelectorAll("body *")]
    .filter(e => !e.closest(".scroll, .sprite, .vh, .skip") && e.getBoundingClientRect().right > innerWidth + 1)
    .map(e => e.tagName + "." + e.getAttribute("class")).slice(0, 5)"""


@pytest.fixture(scope="module", params=PAGES, ids="-".join)
def shown(request, browser, report, tmp_path_factory):
    """Every page, opened once for all that is asked of every one of them."""
    plan, kind = request.param
    path = tmp_path_factory.mktemp("shown") / f"{kind}.html"
    path.write_text(report(EVERY[plan], "html", kind), encoding="utf-8")
    browser.complaints.clear()
    yield browser.page(path)
    browser.leave()
    assert browser.complaints == []


@pytest.mark.parametrize("width", [360, 768, 1600])
def test_nothing_is_wider_than_the_window(width, shown):
    shown.set_viewport_size({"width": width, "height": 800})
    assert shown.evaluate("[innerWidth, document.documentElement.scrollWidth]") == [width, width]
    assert shown.evaluate(WIDER) == []


def test_axe_finds_nothing_in_light_or_dark(shown):
    shown.set_viewport_size({"width": 1280, "height": 800})
    shown.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
    found = {}
    for scheme in ("light", "dark"):
        shown.emulate_media(color_scheme=scheme)
        found[scheme] = [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in violations(shown)]
    assert found == {"light": [], "dark": []}


def violations(page):
    """What axe finds in a page as it stands. Run as a debugger would, as the page's own policy lets no script in."""
    page.evaluate(AXE)
    return page.evaluate("axe.run(document, {resultTypes: ['violations']}).then(found => found.violations)")


def test_axe_would_find_something(opened):
    """What is the matter, and in which scheme."""
    grey = "<style>@media (prefers-color-scheme: dark) { p { color: #555 !important; } }</style></head>"
    page = opened(
        "ferries",
        change=lambda text: without_policy(text).replace('<html lang="en">', "<html>").replace("</head>", grey),
    )
    assert [one["id"] for one in violations(page)] == ["html-has-lang"]
    page.emulate_media(color_scheme="dark")
    assert [one["id"] for one in violations(page)] == ["color-contrast", "html-has-lang"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_colour_of_a_drawing_follows_the_scheme(scheme, opened):
    """Drawings are written in the colours of light paper; in the dark none of these may be left."""
    page = opened(EVERY["health-network"], color_scheme=scheme)
    same = page.evaluate(
        """() => [...document.querySelectorAll("main svg [fill^='#'], main svg [stroke^='#'], .sprite [fill^='#'], .sprite [stroke^='#']")]
        .flatMap(part => ["fill", "stroke"].filter(name => (part.getAttribute(name) || "").startsWith("#")).map(name => {
            const probe = document.createElement("i");
            probe.style.color = part.getAttribute(name);
            document.body.append(probe);
            const written = getComputedStyle(probe).color;
            probe.remove();
            return getComputedStyle(part)[name] === written;
        }))"""
    )
    assert len(same) > 100
    assert set(same) == {scheme == "light"}


@pytest.mark.parametrize("kind", KINDS)
def test_the_keyboard_reaches_everything_and_shows_where_it_is(kind, opened):
    page = opened(EVERY["health-network"], kind, unused=True)
    wanted = page.evaluate(
        """() => [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")]
        .filter(e => e.checkVisibility() && e.tabIndex >= 0).length"""
    )
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the report"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0, "it shows itself"
    reached = 1
    for _ in range(wanted + 5):
        page.keyboard.press("Tab")
        state = page.evaluate(
            """() => { const e = document.activeElement, s = getComputedStyle(e);
            return e === document.body ? null : parseFloat(s.outlineWidth) >= 2 && s.outlineStyle !== "none"; }"""
        )
        if state is None:
            break
        assert state, page.evaluate("document.activeElement.outerHTML")
        reached += 1
    assert reached == wanted > (12 if kind == "alignment" else 8)
    page.evaluate("scrollTo(0, 0); document.activeElement.blur()")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_without_javascript_everything_can_be_read(opened):
    plain = opened(EVERY["health-network"], java_script_enabled=False)
    assert plain.locator(".finder, .order, .here").count() == 0
    assert plain.locator("table.objectives tbody").count() == 7
    assert plain.locator("[hidden]").count() == 0


def test_a_charter_carries_no_script(report):
    html = report("waterworks", "html", "charter")
    assert "<script" not in html
    assert "script-src 'none'" in html


def test_search_and_status_hide_what_does_not_fit(opened):
    page = opened(EVERY["health-network"])
    rows = page.locator("table.objectives tbody:visible")
    assert rows.count() == 7
    page.get_by_label("Find in this report").fill("sponsors time")
    expect(page.locator(".finder output")).not_to_be_empty()
    assert rows.all_inner_texts()[0].startswith("Funding decisions reach sponsors in time to matter")
    assert rows.count() == 1
    assert re.fullmatch(r"\d+ of \d+ entries shown", page.locator(".finder output").inner_text())
    page.get_by_label("Find in this report").fill("")
    missed = page.get_by_role("group", name="Only these states").get_by_role("button", name="Missed")
    missed.press("Enter")
    assert missed.get_attribute("aria-pressed") == "true"
    expect(rows).to_have_count(1)
    missed.click()
    expect(rows).to_have_count(7)


def test_tables_are_put_in_order_and_back(opened):
    page = opened(EVERY["health-network"])
    names = page.locator("table.objectives tbody > tr:first-child > th")
    before = names.all_inner_texts()
    button = page.locator("table.objectives").get_by_role("button", name="Objective and measure")
    button.press("Enter")
    assert names.all_inner_texts() == sorted(before, key=str.casefold)
    assert page.locator("table.objectives th[aria-sort]").get_attribute("aria-sort") == "ascending"
    button.press("Enter")
    assert names.all_inner_texts() == sorted(before, key=str.casefold, reverse=True)
    button.press("Enter")
    assert names.all_inner_texts() == before


def test_numbers_and_dates_have_their_own_order(opened):
    page = opened(EVERY["three-years-on"])
    table = page.locator("table.findings")
    table.get_by_role("button", name="How often").click()
    often = [int(text) for text in table.locator("tbody td.num").all_inner_texts()]
    assert often == sorted(often)
    assert len(set(often)) > 1


@pytest.mark.parametrize("odd", ["über-ziel", "a.b_c", "日本", "e-1"])
def test_every_element_can_be_linked_to(odd, opened, written, report):
    root = written(
        f"organization: {{strategies: {{s: S}}}}\npmo: {{objectives: {{{odd}: {{title: Odd, supports: s, measures: {{m-{odd}: M}}}}}}}}\n"
    )
    html = report(root)
    ids = re.findall(r'id="(id-[^"]+)"', html)
    assert len(ids) == len(set(ids))
    place = next(name for name in ids if not name.startswith(("id-m-", "id-s")))
    page = opened(root)
    page.goto(f"{page.url.split('#')[0]}#{place}")
    assert page.locator(":target").inner_text().startswith("Odd")


def test_a_link_opens_the_fold_that_it_leads_into(opened, many):
    page = opened(many)
    folded = page.locator("#register th[id]").first
    assert folded.is_hidden()
    page.evaluate("place => { location.hash = place; }", folded.get_attribute("id"))
    expect(folded).to_be_visible()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_does_nothing(text, kind, opened, tmp_path):
    """No script of a field runs, no dialog opens, nothing is asked for: `opened` sees to that. Ours still runs."""
    page = opened(poison(FERRIES, text, tmp_path), kind)
    assert page.locator("script").count() == (0 if kind == "charter" else 1)
    assert len(page.locator("main").inner_text()) > 1000
    if kind == "alignment":
        page.get_by_label("Find in this report").fill(text)
        expect(page.locator(".finder output")).not_to_be_empty()


def html_validate() -> list[str]:
    """How to run html-validate from the folder that PMO_TOOLS names, with the Node that Playwright brings along; empty when it is not there."""
    script = Path(os.environ.get("PMO_TOOLS", "-")) / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
    node = Path(sync_api.__file__).parents[1] / "driver" / "node"
    return [str(node), str(script)] if script.exists() else []


@pytest.mark.skipif(
    not html_validate(), reason="html-validate is missing: install it with npm, and name the folder in PMO_TOOLS"
)
def test_html_validate_finds_nothing(report, tmp_path):
    for plan, kind in PAGES:
        (tmp_path / f"{plan}-{kind}.html").write_text(report(EVERY[plan], "html", kind), encoding="utf-8")
    settings = '{"root": true, "extends": ["html-validate:standard", "html-validate:document"]}'
    (tmp_path / ".htmlvalidate.json").write_text(settings, encoding="utf-8")
    pages = sorted(tmp_path.glob("*.html"))
    done = subprocess.run([*html_validate(), *pages], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (tmp_path / "wrong.html").write_text("<!DOCTYPE html><p id=a><div></p>", encoding="utf-8")
    wrong = [*html_validate(), tmp_path / "wrong.html"]
    assert subprocess.run(wrong, capture_output=True, check=False).returncode == 1
