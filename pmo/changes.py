"""What changed in meaning between two states of a plan: typed values, no words (`pmo.change_words`) and no printing.

Files, order, layout, quotes and comments are no part of it: an element is found again by its id, or, where only the id changed, by its
content. Statuses and rungs are those that the same queries give on each state's own day, so they are what a report of that day said.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from pmo.align import Alignment
from pmo.answers import Rung
from pmo.element_facts import AIM, Value, facts, links, of_settings, renamed_ids, with_new_ids
from pmo.mentions import names_any, said_in, spoken_names
from pmo.model import Decision, Element, Link, Measure, Plan, Reading, Review
from pmo.progress import State
from pmo.terms import Status

if TYPE_CHECKING:
    # Running git takes a library that a check of a plan in no repository need not load.
    from pmo.git import Commit


_QUARTER = 92


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One key of an element, as its YAML names it (`mission.statement`), before and after; None where there was none."""

    key: str
    before: Value | None
    after: Value | None


@dataclass(frozen=True, slots=True)
class LinkChange:
    """One `supports` entry; None where it did not exist. With both, the reason or the strength changed."""

    target: str
    before: Link | None
    after: Link | None


@dataclass(frozen=True, slots=True)
class NewReadings:
    """What happened to a measure's readings: new ones, corrected ones (before, after), and those taken out; each by date."""

    added: tuple[Reading, ...] = ()
    corrected: tuple[tuple[Reading, Reading], ...] = ()
    removed: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class DecidedBy:
    """The decision of a review that names what moved."""

    review: Review
    decision: Decision


@dataclass(frozen=True, slots=True)
class AimMove:
    """A measure's target, baseline or band that is not what it was, and what is on record about it.

    `fields` are its keys (`target.value`); `commits` the commits that moved it, the newest first, where history was asked.
    """

    fields: tuple[FieldChange, ...]
    decided: DecidedBy | None = None
    commits: "tuple[Commit, ...]" = ()


@dataclass(frozen=True, slots=True)
class ElementChange:
    """What happened to one element: `before` is None for a new one, `after` for one that is gone.

    `was` is its former id where it was renamed. `owner` is the id of what it belongs to: a party, an objective, a review.
    """

    id: str
    before: Element | None
    after: Element | None
    was: str | None = None
    owner: str = ""
    fields: tuple[FieldChange, ...] = ()
    aim: AimMove | None = None
    links: tuple[LinkChange, ...] = ()
    readings: NewReadings | None = None

    @property
    def element(self) -> Element:
        """The element as it is, or as it last was."""
        found = self.after or self.before
        if found is None:
            raise ValueError("a change without an element")
        return found

    @property
    def retired(self) -> bool:
        """Whether it was retired: kept in the plan, and no longer pursued."""
        return any(change.key == "status" and change.after == Status.RETIRED for change in self.fields)


@dataclass(frozen=True, slots=True)
class StatusMove:
    """An objective or a measure that stands elsewhere than it did. `by_time`: nothing about it was written."""

    element: Element
    before: State
    after: State
    by_time: bool = False


@dataclass(frozen=True, slots=True)
class RungMove:
    """A strategy on another rung of the evidence ladder. `by_time`: it would be there had nothing been written."""

    element: Element
    before: Rung
    after: Rung
    by_time: bool = False


