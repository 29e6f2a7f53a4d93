"""Text that stands where an answer is still to come: the scaffold's `<…>`, TODO and its like."""

import re
from collections.abc import Iterator, Sequence

from pmo.source.text import SourceFile

_BUNDLE = 64

# Words that make a placeholder of any text around them.
_ANYWHERE = re.compile(r"\b(?:TODO|TBD|FIXME|(?i:lorem ipsum))\b")

# What a whole value must look like. Letters in capitals are words of their own kind; the spoken forms come in any case.
_WHOLE = re.compile(
    r"""
    \s*<[^<>]*>\s*
    | \s*\[(?i:insert|your|enter|add)\b[^\[\]]*\]\s*
    | \W*(?:TBC|XXX+)\W*
    | (?i:\s*your\ (?:mission|vision|purpose|objective|strategy|name|text|title)\ (?:goes\ )?here\W*)
    | (?i:\s*\[?\s*to\ be\ (?:determined|defined|decided|confirmed|completed)\s*\]?\W*)
    """,
    re.VERBOSE | re.DOTALL,
)

# A value like that cannot stand in a file that holds none of these: looking for a few words in a whole file is far cheaper
# than asking each value. The first come in capitals only, the others in any case. Over a long text a pattern is twice as quick as `in`.
_CAPITALS = re.compile(r"T(?:ODO|B)")
_SPOKEN = tuple(re.compile(needle) for needle in ("lorem", " here", "to be ", r"\[(?:insert|your|enter|add)"))


def is_placeholder(text: str | None) -> bool:
    """Whether a text only holds the place of one. An empty text does not: it is simply missing."""
    if not text:
        return False
    if _WHOLE.fullmatch(text):
        return True
    # A plain search for letters is far cheaper than one for words, and says no to nearly every text.
    return ("TODO" in text or "TBD" in text or "FIXME" in text or "lorem" in text.lower()) and bool(
        _ANYWHERE.search(text)
    )


def may_hold_placeholders(files: Sequence[SourceFile]) -> Iterator[SourceFile]:
    """The files that can hold a placeholder at all."""
    # A plan may have ten thousand small files, and few that hold one: many are looked through at once. No needle holds a line break.
    for first in range(0, len(files), _BUNDLE):
        bundle = files[first : first + _BUNDLE]
        if _may_hold("\n".join([file.text for file in bundle])):
            yield from (file for file in bundle if _may_hold(file.text))


def _may_hold(file_text: str) -> bool:
    # One letter is found at once, and few texts have a capital X.
    if "<" in file_text or ("X" in file_text and ("XXX" in file_text or "FIXME" in file_text)):
        return True
    if _CAPITALS.search(file_text):
        return True
    folded = file_text.lower()
    return any(spoken.search(folded) for spoken in _SPOKEN)
