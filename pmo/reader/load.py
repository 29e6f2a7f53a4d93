"""A plan from its folder: every file read, the sections of all files merged, and the faults found on the way."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

from pmo.findings import Fault
from pmo.model import NO_KEYS, Customer, Element, Initiative, Organization, Person, Plan, Pmo, Review, Settings
from pmo.nearest import nearest
from pmo.origin import Origin
from pmo.reader.context import Context, Reading, fault_of
from pmo.reader.sections import PARTIES, SECTIONS, SETTINGS, TOP
from pmo.reader.shape import elements
from pmo.source.edits import Edit, swap
from pmo.source.files import ROOT_NAME, ReadFile, read_plan_files
from pmo.source.scalars import BadScalarError
from pmo.source.text import Place, SourceFile
from pmo.source.tree import REPEATED, Mapping, Value, is_null

Step = Callable[[int, int], None]

# The sections of parties that files add to.
_MANY = {
    name: frozenset(keyed.attribute for keyed in shape.fields.values() if keyed.many)
    for name, shape in {**PARTIES, "settings": SETTINGS}.items()
}


@dataclass(frozen=True, slots=True)
class Loaded:
    """A plan as far as it could be read, what is wrong with its files, and which readings files it asked for, there or not."""

    plan: Plan
    faults: tuple[Fault, ...]
    readings: tuple[str, ...] = ()


@dataclass(slots=True)
class _Shared:
    """A section that files share (`pmo`, `organization`, `settings`), as read so far."""

    values: dict[str, Any] = field(default_factory=dict)
    given: dict[str, Place] = field(default_factory=dict)
    origins: list[Origin] = field(default_factory=list)

    def take(self, values: dict[str, Any], given: dict[str, Place], origin: Origin, many: frozenset[str]) -> None:
        """Add what one more file says; nothing in it was given before. `many` names what files add to."""
        for attribute, value in values.items():
            if attribute in many:
                self.values.setdefault(attribute, []).extend(value)
            elif attribute == "extra":
                self.values[attribute] = MappingProxyType({**self.values.get(attribute, NO_KEYS), **value})
            else:
                self.values[attribute] = value
        self.given.update(given)
        self.origins.append(origin)


def load_plan(root: Path, read_files: list[ReadFile] | None = None, step: Step | None = None) -> Loaded:
    """Read the plan in a folder that holds `pmo.yaml`. What the author got wrong is a fault, never an exception.

    `read_files` are its files where somebody has read them already. `step` hears how many files of how many are done.
    """
    with _collector_off():
        return _load(root, read_plan_files(root) if read_files is None else read_files, step)


def _load(root: Path, read_files: list[ReadFile], step: Step | None) -> Loaded:
    reading = Reading(root)
    shared = {name: _Shared() for name in ("settings", *PARTIES)}
    lists: dict[str, list[Any]] = {name: [] for name in SECTIONS}
    files: list[SourceFile] = []
    unread: list[SourceFile] = []
    origin = Origin(_root_file(read_files), 0, written=False)
    for party in PARTIES:
        # Claimed before anything is read: no element can take the name of a party.
        reading.elements[party] = origin
    for done, read in enumerate(read_files):
        if step is not None:
            step(done, len(read_files))
        files.append(read.file)
        if read.problem is None and _straight(read.file, reading, shared, lists):
            continue
        node = _tree(read, reading)
        if node is None:
            unread.append(read.file)
        else:
            _sections(node, Context(reading, read.file), shared, lists)
    parties = {name: _party(name, shared[name], origin) for name in PARTIES}
    elements_ = {
        name: parties.get(name, element)
        for name, element in reading.elements.items()
        if not isinstance(element, Origin)
    }
    plan = Plan(
        root=origin.file,
        files=(*files, *reading.readings_files),
        settings=_settings(shared["settings"]),
        pmo=cast("Pmo", parties["pmo"]),
        organization=cast("Organization", parties["organization"]),
        customers=cast("tuple[Customer, ...]", tuple(lists["customers"])),
        people=cast("tuple[Person, ...]", tuple(lists["people"])),
        initiatives=cast("tuple[Initiative, ...]", tuple(lists["initiatives"])),
        reviews=cast("tuple[Review, ...]", tuple(lists["reviews"])),
        elements=MappingProxyType(parties | elements_),
        unread=tuple(unread),
    )
    return Loaded(plan, tuple(reading.faults), tuple(dict.fromkeys(reading.looked_for)))


def _straight(file: SourceFile, reading: Reading, shared: dict[str, _Shared], lists: dict[str, list[Any]]) -> bool:
    """Take over a file in which everything is right and which goes with those before it; False when it must be looked at closely."""
    from pmo.reader.straight import IrregularError, read_straight  # noqa: PLC0415 -- it brings the parser along

    try:
        found = read_straight(file, Reading(reading.root))
    except IrregularError:
        return False
    if not reading.elements.keys().isdisjoint(found.plan.elements):
        return False
    if any(not shared[name].given.keys().isdisjoint(given) for name, (_, given, _) in found.shared.items()):
        return False
    for name, (values, given, origin) in found.shared.items():
        shared[name].take(values, given, origin, _MANY[name])
    for name, elements_ in found.lists.items():
        lists[name] += elements_
    reading.take(found.plan)
    return True


def _root_file(read_files: list[ReadFile]) -> SourceFile:
    return next((read.file for read in read_files if read.file.path == ROOT_NAME), SourceFile(ROOT_NAME, ""))


def _tree(read: ReadFile, reading: Reading) -> Mapping | None:
    """The file's tree, its problems noted; None when the file as a whole cannot be used."""
    if read.problem is not None:
        reading.faults.append(fault_of(read.problem, read.file))
        return None
    # Imported here, so that one day a plan whose files are all known already need not pay for a parser.
    from pmo.source.yaml_reader import read_yaml  # noqa: PLC0415

    tree = read_yaml(read.file.text)
    reading.faults += [fault_of(problem, read.file) for problem in tree.problems]
    return tree.root


