"""The readings file that is named after a measure, when the measure gets another id."""

import os
from pathlib import Path, PurePosixPath

from pmo.editing.additions import ByHandError
from pmo.editing.draft import Draft
from pmo.editing.meaning import meaning_of, same, with_entry
from pmo.errors import UsageError
from pmo.model import Element, Measure, Plan
from pmo.source.edits import Edit, apply
from pmo.source.layout import Kind, layout_of
from pmo.source.text import SourceFile
from pmo.source.tree import is_null
from pmo.terminal import visible


def readings_path(element: Element) -> str | None:
    """The path of the file in which a measure keeps its readings, with forward slashes; None where it has none."""
    node = element.origin.node if isinstance(element, Measure) else None
    kept = node.entries.get("readings") if node is not None else None
    return str(kept).replace("\\", "/") if isinstance(kept, str) and kept.strip() and not is_null(kept) else None


def move_readings(root: Path, element: Element, draft: Draft, plan: Plan, new: str) -> tuple[str, str] | None:
    """Give the file a new name, and every measure that reads it the new path: the old path and the new, None where no file is so named.

    Raises:
        UsageError: a file of the new name is there.
        ByHandError: the path is written in a way that cannot be changed safely.
    """
    path = readings_path(element)
    if path is None or PurePosixPath(path).stem != element.id or draft.file(path) is None:
        return None
    to = str(PurePosixPath(path).with_name(f"{new}{PurePosixPath(path).suffix}"))
    if draft.file(to) is not None or os.path.lexists(root / to):
        raise UsageError(
            f"{visible(path)} would become {visible(to)}, which is there already. Move that away, or choose another id."
        )
    for name in {one.origin.file.path for one in plan.elements.values() if readings_path(one) == path}:
        file = draft.file(name)
        if file is not None:
            draft.put(name, _pointed(file, path, to))
    draft.move(path, to)
    return path, to


def _pointed(file: SourceFile, path: str, to: str) -> str:
    """The file's text with the new path wherever measures read the old one."""
    wanted = meaning_of(file.text)
    edits = []
    for keys, key, value in layout_of(file.text).walk():
        if key.value == "readings" and value.kind is Kind.SCALAR and value.value.replace("\\", "/") == path:
            at = value.start + (value.style in {"'", '"'})
            name = PurePosixPath(path).name
            # Only the name changes: a path may be written with `./` or backslashes before it.
            at += len(value.value) - len(name)
            if file.text[at : at + len(name)] == name:
                edits.append(Edit(file, at, at + len(name), PurePosixPath(to).name))
            said = value.value[: -len(name)] + PurePosixPath(to).name
            wanted = with_entry(wanted, ("", *keys), ("text" if value.style else "plain", said))
    after = apply(file.text, edits)
    if not same(meaning_of(after), wanted):
        raise ByHandError(
            f"{visible(file.path)} names {visible(path)} in a way that cannot be changed safely. Nothing was written. Write the path out "
            "there, and run this again."
        )
    return after
