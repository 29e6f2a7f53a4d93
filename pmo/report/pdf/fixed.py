"""The fixed words of typst templates in another language: which messages they hold, and a table of what each is in that language."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pmo.language.words import ENGLISH, Words

_TEXT = r'"((?:[^"\\]|\\.)*)"'
# The calls that `layout.typ` defines: `words("…")`, `words("…", about: "…")`, `many(n, "…", "…")`.
_WORDS = re.compile(rf"\bwords\(\s*{_TEXT}(?:\s*,\s*about:\s*{_TEXT})?")
_MANY = re.compile(rf"\bmany\([^\"]*?,\s*{_TEXT}\s*,\s*{_TEXT}")
_ROUND = 100


@dataclass(frozen=True, slots=True)
class Message:
    """A message of a template; `more` is its other form where it counts something."""

    text: str
    about: str = ""
    more: str = ""


def messages(source: str) -> Iterator[Message]:
    """The messages of a typst template."""
    for found in _WORDS.finditer(source):
        yield Message(_unescaped(found[1]), _unescaped(found[2] or ""))
    for found in _MANY.finditer(source):
        yield Message(_unescaped(found[1]), more=_unescaped(found[2]))


def fixed(words: Words, folder: Path) -> dict[str, object]:
    """What `layout.typ` needs to speak a language: the messages of the templates in `folder`, and how thousands are parted.

    `said` has the messages without a count. `counted` has, by the form for one, all `forms` of a message and which `at` each count takes,
    for 0 to 199; beyond it the last two digits decide, as they do in every language. `group` parts thousands.
    """
    group = words.whole(1000).strip("01")
    if words is ENGLISH:
        return {"said": {}, "counted": {}, "group": group}
    found = [message for path in sorted(folder.glob("*.typ")) for message in messages(path.read_text("utf-8"))]
    said = {f"{m.about}\u0004{m.text}" if m.about else m.text: words.text(m.text, m.about) for m in found if not m.more}
    return {"said": said, "counted": {m.text: _counted(m, words) for m in found if m.more}, "group": group}


def _counted(message: Message, words: Words) -> dict[str, list[str] | list[int]]:
    by_count = [words.form(n, message.text, message.more) for n in range(2 * _ROUND)]
    forms = list(dict.fromkeys(by_count))
    return {"forms": forms, "at": [forms.index(form) for form in by_count]}


def _unescaped(text: str) -> str:
    return re.sub(r"\\u\{([0-9a-f]+)\}|\\(.)", lambda found: chr(int(found[1], 16)) if found[1] else found[2], text)
