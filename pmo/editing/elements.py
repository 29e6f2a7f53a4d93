"""A new element, put into the file where the plan keeps its like, in the hand of that file."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from pmo.editing.additions import Addition, ByHandError, Position, add, at_end, in_order
from pmo.editing.draft import Draft
from pmo.editing.hand import Hand, Inline, Written, hand_of, in_braces
from pmo.editing.kinds import ElementKind
from pmo.editing.meaning import as_meant, meaning_of, same, with_entry
from pmo.errors import PmoError
from pmo.model import Element, Measure, Objective, Party, Plan
from pmo.source.files import ROOT_NAME
from pmo.source.layout import layout_of
from pmo.source.text import SourceFile
from pmo.terminal import visible

_SCHEMA = "# yaml-language-server:"
_SORTED_FROM = 4
_HOW = ("services", "processes", "templates", "tools", "roles")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a new element goes: a file, there or not, and the keys above its id in it."""

    path: str
    keys: tuple[str, ...]
    like: SourceFile | None = None


def spot_for(kind: ElementKind, owner: str, new: str, plan: Plan, wanted: str | None = None) -> Spot:
    """Where the plan keeps elements of this kind. `owner` is the party, or the objective of a measure; `wanted` a file that was named.

    Raises:
        PmoError: the objective stands where nothing can be added, behind an alias.
    """
    if kind.word == "measure":
        return _in_element(plan.elements[owner], "measures")
    party = plan.elements.get(owner)
    if owner in {"pmo", "organization"}:
        keys: tuple[str, ...] = (owner, kind.section)
    elif party is not None:
        return _in_element(party, kind.section)
    else:
        keys = (kind.section,)
    siblings = _siblings(kind, owner, plan)
    if wanted is not None:
        return Spot(wanted, keys, _file(wanted, plan) or (siblings[0].origin.file if siblings else plan.root))
    files = Counter(sibling.origin.file for sibling in siblings)
    if files and _one_each(files, siblings):
        like = siblings[-1].origin.file
        return Spot(str(PurePosixPath(like.path).with_name(f"{new}{PurePosixPath(like.path).suffix}")), keys, like)
    if files:
        return Spot(files.most_common(1)[0][0].path, keys)
    return _first_of_its_kind(kind, keys, new, plan)


def _in_element(element: Element, section: str) -> Spot:
    """Below an element: its own section there."""
    file = element.origin.file
    path = layout_of(file.text).path_to(element.origin.offset)
    if path is None:
        raise PmoError(
            f"{visible(file.path)}:{element.origin.place.line}: `{visible(element.id)}` stands behind an alias. Write it out first."
        )
    return Spot(file.path, (*path, section))


def _siblings(kind: ElementKind, owner: str, plan: Plan) -> Sequence[Element]:
    party = plan.elements.get(owner)
    if isinstance(party, Party):
        found: Sequence[Element] = getattr(party, kind.section)
        return found
    return tuple(getattr(plan, kind.section))


def _one_each(files: "Counter[SourceFile]", siblings: Sequence[Element]) -> bool:
    """Whether the plan keeps each in a file of its own: most files hold one, and are named after it or are several."""
    alone = [sibling for sibling in siblings if files[sibling.origin.file] == 1]
    if len(alone) * 2 <= len(siblings):
        return False
    return len(alone) > 1 or PurePosixPath(alone[0].origin.file.path).stem == alone[0].id


def _first_of_its_kind(kind: ElementKind, keys: tuple[str, ...], new: str, plan: Plan) -> Spot:
    """The file for the first of a kind: that of its neighbours, or a new one beside the others where a plan has several."""
    there = [file for file in plan.files if not file.path.endswith(".csv")]
    held = [file for file in there if _holds(file, keys)]
    if held:
        return Spot(held[0].path, keys)
    if keys[0] == "pmo" and kind.section in _HOW:
        how = [part.origin.file for section in _HOW for part in getattr(plan.pmo, section)]
        if how:
            return Spot(how[0].path, keys)
    if len(there) == 1:
        return Spot(there[0].path, keys)
    if kind.word == "objective" and keys[0] == "pmo":
        return Spot(f"objectives/{new}.yaml", keys)
    beside = [file for file in there if _holds(file, keys[:1])]
    if beside:
        # A charter stands in pmo.yaml, and what belongs to it as well.
        return Spot(next((file for file in beside if file.path == ROOT_NAME), beside[0]).path, keys)
    return Spot(f"{keys[0]}.yaml", keys)


def _holds(file: SourceFile, keys: tuple[str, ...]) -> bool:
    try:
        node = layout_of(file.text).find(keys)
    except ValueError:
        return False
    return node is not None


def _file(path: str, plan: Plan) -> SourceFile | None:
    return next((file for file in plan.files if file.path == path), None)


def put(draft: Draft, spot: Spot, new: str, value: dict[str, Written], bare: str) -> None:
    """Add the element to the draft.

    Raises:
        ByHandError: the file is written in a way to which it cannot be added.
    """
    file = draft.file(spot.path)
    if file is None:
        text = _new_file(spot, new, value)
        meant = with_entry({}, (*spot.keys, new), as_meant(value))
        if not same(meaning_of(text), {"": meant, "problems": []}):
            raise ByHandError(
                f"{visible(spot.path)} could not be written so that it reads back right. Write it by hand."
            )
        draft.put(spot.path, text)
        return
    section = layout_of(file.text).find(spot.keys)
    written: Written = Inline(value) if in_braces(section) else value
    position: Position = in_order if section is not None and len(section.entries) >= _SORTED_FROM else at_end
    draft.put(spot.path, add(file, Addition((*spot.keys, new), written, position, bare=bare, apart=True)))


def _new_file(spot: Spot, new: str, value: dict[str, Written]) -> str:
    """A file of its own, as its neighbour begins and is written."""
    hand, line_break, head = Hand(), "\n", []
    if spot.like is not None:
        layout = layout_of(spot.like.text)
        line_break = layout.line_break
        if layout.root is not None and not layout.root.flow:
            hand = hand_of(layout)
        first = spot.like.line(1)
        same_folder = PurePosixPath(spot.like.path).parent == PurePosixPath(spot.path).parent
        head = [first] if first.startswith(_SCHEMA) and same_folder else []
    inner: Written = {new: value}
    for key in reversed(spot.keys[1:]):
        inner = {key: inner}
    return line_break.join([*head, *hand.block(spot.keys[0], inner, 0)]) + line_break


def objectives_of(plan: Plan) -> list[Objective]:
    """Every objective of the plan, the PMO's first."""
    found = [element for element in plan.elements.values() if isinstance(element, Objective)]
    ours = {objective.id for objective in plan.pmo.objectives}
    return sorted(found, key=lambda objective: objective.id not in ours)


def ids_of(element: Element) -> set[str]:
    """The element's id and those of its measures."""
    measures: tuple[Measure, ...] = getattr(element, "measures", ())
    return {element.id, *(measure.id for measure in measures)}
