"""`pmo record`: readings, one from the command line or a month's worth from a file."""

import csv
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

from pmo.align import Alignment
from pmo.commands.editing import confirmed, finish, plan_to_edit
from pmo.editing.numbers import amount, doubts, typed_number
from pmo.editing.readings import NewReading, Recorder, before, known, recorded
from pmo.editing.readings_file import readings_path
from pmo.editing.search import ranked
from pmo.engine import alignment_of
from pmo.errors import ExitCode, PmoError, UsageError
from pmo.model import Measure, Objective, Plan
from pmo.nearest import did_you_mean
from pmo.progress import Standing, newest, paused
from pmo.report.states import SHOWN
from pmo.scaffold.console import Console, Question, TerminalConsole
from pmo.source.files import read_text
from pmo.source.scalars import BadScalarError, read_date
from pmo.terminal import visible
from pmo.terms import Status

_COLUMNS = ("measure", "date", "value", "note")
_MOST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is to be recorded: one value of a measure, or all of a file (`source`). `ask`: somebody is there to be asked."""

    path: Path
    today: dt.date
    measure: str | None = None
    value: str | None = None
    on: str | None = None
    note: str | None = None
    source: Path | None = None
    replace: bool = False
    yes: bool = False
    dry_run: bool = False
    ask: bool = False


@dataclass(frozen=True, slots=True)
class _Row:
    """A reading as somebody typed it, and where."""

    measure: str
    value: str
    day: str | None
    note: str | None
    where: str


def run(request: Request, *, stream: TextIO, console: Console | None = None) -> ExitCode:
    """Record what was asked for: all of it or, when anything is wrong or doubtful, nothing.

    Returns FINDINGS when a value looks odd and nobody could be asked.

    Raises:
        PmoError: something is wrong with what is to be recorded, with the plan, or with the disk. Nothing was written.
        StoppedError: the user broke off. Nothing was written.
    """
    rows = _rows(request)
    root, loaded = plan_to_edit(request.path)
    plan = loaded.plan
    new, skipped = _readings(rows, plan, request)
    stream.writelines(
        f"`{visible(reading.measure.id)}` has that reading of {reading.day.isoformat()} already.\n"
        for reading in skipped
    )
    if not new:
        return ExitCode.CLEAN
    odd = [f"`{visible(reading.measure.id)}`: {visible(said)}" for reading, said in _doubtful(new)]
    if odd and not request.yes:
        if not request.ask:
            listed = "\n".join(f"  {line}" for line in odd)
            stream.write(f"Nothing was written: {'this looks' if len(odd) == 1 else 'these look'} odd.\n{listed}\n")
            stream.write("If it is right, run the command again with --yes.\n")
            return ExitCode.FINDINGS
        if not _asked(console or TerminalConsole(), odd):
            stream.write("Nothing was written.\n")
            return ExitCode.CLEAN
    recorder = Recorder(loaded)
    files = {recorder.record(reading): None for reading in new}
    stream.writelines(f"{line}\n" for line in _told(new, plan, alignment_of(plan, request.today)))
    stream.writelines(f"{line}\n" for line in _shared(new, plan, files))
    finish(recorder.changes(), root, dry_run=request.dry_run, stream=stream)
    return ExitCode.CLEAN


def _rows(request: Request) -> list[_Row]:
    if request.source is not None:
        if request.measure is not None or request.note is not None:
            raise UsageError("Name a measure and its value, or a file with --from; not both.")
        return _rows_of(request.source, request.on)
    if request.measure is None or request.value is None:
        what = "a value" if request.measure is not None else "a measure and a value"
        raise UsageError(f"Name {what}: `pmo record MEASURE VALUE`; or a file of many: `pmo record --from FILE`.")
    return [_Row(request.measure, request.value, request.on, request.note or None, "")]


def _rows_of(path: Path, day: str | None) -> list[_Row]:
    """The rows of a file with the columns measure, date, value and note, in any order; date and note may be missing."""
    if not path.exists():
        raise UsageError(f"There is no file {visible(str(path))}. It has the columns measure, date, value and note.")
    read = read_text(str(path), str(path))
    if read.problem is not None:
        raise UsageError(f"{visible(str(path))}: {read.problem.message} {read.problem.fix}")
    lines = read.file.text.splitlines(keepends=True)
    header = next((line for line in lines if line.strip()), "")
    separator = next((char for char in ",;\t" if char in header), ",")
    reader = csv.reader(lines, delimiter=separator, strict=True)
    names: list[str] = []
    rows: list[_Row] = []
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if not names:
                names = _names(cells, path)
                continue
            where = f"{visible(str(path))}:{reader.line_num}"
            if len(cells) > len(names):
                raise UsageError(
                    f"{where}: the row has more columns than the header. Put a note that contains a comma in quotes, and write decimals "
                    "with a point."
                )
            row = {name: cell.strip() for name, cell in zip(names, cells, strict=False)}
            rows.append(
                _Row(row["measure"], row.get("value", ""), row.get("date") or day, row.get("note") or None, where)
            )
    except csv.Error as error:
        raise UsageError(f"{visible(str(path))}:{reader.line_num}: the row cannot be read ({error}).") from error
    if not names:
        raise UsageError(f"{visible(str(path))} is empty. Begin it with the line `measure,date,value,note`.")
    return rows


def _names(cells: list[str], path: Path) -> list[str]:
    names = [cell.strip().lower() for cell in cells]
    unknown = [name for name in names if name not in _COLUMNS or names.count(name) > 1]
    if unknown or not {"measure", "value"} <= set(names):
        raise UsageError(
            f"{visible(str(path))} has no header `measure,date,value,note`"
            + (f" (`{visible(unknown[0])}` is none of these, or there twice)" if unknown else "")
            + ". Write it as the first line."
        )
    return names


def _readings(rows: list[_Row], plan: Plan, request: Request) -> tuple[list[NewReading], list[NewReading]]:
    """What is to be recorded, and what is there already. What is wrong with any row is said with all the others."""
    new: list[NewReading] = []
    skipped: list[NewReading] = []
    wrong: list[str] = []
    seen: dict[tuple[str, dt.date], _Row] = {}
    for row in rows:
        try:
            reading = _reading(row, plan, request.today)
            key = (reading.measure.id, reading.day)
            if key in seen:
                raise UsageError(
                    f"`{visible(row.measure)}` has two rows of {reading.day.isoformat()}, this one and {seen[key].where}. Keep one."
                )
            seen[key] = row
            there = known(reading.measure, reading.day)
            if there is None:
                new.append(reading)
            elif there.value == reading.value and (reading.note is None or reading.note == there.note):
                skipped.append(reading)
            elif request.replace:
                new.append(reading)
            else:
                at = f"{visible(there.place.path)}:{there.place.line}"
                raise UsageError(
                    f"`{visible(row.measure)}` has a reading of {reading.day.isoformat()} already: "
                    f"{amount(there.value, reading.measure.unit)} ({at}). To put {visible(reading.typed)} in its place, add --replace."
                )
        except PmoError as error:
            wrong.append(f"{row.where}: {error}" if row.where else str(error))
    if wrong:
        shown = wrong[:_MOST] + ([f"and {len(wrong) - _MOST} more"] if len(wrong) > _MOST else [])
        raise UsageError("\n".join([*shown, *(["Nothing was written."] if request.source is not None else [])]))
    new.sort(key=lambda reading: reading.day)
    return new, skipped


def _reading(row: _Row, plan: Plan, today: dt.date) -> NewReading:
    measure = _measure(row.measure, plan)
    try:
        typed = typed_number(row.value, measure.unit)
    except BadScalarError as bad:
        raise UsageError(
            f"The value of `{visible(measure.id)}` cannot be read: {visible(bad.message)} {visible(bad.fix)}"
        ) from None
    try:
        day = today if row.day is None else read_date(row.day)
    except BadScalarError as bad:
        raise UsageError(f"The date cannot be read: {visible(bad.message)} {visible(bad.fix)}") from None
    if day > today:
        raise UsageError(
            f"{day.isoformat()} is still to come (today is {today.isoformat()}): a reading is of a day that has been."
        )
    return NewReading(measure, day, typed, " ".join(row.note.split()) if row.note else None, row.where)


def _measure(name: str, plan: Plan) -> Measure:
    found = plan.elements.get(name)
    if isinstance(found, Measure):
        return found
    measures = {element.id: element for element in plan.elements.values() if isinstance(element, Measure)}
    if isinstance(found, Objective):
        own = [measure.id for measure in found.measures]
        listed = f"Its measures are {_listed(own)}." if own else "It has no measures yet: `pmo new measure`."
        raise UsageError(f"`{visible(name)}` is an objective, and readings belong to a measure. {listed}")
    if found is not None:
        raise UsageError(f"`{visible(name)}` is not a measure.")
    if not name.strip():
        raise UsageError("There is no measure's id.")
    hint = did_you_mean(name, measures.keys())
    near: list[Measure] = [] if hint else ranked(name, measures.values())[:3]
    if near:
        hint = f" Measures with such words: {_listed([measure.id for measure in near])}."
    raise UsageError(f"There is no measure `{visible(name)}`.{hint or ' `pmo list measure` shows them all.'}")


def _listed(ids: list[str]) -> str:
    return ", ".join(f"`{visible(one)}`" for one in ids)


def _doubtful(new: list[NewReading]) -> Iterator[tuple[NewReading, str]]:
    """What looks odd, each new reading seen with those before it."""
    so_far: dict[str, Measure] = {}
    for reading in new:
        measure = so_far.get(reading.measure.id, reading.measure)
        past = tuple(old for old in measure.readings if old.date != reading.day and old.date < reading.day)
        other = past or tuple(old for old in measure.readings if old.date != reading.day)
        for said in doubts(replace(measure, readings=other), reading.value):
            yield reading, said
        so_far[reading.measure.id] = recorded(measure, [reading])


def _asked(console: Console, odd: list[str]) -> bool:
    for line in odd:
        console.write(line)
    text = "Is it right all the same?" if len(odd) == 1 else "Are they right all the same?"
    return confirmed(console, Question("sure", text, "y records it; n, or Enter, writes nothing.", "n"))


def _told(new: list[NewReading], plan: Plan, alignment: Alignment) -> Iterator[str]:
    """For each measure: the new values, and where it and its objective stand before and after."""
    today = alignment.today
    by_measure: dict[str, list[NewReading]] = {}
    for reading in new:
        by_measure.setdefault(reading.measure.id, []).append(reading)
    for name, readings in by_measure.items():
        old = readings[0].measure
        after = recorded(old, readings)
        for reading in readings:
            yield f"{visible(name)}: {_value(reading, old)}"
        yield from (f"  {remark}" for remark in _remarks(old, readings, plan, today))
        yield f"  before  {_standing(alignment.standing(old))}"
        yield f"  after   {_standing(alignment.standing(after))}"
        objective = _objective_of(old, plan)
        if objective is not None:
            was = alignment.roll_up(objective).state
            # With every new reading of this run: an objective may have several measures among them.
            measures = tuple(recorded(m, by_measure[m.id]) if m.id in by_measure else m for m in objective.measures)
            now = alignment.roll_up(replace(objective, measures=measures)).state
            stays = f"stays {SHOWN[now].signed}" if was is now else f"{SHOWN[was].signed} → {SHOWN[now].signed}"
            yield f"  its objective `{visible(objective.id)}`: {stays}"


def _value(reading: NewReading, measure: Measure) -> str:
    there = known(measure, reading.day)
    last = before(measure, reading.day)
    said = f"{amount(reading.value, measure.unit)} on {reading.day.isoformat()}"
    if there is not None:
        return visible(f"{said}, instead of {amount(there.value, measure.unit)}")
    return visible(
        f"{said}, after {amount(last.value, measure.unit)} on {last.date.isoformat()}"
        if last
        else f"{said}, the first reading"
    )


def _remarks(measure: Measure, readings: list[NewReading], plan: Plan, today: dt.date) -> Iterator[str]:
    """What whoever records should know of the measure."""
    last = newest(measure, today)
    if last is not None and all(reading.day < last.date for reading in readings):
        yield f"A newer reading, of {last.date.isoformat()}, is what counts."
    yield from _same_period(measure, readings)
    start = measure.baseline.date if measure.baseline else None
    if start is not None and any(reading.day < start for reading in readings):
        yield f"It is older than the baseline of {start.isoformat()}."
    if paused(measure, today) and measure.paused is not None:
        until = f" until {measure.paused.until.isoformat()}" if measure.paused.until else ""
        why = f": {visible(measure.paused.because)}" if measure.paused.because else ""
        yield f"The measure is paused{until}{why}. If that is over, remove `paused`."
    if measure.result is not None:
        successor = f"; `{visible(measure.successor)}` took its place" if measure.successor else ""
        yield f"The measure has its verdict already ({measure.result}){successor}."
    elif measure.target is not None and measure.target.by is not None and measure.target.by < today:
        yield f"The date of its target, {measure.target.by.isoformat()}, has passed."
    objective = _objective_of(measure, plan)
    if objective is not None and objective.status is Status.RETIRED:
        yield f"Its objective `{visible(objective.id)}` is retired."


def _same_period(measure: Measure, readings: list[NewReading]) -> Iterator[str]:
    """Whether another reading lies so near that one of the two may have the wrong date."""
    if measure.frequency is None:
        return
    for reading in readings:
        others = [old.date for old in measure.readings if old.date != reading.day]
        near = min(others, key=lambda day: abs(day - reading.day), default=None)
        if near is not None and abs(near - reading.day).days * 2 < measure.frequency.days:
            yield f"There is a reading of {near.isoformat()} too, and the measure is read {measure.frequency}."


def _standing(found: Standing) -> str:
    way = ""
    if found.progress is not None:
        way = f" ({found.progress:.0%} of the way" + (
            f", {found.planned:.0%} planned)" if found.planned is not None else ")"
        )
    return f"{SHOWN[found.state].signed}, {found.reason}{way}"


def _objective_of(measure: Measure, plan: Plan) -> Objective | None:
    found = (e for e in plan.elements.values() if isinstance(e, Objective))
    return next((objective for objective in found if any(m.id == measure.id for m in objective.measures)), None)


def _shared(new: list[NewReading], plan: Plan, files: dict[str, None]) -> Iterator[str]:
    """Other measures that take their readings from a file which is written to."""
    mine = {reading.measure.id for reading in new}
    for element in plan.elements.values():
        path = readings_path(element)
        if path in files and element.id not in mine:
            yield f"Note: `{visible(element.id)}` takes its readings from {visible(path or '')} too."
