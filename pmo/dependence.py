"""What hangs on what: the chain from an element up to the strategy, down to the work, and what would fall if it were dropped.

The words are those of `pmo.align`: an element is active when it is proposed or approved and not over, a link is live when its target is
active. An element loses its reason when all that it supports or serves is gone, or all those for whom it is.
"""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from pmo.align import Alignment
from pmo.kinds import holders
from pmo.model import Asset, Course, Element, Initiative, Objective, Party, Service, Strategy
from pmo.terms import Status, Strength


@dataclass(frozen=True, slots=True)
class Tie:
    """One step of a chain: the element that it leads to, how (`supports`, `serves`), why, and the steps beyond.

    `cut` says that the steps beyond are left out, because they stand in the chain already or nobody could read so many.
    """

    element: Element
    how: str
    because: str | None = None
    strength: Strength = Strength.PRIMARY
    beyond: tuple["Tie", ...] = ()
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Fall:
    """What would fall if an element were dropped, each in the plan's order and without the element itself.

    `parts` belong to it, or to something that falls with it. `reasonless` lose all their reasons, `weakened` some of them; of these, `barely` keep side effects only (secondary links). `uncovered`
    strategies would be left without any objective, `idle` objectives without anything that works on them, `unmeasured` ones without a
    measure, `unowned` elements without their owner. Money is in the plan's currency: `budget` is that of the initiatives that fall, the
    element itself included, of which `unpriced` name none; `allotted` is what other initiatives have set aside for what falls.
    """

    parts: tuple[Element, ...] = ()
    reasonless: tuple[Element, ...] = ()
    weakened: tuple[Element, ...] = ()
    barely: tuple[Element, ...] = ()
    uncovered: tuple[Strategy, ...] = ()
    idle: tuple[Objective, ...] = ()
    unmeasured: tuple[Objective, ...] = ()
    unowned: tuple[Element, ...] = ()
    budget: float = 0.0
    unpriced: int = 0
    allotted: float = 0.0

    @property
    def nothing(self) -> bool:
        """Whether the plan would stand as before."""
        fallen = (self.parts, self.reasonless, self.weakened, self.uncovered, self.idle, self.unmeasured, self.unowned)
        return not (any(fallen) or self.budget or self.allotted)


class _Without(Alignment):
    """The same graph without some elements."""

    def __init__(self, whole: Alignment, gone: Iterable[str]) -> None:
        super().__init__(whole.plan, whole.today, whole.tolerance, whole.cadence_months)
        self._whole = whole
        self._gone = frozenset(gone)

    @cached_property
    def active_ids(self) -> frozenset[str]:
        return self._whole.active_ids - self._gone

    @cached_property
    def objectives(self) -> tuple[Objective, ...]:
        return tuple(objective for objective in self._whole.objectives if objective.id not in self._gone)


