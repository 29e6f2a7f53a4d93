"""`docs/report-json.md`, made from the classes of the views: run through its test, with UPDATE_GOLDEN=1, when a view has changed."""

import datetime as dt
import types
import typing
from collections.abc import Iterator
from inspect import getdoc

from pmo.report.asked import KINDS
from pmo.report.json_ import VERSION, is_view
from pmo.report.json_schema import HEAD, defined_as, keys_of
from pmo.report.kinds import view_class

INTRODUCTION = f"""\
# Reports as JSON

`pmo report KIND --format json` writes a report's view model: everything that its page shows, worked out, with the numbers beside the
text. It is meant for dashboards and other programs. `pmo schema --reports` prints the same as JSON Schema.

- **Versioned.** This is version {VERSION}. Within a version a key may be added; none is renamed, removed, or given another type. So ignore
  the keys that you do not know.
- **Stable.** The same plan on the same day at the same commit gives the same bytes; keys come in the order of this page.
- **Numbers are numbers**, dates are ISO 8601 (`2026-06-30`), what is not known is `null`. Beside them stand the texts that people read:
  `41 days`, with a no-break space between number and unit. Take the numbers, or take the texts as they are.
- **Texts speak the report's `language`.** What a program compares does not: keys, and values such as a state's `key`.
- **Text is a stranger's.** Names, reasons and notes stand as people wrote them, what is called prose with its Markdown. Escape them
  where you show them.
- `id` is the id in the plan, by which documents can be joined; `anchor` is the place of the same thing in the HTML report
  (`alignment.html#ANCHOR`).

## Every document

| key | meaning |
| --- | --- |
"""


def page() -> str:
    """The whole page."""
    lines = [INTRODUCTION.rstrip("\n")]
    lines += [f"| `{name}` | {meaning} |" for name, meaning in HEAD.items()]
    lines += ["| `view` | The report itself: one of the following, by `kind`. |", ""]
    told: set[type] = set()
    for kind in KINDS:
        cls = view_class(kind)
        lines += [f"## `{kind}`", "", *_told(cls, told)]
    return "\n".join(lines).rstrip("\n") + "\n"


def _told(cls: type, told: set[type]) -> Iterator[str]:
    """A class and all that it holds and that was not told yet, each once."""
    waiting = [cls]
    while waiting:
        one = waiting.pop(0)
        if one in told:
            continue
        told.add(one)
        if one is not cls:
            yield f"### {defined_as(one)}"
            yield ""
        yield " ".join((getdoc(one) or "").split())
        yield ""
        yield "| key | type |"
        yield "| --- | --- |"
        for name, kind in keys_of(one).items():
            yield f"| `{name}` | {_word(kind)} |"
            waiting += _classes(kind)
        yield ""


def _classes(kind: object) -> Iterator[type]:
    if is_view(kind):
        yield typing.cast("type", kind)
    for inner in typing.get_args(kind):
        yield from _classes(inner)


def _word(kind: object) -> str:
    """A type in words."""
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return " or ".join(_word(one) for one in inner)
    if origin is tuple:
        if inner[-1] is Ellipsis:
            return f"list of {_word(inner[0])}"
        return f"[{', '.join(_word(one) for one in inner)}]"
    if is_view(kind):
        name = defined_as(typing.cast("type", kind))
        return f"[{name}](#{name.lower().replace('.', '')})"
    words = {
        str: "text",
        int: "whole number",
        float: "number",
        bool: "true or false",
        dt.date: "date",
        type(None): "null",
    }
    return words[kind]
