"""The scorecard as a view model: every objective of the PMO with all its measures, by strategy or by owner."""

from collections.abc import Iterable
from dataclasses import dataclass

from pmo.engine import Result
from pmo.language.words import message
from pmo.model import Goal, Objective, Strategy
from pmo.report.alignment.honesty import honesty
from pmo.report.alignment.objectives import ObjectiveRow, objective_row
from pmo.report.alignment.verdict import Verdict, verdict
from pmo.report.asked import Asked, Grouping
from pmo.report.facts import Facts, anchor
from pmo.report.page import Page, page
from pmo.report.rungs import rung_words
from pmo.report.states import Tallied, tallied
from pmo.terms import Strength

DRAWN = 200
"""Measures that are drawn; on a larger scorecard the numbers alone are shown, so that the page stays light."""

_NAMES = 6
_EMPTY = message("The PMO has no objectives yet, so there is nothing to score.")


@dataclass(frozen=True, slots=True)
class Group:
    """The objectives below one strategy, goal or owner. `kind` says which: `strategy`, `goal`, `objective`, `owner`, or `none`.

    `beside` says who owns the strategy and how far its evidence reaches, or what an owner's role is. `also` names the objectives that stand
    elsewhere and support this one too.
    """

    anchor: str
    id: str
    kind: str
    name: str
    beside: str
    tally: tuple[Tallied, ...]
    rows: tuple[ObjectiveRow, ...]
    also: str


@dataclass(frozen=True, slots=True)
class ScorecardView:
    """The scorecard's parts. `by` says how it is divided: `strategy` or `owner`. `empty` is said where there is nothing to score."""

    page: Page
    by: str
    verdict: Verdict
    summary: str
    groups: tuple[Group, ...]
    drawn: bool
    objectives: int
    measures: int
    empty: str
    honesty: tuple[str, ...]


def scorecard_view(result: Result, revision: str | None, asked: Asked) -> ScorecardView:
    """The scorecard of a check's result."""
    facts = Facts(result)
    objectives = facts.alignment.objectives
    measures = sum(len(objective.measures) for objective in objectives)
    drawn = measures <= DRAWN
    make = _by_owner if asked.by is Grouping.OWNER else _by_strategy
    return ScorecardView(
        page=page("scorecard", facts.words("Scorecard"), facts, revision),
        by=asked.by.value,
        verdict=verdict(facts),
        summary=_summary(len(objectives), measures, facts),
        groups=tuple(make(facts, drawn=drawn)),
        drawn=drawn,
        objectives=len(objectives),
        measures=measures,
        empty="" if objectives else facts.words(_EMPTY),
        honesty=honesty(facts),
    )


def _summary(objectives: int, measures: int, facts: Facts) -> str:
    words, overdue = facts.words, len(facts.alignment.overdue_readings)
    if not objectives:
        return words(_EMPTY)
    shown = words(
        "{objectives} with {measures}",
        objectives=words.many(objectives, "{n} objective", "{n} objectives"),
        measures=words.many(measures, "{n} measure", "{n} measures"),
    )
    late = (
        words.many(overdue, "{n} reading is overdue", "{n} readings are overdue")
        if overdue
        else words("no reading is overdue")
    )
    return words.sentence([shown, late])


def _by_strategy(facts: Facts, *, drawn: bool) -> Iterable[Group]:
    """Strategies in the plan's order, those without an objective too; then goals and the like; last what supports nothing."""
    homes: dict[str, list[Objective]] = {strategy.id: [] for strategy in facts.alignment.strategies}
    also: dict[str, list[str]] = {}
    supported = _supported(facts)
    for objective in facts.alignment.objectives:
        targets = supported[objective.id]
        homes.setdefault(next(iter(targets), ""), []).append(objective)
        for other in targets[1:]:
            also.setdefault(other, []).append(objective.name_)
    climbs = {climb.strategy.id: climb for climb in facts.alignment.ladder}
    # What supports nothing comes last.
    for home in sorted(homes, key=lambda name: name == ""):
        element = facts.plan.elements.get(home)
        beside = ""
        if isinstance(element, Strategy) and home in climbs:
            beside = f"{facts.owner(element.owner)} · {rung_words(facts.words)[climbs[home].rung]}"
        yield _group(
            home,
            "none" if element is None else _kind(element),
            facts.name(home) or facts.words("Supports no strategy or goal"),
            beside,
            homes[home],
            facts.words.listed(also.get(home, ()), _NAMES),
            facts,
            drawn=drawn,
        )


def _supported(facts: Facts) -> dict[str, list[str]]:
    """What each objective supports, what it is mainly for first: strategies, by its own links or through others; else what it links to."""
    ours = {strategy.id for strategy in facts.alignment.strategies}
    ranks: dict[str, dict[str, tuple[bool, int]]] = {objective.id: {} for objective in facts.alignment.objectives}
    for target, claims in facts.alignment.claims.items():
        for claim in claims if target in ours else ():
            side = any(link.strength is not Strength.PRIMARY for link in claim.path)
            ranks[claim.objective.id][target] = (side, len(claim.path))
    for objective in facts.alignment.objectives:
        if not ranks[objective.id]:
            links = [link for link in objective.supports if facts.alignment.live(link)]
            ranks[objective.id] = {link.target: (link.strength is not Strength.PRIMARY, 1) for link in links}
    return {name: sorted(found, key=found.__getitem__) for name, found in ranks.items()}


def _kind(element: object) -> str:
    if isinstance(element, Strategy):
        return "strategy"
    return "goal" if isinstance(element, Goal) else "objective"


def _by_owner(facts: Facts, *, drawn: bool) -> Iterable[Group]:
    """Owners in the order in which the plan names their objectives; what nobody owns comes first."""
    owned: dict[str, list[Objective]] = {}
    for objective in facts.alignment.objectives:
        owned.setdefault(objective.owner or "", []).append(objective)
    for owner in sorted(owned, key=lambda name: name != ""):
        person = facts.person(owner)
        role = person.removeprefix(facts.owner(owner)).removeprefix(", ")
        name = facts.owner(owner) if owner else facts.words("Nobody named")
        yield _group(
            owner, "owner" if owner else "none", name, role if owner else "", owned[owner], "", facts, drawn=drawn
        )


def _group(
    element_id: str,
    kind: str,
    name: str,
    beside: str,
    objectives: list[Objective],
    also: str,
    facts: Facts,
    *,
    drawn: bool,
) -> Group:
    return Group(
        anchor=anchor(element_id) if element_id else "id-",
        id=element_id,
        kind=kind,
        name=name,
        beside=beside,
        tally=tallied((facts.standings[objective.id].state for objective in objectives), facts.words),
        rows=tuple(objective_row(objective, facts, drawn=drawn) for objective in objectives),
        also=also,
    )