@dataclass(frozen=True)
class Changes:
    """What changed from one state of a plan to another. `since` and `until` are the days on which each was judged.

    `elements` are in the plan's order, those that are gone last. `unread` names files that could not be read on either side: what they
    hold is not compared.
    """

    since: dt.date
    until: dt.date
    elements: tuple[ElementChange, ...] = ()
    settings: tuple[FieldChange, ...] = ()
    statuses: tuple[StatusMove, ...] = ()
    rungs: tuple[RungMove, ...] = ()
    unread: tuple[str, ...] = ()

    @cached_property
    def added(self) -> tuple[ElementChange, ...]:
        """Elements that are new."""
        return tuple(change for change in self.elements if change.before is None)

    @cached_property
    def removed(self) -> tuple[ElementChange, ...]:
        """Elements that are gone."""
        return tuple(change for change in self.elements if change.after is None)

    @cached_property
    def retired(self) -> tuple[ElementChange, ...]:
        """Elements that were retired."""
        return tuple(change for change in self.elements if change.retired)

    @cached_property
    def renamed(self) -> tuple[ElementChange, ...]:
        """Elements that have another id."""
        return tuple(change for change in self.elements if change.was is not None)

    @cached_property
    def moved(self) -> tuple[ElementChange, ...]:
        """Measures whose target, baseline or band moved."""
        return tuple(change for change in self.elements if change.aim is not None)

    @cached_property
    def read(self) -> tuple[ElementChange, ...]:
        """Measures with new or corrected readings."""
        return tuple(change for change in self.elements if change.readings is not None)

    @property
    def none(self) -> bool:
        """Whether nothing changed in meaning."""
        return not (self.elements or self.settings or self.statuses or self.rungs)


@dataclass(frozen=True, slots=True)
class Past:
    """What the history proves of the plan: targets, baselines and bands that moved since a review was recorded, by measure."""

    review: Review
    moved: Mapping[str, AimMove]


def compare(before: Alignment, after: Alignment) -> Changes:
    """What changed from one plan on its day to another on its own."""
    elements = element_changes(before.plan, after.plan)
    former = {change.id: change.was for change in elements if change.was}
    written = frozenset(name for change in elements for name in (change.id, change.owner))
    # The earlier plan on the later day tells what time alone has done.
    aged = Alignment(before.plan, after.today, after.tolerance, after.cadence_months)
    return Changes(
        since=before.today,
        until=after.today,
        elements=elements,
        settings=tuple(_differences(of_settings(before.plan.settings), of_settings(after.plan.settings))),
        statuses=tuple(_status_moves(before, after, aged, former, written)),
        rungs=tuple(_rung_moves(before, after, aged, former)),
        unread=tuple(sorted({file.path for file in (*before.plan.unread, *after.plan.unread)})),
    )


def element_changes(before: Plan, after: Plan) -> tuple[ElementChange, ...]:
    """What happened to each element that is not what it was.

    An element that one side lacks is left out where a file that could not be read may define it.
    """
    same_files = _same_files(before, after)
    gone = [e for name, e in before.elements.items() if name not in after.elements and not after.may_define(name)]
    new = [e for name, e in after.elements.items() if name not in before.elements and not before.may_define(name)]
    former = renamed_ids(gone, new)
    owners_before, owners_after = owners(before), owners(after)
    renames = {was: now for now, was in former.items()}
    found = []
    for name, element in after.elements.items():
        was = former.get(name, name)
        earlier = before.elements.get(was)
        if earlier is None:
            if not before.may_define(name):
                found.append(ElementChange(name, None, element, owner=owners_after.get(name, "")))
            continue
        # Under another name, a link in an unchanged file may mean another thing; without renames it cannot.
        if not renames and _unchanged(earlier, element, same_files):
            continue
        owner_before, owner = owners_before.get(was, ""), owners_after.get(name, "")
        change = _change(earlier, element, renames, renames.get(owner_before, owner_before), owner)
        if change is not None:
            found.append(change)
    taken = set(former.values())
    found += [ElementChange(e.id, e, None, owner=owners_before.get(e.id, "")) for e in gone if e.id not in taken]
    return tuple(_decided(change, before, after) for change in found)


def in_both(some: Iterable[ElementChange], others: Iterable[ElementChange]) -> tuple[ElementChange, ...]:
    """The part of some changes that others, of the same plan against another earlier one, have too: what a merge itself did."""
    by_id = {change.id: change for change in others}
    found = (_shared(change, by_id[change.id]) for change in some if change.id in by_id)
    return tuple(change for change in found if change is not None)


