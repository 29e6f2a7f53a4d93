"""The scorecard as a workbook: typed cells, filters, a head that stays, status as a word and a colour; text that is never a formula."""

import datetime as dt
import io
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from pmo.engine import Result
from pmo.language.words import Words, message
from pmo.report.alignment.honesty import honesty
from pmo.report.facts import Facts
from pmo.report.house import House
from pmo.report.office.package import properties, settled
from pmo.report.office.rows import ReadingRow, Row, reading_rows, scorecard_rows
from pmo.report.page import Page, page
from pmo.report.prose import literal
from pmo.report.states import shown_in
from pmo.report.text import plain

T = TypeVar("T")

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MOST_TEXT = 32_000
"""A cell holds 32,767 characters; the rest of a longer text is cut, and says so."""

_MOST_DECIMALS = 6
_LINE, _MOST_LINES = 13.5, 8.0
_PRINTED = 14
"""Columns of the scorecard that fit on a printed page; the others are for work on the screen."""

_FIRST_DAY = dt.date(1900, 3, 1)
"""The first day that spreadsheets count right."""

_STATES = {
    "met": ("#0072B2", "#DCEBF5"),
    "on-track": ("#0072B2", "#DCEBF5"),
    "at-risk": ("#6B4500", "#FBEBCF"),
    "off-track": ("#FFFFFF", "#7A0019"),
    "missed": ("#FFFFFF", "#7A0019"),
    "no-data": ("#46525F", "#EEF1F4"),
}


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """A column: its head in English, its width in characters, how its values are shown, and where they come from. `state`: coloured by status."""

    head: str
    width: float
    value: Callable[[T], object]
    look: str = "text"
    state: bool = False


@dataclass(frozen=True, slots=True)
class _Dress:
    """What every sheet is dressed in: the words, the formats of cells by name, and the foot."""

    words: Words
    looks: dict[str, Any]
    foot: str


_SCORECARD: tuple[Column[Row], ...] = (
    Column(message("Objective"), 34, lambda row: row.objective, "strong"),
    Column(message("Measure"), 30, lambda row: row.measure),
    Column(message("Status"), 12, lambda row: row.state.signed, state=True),
    Column(message("Why"), 22, lambda row: row.reason),
    Column(message("Baseline"), 10, lambda row: row.baseline, "number"),
    Column(message("Baseline on"), 11, lambda row: row.baseline_day, "date"),
    Column(message("Now"), 10, lambda row: row.now, "number"),
    Column(message("Read on"), 11, lambda row: row.now_day, "date"),
    Column(message("Target"), 10, lambda row: row.target, "number"),
    Column(message("Due"), 11, lambda row: row.by, "date"),
    Column(message("Unit"), 12, lambda row: row.unit),
    Column(message("Progress"), 9, lambda row: row.progress, "share"),
    Column(message("Planned"), 9, lambda row: row.planned, "share"),
    Column(message("Owner"), 20, lambda row: row.owner),
    Column(message("At least"), 10, lambda row: row.low, "number"),
    Column(message("At most"), 10, lambda row: row.high, "number"),
    Column(message("Direction"), 11, lambda row: row.direction),
    Column(message("Mainly supports"), 34, lambda row: row.strategy),
    Column(message("Also supports"), 34, lambda row: row.also),
    Column(message("Customers"), 26, lambda row: row.customers),
    Column(message("Objective status"), 16, lambda row: row.objective_state.signed, state=True),
    Column(message("Read by"), 20, lambda row: row.reader),
    Column(message("Frequency"), 12, lambda row: row.frequency),
    Column(message("Newest note"), 44, lambda row: plain(row.note)),
    Column(message("Objective id"), 24, lambda row: row.objective_id, "quiet"),
    Column(message("Measure id"), 24, lambda row: row.measure_id, "quiet"),
)
_SHEET_NAME = 31
"""A sheet's name has no more characters."""

_PAPERS = {"a4": 9, "letter": 1}
_READINGS: tuple[Column[ReadingRow], ...] = (
    Column(message("Objective"), 38, lambda row: row.objective),
    Column(message("Measure"), 34, lambda row: row.measure),
    Column(message("Date"), 12, lambda row: row.date, "date"),
    Column(message("Value"), 12, lambda row: row.value, "number"),
    Column(message("Unit"), 14, lambda row: row.unit),
    Column(message("Note"), 60, lambda row: plain(row.note)),
    Column(message("Measure id"), 24, lambda row: row.measure_id, "quiet"),
)


