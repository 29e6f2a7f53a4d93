"""The alignment report in a real browser: narrow, printed, and silent towards the network."""

import html
import http.server
import json
import re
import shutil
import subprocess
import threading
from pathlib import Path

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
HEALTH = Path(__file__).parents[2] / "examples" / "health-network"
PROBE = """<script>addEventListener("load", () => {
  const wide = [...document.querySelectorAll("body *")]
    .filter(e => !e.closest(".scroll, .sprite, .vh, .skip") && e.getBoundingClientRect().right > innerWidth + 1)
    .map(e => e.tagName + "." + e.getAttribute("class"));
  parent.postMessage(JSON.stringify({page: document.documentElement.scrollWidth, window: innerWidth, wide: wide.slice(0, 5)}), "*");
});</script></body>"""
# A browser window is at least 500 wide; a frame can be as narrow as a telephone.
FRAME = """<!DOCTYPE html><title></title><script>addEventListener("message", e => { document.title = e.data; })</script>
<iframe src="report.html" style="width: %dpx; height: 2000px; border: 0"></iframe>"""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here"),
]


@pytest.fixture
def browse(tmp_path):
    """Run a headless browser on a page, and return what it prints."""

    def run(page: Path, *options: str) -> str:
        command = [
            CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            f"--user-data-dir={tmp_path / 'profile'}", *options, page.as_uri(),
        ]  # fmt: skip
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout

    return run


@pytest.fixture
def saved(tmp_path, report):
    """A report as a file."""

    def save(plan, change=str, kind="alignment"):
        page = tmp_path / "report.html"
        page.write_text(change(report(plan, kind=kind)), encoding="utf-8")
        return page

    return save


@pytest.mark.parametrize("width", [360, 768, 1600])
@pytest.mark.parametrize(
    ("plan", "kind"),
    [
        ("ferries", "alignment"),
        ("bare", "alignment"),
        (HEALTH, "alignment"),
        (HEALTH, "scorecard"),
        ("ferries", "brief"),
        ("ferries", "self-assessment"),
    ],
)
def test_nothing_is_wider_than_the_window(plan, kind, width, browse, saved, tmp_path):
    saved(plan, with_probe, kind)
    frame = tmp_path / "frame.html"
    frame.write_text(FRAME % width, encoding="utf-8")
    title = re.search(r"<title>(.*?)</title>", browse(frame, "--dump-dom", "--hide-scrollbars"), re.DOTALL)[1]
    assert json.loads(html.unescape(title)) == {"page": width, "window": width, "wide": []}


@pytest.mark.parametrize("plan", ["ferries", "bare", HEALTH])
def test_it_prints_on_a_few_pages_of_either_paper(plan, browse, saved, tmp_path):
    for paper in ("A4", "letter"):
        size = f"size: {paper} landscape"
        page = saved(plan, lambda text, size=size: without_policy(text).replace("size: landscape", size))
        printed = tmp_path / f"{paper}.pdf"
        browse(page, "--no-pdf-header-footer", f"--print-to-pdf={printed}")
        pages = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed.read_bytes())
        assert 2 <= len(pages) <= 11
        assert all(float(wide) > float(high) for wide, high in pages), "every page lies on its side"


@pytest.mark.parametrize(("kind", "most"), [("scorecard", 1), ("brief", 1), ("self-assessment", 3)])
@pytest.mark.parametrize("plan", ["ferries", HEALTH], ids=str)
def test_one_page_kinds_print_on_the_pages_they_promise(plan, kind, most, browse, saved, tmp_path):
    printed = tmp_path / "printed.pdf"
    browse(saved(plan, kind=kind), "--no-pdf-header-footer", f"--print-to-pdf={printed}")
    assert 1 <= len(re.findall(rb"/MediaBox \[", printed.read_bytes())) <= most


def test_the_strategy_map_gives_way_to_its_list_on_a_narrow_screen(browse, saved, tmp_path):
    probe = """<script>addEventListener("load", () => {
      const seen = one => getComputedStyle(document.querySelector(one)).display !== "none";
      parent.postMessage(JSON.stringify([seen(".map-picture"), seen(".map-list")]), "*"); });</script></body>"""
    shown = {}
    for width in (360, 1280):
        saved(HEALTH, lambda text: without_policy(text).replace("</body>", probe))
        frame = tmp_path / "frame.html"
        frame.write_text(FRAME % width, encoding="utf-8")
        title = re.search(r"<title>(.*?)</title>", browse(frame, "--dump-dom"), re.DOTALL)[1]
        shown[width] = json.loads(html.unescape(title))
    assert shown == {360: [False, True], 1280: [True, True]}


def test_no_request_leaves_the_page(browse, saved, tmp_path):
    asked = []

    class Server(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        root = tmp_path / "plan"
        root.mkdir()
        lure = f"<img src={address}/a> ![x]({address}/b) <link rel=stylesheet href={address}/c> <style>@import '{address}/d'</style>"
        (root / "pmo.yaml").write_text(
            f"pmo:\n  name: {lure!r}\n  objectives: {{a: {{title: {lure!r}, measures: {{m: {{note: {lure!r}}}}}}}}}\n",
            encoding="utf-8",
        )
        browse(saved(root), "--dump-dom")
        assert asked == []
        # Even markup of that kind would be refused: the page's policy allows no source at all.
        browse(saved(root, lambda text: text.replace("</body>", f"<img src={address}/e></body>")), "--dump-dom")
        assert asked == []
        # And the lure itself works where it is let in, so that this test can fail.
        allowed = saved(root, lambda text: without_policy(text).replace("</body>", f"<img src={address}/f></body>"))
        browse(allowed, "--dump-dom")
        assert asked == ["/f"]
        server.shutdown()


def with_probe(text):
    return without_policy(text).replace("</body>", PROBE)


def without_policy(text):
    return re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
