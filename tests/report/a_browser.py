"""Headless Chromium: one for all tests of a file, and in it a page that goes from report to report, as starting either takes longer than most tests."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
NEEDED = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here")]


class Browser:
    """`complaints` are what its pages said on their consoles, asked for elsewhere, or opened a dialog for."""

    def __init__(self, launched: Any) -> None:
        self.complaints: list[str] = []
        self._launched = launched
        self._pages: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._busy: list[Any] = []

    def page(
        self, path: Path, *, width: int = 1280, color_scheme: str = "light", unused: bool = False, **options: Any
    ) -> Any:
        """Open a file. Whoever asks again with the same options gets the same page, and has left this file with it.

        An `unused` one is for tests of the keyboard: where the focus goes from the end of a page depends on where it has been.
        """
        kind = tuple(sorted(options.items()))
        if unused and kind in self._pages:
            self._pages.pop(kind).context.close()
        if kind not in self._pages:
            self._pages[kind] = self._new_page(**options)
        page = self._pages[kind]
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=color_scheme)
        page.goto(path.as_uri())
        self._busy.append(page)
        return page

    def leave(self) -> None:
        """Nothing of what was opened runs on."""
        for page in self._busy:
            if not page.is_closed():
                page.goto("about:blank")
        self._busy.clear()

    def _new_page(self, **options: Any) -> Any:
        page = self._launched.new_context(**options).new_page()
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", self._dismiss)
        page.on("request", self._notice)
        return page

    def _dismiss(self, dialog: Any) -> None:
        self.complaints.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    def _notice(self, asked: Any) -> None:
        if not asked.url.startswith(("file:", "data:", "about:")):
            self.complaints.append(asked.url)


@contextmanager
def launched() -> Iterator[Browser]:
    """A browser until the end of the block; skips where there is no Playwright."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright comes with the group test")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield Browser(started)
        started.close()


def printed(page: Any) -> list[tuple[float, float]]:
    """Width and height of the pages on which it is printed."""
    paper = page.pdf(prefer_css_page_size=True, print_background=True)
    return [(float(wide), float(high)) for wide, high in re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper)]


def without_policy(text: str) -> str:
    """A report that lets in what its policy would have stopped."""
    return re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
