"""Readings from a CSV file: `date,value,note`, one row a reading, appended to as time goes on; opens in a spreadsheet."""

import csv
import datetime as dt
from dataclasses import dataclass

from pmo.source.problems import Problem
from pmo.source.scalars import BadScalarError, read_date, read_number
from pmo.source.text import SourceFile

_COLUMNS = ("date", "value", "note")


@dataclass(frozen=True, slots=True)
class Row:
    """One reading as it was written; `start` is the offset of its line."""

    date: dt.date
    value: float
    note: str | None
    start: int


def read_readings(file: SourceFile) -> tuple[list[Row], list[Problem]]:
    """The rows in the order of their dates, and what is wrong with the others. A comma, semicolon or tab separates."""
    lines = file.text.splitlines(keepends=True)
    header = next((line for line in lines if line.strip()), "")
    separator = next((char for char in ",;\t" if char in header), ",")
    names = [name.strip().lower() for name in next(csv.reader([header], delimiter=separator), [])]
    if names[:2] != ["date", "value"] or any(name not in _COLUMNS for name in names):
        fix = "Begin the file with the line `date,value,note`."
        return [], [
            Problem("reading-invalid", "The readings file has no header `date,value` or `date,value,note`.", fix)
        ]
    rows, problems = [], []
    starts = _starts(lines)
    reader = csv.reader(lines, delimiter=separator)
    line_before = 0
    try:
        for cells in reader:
            start, line_before = starts[line_before], reader.line_num
            if not any(cell.strip() for cell in cells) or [cell.strip().lower() for cell in cells] == names:
                continue
            row = _row(cells, len(names), start)
            if isinstance(row, Problem):
                problems.append(row)
            else:
                rows.append(row)
    except csv.Error as error:
        problems.append(
            Problem("reading-invalid", f"The row cannot be read: {error}.", "Mend its quotes.", starts[line_before])
        )
    rows.sort(key=lambda row: row.date)
    return rows, problems


def _row(cells: list[str], columns: int, start: int) -> Row | Problem:
    if len(cells) < 2:  # noqa: PLR2004 -- a date and a value
        fix = "Write a date, a comma and a number."
        return Problem("reading-invalid", "The row has no value.", fix, start)
    if len(cells) > columns:
        fix = "Put a note that contains a comma in quotes, and write decimals with a point."
        return Problem("reading-invalid", "The row has more columns than the header.", fix, start)
    try:
        day = read_date(cells[0].strip())
        value = read_number(cells[1].strip())
    except BadScalarError as bad:
        return Problem("reading-invalid", bad.message, bad.fix, start)
    note = cells[2].strip() if len(cells) > 2 else ""  # noqa: PLR2004 -- the third column
    return Row(day, value, note or None, start)


def _starts(lines: list[str]) -> list[int]:
    starts, offset = [], 0
    for line in lines:
        starts.append(offset)
        offset += len(line)
    return [*starts, offset]
