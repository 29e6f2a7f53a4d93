"""The evidence ladder as a report shows it: how many strategies reached each rung, and where each stopped, uncovered ones first."""

from dataclasses import dataclass, field

from pmo.answers import Climb, Rung
from pmo.language.words import message
from pmo.report.facts import Facts, anchor
from pmo.report.fields import PRINTED
from pmo.report.rungs import rung_heads, rung_words

_MOST = 40
"""Strategies that are shown at once; a longer ladder goes on in a fold."""

_TESTS = {
    Rung.LINKED: message("a PMO objective says that it supports the strategy"),
    Rung.REASONED: message("it is meant mainly for that, says why, and has not changed since it was confirmed"),
    Rung.MEASURABLE: message("it has an owner, a start, and a dated target"),
    Rung.EVIDENCED: message("a reading came in on time"),
    Rung.MOVING: message("the newest reading is better than the start"),
    Rung.ACHIEVED: message("the target is met"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One rung: what it asks for, how many strategies reached it, and the names of those that stopped just below it."""

    word: str
    test: str
    reached: int
    of: str
    fell: str
    weight: str


@dataclass(frozen=True, slots=True)
class StrategyRow:
    """One strategy: its rung (0–6), by which objective, and what the next rung lacks. `weight` is leadership's own, if it gave one."""

    anchor: str
    name: str
    owner: str
    owned: bool
    rung: int
    word: str
    lacks: str
    by: str
    by_anchor: str
    via: str
    id: str
    owner_id: str
    weight: float | None
    head: str = field(default="", metadata=PRINTED)
    """The rung's word as it stands by itself."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rungs from the bottom, and the strategies, lowest first. `weighted` when leadership's weights sum to 100.

    `begun` says whether any strategy is on the ladder at all. `rest` are the rows of a long ladder that come after the first.
    """

    steps: tuple[Step, ...]
    rows: tuple[StrategyRow, ...]
    total: int
    weighted: bool
    begun: bool
    rest: tuple[StrategyRow, ...]


def ladder(facts: Facts) -> Ladder:
    """Where the evidence for each strategy ends."""
    alignment, words = facts.alignment, facts.words
    total = len(alignment.strategies)
    steps = []
    for rung in list(Rung)[1:]:
        weight = alignment.weight_at(rung)
        reached = len(alignment.reached(rung))
        fell = words.listed([strategy.name_ for strategy in alignment.fell_off(rung)], _MOST)
        share = "" if weight is None else words("{weight} of 100", weight=words.number(weight))
        word, test = rung_heads(words)[rung], words(_TESTS[rung])
        steps.append(Step(word, test, reached, words.fraction(reached, total), fell, share))
    climbs = sorted(alignment.ladder, key=lambda climb: climb.rung)
    rows = tuple(strategy_row(climb, facts) for climb in climbs)
    return Ladder(
        steps=tuple(steps),
        rows=rows[:_MOST],
        total=total,
        weighted=any(step.weight for step in steps),
        begun=steps[0].reached > 0,
        rest=rows[_MOST:],
    )


def strategy_row(climb: Climb, facts: Facts) -> StrategyRow:
    """A strategy with the rung that it reached."""
    words, strategy, claim = facts.words, climb.strategy, climb.claim
    owner, lacks = facts.name(strategy.owner), words.told(climb.lacks) if climb.lacks else ""
    through = [words.quoted(facts.name(link.target)) for link in claim.path[:-1]] if claim else []
    return StrategyRow(
        anchor=anchor(strategy.id),
        name=strategy.name_,
        owner=owner or words("nobody named"),
        owned=bool(owner),
        rung=int(climb.rung),
        word=rung_words(words)[climb.rung],
        lacks=lacks[:1].upper() + lacks[1:],
        by=claim.objective.name_ if claim else "",
        by_anchor=anchor(claim.objective.id) if claim else "",
        via=words.listed(through),
        id=strategy.id,
        owner_id=strategy.owner or "",
        weight=strategy.weight,
        head=rung_heads(words)[climb.rung],
    )
