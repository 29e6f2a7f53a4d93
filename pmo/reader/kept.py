"""What was made of files once, for plans that have most of their files in common: the revisions of one plan.

A file stands by itself but for three things: an id that another file has too, a key of a shared section that another file gives too,
and readings in a CSV file. Where none of these gets in the way, what was read from a file is taken over as it is; else it is read again.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from pmo.model import Element
from pmo.origin import Origin
from pmo.reader.one_file import SHARED, Draft, read_into
from pmo.source.files import PlanFiles, ReadFile
from pmo.source.yaml_reader import Tree, read_yaml


@dataclass(slots=True)
class Kept:
    """Trees by text, and what a file gave to a plan by its path and text. The plans that share it must not change it."""

    trees: dict[str, Tree] = field(default_factory=dict)
    drafts: dict[tuple[str, str], Draft] = field(default_factory=dict)

    def add(self, draft: Draft, read: ReadFile) -> None:
        """Add a file to a plan, as `read_into` does."""
        if read.problem is not None:
            read_into(draft, read)
            return
        alone = self.alone(draft.reading.source, read, draft.nowhere)
        if _fits(alone, draft):
            _take_over(alone, draft)
        else:
            read_into(draft, read, self.tree)

    def alone(self, source: PlanFiles, read: ReadFile, nowhere: Origin) -> Draft:
        """What a file gives by itself, with the readings files that `source` has."""
        key = (read.file.path, read.file.text)
        found = self.drafts.get(key)
        if found is None or not _same_readings(found, source):
            found = self.drafts[key] = Draft.begun(source, nowhere)
            read_into(found, read, self.tree)
        return found

    def tree(self, text: str) -> Tree:
        """The tree of a text, made once."""
        found = self.trees.get(text)
        if found is None:
            found = self.trees[text] = read_yaml(text)
        return found


def _same_readings(alone: Draft, source: PlanFiles) -> bool:
    """Whether the readings files that a file names hold what they held when it was read."""
    for asked in alone.reading.looked_for:
        if asked.read is None or asked.read.problem is not None or not source.exists(asked.path):
            return False
        now = source.read(asked.path)
        if now.problem is not None or now.file.text != asked.read.file.text:
            return False
    return True


def _fits(alone: Draft, draft: Draft) -> bool:
    """Whether nothing that the file gives is there already."""
    there = draft.reading.elements
    if any(name in there for name, _ in _elements(alone)):
        return False
    return not any(key in draft.shared[name].given for name, part in alone.shared.items() for key in part.given)


def _elements(alone: Draft) -> Iterator[tuple[str, Element]]:
    # The parties are claimed in every draft, and are no elements yet.
    return ((name, found) for name, found in alone.reading.elements.items() if not isinstance(found, Origin))


def _take_over(alone: Draft, draft: Draft) -> None:
    reading, its = draft.reading, alone.reading
    reading.elements.update(_elements(alone))
    reading.faults += its.faults
    reading.readings_files += its.readings_files
    reading.looked_for += its.looked_for
    draft.unread += alone.unread
    for name, found in alone.lists.items():
        draft.lists[name] += found
    for name, part in alone.shared.items():
        if part.origins:
            draft.shared[name].take(part.values, part.given, part.origins, SHARED[name])