def scorecard_xlsx(result: Result, revision: str | None, house: House) -> bytes:
    """The workbook's bytes. Same plan and day, same bytes."""
    facts = Facts(result)
    head = page("scorecard", facts.words("Scorecard"), facts, revision)
    about = properties(head, house.words)
    out = io.BytesIO()
    book = Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties(
        {
            "title": about.title[:255],
            "author": about.author[:255],
            "subject": about.subject[:255],
            "keywords": about.mark,
            "created": about.day.replace(tzinfo=None),
        }
    )
    looks = _looks(book)
    foot = " · ".join(part for part in (house.confidentiality, head.heading) if part)
    dress = _Dress(facts.words, looks, foot)
    _sheet(
        book,
        "Scorecard",
        facts.words("Scorecard"),
        _SCORECARD,
        scorecard_rows(facts),
        dress,
        frozen=2,
        printed=_PRINTED,
    )
    _sheet(
        book,
        "Readings",
        facts.words("Readings"),
        _READINGS,
        reading_rows(facts),
        dress,
        frozen=0,
        printed=len(_READINGS),
    )
    _about(book, head, house.confidentiality, facts, dress)
    for sheet in book.worksheets():
        sheet.set_paper(_PAPERS[house.paper])
    book.close()
    return settled(out.getvalue(), about.day)


def _sheet(
    book: Workbook,
    name: str,
    title: str,
    columns: Sequence[Column[T]],
    rows: Sequence[T],
    dress: _Dress,
    frozen: int,
    printed: int,
) -> None:
    """A sheet; `name` is what its table is called, also in formulas, in every language."""
    words, looks = dress.words, dress.looks
    sheet = book.add_worksheet(title[:_SHEET_NAME])
    last = max(len(rows), 1)
    sheet.add_table(
        0,
        0,
        last,
        len(columns) - 1,
        {
            "name": name,
            "style": "Table Style Light 1",
            "banded_rows": False,
            "columns": [
                {
                    "header": words(column.head),
                    "header_format": looks["head-right" if column.look in {"number", "share"} else "head"],
                }
                for column in columns
            ],
        },
    )
    for line, row in enumerate(rows, 1):
        sheet.set_row(line, _height(columns, row))
    for at, column in enumerate(columns):
        sheet.set_column(at, at, _width(column, rows, words))
        for line, row in enumerate(rows, 1):
            _write(sheet, line, at, column.value(row), column.look, dress)
        if column.state:
            _status(sheet, at, last, dress)
    sheet.freeze_panes(1, frozen)
    sheet.set_row(0, 30)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.print_area(0, 0, last, printed - 1)
    # In a sheet's foot an ampersand begins a command.
    sheet.set_footer(f"&L{literal(dress.foot)[:200].replace('&', '&&')}&R&P / &N")


def _width(column: Column[T], rows: Sequence[T], words: Words) -> float:
    """A column's width: a head may take two lines, but no word of it two, and a state takes one. Some languages have longer words."""
    head = 1 + max(map(len, words(column.head).split()))
    states = [len(str(column.value(row))) + 2 for row in rows] if column.state else []
    return max(column.width, head, *states)


