"""Any text as a YAML scalar that reads back exactly, plain where that is safe, so that people like to edit it."""

import textwrap
from unicodedata import category

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}
_WIDTH = 96
_LONGEST = 108
_BYTE, _PLANE = 0x100, 0x10000

# Words that some YAML reader, if not ours, takes for something else than text.
_WORDS = frozenset(["null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf"])
# The joiners of emoji and of Persian and Indic script: invisible, but part of honest text.
_JOINERS = "\u200c\u200d"


def scalar(text: str) -> str:
    """`text` on one line as a YAML value or key. What UTF-8 cannot hold (lone surrogates) becomes U+FFFD."""
    return text if _safe_plain(text) else quoted(text)


def quoted(text: str) -> str:
    """`text` in double quotes, with every character escaped that would not survive."""
    return f'"{"".join(_char(char) for char in text)}"'


def folded(text: str, indent: int) -> str:
    """`text` as a value that may go over several lines, each indented by so many spaces; on one line if it is short or unusual."""
    words = text.split(" ")
    if len(text) + indent <= _LONGEST or not all(words) or not all(_shown(char) for char in text):
        return scalar(text)
    lines = textwrap.wrap(text, _WIDTH - indent, break_long_words=False, break_on_hyphens=False)
    return ">-\n" + "\n".join(" " * indent + line for line in lines)


def _safe_plain(text: str) -> bool:
    if not text or not text[0].isalpha() or text[-1] in " :" or text.lower() in _WORDS:
        return False
    return ": " not in text and " #" not in text and all(_shown(char) for char in text)


def _shown(char: str) -> bool:
    return char.isprintable() or char in _JOINERS


def _char(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if _shown(char):
        return char
    code = ord(char)
    if category(char) == "Cs":
        return "\ufffd"
    return f"\\x{code:02x}" if code < _BYTE else f"\\u{code:04x}" if code < _PLANE else f"\\U{code:08x}"
