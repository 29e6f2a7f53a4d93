"""`settings.report.language`: what it takes, and what reports make of it."""

import datetime as dt
import io
import re
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pmo.engine import check
from pmo.errors import PmoError
from pmo.language import catalogue
from pmo.reader.load import load_plan
from pmo.report.asked import Asked
from pmo.report.brief.view import brief_view
from pmo.report.make import make_report

HEALTH = Path(__file__).parents[2] / "examples" / "health-network"
PLAN = """\
settings:
  report:
    language: {language}
pmo: {{name: Projektbüro, sponsor: ann, objectives: {{faster: {{title: Schneller, owner: ann}}}}}}
people: {{ann: Ann Lee}}
"""


def loaded(folder: Path, language: str):
    (folder / "pmo.yaml").write_text(PLAN.format(language=language), encoding="utf-8")
    return load_plan(folder)


def plan(folder: Path, language: str):
    """A check of a plan in a language, also in one that plans may not ask for yet."""
    return in_language(loaded(folder, "en"), language)


def in_language(found, language):
    settings = replace(found.plan.settings, report=replace(found.plan.settings.report, language=language))
    return check(replace(found, plan=replace(found.plan, settings=settings)), dt.date(2026, 6, 30))


@pytest.mark.parametrize("language", ["enn", "it"])
def test_a_language_that_is_not_offered_is_a_finding_at_its_place(tmp_path, language):
    (found,) = [f for f in loaded(tmp_path, language).faults if f.rule == "wrong-value"]
    assert (found.place.line, found.place.column) == (3, 15)
    assert "`en`" in found.fix + found.message


def test_the_page_names_its_language(tmp_path):
    assert b'<html lang="de">' in make_report("alignment", "html", plan(tmp_path, "de"), None)
    assert b'<html lang="en">' in make_report("alignment", "html", plan(tmp_path, "en"), None)


def test_the_day_is_written_as_the_language_does(tmp_path):
    html = make_report("alignment", "html", plan(tmp_path, "de"), None).decode()
    assert "30.\u00a0Juni\u00a02026" in html


@pytest.mark.parametrize("kind", ["charter", "alignment", "scorecard", "self-assessment"])
def test_every_report_can_be_made_in_every_language(tmp_path, kind):
    for code in catalogue.languages():
        for fmt in ("html", "md", "json"):
            assert make_report(kind, fmt, plan(tmp_path, code), None)


@pytest.mark.parametrize("language", catalogue.OFFERED)
@pytest.mark.parametrize(
    ("kind", "fmt"), [("alignment", "pdf"), ("charter", "docx"), ("alignment", "pptx"), ("scorecard", "xlsx")]
)
def test_files_for_offices_can_be_made_in_every_language(tmp_path, language, kind, fmt):
    # Two columns of a workbook's table may not be called the same, and no slide may overflow.
    shutil.copytree(HEALTH, tmp_path, dirs_exist_ok=True)
    root = tmp_path / "pmo.yaml"
    root.write_text(
        root.read_text("utf-8").replace("settings:\n", f"settings:\n  report: {{language: {language}}}\n"), "utf-8"
    )
    result = check(load_plan(tmp_path), dt.date(2026, 6, 30))
    assert result.plan.settings.report.language == language
    assert make_report(kind, fmt, result, None)


def test_months_of_a_chart_and_columns_of_a_workbook_fit_the_language(tmp_path):
    shutil.copytree(HEALTH, tmp_path, dirs_exist_ok=True)
    formats, widths = {}, {}
    for code in ("en", "fr"):
        result = in_language(load_plan(tmp_path), code)
        with zipfile.ZipFile(io.BytesIO(make_report("alignment", "pptx", result, None))) as parts:
            charts = [parts.read(name).decode() for name in parts.namelist() if "/charts/chart" in name]
        formats[code] = {found for chart in charts for found in re.findall(r'formatCode="([^"]*yyyy)"', chart)}
        sheet = load_workbook(io.BytesIO(make_report("scorecard", "xlsx", result, None))).worksheets[0]
        head = {cell.value: cell.column_letter for cell in sheet[1]}
        (status,) = (letter for name, letter in head.items() if name in {"Status", "Statut"})
        longest = max(len(str(cell.value)) for cell in sheet[status][1:])
        widths[code] = sheet.column_dimensions[status].width, longest
    assert formats == {"en": {"mmm yyyy"}, "fr": {"[$-40C]mmm yyyy"}}
    assert all(width > longest for width, longest in widths.values())


def test_a_brief_says_what_a_finding_means_where_its_fix_speaks_english(tmp_path):
    found = {code: brief(tmp_path, code) for code in ("en", "de")}
    assert all(row.hint == row.fix for row in found["en"])
    assert all(row.hint != row.fix and row.hint for row in found["de"])
    assert {row.what for row in found["en"]}.isdisjoint(row.what for row in found["de"])


def brief(folder, code):
    result = plan(folder, code)
    return brief_view(result, None, Asked(owner="ann")).mends


def test_french_sets_a_space_before_a_colon(tmp_path):
    text = make_report("alignment", "md", plan(tmp_path, "fr"), None).decode()
    assert "objectif\u00a0: ○" in text
    assert "soutenir\u00a0?**" in text


def test_the_missing_package_is_named_with_the_command_that_installs_it(tmp_path, monkeypatch):
    monkeypatch.setattr(catalogue, "find_spec", lambda _: None)
    catalogue.words_of.cache_clear()
    try:
        with pytest.raises(PmoError, match=r'pip install "pmo\[language\]"'):
            make_report("alignment", "html", plan(tmp_path, "de"), None)
    finally:
        catalogue.words_of.cache_clear()
