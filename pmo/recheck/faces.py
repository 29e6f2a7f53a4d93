"""What of an element the findings on other elements can hang on: its face.

The face holds everything, but for a few fields that only rules marked as their element's own read (`Rule.own`). Of these fields it holds
what the other rules are told by way of questions: where a measure stands, not what was read. Whoever lets one of those rules read more
must add it here; tests run them on plans whose own fields cannot be looked at.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from pmo.align import Alignment
from pmo.model import Link, Measure, Objective, Part
from pmo.progress import better, newest, read_between, stale
from pmo.source.tree import Mapping as Keys
from pmo.source.tree import Sequence

MEASURED = frozenset({"readings", "definition", "formula", "source", "note"})
"""A measure's own fields."""

WORDS: Mapping[type[Part], frozenset[str]] = {
    Objective: frozenset({"title", "statement", "due"}),
    Measure: frozenset({"title"}),
    Link: frozenset({"because"}),
}
"""Further own fields, which reviews confirm: where one did, they are no element's own. Nor are they where a link leads to the element."""

# Where a part stands shows in its own findings alone.
_WHERE = frozenset({"origin", "file", "start"})
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class View:
    """How faces are looked at: the plan on its day, since when customers must have spoken, and the elements whose words are not their own.

    `own_words` is False where the words of no element are its own.
    """

    alignment: Alignment
    heard_since: dt.date
    supported: frozenset[str]
    own_words: bool

    def face(self, value: Any) -> object:
        """The face of an element, or of anything in it: equal for two when, and only when, all that it holds is."""
        kind = value.__class__
        if value is None or kind is str:
            return value
        if kind is tuple:
            return (kind, *[self.face(item) for item in value])
        if kind is MappingProxyType or kind is dict or kind is Keys:
            # The author's own keys: where they stand is nobody's matter.
            entries = value.entries if kind is Keys else value
            return (kind, *[(key, self.face(item)) for key, item in entries.items()])
        if kind is Sequence:
            return (kind, *[self.face(item) for item in value.items])
        names = _names(kind)
        if names is None:
            # `repr` tells 0.0 from -0.0, as messages do.
            return (kind, repr(value) if kind is float else value)
        own = self._own(value)
        held: list[object] = [kind]
        for name in names:
            if name not in own:
                held.append(self.face(getattr(value, name)))
            elif name == "because":
                held.append(bool(value.because))
        if isinstance(value, Measure):
            held += self._answers(value)
        return tuple(held)

    def _own(self, part: Any) -> frozenset[str]:
        own = WORDS.get(part.__class__, _NONE) if self.own_words else _NONE
        if own and getattr(part, "id", None) in self.supported:
            own = _NONE
        return own | MEASURED if isinstance(part, Measure) else own

    def _answers(self, measure: Measure) -> Iterator[object]:
        """What rules are told of a measure's readings."""
        alignment = self.alignment
        today = alignment.today
        last = newest(measure, today)
        yield bool(measure.readings)
        yield last is not None
        yield last is not None and better(measure, last.value)
        yield stale(measure, today, alignment.tolerance)
        yield alignment.standing(measure).state
        yield read_between(measure, self.heard_since, today)


@cache
def _names(kind: type[Any]) -> tuple[str, ...] | None:
    """The fields of a class of which the plan is made; None for any other class."""
    return tuple([field.name for field in fields(kind) if field.name not in _WHERE]) if is_dataclass(kind) else None
