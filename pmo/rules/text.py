"""Text that is not there yet."""

import re
from collections.abc import Iterator
from dataclasses import fields

from pmo.findings import Fault, Related, Severity
from pmo.model import Element, Objective, Part
from pmo.origin import Origin
from pmo.rules.base import Context, Rule, listed
from pmo.rules.placeholders import is_placeholder, may_hold_placeholders
from pmo.source.locate import comment_starts
from pmo.source.scalars import shorten
from pmo.source.text import Place

_FAMILY = "text"
# A number sign in English: a comment has a space or a letter there.
_NUMBER_SIGN = re.compile(r"#[0-9]")
_NOT_TEXT = frozenset({"origin", "invalid", "extra", "id", "waive"})


def placeholder_text(ctx: Context) -> Iterator[Fault]:
    """Placeholders, one finding for each element that still holds some. Drafts too: this is the list of what is to be written."""
    hinted = set(may_hold_placeholders(ctx.plan.files))
    for element in ctx.plan.elements.values() if hinted else ():
        origin = element.origin
        if origin.file not in hinted and not any(other.file in hinted for other in origin.others):
            continue
        found = sorted(
            _placeholders(element, origin),
            key=lambda item: (item[1].file is not origin.file, item[1].path, item[1].start),
        )
        if found:
            names = list(dict.fromkeys(name for name, _ in found))
            verb = "is" if len(names) == 1 else "are"
            yield Fault(
                found[0][1],
                f"{listed([f'`{name}`' for name in names])} of `{element.id}` {verb} still to be written.",
                "Replace what stands in angle brackets with your own words."
                if "<" in _text_at(found[0][1])
                else "Replace it with real text.",
                element.id,
                ",".join(names),
            )


def _placeholders(part: Part, origin: Origin, prefix: str = "") -> Iterator[tuple[str, Place]]:
    for name in _attributes(type(part)):
        value = getattr(part, name)
        key = name.rstrip("_")
        if isinstance(value, str):
            if is_placeholder(value):
                yield prefix + key, origin.value(key)
        elif isinstance(value, Part):
            if not isinstance(value, Element):
                yield from _placeholders(value, value.origin, f"{prefix}{key}.")
        elif isinstance(value, tuple):
            for number, item in enumerate(value):
                if isinstance(item, str) and is_placeholder(item):
                    yield prefix + key, origin.value(key, item=number)
                elif isinstance(item, Part) and not isinstance(item, Element):
                    yield from _placeholders(item, item.origin, f"{prefix}{key}.")


def _attributes(kind: type[Part]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.name not in _NOT_TEXT)


def _text_at(place: Place) -> str:
    return place.file.text[place.start : place.start + 3]


def titles_alike(ctx: Context) -> Iterator[Fault]:
    """Two objectives of the PMO with the same title."""
    seen: dict[str, Objective] = {}
    for objective in ctx.objectives:
        title = " ".join((objective.title or "").casefold().split())
        if not title:
            continue
        first = seen.setdefault(title, objective)
        if first is not objective and not is_placeholder(objective.title):
            yield Fault(
                objective.origin.value("title"),
                f"`{objective.id}` and `{first.id}` have the same title.",
                "Say what tells them apart, or keep one.",
                objective.id,
                "title",
                (Related(first.origin.value("title"), "the other one"),),
            )


def text_cut_short(ctx: Context) -> Iterator[Fault]:
    """A text with a space and `#1` or the like in it, unquoted: to YAML all that follows is a comment."""
    for file in ctx.plan.files:
        # Many files have none, and one letter is found at once.
        if "#" not in file.text or not file.path.endswith((".yaml", ".yml")):
            continue
        for at in comment_starts(file, _NUMBER_SIGN):
            line, column = file.position(at)
            kept = file.line(line)[: column - 1].strip().rpartition(": ")[2]
            cut = file.line(line)[column - 1 :].strip()
            yield Fault(
                Place(file, at),
                f"`{shorten(cut)}` begins with `#`, so it is read as a comment, and the text before it is only `{shorten(kept)}`.",
                "Put the whole text in quotes; or, if it is a comment, a space after the `#`.",
            )


RULES = (
    Rule(
        "placeholder-text",
        _FAMILY,
        Severity.ERROR,
        "text that is still to be written",
        "Whoever opens the report reads the placeholder.",
        placeholder_text,
        start=True,
        own=True,
    ),
    Rule(
        "titles-alike",
        _FAMILY,
        Severity.ADVICE,
        "two objectives with the same title",
        "Readers of the report cannot tell them apart.",
        titles_alike,
    ),
    Rule(
        "text-cut-short",
        _FAMILY,
        Severity.WARNING,
        "a text that ends at a `#`, where YAML begins a comment",
        "The report shows half of what was meant.",
        text_cut_short,
        own=True,
    ),
)
