"""Every message of the reports, and the catalogues brought up to date with them.

    python tests/language/extract.py            # keeps translations, adds what is new, drops what is gone
    python tests/language/extract.py --missing  # how much each language still lacks, and what

A message is the text of a call: `words("…")`, `words.about("context", "…")`, `words.many(n, "one", "more")`, `words.plain("…")`,
`said("…")`, `said_many(n, "one", "more")`, `message("…")` (marks a text of a table), in the code of `pmo/` and in the templates; besides
what each rule finds and what it means for leadership.
"""

import ast
import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment, nodes

from pmo.language.catalogue import FOLDER, languages
from pmo.report.pdf.fixed import messages as typst_messages
from pmo.rules import RULES

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates" / "report"
_PLAIN = {"words", "plain", "said", "message", "ENGLISH"}
_COUNTED = {"many", "said_many"}
_OF_WORDS = {"about", "many", "plain"}
"""These mean something only as methods of what is called so: `words`, `facts.words`; in the room of languages also `self`."""


@dataclass(frozen=True, order=True)
class Message:
    """A message, and the files that it stands in."""

    text: str
    about: str = ""
    more: str = ""


@cache
def extracted() -> dict[Message, list[str]]:
    """Every message with the files that it comes from."""
    found: dict[Message, set[str]] = {}
    for message, path in _all():
        found.setdefault(message, set()).add(path)
    others: dict[tuple[str, str], Message] = {}
    for message in found:
        # A catalogue knows a message by its text and context alone.
        other = others.setdefault((message.text, message.about), message)
        if other != message:
            raise ValueError(f"`{message.text}` is a message with a count and one without, or has two other forms")
    return {message: sorted(found[message]) for message in sorted(found)}


def by_file() -> dict[str, int]:
    """How many messages each file has."""
    counts: dict[str, int] = {}
    for paths in extracted().values():
        for path in paths:
            counts[path] = counts.get(path, 0) + 1
    return counts


