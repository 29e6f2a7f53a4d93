"""Readings from a CSV file: `date,value,note`, one row a reading, appended to as time goes on; opens in a spreadsheet."""

import csv
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from pmo.source.conflicts import conflict, our_side
from pmo.source.problems import Problem
from pmo.source.scalars import BadScalarError, read_date, read_number, shorten
from pmo.source.text import SourceFile

_COLUMNS = ("date", "value", "note")
# The line breaks that a spreadsheet writes; others, such as U+2028, are characters of a note.
_LINES = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")


@dataclass(frozen=True, slots=True)
class Row:
    """One reading as it was written; `start` is the offset of its line."""

    date: dt.date
    value: float
    note: str | None
    start: int


def read_readings(file: SourceFile) -> tuple[list[Row], list[Problem]]:
    """The rows in the order of their dates, and what is wrong with the others. A comma, semicolon or tab separates."""
    lines: list[str] = _LINES.findall(file.text)
    found = conflict(file.text)
    if found is not None:
        return _one_side(file, lines), [found]
    header = next((line for line in lines if line.strip()), "")
    separator = next((char for char in ",;\t" if char in header), ",")
    names = _names(header, separator)
    problem = _header_problem(names, file.text.find(header))
    if problem:
        return [], [problem]
    rows: list[Row] = []
    problems: list[Problem] = []
    for cells, raw, start in _records(lines, separator, problems):
        if not any(cell.strip() for cell in cells) or [cell.strip().lower() for cell in cells] == names:
            continue
        row = _row(cells, len(names), start, _starts(cells, raw, start))
        if isinstance(row, Problem):
            problems.append(row)
        else:
            rows.append(row)
    rows.sort(key=lambda row: row.date)
    return rows, sorted(problems, key=lambda problem: problem.start)


def _one_side(file: SourceFile, lines: list[str]) -> list[Row]:
    """The rows of a file in conflict, one version of each: so the conflict is all that is said. Blank lines keep the offsets."""
    kept = [line if counts else re.sub(r"[^\r\n]", " ", line) for line, counts in our_side(lines)]
    return read_readings(SourceFile(file.path, "".join(kept)))[0]


def _names(header: str, separator: str) -> list[str]:
    try:
        return [name.strip().lower() for name in next(csv.reader([header], delimiter=separator), [])]
    except csv.Error:
        return []


def _header_problem(names: list[str], start: int) -> Problem | None:
    if names[:2] != ["date", "value"]:
        fix = "Begin the file with the line `date,value,note`."
        message = "The readings file has no header `date,value` or `date,value,note`."
    elif names[2:] not in ([], ["note"]):
        unknown = next((name for name in names[2:] if name not in _COLUMNS), names[-1])
        message = f"The readings file has a column `{shorten(unknown)}` too many."
        fix = "Remove it: the columns are date, value and note."
    else:
        return None
    return Problem("reading-invalid", message, fix, max(start, 0))


def _records(lines: list[str], separator: str, problems: list[Problem]) -> Iterator[tuple[list[str], str, int]]:
    """The cells of each row, the row as it was written, and where it starts. A row that cannot be taken apart is a problem."""
    offset, done = 0, 0
    reader = csv.reader(lines, delimiter=separator, strict=True)
    while True:
        start, first = offset, done
        try:
            cells = next(reader, None)
        except csv.Error as error:
            problems.append(_torn(str(error), start))
            cells = []
        done = reader.line_num
        offset += sum(len(line) for line in lines[first:done])
        if cells is None:
            return
        if cells:
            yield cells, "".join(lines[first:done]), start


def _torn(said: str, start: int) -> Problem:
    if "unexpected end" in said:
        message = "A quotation mark is opened in this row and never closed, so that all that follows is lost."
        return Problem("reading-invalid", message, "Close it.", start)
    if "field limit" in said:
        return Problem("reading-invalid", "A cell of this row is far too long.", "Shorten the note.", start)
    fix = "Put quotes around the whole note, and write each quotation mark inside it twice."
    return Problem("reading-invalid", "In this row, text follows a closing quotation mark.", fix, start)


def _starts(cells: list[str], raw: str, start: int) -> list[int]:
    """Where each cell starts; the start of the row for all where quotes make that hard to tell."""
    if '"' in raw:
        return [start] * len(cells)
    starts = []
    for cell in cells:
        starts.append(start + len(cell) - len(cell.lstrip()))
        start += len(cell) + 1
    return starts


def _row(cells: list[str], columns: int, start: int, starts: list[int]) -> Row | Problem:
    if len(cells) < 2 or not cells[1].strip():  # noqa: PLR2004 -- a date and a value
        return Problem("reading-invalid", "The row has no value.", "Write a date, a comma and a number.", start)
    if len(cells) > columns:
        fix = "Put a note that contains a comma in quotes, and write decimals with a point."
        return Problem("reading-invalid", "The row has more columns than the header.", fix, start)
    at = starts[0]
    try:
        day = read_date(cells[0].strip())
        at = starts[1]
        value = read_number(cells[1].strip())
    except BadScalarError as bad:
        return Problem("reading-invalid", bad.message, bad.fix, at)
    note = cells[2].strip() if len(cells) > 2 else ""  # noqa: PLR2004 -- the third column
    return Row(day, value, note or None, start)
