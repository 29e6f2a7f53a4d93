"""`pmo new`: a new element, from options or from questions, in the file where the plan keeps its like."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TextIO

from pmo.commands.editing import finish, plan_to_edit
from pmo.editing.draft import Draft
from pmo.editing.elements import ids_of, objectives_of, put, spot_for
from pmo.editing.hand import Inline, Written
from pmo.editing.ids import proposed_id, refuse_id
from pmo.editing.kinds import KINDS, NAMED_BY, ElementKind
from pmo.editing.numbers import typed_number
from pmo.editing.questions import asked
from pmo.editing.search import ranked
from pmo.editing.values import written
from pmo.engine import Result, check
from pmo.errors import ExitCode, UsageError
from pmo.model import Customer, Element, Objective, Party, Plan
from pmo.nearest import did_you_mean
from pmo.output.concise import concise
from pmo.output.places import Places
from pmo.reader.load import Loaded, load_plan
from pmo.reader.sections import MEASURE
from pmo.scaffold.console import Console, TerminalConsole
from pmo.source.files import ReadFile
from pmo.source.scalars import BadScalarError
from pmo.terminal import Style, visible

_MEASURE_KEYS = ("unit", "direction", "stage", "indicator", "frequency", "source", "definition", "baseline.value", "baseline.date", "target.value", "target.by", "band.low", "band.high")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is to be added: its kind, and texts by key. `of` names the party or the objective that it belongs to.

    `measure` is the name of a first measure, for an objective. `ask`: somebody is there to be asked for the rest.
    """

    path: Path
    today: dt.date
    kind: str
    given: dict[str, list[str]] = field(default_factory=dict)
    id: str | None = None
    of: str | None = None
    measure: str | None = None
    file: str | None = None
    ask: bool = False
    dry_run: bool = False


def run(request: Request, *, style: Style, stream: TextIO, console: Console | None = None) -> ExitCode:
    """Add the element to the plan in or above `request.path`.

    Raises:
        UsageError: something that was given means nothing, or the id is taken. Nothing was written.
        PmoError: a file cannot be added to, or cannot be written. Nothing was written.
        StoppedError: the user broke off. Nothing was written.
    """
    kind = _kind(request.kind)
    root, loaded = plan_to_edit(request.path)
    plan = loaded.plan
    given = {key: list(texts) for key, texts in request.given.items()}
    of = request.of
    name_key = kind.shape.bare or "title"
    if name_key == "name" and "title" in given:
        given.setdefault("name", given.pop("title"))
    new, measure = request.id, request.measure
    if request.ask and name_key not in given:
        answers = asked(console or TerminalConsole(), kind, plan, given, of=of, new=new, today=request.today)
        given, of, new = answers.given, answers.of, answers.id
        measure = measure or answers.measure
    if new is None:
        if not given.get(name_key):
            raise UsageError(f"Say what it is called: `pmo new {kind.word} --{name_key} …`; or give an id with --id.")
        # By role rather than by name: links to the role stay right when somebody else takes it over.
        called = given.get("role", given[name_key]) if kind.word == "person" else given[name_key]
        new = proposed_id(called[0], plan)
        if not new:
            raise UsageError("No id can be made of that title: give one with --id.")
    refuse_id(new, plan)
    owner = _owner(kind, of, plan)
    value = _value(kind, given, measure, plan, new)
    spot = spot_for(kind, owner, new, plan, _file_of(request.file))
    draft = Draft(plan.files)
    put(draft, spot, new, value, bare="name" if isinstance(plan.elements.get(owner), Customer) else "title")
    after = _after(root, plan, draft)
    added = after.plan.elements.get(new)
    stream.write(f"New {kind.word}: `{visible(new)}`.\n")
    finish(draft.changes(), root, dry_run=request.dry_run, stream=stream)
    _tell(check(loaded, request.today), check(after, request.today), added, Places.seen_from_here(root), style, stream)
    return ExitCode.CLEAN


def _kind(word: str) -> ElementKind:
    found = KINDS.get(word.lower())
    if found is None:
        raise UsageError(
            f"`{visible(word)}` is nothing that can be added.{did_you_mean(word.lower(), KINDS.keys())} Choose {', '.join(KINDS)}."
        )
    return found


def _file_of(path: str | None) -> str | None:
    if path is None:
        return None
    found = PurePosixPath(path.replace("\\", "/"))
    if found.is_absolute() or ".." in found.parts or any(part.startswith(".") for part in found.parts):
        raise UsageError(
            f"{visible(path)} is no place in the plan: give a path from the plan's folder, such as objectives/new.yaml."
        )
    if found.suffix not in {".yaml", ".yml"}:
        raise UsageError(f"{visible(path)} would not be read as a part of the plan: its name must end in .yaml.")
    return str(found)


