"""YAML text to a tree with positions, by libyaml's events through PyYAML.

Nothing is resolved here: an unquoted scalar stays text until somebody who knows what it should be reads it, so that `NO`, `on`,
`1:30` and `012` stay what the author wrote (YAML 1.2). Tags are refused, aliases and depth are bounded.
"""

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

from pmo.source.problems import Problem
from pmo.source.tree import REPEATED, Mapping, Quoted, Sequence, Value

MAX_DEPTH = 60
MAX_ALIASED = 100_000
_MANY = 100


@dataclass(frozen=True, slots=True)
class Tree:
    """A file's tree; `root` is None when the file as a whole cannot be used, and then the last problem says why."""

    root: Mapping | None
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _Open:
    """A collection that is being read, and what to go back to when it ends."""

    node: Mapping | Sequence
    key: str | None
    anchor: str | None
    began: int


@dataclass(slots=True)
class _Builder:
    """What is known while a document is read. `count` counts nodes as if aliases were written out."""

    problems: list[Problem] = field(default_factory=list)
    anchors: dict[str, tuple[Value, int] | None] = field(default_factory=dict)
    aliased: int = 0


class _UnusableError(Exception):
    """The rest of the file makes no sense; carries why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def read_yaml(text: str) -> Tree:
    """The tree of a YAML file with one document, a mapping. An empty file is an empty mapping."""
    # CParser and the pure Python Parser give the same events with the same offsets; only their error texts differ.
    loader: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
    builder = _Builder()
    try:
        root = _document(loader(text), builder)
    except _UnusableError as stop:
        return Tree(None, (*builder.problems, stop.problem))
    except yaml.YAMLError as error:
        return Tree(None, (*builder.problems, _syntax(text, error)))
    return Tree(root, tuple(builder.problems))


def _document(parser: Any, builder: _Builder) -> Mapping:
    next_event = parser.get_event
    next_event()
    event = next_event()
    if event.__class__ is StreamEndEvent:
        return Mapping(0)
    event = next_event()
    if event.__class__ is not MappingStartEvent:
        if event.__class__ is ScalarEvent and not event.value:
            return Mapping(0)
        what = "a list" if event.__class__ is SequenceStartEvent else "a text"
        fix = "Start the file with a section such as `pmo:` or `organization:`."
        raise _UnusableError(
            Problem("wrong-value", f"The file holds {what} where sections are expected.", fix, event.start_mark.index)
        )
    root = _collection(next_event, event, builder)
    next_event()
    after: Any = next_event()
    if after.__class__ is DocumentStartEvent:
        fix = "Split it: one document a file. The sections of all files are merged."
        raise _UnusableError(Problem("invalid-yaml", "The file holds several YAML documents.", fix, _offset(after)))
    return root


def _offset(event: Any) -> int:
    offset: int = event.start_mark.index
    return offset


def _collection(  # noqa: C901, PLR0912, PLR0915 -- one flat loop on purpose: it runs for every node of a plan, and calls cost
    next_event: Any, first: Any, builder: _Builder
) -> Mapping:
    """Read from the start of the outermost mapping to its end. One loop, no recursion: depth is the author's, not ours."""
    root = Mapping(first.start_mark.index)
    entries, items, mark = root.entries, None, root.marks.append
    key: str | None = None
    stack: list[_Open] = []
    count = 0
    opened = _Open(root, None, first.anchor, 0)
    if first.anchor:
        builder.anchors[first.anchor] = None
    while True:
        event = next_event()
        kind = event.__class__
        count += 1
        if kind is ScalarEvent:
            value: Value = event.value
            mark(event.start_mark.index)
            if items is None:
                if key is None:
                    key = _key(event, entries, opened.node, builder)
                    continue
                if event.style or event.anchor or event.tag:
                    value = _decorated(event, builder)
                entries[key] = value
                key = None
            else:
                items.append(_decorated(event, builder) if event.style or event.anchor or event.tag else value)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            offset = event.start_mark.index
            child: Mapping | Sequence = Mapping(offset) if kind is MappingStartEvent else Sequence(offset)
            if items is None:
                if key is None:
                    fix = "Write the key as one word before the colon."
                    raise _UnusableError(Problem("invalid-yaml", "A list or mapping is used as a key.", fix, offset))
                entries[key] = child
            else:
                items.append(child)
            mark(offset)
            stack.append(opened)
            if len(stack) >= MAX_DEPTH:
                fix = "A plan needs about eight levels; check the brackets and the indentation."
                raise _UnusableError(
                    Problem("invalid-yaml", f"The file nests more than {MAX_DEPTH} levels deep.", fix, offset)
                )
            if event.tag:
                _refuse_tag(event, builder)
            if event.anchor:
                builder.anchors[event.anchor] = None
            opened.key = key
            opened = _Open(child, None, event.anchor, count)
            key = None
            mark = child.marks.append
            if isinstance(child, Mapping):
                entries, items = child.entries, None
            else:
                items = child.items
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            if opened.anchor:
                builder.anchors[opened.anchor] = (opened.node, count - opened.began)
            if not stack:
                return root
            opened = stack.pop()
            node_ = opened.node
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
                fix = "Write the key out."
                raise _UnusableError(Problem("invalid-yaml", "An alias is used as a key.", fix, event.start_mark.index))
            else:
                entries[key] = target
                key = None
        else:
            raise _UnusableError(
                Problem("invalid-yaml", "The file ends early.", "Complete it.", event.start_mark.index)
            )


