"""One file of a plan: its tree, and what stands in it, added to what was read before."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from pmo.model import NO_KEYS, NOTHING
from pmo.nearest import nearest
from pmo.origin import Origin
from pmo.reader.context import Context, Reading, fault_of
from pmo.reader.sections import PARTIES, SECTIONS, SETTINGS, TOP
from pmo.reader.shape import Shape, elements
from pmo.source.edits import Edit, swap
from pmo.source.files import PlanFiles, ReadFile
from pmo.source.scalars import BadScalarError
from pmo.source.text import Place, SourceFile
from pmo.source.tree import REPEATED, Mapping, Value, is_null

if TYPE_CHECKING:
    from types import ModuleType

    from pmo.source.yaml_reader import Tree

# The sections that files share, and what files add to in each of them.
SHARED = {"settings": SETTINGS, **PARTIES}
_MANY = {
    shape.noun: frozenset(keyed.attribute for keyed in shape.fields.values() if keyed.many) for shape in SHARED.values()
}

Parse = Callable[[str], "Tree"]


@dataclass(slots=True)
class Shared:
    """A section that files share (`pmo`, `organization`, `settings`), as read so far."""

    values: dict[str, Any] = field(default_factory=dict)
    given: dict[str, Place] = field(default_factory=dict)
    origins: list[Origin] = field(default_factory=list)

    def take(self, values: dict[str, Any], given: dict[str, Place], origins: Iterable[Origin], shape: Shape) -> None:
        """Add what one more file says; none of its single keys was given before."""
        many = _MANY[shape.noun]
        for attribute, value in values.items():
            if attribute in many:
                self.values.setdefault(attribute, []).extend(value)
            elif attribute == "invalid":
                self.values[attribute] = self.values.get(attribute, NOTHING) | value
            elif attribute == "extra":
                self.values[attribute] = MappingProxyType({**self.values.get(attribute, NO_KEYS), **value})
            else:
                self.values[attribute] = value
        self.given.update(given)
        self.origins += origins


@dataclass(slots=True)
class Draft:
    """A plan as far as it has been read; `nowhere` is the place of what nobody wrote."""

    nowhere: Origin
    reading: Reading
    shared: dict[str, Shared]
    lists: dict[str, list[Any]]
    unread: list[SourceFile]

    @classmethod
    def begun(cls, source: PlanFiles, origin: Origin) -> "Draft":
        """Nothing read yet; `origin` is where the plan's root file stands."""
        draft = cls(origin, Reading(source), {name: Shared() for name in SHARED}, {name: [] for name in SECTIONS}, [])
        for party in PARTIES:
            # Claimed before anything is read: no element can take the name of a party.
            draft.reading.elements[party] = origin
        return draft


def read_into(draft: Draft, read: ReadFile, parse: Parse | None = None) -> None:
    """Add a file. What is wrong with it is a fault of the reading."""
    if read.problem is None and _straight(draft, read.file):
        return
    node = _tree(read, draft.reading, parse)
    if node is None:
        draft.unread.append(read.file)
    else:
        _sections(node, Context(draft.reading, read.file), draft.shared, draft.lists)


def _straight(draft: Draft, file: SourceFile) -> bool:
    """Add a file in which everything is right and which goes with those before it; False when it must be looked at closely."""
    reader = _straight_reader()
    try:
        found = reader.read_straight(file, Reading(draft.reading.source))
    except reader.IrregularError:
        return False
    if not draft.reading.elements.keys().isdisjoint(found.plan.elements):
        return False
    for name, (_, given, _) in found.shared.items():
        if given and not draft.shared[name].given.keys().isdisjoint(given):
            return False
    for name, (values, given, origin) in found.shared.items():
        draft.shared[name].take(values, given, (origin,), SHARED[name])
    for name, elements_ in found.lists.items():
        draft.lists[name] += elements_
    draft.reading.take(found.plan)
    return True


@cache
def _straight_reader() -> "ModuleType":
    # Imported here, since it brings the parser along; and once, since a plan may have ten thousand files.
    from pmo.reader import straight  # noqa: PLC0415

    return straight


def _tree(read: ReadFile, reading: Reading, parse: Parse | None) -> Mapping | None:
    """The file's tree, its problems noted; None when the file as a whole cannot be used."""
    if read.problem is not None:
        reading.faults.append(fault_of(read.problem, read.file))
        return None
    tree = (parse or _parser())(read.file.text)
    reading.faults += [fault_of(problem, read.file) for problem in tree.problems]
    return tree.root


def _parser() -> Parse:
    # Imported here: a plan whose files are all known already need not pay for a parser.
    from pmo.source.yaml_reader import read_yaml  # noqa: PLC0415

    return read_yaml


def _sections(node: Mapping, context: Context, shared: dict[str, Shared], lists: dict[str, list[Any]]) -> None:
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


def _share(key: str, value: Value, key_at: int, value_at: int, context: Context, section: Shared) -> None:
    if not isinstance(value, Mapping):
        what = "a single value" if isinstance(value, str) else "a list"
        fix = f"Write its keys below `{key}:`, indented by two spaces{', each with a colon and a space after it' if isinstance(value, str) else ', without dashes'}."
        context.fault("wrong-value", f"`{key}` cannot be read: it is {what} where keys are expected.", fix, value_at)
        return
    section.origins.append(Origin(context.file, key_at))
    context.element = key if key in PARTIES else ""
    SHARED[key].fill(value, context, section.values, section.given)
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
