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


def run(directory: Path, *, example: str | None, ask: bool, today: dt.date, console: Console | None = None) -> ExitCode:
    """Start a plan in `directory`, which is made if it is not there. `ask` leads the interview; an example needs none.

    Raises:
        StoppedError: the user broke off the interview. Nothing was written.
        PmoError: something is in the way, another plan is above, there is no such example, or a file cannot be written.
            Nothing was written.
    """
    console = console or TerminalConsole()
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
        answers = interview(console, today) if ask else Answers()
        files = plan_files(answers, around, taken=_taken(directory))
    write_all(directory, files)
    _tell(console, directory, files, around, example=example is not None)
    return ExitCode.CLEAN


def _with_support(example: list[File], around: Surroundings) -> list[File]:
    """An example brings its plan; what it does not bring of CI and the like is added."""
    brought = {file.path for file in example}
    return example + [file for file in support_files(around) if file.path not in brought]


def _taken(directory: Path) -> list[str]:
    try:
        return [entry.name for entry in (directory / "objectives").iterdir()]
    except OSError:
        return []


def _warn(console: Console, directory: Path) -> None:
    others = other_yaml(directory)
    if others:
        console.write(
            f"There is YAML in that folder already, and pmo will read it as a part of the plan: {', '.join(others)}. If it is something "
            "else, give the plan a folder of its own: `pmo init FOLDER`."
        )
        console.write()


def _tell(console: Console, directory: Path, files: list[File], around: Surroundings, *, example: bool) -> None:
    here = os.path.abspath(directory) == os.path.abspath(os.curdir)  # noqa: PTH100 -- the words that the user typed
    console.write()
    console.write(f"Written in {'this folder' if here else directory}:")
    for line in _tree(files):
        console.write(line)
    console.write()
    console.write("Next:", strong=True)
    steps = [] if here else [(f"cd {shlex.quote(str(directory))}", "")]
    steps.append(
        ("pmo check", "what pmo finds in it" if example else "what is missing, in the order in which to add it")
    )
    steps.append(("pmo report --open", "the charter and the alignment report in the browser"))
    if repository(directory) is None:
        steps.append(("git init", "keeps every version, and who changed what"))
    for line in _columns(steps):
        console.write(line)
    for note in _ci_notes(directory, around):
        console.write()
        console.write(note)


def _ci_notes(directory: Path, around: Surroundings) -> list[str]:
    notes = []
    if not around.source:
        notes.append(
            "Before CI can check every change, say in .github/workflows/pmo.yml or .gitlab-ci.yml where pmo is installed from."
        )
    if around.in_repository:
        notes.append(
            "GitHub and GitLab look for these two files only at the top of the repository: "
            f"move the one that you use to {repository(directory)}."
        )
    return notes


def _tree(files: list[File]) -> list[str]:
    """The files, those of a folder together below it, each with what it is for."""
    rows: list[tuple[str, str]] = []
    shown = ""
    # A folder that files come to twice is shown once, where the first of them stands.
    begins: dict[str, int] = {}
    placed = []
    for number, file in enumerate(files):
        folder = file.path.rpartition("/")[0]
        placed.append((begins.setdefault(folder, number) if folder else number, number, file))
    for _, _, file in sorted(placed, key=lambda one: one[:2]):
        folder, _, name = file.path.rpartition("/")
        if folder and folder != shown:
            rows.append((f"{folder}/", ""))
        shown = folder
        rows.append((f"  {name}" if folder else name, file.about))
    return _columns(rows)


def _columns(rows: list[tuple[str, str]]) -> list[str]:
    wide = max(len(first) for first, _ in rows)
    return [f"  {first:<{wide}}  {second}".rstrip() for first, second in rows]
