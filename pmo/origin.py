"""Where a part of the plan was written, and where its keys and values stand."""

from dataclasses import dataclass

from pmo.source.text import Place, SourceFile
from pmo.source.tree import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a part of the plan was written: its file and the offset of its key. What stands below that is looked up when it is asked for.

    A section that several files share (`pmo`, `organization`) has one origin a file: the first, and `others`. What nobody wrote
    has one all the same, for whoever must show a place, and is not `written`.
    """

    file: SourceFile
    offset: int
    others: tuple["Origin", ...] = ()
    written: bool = True

    @property
    def place(self) -> Place:
        """The place of the key that names the part."""
        return Place(self.file, self.offset)

    @property
    def node(self) -> Mapping | None:
        """The mapping below the key, if there is one."""
        return self.file.mapping_at(self.offset) if self.written else None

    def field(self, *keys: str) -> Place:
        """The place of the key at the end of a path of keys; of the nearest key above it that exists."""
        other = self._that_has(keys)
        if other is not None:
            return other.field(*keys)
        offset, node = self.offset, self.node
        for key in keys:
            found = node.key_offset(key) if node is not None else None
            if node is None or found is None:
                break
            offset = found
            child = node.entries[key]
            node = child if isinstance(child, Mapping) else None
        return Place(self.file, offset)

    def value(self, *keys: str, item: int | None = None) -> Place:
        """The place of the value at the end of a path of keys, or of one item of it when it is a list."""
        other = self._that_has(keys)
        if other is not None:
            return other.value(*keys, item=item)
        node = self.node
        for key in keys[:-1]:
            child = node.entries.get(key) if node is not None else None
            node = child if isinstance(child, Mapping) else None
        offset = node.value_offset(keys[-1]) if node is not None else None
        if node is None or offset is None:
            return self.field(*keys)
        value = node.entries[keys[-1]]
        if item is not None and isinstance(value, Sequence) and item < len(value.marks):
            return Place(self.file, value.marks[item])
        return Place(self.file, offset)

    def has(self, key: str) -> bool:
        """Whether the author wrote `key` here, in any of the files."""
        node = self.node if self._may_have(key) else None
        return (node is not None and key in node.entries) or any(other.has(key) for other in self.others)

    def _that_has(self, keys: tuple[str, ...]) -> "Origin | None":
        if not self.others or not keys:
            return None
        node = self.node if self._may_have(keys[0]) else None
        if node is not None and keys[0] in node.entries:
            return None
        return next((other for other in self.others if other.has(keys[0])), None)

    def _may_have(self, key: str) -> bool:
        """Whether `key` can stand here at all: as it is, or spelt with an escape.

        Looking for the word in the text is far cheaper than reading the file anew, and most of many files do not have it.
        """
        text = self.file.text
        return key in text or "\\" in text
