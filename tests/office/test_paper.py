"""`settings.report.paper`: A4 unless the plan says US Letter, in every format that is printed."""

import datetime as dt
import io
import zipfile
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader

from pmo.engine import check
from pmo.model import ReportSettings, Settings
from pmo.reader.load import load_plan
from pmo.report.house import house
from pmo.report.look import look
from pmo.report.make import make_report

FERRIES = Path(__file__).parents[1] / "report" / "plans" / "ferries"
WATERWORKS = FERRIES.parent / "waterworks"
TODAY = dt.date(2026, 4, 15)
POINTS = {"a4": (595, 842), "letter": (612, 792)}
MM = {"a4": (210, 297), "letter": (215.9, 279.4)}


@pytest.fixture(params=["a4", "letter"])
def paper(request) -> str:
    return request.param


@pytest.fixture
def printed(tmp_path):
    """A report of a plan that names its paper, or none."""

    def make(kind: str, fmt: str, paper: str, plan: Path = WATERWORKS) -> bytes:
        for path in plan.glob("*.yaml"):
            (tmp_path / path.name).write_bytes(path.read_bytes())
        if paper:
            (tmp_path / "paper.yaml").write_text(f"settings: {{report: {{paper: {paper}}}}}\n", encoding="utf-8")
        result = check(load_plan(tmp_path), TODAY)
        assert not result.plan.unread
        return make_report(kind, fmt, result, None, look(result.plan.settings, tmp_path))

    return make


def test_a_pdf_has_pages_of_that_size(printed, paper):
    wide, high = POINTS[paper]
    for kind, size in (("charter", (wide, high)), ("alignment", (high, wide))):
        pages = PdfReader(io.BytesIO(printed(kind, "pdf", paper))).pages
        assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in pages} == {size}


def test_a_charter_has_as_many_pages_on_either(printed):
    counts = [len(PdfReader(io.BytesIO(printed("charter", "pdf", paper))).pages) for paper in ("a4", "letter")]
    assert counts[0] == counts[1]


def test_a_document_has_pages_of_that_size_and_tables_from_margin_to_margin(printed, paper):
    document = docx.Document(io.BytesIO(printed("charter", "docx", paper)))
    section = document.sections[0]
    assert (section.page_width.mm, section.page_height.mm) == pytest.approx(MM[paper], abs=0.1)
    between = section.page_width - section.left_margin - section.right_margin
    for table in document.tables:
        assert sum(cell.width for cell in table.rows[0].cells) == pytest.approx(between, rel=0.01)
    assert document.styles["Footer"].paragraph_format.tab_stops[0].position == pytest.approx(between, rel=0.01)


def test_a_workbook_is_printed_on_it(printed, paper):
    sheets = zipfile.ZipFile(io.BytesIO(printed("scorecard", "xlsx", paper)))
    setups = [sheets.read(name) for name in sheets.namelist() if name.startswith("xl/worksheets/sheet")]
    assert all(f'paperSize="{ {"a4": 9, "letter": 1}[paper] }"'.encode() in setup for setup in setups)


def test_a_browser_prints_on_it_and_the_alignment_report_across(printed, paper):
    assert f"@page {{ size: {paper}; }}" in printed("charter", "html", paper).decode()
    assert f"@page {{ size: {paper} landscape; }}" in printed("alignment", "html", paper).decode()


def test_where_none_is_named_it_is_a4_and_a_browser_takes_what_the_printer_has(printed):
    assert house(Settings()).paper == "a4"
    assert house(Settings(report=ReportSettings(paper="letter"))).paper == "letter"
    assert "@page { size" not in printed("charter", "html", "").decode()
    assert "@page { size: landscape; }" in printed("alignment", "html", "").decode()


@pytest.mark.parametrize("kind", ["charter", "alignment"])
def test_naming_a4_changes_nothing_in_a_pdf(kind, printed, tmp_path):
    assert printed(kind, "pdf", "") == printed(kind, "pdf", "a4")


def test_another_paper_is_a_finding(tmp_path):
    (tmp_path / "pmo.yaml").write_text("settings: {report: {paper: A3}}\npmo: {name: Office}\n", encoding="utf-8")
    said = [finding.message for finding in check(load_plan(tmp_path), TODAY).findings if finding.rule == "wrong-value"]
    assert len(said) == 1
    assert "paper" in said[0]
