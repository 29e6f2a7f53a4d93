"""Cells of a published table, read and mended: spreadsheet errors, grouped digits, percent signs, letters lost on the way.

What cannot be read is dropped and what can be mended is mended; either is a `Note`.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

_SHEET_ERROR = re.compile(r"#(?:REF|VALUE|NAME|NUM|NULL|DIV/0)[!?]|#N/A|N/A", re.IGNORECASE)
_NUMBER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_GROUPED = re.compile(r"[-+]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_ODD_SPACE = re.compile(r"[^\S \n]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_LOST = "\ufffd"


class NotPublishedError(Exception):
    """The tables do not hold what was asked for; the message says what they lack."""


@dataclass(frozen=True, slots=True, order=True)
class Note:
    """A published value that was dropped or repaired: in which table and rows (as a spreadsheet counts), and what was done."""

    table: str
    rows: tuple[int, ...]
    said: str

    def __str__(self) -> str:
        return f"{self.table} row{'s' if len(self.rows) > 1 else ''} {', '.join(map(str, self.rows))}: {self.said}"


@dataclass(slots=True)
class Row:
    """A row of a table; reading a cell notes what is wrong with it."""

    table: str
    number: int
    cells: Mapping[str, str]
    notes: list[Note]

    def note(self, said: str) -> None:
        self.notes.append(Note(self.table, (self.number,), said))

    def about(self) -> str:
        """What the row is about, for a note."""
        goal = self.raw("goal_id") or self.raw("related_goal_id")
        indicator = " ".join(mended(self.raw("indicator") or self.raw("target"))[0].split())
        return f"{goal} “{indicator[:60]}”" if indicator else goal

    def raw(self, column: str) -> str:
        """The cell as it is, trimmed; empty when the table has no such column."""
        return (self.cells.get(column) or "").strip()

    def text(self, column: str) -> str:
        """The cell as text with its paragraphs, mended; empty when it holds a spreadsheet error."""
        raw = self.raw(column)
        if _SHEET_ERROR.fullmatch(raw):
            self.note(f"{self.about()}: {column} is {raw}; dropped")
            return ""
        found, repairs = mended(raw)
        for repair in repairs:
            self.note(f"{self.about()}: {column}: {repair}")
        return found

    def line(self, column: str) -> str:
        """The cell as text on one line."""
        text = self.text(column)
        if "\n" in text:
            self.note(f"{self.about()}: {column}: line breaks made into spaces")
        return " ".join(text.split())

    def figure(self, column: str) -> tuple[str | None, bool]:
        """The cell as a number, and whether it was written with a percent sign; None for an empty cell."""
        raw = self.raw(column)
        bare = raw.removesuffix("%").strip().removeprefix("$")
        if _GROUPED.fullmatch(bare):
            bare = bare.replace(",", "")
        if not raw:
            return None, False
        if not _NUMBER.fullmatch(bare):
            self.note(f"{self.about()}: {column} is “{raw}”, not a number; dropped")
            return None, False
        if bare != raw:
            self.note(f"{self.about()}: {column} is “{raw}”; read as {bare}")
        return bare, raw.endswith("%")

    def fiscal_year(self, column: str) -> int | None:
        """The cell as a fiscal year; None when it is empty or holds something else, which is noted."""
        raw = self.raw(column)
        if re.fullmatch(r"20[0-9]{2}", raw):
            return int(raw)
        if raw:
            self.note(f"{self.about()}: {column} is {raw}; dropped")
        return None


def read_table(folder: Path, table: str, columns: tuple[str, ...], notes: list[Note]) -> list[Row]:
    """The rows of a CSV table in UTF-8, or else in Windows-1252, which is noted.

    Raises:
        NotPublishedError: the file cannot be read, is no table, or lacks one of `columns`.
    """
    try:
        data = (folder / table).read_bytes()
    except OSError as error:
        raise NotPublishedError(f"{folder / table} cannot be read: {error.strerror}") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What spreadsheets write on Windows when nobody asks for UTF-8.
        text = data.decode("cp1252", errors="replace")
        notes.append(Note(table, (1,), "the file is not UTF-8; read as Windows-1252"))
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        rows = [Row(table, number, cells, notes) for number, cells in enumerate(reader, start=2)]
    except csv.Error as error:
        raise NotPublishedError(f"{folder / table} is no CSV table: {error}") from error
    missing = [column for column in columns if column not in (reader.fieldnames or ())]
    if missing:
        raise NotPublishedError(f"{folder / table} has no column {', '.join(missing)}")
    return rows


def together(notes: Iterable[Note]) -> list[Note]:
    """Notes that say the same of several rows as one: a name's fault stands in each of its quarters."""
    found: dict[tuple[str, str], set[int]] = {}
    for note in notes:
        found.setdefault((note.table, note.said), set()).update(note.rows)
    return sorted(Note(table, tuple(sorted(rows)), said) for (table, said), rows in found.items())


def mended(text: str) -> tuple[str, tuple[str, ...]]:
    """A text with what happened to it on its way undone as far as that is certain, and what was done."""
    repairs = []
    found = text.replace("\r\n", "\n").replace("\r", "\n")
    decoded = _NOT_ASCII.sub(lambda run: _decoded_again(run[0]), found)
    if decoded != found:
        repairs.append("letters that had been encoded twice restored")
    marked = re.sub(rf"(?m)^{_LOST}[ \t]*", "- ", decoded)
    if marked != decoded:
        repairs.append("lost list marks at the start of lines made into “-”")
    apostrophes = re.sub(rf"(?<=[^\W\d_]){_LOST}(?=s\b| )", "’", marked)
    if apostrophes != marked:
        repairs.append("lost apostrophes restored")
    rest = _CONTROL.sub("", apostrophes).replace(_LOST, "")
    if rest != apostrophes:
        repairs.append("unreadable characters dropped")
    spaced = _ODD_SPACE.sub(" ", rest)
    if spaced.strip() != rest.strip():
        repairs.append("no-break and other odd spaces made into spaces")
    lines = [re.sub(r" +", " ", line).strip() for line in spaced.strip().split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)), tuple(repairs)


def _decoded_again(run: str) -> str:
    """UTF-8 that was read as Windows-1252 and saved, read rightly; any other text as it is."""
    try:
        return run.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return run