def _key(event: Any, entries: dict[str, Value], node: Mapping | Sequence, builder: _Builder) -> str:
    key: str = event.value
    if key not in entries:
        return key
    # The first one counts. The repeated one is read under a key that nothing looks up, so that its content is passed over whole.
    # Past a hundred problems nobody reads on, and looking up the first place again and again would take quadratic time.
    many = len(builder.problems) > _MANY
    first = node.key_offset(key) if isinstance(node, Mapping) and not many else None
    start, end = event.start_mark.index, event.end_mark.index
    fix = "Keep one of the two, or give the second another name."
    builder.problems.append(
        Problem("duplicate-id", f"`{key}` stands twice in the same section.", fix, start, end, first)
    )
    return f"{REPEATED}{key} {start}"


def _decorated(event: Any, builder: _Builder) -> Value:
    value: Value = Quoted(event.value) if event.style else event.value
    if event.tag:
        _refuse_tag(event, builder)
    if event.anchor:
        builder.anchors[event.anchor] = (value, 1)
    return value


def _refuse_tag(event: Any, builder: _Builder) -> None:
    fix = "Remove it: a plan needs no YAML tags."
    builder.problems.append(
        Problem("invalid-yaml", f"The YAML tag `{event.tag}` is not used in a plan.", fix, event.start_mark.index)
    )


def _alias(event: Any, builder: _Builder) -> tuple[Value, int]:
    name, start, end = event.anchor, event.start_mark.index, event.end_mark.index
    if name not in builder.anchors:
        fix = f"Put the text in quotes if it begins with `*`, or define `&{name}` before it."
        raise _UnusableError(Problem("invalid-yaml", f"The alias `*{name}` has no anchor.", fix, start, end))
    found = builder.anchors[name]
    if found is None:
        raise _UnusableError(
            Problem("invalid-yaml", f"The alias `*{name}` contains itself.", "Write the value out.", start, end)
        )
    builder.aliased += found[1]
    if builder.aliased > MAX_ALIASED:
        fix = "Write the values out, or give each its own id and refer to it."
        raise _UnusableError(
            Problem("invalid-yaml", "The file's aliases multiply into far too many values.", fix, start, end)
        )
    return found


def _syntax(text: str, error: yaml.YAMLError) -> Problem:
    """A syntax error in plain words. libyaml's own text is kept where there is nothing plainer."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return _unreadable_character(text, error)
    mark = error.problem_mark or error.context_mark
    offset = min(mark.index, len(text)) if mark else 0
    problem = (error.problem or "").replace("while ", "")
    at = text[offset : offset + 1]
    if (
        "\t" in text[text.rfind("\n", 0, offset) + 1 : offset + 1]
        and not text[text.rfind("\n", 0, offset) + 1 : offset].strip()
    ):
        return Problem(
            "invalid-yaml", "A tab is used to indent.", "Indent with spaces: two a level.", offset, offset + 1
        )
    if "cannot start any token" in problem:
        fix = f"Put the whole text in quotes: text that begins with `{at}` means something else in YAML."
        return Problem("invalid-yaml", f"The character `{at}` cannot begin a value.", fix, offset, offset + 1)
    if "mapping values are not allowed" in problem:
        fix = "Put the text in quotes if it contains a colon and a space, or check the indentation of this line."
        return Problem("invalid-yaml", "There is a second `: ` where a single value is expected.", fix, offset)
    if "unexpected end of stream" in problem or "document separator" in problem:
        start = error.context_mark.index if error.context_mark else offset
        return Problem("invalid-yaml", "A quotation mark is opened here and never closed.", "Close it.", start)
    if "did not find expected ',' or" in problem:
        start = error.context_mark.index if error.context_mark else offset
        fix = "Close it on its line, and put text that contains commas or brackets in quotes."
        return Problem(
            "invalid-yaml", "A bracket or brace is opened here and not closed properly.", fix, start, start + 1
        )
    if "could not find expected ':'" in problem:
        start = error.context_mark.index if error.context_mark else offset
        return Problem("invalid-yaml", "This line has no `: ` after its key.", "Write `key: value`.", start)
    if "did not find expected" in problem:
        fix = "Indent it like the other keys of its section, or put the text before it in quotes."
        return Problem("invalid-yaml", "This line does not fit the lines above it.", fix, offset)
    return Problem(
        "invalid-yaml", f"The file is not valid YAML: {problem or error}.", "Mend the line, then check again.", offset
    )


def _unreadable_character(text: str, error: yaml.YAMLError) -> Problem:
    # A reader error gives a byte offset or none; the character itself is easier to find than to convert.
    for offset, char in enumerate(text):
        if (char < " " and char not in "\t\n\r") or char in "\x7f￾￿" or ("\x80" <= char <= "\x9f" and char != "\x85"):
            message = f"The file holds a control character (U+{ord(char):04X}), which YAML does not allow."
            return Problem("invalid-yaml", message, "Delete it: it is invisible in most editors.", offset, offset + 1)
    return Problem("invalid-yaml", f"The file is not valid YAML: {error}.", "Mend the line, then check again.")
