"""Reading a file in which everything is right, straight from the parser's events.

Nearly every file of a plan is right, and needs no tree: its parts are made as they are met, which takes half the time. Whatever is not
quite as it should be, or only rare, stops this reader, and the thorough one (`pmo.reader.shape`) reads the file from its beginning and
says what is wrong. Both read the same table of keys (`pmo.reader.sections`) and give the same parts; tests compare them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from yaml import YAMLError, events

from pmo.model import NO_KEYS, Link, Reading
from pmo.origin import Origin
from pmo.reader import values as converters
from pmo.reader.context import Context
from pmo.reader.context import Reading as PlanReading
from pmo.reader.making import maker
from pmo.reader.readings import readings
from pmo.reader.sections import PARTIES, SECTIONS, SETTINGS
from pmo.reader.shape import Field, Shape
from pmo.source.conflicts import conflict
from pmo.source.parser import parser_of
from pmo.source.scalars import read_date, read_number
from pmo.source.text import Place, SourceFile
from pmo.source.tree import NULLS, Quoted, Value
from pmo.source.yaml_reader import branch

Next = Callable[[], Any]
# Without PyYAML's own types, which allow for events without a place: the parser gives none.
_DOCUMENT_START: type[Any] = events.DocumentStartEvent
_MAPPING_END: type[Any] = events.MappingEndEvent
_MAPPING_START: type[Any] = events.MappingStartEvent
_SCALAR: type[Any] = events.ScalarEvent
_SEQUENCE_END: type[Any] = events.SequenceEndEvent
_SEQUENCE_START: type[Any] = events.SequenceStartEvent
_STREAM_END: type[Any] = events.StreamEndEvent

_origin = maker(Origin)
_reading = maker(Reading)

# The parser, the event that begins the collection, where its key starts, and what is known: gives what the key's attribute holds.
_Collected = Callable[[Next, Any, int, Context], Any]


class IrregularError(Exception):
    """Something that only the thorough reader can deal with."""


class _Context(Context):
    """A context in which nothing may be wrong."""

    __slots__ = ()

    def fault(self, *_: Any, **__: Any) -> None:
        """Stop: the thorough reader says it."""
        raise IrregularError


@dataclass(slots=True)
class Straight:
    """What a file holds: elements by id, the sections of parties and settings (values, where single keys stand, origin), lists of elements."""

    plan: PlanReading
    shared: dict[str, tuple[dict[str, Any], dict[str, Place], Origin]] = field(default_factory=dict)
    lists: dict[str, tuple[Any, ...]] = field(default_factory=dict)


def read_straight(file: SourceFile, plan: PlanReading) -> Straight:
    """What a file holds, when everything in it is right. `plan` is for this file alone.

    Raises:
        IrregularError: something is not.
    """
    try:
        return _read(file, plan)
    except (YAMLError, ValueError, KeyError) as error:
        raise IrregularError from error


def _read(file: SourceFile, plan: PlanReading) -> Straight:
    found = Straight(plan)
    text = file.text
    if ("<" in text or ">" in text) and conflict(text) is not None:
        raise IrregularError
    next_event: Next = parser_of(text).get_event
    if "&" in text or "*" in text or "!" in text:
        next_event = _undecorated(next_event)
    next_event()
    if next_event().__class__ is _STREAM_END:
        return found
    if next_event().__class__ is not _MAPPING_START:
        raise IrregularError
    context = _Context(plan, file)
    while True:
        event = next_event()
        if event.__class__ is not _SCALAR:
            break
        _section(event.value, event.start_mark.index, next_event, context, found)
    if event.__class__ is not _MAPPING_END:
        raise IrregularError
    next_event()
    if next_event().__class__ is _DOCUMENT_START:
        raise IrregularError
    return found


def _section(name: str, key_at: int, next_event: Next, context: Context, found: Straight) -> None:
    event = next_event()
    if event.__class__ is not _MAPPING_START or name in found.shared or name in found.lists:
        raise IrregularError
    if name in SECTIONS:
        found.lists[name] = _LISTS[name](next_event, event, key_at, context)
    elif name in _SHARED:
        values: dict[str, Any] = {}
        given: dict[str, Place] = {}
        context.element = name if name in PARTIES else ""
        _fill(_SHARED[name], next_event, context, values, given)
        context.element = ""
        found.shared[name] = (values, given, _origin(file=context.file, offset=key_at))
    else:
        raise IrregularError


def _undecorated(next_event: Next) -> Next:
    """The events, as long as none has a tag, an anchor or is an alias."""

    def checked() -> Any:
        event = next_event()
        if getattr(event, "anchor", None) or getattr(event, "tag", None):
            raise IrregularError
        return event

    return checked


def _refuse(_: Any) -> Any:
    raise IrregularError


@dataclass(slots=True)
class _Key:
    """How the value of one key is read: a plain scalar, a quoted one, a collection. None keeps a text as it is.

    `asks`: the converter wants to know where it is, so that it gets the whole value.
    """

    attribute: str
    plain: Callable[[Any], Any] | None
    quoted: Callable[[Any], Any] | None
    collection: _Collected
    many: bool
    asks: Callable[..., Any] | None = None


@dataclass(slots=True)
class _Form:
    """A shape made ready: its keys, and the attribute that a bare text fills."""

    make: Callable[..., Any]
    bare: str | None
    keys: dict[str, _Key] = field(default_factory=dict)


def _fill(  # noqa: C901, PLR0912 -- one flat loop: it runs for every key of a plan, and calls cost
    form: _Form, next_event: Next, context: Context, values: dict[str, Any], given: dict[str, Place] | None = None
) -> None:
    """Read the keys of a mapping, its start already read, into `values`; `given` gets the places of keys that only one file may give."""
    keys = form.keys
    while True:
        named = next_event()
        if named.__class__ is not _SCALAR:
            if named.__class__ is _MAPPING_END:
                return
            raise IrregularError
        key = keys.get(named.value)
        if key is None:
            _own(named.value, next_event, values)
            continue
        attribute = key.attribute
        if attribute in values:
            raise IrregularError
        event = next_event()
        if event.__class__ is _SCALAR:
            value = event.value
            if key.asks is not None:
                value = Quoted(value) if event.style else value
                if value.__class__ is str and value in NULLS:
                    raise IrregularError
                values[attribute] = key.asks(value, named.start_mark.index, event.start_mark.index, context)
            elif event.style:
                values[attribute] = (value or None) if key.quoted is None else key.quoted(value)
            elif value in NULLS:
                raise IrregularError
            else:
                values[attribute] = value if key.plain is None else key.plain(value)
        else:
            values[attribute] = key.collection(next_event, event, named.start_mark.index, context)
        if given is not None and not key.many:
            given[named.value] = Place(context.file, named.start_mark.index)


def _own(key: str, next_event: Next, values: dict[str, Any]) -> None:
    """Keep the user's own key; any other that is not known is a mistake."""
    extra = values.get("extra", NO_KEYS)
    if not key.startswith("x-") or key in extra:
        raise IrregularError
    event = next_event()
    value: Value
    if event.__class__ is not _SCALAR:
        value = branch(next_event, event)
    else:
        value = Quoted(event.value) if event.style else event.value
    values["extra"] = MappingProxyType({**extra, key: value})


