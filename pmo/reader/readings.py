"""A measure's readings: dates and values in its YAML, or a CSV file that it names."""

import os
import posixpath
from dataclasses import replace

from pmo.findings import Related
from pmo.model import Reading
from pmo.reader.context import Context, LookedFor, fault_of
from pmo.reader.values import number as read_value
from pmo.source.files import PlanFiles, out_of_plan
from pmo.source.problems import Problem
from pmo.source.readings_csv import read_readings
from pmo.source.scalars import BadScalarError, is_number, read_date
from pmo.source.text import Place, SourceFile
from pmo.source.tree import REPEATED, Mapping, Sequence, Value, is_null

_RULE = "reading-invalid"


def readings(value: Value, _key_at: int, value_at: int, context: Context) -> tuple[Reading, ...]:
    """Readings in the order of their dates. A bad one is a fault; the others count."""
    if isinstance(value, Mapping):
        return _inline(value, context)
    if isinstance(value, Sequence):
        raise BadScalarError(
            "it is a list where dates and values are expected.", "Write `2026-03-31: 38`, one a line, without a dash."
        )
    if value.__class__ is str and is_number(value):
        raise BadScalarError(
            "it is a single number where dates and values are expected.", "Write `2026-03-31: 38`, one a line."
        )
    return _from_file(str(value), value_at, context) if value.strip() else ()


def _inline(node: Mapping, context: Context) -> tuple[Reading, ...]:
    found = []
    marks, index, file = node.marks, 0, context.file
    for key, value in node.entries.items():
        key_at, value_at = marks[index], marks[index + 1]
        index += 2
        if key.startswith(REPEATED):
            continue
        try:
            day = read_date(key)
        except BadScalarError as bad:
            message = f"A reading of `{context.element}` cannot be read: {bad.message}"
            context.fault(_RULE, message, bad.fix, key_at, key=f"readings.{key}")
            continue
        if value.__class__ is str and value:
            note: str | None = None
            number: Value | None = value
        elif isinstance(value, Mapping):
            number, value_at, note = _noted(value, key, key_at, context)
        else:
            number, note = value, None
        if number is None or is_null(number):
            continue
        try:
            found.append(Reading(day, read_value(number, key_at, value_at, context), file, key_at, note))
        except BadScalarError as bad:
            context.fault(_RULE, _of(context, key, bad), bad.fix, value_at, key=f"readings.{key}")
    found.sort(key=lambda reading: reading.date)
    return tuple(found)


def _noted(node: Mapping, day: str, day_at: int, context: Context) -> tuple[Value | None, int, str | None]:
    """The value of a reading that carries a note, where it stands, and the note."""
    note = node.entries.get("note")
    for key in node.entries:
        if key not in {"value", "note"} and not key.startswith((REPEATED, "x-")):
            fix = "A reading has `value` and `note`; your own keys begin with `x-`."
            if is_null(node.entries[key]):
                # In braces a comma ends the value: what follows it in a note looks like a key.
                fix = "Put a note that contains a comma in quotes."
            context.fault(
                "unknown-key", f"A reading has no key `{key}`.", fix, node.key_offset(key) or 0, key="readings"
            )
    number = node.entries.get("value")
    if number is None:
        context.fault(
            _RULE,
            f"The reading of {day} of `{context.element}` has no value.",
            "Add `value: …`, or remove it.",
            day_at,
            key=f"readings.{day}",
        )
    if note is not None and not isinstance(note, str):
        message = f"The note on the reading of {day} of `{context.element}` is not a text."
        fix = "Write a text; put it in quotes if it contains a colon and a space."
        context.fault(_RULE, message, fix, node.value_offset("note") or day_at, key=f"readings.{day}.note")
    at = node.value_offset("value")
    shown = str(note) if isinstance(note, str) and not is_null(note) else None
    return number, day_at if at is None else at, shown or None


def _of(context: Context, day: str, bad: BadScalarError) -> str:
    return f"The reading of {day} of `{context.element}` cannot be read: {bad.message}"


def _from_file(path: str, value_at: int, context: Context) -> tuple[Reading, ...]:
    source = context.plan.source
    shown = path.replace("\\", "/")
    problem = _outside(shown, source)
    if problem:
        context.plan.looked_for.append(LookedFor(shown, context.file.path, out_of_plan(shown)))
        message, fix = problem
        context.fault(_RULE, message, fix, value_at, key="readings")
        return ()
    if not source.exists(shown):
        context.plan.looked_for.append(LookedFor(shown, context.file.path, None))
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(context.file.path), shown))
        hint = "Create the file with the line `date,value,note`, or correct its path."
        other = source.read(beside) if source.inside(beside) and source.exists(beside) else None
        # What is said hangs on this one, too.
        context.plan.looked_for.append(LookedFor(beside, context.file.path, other))
        if other is not None:
            hint = f"Paths count from the plan's folder: write `{beside}`."
        context.fault(_RULE, f"The readings file `{shown}` does not exist.", hint, value_at, key="readings")
        return ()
    read = source.read(shown)
    context.plan.looked_for.append(LookedFor(shown, context.file.path, read))
    context.plan.readings_files.append(read.file)
    rows, problems = ([], [read.problem]) if read.problem else read_readings(read.file)
    named = Related(Place(context.file, value_at), f"`{context.element}` takes its readings from here")
    for found in problems:
        _report(found, read.file, named, context)
    return tuple(Reading(row.date, row.value, read.file, row.start, row.note) for row in rows)


def _report(problem: Problem, file: SourceFile, named: Related, context: Context) -> None:
    found = fault_of(problem, file)
    related = (*found.related, named)
    context.plan.faults.append(replace(found, element=context.element, field="readings", related=related))


def _outside(path: str, source: PlanFiles) -> tuple[str, str] | None:
    """Why a path may not be read; None when it stays in the plan's folder, links followed."""
    if not path.isprintable():
        return f"The readings file `{path}` has a name that no file should have.", "Correct the path."
    if os.path.isabs(path) or (len(path) > 1 and path[1] == ":"):  # noqa: PTH117
        return f"The readings file `{path}` is an absolute path.", "Write its path from the plan's folder."
    if not source.inside(path):
        return f"The readings file `{path}` lies outside the plan's folder.", "Move it into the plan's folder."
    return None
