"""The pictures of the README: one for each entry of the script that makes them, and nothing beside."""

import ast
from pathlib import Path

import pytest

GALLERY = Path(__file__).parents[2] / "docs" / "gallery"

pytestmark = pytest.mark.skipif(not GALLERY.exists(), reason="runs in a checkout only")


def test_every_picture_is_there_and_is_made_by_the_script():
    calls = [
        node
        for node in ast.walk(ast.parse((GALLERY / "make.py").read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    ]
    named = {ast.literal_eval(call.args[0]) for call in calls if getattr(call.func, "id", "") == "Picture"}
    assert named
    assert {path.stem for path in GALLERY.glob("*.webp")} == named
    for path in GALLERY.glob("*.webp"):
        data = path.read_bytes()
        assert data[:4] + data[8:12] == b"RIFFWEBP"
        assert len(data) < 200_000, "small enough for a README"
