"""Giving an element another id: its key, every place that names it, its readings file, the baseline, and the fingerprints that cover it.

A fingerprint covers the ids of what an element supports, of its measures and of those it is for. Nothing of what they mean changes with an
id, so a confirmation that was valid before stays valid: its fingerprint is taken again. One that was not valid stays as it is.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pmo.editing.additions import ByHandError
from pmo.editing.baseline import renamed_baseline
from pmo.editing.draft import Draft
from pmo.editing.ids import refuse_id
from pmo.editing.meaning import meaning_of
from pmo.editing.mentions import mentions
from pmo.editing.readings_file import move_readings
from pmo.errors import UsageError
from pmo.fingerprint import fingerprint, statement_fingerprint
from pmo.model import Confirmation, Plan, Review
from pmo.nearest import did_you_mean
from pmo.reader.load import Loaded, load_plan
from pmo.reader.sections import PARTIES
from pmo.source.edits import Edit, apply
from pmo.source.files import ReadFile
from pmo.source.ignores import ignores
from pmo.source.text import SourceFile
from pmo.source.tree import Mapping
from pmo.source.yaml_reader import read_yaml
from pmo.terminal import visible
from pmo.writing import Change

_BLOCKING = frozenset({"duplicate-id", "invalid-yaml", "unreadable-file"})
_PROPERTIES = re.compile(r"(?:[&!][^\s,\[\]{}]*\s+)+")
_BLOCK = re.compile(r"[|>][^\r\n]*[\r\n]+[ ]*")


@dataclass(frozen=True, slots=True)
class Renamed:
    """What a renaming changes, and what it leaves to people.

    `named` counts the places that named the element, `fingerprints` the confirmations whose fingerprint was taken again. `moved` pairs the
    readings file's old and new path. `left` are places that hold the old id as a word: texts, comments, keys of the user's own.
    """

    changes: tuple[Change, ...]
    named: int
    fingerprints: int
    moved: tuple[str, str] | None
    left: tuple[tuple[SourceFile, int], ...]


def rename(root: Path, loaded: Loaded, old: str, new: str, baseline: SourceFile | None) -> Renamed:
    """Give the element `old` the id `new` throughout a plan that could be read whole. `baseline` is its file of accepted findings.

    Raises:
        UsageError: there is no such element, or it cannot have that id.
        ByHandError: a file names it in a way that cannot be changed safely.
    """
    plan = loaded.plan
    _refuse(loaded, old, new)
    draft = Draft([*plan.files, *([baseline] if baseline else [])])
    named = 0
    for file in plan.files:
        if _may_hold(file, old):
            text, count = _in_file(file, old, new)
            named += count
            draft.put(file.path, text)
    moved = move_readings(root, plan.elements[old], draft, plan, new)
    renewed = _renew(root, plan, draft)
    if baseline is not None:
        draft.put(baseline.path, renamed_baseline(baseline.text, old, new, dict([moved] if moved else [])))
    changes = draft.changes()
    after = [SourceFile(change.path, change.after) for change in changes if change.after is not None]
    untouched = [file for file in plan.files if file.path not in {change.path for change in changes}]
    return Renamed(tuple(changes), named - 1, renewed, moved, tuple(_left([*after, *untouched], old)))


def _refuse(loaded: Loaded, old: str, new: str) -> None:
    plan = loaded.plan
    if old in PARTIES:
        raise UsageError(
            f"`{old}` is a section of the plan format, not an id that you gave. Change its `name` instead."
        )
    if old not in plan.elements:
        near = did_you_mean(old, plan.elements.keys())
        raise UsageError(f"There is no element `{visible(old)}`.{near or ' `pmo list` shows them all.'}")
    if old == new:
        raise UsageError(f"`{visible(old)}` has that id already.")
    refuse_id(new, plan)
    for fault in loaded.faults:
        # Another id that is defined twice does not matter: both places are looked through. What stands below a repeated key is not read.
        if fault.rule in _BLOCKING and fault.element in {"", old}:
            raise UsageError(
                f"{visible(fault.place.path)}:{fault.place.line}: {visible(fault.message)} Mend this first: as long as it stands, it is not "
                "known what names what."
            )
    for file, root in _trees(plan, new):
        stray = next((mention for mention in mentions(root) if mention.id == new), None)
        if stray is not None:
            raise UsageError(
                f"{visible(file.path)}:{file.position(stray.offset)[0]} names `{visible(new)}`, which nothing has as its id. After the "
                "renaming it would mean this element. Correct it first, or choose another id."
            )


def _trees(plan: Plan, word: str) -> Iterator[tuple[SourceFile, Mapping]]:
    """The plan files that may hold a word, each with its tree."""
    for file in plan.files:
        root = read_yaml(file.text).root if _may_hold(file, word) else None
        if root is not None:
            yield file, root


def _may_hold(file: SourceFile, word: str) -> bool:
    # An escape in quotes may spell anything.
    return not file.path.endswith(".csv") and (word in file.text or "\\" in file.text)


def _in_file(file: SourceFile, old: str, new: str) -> tuple[str, int]:
    """The file's text with every mention changed, and how many there were."""
    root = read_yaml(file.text).root
    found = [mention for mention in mentions(root) if mention.id == old] if root is not None else []
    edits = [edit for at in sorted({mention.offset for mention in found}) for edit in _swap(file, at, old, new)]
    comments = [
        Edit(file, edit.start(), edit.end(), new)
        for comment in ignores(file)
        for edit in _word(old).finditer(file.text, comment.start, _line_end(file.text, comment.start))
    ]
    after = apply(file.text, [*edits, *comments])
    if not _as_wanted(file.text, after, old, new, len(found)):
        lines = sorted({file.position(mention.offset)[0] for mention in found})
        listed = ", ".join(str(line) for line in lines)
        raise ByHandError(
            f"{visible(file.path)}: `{visible(old)}` is named in a way that cannot be changed without changing something else (by an alias of "
            f"another text, or with escapes), on one of the lines {listed}. Nothing was written. Write it out there, and run this again."
        )
    return after, len(found) + len(comments)


