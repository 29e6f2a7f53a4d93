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
from pmo.report.alignment.honesty import honesty
from pmo.report.facts import Facts
from pmo.report.house import House
from pmo.report.office.package import properties, settled
from pmo.report.office.rows import ReadingRow, Row, reading_rows, scorecard_rows
from pmo.report.page import Page, page
from pmo.report.prose import literal
from pmo.report.states import SHOWN
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
    """A column: its head, its width in characters, how its values are shown, and where they come from. `state`: coloured by status."""

    head: str
    width: float
    value: Callable[[T], object]
    look: str = "text"
    state: bool = False


_SCORECARD: tuple[Column[Row], ...] = (
    Column("Objective", 34, lambda row: row.objective, "strong"),
    Column("Measure", 30, lambda row: row.measure),
    Column("Status", 12, lambda row: row.state.signed, state=True),
    Column("Why", 22, lambda row: row.reason),
    Column("Baseline", 10, lambda row: row.baseline, "number"),
    Column("Baseline on", 11, lambda row: row.baseline_day, "date"),
    Column("Now", 10, lambda row: row.now, "number"),
    Column("Read on", 11, lambda row: row.now_day, "date"),
    Column("Target", 10, lambda row: row.target, "number"),
    Column("Due", 11, lambda row: row.by, "date"),
    Column("Unit", 12, lambda row: row.unit),
    Column("Progress", 9, lambda row: row.progress, "share"),
    Column("Planned", 9, lambda row: row.planned, "share"),
    Column("Owner", 20, lambda row: row.owner),
    Column("At least", 10, lambda row: row.low, "number"),
    Column("At most", 10, lambda row: row.high, "number"),
    Column("Direction", 11, lambda row: row.direction),
    Column("Mainly supports", 34, lambda row: row.strategy),
    Column("Also supports", 34, lambda row: row.also),
    Column("Customers", 26, lambda row: row.customers),
    Column("Objective status", 16, lambda row: row.objective_state.signed, state=True),
    Column("Read by", 20, lambda row: row.reader),
    Column("Frequency", 12, lambda row: row.frequency),
    Column("Newest note", 44, lambda row: plain(row.note)),
    Column("Objective id", 24, lambda row: row.objective_id, "quiet"),
    Column("Measure id", 24, lambda row: row.measure_id, "quiet"),
)
_PAPERS = {"a4": 9, "letter": 1}
_READINGS: tuple[Column[ReadingRow], ...] = (
    Column("Objective", 38, lambda row: row.objective),
    Column("Measure", 34, lambda row: row.measure),
    Column("Date", 12, lambda row: row.date, "date"),
    Column("Value", 12, lambda row: row.value, "number"),
    Column("Unit", 14, lambda row: row.unit),
    Column("Note", 60, lambda row: plain(row.note)),
    Column("Measure id", 24, lambda row: row.measure_id, "quiet"),
)


def scorecard_xlsx(result: Result, revision: str | None, house: House) -> bytes:
    """The workbook's bytes. Same plan and day, same bytes."""
    facts = Facts(result)
    head = page("scorecard", facts.words("Scorecard"), facts, revision)
    about = properties(head, house.language)
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
    _sheet(book, "Scorecard", _SCORECARD, scorecard_rows(facts), looks, foot, frozen=2, printed=_PRINTED)
    _sheet(book, "Readings", _READINGS, reading_rows(facts), looks, foot, frozen=0, printed=len(_READINGS))
    _about(book, head, house.confidentiality, facts, looks)
    for sheet in book.worksheets():
        sheet.set_paper(_PAPERS[house.paper])
    book.close()
    return settled(out.getvalue(), about.day)


