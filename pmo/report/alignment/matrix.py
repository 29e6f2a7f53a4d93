"""Strategies × objectives: which objective supports what, and the rows and columns that stay empty."""

from dataclasses import dataclass

from pmo.answers import Claim
from pmo.language.words import message
from pmo.model import Objective, Strategy
from pmo.report.facts import Facts, anchor
from pmo.terms import Strength

MOST = 20
"""Rows or columns that a reader can still follow; beyond that the matrix becomes a list."""

_CROWDED = 0.5
_NAMES = 10

MARKS = {
    "primary": ("●", message("what the objective is mainly for")),
    "suspect": ("◐", message("changed since a review confirmed it")),
    "secondary": ("○", message("a side effect")),
    "through": ("◌", message("through an objective of somebody else")),
}
"""Kinds of cells, the weightiest first: the sign where only characters are to be had, and what it means."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One crossing: the kind of mark and its sign. Empty where nothing is claimed."""

    mark: str = ""
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an objective supports the strategy (prose, empty when the link does not say), and who on the other side agreed."""

    objective: str
    mark: str
    sign: str
    because: str
    agreed_by: str


@dataclass(frozen=True, slots=True)
class Column:
    """One objective."""

    anchor: str
    name: str
    empty: bool
    id: str


@dataclass(frozen=True, slots=True)
class Row:
    """One strategy, or a goal that objectives support directly. Without a matrix, `primary` and `others` name the objectives."""

    anchor: str
    name: str
    kind: str
    empty: bool
    cells: tuple[Cell, ...]
    reasons: tuple[Reason, ...] = ()
    primary: str = ""
    others: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Matrix:
    """The whole table, or a list by strategy when it would be too large to read (`listed`). `legend` has the marks in use."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    legend: tuple[tuple[str, str, str], ...]
    listed: bool
    caption: str
    crowded: bool
    linked: bool

    @property
    def outlined(self) -> bool:
        """Whether a row or a column is empty."""
        empty = [row.empty for row in self.rows] + [column.empty for column in self.columns]
        return not self.listed and any(empty)


def matrix(facts: Facts) -> Matrix:
    """Every claim of an objective on a strategy, and on a goal that an objective supports by its own link."""
    alignment, words = facts.alignment, facts.words
    strategies, objectives = alignment.strategies, alignment.objectives
    targets = [(strategy.id, strategy.name_, "strategy") for strategy in strategies]
    known = {strategy.id for strategy in strategies}
    direct = {link.target.id: link.target for link in alignment.links}
    targets += [(i, e.name_, type(e).__name__.lower()) for i, e in direct.items() if i not in known]
    claims = {
        target: {claim.objective.id: claim for claim in alignment.claims.get(target, ())} for target, _, _ in targets
    }
    marked = set().union(*claims.values())
    as_list = max(len(targets), len(objectives)) > MOST
    ordered = [] if as_list else _by_first_claim(objectives, claims)
    rows = tuple(_row(target, claims[target[0]], ordered, facts, as_list=as_list) for target in targets)
    used = {cell.mark for row in rows for cell in row.cells if cell.mark}
    # A list cannot be crowded.
    density = None if as_list else alignment.spread.density
    return Matrix(
        columns=tuple(Column(anchor(o.id), o.name_, o.id not in marked, o.id) for o in ordered),
        rows=rows,
        legend=tuple((mark, sign, words(meaning)) for mark, (sign, meaning) in MARKS.items() if mark in used),
        listed=as_list,
        caption=_caption(strategies, objectives, marked, facts),
        crowded=density is not None and density > _CROWDED and min(len(strategies), len(objectives)) > 2,  # noqa: PLR2004 -- any table of four cells is dense
        linked=bool(marked),
    )


def _by_first_claim(objectives: tuple[Objective, ...], claims: dict[str, dict[str, Claim]]) -> list[Objective]:
    """Objectives in the order of the rows that they mainly support, so that marks run along the diagonal; those without any last."""

    def place(objective: Objective) -> tuple[bool, int]:
        found = [(at, by[objective.id]) for at, by in enumerate(claims.values()) if objective.id in by]
        main = [at for at, claim in found if claim.link.strength is Strength.PRIMARY and len(claim.path) == 1]
        return not found, min(main or [at for at, _ in found], default=0)

    return sorted(objectives, key=place)


def _row(
    target: tuple[str, str, str], claims: dict[str, Claim], columns: list[Objective], facts: Facts, *, as_list: bool
) -> Row:
    element_id, name, kind = target
    if not as_list:
        cells = tuple(_cell(claims.get(objective.id), facts) for objective in columns)
        reasons = [_reason(claim, facts) for claim in claims.values()]
        reasons.sort(key=lambda reason: list(MARKS).index(reason.mark))
        return Row(anchor(element_id), name, kind, not claims, cells, tuple(reasons), id=element_id)
    main: list[str] = []
    others: list[str] = []
    alignment = facts.alignment
    doubts = bool(alignment.suspect)
    for claim in claims.values():
        # The same as the mark `primary`, asked in a large plan for tens of thousands of claims.
        own = len(claim.path) == 1 and claim.path[0].strength is Strength.PRIMARY
        (main if own and not (doubts and alignment.doubtful(claim)) else others).append(claim.objective.name_)
    names = facts.words.listed(main, _NAMES), facts.words.listed(others, _NAMES)
    return Row(anchor(element_id), name, kind, not claims, (), (), *names, element_id)


def _cell(claim: Claim | None, facts: Facts) -> Cell:
    if claim is None:
        return Cell()
    mark = _mark(claim, facts)
    return Cell(mark, MARKS[mark][0])


def _reason(claim: Claim, facts: Facts) -> Reason:
    mark, link = _mark(claim, facts), claim.link
    return Reason(
        claim.objective.name_,
        mark,
        MARKS[mark][0],
        link.because or "",
        facts.name(link.agreed_by) if link.agreed_by else "",
    )


def _mark(claim: Claim, facts: Facts) -> str:
    if facts.alignment.doubtful(claim):
        return "suspect"
    if len(claim.path) > 1:
        return "through"
    return "primary" if claim.link.strength is Strength.PRIMARY else "secondary"


def _caption(
    strategies: tuple[Strategy, ...], objectives: tuple[Objective, ...], marked: set[str], facts: Facts
) -> str:
    bare = [strategy for strategy in strategies if strategy.id not in facts.alignment.claims]
    idle = [objective for objective in objectives if objective.id not in marked]
    words, said = facts.words, list[str]()
    if bare:
        said.append(words.many(len(bare), "{n} strategy has no objective", "{n} strategies have no objective"))
    if idle:
        said.append(
            words.many(
                len(idle), "{n} objective supports no strategy or goal", "{n} objectives support no strategy or goal"
            )
        )
    if not said:
        return words("Every strategy has an objective, and every objective a strategy or goal.")
    return words.sentence([words.listed(said)])
