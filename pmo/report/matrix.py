"""Strategies × objectives: which objective supports what, and the rows and columns that stay empty."""

from dataclasses import dataclass

from pmo.align import Claim
from pmo.model import Objective, Strategy
from pmo.report.facts import Facts, anchor, listed
from pmo.report.figures import count
from pmo.terms import Strength

MOST = 20
"""Rows or columns that a reader can still follow; beyond that the matrix becomes a list."""

_CROWDED = 0.5
_NAMES = 10

MARKS = {
    "primary": ("●", "what the objective is mainly for"),
    "secondary": ("○", "a side effect"),
    "suspect": ("◐", "changed since a review confirmed it"),
    "through": ("◌", "through an objective of somebody else"),
}
"""Kinds of cells: the sign where only characters are to be had, and what it means."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One crossing: the kind of mark, its sign and meaning, and the reason that the link gives. Empty where nothing is claimed."""

    mark: str = ""
    sign: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One objective."""

    anchor: str
    name: str
    empty: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One strategy, or a goal that objectives support directly. Without a matrix, `primary` and `others` name the objectives."""

    anchor: str
    name: str
    kind: str
    empty: bool
    cells: tuple[Cell, ...]
    primary: str = ""
    others: str = ""


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


def matrix(facts: Facts) -> Matrix:
    """Every claim of an objective on a strategy, and on a goal that an objective supports by its own link."""
    alignment = facts.alignment
    strategies, objectives = alignment.strategies, alignment.objectives
    targets = [(strategy.id, strategy.name_, "strategy") for strategy in strategies]
    known = {strategy.id for strategy in strategies}
    direct = {link.target.id: link.target for link in alignment.links}
    targets += [(i, e.name_, type(e).__name__.lower()) for i, e in direct.items() if i not in known]
    claims = {target: {claim.objective.id: claim for claim in alignment.claims.get(target, ())} for target, _, _ in targets}
    ordered = _by_first_claim(objectives, claims)
    marked = {objective for by_objective in claims.values() for objective in by_objective}
    as_list = max(len(targets), len(objectives)) > MOST
    rows = tuple(_row(target, claims[target[0]], ordered, facts, as_list=as_list) for target in targets)
    used = {cell.mark for row in rows for cell in row.cells if cell.mark}
    density = alignment.spread.density
    return Matrix(
        columns=tuple(Column(anchor(o.id), o.name_, o.id not in marked) for o in ordered),
        rows=rows,
        legend=tuple((mark, *MARKS[mark]) for mark in MARKS if mark in used),
        listed=as_list,
        caption=_caption(strategies, objectives, marked, facts),
        crowded=density is not None and density > _CROWDED and min(len(strategies), len(objectives)) > 2,  # noqa: PLR2004 -- any table of four cells is dense
        linked=bool(marked),
    )


def _by_first_claim(objectives: tuple[Objective, ...], claims: dict[str, dict[str, Claim]]) -> list[Objective]:
    """Objectives in the order of the rows that they mainly support, so that marks run along the diagonal; those without any last."""

    def first(objective: Objective) -> tuple[int, int]:
        found = [(at, by[objective.id]) for at, by in enumerate(claims.values()) if objective.id in by]
        main = [at for at, claim in found if claim.link.strength is Strength.PRIMARY and len(claim.path) == 1]
        return (0, min(main)) if main else (1, min(at for at, _ in found)) if found else (2, 0)

    return sorted(objectives, key=lambda objective: _flat(first(objective)))


def _flat(place: tuple[int, int]) -> tuple[bool, int]:
    kind, at = place
    return (kind == 2, at)  # noqa: PLR2004 -- the kind without any claim


def _row(
    target: tuple[str, str, str], claims: dict[str, Claim], columns: list[Objective], facts: Facts, *, as_list: bool
) -> Row:
    element_id, name, kind = target
    if not as_list:
        cells = tuple(_cell(claims.get(objective.id), facts) for objective in columns)
        return Row(anchor(element_id), name, kind, not claims, cells)
    main = [c.objective.name_ for c in claims.values() if _mark(c, facts) == "primary"]
    others = [c.objective.name_ for c in claims.values() if _mark(c, facts) != "primary"]
    return Row(anchor(element_id), name, kind, not claims, (), listed(main, _NAMES), listed(others, _NAMES))


def _cell(claim: Claim | None, facts: Facts) -> Cell:
    if claim is None:
        return Cell()
    mark = _mark(claim, facts)
    return Cell(mark, MARKS[mark][0], claim.link.because or "")


def _mark(claim: Claim, facts: Facts) -> str:
    if claim.objective.id in facts.alignment.suspect:
        return "suspect"
    if len(claim.path) > 1:
        return "through"
    return "primary" if claim.link.strength is Strength.PRIMARY else "secondary"


def _caption(
    strategies: tuple[Strategy, ...], objectives: tuple[Objective, ...], marked: set[str], facts: Facts
) -> str:
    bare = [strategy for strategy in strategies if strategy.id not in facts.alignment.claims]
    idle = [objective for objective in objectives if objective.id not in marked]
    said = []
    if bare:
        said.append(f"{count(len(bare), 'strategy')} without an objective")
    if idle:
        said.append(f"{count(len(idle), 'objective')} without a strategy or goal")
    return f"Outlined: {' and '.join(said)}." if said else "Every row and every column has a mark."
