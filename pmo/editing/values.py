"""What somebody gives for a key, as plain text, turned into what a plan holds; refused where the plan could not read it."""

from collections.abc import Mapping, Sequence

from pmo.editing.hand import Inline, Plain, Written
from pmo.editing.kinds import ORDER
from pmo.editing.numbers import typed_number
from pmo.errors import UsageError
from pmo.nearest import did_you_mean, nearest
from pmo.reader import values
from pmo.reader.shape import Shape
from pmo.reader.values import Converter, is_id
from pmo.source.scalars import BadScalarError, read_date
from pmo.terminal import visible

Given = Mapping[str, Sequence[str]]
"""Texts by key; the keys of a part have a point between: `target.by`."""


def written(shape: Shape, given: Given, noun: str) -> dict[str, Written]:
    """The keys of a new element, in the order in which a person writes them.

    Raises:
        UsageError: there is no such key, or its value means nothing.
    """
    found: dict[str, Written] = {}
    parts: dict[str, dict[str, Sequence[str]]] = {}
    for key, texts in given.items():
        head, point, rest = key.partition(".")
        if head not in shape.fields:
            hint = did_you_mean(head, shape.fields.keys())
            raise UsageError(f"{noun[0].upper()}{noun[1:]} has no key `{visible(head)}`.{hint}")
        if point:
            parts.setdefault(head, {})[rest] = texts
        else:
            found[head] = _value(shape.fields[head].read, key, texts, _unit(given))
    for head, inner in parts.items():
        part = getattr(shape.fields[head].read, "__self__", None)
        if not isinstance(part, Shape):
            raise UsageError(f"`{visible(head)}` holds no keys of its own.")
        found[head] = Inline(
            {key: _value(_field(part, key, head), f"{head}.{key}", texts, _unit(given)) for key, texts in inner.items()}
        )
    order = {key: index for index, key in enumerate(ORDER)}
    return dict(sorted(found.items(), key=lambda item: order.get(item[0], len(order))))


def _field(part: Shape, key: str, head: str) -> Converter:
    if key not in part.fields:
        raise UsageError(f"`{visible(head)}` has no key `{visible(key)}`.{did_you_mean(key, part.fields.keys())}")
    return part.fields[key].read


def _unit(given: Given) -> str | None:
    return next(iter(given.get("unit", ())), None)


def _value(read: Converter, key: str, texts: Sequence[str], unit: str | None) -> Written:
    if getattr(read, "form", None) == "links":
        return _links(texts)
    if read is values.references:
        return [_id(_one_line(text)) for text in texts]
    if read is values.texts:
        return [_one_line(text) for text in texts]
    if len(texts) != 1:
        raise UsageError(f"`{visible(key)}` takes one value, and {len(texts)} were given.")
    text = _one_line(texts[0])
    words: Sequence[str] | None = getattr(read, "words", None)
    if words is not None:
        return _word(text, key, words)
    try:
        return _single(read, key, text, unit)
    except BadScalarError as bad:
        raise UsageError(f"`{visible(key)}` cannot be read: {visible(bad.message)} {visible(bad.fix)}") from None


def _single(read: Converter, key: str, text: str, unit: str | None) -> Written:
    if read is values.reference:
        return _id(text)
    if read is values.number:
        return Plain(typed_number(text, unit))
    if read is values.date:
        return Plain(read_date(text).isoformat())
    if read is values.text or getattr(getattr(read, "__self__", None), "bare", None):
        return text
    raise UsageError(f"`{visible(key)}` cannot be given here. Write it in the file.")


def _word(text: str, key: str, words: Sequence[str]) -> Plain:
    if text in words:
        return Plain(text)
    near = nearest(text, words)
    hint = f" Did you mean `{near}`?" if near else ""
    raise UsageError(f"`{visible(text)}` is no `{visible(key)}`: choose {', '.join(words)}.{hint}")


def _links(texts: Sequence[str]) -> Written:
    """`id=because` or an id alone, each as an entry; ids alone as a list."""
    pairs = [text.partition("=") for text in texts]
    if not any(reason.strip() for _, _, reason in pairs):
        return [_id(target.strip()) for target, _, _ in pairs]
    return {target.strip(): _one_line(reason) or Plain("") for target, _, reason in pairs}


def _id(text: str) -> str:
    """An id as it is; a text that is none in quotes where it needs them, for the check to complain of."""
    return Plain(text) if is_id(text) else text


def _one_line(text: str) -> str:
    return " ".join(text.split())
