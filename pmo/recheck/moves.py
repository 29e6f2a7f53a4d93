"""Where findings stand after an edit that they do not hang on: at the same keys, on other lines."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from pmo.findings import Finding
from pmo.recheck.certain import sure
from pmo.source.text import Place, SourceFile
from pmo.source.tree import Mapping as Keys
from pmo.source.tree import Sequence, Value
from pmo.source.yaml_reader import read_yaml

_Path = tuple[str | int, ...]


@dataclass(slots=True)
class _Map:
    """A file's keys and values: where each is, and what each place is; what stands below each."""

    at: dict[tuple[_Path, str], int] = field(default_factory=dict)
    what: dict[int, list[tuple[_Path, str]]] = field(default_factory=dict)
    below: dict[_Path, object] = field(default_factory=dict)

    @classmethod
    def of(cls, file: SourceFile) -> "_Map":
        tree = read_yaml(file.text)
        sure(tree.root is not None and not tree.problems)
        found = cls()
        for path, role, offset, value in _walk((), tree.root):
            found.at[path, role] = offset
            found.what.setdefault(offset, []).append((path, role))
            found.below[path] = _below(value)
        found.below[()] = _below(tree.root)
        return found


@dataclass(slots=True)
class Moves:
    """The texts of some files before and after an edit."""

    before: Mapping[str, SourceFile]
    after: Mapping[str, SourceFile]
    maps: dict[tuple[str, bool], _Map] = field(default_factory=dict)

    def finding(self, found: Finding) -> Finding:
        """A finding with its places where they are now.

        Raises:
            UnclearError: one of them may be elsewhere.
        """
        related = tuple([replace(other, place=self._place(other.place)) for other in found.related])
        return replace(found, place=self._place(found.place), related=related)

    def _place(self, place: Place) -> Place:
        path = place.path
        if path not in self.before:
            return place
        sure(place.end is None and not path.endswith(".csv"))
        old, new = self._map(path, after=False), self._map(path, after=True)
        if place.start == 0 and 0 not in old.what:
            # What nobody wrote is shown at the beginning of a file.
            return Place(self.after[path])
        targets = set()
        for keys, role in old.what.get(place.start, ()):
            # A rule shows the nearest key that is there: none may have come or gone where it looked.
            sure(old.below[keys] == new.below.get(keys) and old.below[keys[:-1]] == new.below.get(keys[:-1]))
            targets.add(new.at.get((keys, role)))
        sure(len(targets) == 1)
        (start,) = targets
        sure(start is not None and bool(start) == bool(place.start))
        return Place(self.after[path], start or 0)

    def _map(self, path: str, *, after: bool) -> _Map:
        if (path, after) not in self.maps:
            self.maps[path, after] = _Map.of((self.after if after else self.before)[path])
        return self.maps[path, after]


def _walk(path: _Path, value: Value | None) -> Iterator[tuple[_Path, str, int, Value]]:
    if isinstance(value, Keys):
        for key, item, key_at, value_at in value:
            yield (*path, key), "key", key_at, item
            yield (*path, key), "value", value_at, item
            yield from _walk((*path, key), item)
    elif isinstance(value, Sequence):
        for number, (item, at) in enumerate(zip(value.items, value.marks, strict=True)):
            yield (*path, number), "value", at, item
            yield from _walk((*path, number), item)


def _below(value: Value | None) -> object:
    """The keys of a mapping, the length of a list; of anything else, that it is no such thing."""
    if isinstance(value, Keys):
        return tuple(value.entries)
    return len(value.items) if isinstance(value, Sequence) else None
