"""How a YAML file is laid out: every key and value with where it starts and ends, and whether it stands in a block or in braces.

`pmo.source.yaml_reader` says what a file means, and keeps only what a check needs. Whoever changes a file needs to know more.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

import yaml
from yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, MappingStartEvent, NodeEvent, ScalarEvent

from pmo.source.parser import parser_of

_BREAK = re.compile(r"\r\n?|\n")
_PROPERTY = re.compile(r"(?:[&!][^\s,\[\]{}]*(?:[ \t]+|[ \t]*(?:\r\n?|\n)[ \t]*|(?=[,\[\]{}]|\Z)))+")


class Kind(Enum):
    """What a node of a file is."""

    SCALAR = "scalar"
    MAPPING = "mapping"
    SEQUENCE = "sequence"
    ALIAS = "alias"


@dataclass(slots=True, eq=False)
class Node:
    """One node. `start` and `end` are offsets of code points; anchor and tag, where there are any, lie before `start`.

    `style` is a scalar's quote or block sign, empty for a plain one. `flow` says of a collection that it stands in brackets or braces.
    The end of a block is that of the last thing in it, without blank lines and comments after it.
    """

    kind: Kind
    start: int
    end: int
    value: str = ""
    style: str = ""
    flow: bool = False
    anchor: str | None = None
    entries: list[tuple["Node", "Node"]] = field(default_factory=list)
    items: list["Node"] = field(default_factory=list)
    keeps: bool = False

    @property
    def null(self) -> bool:
        """Whether the author left the value out."""
        return self.kind is Kind.SCALAR and not self.style and self.value in {"", "~", "null", "Null", "NULL"}

    def entry(self, key: str) -> tuple["Node", "Node"] | None:
        """The first entry with this key."""
        return next((found for found in self.entries if found[0].value == key), None)

    @property
    def keys(self) -> list[str]:
        """The keys, in order."""
        return [key.value for key, _ in self.entries]


@dataclass(slots=True, eq=False)
class Layout:
    """A file's text and its outermost mapping; None where the file holds nothing but comments."""

    text: str
    root: Node | None

    def column(self, offset: int) -> int:
        """How many characters stand before the offset on its line."""
        return offset - self.line_start(offset)

    def line_start(self, offset: int) -> int:
        """Where the line of an offset starts."""
        return max(self.text.rfind("\n", 0, offset), self.text.rfind("\r", 0, offset)) + 1

    def line_end(self, offset: int) -> int:
        """Where the line of an offset ends, before its line break."""
        found = _BREAK.search(self.text, offset)
        return found.start() if found else len(self.text)

    @property
    def line_break(self) -> str:
        """The line break of this file: its first one."""
        found = _BREAK.search(self.text)
        return found[0] if found else "\n"

    def begins_line(self, offset: int) -> bool:
        """Whether only spaces stand before the offset on its line."""
        return not self.text[self.line_start(offset) : offset].strip(" ")

    def path_to(self, offset: int) -> tuple[str, ...] | None:
        """The keys that lead to the key at an offset; None when no key starts there."""
        return next((path for path, key, _ in self.walk() if key.start == offset), None)

    def walk(self) -> Iterator[tuple[tuple[str, ...], Node, Node]]:
        """Every entry of every mapping that mappings lead to, in the file's order: the path of its keys, key and value."""
        waiting: list[tuple[tuple[str, ...], Node]] = [] if self.root is None else [((), self.root)]
        while waiting:
            path, node = waiting.pop()
            inner = []
            for key, value in node.entries:
                found = (*path, key.value)
                yield found, key, value
                if value.kind is Kind.MAPPING:
                    inner.append((found, value))
            waiting += reversed(inner)

    def find(self, path: tuple[str, ...]) -> Node | None:
        """The value at the end of a path of keys; None when it is not there, or behind an alias."""
        node = self.root
        for key in path:
            found = node.entry(key) if node is not None and node.kind is Kind.MAPPING else None
            if found is None:
                return None
            node = found[1]
        return node


def layout_of(text: str) -> Layout:
    """The layout of a file that is valid YAML and holds a mapping or nothing.

    Raises:
        ValueError: it is neither.
    """
    parser = parser_of(text)
    root: Node | None = None
    try:
        while parser.check_event():
            event = parser.get_event()
            if isinstance(event, NodeEvent):
                if root is not None:
                    raise ValueError("several documents")
                root = _node(event, parser, text)
    except (yaml.YAMLError, UnicodeError) as error:
        raise ValueError(str(error)) from error
    if root is not None and root.null:
        root = None
    if root is not None and root.kind is not Kind.MAPPING:
        raise ValueError("no mapping")
    return Layout(text, root)


def _node(first: Any, parser: Any, text: str) -> Node:
    """The node that begins with an event. Nesting is as deep as the reader allows, so recursion may follow it."""
    start, end = first.start_mark.index, first.end_mark.index
    if isinstance(first, AliasEvent):
        return Node(Kind.ALIAS, start, end, first.anchor or "")
    at = _after_properties(text, start, end) if first.anchor or first.tag else start
    if isinstance(first, ScalarEvent):
        return _scalar(first, at, end, text)
    assert isinstance(first, CollectionStartEvent)  # noqa: S101 -- the events that there are
    mapping = isinstance(first, MappingStartEvent)
    node = Node(Kind.MAPPING if mapping else Kind.SEQUENCE, at, end, flow=bool(first.flow_style), anchor=first.anchor)
    while True:
        event: Any = parser.get_event()
        if isinstance(event, CollectionEndEvent):
            break
        child = _node(event, parser, text)
        if mapping:
            node.entries.append((child, _node(parser.get_event(), parser, text)))
        else:
            node.items.append(child)
    if node.flow:
        end_mark: Any = event.end_mark
        node.end = end_mark.index
    else:
        last = node.entries[-1][1] if node.entries else node.items[-1] if node.items else None
        if node.entries and not node.flow:
            # A block begins with its first key, wherever an anchor before it stands.
            node.start = node.entries[0][0].start
        node.end = last.end if last else node.end
        node.keeps = last.keeps if last else False
    return node


def _scalar(event: Any, at: int, end: int, text: str) -> Node:
    style = event.style or ""
    keeps = False
    if style in {"|", ">"}:
        keeps = "+" in text[at : at + 3]
        end = end if keeps else at + len(text[at:end].rstrip())
    return Node(
        Kind.SCALAR, min(at, end) if style else at, max(end, at), event.value, style, anchor=event.anchor, keeps=keeps
    )


def _after_properties(text: str, start: int, end: int) -> int:
    found = _PROPERTY.match(text, start)
    at = found.end() if found else start
    # Of a scalar the end is known; of a collection only where it starts.
    return min(at, end) if end > start else at
