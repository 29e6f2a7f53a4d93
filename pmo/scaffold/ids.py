"""Ids for what people name: readable, in any script, each only once."""

import re
import unicodedata
from collections.abc import Iterable

_LONGEST = 40
_GAPS = re.compile(r"[\W_]+")
_TAKEN = ("pmo", "organization")


def slug(title: str) -> str:
    """The title in small letters with hyphens between its words, cut after a word; empty when it holds no letter."""
    plain = unicodedata.normalize("NFKC", title).lower()
    # Marks that do not merge with their letter are no part of a word for the plan's reader.
    letters = "".join(char for char in unicodedata.normalize("NFC", plain) if unicodedata.category(char)[0] != "M")
    # An apostrophe stands inside a word: "customers'" and "PMO's" are no two words.
    found = _GAPS.sub("-", re.sub(r"['’]", "", letters)).strip("-")
    if len(found) > _LONGEST:
        found = (found[: _LONGEST + 1].rpartition("-")[0] or found[:_LONGEST]).strip("-")
    if found.startswith("x-"):
        # Keys that begin with `x-` are the user's own, and no reader looks into them.
        found = f"x{found.removeprefix('x-')}"
    return found if any(char.isalpha() for char in found) else ""


class Ids:
    """Gives out ids that are unique in one plan."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {*_TAKEN, *taken}

    def take(self, title: str | None, otherwise: str) -> str:
        """An id made of `title`, of `otherwise` when that gives none; with a number behind it if it is taken."""
        wanted = slug(title or "") or otherwise
        # `x-2` would be a private key.
        found, number, hyphen = wanted, 2, "" if wanted == "x" else "-"
        while found in self._taken:
            found, number = f"{wanted}{hyphen}{number}", number + 1
        self._taken.add(found)
        return found
