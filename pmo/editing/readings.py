"""A new reading for a measure, put where that measure keeps its readings: below it in the plan, or in its CSV file."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from pmo.editing.additions import Addition, ByHandError, add, as_listed, in_order, replace_value
from pmo.editing.draft import Draft
from pmo.editing.hand import Inline, Plain, Written
from pmo.editing.readings_file import readings_path
from pmo.editing.rows import add_row, replace_row
from pmo.errors import PmoError
from pmo.model import Measure, Reading
from pmo.progress import newest
from pmo.reader.load import Loaded
from pmo.reader.sections import MEASURE
from pmo.source.layout import Layout, layout_of
from pmo.source.text import SourceFile
from pmo.source.tree import Mapping
from pmo.terminal import visible
from pmo.writing import Change


@dataclass(frozen=True, slots=True)
class NewReading:
    """A value for a measure on a day. `typed` is the number as it goes into the file; `where` says where it was read, for messages."""

    measure: Measure
    day: dt.date
    typed: str
    note: str | None = None
    where: str = ""

    @property
    def value(self) -> float:
        """The number."""
        return float(self.typed)


def recorded(measure: Measure, new: list[NewReading]) -> Measure:
    """The measure with new readings; one of a day that it has takes the place of that."""
    days = {reading.day for reading in new}
    kept = [reading for reading in measure.readings if reading.date not in days]
    notes = {reading.date: reading.note for reading in measure.readings}
    added = [
        Reading(reading.day, reading.value, measure.origin.file, 0, reading.note or notes.get(reading.day))
        for reading in new
    ]
    return replace(measure, readings=tuple(sorted([*kept, *added], key=lambda reading: reading.date)))


def known(measure: Measure, day: dt.date) -> Reading | None:
    """The reading that a measure has of a day."""
    return next((reading for reading in measure.readings if reading.date == day), None)


def before(measure: Measure, day: dt.date) -> Reading | None:
    """The last reading before a day."""
    return newest(measure, day - dt.timedelta(days=1))


class Recorder:
    """Puts readings into a draft of a plan's files."""

    def __init__(self, loaded: Loaded) -> None:
        self._plan = plan = loaded.plan
        self._unreadable = {
            fault.place.path: fault.message for fault in loaded.faults if fault.rule == "unreadable-file"
        }
        self._draft = Draft(plan.files)
        self._layouts: dict[SourceFile, Layout] = {}

    def record(self, new: NewReading) -> str:
        """Add a reading, or replace that of its day; the path of the file that it goes to.

        Raises:
            ByHandError: the file is written in a way to which it cannot be added.
        """
        measure = new.measure
        rows = readings_path(measure)
        if rows is not None:
            self._in_rows(rows, new)
            return rows
        node = measure.origin.node
        kept = node.entries.get("readings") if node is not None else None
        path = measure.origin.file.path
        if kept is None or isinstance(kept, str):
            file = self._habit(measure)
            if file is not None:
                self._new_file(file, new)
                return file
        elif not isinstance(kept, Mapping):
            raise ByHandError(f"The readings of `{visible(measure.id)}` cannot be read. Mend them first: `pmo check`.")
        self._in_plan(self._path_to(measure), new)
        return path

    def changes(self) -> list[Change]:
        """What all of it changes."""
        return self._draft.changes()

    def _path_to(self, measure: Measure) -> tuple[str, ...]:
        file = measure.origin.file
        if file not in self._layouts:
            try:
                self._layouts[file] = layout_of(file.text)
            except ValueError:
                raise PmoError(f"{visible(file.path)} cannot be read. Mend it first: `pmo check`.") from None
        path = self._layouts[file].path_to(measure.origin.offset)
        if path is None:
            raise ByHandError(
                f"{visible(file.path)}:{measure.origin.place.line}: `{visible(measure.id)}` stands behind an alias, so that what is added to "
                "it would be added elsewhere too. Nothing was written. Write the measure out, or add the reading by hand."
            )
        return path

    def _in_plan(self, path: tuple[str, ...], new: NewReading) -> None:
        file = self._file(new.measure.origin.file.path)
        place = (*path, "readings", new.day.isoformat())
        found = layout_of(file.text).find(place)
        if found is not None and not found.null:
            if known(new.measure, new.day) is None:
                line = file.position(found.start)[0]
                raise PmoError(
                    f"{visible(file.path)}:{line}: what `{visible(new.measure.id)}` holds for {place[-1]} cannot be read. Mend it first: "
                    "`pmo check`."
                )
            self._draft.put(file.path, _replaced(file, place, new))
            return
        plain = Plain(new.typed)
        value: Written = Inline(value=plain, note=new.note) if new.note else plain
        position = in_order if layout_of(file.text).find(place[:-1]) is not None else as_listed([*MEASURE.fields])
        addition = Addition(place, value, position, bare=MEASURE.bare or "", spread=True)
        if position is not in_order:
            # The key `readings` is new: it is the one whose place is to be chosen.
            addition = Addition(place[:-1], {place[-1]: value}, position, bare=MEASURE.bare or "")
        self._draft.put(file.path, add(file, addition))

    def _in_rows(self, path: str, new: NewReading) -> None:
        if path in self._unreadable:
            raise PmoError(f"{visible(path)}: {visible(self._unreadable[path])} Nothing was written.")
        file = self._draft.file(path)
        if file is None:
            file = SourceFile(path, "")
        has = known(new.measure, new.day) is not None
        write = replace_row if has else add_row
        self._draft.put(path, write(file, new.day, new.typed, new.note))

    def _new_file(self, path: str, new: NewReading) -> None:
        file = self._draft.file(path)
        if file is None:
            plan_file = self._file(new.measure.origin.file.path)
            place = (*self._path_to(new.measure), "readings")
            addition = Addition(place, Plain(path), as_listed([*MEASURE.fields]), bare=MEASURE.bare or "")
            self._draft.put(plan_file.path, add(plan_file, addition))
        self._draft.put(path, add_row(file or SourceFile(path, ""), new.day, new.typed, new.note))

    def _habit(self, measure: Measure) -> str | None:
        """The CSV file for a measure that has no readings yet, where most others of the plan keep theirs in such files."""
        folders: Counter[str] = Counter()
        inline = 0
        for element in self._plan.elements.values():
            rows = readings_path(element)
            inline += rows is None and isinstance(element, Measure) and bool(element.readings)
            if rows is not None:
                folders[str(PurePosixPath(rows).parent)] += 1
        if folders.total() <= inline:
            return None
        folder = folders.most_common(1)[0][0]
        path = str(PurePosixPath(folder) / f"{measure.id}.csv")
        taken = any(file.path == path for file in self._plan.files)
        return None if taken else path

    def _file(self, path: str) -> SourceFile:
        file = self._draft.file(path)
        if file is None:
            raise PmoError(f"{visible(path)} is not there any more. Run the command again.")
        return file


def _replaced(file: SourceFile, place: tuple[str, ...], new: NewReading) -> str:
    """The text with another value for a day whose reading is there; its note stays unless there is a new one."""
    node = layout_of(file.text).find(place)
    if node is not None and node.entry("value") is not None:
        text = replace_value(file, (*place, "value"), Plain(new.typed))
        if not new.note:
            return text
        file = SourceFile(file.path, text)
        if node.entry("note") is not None:
            return replace_value(file, (*place, "note"), new.note)
        return add(file, Addition((*place, "note"), new.note))
    text = replace_value(file, place, Plain(new.typed))
    if not new.note:
        return text
    return add(SourceFile(file.path, text), Addition((*place, "note"), new.note, bare="value"))
