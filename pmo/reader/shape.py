"""How one kind of part is read: a table of its keys, and one loop that goes through them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from pmo.findings import Related
from pmo.model import NO_KEYS, NOTHING, Element, Link, Waiver
from pmo.nearest import nearest
from pmo.origin import Origin
from pmo.reader.context import Context
from pmo.reader.values import Converter, entries, is_id, text, told
from pmo.source.edits import Edit, swap
from pmo.source.scalars import BadScalarError, shorten
from pmo.source.text import Place
from pmo.source.tree import NULLS, REPEATED, Sequence, Value, is_null
from pmo.source.tree import Mapping as Node


@dataclass(frozen=True, slots=True)
class Field:
    """One key: which attribute it fills, how its value is read. `many`: a section of elements, which files may share."""

    attribute: str
    read: Converter
    many: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """One kind of part: its class, what to call it in a message, its keys, and the key that a bare text stands for.

    `prefix` goes before a key in a finding's field, for parts without an id of their own (`target.by`).
    """

    make: Callable[..., Any]
    noun: str
    fields: Mapping[str, Field]
    bare: str | None = None
    prefix: str = ""

    def part(self, value: Value, key_at: int, value_at: int, context: Context) -> Any:
        """Read a part without an id. Raises BadScalarError when the value is no mapping (and no bare text is allowed)."""
        node = self._node(value)
        values: dict[str, Any] = {"origin": Origin(context.file, key_at)}
        self._fill(value, node, value_at, context, values)
        return self.make(**values)

    def element(self, element_id: str, value: Value, value_at: int, origin: Origin, context: Context) -> Any:
        """Read an element whose id is claimed already. A value of the wrong kind is a fault; the element exists all the same."""
        outer, context.element = context.element, element_id
        values: dict[str, Any] = {"origin": origin, "id": element_id}
        try:
            self._fill(value, self._node(value), value_at, context, values)
        except BadScalarError as bad:
            context.fault("wrong-value", f"`{shorten(element_id)}` cannot be read: {bad.message}", bad.fix, value_at)
            # Whatever it lacks may be in what could not be read.
            values["invalid"] = frozenset(self.fields)
        element = context.plan.elements[element_id] = self.make(**values)
        context.element = outer
        return element

    def _node(self, value: Value) -> Node | None:
        if value.__class__ is Node:
            return value
        if isinstance(value, str) and (self.bare or is_null(value)):
            return None
        first, *others = [key for key in self.fields if key != "waive"]
        if isinstance(value, str):
            fix = f"Write `{{{first}: {shorten(value)}{f', {others[0]}: …' if others else ''}}}`."
            raise BadScalarError(f"it is a single value where the keys of {self.noun} are expected.", fix)
        fix = f"Write `{self.bare or first}: …` below it, without a dash."
        raise BadScalarError(f"it is a list where the keys of {self.noun} are expected.", fix)

    def _fill(self, value: Value, node: Node | None, value_at: int, context: Context, values: dict[str, Any]) -> None:
        if node is not None:
            self.fill(node, context, values)
        elif self.bare and isinstance(value, str) and not is_null(value):
            values[self.fields[self.bare].attribute] = text(value, value_at, value_at, context)

    def fill(self, node: Node, context: Context, values: dict[str, Any], given: dict[str, Place] | None = None) -> None:
        """Read the keys of a mapping into `values`.

        `given` holds the single keys that earlier files of a shared section gave; the elements of such a section are in lists.
        """
        fields, marks, index = self.fields, node.marks, 0
        for key, value in node.entries.items():
            key_at, value_at = marks[index], marks[index + 1]
            index += 2
            field = fields.get(key)
            if field is None:
                self._unknown(key, node, key_at, context, values)
                continue
            if value.__class__ is str and value in NULLS:
                continue
            if given is not None and not field.many and not self._first(key, key_at, context, given):
                continue
            try:
                read = field.read(value, key_at, value_at, context)
            except BadScalarError as bad:
                owner = (
                    f"`{self.prefix}{key}` of `{context.element}` cannot be read"
                    if context.element
                    else f"`{self.prefix}{key}` cannot be read"
                )
                at = value_at if bad.at is None else bad.at
                edits = swap(Place(context.file, at), str(value), bad.instead) if bad.instead else ()
                context.fault("wrong-value", f"{owner}: {bad.message}", bad.fix, at, key=self.prefix + key, edits=edits)
                values["invalid"] = values.get("invalid", NOTHING) | {key}
                continue
            if given is not None and field.many:
                # A list while files add to it: with a tuple, each of ten thousand files would copy what all before it gave.
                values.setdefault(field.attribute, []).extend(read)
            else:
                values[field.attribute] = read

    def _first(self, key: str, key_at: int, context: Context, given: dict[str, Place]) -> bool:
        place = Place(context.file, key_at)
        first = given.setdefault(key, place)
        if first is place:
            return True
        also = Related(first, "it is first given here")
        message = f"`{key}` of {self.noun} is given in two files."
        context.fault("duplicate-id", message, "Keep one of the two.", key_at, key=key, also=also)
        return False

    def _unknown(self, key: str, node: Node, key_at: int, context: Context, values: dict[str, Any]) -> None:
        if key.startswith(REPEATED):
            return
        if key.startswith("x-"):
            values["extra"] = MappingProxyType({**values.get("extra", NO_KEYS), key: node.entries[key]})
            return
        near = nearest(key, self.fields)
        edits: tuple[Edit, ...] = ()
        if near:
            fix = f"Did you mean `{near}`?"
            if near not in node.entries:
                edits = swap(Place(context.file, key_at), key, near)
            values["invalid"] = values.get("invalid", NOTHING) | {near}
        elif key == "<<":
            fix = "YAML's merge key is not used in a plan: write the values out."
        elif is_null(node.entries[key]) and _cut_off(context.file.text, key_at, key):
            # In braces, a comma ends the value: what follows it in the text or the number looks like a key.
            fix = "Write a number without a comma." if key.isdigit() else "Put a text that contains a comma in quotes."
        else:
            fix = f"Remove it, or name it `x-{shorten(key)}` if it is your own."
        message = f"{self.noun[0].upper()}{self.noun[1:]} has no key `{shorten(key)}`."
        context.fault("unknown-key", message, fix, key_at, key=self.prefix + key, edits=edits)


def elements(shape: Shape) -> Converter:
    """A section: a mapping of ids to elements of one shape."""

    def read(value: Value, _key_at: int, _at: int, context: Context) -> tuple[Element, ...]:
        if isinstance(value, Sequence):
            fix = "Write each with its id as a key, one a line, without a dash: `some-id: {…}`."
            raise BadScalarError("it is a list where ids are expected.", fix)
        if not isinstance(value, Node):
            raise BadScalarError(
                "it is a single value where ids are expected.", "Write each with its id as a key: `some-id: {…}`."
            )
        found, marks, index = [], value.marks, 0
        for key, item in value.entries.items():
            key_at, value_at = marks[index], marks[index + 1]
            index += 2
            if key.startswith((REPEATED, "x-")):
                continue
            if not is_id(key):
                context.fault("wrong-value", *_no_id(key, shape.noun), key_at, key=key)
            origin = Origin(context.file, key_at)
            if context.reserve(key, origin):
                found.append(shape.element(key, item, value_at, origin, context))
        return tuple(found)

    return told(read, shape=shape, form="section")


def _cut_off(text: str, key_at: int, key: str) -> bool:
    """Whether a key in braces has no colon, and so is probably the rest of the value before it."""
    end = key_at + len(key)
    return text[key_at:end] == key and text[end : end + 20].lstrip()[:1] in {",", "}"}


def _no_id(key: str, noun: str) -> tuple[str, str]:
    """What is wrong with a key that cannot name an element, and the fix."""
    if not key.strip():
        return f"The id of {noun} is empty.", f"Name {noun} before the colon."
    if re.fullmatch(r"[\w.-]+:\S+", key):
        return f"There is no space after the colon in `{shorten(key)}`.", "Write a space after it."
    fix = "Use letters, digits, `-`, `_` and `.`; begin with a letter or a digit, and use at least one letter."
    return f"`{shorten(key)}` cannot be the id of {noun}.", fix


def waivers(shape: Shape) -> Converter:
    """`waive`: rules and why the element is excused from them."""
    example = "some-rule: {because: …, by: …, until: …}"

    def read(value: Value, _key_at: int, _at: int, context: Context) -> tuple[Waiver, ...]:
        return _keyed(shape, "rule", entries(value, "rules and reasons", example), context)

    return told(read, shape=shape, form="waivers")


def keyed(shape: Shape, attribute: str, what: str, example: str) -> Converter:
    """Parts without an id of their own, by the id of what they are about, which becomes their `attribute`."""

    def read(value: Value, _key_at: int, _at: int, context: Context) -> tuple[Any, ...]:
        return _keyed(shape, attribute, entries(value, what, example), context)

    return told(read, shape=shape, form="keyed")


def links(shape: Shape) -> Converter:
    """`supports`: one id, a list of ids, or a mapping of ids to why (a text, or `because` with more)."""

    def read(value: Value, _key_at: int, value_at: int, context: Context) -> tuple[Link, ...]:
        file = context.file
        if isinstance(value, str):
            return (Link(origin=Origin(file, value_at), target=str(value)),) if value else ()
        if isinstance(value, Sequence):
            found = []
            for item, at in zip(value.items, value.marks, strict=True):
                if not isinstance(item, str) or is_null(item):
                    raise BadScalarError(
                        "an item of the list is not an id.", "Write `id: because …`, one a line, without a dash.", at
                    )
                found.append(Link(origin=Origin(file, at), target=str(item)))
            return tuple(found)
        return _keyed(shape, "target", entries(value, "ids and reasons", "some-id: because …"), context)

    return told(read, shape=shape, form="links")


def _keyed(shape: Shape, attribute: str, named: list[tuple[str, Value, int, int]], context: Context) -> tuple[Any, ...]:
    """Parts that a key names: the key itself is one of their attributes."""
    found = []
    for key, item, key_at, value_at in named:
        node = item if isinstance(item, Node) else None
        values: dict[str, Any] = {"origin": Origin(context.file, key_at), attribute: key}
        if isinstance(item, Sequence):
            raise BadScalarError(f"`{shorten(key)}` holds a list.", "Write a text after it.", value_at)
        if node is not None:
            shape.fill(node, context, values)
        elif not is_null(item):
            values[shape.bare or "because"] = str(item) or None
        found.append(shape.make(**values))
    return tuple(found)