def _all() -> Iterator[tuple[Message, str]]:
    for path in sorted((ROOT / "pmo").rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        for message in in_python(path.read_text(encoding="utf-8"), name):
            yield message, name
    # The script is a template like the others.
    for path in sorted([*TEMPLATES.rglob("*.j2"), *TEMPLATES.rglob("*.js")]):
        name = path.relative_to(ROOT).as_posix()
        for message in in_template(path.read_text(encoding="utf-8"), name):
            yield message, name
    for path in sorted(TEMPLATES.rglob("*.typ")):
        for found in typst_messages(path.read_text(encoding="utf-8")):
            yield Message(found.text, found.about, found.more), path.relative_to(ROOT).as_posix()
    for rule in RULES:
        yield Message(rule.summary), "pmo/rules"
        yield Message(rule.consequence), "pmo/rules"


def in_python(source: str, name: str) -> Iterator[Message]:
    """The messages in a module.

    Raises:
        ValueError: a message is put together at run time, where no translation can be found.
    """
    own = name.startswith("pmo/language/")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            called, of = _called(node.func)
            if of == "self" and not own:
                of = ""
            if called == "self" and own:
                called = "words"
            texts = [_text(argument) for argument in node.args]
            yield from _of_call(called, of, texts, f"{name}:{node.lineno}")


def in_template(source: str, name: str) -> Iterator[Message]:
    """The messages in a Jinja2 template.

    Raises:
        ValueError: a message is put together at run time, where no translation can be found.
    """
    for call in Environment(autoescape=True).parse(source).find_all(nodes.Call):
        function = call.node
        called = function.name if isinstance(function, nodes.Name) else getattr(function, "attr", "")
        of = function.node.name if isinstance(function, nodes.Getattr) and isinstance(function.node, nodes.Name) else ""
        texts = [
            (argument.value if isinstance(argument.value, str) else None)
            if isinstance(argument, nodes.Const)
            else _Glued()
            if isinstance(argument, nodes.Concat | nodes.Add)
            else None
            for argument in call.args
        ]
        yield from _of_call(called, of, texts, f"{name}:{call.lineno}")


def _called(function: ast.expr) -> tuple[str, str]:
    """The name of what is called, and of what it is a method."""
    if isinstance(function, ast.Name):
        return function.id, ""
    if not isinstance(function, ast.Attribute):
        return "", ""
    holder = function.value
    of = holder.id if isinstance(holder, ast.Name) else holder.attr if isinstance(holder, ast.Attribute) else ""
    return function.attr, of


class _Glued:
    """Text that is put together at run time."""


def _text(argument: ast.expr) -> str | _Glued | None:
    if isinstance(argument, ast.Constant):
        return argument.value if isinstance(argument.value, str) else None
    return _Glued() if isinstance(argument, ast.JoinedStr | ast.BinOp) else None


def _of_call(called: str, of: str, texts: list[str | _Glued | None], place: str) -> Iterator[Message]:
    if called in _OF_WORDS and of not in {"words", "self", "ENGLISH"}:
        return
    if called not in _PLAIN | _COUNTED | {"about"}:
        return
    at = 1 if called in _COUNTED | {"about"} else 0
    wanted = texts[at : at + (2 if called in _COUNTED else 1)]
    if any(isinstance(text, _Glued) for text in wanted):
        raise ValueError(f"{place}: a message is put together at run time; give it whole, with places for values")
    if not wanted or not all(isinstance(text, str) and text for text in wanted):
        # A text of a table, which `message("…")` marks where it stands.
        return
    if called in _COUNTED:
        yield Message(str(wanted[0]), more=str(wanted[1]))
    else:
        yield Message(str(wanted[0]), about=str(texts[0]) if called == "about" else "")


def catalogue(code: str, text: str) -> str:
    """The text of a catalogue, brought up to date: translations are kept."""
    locale = Locale.parse(code, sep="-")
    old = read_po(io.StringIO(text), locale=str(locale)) if text.strip() else Catalog(locale=str(locale))
    new = Catalog(locale=str(locale))
    for message, paths in extracted().items():
        kept = old.get(message.text, context=message.about or None)
        counted = isinstance(kept.id, tuple) if kept is not None else False
        string = kept.string if kept is not None and counted == bool(message.more) else None
        comments = kept.user_comments if kept is not None else ()
        new.add(
            (message.text, message.more) if message.more else message.text,
            string or (("",) * new.num_plurals if message.more else ""),
            locations=[(path, None) for path in paths],
            flags=(kept.flags & {"fuzzy"}) if kept is not None else (),
            user_comments=comments,
            context=message.about or None,
        )
    written = io.BytesIO()
    write_po(written, new, width=0, omit_header=True, sort_output=True, include_lineno=False)
    return _HEAD.format(language=locale.english_name, code=code, plurals=new.plural_forms) + written.getvalue().decode()


# Nothing in it changes by itself, so that a difference shows what changed in meaning.
_HEAD = """# The fixed words of reports in {language}. Messages are kept up to date by `python tests/language/extract.py`.
msgid ""
msgstr ""
"Language: {code}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""


def missing(text: str, code: str) -> list[str]:
    """The messages of a catalogue that have no translation."""
    found = read_po(io.StringIO(text), locale=code.replace("-", "_"))
    return [str(m.id) for m in found if m.id and (m.fuzzy or not m.string or not all(_forms(m.string)))]


def _forms(string: object) -> tuple[str, ...]:
    return tuple(string) if isinstance(string, list | tuple) else (str(string),)


def main() -> None:
    """Bring every catalogue up to date, or say what each lacks."""
    for code in languages()[1:]:
        path = FOLDER / f"{code}.po"
        text = path.read_text(encoding="utf-8")
        if "--missing" in sys.argv:
            lacks = missing(text, code)
            head = f"{code}: {len(lacks)} of {len(extracted())} messages have no translation"
            sys.stdout.write("\n".join([head, *(f"  {message}" for message in lacks)]) + "\n")
        else:
            path.write_text(catalogue(code, text), encoding="utf-8")


if __name__ == "__main__":
    main()
