"""PDF reports, read by a reader that is not ours: what they say, how they are tagged, and that they never differ by chance."""

import subprocess
import sys
from pathlib import Path

import pytest
from tagged import Tagged, told

from pmo import __version__

GOLDEN = Path(__file__).parents[1] / "golden" / "pdf"
EVERY = [("waterworks", "charter"), ("ferries", "alignment"), ("empty", "charter"), ("empty", "alignment")]


@pytest.mark.parametrize(("plan", "kind"), EVERY)
def test_what_a_screen_reader_meets_is_what_the_golden_file_says(plan, kind, pdf, golden):
    golden(GOLDEN / f"{plan}-{kind}.txt", told(pdf(plan, kind)).replace(__version__, "VERSION"))


@pytest.mark.parametrize(("plan", "kind"), EVERY)
def test_it_promises_pdf_ua_and_names_its_language_and_title(plan, kind, pdf):
    found = Tagged(pdf(plan, kind))
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf(plan, kind)
    assert found.root["/Lang"] == "en"
    assert found.root["/MarkInfo"]["/Marked"] is True or found.root["/MarkInfo"]["/Marked"] == True  # noqa: E712 -- pypdf has booleans of its own
    assert found.root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712 -- likewise
    assert found.reader.metadata.title


def test_the_outline_has_the_ten_sections_of_a_charter_and_its_annex(pdf):
    titles = [title for level, title in Tagged(pdf("waterworks", "charter")).outline() if level == 1]
    assert [title.split("\N{NO-BREAK SPACE}")[0] for title in titles[:-1]] == [str(number) for number in range(1, 11)]
    assert titles[-1] == "Annex: how the PMO works"


def test_every_drawing_says_in_words_what_it_shows(pdf):
    figures = Tagged(pdf("ferries")).named("Figure")
    assert len(figures) > 20
    assert all(figure.alt.strip() for figure in figures)
    assert any("rung" in figure.alt for figure in figures)
    assert any(figure.alt.startswith("Crossings cancelled") for figure in figures)


def test_every_table_has_a_head(pdf):
    tables = Tagged(pdf("waterworks", "charter")).named("Table")
    assert len(tables) > 5
    assert all(any(tag.name == "TH" for tag in table.walk()) for table in tables)


@pytest.mark.parametrize(("plan", "kind"), EVERY)
def test_every_font_is_part_of_the_file(plan, kind, pdf):
    fonts = [
        font for page in Tagged(pdf(plan, kind)).reader.pages for font in page["/Resources"].get("/Font", {}).values()
    ]
    assert fonts
    for font in fonts:
        described = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & set(described), font


def test_every_page_has_its_number_and_how_many_there_are(pdf):
    pages = Tagged(pdf("waterworks", "charter")).reader.pages
    assert len(pages) >= 2
    for number, page in enumerate(pages, 1):
        assert f"{number} / {len(pages)}" in page.extract_text()


def test_an_objective_is_the_head_of_its_measures_so_that_a_page_does_not_end_between_them(pdf):
    tables = Tagged(pdf("waterworks", "charter")).named("Table")
    heads = [tag.all_text for table in tables for tag in table.walk() if tag.name == "TH"]
    assert any("Works end on the day announced" in head for head in heads)


def test_a_draft_says_so_and_why(pdf):
    text = Tagged(pdf("empty", "charter")).text()
    assert "DRAFT – NOT SIGNED" in text
    assert "No sign-off is recorded." in text


def test_the_dates_in_the_file_are_the_reports_day(pdf):
    info = Tagged(pdf("ferries")).reader.metadata
    assert str(info.creation_date).startswith("2026-04-15 00:00")
    assert str(info.modification_date).startswith("2026-04-15 00:00")


def test_it_runs_nothing_and_opens_nothing(pdf):
    for plan, kind in EVERY:
        data = pdf(plan, kind)
        assert not any(word in data for word in (b"/JavaScript", b"/OpenAction", b"/Launch", b"/EmbeddedFile", b"/AA"))


@pytest.mark.parametrize("kind", ["charter", "alignment"])
def test_the_same_plan_and_day_give_the_same_bytes_in_another_process(kind, tmp_path):
    made = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        command = [sys.executable, "-m", "pmo", "report", kind, "--format", "pdf", "--today", "2026-04-15"]
        plan = str(Path(__file__).parents[1] / "report" / "plans" / "waterworks")
        subprocess.run(
            [*command, "--plan", plan, "--out", str(folder)],
            check=True,
            env={"PYTHONHASHSEED": seed, "PATH": "", "TZ": f"UTC+{seed}"},
        )
        made.append((folder / f"{kind}.pdf").read_bytes())
    assert made[0] == made[1]
