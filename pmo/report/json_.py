"""A report as JSON, for dashboards and other programs: the view model itself, field by field.

Versioned: within a version a key may be added; none is renamed, removed, or given another type. Keys come in the order of the
view's fields, so the same plan on the same day gives the same bytes. Text of the plan stands as people wrote it: whoever shows it escapes it.
"""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any

from pmo.report.page import Page

VERSION = 1


def report_json(view: object) -> str:
    """The document of a report: what it is of and when, then its view.

    Raises:
        TypeError: a view holds something that has no place in JSON; a fault of ours.
    """
    page = getattr(view, "page", None)
    if not isinstance(page, Page):
        raise TypeError(f"{type(view).__name__} has no page")
    document = {
        "generator": page.mark,
        "version": VERSION,
        "kind": page.kind,
        "title": page.title,
        "organization": page.organization,
        "pmo": page.pmo,
        "language": page.language,
        "as_of": page.as_of_iso,
        "revision": page.revision,
        "draft": list(page.draft),
        "view": {name: value for name, value in _plain(view).items() if name != "page"},
    }
    return json.dumps(document, ensure_ascii=True, indent=1, allow_nan=False) + "\n"


def _plain(value: Any) -> Any:
    """A view's value in JSON's own types: dates as text (2026-06-30), a number that is none as null."""
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, float):
        return value if value - value == 0 else None
    if isinstance(value, dt.date):
        return value.isoformat()
    kind: type = type(value)
    if is_view(kind):
        return {name: _plain(getattr(value, name)) for name in names_of(kind)}
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(name): _plain(item) for name, item in value.items()}
    raise TypeError(f"{type(value).__name__} has no place in a report's JSON")


def is_view(cls: object) -> bool:
    """Whether a class is a part of a view, with named fields: a dataclass, or a named tuple where there are very many."""
    return isinstance(cls, type) and (is_dataclass(cls) or hasattr(cls, "_fields"))


@cache
def names_of(cls: type) -> tuple[str, ...]:
    """The names of the fields of a part of a view, in order; those for print alone are left out."""
    if is_dataclass(cls):
        return tuple(field.name for field in fields(cls) if "printed" not in field.metadata)
    found: tuple[str, ...] = cls._fields  # type: ignore[attr-defined]
    return found