def _part(form: _Form) -> _Collected:
    def read(next_event: Next, event: Any, key_at: int, context: Context) -> Any:
        if event.__class__ is not _MAPPING_START:
            raise IrregularError
        values: dict[str, Any] = {"origin": _origin(file=context.file, offset=key_at)}
        _fill(form, next_event, context, values)
        return form.make(**values)

    return read


def _elements(form: _Form) -> _Collected:
    make, is_id = form.make, converters.is_id

    def read(next_event: Next, event: Any, _key_at: int, context: Context) -> tuple[Any, ...]:
        if event.__class__ is not _MAPPING_START:
            raise IrregularError
        found, file, known = [], context.file, context.plan.elements
        while True:
            named = next_event()
            if named.__class__ is not _SCALAR:
                # A mapping's end, or a key that is none.
                break
            name = named.value
            if name in known or name.startswith("x-") or not is_id(name):
                raise IrregularError
            origin = known[name] = _origin(file=file, offset=named.start_mark.index)
            values: dict[str, Any] = {"origin": origin, "id": name}
            outer, context.element = context.element, name
            event = next_event()
            if event.__class__ is _MAPPING_START:
                _fill(form, next_event, context, values)
            else:
                _bare(form.bare, event, values)
            context.element = outer
            element = known[name] = make(**values)
            found.append(element)
        if named.__class__ is not _MAPPING_END:
            raise IrregularError
        return tuple(found)

    return read


def _bare(attribute: str | None, event: Any, values: dict[str, Any]) -> None:
    """The value of an element that is no mapping: a text that stands for its title, or nothing."""
    if event.__class__ is not _SCALAR:
        raise IrregularError
    if not event.style and event.value in NULLS:
        return
    if attribute is None:
        raise IrregularError
    values[attribute] = event.value or None


def _links(form: _Form, thorough: Callable[..., Any]) -> _Collected:
    def read(next_event: Next, event: Any, key_at: int, context: Context) -> tuple[Link, ...]:
        if event.__class__ is not _MAPPING_START:
            tree = branch(next_event, event)
            return thorough(tree, key_at, event.start_mark.index, context)  # type: ignore[no-any-return]
        found: dict[str, Link] = {}
        file, make = context.file, form.make
        while True:
            named = next_event()
            if named.__class__ is not _SCALAR:
                break
            target = named.value
            if target in found:
                raise IrregularError
            values: dict[str, Any] = {"origin": _origin(file=file, offset=named.start_mark.index), "target": target}
            event = next_event()
            if event.__class__ is _MAPPING_START:
                _fill(form, next_event, context, values)
            else:
                _bare("because", event, values)
            found[target] = make(**values)
        if named.__class__ is not _MAPPING_END:
            raise IrregularError
        return tuple(found.values())

    return read


