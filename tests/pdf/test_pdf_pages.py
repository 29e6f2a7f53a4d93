"""The pages of a PDF as pictures: none is blank, and nothing runs off an edge, whatever people write."""

import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from PIL import Image, ImageOps

PLANS = Path(__file__).parents[1] / "report" / "plans"
DPI = 50
EDGE = 4
"""The border that stays white, in millimetres."""

# Texts of authors; everything else is an id, a date or a word of the format.
AUTHORS = {
    "title",
    "name",
    "statement",
    "purpose",
    "because",
    "needs",
    "note",
    "role",
    "question",
    "decided",
    "what",
    "benefit",
    "in",
    "out",
}


@pytest.fixture
def pictures(tmp_path):
    """The pages of a PDF in shades of grey."""
    program = shutil.which("pdftoppm")
    if program is None:
        pytest.skip("pdftoppm is not installed")

    def draw(data: bytes) -> list[Image.Image]:
        (tmp_path / "report.pdf").write_bytes(data)
        command = [program, "-r", str(DPI), "-png", str(tmp_path / "report.pdf"), str(tmp_path / "page")]
        subprocess.run(command, check=True, capture_output=True)
        return [Image.open(path).convert("L") for path in sorted(tmp_path.glob("page*.png"))]

    return draw


def lengthened(value, text, key=""):
    if isinstance(value, dict):
        return {name: lengthened(item, text, str(name)) for name, item in value.items()}
    if isinstance(value, list):
        return [lengthened(item, text, key) for item in value]
    return f"{text} {value}" if isinstance(value, str) and key in AUTHORS else value


@pytest.mark.parametrize(
    "text", ["", "Fernwärmeversorgungsausbauplanung" * 6, "words of an author who cannot stop, " * 45]
)
@pytest.mark.parametrize(("plan", "kind"), [("waterworks", "charter"), ("ferries", "alignment")])
def test_every_page_has_something_on_it_and_nothing_beyond_its_edges(plan, kind, text, pdf, pictures, tmp_path):
    root = PLANS / plan
    if text:
        root = tmp_path / "plan"
        root.mkdir()
        for path in (PLANS / plan).glob("*.yaml"):
            tree = lengthened(yaml.safe_load(path.read_text(encoding="utf-8")), text)
            (root / path.name).write_text(yaml.safe_dump(tree, sort_keys=False), encoding="utf-8")
    pages = pictures(pdf(root, kind))
    assert pages
    border = round(EDGE / 25.4 * DPI)
    for number, page in enumerate(pages, 1):
        # Where there is ink: left, top, right, bottom.
        ink = ImageOps.invert(page).point(lambda shade: 255 if shade > 40 else 0).getbbox()
        assert ink is not None, f"page {number} is blank"
        left, top, right, bottom = ink
        assert min(left, top, page.width - right, page.height - bottom) >= border, (
            f"page {number}: {ink} of {page.size}"
        )
