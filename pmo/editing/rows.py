"""Rows of a readings file, `date,value,note`: added or replaced in the file's own hand, every other byte as it was."""

import csv
import datetime as dt
import io
import re
from dataclasses import dataclass

from pmo.editing.additions import ByHandError
from pmo.source.readings_csv import Row, read_readings
from pmo.source.text import SourceFile
from pmo.terminal import visible

HEADER = "date,value,note"
_BREAK = re.compile(r"\r\n?|\n")
_COLUMNS = 3
_FEWEST = 2
# A spreadsheet takes a cell that begins with one of these for a formula. The plan's reader drops the space before it.
_FORMULA = ("=", "+", "-", "@", "\t")


@dataclass(frozen=True, slots=True)
class _Hand:
    """How the file writes a row."""

    separator: str
    columns: int
    cells: int
    all_quoted: bool
    line_break: str

    def row(self, day: dt.date, value: str, note: str | None) -> str:
        """One row without its line break."""
        said = note or ""
        if said.startswith(_FORMULA):
            said = f" {said}"
        cells = [day.isoformat(), value, said][: _COLUMNS if said else self.cells]
        out = io.StringIO()
        csv.writer(
            out,
            delimiter=self.separator,
            quoting=csv.QUOTE_ALL if self.all_quoted else csv.QUOTE_MINIMAL,
            lineterminator="",
        ).writerow(cells)
        return out.getvalue()


def add_row(file: SourceFile, day: dt.date, value: str, note: str | None) -> str:
    """The file's text with a reading more, where the order of its dates has a place for it, else behind the last.

    Raises:
        ByHandError: the file is written in a way to which no row can be added.
    """
    if not file.text.strip():
        hand = _Hand(",", _COLUMNS, _COLUMNS, all_quoted=False, line_break="\n")
        return f"{HEADER}\n{hand.row(day, value, note)}\n"
    rows, problems = read_readings(file)
    text, hand = _with_notes(file, note)
    starts = [row.start + len(text) - len(file.text) for row in sorted(rows, key=lambda row: row.start)]
    at, gap = _place(SourceFile(file.path, text), starts, rows, day), hand.line_break
    row = hand.row(day, value, note)
    if at > 0 and text[at - 1] not in "\r\n":
        after = text[:at] + gap + row + text[at:]
    else:
        after = text[:at] + row + gap + text[at:]
    return _held_to(file, after, [*rows, Row(day, float(value), note, 0)], len(problems), row)


def replace_row(file: SourceFile, day: dt.date, value: str, note: str | None) -> str:
    """The file's text with another value for a day; its note stays unless there is a new one.

    Raises:
        ByHandError: the file holds no reading of that day, or several.
    """
    rows, problems = read_readings(file)
    same = [row for row in rows if row.date == day]
    if len(same) != 1:
        where = f"{visible(file.path)}:{file.position(same[-1].start)[0]}" if same else visible(file.path)
        many = "several readings" if same else "no reading"
        raise ByHandError(f"{where}: the file holds {many} of {day.isoformat()}. Mend it by hand. Nothing was written.")
    kept = note or same[0].note
    text, hand = _with_notes(file, kept)
    start = same[0].start + len(text) - len(file.text)
    end = _row_end(text, start)
    row = hand.row(day, value, kept)
    after = text[:start] + row + text[end:]
    others = [found for found in rows if found.date != day]
    return _held_to(file, after, [*others, Row(day, float(value), kept, 0)], len(problems), row)


def _with_notes(file: SourceFile, note: str | None) -> tuple[str, _Hand]:
    """The text, with a column for notes when there is a note and none yet, and the hand in which it is written."""
    text = file.text
    header = next(line for line in _BREAK.split(text) if line.strip())
    separator = next((char for char in ",;\t" if char in header), ",")
    names = next(csv.reader([header], delimiter=separator), [])
    found = _BREAK.search(text)
    columns = len(names)
    if note and columns < _COLUMNS:
        added = f'{separator}"note"' if '"' in header else f"{separator}note"
        end = text.find(header) + len(header.rstrip())
        text = text[:end] + added + text[end:]
        columns = _COLUMNS
    rows, _ = read_readings(file)
    raw = [file.text[row.start : _row_end(file.text, row.start)] for row in rows[-5:]]
    cells = [len(next(csv.reader(_BREAK.split(line), delimiter=separator), [])) for line in raw]
    return text, _Hand(
        separator,
        columns,
        max(min(max(cells[-1:] or [columns]), columns), _FEWEST),
        all_quoted=bool(raw) and all(line.startswith('"') and line.rstrip().endswith('"') for line in raw),
        line_break=found[0] if found else "\n",
    )


def _place(file: SourceFile, starts: list[int], rows: list[Row], day: dt.date) -> int:
    """The offset at which the row goes: the start of a line, or the end of the last row where nothing follows."""
    text = file.text
    dates = [row.date for row in sorted(rows, key=lambda row: row.start)]
    if dates == sorted(dates):
        index = sum(date <= day for date in dates)
    elif dates == sorted(dates, reverse=True):
        index = sum(date >= day for date in dates)
    else:
        index = len(dates)
    if index < len(starts):
        return starts[index]
    if starts:
        end = _row_end(text, starts[-1])
    else:
        header = next(line for line in _BREAK.split(text) if line.strip())
        end = text.find(header) + len(header)
    found = _BREAK.match(text, end)
    return found.end() if found else len(text)


def _row_end(text: str, start: int) -> int:
    """Where a row ends, before its line break; one inside quotes is a part of it."""
    quotes, at = 0, start
    while True:
        found = _BREAK.search(text, at)
        end = found.start() if found else len(text)
        quotes += text.count('"', at, end)
        if found is None or quotes % 2 == 0:
            return end
        at = found.end()


def _held_to(file: SourceFile, after: str, wanted: list[Row], problems: int, row: str) -> str:
    """The new text, if it means what was wanted.

    Raises:
        ByHandError: it does not.
    """
    rows, left = read_readings(SourceFile(file.path, after))
    found = sorted((r.date, r.value, " ".join((r.note or "").split())) for r in rows)
    if len(left) == problems and found == sorted((r.date, r.value, " ".join((r.note or "").split())) for r in wanted):
        return after
    raise ByHandError(
        f"{visible(file.path)} is written in a way to which pmo cannot add a reading safely (`pmo check` says what is wrong with it). "
        f"Nothing was written. Add by hand:\n    {visible(row)}"
    )
