"""The pictures of the README, made from the examples: `python docs/gallery/make.py`.

It needs the group `test` and a Chromium. The same Chromium and fonts give the same pictures.
"""

import base64
import datetime as dt
import io
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from pmo.commands.report import run

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "examples"
QUALITY = 82
_DAY = dt.date(2026, 7, 10)
_LAST_QUARTER = "2026-04"


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: of which report of which example, how wide, from which place of the page on, how high, and in which scheme."""

    name: str
    example: str
    kind: str
    width: int
    height: int
    start: str = "body"
    scheme: str = "light"


PICTURES = (
    Picture("alignment", "health-network", "alignment", 1280, 1120),
    Picture("objectives", "health-network", "alignment", 1280, 900, "#objectives"),
    Picture("links", "health-network", "alignment", 1280, 720, "#links"),
    Picture("dark", "health-network", "alignment", 1280, 900, "#evidence", "dark"),
    Picture("telephone", "health-network", "alignment", 390, 844),
    Picture("charter", "health-network", "charter", 1280, 1120),
    Picture("trouble", "broken/three-years-on", "alignment", 1280, 1120),
)


def main() -> int:
    """Write every picture beside this file."""
    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        for picture in PICTURES:
            page = written(picture, Path(folder))
            data = taken(picture, page, browser)
            target = HERE / f"{picture.name}.webp"
            target.write_bytes(data)
            print(f"{target.name}: {len(data) / 1024:.0f} KB")
        browser.close()
    return 0


def written(picture: Picture, folder: Path) -> Path:
    """The report that the picture shows, as a file."""
    reports = run(
        with_history(picture, folder),
        kinds=[picture.kind],
        formats=["html"],
        out=folder / picture.example.replace("/", "-"),
        today=_DAY,
        stream=io.StringIO(),
        notes=io.StringIO(),
    )
    return reports[0]


def with_history(picture: Picture, folder: Path) -> Path:
    """The example in a git repository of its own: the readings of the last quarter came in after the last review."""
    plan = folder / "plans" / picture.example
    if plan.exists():
        return plan
    shutil.copytree(EXAMPLES / picture.example, plan)
    later = {path: path.read_text(encoding="utf-8") for path in plan.glob("readings/*.csv")}
    for path, text in later.items():
        head, *rows = text.splitlines()
        known = [row for row in rows if row < _LAST_QUARTER]
        path.write_text("\n".join([head, *known, ""]), encoding="utf-8")
    git(plan, "2025-01-10", "init", "--quiet")
    for day in ("2025-01-10", "2026-07-08"):
        git(plan, day, "add", "--all")
        git(plan, day, "commit", "--quiet", "--allow-empty", f"--message=As of {day}")
        for path, text in later.items():
            path.write_text(text, encoding="utf-8")
    return plan


def git(plan: Path, day: str, *words: str) -> None:
    """A git command, on a day and in nobody's name."""
    when = f"{day}T12:00:00+00:00"
    who = {
        "GIT_AUTHOR_NAME": "A",
        "GIT_AUTHOR_EMAIL": "a@localhost",
        "GIT_COMMITTER_NAME": "A",
        "GIT_COMMITTER_EMAIL": "a@localhost",
    }
    environment = os.environ | who | {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    subprocess.run(["git", *words], cwd=plan, env=environment, check=True)  # noqa: S603, S607 -- the words are our own


def taken(picture: Picture, page: Path, browser: Browser) -> bytes:
    """The picture as WebP."""
    context = browser.new_context(
        viewport={"width": picture.width, "height": picture.height},
        color_scheme="dark" if picture.scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    shown = context.new_page()
    shown.goto(page.as_uri())
    # The commit changes with every commit; the picture need not.
    shown.locator("main ~ footer code, .meta code").evaluate_all(
        "found => found.forEach(code => { code.textContent = '4f2a91c'; })"
    )
    shown.evaluate("start => document.querySelector(start).scrollIntoView({behavior: 'instant'})", picture.start)
    session = context.new_cdp_session(shown)
    found = session.send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
    context.close()
    return base64.b64decode(found["data"])


if __name__ == "__main__":
    sys.exit(main())
