"""`pmo next`: what is due, by person."""

import datetime as dt
from pathlib import Path
from typing import TextIO

from pmo import __version__
from pmo.agenda import agenda, for_person, within
from pmo.display.agenda import agenda_json, agenda_text
from pmo.display.calendar import calendar
from pmo.display.lacking import lacking
from pmo.engine import alignment_of, thresholds_of
from pmo.errors import ExitCode
from pmo.phrases import person_named
from pmo.reader.load import load_plan
from pmo.source.files import find_root
from pmo.terminal import Style

SOON = 31
"""How many days ahead are looked at unless another number is asked for: a month, so that what is read each month is there."""

LONG = 366
"""The same for a calendar, which is looked at for longer."""


def run(
    path: Path,
    *,
    person: str | None,
    days: int | None,
    output: str,
    today: dt.date,
    style: Style,
    stream: TextIO,
    notes: TextIO,
) -> ExitCode:
    """Show what is due in the plan in or above `path`: all of it, or a person's, as text, JSON or a calendar.

    Raises:
        PmoError: there is no plan, or no such person in it.
    """
    plan = load_plan(find_root(path)).plan
    far = days if days is not None else LONG if output == "ics" else SOON
    dues = within(agenda(alignment_of(plan, today), thresholds_of(plan)), today, far)
    who = person_named(plan, person) if person else None
    dues = for_person(dues, who) if who else dues
    if output == "ics":
        stream.write(calendar(dues, plan, today, __version__))
    elif output == "json":
        stream.write(agenda_json(dues, today))
    else:
        stream.write(agenda_text(dues, plan, today, style, days=far, person=who))
    notes.write(lacking(plan))
    return ExitCode.CLEAN