def _shared(change: ElementChange, other: ElementChange) -> ElementChange | None:
    if change.before is None or change.after is None:
        return (
            change
            if (change.before is None, change.after is None) == (other.before is None, other.after is None)
            else None
        )
    there = {(field.key, field.after) for field in (*other.fields, *(other.aim.fields if other.aim else ()))}
    fields = tuple(field for field in change.fields if (field.key, field.after) in there)
    aim = tuple(field for field in (change.aim.fields if change.aim else ()) if (field.key, field.after) in there)
    targets = {link.target for link in other.links}
    linked = tuple(link for link in change.links if link.target in targets)
    readings = change.readings if change.readings and change.readings == other.readings else None
    was = change.was if change.was == other.was else None
    if not (fields or aim or linked or readings or was):
        return None
    move = replace(change.aim, fields=aim) if change.aim and aim else None
    return replace(change, was=was, fields=fields, aim=move, links=linked, readings=readings)


def owners(plan: Plan) -> dict[str, str]:
    """To what each element belongs, by id: a party, an objective, a review; nothing for those that stand by themselves."""
    found: dict[str, str] = {}
    for party in (plan.organization, plan.pmo, *plan.customers):
        for element in (*party.values, *party.goals, *party.strategies, *party.objectives):
            found[element.id] = party.id
        for objective in party.objectives:
            found.update(dict.fromkeys((measure.id for measure in objective.measures), objective.id))
    found.update((element.id, plan.pmo.id) for element in (*plan.pmo.services, *plan.pmo.assets))
    for review in plan.reviews:
        found.update((item.id, review.id) for item in (*review.decisions, *review.actions))
    return found


def _same_files(before: Plan, after: Plan) -> frozenset[str]:
    texts = {file.path: file.text for file in before.files}
    return frozenset(file.path for file in after.files if texts.get(file.path) == file.text)


def _unchanged(before: Element, after: Element, same_files: frozenset[str]) -> bool:
    """Whether two elements come from the same place of the same text, their readings included: then nothing need be compared."""
    if before is after:
        return True
    places = ((before.origin, after.origin), *zip(before.origin.others, after.origin.others, strict=False))
    if len(before.origin.others) != len(after.origin.others):
        return False
    for one, other in places:
        if one.file.path != other.file.path or one.offset != other.offset or one.file.path not in same_files:
            return False
    if isinstance(before, Measure) and isinstance(after, Measure):
        files = {reading.place.file.path for measure in (before, after) for reading in measure.readings}
        return files <= same_files and len(before.readings) == len(after.readings)
    return True


def _change(
    before: Element, after: Element, renames: Mapping[str, str], was_of: str, owner: str
) -> ElementChange | None:
    earlier = with_new_ids(facts(before), renames)
    fields = list(_differences(earlier, facts(after)))
    if was_of != owner:
        fields.append(FieldChange("belongs to", was_of or None, owner or None))
    aim = tuple(change for change in fields if change.key.startswith(AIM))
    rest = tuple(change for change in fields if not change.key.startswith(AIM))
    linked = tuple(_link_changes(links(before, renames), links(after), renames))
    readings = _readings(before, after)
    was = before.id if before.id != after.id else None
    if not (fields or linked or readings or was):
        return None
    move = AimMove(aim) if aim else None
    return ElementChange(after.id, before, after, was, owner, rest, move, linked, readings)


def _differences(before: Mapping[str, Value], after: Mapping[str, Value]) -> Iterator[FieldChange]:
    for key in dict.fromkeys((*before, *after)):
        if before.get(key) != after.get(key):
            yield FieldChange(key, before.get(key), after.get(key))


def _link_changes(
    before: Mapping[str, Link], after: Mapping[str, Link], renames: Mapping[str, str]
) -> Iterator[LinkChange]:
    for target in dict.fromkeys((*after, *before)):
        one, other = before.get(target), after.get(target)
        if one is None or other is None or with_new_ids(facts(one), renames) != facts(other):
            yield LinkChange(target, one, other)


