"""The tree of a YAML file: plain values, and beside them where each key and value starts."""

from collections.abc import Iterator

# What a repeated key is stored under, with its offset: no author can write it, since a plain `x-` key has no space.
REPEATED = "x-repeated "


class Quoted(str):
    """Text that the author quoted or wrote as a block: never a number, a date or empty."""

    __slots__ = ()


class Mapping:  # noqa: PLW1641 -- it changes while it is read, so that it has no hash
    """A YAML mapping in the author's order.

    `marks` holds two offsets an entry, in the same order: where the key starts and where the value starts.
    """

    __slots__ = ("entries", "marks", "offset")

    def __init__(self, offset: int) -> None:
        self.entries: dict[str, Value] = {}
        self.marks: list[int] = []
        self.offset = offset

    def __iter__(self) -> Iterator[tuple[str, "Value", int, int]]:
        """Key, value, offset of the key, offset of the value."""
        marks = self.marks
        for index, (key, value) in enumerate(self.entries.items()):
            yield key, value, marks[2 * index], marks[2 * index + 1]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Mapping):
            return NotImplemented
        return (self.entries, self.marks) == (other.entries, other.marks)

    def key_offset(self, key: str) -> int | None:
        """Where `key` starts; None when it is not there. Linear: for messages, not for reading."""
        for index, name in enumerate(self.entries):
            if name == key:
                return self.marks[2 * index]
        return None

    def value_offset(self, key: str) -> int | None:
        """Where the value of `key` starts; None when it is not there."""
        for index, name in enumerate(self.entries):
            if name == key:
                return self.marks[2 * index + 1]
        return None


class Sequence:  # noqa: PLW1641 -- likewise
    """A YAML sequence; `marks` holds the offset of each item."""

    __slots__ = ("items", "marks", "offset")

    def __init__(self, offset: int) -> None:
        self.items: list[Value] = []
        self.marks: list[int] = []
        self.offset = offset

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return (self.items, self.marks) == (other.items, other.marks)


Value = str | Mapping | Sequence

NULLS = frozenset({"", "~", "null", "Null", "NULL"})


def is_null(value: Value) -> bool:
    """Whether the author left the value out (YAML 1.2 core: nothing, `~` or `null`, unquoted)."""
    return value.__class__ is str and value in NULLS
