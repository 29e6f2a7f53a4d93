"""A file's text, and the line and column of an offset into it."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from pmo.source.tree import Mapping, Sequence, Value

_BREAK = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, eq=False)
class SourceFile:
    """One file of the plan as it was read.

    `path` is relative to the plan's root, with forward slashes: what messages show. `text` has no byte order mark; it is
    empty when the file could not be read as text. Offsets count code points from 0.
    """

    path: str
    text: str = field(repr=False)

    @cached_property
    def _line_starts(self) -> list[int]:
        # YAML 1.2's line breaks; others, such as U+2028, are characters of a line.
        return [0, *(found.end() for found in _BREAK.finditer(self.text))]

    @cached_property
    def _mappings(self) -> dict[int, Mapping]:
        from pmo.source.yaml_reader import read_yaml  # noqa: PLC0415 -- a remembered check must not pay for the parser

        found: dict[int, Mapping] = {}
        waiting: list[Value | None] = [read_yaml(self.text).root]
        while waiting:
            node = waiting.pop()
            if isinstance(node, Sequence):
                waiting += node.items
            elif isinstance(node, Mapping):
                for _, value, key_at, _ in node:
                    waiting.append(value)
                    if isinstance(value, Mapping):
                        found[key_at] = value
        return found

    def mapping_at(self, offset: int) -> Mapping | None:
        """The YAML mapping below the key at `offset`; None when there is none.

        A plan keeps no trees: one that is right is never asked where its keys stand, and keeping them all takes more memory than the plan.
        The first question to a file reads it once more.
        """
        return self._mappings.get(offset)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of `offset`, both counted from 1, columns in code points."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def line(self, number: int) -> str:
        """Text of a line (counted from 1) without its line break; empty past the end."""
        starts = self._line_starts
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")

    @property
    def lines(self) -> int:
        """How many lines the file has; 1 for an empty file."""
        return len(self._line_starts)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a file, and a span of offsets in it.

    `end` is exclusive; when it is None the span is the YAML token that starts at `start`, and is looked up when shown.
    """

    file: SourceFile
    start: int = 0
    end: int | None = None

    @property
    def path(self) -> str:
        """The file's path, relative to the plan's root."""
        return self.file.path

    @property
    def line(self) -> int:
        """Line, counted from 1."""
        return self.file.position(self.start)[0]

    @property
    def column(self) -> int:
        """Column, counted from 1, in code points."""
        return self.file.position(self.start)[1]
