"""Text that stands where an answer is still to come: the scaffold's `<…>`, TODO and its like."""

import re

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
# than asking each value. The first come in capitals only, the others in any case.
_CAPITALS = ("<", "TODO", "TB")
_SPOKEN = ("lorem", " here", "to be ")
_BRACKET = re.compile(r"\[(?:insert|your|enter|add)")


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


def may_hold_placeholders(file_text: str) -> bool:
    """Whether a file can hold a placeholder at all."""
    # One letter is found at once, and few texts have a capital X.
    if any([needle in file_text for needle in _CAPITALS]) or (  # noqa: C419 -- quicker so
        "X" in file_text and ("XXX" in file_text or "FIXME" in file_text)
    ):
        return True
    folded = file_text.lower()
    return any([needle in folded for needle in _SPOKEN]) or _BRACKET.search(folded) is not None  # noqa: C419 -- likewise
