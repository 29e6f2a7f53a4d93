"""What every part of a plan is made of: where it stands in a file, what identifies it, what excuses it, and what it links to.

`pmo.model` builds the kinds of parts on these, and hands them on: there is the place to look for what a plan is.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from pmo.origin import Origin
from pmo.terms import Strength

NOTHING: frozenset[str] = frozenset()
NO_KEYS: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Anything that stands in a file.

    `invalid` names the keys that were given but could not be read (wrong type, misspelt); each is a finding already, so no
    rule reports them as missing too. `extra` holds the user's own `x-` keys as they were written.
    """

    origin: Origin
    invalid: frozenset[str] = NOTHING
    extra: Mapping[str, object] = field(default_factory=lambda: NO_KEYS)

    def given(self, key: str) -> bool:
        """Whether the author wrote something for `key`, readable or not."""
        return key in self.invalid or self.origin.has(key)


def spoken(element_id: str) -> str:
    """An id as words, for readers who never see ids."""
    words = element_id.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:] if words else element_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver(Part):
    """Excuses one element from one rule: because, by whom (a person's id), until when."""

    rule: str
    because: str | None = None
    by: str | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Element(Part):
    """A part with an id, unique in the whole plan. `title` is what people call it; reports fall back on the id."""

    id: str
    title: str | None = None
    waive: tuple[Waiver, ...] = ()

    @property
    def name_(self) -> str:
        """What to call the element in a report: its title, else its id in words (`decision-lead-time`: Decision lead time)."""
        return self.title or spoken(self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(Part):
    """One `supports` entry: what is supported, and why ("a link is a sentence")."""

    target: str
    because: str | None = None
    strength: Strength = Strength.PRIMARY
    agreed_by: str | None = None
