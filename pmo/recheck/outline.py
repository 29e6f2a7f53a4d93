"""What a file holds, told from the file alone: its sections, what stands in each, and all that it names."""

from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any

from pmo.model import Element
from pmo.reader.one_file import Draft
from pmo.reader.sections import PARTIES
from pmo.recheck.certain import sure
from pmo.source.tree import Mapping
from pmo.source.yaml_reader import Tree

# Where a part stands names nothing.
_WHERE = frozenset({"origin", "file", "start"})


@dataclass(frozen=True, slots=True)
class Outline:
    """The outline of a file.

    `sections` are those that files share, each with its keys, and all lists of elements, each with its ids. `claimed` is every id that was
    claimed, for an element or for what turned out to be none; `readings` are the readings files that it names. `said` is what it says of
    the parties and in its settings: section, key, value. `named` are its texts: the ids that it names are among them.
    """

    sections: tuple[object, ...]
    claimed: tuple[str, ...]
    readings: tuple[str, ...]
    said: tuple[tuple[str, str, object], ...]
    named: frozenset[str]

    @classmethod
    def of(cls, draft: Draft, tree: Tree | None, *, root: bool) -> "Outline":
        """The outline of what a file gave; `tree` if it had to be looked at closely. `root`: it is the plan's root file.

        Raises:
            UnclearError: it could not be read, or records reviews, which concern all of a plan; or it says something of a party that
                a file before it may have said already. (None comes before the plan's root file.)
        """
        sure(not draft.unread and not draft.lists["reviews"])
        sure(root or not any(draft.shared[party].given for party in PARTIES))
        sections: list[object] = []
        said: list[tuple[str, str, object]] = []
        parts: list[object] = []
        for name, section in draft.shared.items():
            if not section.origins:
                continue
            sections.append((name, _keys(name, tree) if tree else tuple(section.values), tuple(section.given)))
            for key, value in section.values.items():
                if isinstance(value, list | tuple) and all(isinstance(item, Element) for item in value):
                    sections.append((key, tuple([item.id for item in value])))
                    parts.append(value)
                else:
                    said.append((name, key, value))
                    parts.append(value)
        for name, elements in draft.lists.items():
            sections.append((name, tuple([element.id for element in elements])))
            parts.append(elements)
        return cls(
            tuple(sections),
            tuple(draft.reading.elements),
            tuple([asked.path for asked in draft.reading.looked_for]),
            tuple(said),
            frozenset(_texts(parts)),
        )

    @property
    def frame(self) -> object:
        """All that must be the same after an edit; what is said may only have the same face."""
        return self.sections, self.claimed, self.readings


def _keys(section: str, tree: Tree) -> tuple[str, ...]:
    found = tree.root.entries.get(section) if tree.root is not None else None
    return tuple(found.entries) if isinstance(found, Mapping) else ()


def _texts(parts: list[Any]) -> set[str]:
    """Every text in some parts of a plan."""
    found: set[str] = set()
    waiting = [*parts]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            found.add(str(value))
        elif isinstance(value, tuple | list):
            waiting += value
        elif value is not None:
            waiting += [getattr(value, name) for name in _names(value.__class__)]
    return found


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    """The fields of a class of which the plan is made; none for any other class."""
    return tuple([field.name for field in fields(kind) if field.name not in _WHERE]) if is_dataclass(kind) else ()
