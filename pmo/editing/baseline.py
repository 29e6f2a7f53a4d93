"""A file of accepted findings after a renaming: what was accepted of an element stays accepted."""

import re

from pmo.reader import values
from pmo.reader.sections import PARTIES, SECTIONS
from pmo.reader.shape import Shape

_BREAK = re.compile(r"(\r\n?|\n)")


def renamed_baseline(text: str, old: str, new: str, paths: dict[str, str]) -> str:
    """The text with one id for another in the lines `rule element field`; `paths` are files that move. Lines in order stay in order."""
    parts = _BREAK.split(text)
    lines = [_renamed(line, old, new, paths) for line in parts[::2]]
    before = [line for line in parts[::2] if line.strip() and not line.lstrip().startswith("#")]
    if before == sorted(before):
        entries = iter(sorted(line for line in lines if line.strip() and not line.lstrip().startswith("#")))
        lines = [next(entries) if line.strip() and not line.lstrip().startswith("#") else line for line in lines]
    parts[::2] = lines
    return "".join(parts)


def _renamed(line: str, old: str, new: str, paths: dict[str, str]) -> str:
    rule, space, rest = line.partition(" ")
    if line.lstrip().startswith("#") or not space:
        return line
    element, gap, field = rest.partition(" ")
    element = new if element == old else paths.get(element, element)
    for key in _KEYS:
        if field == f"{key}.{old}" or field.startswith(f"{key}.{old}."):
            field = f"{key}.{new}{field[len(key) + 1 + len(old) :]}"
            break
    return f"{rule} {element}{gap}{field}"


def _keys_that_name() -> frozenset[str]:
    """The fields whose findings may end in the id that they name: `supports`, `mission.for`."""
    found: set[str] = set()
    seen: set[int] = set()
    waiting: list[Shape] = [*PARTIES.values(), *SECTIONS.values()]
    while waiting:
        shape = waiting.pop()
        if id(shape) in seen:
            continue
        seen.add(id(shape))
        for key, field in shape.fields.items():
            inner = getattr(field.read, "shape", None) or getattr(field.read, "__self__", None)
            names = field.read in {values.references, values.shares, values.fingerprints}
            if names or getattr(field.read, "form", None) == "links":
                found.add(shape.prefix + key)
            if isinstance(inner, Shape):
                waiting.append(inner)
    return frozenset(found)


_KEYS = _keys_that_name()
