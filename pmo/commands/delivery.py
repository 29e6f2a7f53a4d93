"""Where the result of a check goes: the screen, files, and what servers read beside it."""

import os
from pathlib import Path
from typing import TextIO

from pmo.errors import PmoError
from pmo.output.outcome import Outcome
from pmo.output.places import Places
from pmo.terminal import visible

QUALITY = "gl-code-quality-report.json"
"""The name by which GitLab's own jobs call a code quality report."""

_STDOUT = Path("/dev/stdout")


def put(text: str, target: Path | None, stream: TextIO) -> None:
    """Write a text to a file; without one, to the screen (`stream`). A link stays a link, and a device or pipe is written into.

    Raises:
        PmoError: it cannot be written.
    """
    if target is None or target == _STDOUT:
        stream.write(text)
        return
    from pmo.atomic import write_text  # noqa: PLC0415 -- most runs only print

    real = Path(os.path.realpath(target))
    try:
        if real.exists() and not real.is_file():
            real.write_text(text, encoding="utf-8", errors="backslashreplace", newline="")
        else:
            write_text(real, text)
    except OSError as error:
        raise PmoError(
            f"{visible(str(target))} cannot be written: {(error.strerror or str(error)).lower()}."
        ) from error


def annotate(result: Outcome, places: Places, summary_file: Path | None, stream: TextIO) -> None:
    """Write GitHub's annotations among the text, and its summary of the job into the file that it names.

    Raises:
        PmoError: the summary cannot be written.
    """
    from pmo.output.github import github, github_summary  # noqa: PLC0415 -- only on GitHub

    stream.write(github(result, places))
    if summary_file is not None:
        try:
            with summary_file.open("a", encoding="utf-8", errors="backslashreplace") as file:
                file.write(github_summary(result, places))
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise PmoError(f"The job's summary {summary_file} cannot be written: {reason}.") from error


def write_quality(result: Outcome, places: Places, target: Path, stream: TextIO, notes: TextIO) -> None:
    """Write the report from which GitLab makes annotations, unless a file of its name is there.

    Raises:
        PmoError: it cannot be written.
    """
    from pmo.output.gitlab import gitlab  # noqa: PLC0415 -- only on GitLab

    if os.path.lexists(target):
        # It may be another tool's, whose findings nobody wants to lose.
        notes.write(f"{visible(str(target))} is there already, so pmo's findings are not written to it.\n")
        return
    put(gitlab(result, places), target, stream)
    notes.write(f"The findings are in {QUALITY}, too, for `artifacts: reports: codequality:`.\n")
