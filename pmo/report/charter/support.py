"""How a PMO carries the organization's strategy, as its charter says it: each strategy, by which objectives, and why, in words."""

from dataclasses import dataclass, field

from pmo.align import active
from pmo.answers import Claim, Rung
from pmo.language.words import Words, message
from pmo.model import Element, Goal, Strategy
from pmo.report.charter.references import MOST, Ref, References
from pmo.report.charter.written import Who, called, called_by_id, missing, nameless, real, who
from pmo.report.facts import Facts, anchor
from pmo.report.fields import PRINTED
from pmo.terms import Strength

_MOST = 12

_BELONGS = message(
    "Here belongs what the organization's leadership has chosen to do, as strategies; each objective of the PMO then says which of them "
    "it supports, and why."
)


@dataclass(frozen=True, slots=True)
class Supporter:
    """An objective that supports a strategy. `because` (prose) is empty when the link gives no reason; `through` names a way round."""

    ref: Ref
    because: str
    side_effect: bool
    through: str
    agreed_by: str
    agreed: str = field(default="", metadata=PRINTED)
    """Who agreed, as an aside: `agreed` by the strategy's owner, or `agreed by Ann`."""


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
    word: str = field(default="", metadata=PRINTED)
    """What it is where it is no strategy: `Goal of the organization`."""
    beyond: str = field(default="", metadata=PRINTED)
    """How many supporters are left out, as a sentence."""


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
    beyond: str = field(default="", metadata=PRINTED)
    """How many strategies are left out, as a sentence."""


def support(facts: Facts, references: References) -> Support:
    """Every active strategy, in the plan's order, and after them what else of the organization is supported directly."""
    alignment, words = facts.alignment, facts.words
    strategies = alignment.strategies
    known = {strategy.id for strategy in strategies}
    direct = {link.target.id: link.target for link in alignment.links if link.target.id not in known}
    weighted = alignment.weight_at(Rung.UNCOVERED) is not None
    targets = (*strategies, *direct.values())
    left = tuple(
        LeftRow(anchor(s.id), called(s, words), who(facts, s.owner), real(s.because)) for s in alignment.left_to_others
    )
    more = max(len(targets) - MOST, 0)
    return Support(
        sentence=_sentence(facts),
        rows=tuple(_row(element, facts, references, weighted=weighted) for element in targets[:MOST]),
        more=more,
        left=left,
        untraced=words.listed([words.quoted(called(o, words)) for o in alignment.coverage.untraced], _MOST),
        missing="" if strategies or left else _missing(facts),
        beyond=words.many(
            more,
            "And {n} more strategy; the alignment report has all.",
            "And {n} more strategies; the alignment report has all.",
        )
        if more
        else "",
    )


def _row(element: Element, facts: Facts, references: References, *, weighted: bool) -> SupportedRow:
    claims = sorted(facts.alignment.claims.get(element.id, ()), key=_rank)
    words, left = facts.words, max(len(claims) - _MOST, 0)
    weight = element.weight if isinstance(element, Strategy) and weighted else None
    kind = "strategy" if isinstance(element, Strategy) else "goal" if isinstance(element, Goal) else "objective"
    return SupportedRow(
        anchor=anchor(element.id),
        name=called(element, words),
        kind=kind,
        owner=who(facts, getattr(element, "owner", None)),
        weight=words.number(weight) if weight is not None else "",
        supporters=tuple(_supporter(claim, element, facts, references) for claim in claims[:_MOST]),
        left=left,
        word=_word(kind, words),
        beyond=words.many(
            left,
            "And {n} more objective; the alignment report has all.",
            "And {n} more objectives; the alignment report has all.",
        )
        if left
        else "",
    )


def _word(kind: str, words: Words) -> str:
    if kind == "strategy":
        return ""
    return words("Goal of the organization") if kind == "goal" else words("Objective of the organization")


def _rank(claim: Claim) -> tuple[bool, bool]:
    # What an objective is mainly for comes first, the way round through others last.
    return len(claim.path) > 1, claim.link.strength is not Strength.PRIMARY


def _supporter(claim: Claim, element: Element, facts: Facts, references: References) -> Supporter:
    words, link = facts.words, claim.link
    agreed_by = called_by_id(facts, link.agreed_by) if link.agreed_by else ""
    agreed = words("agreed by {name}", name=agreed_by) if agreed_by else ""
    if agreed_by and agreed_by == who(facts, getattr(element, "owner", None)).name:
        agreed = words.about("by the owner of the strategy", "agreed")
    return Supporter(
        ref=references.ref(claim.objective.id),
        because=real(link.because),
        side_effect=link.strength is not Strength.PRIMARY,
        through=words.listed([_theirs(step.target, facts) for step in claim.path[:-1]]),
        agreed_by=agreed_by,
        agreed=agreed,
    )


def _theirs(element_id: str, facts: Facts) -> str:
    """An objective with whose it is."""
    words, owner = facts.words, facts.alignment.owners.get(element_id)
    name = words.quoted(called_by_id(facts, element_id))
    if owner is None or owner is facts.plan.pmo:
        return name
    if nameless(owner):
        return words("{name} of the organization", name=name)
    return words("{name} of {owner}", name=name, owner=called(owner, words))


def _sentence(facts: Facts) -> str:
    words, alignment = facts.words, facts.alignment
    covered, total = len(alignment.coverage.covered), len(alignment.strategies)
    if not total:
        return ""
    if not covered:
        return words("No objective of the PMO supports any of these strategies yet.")
    if covered < total:
        return words.many(
            covered,
            "{n} of {total} active strategies are supported by an objective of the PMO.",
            "{n} of {total} active strategies are supported by an objective of the PMO.",
            total=words.whole(total),
        )
    if total == 1:
        return words("The organization's one active strategy is supported by an objective of the PMO.")
    return words.many(
        total,
        "All {n} active strategy is supported by an objective of the PMO.",
        "All {n} active strategies are supported by an objective of the PMO.",
    )


def _missing(facts: Facts) -> str:
    """That there are no active strategies, what belongs there, and what there is instead of them."""
    organization = facts.plan.organization
    sentences = missing(facts, _BELONGS, broken="strategies" in organization.invalid)
    idle = sum(not active(strategy, facts.alignment.today) for strategy in organization.strategies)
    if not idle:
        return sentences
    uncounted = facts.words.many(
        idle,
        "{n} strategy in the plan is not counted: a draft, retired, or over.",
        "{n} strategies in the plan are not counted: a draft, retired, or over.",
    )
    return f"{sentences} {uncounted}"