def _owner(kind: ElementKind, of: str | None, plan: Plan) -> str:
    """The id of the party or the objective that the element belongs to; empty for what stands on its own."""
    if kind.word == "measure":
        return _objective(of, plan)
    if of is None:
        return kind.party
    if not kind.parties:
        raise UsageError(
            f"--of is not for {'an' if kind.word[0] in 'aeiou' else 'a'} {kind.word}, which belongs to nobody."
        )
    found = plan.elements.get(of)
    if not isinstance(found, Party) or (isinstance(found, Customer) and "customer" not in kind.parties):
        parties = {element.id: element for element in plan.elements.values() if isinstance(element, Party)}
        allowed = [name for name in parties if name in kind.parties or "customer" in kind.parties]
        hint = did_you_mean(of, allowed) or f" Choose {', '.join(f'`{visible(name)}`' for name in allowed[:8])}."
        raise UsageError(
            f"`{visible(of)}` is nobody who can have {'an' if kind.word[0] in 'aeiou' else 'a'} {kind.word}.{hint}"
        )
    return of


def _objective(of: str | None, plan: Plan) -> str:
    objectives = objectives_of(plan)
    if of is None:
        if len(objectives) == 1:
            return objectives[0].id
        raise UsageError("A measure belongs to an objective: name it with --of.")
    if not isinstance(plan.elements.get(of), Objective):
        near = did_you_mean(of, [objective.id for objective in objectives]) or _with_words(of, objectives)
        raise UsageError(f"There is no objective `{visible(of)}`.{near}")
    return of


def _with_words(words: str, elements: Iterable[Element]) -> str:
    near = ranked(words, elements)[:4]
    return f" With such words there are {', '.join(f'`{visible(one.id)}`' for one in near)}." if near else ""


def _value(
    kind: ElementKind, given: dict[str, list[str]], measure: str | None, plan: Plan, new: str
) -> dict[str, Written]:
    """What stands below the id."""
    if kind.proposed and "status" not in given:
        given = {**given, "status": ["proposed"]}
    inner: dict[str, list[str]] = {}
    if kind.word == "objective":
        inner = {key: given[key] for key in _MEASURE_KEYS if key in given}
        given = {key: texts for key, texts in given.items() if key not in inner}
        if inner and measure is None:
            raise UsageError(
                f"--{next(iter(inner)).replace('.value', '').replace('target.by', 'by')} belongs to a measure: name it with --measure."
            )
    elif measure is not None:
        raise UsageError(
            "--measure is for an objective; a measure of its own is added by `pmo new measure --of OBJECTIVE`."
        )
    if kind.word == "measure":
        given = _with_direction(given)
    _refuse_references(kind, given, plan)
    noun = "an " + kind.word if kind.word[0] in "aeiou" else "a " + kind.word
    value = written(kind.shape, given, noun)
    if measure is not None:
        measure_id = proposed_id(measure, plan)
        if not measure_id or measure_id == new:
            measure_id = f"{new}-measure"
        keys = written(MEASURE, {"title": [measure], **_with_direction(inner)}, "a measure")
        value["measures"] = {measure_id: keys}
    for key, item in value.items():
        if key in {"baseline", "target", "band"} and isinstance(item, dict):
            value[key] = Inline(item)
    return value


def _with_direction(given: dict[str, list[str]]) -> dict[str, list[str]]:
    """Which way is better, where baseline and target tell."""
    try:
        unit = given["unit"][0] if "unit" in given else None
        start, end = (float(typed_number(given[key][0], unit)) for key in ("baseline.value", "target.value"))
    except (KeyError, BadScalarError):
        return given
    if "direction" in given or start == end:
        return given
    return {**given, "direction": ["decrease" if end < start else "increase"]}


def _refuse_references(kind: ElementKind, given: dict[str, list[str]], plan: Plan) -> None:
    for key, texts in given.items():
        wanted = NAMED_BY.get(key)
        for text in texts if wanted is not None else ():
            name = (text.partition("=")[0] if key == "supports" else text).strip()
            found = plan.elements.get(name)
            if wanted is None or isinstance(found, wanted):
                continue
            allowed = kind.links if key == kind.link_key else (wanted,)
            candidates = [element for element in plan.elements.values() if isinstance(element, allowed)]
            near = did_you_mean(name, [element.id for element in candidates]) or _with_words(name, candidates)
            what = "is something else" if found is not None else "is not in the plan"
            raise UsageError(f"`{visible(name)}`, which --{key} names, {what}.{near}")


def _after(root: Path, plan: Plan, draft: Draft) -> Loaded:
    """The plan as it will be."""
    changed = {change.path: change.after for change in draft.changes()}
    known = {file.path for file in plan.files}
    files = [file.path for file in plan.files if not file.path.endswith(".csv")]
    files += [path for path in changed if path not in known]
    found = (draft.file(path) for path in files)
    return load_plan(root, [ReadFile(file) for file in found if file is not None])


def _tell(before: Result, after: Result, added: Element | None, places: Places, style: Style, stream: TextIO) -> None:
    """What the check still wants of the new element, and what else came up with it."""
    mine = ids_of(added) if added is not None else set()
    old = {finding.identity for finding in before.findings}
    own = [finding for finding in after.findings if finding.element in mine]
    others = [finding for finding in after.findings if finding.element not in mine and finding.identity not in old]
    if not own:
        stream.write("`pmo check` wants nothing more of it.\n")
    for heading, findings in (
        ("What `pmo check` still wants of it:", own),
        ("What came up elsewhere with it:", others),
    ):
        if findings:
            stream.write(f"{heading}\n")
        for finding in findings:
            stream.write(f"{concise(finding, places, style)}\n")
            if finding.fix:
                stream.write(f"    {visible(finding.fix)}\n")