def _readings(before: Element, after: Element) -> NewReadings | None:
    if not (isinstance(before, Measure) and isinstance(after, Measure)):
        return None
    earlier = {reading.date: reading for reading in before.readings}
    later = {reading.date: reading for reading in after.readings}
    added = tuple(reading for day, reading in later.items() if day not in earlier)
    removed = tuple(reading for day, reading in earlier.items() if day not in later)
    corrected = tuple(
        (earlier[day], reading)
        for day, reading in later.items()
        if day in earlier and (earlier[day].value, earlier[day].note) != (reading.value, reading.note)
    )
    return NewReadings(added, corrected, removed) if added or corrected or removed else None


def _decided(change: ElementChange, before: Plan, after: Plan) -> ElementChange:
    """The change with the decision that is on record for a moved target: of a review that the earlier plan did not have, or had undecided."""
    if change.aim is None:
        return change
    objective = after.elements.get(change.owner)
    names = [*spoken_names(change.element), *(spoken_names(objective) if objective else ())]
    for review in sorted(after.reviews, key=lambda review: review.date or dt.date.min, reverse=True):
        for decision in review.decisions:
            if decision.decided and not _was_decided(decision, before) and names_any(said_in(decision), names):
                return replace(change, aim=replace(change.aim, decided=DecidedBy(review, decision)))
    return change


def decided_lately(change: ElementChange, plan: Plan, day: dt.date) -> ElementChange:
    """The change of a target, with the decision that names it of a review held on the day or in the quarter before.

    For a step of the history: people decide, and write it into the plan with the next commit.
    """
    if change.aim is None or change.aim.decided is not None:
        return change
    objective = plan.elements.get(change.owner)
    names = [*spoken_names(change.element), *(spoken_names(objective) if objective else ())]
    held = [r for r in plan.reviews if r.date is not None and day - dt.timedelta(days=_QUARTER) <= r.date <= day]
    for review in sorted(held, key=lambda review: review.date or dt.date.min, reverse=True):
        for decision in review.decisions:
            if decision.decided and names_any(said_in(decision), names):
                return replace(change, aim=replace(change.aim, decided=DecidedBy(review, decision)))
    return change


def _was_decided(decision: Decision, before: Plan) -> bool:
    earlier = before.elements.get(decision.id)
    return isinstance(earlier, Decision) and earlier.decided is not None


def _status_moves(
    before: Alignment, after: Alignment, aged: Alignment, former: Mapping[str, str], written: frozenset[str]
) -> Iterator[StatusMove]:
    """Moves of the PMO's objectives and their measures.

    `aged` is the earlier plan on the later day; `written` are the ids of what changed in the plan, and of what that belongs to.
    """
    earlier = {objective.id: objective for objective in before.objectives}
    for objective in after.objectives:
        was = earlier.get(former.get(objective.id, objective.id))
        if was is None:
            continue
        one, other = before.roll_up(was).state, after.roll_up(objective).state
        if one is not other:
            by_time = objective.id not in written and aged.roll_up(was).state is other
            yield StatusMove(objective, one, other, by_time)
        measures = {measure.id: measure for measure in was.measures}
        for measure in objective.measures:
            then = measures.get(former.get(measure.id, measure.id))
            if then is None:
                continue
            one, other = before.standing(then).state, after.standing(measure).state
            if one is not other:
                by_time = measure.id not in written and aged.standing(then).state is other
                yield StatusMove(measure, one, other, by_time)


def _rung_moves(before: Alignment, after: Alignment, aged: Alignment, former: Mapping[str, str]) -> Iterator[RungMove]:
    earlier = {climb.strategy.id: climb for climb in before.ladder}
    for climb in after.ladder:
        was = earlier.get(former.get(climb.strategy.id, climb.strategy.id))
        if was is not None and was.rung is not climb.rung:
            by_time = aged.climb(was.strategy).rung is climb.rung
            yield RungMove(climb.strategy, was.rung, climb.rung, by_time)
