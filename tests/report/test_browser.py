"""The reports in a real browser: printed, and silent towards the network."""

import http.server
import threading
from contextlib import contextmanager
from pathlib import Path

import a_browser
import pytest
from a_browser import printed, without_policy

HEALTH = Path(__file__).parents[2] / "examples" / "health-network"

pytestmark = a_browser.NEEDED


@pytest.mark.parametrize("plan", ["ferries", "bare", HEALTH], ids=["ferries", "bare", "health-network"])
def test_it_prints_on_a_few_pages_of_either_paper(plan, opened):
    for paper in ("A4", "letter"):
        size = f"size: {paper} landscape"
        page = opened(plan, change=lambda text, size=size: without_policy(text).replace("size: landscape", size))
        pages = printed(page)
        assert 2 <= len(pages) <= 11
        assert all(wide > high for wide, high in pages), "every page lies on its side"


@pytest.mark.parametrize(("kind", "most"), [("scorecard", 1), ("brief", 1), ("self-assessment", 3)])
@pytest.mark.parametrize("plan", ["ferries", HEALTH], ids=["ferries", "health-network"])
def test_one_page_kinds_print_on_the_pages_they_promise(plan, kind, most, opened):
    assert 1 <= len(printed(opened(plan, kind))) <= most


def test_the_strategy_map_gives_way_to_its_list_on_a_narrow_screen(opened):
    page = opened(HEALTH)
    shown = {}
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        shown[width] = [page.locator(one).is_visible() for one in (".map-picture", ".map-list")]
    assert shown == {360: [False, True], 1280: [True, True]}


def test_no_request_leaves_the_page(asked_for, browser, report, tmp_path):
    with asked_for() as (address, asked):
        root = tmp_path / "plan"
        root.mkdir()
        lure = f"<img src={address}/a> ![x]({address}/b) <link rel=stylesheet href={address}/c> <style>@import '{address}/d'</style>"
        (root / "pmo.yaml").write_text(
            f"pmo:\n  name: {lure!r}\n  objectives: {{a: {{title: {lure!r}, measures: {{m: {{note: {lure!r}}}}}}}}}\n",
            encoding="utf-8",
        )
        html = report(root)
        visit(browser, tmp_path, html)
        assert asked == []
        # Even markup of that kind would be refused: the page's policy allows no source at all.
        visit(browser, tmp_path, html.replace("</body>", f"<img src={address}/e></body>"))
        assert asked == []
        # And the lure itself works where it is let in, so that this test can fail.
        visit(browser, tmp_path, without_policy(html).replace("</body>", f"<img src={address}/f></body>"))
        assert asked == ["/f"]


def test_what_a_policy_would_have_to_stop_is_stopped(asked_for, browser, report, tmp_path):
    """Even if markup got in: neither a script, nor a style, nor a picture, nor a form would do anything."""
    with asked_for() as (address, asked):
        smuggled = f"<script>window.ran = true</script><img src={address}/a onerror='window.ran = true'><p id=styled style='color: red'>x</p></body>"
        html = report("ferries").replace("</body>", smuggled)
        assert visit(browser, tmp_path, html).evaluate("window.ran") is None
        assert asked == []
        assert visit(browser, tmp_path, without_policy(html)).evaluate("window.ran") is True
        assert asked == ["/a"]


@pytest.fixture
def asked_for():
    """A server that has nothing: its address, and what it was asked for."""

    @contextmanager
    def serve():
        asked = []

        class Server(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                asked.append(self.path)
                self.send_error(404)

            def log_message(self, *_):
                pass

        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            yield f"http://127.0.0.1:{server.server_port}", asked
            server.shutdown()

    return serve


def visit(browser, folder, html):
    """A page as it stands when it asks for nothing more; its complaints do not matter."""
    path = folder / "visited.html"
    path.write_text(html, encoding="utf-8")
    page = browser.page(path)
    page.wait_for_load_state("networkidle")
    return page
