"""Counting words, for the few rules that ask whether a text is long enough, or short enough, to do its work."""

import re

# Chinese, Japanese, Thai, Lao, Burmese and Khmer put no spaces between words: a run of their letters is no word.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_LETTER = re.compile(f"[{_UNSPACED}]")
_WORD = re.compile(r"\w+")


def words(text: str) -> int:
    """How many words a text has. In a script without spaces two letters count as one word, which is about the average."""
    if text.isascii():
        return len(_WORD.findall(text))
    spaced, unspaced = _LETTER.subn(" ", text)
    return len(_WORD.findall(spaced)) + (unspaced + 1) // 2
