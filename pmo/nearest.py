"""The nearest known word to a misspelt one: "did you mean …"."""

from collections.abc import Collection

_FEW = 400
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789-_."


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
