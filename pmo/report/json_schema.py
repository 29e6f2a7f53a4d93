"""The JSON Schema of reports as JSON, made from the classes of the views themselves, so that it cannot say anything else than they do."""

import datetime as dt
import json
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from inspect import getdoc
from typing import Any

from pmo.report.asked import KINDS
from pmo.report.json_ import VERSION, is_view, names_of
from pmo.report.kinds import view_class

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_HEAD: dict[str, tuple[str, dict[str, Any]]] = {
    "generator": ("What wrote the file.", {"type": "string"}),
    "version": ("The version of this format.", {"const": VERSION}),
    "kind": ("Which report it is.", {"enum": list(KINDS)}),
    "title": ("The report's heading.", {"type": "string"}),
    "organization": ("Whose plan it is; empty while it has no name.", {"type": "string"}),
    "pmo": ("What the PMO is called.", {"type": "string"}),
    "language": ("The language of the texts that the report says by itself: `en`, `de`.", {"type": "string"}),
    "as_of": ("The day by which everything was judged.", {"type": "string", "format": "date"}),
    "revision": (
        "What version control calls this state of the plan; null where there is none.",
        {"type": ["string", "null"]},
    ),
    "draft": (
        "Why the report is only a draft, as sentences; empty for one that stands.",
        {"type": "array", "items": {"type": "string"}},
    ),
}
HEAD = {name: meaning for name, (meaning, _) in _HEAD.items()}
"""The keys of every document before its view, and what they mean."""


def report_schema(*, strict: bool = False) -> dict[str, Any]:
    """The schema of every kind of report. `strict` refuses keys that the views do not have; readers should not: keys may be added."""
    classes = _Classes(strict)
    views = {kind: classes.reference(view_class(kind)) for kind in KINDS}
    return {
        "$schema": _DIALECT,
        "title": "A report of pmo",
        "type": "object",
        "properties": {name: {"description": meaning, **form} for name, (meaning, form) in _HEAD.items()}
        | {"view": {}},
        "required": [*_HEAD, "view"],
        **({"additionalProperties": False} if strict else {}),
        "oneOf": [{"properties": {"kind": {"const": kind}, "view": view}} for kind, view in views.items()],
        "$defs": classes.definitions,
    }


def report_schema_text() -> str:
    """The schema as text."""
    return json.dumps(report_schema(), indent=2) + "\n"


def defined_as(cls: type) -> str:
    """Under which name a class stands in the schema: its module below `pmo.report`, and its own name."""
    return f"{cls.__module__.removeprefix('pmo.report.')}.{cls.__name__}"


def keys_of(cls: type) -> dict[str, Any]:
    """The keys that a view's class has in JSON, in order, with the types of their values. The page of a view is the document's head."""
    hints = typing.get_type_hints(cls)
    return {name: hints[name] for name in names_of(cls) if name != "page"}


@dataclass(slots=True)
class _Classes:
    """Collects a definition for each class that a view is made of."""

    strict: bool
    definitions: dict[str, Any] = field(default_factory=dict)

    def reference(self, cls: type) -> dict[str, Any]:
        """A reference to the class's definition, which is made when it is first asked for."""
        name = defined_as(cls)
        if name not in self.definitions:
            self.definitions[name] = {}
            keys = keys_of(cls)
            self.definitions[name] = {
                "description": " ".join((getdoc(cls) or "").split()),
                "type": "object",
                "properties": {key: self.form(kind) for key, kind in keys.items()},
                "required": list(keys),
                **({"additionalProperties": False} if self.strict else {}),
            }
        return {"$ref": f"#/$defs/{name}"}

    def form(self, kind: Any) -> dict[str, Any]:
        """The schema of a type.

        Raises:
            TypeError: the type has no place in a view.
        """
        origin, inner = typing.get_origin(kind), typing.get_args(kind)
        if origin in (typing.Union, types.UnionType):
            return {"anyOf": [self.form(one) for one in inner]}
        if origin is tuple:
            if inner[-1] is Ellipsis:
                return {"type": "array", "items": self.form(inner[0])}
            size = len(inner)
            return {
                "type": "array",
                "prefixItems": [self.form(one) for one in inner],
                "minItems": size,
                "maxItems": size,
            }
        if origin in (dict, Mapping):
            return {"type": "object", "additionalProperties": self.form(inner[1])}
        if is_view(kind):
            return self.reference(typing.cast("type", kind))
        return _simple(kind)


def _simple(kind: Any) -> dict[str, Any]:
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"enum": [member.value for member in kind]}
    simple: dict[Any, dict[str, Any]] = {
        str: {"type": "string"},
        bool: {"type": "boolean"},
        int: {"type": "integer"},
        # What is no number (a plan may say .inf) is null.
        float: {"type": ["number", "null"]},
        dt.date: {"type": "string", "format": "date"},
        type(None): {"type": "null"},
    }
    if kind not in simple:
        raise TypeError(f"{kind} has no place in a report's JSON")
    return simple[kind]
