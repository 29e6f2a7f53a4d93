"""Where the money of initiatives goes: along primary links up to the organization's strategies, every part of a budget counted once.

Money follows the primary link, or the shares that an initiative gives (`allocation`). What reaches several strategies without shares
is not divided by us: nobody said how.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass

from pmo.align import Alignment, active
from pmo.model import Course, Initiative, Strategy
from pmo.terms import Strength

_WHOLE = 100.0


@dataclass(frozen=True, slots=True)
class Portion:
    """A part of an initiative: the share of it (0–1), and the sum in the plan's currency; None when its budget is unknown."""

    initiative: Initiative
    share: float
    amount: float | None


@dataclass(frozen=True, slots=True)
class Spend:
    """Active initiatives by what their money is for.

    `strategies` has every strategy that counts, those without money too. `undivided` reaches several strategies and says no shares;
    `kept` runs or is mandated and supports nothing; `unlinked` reaches no strategy that counts. `unknown` are the initiatives without a
    budget, wherever else they stand.
    """

    strategies: tuple[tuple[Strategy, tuple[Portion, ...]], ...]
    undivided: tuple[Portion, ...]
    kept: tuple[Portion, ...]
    unlinked: tuple[Portion, ...]
    unknown: tuple[Initiative, ...]
    initiatives: tuple[Initiative, ...]

    @property
    def total(self) -> float:
        """The budgets that are known, together."""
        return sum(initiative.budget or 0.0 for initiative in self.initiatives)


def spend(alignment: Alignment) -> Spend:
    """Where the budgets of the active initiatives go."""
    initiatives = tuple(i for i in alignment.plan.initiatives if active(i, alignment.today))
    ours = {strategy.id: strategy for strategy in alignment.strategies}
    found: dict[str, list[Portion]] = {name: [] for name in ours}
    undivided: list[Portion] = []
    kept: list[Portion] = []
    unlinked: list[Portion] = []
    for initiative in initiatives:
        for targets, share in _parts(initiative):
            portion = Portion(initiative, share, None if initiative.budget is None else initiative.budget * share)
            homes = {home for target in targets for home in _homes(target, alignment, ours, set())}
            if len(homes) == 1:
                found[homes.pop()].append(portion)
            elif homes:
                undivided.append(portion)
            else:
                (kept if initiative.category and not initiative.supports else unlinked).append(portion)
    return Spend(
        strategies=tuple((ours[name], tuple(portions)) for name, portions in found.items()),
        undivided=tuple(undivided),
        kept=tuple(kept),
        unlinked=tuple(unlinked),
        unknown=tuple(initiative for initiative in initiatives if initiative.budget is None),
        initiatives=initiatives,
    )


def _parts(initiative: Initiative) -> Iterator[tuple[tuple[str, ...], float]]:
    """What each share of an initiative is for; the whole of it for its primary links where it gives no shares that can be used."""
    shares = initiative.allocation
    if shares and round(sum(share for _, share in shares), 6) == _WHOLE and min(share for _, share in shares) >= 0:
        for target, share in shares:
            if share:
                yield (target,), share / _WHOLE
        return
    yield tuple(link.target for link in initiative.supports if link.strength is Strength.PRIMARY), 1.0


def _homes(name: str, alignment: Alignment, ours: Container[str], seen: set[str]) -> Iterator[str]:
    """The strategies that an element is mainly for: itself, or what its primary links lead to."""
    if name in seen or name not in alignment.active_ids:
        return
    seen.add(name)
    if name in ours:
        yield name
        return
    element = alignment.plan.elements[name]
    if isinstance(element, Course):
        for link in element.supports:
            if link.strength is Strength.PRIMARY:
                yield from _homes(link.target, alignment, ours, seen)
