"""The charter in a real browser: narrow, wide, and printed to be signed."""

import html
import json
import re

import pytest
import test_browser
from test_browser import FRAME, browse, with_probe, without_policy  # noqa: F401 -- `browse` is a fixture

pytestmark = test_browser.pytestmark


@pytest.fixture
def saved(tmp_path, report):
    """A charter as a file."""

    def save(plan, change=str):
        page = tmp_path / "report.html"
        page.write_text(change(report(plan, "html", "charter")), encoding="utf-8")
        return page

    return save


@pytest.mark.parametrize("width", [360, 768, 1600])
@pytest.mark.parametrize("plan", ["waterworks", "empty"])
def test_nothing_is_wider_than_the_window(plan, width, browse, saved, tmp_path):  # noqa: F811 -- the fixture
    saved(plan, with_probe)
    frame = tmp_path / "frame.html"
    frame.write_text(FRAME % width, encoding="utf-8")
    title = re.search(r"<title>(.*?)</title>", browse(frame, "--dump-dom", "--hide-scrollbars"), re.DOTALL)[1]
    assert json.loads(html.unescape(title)) == {"page": width, "window": width, "wide": []}


@pytest.mark.parametrize("paper", ["A4", "letter"])
def test_a_normal_charter_prints_on_two_pages_and_its_annex_on_a_third(paper, browse, saved, tmp_path):  # noqa: F811 -- the fixture
    def pages(change):
        size = f"@page {{size: {paper}}}</style>"
        page = saved("waterworks", lambda text: without_policy(change(text)).replace("</style>", size, 1))
        printed = tmp_path / "charter.pdf"
        browse(page, "--no-pdf-header-footer", f"--print-to-pdf={printed}")
        return re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed.read_bytes())

    assert len(pages(str)) <= 3
    assert all(float(wide) < float(high) for wide, high in pages(str)), "every page stands upright"
    assert len(pages(without_annex)) == 2


def without_annex(text):
    shorter = re.sub(r'<section id="annex".*?</section>', "", text, flags=re.DOTALL)
    shorter = re.sub(r"<footer.*?</footer>", "", shorter, flags=re.DOTALL)
    assert "Sign-off" in shorter
    assert len(shorter) < len(text)
    return shorter