class Dependence:
    """The plan as a graph of reasons. Every query is computed once, on first use; nothing changes the plan."""

    def __init__(self, alignment: Alignment) -> None:
        self.alignment = alignment
        self._elements = alignment.plan.elements

    @cached_property
    def holders(self) -> Mapping[str, Element]:
        """To which element each other belongs, by id."""
        return holders(self.alignment.plan)

    @cached_property
    def _held(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name, holder in self.holders.items():
            found.setdefault(holder.id, []).append(name)
        return found

    @cached_property
    def _upward(self) -> dict[str, tuple[Tie, ...]]:
        """What each element supports or serves, without what lies beyond."""
        found = {}
        for element in self._elements.values():
            ties = [
                Tie(self._elements[link.target], "supports", link.because, link.strength)
                for link in (element.supports if isinstance(element, Course) else ())
                if link.target in self._elements and link.target != element.id
            ]
            if isinstance(element, Service | Asset):
                ties += [Tie(self._elements[target], "serves") for target in element.serves if target in self._elements]
            if ties:
                found[element.id] = tuple(ties)
        return found

    @cached_property
    def _downward(self) -> dict[str, tuple[Tie, ...]]:
        """What supports or serves each element. Retired elements are left out: they no longer do."""
        found: dict[str, list[Tie]] = {}
        for name, ties in self._upward.items():
            element = self._elements[name]
            if getattr(element, "status", None) is not Status.RETIRED:
                for tie in ties:
                    found.setdefault(tie.element.id, []).append(Tie(element, tie.how, tie.because, tie.strength))
        return {name: tuple(ties) for name, ties in found.items()}

    def upwards(self, element_id: str, most: int = 60) -> tuple[Tie, ...]:
        """The chain to the strategy and the goals beyond it. What belongs to another element continues from that one."""
        start = element_id
        while start not in self._upward and start in self.holders and not isinstance(self.holders[start], Party):
            start = self.holders[start].id
        return _chain(start, self._upward, most)

    def downwards(self, element_id: str, most: int = 200) -> tuple[Tie, ...]:
        """The chain to the objectives, initiatives, services and assets that the element is a reason for."""
        return _chain(element_id, self._downward, most)

    def below(self, element_id: str) -> frozenset[str]:
        """Ids of all that leads up to an element, however far below, with the measures and benefits of these."""
        found, queue = {element_id}, deque([element_id])
        while queue:
            current = queue.popleft()
            further = [tie.element.id for tie in self._downward.get(current, ())] + self._held.get(current, [])
            for name in further:
                if name not in found:
                    found.add(name)
                    queue.append(name)
        return frozenset(found - {element_id})

    def owned_by(self, person: str) -> tuple[Element, ...]:
        """What a person answers for."""
        return tuple(element for element in self._elements.values() if getattr(element, "owner", None) == person)

    def for_whom(self, party: str) -> tuple[Element, ...]:
        """Objectives and services that are for a customer."""
        return tuple(element for element in self._elements.values() if party in getattr(element, "for_", ()))

    def if_dropped(self, element_id: str) -> Fall:
        """What would fall with the element."""
        fallen = self._fallen(element_id)
        gone = {element_id, *fallen}
        elements, alignment = self._elements, self.alignment
        before = alignment.claims
        after = _Without(alignment, gone).claims
        funded = [e for e in elements.values() if isinstance(e, Initiative) and e.id in alignment.active_ids]
        lost = [initiative for initiative in funded if initiative.id in gone]
        standing = [e for e in elements.values() if e.id in alignment.active_ids and e.id not in gone]
        weakened = tuple(e for e in standing if self._loses_some(e, gone))
        return Fall(
            parts=tuple(elements[name] for name in fallen if self._is_part(name, gone)),
            reasonless=tuple(elements[name] for name in fallen if not self._is_part(name, gone)),
            weakened=weakened,
            barely=tuple(e for e in weakened if self._keeps_side_effects_only(e, gone)),
            uncovered=tuple(
                s for s in alignment.strategies if s.id not in gone and s.id in before and s.id not in after
            ),
            idle=tuple(o for o in alignment.objectives if o.id not in gone and self._left_idle(o, gone)),
            unmeasured=tuple(
                o
                for o in alignment.objectives
                if o.id not in gone and o.measures and all(measure.id in gone for measure in o.measures)
            ),
            unowned=tuple(e for e in self.owned_by(element_id) if getattr(e, "status", None) is not Status.RETIRED),
            budget=sum(initiative.budget or 0.0 for initiative in lost),
            unpriced=sum(initiative.budget is None for initiative in lost),
            allotted=sum(
                (initiative.budget or 0.0) * share / 100
                for initiative in funded
                if initiative.id not in gone
                for target, share in initiative.allocation
                if target in gone
            ),
        )

    def _is_part(self, name: str, gone: set[str]) -> bool:
        return name in self.holders and self.holders[name].id in gone

    def _loses_some(self, element: Element, gone: set[str]) -> bool:
        if any(tie.element.id in gone for tie in self._upward.get(element.id, ())):
            return True
        return isinstance(element, Objective | Service) and any(party in gone for party in element.for_)

    def _keeps_side_effects_only(self, element: Element, gone: set[str]) -> bool:
        ties = self._upward.get(element.id, ())
        left = [tie for tie in ties if tie.element.id not in gone and tie.element.id in self.alignment.active_ids]
        return len(left) < len(ties) and bool(left) and all(tie.strength is Strength.SECONDARY for tie in left)

    def _left_idle(self, objective: Objective, gone: set[str]) -> bool:
        at_work: list[Element] = [*self.alignment.served.get(objective.id, ())]
        at_work += self.alignment.initiatives_for(objective)
        return bool(at_work) and all(element.id in gone for element in at_work)

    def _fallen(self, element_id: str) -> list[str]:
        """Ids of all that loses its reason, or belongs to something that does, in the plan's order."""
        active = self.alignment.active_ids
        reasons = {name: {tie.element.id for tie in ties} & active for name, ties in self._upward.items()}
        gone, queue = {element_id}, deque([element_id])
        while queue:
            current = queue.popleft()
            touched = [tie.element for tie in self._downward.get(current, ())]
            if isinstance(self._elements.get(current), Party):
                touched += self.for_whom(current)
            falling = {element.id for element in touched if self._stands_on(element, gone, reasons)}
            falling |= set(self._held.get(current, ()))
            for name in falling:
                if name in active and name not in gone:
                    gone.add(name)
                    queue.append(name)
        return [name for name in self._elements if name in gone and name != element_id]

    def _stands_on(self, element: Element, gone: set[str], reasons: Mapping[str, set[str]]) -> bool:
        """Whether nothing is left that the element could stand on."""
        if getattr(element, "mandated_by", None) or getattr(element, "category", None):
            return False
        why, whom = reasons.get(element.id, set()), getattr(element, "for_", ())
        return (bool(why) and why <= gone) or (bool(whom) and set(whom) <= gone)


def _chain(start: str, steps: Mapping[str, tuple[Tie, ...]], most: int) -> tuple[Tie, ...]:
    """The tree of steps from `start`, each element opened once, at the place nearest to the start; `most` bounds how many are shown."""
    nearest: dict[str, str] = {start: ""}
    queue = deque([start])
    while queue and len(nearest) < most:
        current = queue.popleft()
        for tie in steps.get(current, ()):
            if tie.element.id not in nearest:
                nearest[tie.element.id] = current
                queue.append(tie.element.id)

    def grown(name: str, depth: int) -> tuple[Tie, ...]:
        found = []
        for tie in steps.get(name, ()):
            target = tie.element.id
            further = bool(steps.get(target))
            opened = nearest.get(target) == name and depth < _DEEPEST
            beyond = grown(target, depth + 1) if opened and further else ()
            found.append(Tie(tie.element, tie.how, tie.because, tie.strength, beyond, cut=further and not opened))
        return tuple(found)

    return grown(start, 0)


_DEEPEST = 40
