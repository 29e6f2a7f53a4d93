"""The HTML reports as somebody uses them: accessible in light and dark, by keyboard, on a telephone, with search and orders of rows."""

import http.server
import os
import re
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import test_browser
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

pytestmark = test_browser.pytestmark


@pytest.fixture(scope="module")
def chromium() -> Iterator[object]:
    """One browser for all tests of this file."""
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=test_browser.CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium, tmp_path, report):
    """A report in the browser, as a file. What the page says on its console, or asks for elsewhere, fails the test."""
    contexts, complaints = [], []

    def show(plan, kind="alignment", *, width=1280, change=str, **options):
        path = tmp_path / f"{kind}.html"
        path.write_text(change(report(plan, "html", kind)), encoding="utf-8")
        context = chromium.new_context(viewport={"width": width, "height": 800}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(f"a dialog: {dialog.message}"))
        page.on(
            "request",
            lambda asked: complaints.append(asked.url) if not asked.url.startswith(("file:", "data:")) else None,
        )
        page.goto(path.as_uri())
        return page

    yield show
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("plan", "kind"), PAGES)
def test_axe_finds_nothing(plan, kind, scheme, opened):
    page = opened(EVERY[plan], kind, color_scheme=scheme, bypass_csp=True)
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
    page.add_script_tag(content=AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found] == []


def test_axe_would_find_something(opened):
    page = opened("ferries", bypass_csp=True, change=lambda text: text.replace('<html lang="en">', "<html>"))
    page.add_script_tag(content=AXE)
    assert [one["id"] for one in page.evaluate("axe.run()")["violations"]] == ["html-has-lang"]


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


@pytest.mark.parametrize(("plan", "kind"), PAGES)
def test_a_telephone_needs_no_sideways_scrolling(plan, kind, opened):
    page = opened(EVERY[plan], kind, width=360)
    assert page.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.parametrize("kind", KINDS)
def test_the_keyboard_reaches_everything_and_shows_where_it_is(kind, opened):
    page = opened(EVERY["health-network"], kind)
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


def test_what_a_policy_would_have_to_stop_is_stopped(opened, tmp_path):
    """Even if markup got in: neither a script, nor a style, nor a picture, nor a form would do anything."""
    asked = []

    class Server(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        at = f"http://127.0.0.1:{server.server_port}"
        smuggled = f"<script>window.ran = true</script><img src={at}/a onerror='window.ran = true'><p id=styled style='color: red'>x</p></body>"
        allowed = r'<meta http-equiv="Content-Security-Policy"[^>]*>'
        for change, ran, requests in (
            (lambda text: text.replace("</body>", smuggled), None, []),
            (lambda text: re.sub(allowed, "", text).replace("</body>", smuggled), True, ["/a"]),
        ):
            page = silent(opened, change)
            assert page.evaluate("window.ran") is ran
            assert asked == requests
        server.shutdown()


def silent(opened, change):
    """A page whose complaints do not matter."""
    browser = opened("ferries").context.browser
    page = browser.new_context().new_page()
    path = Path(opened("ferries").url.removeprefix("file://"))
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    page.goto(path.as_uri())
    page.wait_for_load_state("networkidle")
    return page


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
