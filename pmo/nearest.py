"""The nearest known word to a misspelt one: "did you mean …"."""

import re
from collections.abc import Collection

_FEW = 400
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789-_."
_ALIKE = str.maketrans("01", "ol")

# So long must a word be for two letters in the wrong order, one too many or too few, or a wrong one to be surely a slip.
_SWAPPED, _ONE_MORE, _ANOTHER = 4, 5, 8


def nearest(word: str, known: Collection[str]) -> str | None:
    """The known word that `word` was probably meant to be; None when none is near or two are as near.

    Among many words only one slip of the keyboard is looked for, since comparing with each would take a tenth of a second a word.
    """
    if not word or len(word) > 80:  # noqa: PLR2004 -- no key or id that a person writes is longer
        return None
    folded = _fold(word)
    same = [other for other in known if _fold(other) == folded] if len(known) <= _FEW else []
    if len(same) == 1:
        return same[0]
    found = _slips(word) & (known if isinstance(known, (set, frozenset)) else set(known))
    if found or len(known) > _FEW:
        return found.pop() if len(found) == 1 else None
    # Imported only for a misspelt word: most runs have none.
    from difflib import get_close_matches  # noqa: PLC0415

    close = get_close_matches(word, known, n=1, cutoff=0.75)
    return close[0] if close else None


def surely(word: str, near: str) -> bool:
    """Whether an id can only be a misspelling of `near`: one slip of the keyboard, in a word so long that no other is like it.

    Another number is another thing (`goal-2` is no slip for `goal-1`), and so is another short word (`cio`, `coo`).
    """
    if _fold(word) == _fold(near) or word.translate(_ALIKE) == near.translate(_ALIKE):
        return True
    start = _alike(word, near)
    rest, other = word[start:], near[start:]
    end = _alike(rest[::-1], other[::-1])
    wrong, right = rest[: len(rest) - end], other[: len(other) - end]
    if not (wrong + right).replace("-", "").replace("_", "").isalpha():
        return False
    length = max(len(_part(word, start)), len(_part(near, start)))
    if wrong == right[::-1]:
        return len(wrong) == 2 and length >= _SWAPPED  # noqa: PLR2004 -- two letters
    if len(wrong) + len(right) == 1:
        return length >= _ONE_MORE
    return len(wrong) == len(right) == 1 and length >= _ANOTHER


def _alike(one: str, other: str) -> int:
    """With how many letters both begin."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _part(word: str, at: int) -> str:
    """The part of an id, between dashes, in which a letter stands."""
    first = max(word.rfind(mark, 0, at) for mark in "-_.") + 1
    return re.split("[-_.]", word[first:], maxsplit=1)[0]


def did_you_mean(word: str, known: Collection[str]) -> str:
    """A sentence that proposes the nearest known word, with a space before it; empty when there is none."""
    found = nearest(word, known)
    return f" Did you mean `{found}`?" if found else ""


def _fold(word: str) -> str:
    return "".join(char for char in word.lower() if char.isalnum())


def _slips(word: str) -> set[str]:
    splits = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    found = {a + b[1:] for a, b in splits if b}
    found |= {a + b[1] + b[0] + b[2:] for a, b in splits if len(b) > 1}
    found |= {a + c + b[1:] for a, b in splits if b for c in _LETTERS}
    found |= {a + c + b for a, b in splits for c in _LETTERS}
    found.discard(word)
    return found
