"""The scorecard as a workbook: typed cells, filters, a head that stays, status in words and colours, text that never runs."""

import datetime as dt
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from pmo import __version__

GOLDEN = Path(__file__).parents[1] / "golden" / "office"


def opened(data: bytes):
    return openpyxl.load_workbook(io.BytesIO(data))


def told(book) -> str:
    """Every sheet as lines of cells; dates and shares as they are typed."""
    lines = []
    for sheet in book:
        lines += [
            f"== {sheet.title}",
            *("\t".join(cell(item) for item in row).rstrip("\t") for row in sheet.values),
            "",
        ]
    return "\n".join(lines)


def cell(value: object) -> str:
    if value is None:
        return ""
    return value.date().isoformat() if isinstance(value, dt.datetime) else str(value)


@pytest.mark.parametrize("plan", ["ferries", "empty"])
def test_the_cells_are_what_the_golden_file_says(plan, office, golden):
    golden(GOLDEN / f"{plan}-scorecard.tsv", told(opened(office(plan, "xlsx"))).replace(__version__, "VERSION"))


@pytest.fixture(scope="module")
def book(office):
    return opened(office("ferries", "xlsx"))


@pytest.fixture(scope="module")
def rows(book):
    head, *rows = book["Scorecard"].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_every_measure_has_a_row_of_its_own_and_so_has_an_objective_without_any(rows, checked):
    objectives = checked("ferries").alignment.objectives
    assert len(rows) == sum(max(len(objective.measures), 1) for objective in objectives)
    assert {row["Objective id"] for row in rows} == {objective.id for objective in objectives}


def test_numbers_are_numbers_and_dates_are_dates(rows):
    row = next(row for row in rows if row["Measure"] == "Crossings cancelled")
    assert (row["Baseline"], row["Now"], row["Target"]) == (2.4, 2.1, 1)
    assert all(isinstance(row[head], dt.datetime) for head in ("Due", "Read on", "Baseline on"))
    assert (cell(row["Due"]), cell(row["Read on"])) == ("2026-06-30", "2026-03-31")
    assert 0 < row["Progress"] < row["Planned"] < 1
    assert row["Status"] == "■ Off track"


def test_the_head_stays_and_every_column_can_be_filtered(book):
    for name, frozen in (("Scorecard", "C2"), ("Readings", "A2")):
        sheet = book[name]
        assert sheet.freeze_panes == frozen
        table = sheet.tables[name]
        assert table.autoFilter.ref == table.ref == f"A1:{sheet.cell(1, sheet.max_column).column_letter}{sheet.max_row}"


def test_a_status_is_a_word_before_it_is_a_colour(book):
    formats = book["Scorecard"].conditional_formatting
    rules = [rule for found in formats for rule in found.rules]
    assert {formula.strip('"') for rule in rules for formula in rule.formula} == {
        "✔ Met", "● On track", "○ No data", "▲ At risk", "■ Off track", "✖ Missed",
    }  # fmt: skip
    assert all(rule.dxf.fill.bgColor.rgb and rule.dxf.font.color.rgb for rule in rules)


def test_whole_numbers_show_no_point(book):
    looks = {
        item.number_format
        for row in book["Scorecard"].iter_rows(min_row=2)
        for item in row
        if isinstance(item.value, int | float)
    }
    assert looks <= {"#,##0", "#,##0.0", "#,##0.00", "0%"}


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+A1",
        "-2",
        "@SUM(A1)",
        '=HYPERLINK("http://e.example","x")',
        " =cmd|'/c calc'!A0",
        "12",
        "https://e.example",
    ],
)
def test_text_that_looks_like_a_formula_stays_text_even_after_an_edit(text, office, named):
    data = office(named(text), "xlsx")
    sheet = opened(data)["Scorecard"]
    assert sheet["A2"].value == text
    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].quotePrefix == text.lstrip().startswith(("=", "+", "-", "@"))
    parts = zipfile.ZipFile(io.BytesIO(data))
    sheets = b"".join(parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/"))
    assert b"<f>" not in sheets
    assert b"<hyperlink" not in sheets


def test_control_characters_are_shown_and_a_text_too_long_for_a_cell_is_cut_and_says_so(office, named):
    book = opened(office(named("a\u0007\u202eb\ufffe"), "xlsx"))
    assert book["Scorecard"]["A2"].value == r"a␇\u202eb\ufffe"
    long = opened(office(named("word " * 8000), "xlsx"))["Scorecard"]["A2"].value
    assert len(long) < 32_767
    assert long.endswith("characters)")


def test_dates_before_spreadsheets_can_count_stay_readable(office, tmp_path):
    (tmp_path / "pmo.yaml").write_text(
        "pmo: {objectives: {o: {title: Old, measures: {m: {baseline: {value: 1, date: 1850-01-01}, target: {value: 2, by: 2030-01-01}}}}}}\n",
        encoding="utf-8",
    )
    sheet = opened(office(tmp_path, "xlsx"))["Scorecard"]
    assert [item.value for item in sheet[2] if item.value == "1850-01-01"]


def test_a_plan_without_objectives_gives_an_empty_table_and_not_a_broken_file(office):
    sheet = opened(office("empty", "xlsx"))["Scorecard"]
    assert sheet.tables["Scorecard"].ref.endswith("2")
