"""The plan format as JSON Schema (draft 7, which editors understand), made from the tables by which plans are read."""

import json
from typing import Any

from pmo.reader import values
from pmo.reader.about import ABOUT
from pmo.reader.readings import readings
from pmo.reader.sections import PARTIES, SECTIONS, SETTINGS
from pmo.reader.shape import Field, Shape, elements
from pmo.reader.values import Converter

_ID = r"^(?=.*[^\W\d_])[^\W_][\w.-]*$"
_DATE = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "format": "date"}
_DATE_KEY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
# What an author writes unquoted may be a number or a boolean to YAML; to the plan it is text.
_TEXT: dict[str, Any] = {"type": ["string", "number", "boolean"]}
_TEXTS: dict[str, Any] = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
_NUMBER: dict[str, Any] = {"type": "number"}
# Keys that mean something else in one kind of part than everywhere else.
_OTHERWISE = {("unit", "a person"), ("done", "a review"), ("decided", "a review")}

_SIMPLE: dict[Converter, dict[str, Any]] = {
    values.text: _TEXT,
    values.reference: _TEXT,
    values.number: _NUMBER,
    values.date: _DATE,
    values.month_day: {"type": "string", "pattern": "^[0-9]{2}-[0-9]{2}$"},
    # Unquoted digits alone are a number to YAML.
    values.colour: {"type": ["string", "integer"], "pattern": "^#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$"},
    values.texts: _TEXTS,
    values.references: _TEXTS,
    values.shares: {"type": "object", "additionalProperties": _NUMBER},
    values.fingerprints: {"type": "object", "additionalProperties": _TEXT},
    values.completions: {"type": "object", "additionalProperties": _DATE},
    values.milestones: {"type": "object", "patternProperties": {_DATE_KEY: _NUMBER}, "additionalProperties": False},
    readings: {
        "anyOf": [
            {"type": "string"},
            {
                "type": "object",
                "patternProperties": {
                    _DATE_KEY: {
                        "anyOf": [
                            _NUMBER,
                            {
                                "type": "object",
                                "properties": {"value": _NUMBER, "note": _TEXT},
                                "required": ["value"],
                                "patternProperties": {"^x-": {}},
                                "additionalProperties": False,
                            },
                        ]
                    }
                },
                "additionalProperties": False,
            },
        ]
    },
}


def schema() -> dict[str, Any]:
    """The schema of any file of a plan."""
    definitions: dict[str, Any] = {}
    properties = {"settings": _described("settings", _shape(SETTINGS, definitions))}
    for name, shape in PARTIES.items():
        properties[name] = _described(name, _shape(shape, definitions))
    for name, shape in SECTIONS.items():
        properties[name] = _described(name, _converter(elements(shape), definitions))
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A file of a pmo plan",
        "description": "Any file may hold any section; the sections of all files are merged.",
        **_closed(properties),
        "definitions": dict(sorted(definitions.items())),
    }


def schema_text() -> str:
    """The schema as a file."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _shape(shape: Shape, definitions: dict[str, Any]) -> dict[str, Any]:
    """A reference to the definition of a shape, which is made on first use."""
    name = shape.noun.removeprefix("a ").removeprefix("an ").removeprefix("the ").strip("`").replace(" ", "-")
    if name not in definitions:
        definitions[name] = {}
        properties = {key: _field(key, field, shape, definitions) for key, field in shape.fields.items()}
        described = _closed(properties)
        definitions[name] = {"anyOf": [described, _TEXT]} if shape.bare else described
    return {"$ref": f"#/definitions/{name}"}


def _field(key: str, field: Field, shape: Shape, definitions: dict[str, Any]) -> dict[str, Any]:
    about = f"{key}_of" if (key, shape.noun) in _OTHERWISE else key
    return _described(about, _converter(field.read, definitions))


def _described(about: str, fragment: dict[str, Any]) -> dict[str, Any]:
    # A key may be left empty while a plan is being written. References may not have siblings in draft 7, so they go inside.
    return {"description": ABOUT[about], "anyOf": [fragment, {"type": "null"}]}


def _converter(read: Converter, definitions: dict[str, Any]) -> dict[str, Any]:
    if read in _SIMPLE:
        return _SIMPLE[read]
    words = getattr(read, "words", None)
    if words is not None:
        return {"type": "string", "enum": list(words)}
    inner = getattr(read, "values", None)
    if inner is not None:
        return {"type": "object", "additionalProperties": _converter(inner, definitions)}
    form = getattr(read, "form", None)
    shape = getattr(read, "shape", None) or getattr(read, "__self__", None)
    if not isinstance(shape, Shape):
        raise TypeError(f"the schema does not know the converter {read!r}")
    part = _shape(shape, definitions)
    if form is None:
        return part
    named = {"type": "object", "additionalProperties": {"anyOf": [part, {"type": "null"}]}}
    if form == "links":
        return {"anyOf": [_TEXTS, named]}
    if form in {"waivers", "keyed"}:
        return named
    keyed = {"^x-": {}, _ID: {"anyOf": [part, {"type": "null"}]}}
    return {"type": "object", "patternProperties": keyed, "additionalProperties": False}


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "patternProperties": {"^x-": {}},
        "additionalProperties": False,
    }
