"""The page on reports as JSON says what the classes say, key by key."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from report_json_page import page

from pmo.report.json_schema import report_schema

PAGE = Path(__file__).parents[2] / "docs" / "report-json.md"

pytestmark = pytest.mark.skipif(not PAGE.parents[1].joinpath("README.md").exists(), reason="runs in a checkout only")


def test_the_page_is_made_from_the_views_as_they_are(golden):
    golden(PAGE, page())


def test_every_key_of_the_schema_is_on_the_page():
    text = PAGE.read_text(encoding="utf-8")
    for name, definition in report_schema()["$defs"].items():
        assert all(f"| `{key}` |" in text for key in definition["properties"]), name
        assert definition["description"].rstrip("."), f"{name} is not described"


def test_links_inside_the_page_lead_somewhere():
    text = PAGE.read_text(encoding="utf-8")
    headings = {
        re.sub(r"[^\w -]", "", line.lstrip("# ")).lower().replace(" ", "-")
        for line in text.splitlines()
        if line.startswith("#")
    }
    links = set(re.findall(r"\]\(#([^)]+)\)", text))
    assert links
    assert links - headings == set()


def test_the_command_prints_the_same_schema():
    done = subprocess.run(
        [sys.executable, "-m", "pmo", "schema", "--reports"], capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == report_schema()