def _swap(file: SourceFile, at: int, old: str, new: str) -> Iterator[Edit]:
    """The edit that changes an id at an offset, its quotes and its anchor kept; none for an alias, which follows its anchor."""
    text = file.text
    for pattern in (_PROPERTIES, _BLOCK):
        found = pattern.match(text, at)
        at = found.end() if found else at
    if text[at : at + 1] in {'"', "'"}:
        at += 1
    if text[at : at + len(old)] == old:
        yield Edit(file, at, at + len(old), new)


def _as_wanted(before: str, after: str, old: str, new: str, count: int) -> bool:
    """Whether the text means the same but for so many mentions."""
    if before == after:
        return count == 0
    was, now = meaning_of(before), meaning_of(after)
    had, has = _counted(was, old, new), _counted(now, old, new)
    return (
        has[old] == had[old] - count and has[new] == had[new] + count and _with(was, new, old) == _with(now, new, old)
    )


def _counted(meaning: Any, *words: str) -> Counter[str]:
    found: Counter[str] = Counter()
    waiting = [meaning]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            found.update(key for key in item if key in words)
            waiting += item.values()
        elif isinstance(item, list):
            waiting += item
        elif isinstance(item, tuple) and item[-1] in words:
            found[item[-1]] += 1
    return found


def _with(meaning: Any, word: str, other: str) -> Any:
    """The meaning with one word for another throughout."""
    if isinstance(meaning, dict):
        return {other if key == word else key: _with(item, word, other) for key, item in meaning.items()}
    if isinstance(meaning, list):
        return [_with(item, word, other) for item in meaning]
    if isinstance(meaning, tuple) and meaning[-1] == word:
        return (*meaning[:-1], other)
    return meaning


def _renew(root: Path, plan: Plan, draft: Draft) -> int:
    """Take again the fingerprints that were valid, where the new id is a part of them; how many there were."""
    files = [draft.file(file.path) for file in plan.files if not file.path.endswith(".csv")]
    after = load_plan(root, [ReadFile(file) for file in files if file is not None]).plan
    valid = [
        (review, confirmation, seen)
        for review in plan.reviews
        for confirmation in review.confirmed
        if (seen := _fingerprint(plan, confirmation.element)) == confirmation.fingerprint and seen is not None
    ]
    reviews = {review.id: review for review in after.reviews}
    # A review may be the element that was renamed; its place in the order of reviews stays.
    names = dict(zip([r.id for r in plan.reviews], [r.id for r in after.reviews], strict=True))
    edits: dict[str, list[Edit]] = {}
    for review, confirmation, seen in valid:
        now = reviews[names[review.id]]
        same = now.confirmed[review.confirmed.index(confirmation)]
        fresh = _fingerprint(after, same.element)
        if fresh is not None and fresh != seen:
            edits.setdefault(now.origin.file.path, []).extend(_fresh(now, same, seen, fresh))
    for path, wanted in edits.items():
        file = draft.file(path)
        if file is not None:
            draft.put(path, apply(file.text, wanted))
    return sum(len(wanted) for wanted in edits.values())


def _fresh(review: Review, confirmation: Confirmation, seen: str, fresh: str) -> list[Edit]:
    place = review.origin.value("confirmed", confirmation.element)
    found = list(_swap(place.file, place.start, seen, fresh))
    if not found:
        raise ByHandError(
            f"{visible(place.path)}:{place.line}: the fingerprint of `{visible(confirmation.element)}` is written in a way that cannot be "
            "changed safely. Nothing was written. Write it out there, and run this again."
        )
    return found


def _fingerprint(plan: Plan, name: str) -> str | None:
    """The fingerprint of what a review confirmed under a name, as it stands in a plan."""
    element = plan.elements.get(name)
    if element is not None:
        return fingerprint(element, plan.elements)
    said = {"mission": plan.pmo.mission, "vision": plan.pmo.vision}.get(name)
    return statement_fingerprint(said) if said is not None else None


def _left(files: list[SourceFile], old: str) -> Iterator[tuple[SourceFile, int]]:
    """Where the old id still stands as a word, in the plan's files as they will be: the file and the line.

    An id that is a common word stands in every other sentence, which says nothing.
    """
    if old.isalpha():
        return
    for file in files:
        if file.path.endswith(".csv") or old not in file.text:
            continue
        for number in sorted({file.position(found.start())[0] for found in _word(old).finditer(file.text)}):
            yield file, number


def _word(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.-]){re.escape(word)}(?![\w-]|\.\w)")


def _line_end(text: str, at: int) -> int:
    found = re.compile(r"[\r\n]").search(text, at)
    return found.start() if found else len(text)
