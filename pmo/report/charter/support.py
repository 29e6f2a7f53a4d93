"""How a PMO carries the organization's strategy, as its charter says it: each strategy, by which objectives, and why, in words."""

from dataclasses import dataclass

from pmo.align import active
from pmo.answers import Claim, Rung
from pmo.model import Element, Goal, Strategy
from pmo.report.charter.references import MOST, Ref, References
from pmo.report.charter.written import Who, called, called_by_id, missing, real, who
from pmo.report.facts import Facts, anchor, listed, quoted
from pmo.report.figures import count, fraction, number
from pmo.terms import Strength

_MOST = 12

_BELONGS = (
    "what the organization's leadership has chosen to do, as strategies; each objective of the PMO then says which of them "
    "it supports, and why"
)


@dataclass(frozen=True, slots=True)
class Supporter:
    """An objective that supports a strategy. `because` (prose) is empty when the link gives no reason; `through` names a way round."""

    ref: Ref
    because: str
    side_effect: bool
    through: str
    agreed_by: str


@dataclass(frozen=True, slots=True)
class SupportedRow:
    """A strategy, or a goal or objective of the organization that is supported directly. `left` counts supporters not shown."""

    anchor: str
    name: str
    kind: str
    owner: Who
    weight: str
    supporters: tuple[Supporter, ...]
    left: int


@dataclass(frozen=True, slots=True)
class LeftRow:
    """A strategy that the PMO leaves to others; `because` is prose."""

    anchor: str
    name: str
    owner: Who
    because: str


@dataclass(frozen=True, slots=True)
class Support:
    """The alignment table. `sentence` sums it up; `untraced` names objectives of the PMO that support nothing of the organization.

    `more` counts strategies beyond those that are printed.
    """

    sentence: str
    rows: tuple[SupportedRow, ...]
    more: int
    left: tuple[LeftRow, ...]
    untraced: str
    missing: str


def support(facts: Facts, references: References) -> Support:
    """Every active strategy, in the plan's order, and after them what else of the organization is supported directly."""
    alignment, organization = facts.alignment, facts.plan.organization
    strategies = alignment.strategies
    known = {strategy.id for strategy in strategies}
    direct = {link.target.id: link.target for link in alignment.links if link.target.id not in known}
    weighted = alignment.weight_at(Rung.UNCOVERED) is not None
    targets = (*strategies, *direct.values())
    left = tuple(
        LeftRow(anchor(s.id), called(s), who(facts.plan, s.owner), real(s.because)) for s in alignment.left_to_others
    )
    return Support(
        sentence=_sentence(facts),
        rows=tuple(_row(element, facts, references, weighted=weighted) for element in targets[:MOST]),
        more=max(len(targets) - MOST, 0),
        left=left,
        untraced=listed([quoted(called(objective)) for objective in alignment.coverage.untraced], _MOST),
        missing=""
        if strategies or left
        else missing(facts.plan, _BELONGS, broken="strategies" in organization.invalid) + _idle(facts),
    )


def _row(element: Element, facts: Facts, references: References, *, weighted: bool) -> SupportedRow:
    claims = sorted(facts.alignment.claims.get(element.id, ()), key=_rank)
    weight = element.weight if isinstance(element, Strategy) and weighted else None
    kind = "strategy" if isinstance(element, Strategy) else "goal" if isinstance(element, Goal) else "objective"
    return SupportedRow(
        anchor=anchor(element.id),
        name=called(element),
        kind=kind,
        owner=who(facts.plan, getattr(element, "owner", None)),
        weight=number(weight) if weight is not None else "",
        supporters=tuple(_supporter(claim, facts, references) for claim in claims[:_MOST]),
        left=max(len(claims) - _MOST, 0),
    )


def _rank(claim: Claim) -> tuple[bool, bool]:
    # What an objective is mainly for comes first, the way round through others last.
    return len(claim.path) > 1, claim.link.strength is not Strength.PRIMARY


def _supporter(claim: Claim, facts: Facts, references: References) -> Supporter:
    plan, link = facts.plan, claim.link
    return Supporter(
        ref=references.ref(claim.objective.id),
        because=real(link.because),
        side_effect=link.strength is not Strength.PRIMARY,
        through=listed([_theirs(step.target, facts) for step in claim.path[:-1]]),
        agreed_by=called_by_id(plan, link.agreed_by) if link.agreed_by else "",
    )


def _theirs(element_id: str, facts: Facts) -> str:
    """An objective with whose it is."""
    owner = facts.alignment.owners.get(element_id)
    name = quoted(called_by_id(facts.plan, element_id))
    return f"{name} of {called(owner)}" if owner is not None and owner is not facts.plan.pmo else name


def _sentence(facts: Facts) -> str:
    alignment = facts.alignment
    covered, all_of_them = len(alignment.coverage.covered), len(alignment.strategies)
    if not all_of_them:
        return ""
    if not covered:
        return "No objective of the PMO supports any of these strategies yet."
    if covered == all_of_them:
        one = (
            "The organization's one active strategy is"
            if all_of_them == 1
            else f"All {all_of_them} active strategies are"
        )
        return f"{one} supported by an objective of the PMO."
    return f"{fraction(covered, all_of_them)} active strategies are supported by an objective of the PMO."


def _idle(facts: Facts) -> str:
    """What there is instead of active strategies."""
    strategies = facts.plan.organization.strategies
    idle = sum(not active(strategy, facts.alignment.today) for strategy in strategies)
    if not idle:
        return ""
    return (
        f" {count(idle, 'strategy')} in the plan {'is' if idle == 1 else 'are'} not counted: a draft, retired, or over."
    )
