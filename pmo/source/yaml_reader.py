"""YAML text to a tree with positions, by libyaml's events through PyYAML.

Nothing is resolved here: an unquoted scalar stays text until somebody who knows what it should be reads it, so that `NO`, `on`,
`1:30` and `012` stay what the author wrote (YAML 1.2). Tags are refused, aliases and depth are bounded.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from pmo.source.conflicts import conflict
from pmo.source.parser import parser_of
from pmo.source.problems import Problem
from pmo.source.tree import NULLS, REPEATED, Mapping, Quoted, Sequence, Value

MAX_DEPTH = 60
MAX_ALIASED = 100_000
_MANY = 100


@dataclass(frozen=True, slots=True)
class Tree:
    """A file's tree; `root` is None when the file as a whole cannot be used, and then the last problem says why."""

    root: Mapping | None
    problems: tuple[Problem, ...] = ()


# A collection that is being read: its node, its anchor, and how many nodes came before it. A bare tuple, since there are so many.
_Open = tuple[Mapping | Sequence, str | None, int]


@dataclass(slots=True)
class _Builder:
    """What is known while a document is read. `aliased` counts nodes as if aliases were written out."""

    root: Mapping | Sequence | None = None
    problems: list[Problem] = field(default_factory=list)
    anchors: dict[str, tuple[Value, int] | None] = field(default_factory=dict)
    aliased: int = 0


class _UnusableError(Exception):
    """The rest of the file makes no sense; carries why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def read_yaml(text: str) -> Tree:
    """The tree of a YAML file with one document, a mapping. An empty file is an empty mapping; a byte order mark is taken off before."""
    found = conflict(text)
    if found is not None:
        return Tree(None, (found,))
    builder = _Builder()
    try:
        root = _document(parser_of(text), builder)
    except _UnusableError as stop:
        return Tree(None, (*builder.problems, stop.problem))
    except (yaml.YAMLError, UnicodeError) as error:
        from pmo.source.syntax import explain  # noqa: PLC0415 -- most files are valid

        return Tree(None, (*builder.problems, explain(text, error)))
    return Tree(root, tuple(builder.problems))


def branch(next_event: Callable[[], Any], first: Any) -> Mapping | Sequence:
    """The tree of the collection that the event `first` begins, up to its end.

    Raises:
        ValueError: something in it is not as it should be.
    """
    builder = _Builder()
    try:
        tree = _collection(next_event, first, builder)
    except _UnusableError as stop:
        raise ValueError(stop.problem.message) from stop
    if builder.problems or builder.anchors:
        raise ValueError(first.start_mark.index)
    return tree


def _document(parser: Any, builder: _Builder) -> Mapping:
    next_event = parser.get_event
    next_event()
    event = next_event()
    if event.__class__ is StreamEndEvent:
        return Mapping(0)
    event = next_event()
    if event.__class__ is not MappingStartEvent:
        if event.__class__ is ScalarEvent:
            if event.value in NULLS:
                return Mapping(0)
            # A first line without a colon makes one text with the next, and an error of what follows: that says more.
            next_event()
        what = "a list" if event.__class__ is SequenceStartEvent else "a text"
        fix = "Start the file with a section such as `pmo:` or `organization:`."
        raise _UnusableError(
            Problem("wrong-value", f"The file holds {what} where sections are expected.", fix, event.start_mark.index)
        )
    root = _collection(next_event, event, builder)
    assert isinstance(root, Mapping)  # noqa: S101 -- it began as one
    next_event()
    after: Any = next_event()
    if after.__class__ is DocumentStartEvent:
        fix = "Remove this `---` line, and merge sections that stand both above and below it."
        raise _UnusableError(Problem("invalid-yaml", "The file holds several YAML documents.", fix, _offset(after)))
    return root


def _offset(event: Any) -> int:
    offset: int = event.start_mark.index
    return offset


def _collection(  # noqa: C901, PLR0912, PLR0915 -- one flat loop on purpose: it runs for every node of a plan, and calls cost
    next_event: Any, first: Any, builder: _Builder
) -> Mapping | Sequence:
    """Read from the start of the outermost collection to its end. One loop, no recursion: depth is the author's, not ours."""
    offset = _offset(first)
    root = Mapping(offset) if first.__class__ is MappingStartEvent else Sequence(offset)
    builder.root, mark = root, root.marks.append
    entries, items = (root.entries, None) if isinstance(root, Mapping) else ({}, root.items)
    key: str | None = None
    stack: list[_Open] = []
    count = 0
    opened: _Open = (root, first.anchor, 0)
    if first.anchor:
        builder.anchors[first.anchor] = None
    while True:
        event = next_event()
        kind = event.__class__
        count += 1
        if kind is ScalarEvent:
            value: str = event.value
            mark(event.start_mark.index)
            if items is None:
                if key is None:
                    key = value if value not in entries else _repeated(event, opened[0], builder)
                    continue
                entries[key] = _decorated(event, builder) if event.style or event.anchor or event.tag else value
                key = None
            else:
                items.append(_decorated(event, builder) if event.style or event.anchor or event.tag else value)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            offset = event.start_mark.index
            child: Mapping | Sequence = Mapping(offset) if kind is MappingStartEvent else Sequence(offset)
            if items is None:
                if key is None:
                    fix = "Write one word before the colon; put a text that begins with `{` or `[` in quotes."
                    raise _UnusableError(Problem("invalid-yaml", "A list or mapping is used as a key.", fix, offset))
                entries[key] = child
            else:
                items.append(child)
            mark(offset)
            stack.append(opened)
            if len(stack) >= MAX_DEPTH:
                raise _too_deep(offset)
            if event.tag:
                _refuse_tag(event, builder)
            if event.anchor:
                builder.anchors[event.anchor] = None
            opened = (child, event.anchor, count)
            key = None
            mark = child.marks.append
            if isinstance(child, Mapping):
                entries, items = child.entries, None
            else:
                items = child.items
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            node_, anchor, began = opened
            if anchor:
                builder.anchors[anchor] = (node_, count - began)
            if not stack:
                return root
            opened = stack.pop()
            node_ = opened[0]
            mark = node_.marks.append
            key = None
            if isinstance(node_, Mapping):
                entries, items = node_.entries, None
            else:
                items = node_.items
        elif kind is AliasEvent:
            target, size = _alias(event, builder)
            count += size
            mark(event.start_mark.index)
            if items is not None:
                items.append(target)
            elif key is None:
                fix = "Write the key out; put a text that is to begin with `*` in quotes."
                message = f"`*{event.anchor}` is used as a key."
                raise _UnusableError(Problem("invalid-yaml", message, fix, event.start_mark.index))
            else:
                entries[key] = target
                key = None
        else:
            raise _UnusableError(
                Problem("invalid-yaml", "The file ends early.", "Complete it.", event.start_mark.index)
            )


