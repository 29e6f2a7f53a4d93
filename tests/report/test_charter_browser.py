"""The charter in a real browser, printed to be signed."""

import re

import a_browser
import pytest
from a_browser import printed, without_policy

pytestmark = a_browser.NEEDED


@pytest.mark.parametrize("paper", ["A4", "letter"])
def test_a_normal_charter_prints_on_two_pages_and_its_annex_on_a_third(paper, opened):
    def pages(change):
        size = f"@page {{size: {paper}}}</style>"
        changed = lambda text: without_policy(change(text)).replace("</style>", size, 1)  # noqa: E731
        return printed(opened("waterworks", "charter", change=changed))

    whole = pages(str)
    assert len(whole) <= 3
    assert all(wide < high for wide, high in whole), "every page stands upright"
    assert len(pages(without_annex)) == 2


def without_annex(text):
    shorter = re.sub(r'<section id="annex".*?</section>', "", text, flags=re.DOTALL)
    shorter = re.sub(r"<footer.*?</footer>", "", shorter, flags=re.DOTALL)
    assert "Sign-off" in shorter
    assert len(shorter) < len(text)
    return shorter