def _sheet(
    book: Workbook,
    name: str,
    columns: Sequence[Column[T]],
    rows: Sequence[T],
    looks: dict[str, Any],
    foot: str,
    frozen: int,
    printed: int,
) -> None:
    sheet = book.add_worksheet(name)
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
                    "header": column.head,
                    "header_format": looks["head-right" if column.look in {"number", "share"} else "head"],
                }
                for column in columns
            ],
        },
    )
    for line, row in enumerate(rows, 1):
        sheet.set_row(line, _height(columns, row))
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.width)
        for line, row in enumerate(rows, 1):
            _write(sheet, line, at, column.value(row), column.look, looks)
        if column.state:
            _status(sheet, at, last, looks)
    sheet.freeze_panes(1, frozen)
    sheet.set_row(0, 30)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.print_area(0, 0, last, printed - 1)
    # In a sheet's foot an ampersand begins a command.
    sheet.set_footer(f"&L{literal(foot)[:200].replace('&', '&&')}&R&P / &N")


def _height(columns: Sequence[Column[T]], row: T) -> float:
    """The height of a row, in points: as many lines as its fullest text needs, within reason."""
    texts = [(column.value(row), column.width) for column in columns]
    lines = max(-(-len(value) * 1.15 // width) for value, width in texts if isinstance(value, str))
    return _LINE * min(max(lines, 1.0), _MOST_LINES)


def _status(sheet: Worksheet, column: int, last: int, looks: dict[str, Any]) -> None:
    """A colour beside the shape and the word, as long as the word stands there."""
    for shown in SHOWN.values():
        sheet.conditional_format(
            1,
            column,
            last,
            column,
            {"type": "cell", "criteria": "==", "value": f'"{shown.signed}"', "format": looks[shown.key]},
        )


def _write(sheet: Worksheet, row: int, column: int, value: object, look: str, looks: dict[str, Any]) -> None:
    """A value with its type. What a spreadsheet cannot hold as a number or a date is written as text."""
    if value is None or value == "":
        sheet.write_blank(row, column, None, looks[look])
    elif isinstance(value, dt.date) and value >= _FIRST_DAY:
        sheet.write_datetime(row, column, dt.datetime.combine(value, dt.time()), looks["date"])
    elif isinstance(value, int | float) and math.isfinite(value):
        sheet.write_number(row, column, value, looks[look if look == "share" else f"number-{_decimals(value)}"])
    else:
        _text(sheet, row, column, str(value), look if look in {"text", "strong", "quiet"} else "text", looks)


def _decimals(value: float) -> int:
    """How many decimals a value has. A format for all of them would leave a point behind whole numbers."""
    return len(f"{value:.{_MOST_DECIMALS}f}".rstrip("0").partition(".")[2])


def _text(sheet: Worksheet, row: int, column: int, text: str, look: str, looks: dict[str, Any]) -> None:
    seen = literal(text)
    if len(seen) > _MOST_TEXT:
        seen = f"{seen[:_MOST_TEXT]} … (cut: {len(seen):,} characters)"
    # Text that looks like a formula stays text even after somebody edits the cell.
    quoted = seen.lstrip().startswith(_FORMULA) or seen.startswith("'")
    sheet.write_string(row, column, seen, looks[f"{look}-quoted" if quoted else look])


def _about(book: Workbook, head: Page, confidentiality: str, facts: Facts, looks: dict[str, Any]) -> None:
    sheet = book.add_worksheet("About")
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 100)
    lines = [
        ("Report", head.title),
        ("Organization", head.organization),
        ("PMO", head.pmo),
        ("As of", head.as_of),
        ("Revision", head.revision or ""),
        ("Draft", " ".join(head.draft)),
        ("Confidentiality", confidentiality),
        *(("How to read this" if at == 0 else "", line) for at, line in enumerate(honesty(facts))),
        (
            "Progress, planned",
            "Shares of the way from baseline to target, whichever way is better; below 0 is worse than the start.",
        ),
        ("Made with", f"pmo {head.version}"),
    ]
    for at, (word, text) in enumerate([line for line in lines if line[1]]):
        _text(sheet, at, 0, word, "strong", looks)
        _text(sheet, at, 1, text, "text", looks)
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
