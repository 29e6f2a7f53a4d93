"""A plan from its folder: every file read, the sections of all files merged, and the faults found on the way."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from pmo.findings import Fault
from pmo.model import Customer, Element, Initiative, Organization, Person, Plan, Pmo, Review, Settings
from pmo.origin import Origin
from pmo.reader.context import LookedFor
from pmo.reader.one_file import Draft, Shared, read_into
from pmo.reader.outcomes import closed_by_later
from pmo.reader.sections import PARTIES, SETTINGS
from pmo.source.files import ROOT_NAME, Folder, PlanFiles, ReadFile
from pmo.source.text import SourceFile

if TYPE_CHECKING:
    from pmo.reader.kept import Kept

Step = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A plan as far as it could be read, what is wrong with its files, and the readings files that it asked for, as they were read."""

    plan: Plan
    faults: tuple[Fault, ...]
    readings: tuple[LookedFor, ...] = ()


def load_plan(
    source: Path | PlanFiles,
    read_files: list[ReadFile] | None = None,
    step: Step | None = None,
    kept: "Kept | None" = None,
) -> Loaded:
    """Read a plan: from a folder that holds `pmo.yaml`, or from wherever else its files are. What the author got wrong is a fault, never an exception.

    `read_files` are its files where somebody has read them already. `step` hears how many files of how many are done. `kept` holds
    what earlier readings made of files that come again.
    """
    files = Folder(source) if isinstance(source, Path) else source
    with _collector_off():
        return _load(files, files.plan_files() if read_files is None else read_files, step, kept)


def _load(source: PlanFiles, read_files: list[ReadFile], step: Step | None, kept: "Kept | None") -> Loaded:
    origin = Origin(_root_file(read_files), 0, written=False)
    draft = Draft.begun(source, origin)
    for done, read in enumerate(read_files):
        if step is not None:
            step(done, len(read_files))
        if kept is None:
            read_into(draft, read)
        else:
            kept.add(draft, read)
    reading, shared, lists = draft.reading, draft.shared, draft.lists
    parties = {name: _party(name, shared[name], origin) for name in PARTIES}
    elements_ = {
        name: parties.get(name, element)
        for name, element in reading.elements.items()
        if not isinstance(element, Origin)
    }
    reviews, closed = closed_by_later(cast("tuple[Review, ...]", tuple(lists["reviews"])))
    plan = Plan(
        root=origin.file,
        files=(*(read.file for read in read_files), *reading.readings_files),
        settings=_settings(shared["settings"]),
        pmo=cast("Pmo", parties["pmo"]),
        organization=cast("Organization", parties["organization"]),
        customers=cast("tuple[Customer, ...]", tuple(lists["customers"])),
        people=cast("tuple[Person, ...]", tuple(lists["people"])),
        initiatives=cast("tuple[Initiative, ...]", tuple(lists["initiatives"])),
        reviews=reviews,
        elements=MappingProxyType(parties | elements_ | closed),
        unread=tuple(draft.unread),
    )
    return Loaded(plan, tuple(reading.faults), tuple(reading.looked_for))


def _root_file(read_files: list[ReadFile]) -> SourceFile:
    return next((read.file for read in read_files if read.file.path == ROOT_NAME), SourceFile(ROOT_NAME, ""))


def _party(name: str, section: Shared, nowhere: Origin) -> Element:
    first, *others = section.origins or [nowhere]
    origin = Origin(first.file, first.offset, tuple(others), first.written)
    values = {key: tuple(value) if isinstance(value, list) else value for key, value in section.values.items()}
    party: Element = PARTIES[name].make(origin=origin, id=name, **values)
    return party


def _settings(section: Shared) -> Settings:
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