def _height(columns: Sequence[Column[T]], row: T) -> float:
    """The height of a row, in points: as many lines as its fullest text needs, within reason."""
    texts = [(column.value(row), column.width) for column in columns]
    lines = max(-(-len(value) * 1.15 // width) for value, width in texts if isinstance(value, str))
    return _LINE * min(max(lines, 1.0), _MOST_LINES)


def _status(sheet: Worksheet, column: int, last: int, dress: _Dress) -> None:
    """A colour beside the shape and the word, as long as the word stands there."""
    for shown in shown_in(dress.words).values():
        sheet.conditional_format(
            1,
            column,
            last,
            column,
            {"type": "cell", "criteria": "==", "value": f'"{shown.signed}"', "format": dress.looks[shown.key]},
        )


def _write(sheet: Worksheet, row: int, column: int, value: object, look: str, dress: _Dress) -> None:
    """A value with its type. What a spreadsheet cannot hold as a number or a date is written as text."""
    if value is None or value == "":
        sheet.write_blank(row, column, None, dress.looks[look])
    elif isinstance(value, dt.date) and value >= _FIRST_DAY:
        sheet.write_datetime(row, column, dt.datetime.combine(value, dt.time()), dress.looks["date"])
    elif isinstance(value, int | float) and math.isfinite(value):
        sheet.write_number(row, column, value, dress.looks[look if look == "share" else f"number-{_decimals(value)}"])
    else:
        _text(sheet, row, column, str(value), look if look in {"text", "strong", "quiet"} else "text", dress)


def _decimals(value: float) -> int:
    """How many decimals a value has. A format for all of them would leave a point behind whole numbers."""
    return len(f"{value:.{_MOST_DECIMALS}f}".rstrip("0").partition(".")[2])


def _text(sheet: Worksheet, row: int, column: int, text: str, look: str, dress: _Dress) -> None:
    seen = literal(text)
    if len(seen) > _MOST_TEXT:
        length = dress.words.many(len(seen), "cut: {n} character", "cut: {n} characters")
        seen = f"{seen[:_MOST_TEXT]} … ({length})"
    # Text that looks like a formula stays text even after somebody edits the cell.
    quoted = seen.lstrip().startswith(_FORMULA) or seen.startswith("'")
    sheet.write_string(row, column, seen, dress.looks[f"{look}-quoted" if quoted else look])


def _about(book: Workbook, head: Page, confidentiality: str, facts: Facts, dress: _Dress) -> None:
    words = dress.words
    sheet = book.add_worksheet(words.about("sheet of a workbook", "About")[:_SHEET_NAME])
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 100)
    lines = [
        (words("Report"), head.title),
        (words("Organization"), head.organization),
        (words("PMO"), head.pmo),
        (words("As of"), head.as_of),
        (words("Revision"), head.revision or ""),
        (words.about("not approved yet", "Draft"), " ".join(head.draft)),
        (words("Confidentiality"), confidentiality),
        *((words("How to read this") if at == 0 else "", line) for at, line in enumerate(honesty(facts))),
        (
            words("Progress, planned"),
            words(
                "Shares of the way from baseline to target, whichever way is better; below 0 is worse than the start."
            ),
        ),
        (words("Made with"), f"pmo {head.version}"),
    ]
    for at, (word, text) in enumerate([line for line in lines if line[1]]):
        _text(sheet, at, 0, word, "strong", dress)
        _text(sheet, at, 1, text, "text", dress)
        sheet.set_row(at, _LINE * min(max(-(-len(text) * 1.15 // 100), 1.0), _MOST_LINES * 3))
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _looks(book: Workbook) -> dict[str, Any]:
    base: dict[str, object] = {"font_name": "Calibri", "font_size": 10, "font_color": "#17212B", "valign": "top"}
    texts: dict[str, dict[str, object]] = {
        "text": {},
        "strong": {"bold": True},
        "quiet": {"font_color": "#656F7A"},
    }
    written: dict[str, object] = base | {"text_wrap": True, "align": "left", "indent": 1}
    looks = {name: book.add_format(written | more) for name, more in texts.items()}
    looks |= {
        f"{name}-quoted": book.add_format(written | {"quote_prefix": True} | more) for name, more in texts.items()
    }
    looks["number"] = book.add_format(base)
    for decimals in range(_MOST_DECIMALS + 1):
        look = f"#,##0.{'0' * decimals}".rstrip(".")
        looks[f"number-{decimals}"] = book.add_format(base | {"num_format": look})
    looks["share"] = book.add_format(base | {"num_format": "0%"})
    looks["date"] = book.add_format(base | {"num_format": "yyyy-mm-dd", "align": "left", "indent": 1})
    head = base | {"bold": True, "font_color": "#FFFFFF", "bg_color": "#123C5E", "text_wrap": True, "valign": "vcenter"}
    looks["head"], looks["head-right"] = (
        book.add_format(head | {"indent": 1}),
        book.add_format(head | {"align": "right"}),
    )
    for key, (ink, ground) in _STATES.items():
        looks[key] = book.add_format({"font_color": ink, "bg_color": ground, "bold": True})
    return looks
