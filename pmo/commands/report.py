"""`pmo report`: the charter, the alignment report and the others as files."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TextIO

from pmo.atomic import write_bytes
from pmo.commands.past import past_for
from pmo.engine import Result, check
from pmo.errors import PmoError
from pmo.findings import Severity
from pmo.git import revision
from pmo.output.summary import plural
from pmo.reader.load import load_plan
from pmo.report.asked import Asked, Compared, Grouping
from pmo.source.files import find_root
from pmo.terminal import visible

COMPARED = frozenset({"alignment", "brief"})
"""The reports that tell what changed since an earlier state of the plan."""

FOLDER = "reports"


def run(
    path: Path,
    *,
    kinds: Sequence[str],
    formats: Sequence[str],
    out: Path | None,
    today: dt.date,
    stream: TextIO,
    notes: TextIO,
    templates: Path | None = None,
    template: Path | None = None,
    by: Grouping = Grouping.STRATEGY,
    people: Sequence[str] = (),
    since: str | None = None,
    compare: bool = True,
) -> list[Path]:
    """Write the reports of the plan in or above `path`, print and return their paths. `out` defaults to `reports` in the plan's folder.

    `templates` is a folder whose templates come before ours, `template` a deck whose look the slides take.
    `by` divides the scorecard; `people`, by id or name, each get a brief where that is asked for. The alignment report and the briefs are
    compared with the plan as it was: at the review, day or revision `since`, left out the last review; not at all without `compare`.

    Raises:
        PmoError: there is no plan, its logo or a template cannot be used or drawn, a report does not come in a format, something that a format
            needs is missing, a brief is for nobody whom the plan names, git has nothing of `since`, or a file cannot be written.
            Nothing is written unless everything could be rendered.
    """
    # Imported here: `pmo check` shares this package and must not pay for reports.
    from pmo.report.formats import chosen, logo_left_out, need  # noqa: PLC0415
    from pmo.report.look import look  # noqa: PLC0415
    from pmo.report.make import make_report  # noqa: PLC0415

    wanted = chosen(kinds, formats)
    for _, extension in wanted:
        need(extension)
    if template is not None and not any(extension == "pptx" for _, extension in wanted):
        raise PmoError("--template is for slides: add `--format pptx`, or leave it out.")
    root = find_root(path)
    loaded = load_plan(root)
    result = check(loaded, today, past=past_for(loaded, root, today))
    commit = revision(root)
    told = compare and COMPARED.intersection(kind for kind, _ in wanted)
    earlier = _earlier(root, result, since) if told else None
    folder = out or root / FOLDER
    dressed = look(result.plan.settings, root, templates)
    rendered = [
        (folder / f"{name}.{extension}", make_report(kind, extension, result, commit, dressed, template, asked))
        for kind in dict.fromkeys(kind for kind, _ in wanted)
        for name, asked in _editions(kind, result, Asked(by=by, compared=earlier), people)
        for one, extension in wanted
        if one == kind
    ]
    written = _write(folder, rendered)
    stream.writelines(f"{visible(str(target))}\n" for target in written)
    if said := logo_left_out([extension for _, extension in wanted], dressed.dress.logo):
        notes.write(f"{said}\n")
    _tell(result, notes)
    return written


def _earlier(root: Path, result: Result, since: str | None) -> Compared:
    from pmo.commands.since import compared_with  # noqa: PLC0415 -- only a report that compares pays for history

    return compared_with(root, result, since)


def _editions(kind: str, result: Result, asked: Asked, people: Sequence[str]) -> list[tuple[str, Asked]]:
    """Under which name, and asked for how, each report of a kind is written: a brief for each person, everything else once."""
    if kind == "brief":
        from pmo.report.brief.person import find_person  # noqa: PLC0415
        from pmo.report.facts import anchor  # noqa: PLC0415

        ids = dict.fromkeys(find_person(result.plan, person).id for person in people or ("",))
        return [(f"brief-{anchor(person).removeprefix('id-')}", replace(asked, owner=person)) for person in ids]
    if kind == "scorecard" and asked.by is Grouping.OWNER:
        return [("scorecard-by-owner", asked)]
    return [(kind, asked)]


def _write(folder: Path, rendered: list[tuple[Path, bytes]]) -> list[Path]:
    from pmo.report.marks import ours  # noqa: PLC0415 -- as above

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for target, _ in rendered:
            if target.is_dir() or (target.exists() and not ours(target)):
                raise PmoError(
                    f"{visible(str(target))} is in the way: pmo did not write it, so it is not replaced. "
                    "Move it, or name another folder with --out."
                )
        for target, data in rendered:
            write_bytes(target, data)
    except OSError as error:
        where = visible(str(error.filename or folder))
        reason = (error.strerror or str(error)).lower()
        raise PmoError(f"The reports cannot be written: {where}: {reason}. Name another folder with --out.") from error
    return [target for target, _ in rendered]


def _tell(result: Result, notes: TextIO) -> None:
    errors = result.count(Severity.ERROR)
    if errors:
        notes.write(
            f"The plan has {plural(errors, 'error')}; the reports say what is missing. `pmo check` lists them.\n"
        )