def _too_deep(offset: int) -> _UnusableError:
    from pmo.source.syntax import TOO_DEEP  # noqa: PLC0415 -- most files are not

    message = f"The file nests more than {MAX_DEPTH} levels deep."
    return _UnusableError(Problem("invalid-yaml", message, TOO_DEEP, offset))


def _repeated(event: Any, node: Mapping | Sequence, builder: _Builder) -> str:
    key: str = event.value
    # The first one counts. The repeated one is read under a key that nothing looks up, so that its content is passed over whole.
    # Past a hundred problems nobody reads on, and looking up the first place again and again would take quadratic time.
    many = len(builder.problems) > _MANY
    first = node.key_offset(key) if isinstance(node, Mapping) and not many else None
    start, end = event.start_mark.index, event.end_mark.index
    if node is builder.root:
        message, fix = (
            f"The section `{key}` stands twice in this file.",
            "Move what stands below the second to the first.",
        )
    else:
        message, fix = (
            f"`{key}` stands twice in the same section.",
            "Keep one of the two, or give the second another name.",
        )
    builder.problems.append(Problem("duplicate-id", message, fix, start, end, first))
    return f"{REPEATED}{key} {start}"


def _decorated(event: Any, builder: _Builder) -> Value:
    value: Value = Quoted(event.value) if event.style else event.value
    if event.tag:
        _refuse_tag(event, builder)
    if event.anchor:
        builder.anchors[event.anchor] = (value, 1)
    return value


def _refuse_tag(event: Any, builder: _Builder) -> None:
    shown = event.tag.replace("tag:yaml.org,2002:", "!!", 1)
    fix = "Remove it; or put the text in quotes if it is to begin with `!`."
    builder.problems.append(
        Problem("invalid-yaml", f"`{shown}` is a YAML tag, which a plan does not use.", fix, event.start_mark.index)
    )


def _alias(event: Any, builder: _Builder) -> tuple[Value, int]:
    name, start, end = event.anchor, event.start_mark.index, event.end_mark.index
    if name not in builder.anchors:
        fix = f"Put the text in quotes if it is to begin with `*`; or mark the value that is meant, above, with `&{name}`."
        message = f"`*{name}` repeats a value that is nowhere marked with `&{name}`."
        raise _UnusableError(Problem("invalid-yaml", message, fix, start, end))
    found = builder.anchors[name]
    if found is None:
        raise _UnusableError(
            Problem("invalid-yaml", f"`*{name}` repeats a value inside itself.", "Write the value out.", start, end)
        )
    builder.aliased += found[1]
    if builder.aliased > MAX_ALIASED:
        fix = "Write the values out."
        message = "The file's aliases (`*…`) multiply into far too many values."
        raise _UnusableError(Problem("invalid-yaml", message, fix, start, end))
    return found