def _readings(next_event: Next, event: Any, _key_at: int, context: Context) -> tuple[Reading, ...]:
    if event.__class__ is not _MAPPING_START:
        raise IrregularError
    found: dict[str, Reading] = {}
    file = context.file
    while True:
        named = next_event()
        if named.__class__ is not _SCALAR:
            break
        day = named.value
        if day in found:
            raise IrregularError
        event, note = next_event(), None
        if event.__class__ is _MAPPING_START:
            number, note = _noted(next_event)
        elif event.__class__ is _SCALAR and not event.style:
            number = event.value
        else:
            raise IrregularError
        found[day] = _reading(
            date=read_date(day), value=read_number(number), file=file, start=named.start_mark.index, note=note
        )
    if named.__class__ is not _MAPPING_END:
        raise IrregularError
    return tuple(sorted(found.values(), key=lambda reading: reading.date))


def _noted(next_event: Next) -> tuple[str, str | None]:
    """The value of a reading that carries a note, and the note."""
    said: dict[str, Any] = {}
    while True:
        named = next_event()
        if named.__class__ is _MAPPING_END:
            break
        event = next_event()
        if event.__class__ is not _SCALAR or named.value in said:
            raise IrregularError
        said[named.value] = event
    value, note = said.pop("value"), said.pop("note", None)
    if said or value.style:
        raise IrregularError
    if note is None or (not note.style and note.value in NULLS):
        return value.value, None
    return value.value, note.value or None


def _references(next_event: Next, event: Any, _key_at: int, _context: Context) -> tuple[str, ...]:
    if event.__class__ is not _SEQUENCE_START:
        raise IrregularError
    found = []
    while True:
        event = next_event()
        if event.__class__ is not _SCALAR:
            break
        if not event.value or (not event.style and event.value in NULLS):
            raise IrregularError
        found.append(event.value)
    if event.__class__ is not _SEQUENCE_END:
        raise IrregularError
    return tuple(found)


def _as_tree(thorough: Callable[..., Any]) -> _Collected:
    """A collection whose converter wants it as a tree: there are few of these."""

    def read(next_event: Next, event: Any, key_at: int, context: Context) -> Any:
        return thorough(branch(next_event, event), key_at, event.start_mark.index, context)

    return read


def _key(keyed: Field, forms: dict[int, _Form]) -> _Key:
    read: Any = keyed.read
    attribute, many = keyed.attribute, keyed.many
    if isinstance(getattr(read, "__self__", None), Shape):
        shape = read.__self__
        bare = _part_of_text(shape) if shape.bare else None
        return _Key(attribute, _refuse, _refuse, _part(_form(shape, forms)), many, asks=bare or _refused)
    kind = getattr(read, "form", "")
    if kind == "section":
        return _Key(attribute, _refuse, _refuse, _elements(_form(read.shape, forms)), many)
    if kind == "links":
        return _Key(attribute, None, None, _links(_form(read.shape, forms), read), many, asks=read)
    if read in (converters.text, converters.reference):
        return _Key(attribute, None, None, _refused, many)
    if read is converters.number:
        return _Key(attribute, read_number, _refuse, _refused, many)
    if read is converters.date:
        return _Key(attribute, read_date, read_date, _refused, many)
    known: Mapping[str, Any] | None = getattr(read, "known", None)
    if known is not None:
        return _Key(attribute, known.__getitem__, known.__getitem__, _refused, many)
    if read is readings:
        return _Key(attribute, None, None, _readings, many, asks=read)
    if read is converters.references:
        return _Key(attribute, None, None, _references, many, asks=read)
    return _Key(attribute, None, None, _as_tree(read), many, asks=read)


def _refused(*_: Any) -> Any:
    raise IrregularError


def _part_of_text(shape: Shape) -> Callable[..., Any]:
    return shape.part


def _made(make: Callable[..., Any]) -> Callable[..., Any]:
    return maker(make) if isinstance(make, type) else make


def _form(shape: Shape, forms: dict[int, _Form]) -> _Form:
    """The shape made ready; one for each, since shapes hold each other's."""
    if id(shape) not in forms:
        form = forms[id(shape)] = _Form(_made(shape.make), shape.fields[shape.bare].attribute if shape.bare else None)
        form.keys.update({key: _key(keyed, forms) for key, keyed in shape.fields.items()})
    return forms[id(shape)]


_FORMS: dict[int, _Form] = {}
_SHARED = {name: _form(shape, _FORMS) for name, shape in {**PARTIES, "settings": SETTINGS}.items()}
_LISTS = {name: _elements(_form(shape, _FORMS)) for name, shape in SECTIONS.items()}
