"""`pmo init`: the first files of a plan, from an interview, from placeholders or from an example."""

import datetime as dt
import os
import shlex
from pathlib import Path

from pmo.errors import ExitCode, PmoError
from pmo.scaffold.answers import Answers
from pmo.scaffold.console import Console, TerminalConsole
from pmo.scaffold.draft import File, plan_files, support_files
from pmo.scaffold.examples import example_files
from pmo.scaffold.interview import interview
from pmo.scaffold.surroundings import Surroundings, other_yaml, plan_above, repository, surroundings
from pmo.scaffold.write import refuse, write_all
from pmo.terminal import visible


def run(
    directory: Path, *, example: str | None, ask: bool, today: dt.date | None = None, console: Console | None = None
) -> ExitCode:
    """Start a plan in `directory`, which is made if it is not there. `ask` leads the interview; an example needs none.

    Raises:
        StoppedError: the user broke off the interview. Nothing was written.
        PmoError: something is in the way, another plan is above, there is no such example, or a file cannot be written.
            Nothing was written.
    """
    console = console or TerminalConsole()
    day = today or dt.date.today()  # noqa: DTZ011 -- the user's own calendar day is meant
    above = plan_above(directory)
    if above is not None:
        raise PmoError(
            f"{visible(str(above))} is a plan already, and {visible(str(directory))} lies in its folder: what is written here would be "
            "a part of it. Name a folder elsewhere, or go on with that plan. Nothing was written."
        )
    around = surroundings(directory)
    if example is not None:
        files = _with_support(example_files(example), around)
        refuse(directory, [file.path for file in files])
        _warn(console, directory)
    else:
        # Looked at before anything is asked: twenty answers must not end in "this is in the way".
        refuse(directory, [file.path for file in plan_files(Answers(), around)])
        _warn(console, directory)
        answers = interview(console, day) if ask else Answers()
        files = plan_files(answers, around, taken=_taken(directory))
    write_all(directory, files)
    _tell(console, directory, files, around, example=example is not None)
    return ExitCode.CLEAN
