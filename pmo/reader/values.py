"""What a key's value must be, and how to tell the author when it is not.

A converter takes the value, the offsets of its key and of itself, and the context; it returns what the model keeps or raises
`BadScalarError` with the message and the fix. The shape that called it knows the key and reports it.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Any, TypeVar

from pmo.model import Completion, Confirmation, Milestone
from pmo.nearest import nearest
from pmo.reader.context import Context
from pmo.source.scalars import BadScalarError, read_date, read_number, shorten
from pmo.source.text import Place
from pmo.source.tree import REPEATED, Mapping, Quoted, Sequence, Value, is_null

Converter = Callable[[Value, int, int, Context], Any]

_E = TypeVar("_E", bound=StrEnum)
_ID = re.compile(r"(?=[\w.-]*[^\W\d_])[^\W_][\w.-]*")
_MONTH_DAY = re.compile(r"([0-9]{2})-([0-9]{2})")
_COLOUR = re.compile(r"#?(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_READABLE = 4.5


def told(read: Converter, **facts: object) -> Converter:
    """A converter that knows what it takes (`words` and what `known` ones mean, `values`, `shape`, `form`), for whoever describes the format, as the JSON Schema does."""
    for name, fact in facts.items():
        setattr(read, name, fact)
    return read


def text(value: Value, _key_at: int, _at: int, _context: Context) -> str | None:
    """A text; None when it is empty."""
    if isinstance(value, str):
        return str(value) if value else None
    if isinstance(value, Mapping):
        raise BadScalarError(
            "it holds keys where a text is expected.",
            "Write a text; put it in quotes if it contains a colon and a space.",
        )
    raise BadScalarError("it is a list where a single text is expected.", "Write one text.")


def reference(value: Value, _key_at: int, _at: int, _context: Context) -> str | None:
    """The id of one other element."""
    if isinstance(value, str):
        return str(value) if value else None
    if isinstance(value, Sequence):
        raise BadScalarError(
            "it lists several where exactly one is expected.", "Name the one that answers for it; drop the others."
        )
    raise BadScalarError("it holds keys where an id is expected.", "Write the id alone.")


def number(value: Value, _key_at: int, _at: int, _context: Context) -> float:
    """A finite number, not in quotes."""
    if value.__class__ is str:
        return read_number(value)
    if isinstance(value, Quoted):
        raise BadScalarError(f'"{shorten(value)}" is a text in quotes, not a number.', "Remove the quotes.")
    raise BadScalarError("it is not a number.", "Write one number.")


def date(value: Value, _key_at: int, _at: int, _context: Context) -> dt.date:
    """A date, year first."""
    if isinstance(value, str):
        return read_date(value)
    raise BadScalarError("it is not a date.", "Write year, month and day: `2026-12-31`.")


def month_day(value: Value, _key_at: int, _at: int, _context: Context) -> tuple[int, int]:
    """A day of any year, as `"07-01"`."""
    found = _MONTH_DAY.fullmatch(value) if isinstance(value, str) else None
    if found:
        month, day = int(found[1]), int(found[2])
        try:
            # 2001 had no leap day: a fiscal year must be able to start every year.
            dt.date(2001, month, day)
        except ValueError:
            pass
        else:
            return month, day
    shown = f"`{shorten(value)}` is" if isinstance(value, str) else "it is"
    raise BadScalarError(f"{shown} not a day of every year.", 'Write month and day: `"07-01"`.')


def colour(value: Value, _key_at: int, _at: int, _context: Context) -> str:
    """A colour as `#1a2b3c`, dark enough to be read as text on white (WCAG 2.2: 4.5 to 1)."""
    if not isinstance(value, str) or not _COLOUR.fullmatch(value):
        shown = f"`{shorten(value)}` is" if isinstance(value, str) else "it is"
        raise BadScalarError(f"{shown} not a colour.", 'Write it as six hexadecimal digits in quotes: `"#123c5e"`.')
    digits = value.removeprefix("#").lower()
    full = f"#{''.join(digit * 2 for digit in digits) if len(digits) == 3 else digits}"  # noqa: PLR2004 -- the short form
    contrast = contrast_on_white(full)
    if contrast < _READABLE:
        # Rounded down: 4.49 must not be said to be 4.5.
        said = f"`{full}` on white has a contrast of {int(contrast * 10) / 10} to 1, too little to be read as text."
        raise BadScalarError(said, "Choose a darker shade: 4.5 to 1 is the least.")
    return full


def contrast_on_white(hexadecimal: str) -> float:
    """The contrast of a colour (`#1a2b3c`) with white by WCAG 2.2: 1 to 21."""
    parts = (int(hexadecimal[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)  # noqa: PLR2004 -- sRGB
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def choice(words: type[_E]) -> Converter:
    """One of a few words."""
    known = {str(word): word for word in words}

    def read(value: Value, _key_at: int, _at: int, _context: Context) -> _E:
        found = known.get(value) if isinstance(value, str) else None
        if found is not None:
            return found
        return known[_one_of(value, list(known))]

    return told(read, words=tuple(known), known=known)


def word(*known: str) -> Converter:
    """One of a few words, kept as text."""

    def read(value: Value, _key_at: int, _at: int, _context: Context) -> str:
        return value if isinstance(value, str) and value in known else _one_of(value, list(known))

    return told(read, words=known)


def _one_of(value: Value, known: list[str]) -> str:
    listed = ", ".join(f"`{name}`" for name in known)
    fix = f"Write one of {listed}." if len(known) > 1 else f"Write {listed}, or leave the key out."
    if not isinstance(value, str):
        raise BadScalarError("it is not a single word.", fix)
    near = nearest(value, known)
    if near and len(known) > 1:
        fix = f"Did you mean `{near}`? It is one of {listed}."
    raise BadScalarError(f"`{shorten(value)}` is none of its values.", fix, instead=near)


def texts(value: Value, _key_at: int, _at: int, _context: Context) -> tuple[str, ...]:
    """One text, or a list of texts."""
    if isinstance(value, str):
        return (str(value),) if value else ()
    if isinstance(value, Mapping):
        raise BadScalarError(
            "it holds keys where a text or a list of texts is expected.",
            "Write a list, one text a line after `- `; put a text in quotes if it contains a colon and a space.",
        )
    for item, at in zip(value.items, value.marks, strict=True):
        if not isinstance(item, str):
            raise BadScalarError(
                "an item of the list is not a text.", "Put the item in quotes if it contains a colon and a space.", at
            )
    return tuple(str(item) for item in value.items if isinstance(item, str) and not is_null(item) and item)


def references(value: Value, _key_at: int, _at: int, _context: Context) -> tuple[str, ...]:
    """One id, or a list of ids."""
    if isinstance(value, str):
        return (str(value),) if value else ()
    if isinstance(value, Mapping):
        raise BadScalarError(
            "it holds keys where ids are expected.", "Write one id, or a list: `[first-id, second-id]`."
        )
    found = []
    for item, at in zip(value.items, value.marks, strict=True):
        if not isinstance(item, str):
            raise BadScalarError("an item of the list is not an id.", "Write ids alone: `[first-id, second-id]`.", at)
        if not item or is_null(item):
            raise BadScalarError("an item of the list is empty.", "Remove the empty item.", at)
        found.append(str(item))
    return tuple(found)


def words_to(read: Converter, what: str, example: str) -> Converter:
    """A mapping of free words to values of one kind; `what` and `example` say of what to what."""

    def convert(value: Value, _key_at: int, _at: int, context: Context) -> dict[str, Any]:
        found = {}
        for key, item, key_at, value_at in entries(value, what, example):
            if not is_null(item):
                try:
                    found[key] = read(item, key_at, value_at, context)
                except BadScalarError as bad:
                    at = value_at if bad.at is None else bad.at
                    message = f"`{shorten(key)}` cannot be read: {bad.message}"
                    context.fault("wrong-value", message, bad.fix, at, key=key)
        return found

    return told(convert, values=read)


def shares(value: Value, _key_at: int, _at: int, context: Context) -> tuple[tuple[str, float], ...]:
    """A mapping of ids to shares in percent."""
    found = []
    for key, item, _, at in entries(value, "ids and shares", "some-id: 60"):
        with _standing_at(at):
            found.append((key, number(item, at, at, context)))
    return tuple(found)


def fingerprints(value: Value, _key_at: int, _at: int, context: Context) -> tuple[Confirmation, ...]:
    """A mapping of ids to the fingerprints that a review saw."""
    found = []
    for key, item, key_at, at in entries(value, "ids and fingerprints", "some-id: 3f9a1c77b2d0"):
        if not isinstance(item, str):
            fix = "Write its twelve hexadecimal digits."
            raise BadScalarError(f"the fingerprint of `{shorten(key)}` is not a text.", fix, at)
        found.append(Confirmation(key, str(item), Place(context.file, key_at)))
    return tuple(found)


def completions(value: Value, _key_at: int, _at: int, context: Context) -> tuple[Completion, ...]:
    """A mapping of the ids of actions to the days on which they were done."""
    found = []
    for key, item, key_at, at in entries(value, "actions and dates", "some-action: 2026-06-30"):
        if not is_null(item):
            with _standing_at(at):
                found.append(Completion(key, date(item, key_at, at, context), Place(context.file, key_at)))
    return tuple(found)


def milestones(value: Value, _key_at: int, _at: int, context: Context) -> tuple[Milestone, ...]:
    """A mapping of dates to values, in the order of the dates."""
    found = []
    for key, item, key_at, value_at in entries(value, "dates and values", "2026-06-30: 28"):
        if not is_null(item):
            with _standing_at(key_at):
                day = read_date(key)
            with _standing_at(value_at):
                found.append(Milestone(day, number(item, key_at, value_at, context), context.file, key_at))
    return tuple(sorted(found, key=lambda milestone: milestone.date))


@contextmanager
def _standing_at(offset: int) -> Iterator[None]:
    """What is wrong inside stands at this offset, unless it says itself where it stands."""
    try:
        yield
    except BadScalarError as bad:
        bad.at = offset if bad.at is None else bad.at
        raise


def entries(value: Value, what: str, example: str) -> list[tuple[str, Value, int, int]]:
    """The entries of a mapping without repeated keys.

    Raises:
        BadScalarError: the value is no mapping; `what` says what its entries should be, `example` shows one.
    """
    if not isinstance(value, Mapping):
        kind = "a list" if isinstance(value, Sequence) else "a single value"
        raise BadScalarError(
            f"it is {kind} where {what} are expected.", f"Write `{example}`, one a line, without a dash."
        )
    return [entry for entry in value if not entry[0].startswith(REPEATED)]


def is_id(key: str) -> bool:
    """Whether a key can name an element: letters, digits, `-`, `_`, `.`; a letter or digit first, a letter somewhere."""
    return _ID.fullmatch(key) is not None
