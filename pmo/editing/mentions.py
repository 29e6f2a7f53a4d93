"""Every place where a plan's file names an element by its id: found by the tables by which plans are read, so that no key is forgotten."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from pmo.reader import values
from pmo.reader.sections import PARTIES, SECTIONS
from pmo.reader.shape import Field, Shape, elements
from pmo.reader.values import Converter
from pmo.source.tree import REPEATED, Sequence, Value, is_null
from pmo.source.tree import Mapping as Node


class Role(Enum):
    """What an id does at a place."""

    DEFINED = "defined"
    NAMED = "named"


@dataclass(frozen=True, slots=True)
class Mention:
    """An id at an offset of a file."""

    id: str
    offset: int
    role: Role


def mentions(root: Node) -> Iterator[Mention]:
    """Every mention in a file, in order. What stands behind an alias comes once for each time that it counts."""
    for key, value, _, at in root:
        if key in PARTIES:
            yield from _shape(PARTIES[key], value, at)
        elif key in SECTIONS:
            yield from _converter(elements(SECTIONS[key]), value, at)


def _shape(shape: Shape, value: Value, at: int) -> Iterator[Mention]:
    if isinstance(value, Node):
        yield from _fields(shape.fields, value)
    elif shape.bare and isinstance(value, str):
        yield from _converter(shape.fields[shape.bare].read, value, at)


def _fields(fields: Mapping[str, Field], node: Node) -> Iterator[Mention]:
    for key, value, _, at in node:
        field = fields.get(key)
        if field is not None and not is_null(value):
            yield from _converter(field.read, value, at)


def _converter(read: Converter, value: Value, at: int) -> Iterator[Mention]:
    form = getattr(read, "form", None)
    shape = getattr(read, "shape", None) or getattr(read, "__self__", None)
    if read in {values.reference, values.references} or (form == "links" and not isinstance(value, Node)):
        yield from _values(value, at)
    elif read in {values.shares, values.fingerprints, values.completions}:
        yield from (Mention(key, key_at, Role.NAMED) for key, _, key_at, _ in _entries(value))
    elif isinstance(shape, Shape) and form is None:
        yield from _shape(shape, value, at)
    elif isinstance(shape, Shape):
        for key, item, key_at, item_at in _entries(value):
            if form == "section" and not key.startswith("x-"):
                yield Mention(key, key_at, Role.DEFINED)
            elif form in {"links", "keyed"}:
                yield Mention(key, key_at, Role.NAMED)
            if not (form == "section" and key.startswith("x-")):
                yield from _shape(shape, item, item_at)


def _values(value: Value, at: int) -> Iterator[Mention]:
    if isinstance(value, str):
        if not is_null(value):
            yield Mention(str(value), at, Role.NAMED)
    elif isinstance(value, Sequence):
        for item, item_at in zip(value.items, value.marks, strict=True):
            if isinstance(item, str) and not is_null(item):
                yield Mention(str(item), item_at, Role.NAMED)


def _entries(value: Value) -> list[tuple[str, Value, int, int]]:
    return [entry for entry in value if not entry[0].startswith(REPEATED)] if isinstance(value, Node) else []
