"""What an element says, as plain values by key, without places, layout and order: what two states of a plan are compared by."""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from pmo.kinds import singular_of
from pmo.model import Answer, Completion, Confirmation, Element, Link, Milestone, Part, Settings, Waiver

Value = str | float | dt.date | tuple[str, ...]

AIM = ("target.", "baseline.", "band.")
"""Where the keys begin that say what a measure is to reach, and from where."""

# Not compared as keys: where it stands; what has an id or is compared by itself.
_APART = frozenset({"origin", "invalid", "id", "extra", "readings", "supports"})
# Keys whose values are ids of other elements: a renamed element is no change of those that name it.
_REFERENCES = frozenset(
    {
        "owner",
        "contributors",
        "for",
        "contact",
        "sponsor",
        "reports_to",
        "serves",
        "successor",
        "by",
        "attendees",
        "signed",
        "unit",
        "agreed_by",
    }
)
_KEYED = ("allocation.", "confirmed.", "done.", "decided.")


def facts(part: Part) -> dict[str, Value]:
    """Every key of a part that has a value, in the model's order; white space folded, lists sorted."""
    found = dict(_of(part, ""))
    for key, value in part.extra.items():
        found[key] = " ".join(str(_plain(value)).split())
    return found


def of_settings(settings: Settings) -> dict[str, Value]:
    """The same for a plan's settings."""
    month, day = settings.fiscal_year_start
    found: dict[str, Value] = {"fiscal_year_start": f"{month:02}-{day:02}"}
    if settings.currency:
        found["currency"] = settings.currency
    check = settings.check
    found["check.profile"] = check.profile
    if check.fail_on:
        found["check.fail_on"] = check.fail_on
    found.update((f"check.severity.{name}", word) for name, word in check.severity.items())
    found.update((f"check.thresholds.{name}", number) for name, number in check.thresholds.items())
    if check.ignore:
        found["check.ignore"] = tuple(sorted(check.ignore))
    found.update((f"check.ignore_in.{path}", tuple(sorted(names))) for path, names in check.ignore_in.items())
    return found


def links(element: Element, renames: Mapping[str, str] = {}) -> dict[str, Link]:
    """What an element supports, by id, under the ids that things have now."""
    return {renames.get(link.target, link.target): link for link in getattr(element, "supports", ())}


def with_new_ids(found: dict[str, Value], renames: Mapping[str, str]) -> dict[str, Value]:
    """Facts in which every id is the one that the element has now."""
    if not renames:
        return found
    translated: dict[str, Value] = {}
    for key, value in found.items():
        name = key
        for prefix in _KEYED:
            if key.startswith(prefix):
                rest = key.removeprefix(prefix)
                tail = ".by" if prefix == "decided." and rest.endswith(".by") else ""
                rest = rest.removesuffix(tail)
                name = prefix + renames.get(rest, rest) + tail
        if key.rpartition(".")[2] in _REFERENCES:
            if isinstance(value, tuple):
                value = tuple(sorted(renames.get(item, item) for item in value))  # noqa: PLW2901
            elif isinstance(value, str):
                value = renames.get(value, value)  # noqa: PLW2901
        translated[name] = value
    return translated


def renamed_ids(gone: Iterable[Element], new: Iterable[Element]) -> dict[str, str]:
    """New ids of elements that kept their content, each with its former id.

    What is gone and what is new are one where they say the same (whom they name aside, since those may be renamed too), or else have the
    same title, the same measures, or support the same for the same reasons; and nothing else on either side does.
    """
    gone, new = list(gone), list(new)
    found: dict[str, str] = {}
    for content in (_content, _title, _measures, _reasons):
        earlier = _alone(content(e) for e in gone if e.id not in found.values())
        later = _alone(content(e) for e in new if e.id not in found)
        found.update((later[said], earlier[said]) for said in later if said in earlier)
    return found


_Content = tuple[tuple[object, ...], str]


def _content(element: Element) -> _Content:
    said = {
        k: v for k, v in facts(element).items() if k.rpartition(".")[2] not in _REFERENCES and not k.startswith(_KEYED)
    }
    told = tuple(said.items()) if said.keys() - {"status", "commitment", "kind", "asset_kind"} else ()
    readings = tuple((reading.date, reading.value) for reading in getattr(element, "readings", ()))
    return ((singular_of(element), told, readings) if told or readings else (), element.id)


def _title(element: Element) -> _Content:
    return ((singular_of(element), element.title) if element.title else (), element.id)


def _measures(element: Element) -> _Content:
    measures = tuple(sorted(measure.id for measure in getattr(element, "measures", ())))
    return ((singular_of(element), measures) if measures else (), element.id)


def _reasons(element: Element) -> _Content:
    supports = [(link.target, link.because) for link in getattr(element, "supports", ()) if link.because]
    return ((singular_of(element), tuple(sorted(supports))) if supports else (), element.id)


def _alone(contents: Iterable[_Content]) -> dict[tuple[object, ...], str]:
    """Ids by content, where one content belongs to one id only; no content finds nothing."""
    found: dict[tuple[object, ...], str | None] = {}
    for content, name in contents:
        if content:
            found[content] = None if content in found else name
    return {content: name for content, name in found.items() if name is not None}


_ATTRIBUTES: dict[type, tuple[tuple[str, str], ...]] = {}


def _attributes_of(kind: type[Part]) -> tuple[tuple[str, str], ...]:
    """The attributes of a class that are compared, each with its key."""
    if kind not in _ATTRIBUTES:
        apart = _APART | {"target"} if kind is Link else _APART
        names = [field.name for field in dataclasses.fields(kind) if field.name not in apart]
        _ATTRIBUTES[kind] = tuple((name, name.rstrip("_")) for name in names)
    return _ATTRIBUTES[kind]


def _of(part: Part, prefix: str) -> Iterator[tuple[str, Value]]:
    for attribute, key in _attributes_of(type(part)):
        value = getattr(part, attribute)
        if value is None or value == ():
            continue
        if isinstance(value, str):
            yield prefix + key, " ".join(value.split())
        elif isinstance(value, Part):
            yield from _of(value, f"{prefix}{key}.")
        elif isinstance(value, tuple):
            yield from _of_several(value, prefix + key)
        else:
            yield prefix + key, value


def _of_several(values: tuple[object, ...], key: str) -> Iterator[tuple[str, Value]]:
    if isinstance(values[0], str):
        yield key, tuple(sorted(" ".join(str(value).split()) for value in values))
    for value in values:
        if isinstance(value, tuple):
            yield f"{key}.{value[0]}", value[1]
        elif isinstance(value, Milestone):
            yield f"{key}.{value.date.isoformat()}", value.value
        elif isinstance(value, Confirmation):
            yield f"{key}.{value.element}", value.fingerprint
        elif isinstance(value, Completion):
            yield f"{key}.{value.action}", value.date
        elif isinstance(value, Answer):
            yield f"{key}.{value.decision}", " ".join((value.decided or "").split())
            if value.by:
                yield f"{key}.{value.decision}.by", value.by
        elif isinstance(value, Waiver):
            yield f"{key}.{value.rule}", "excused"
            yield from ((name, said) for name, said in _of(value, f"{key}.{value.rule}.") if not name.endswith(".rule"))


def _plain(value: object) -> object:
    """What the author's own key holds, as plain values."""
    entries = getattr(value, "entries", None)
    if entries is not None:
        return {name: _plain(item) for name, item in entries.items()}
    items = getattr(value, "items", None)
    return [_plain(item) for item in items] if isinstance(items, list) else str(value)