def _sections(node: Mapping, context: Context, shared: dict[str, _Shared], lists: dict[str, list[Any]]) -> None:
    for key, value, key_at, value_at in node:
        if key.startswith((REPEATED, "x-")):
            continue
        if key not in TOP:
            _unknown_section(key, node, key_at, context)
        elif is_null(value):
            continue
        elif key in SECTIONS:
            try:
                lists[key] += elements(SECTIONS[key])(value, key_at, value_at, context)
            except BadScalarError as bad:
                context.fault("wrong-value", f"`{key}` cannot be read: {bad.message}", bad.fix, value_at, key=key)
        else:
            _share(key, value, key_at, value_at, context, shared[key])


def _share(key: str, value: Value, key_at: int, value_at: int, context: Context, section: _Shared) -> None:
    if not isinstance(value, Mapping):
        what = "a single value" if isinstance(value, str) else "a list"
        fix = f"Write its keys below `{key}:`, indented by two spaces{', each with a colon and a space after it' if isinstance(value, str) else ', without dashes'}."
        context.fault("wrong-value", f"`{key}` cannot be read: it is {what} where keys are expected.", fix, value_at)
        return
    section.origins.append(Origin(context.file, key_at))
    context.element = key if key in PARTIES else ""
    shape = PARTIES.get(key, SETTINGS)
    shape.fill(value, context, section.values, section.given)
    context.element = ""


def _unknown_section(key: str, node: Mapping, key_at: int, context: Context) -> None:
    near = nearest(key, TOP)
    inside = next((name for name, shape in PARTIES.items() if key in shape.fields), None)
    edits: tuple[Edit, ...] = ()
    if near:
        fix = f"Did you mean `{near}`?"
        if near not in node.entries:
            edits = swap(Place(context.file, key_at), key, near)
    elif inside and not is_null(node.entries[key]):
        fix = f"Put it under `{inside}:`, indented by two spaces."
    else:
        fix = f"A plan's sections are {', '.join(f'`{name}`' for name in TOP)}; your own begin with `x-`."
    context.fault("unknown-key", f"A plan has no section `{key}`.", fix, key_at, key=key, edits=edits)


def _party(name: str, section: _Shared, nowhere: Origin) -> Element:
    first, *others = section.origins or [nowhere]
    origin = Origin(first.file, first.offset, tuple(others), first.written)
    values = {key: tuple(value) if isinstance(value, list) else value for key, value in section.values.items()}
    party: Element = PARTIES[name].make(origin=origin, id=name, **values)
    return party


def _settings(section: _Shared) -> Settings:
    if not section.origins:
        return Settings()
    first, *others = section.origins
    settings: Settings = SETTINGS.make(origin=Origin(first.file, first.offset, tuple(others)), **section.values)
    return settings


@contextmanager
def _collector_off() -> Iterator[None]:
    """Loading makes many objects and no garbage in circles; the collector would look through them all again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
