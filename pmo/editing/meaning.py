"""What a file means, without its layout, so that an edit can be held to it: exactly the old meaning and the change."""

from typing import Any

from pmo.editing.hand import Plain, Written
from pmo.source.tree import NULLS, REPEATED, Mapping, Quoted, Sequence, Value
from pmo.source.yaml_reader import read_yaml

NULL = ("plain", "")


def meaning_of(text: str) -> Any | None:
    """The meaning of a YAML file; None when it cannot be read. Mappings become dicts, texts pairs of how they stand and what they say."""
    tree = read_yaml(text)
    if tree.root is None:
        return None
    return {"": _of(tree.root), "problems": sorted((problem.slug, problem.message) for problem in tree.problems)}


def _of(value: Value) -> Any:
    if isinstance(value, Mapping):
        found: dict[str, Any] = {}
        for number, (key, item) in enumerate(value.entries.items()):
            # A repeated key is kept under its offset, which an edit before it moves.
            name = f"{key.rpartition(' ')[0]} {number}" if key.startswith(REPEATED) else key
            found[name] = _of(item)
        return found
    if isinstance(value, Sequence):
        return [_of(item) for item in value.items]
    if isinstance(value, Quoted):
        return ("text", str(value))
    return NULL if value in NULLS else ("plain", str(value))


def as_meant(value: Written) -> Any:
    """What a value that is to be written means."""
    if isinstance(value, dict):
        return {key: as_meant(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_meant(item) for item in value]
    return ("plain", str(value)) if isinstance(value, Plain) else ("any", str(value))


def same(found: Any, wanted: Any) -> bool:
    """Whether a file means what was wanted. A text may stand plain or quoted; what was there keeps its quotes."""
    if isinstance(wanted, dict):
        return (
            isinstance(found, dict)
            and found.keys() == wanted.keys()
            and all(same(found[key], item) for key, item in wanted.items())
        )
    if isinstance(wanted, list):
        return isinstance(found, list) and len(found) == len(wanted) and all(map(same, found, wanted))
    if isinstance(wanted, tuple) and wanted[0] == "any":
        return isinstance(found, tuple) and found[1] == wanted[1] and (wanted[1] == "" or found != NULL)
    return bool(found == wanted)


def with_entry(meaning: Any, path: tuple[str, ...], value: Any) -> Any:
    """The meaning with a value at a path of keys; mappings on the way are made where there are none."""
    if not path:
        return value
    inner = dict(meaning) if isinstance(meaning, dict) else {}
    inner[path[0]] = with_entry(inner.get(path[0]), path[1:], value)
    return inner
