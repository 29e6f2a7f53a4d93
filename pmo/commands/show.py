"""`pmo show`: one element and what hangs on it."""

import datetime as dt
from pathlib import Path
from typing import TextIO

from pmo.display.lacking import lacking
from pmo.display.portrait import portrait
from pmo.display.portrait_json import portrait_json
from pmo.display.portrait_text import portrait_text
from pmo.engine import check
from pmo.errors import ExitCode
from pmo.output.places import Places
from pmo.phrases import element_named
from pmo.reader.load import load_plan
from pmo.source.files import find_root
from pmo.terminal import Style


def run(
    path: Path, element_id: str, *, output: str, today: dt.date, style: Style, stream: TextIO, notes: TextIO
) -> ExitCode:
    """Show an element of the plan in or above `path`, as text or JSON.

    Raises:
        PmoError: there is no plan, or no such element in it.
    """
    root = find_root(path)
    result = check(load_plan(root), today)
    found = portrait(result, element_named(result.plan, element_id))
    places = Places.seen_from_here(root)
    stream.write(portrait_json(found, places) if output == "json" else portrait_text(found, places, style))
    notes.write(lacking(result.plan))
    return ExitCode.CLEAN
