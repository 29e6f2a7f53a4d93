"""Alignment, in both directions: every objective serves the organization's strategy, and every strategy is served or left to others on purpose."""

from collections.abc import Iterator

from pmo.align import complete
from pmo.answers import Rung
from pmo.findings import Fault, Related, Severity
from pmo.model import Course, Goal, Objective, Strategy
from pmo.nearest import nearest
from pmo.progress import paused, stale
from pmo.rules.base import Context, Rule, listed
from pmo.rules.placeholders import is_placeholder

_FAMILY = "alignment"


def objective_without_strategy(ctx: Context) -> Iterator[Fault]:
    """An objective of the PMO that reaches nothing of the organization. Broken, placeholder and ended links are findings of their own.

    While the organization has nothing that could be supported, that is the one cause, and the one finding.
    """
    elements, organization = ctx.plan.elements, ctx.plan.organization
    untraced = [
        objective
        for objective in ctx.alignment.coverage.untraced
        if "supports" not in objective.invalid
        and all(
            isinstance(elements.get(link.target), Course) and ctx.alignment.live(link) for link in objective.supports
        )
    ]
    if untraced and not (organization.strategies or organization.goals or organization.objectives):
        if {"strategies", "goals", "objectives"} & organization.invalid:
            return
        yield Fault(
            organization.origin.field("strategies"),
            "The organization's strategy is not written down, so no objective of the PMO can support it.",
            "Add what leadership has chosen: `organization: {strategies: {some-id: {title: …}}}`; "
            "then `supports: {some-id: because …}` to each objective.",
            organization.id,
            "strategies",
        )
        return
    fix = _how_to_support([strategy.id for strategy in ctx.alignment.strategies])
    for objective in untraced:
        yield Fault(
            objective.origin.field("supports"),
            f"The objective `{objective.id}` supports no strategy, goal or objective of the organization.",
            fix,
            objective.id,
            "supports",
        )


def _how_to_support(strategies: list[str]) -> str:
    if not strategies:
        return (
            "Add the organization's strategies below `organization: strategies:`, then say which it supports and why."
        )
    one_of = listed([f"`{name}`" for name in strategies], 5)
    other = f" The strategies are {one_of}." if len(strategies) > 1 else ""
    return f"Say what it supports and why: `supports: {{{strategies[0]}: because …}}`; or retire it.{other}"


def strategy_without_objective(ctx: Context) -> Iterator[Fault]:
    """A strategy of the organization that no objective of the PMO supports. Silent while the PMO has no objectives at all.

    While no objective supports anything, the missing links are one cause, and the strategies one finding.
    """
    uncovered = ctx.alignment.coverage.uncovered if ctx.objectives else ()
    meant = _meant_by_broken_links(ctx) if uncovered else frozenset()
    left = [strategy for strategy in uncovered if strategy.id not in meant]
    # A waiver stands beside its own strategy, so that one keeps a finding of its own.
    waived = [s for s in left if any(waiver.rule == "strategy-without-objective" for waiver in s.waive)]
    if not ctx.alignment.claims and len(left) - len(waived) > 1:
        together = [strategy for strategy in left if strategy not in waived]
        organization = ctx.plan.organization
        yield Fault(
            organization.origin.field("strategies"),
            f"No objective of the PMO supports any of the organization's {len(together)} strategies: "
            f"{listed([f'`{strategy.id}`' for strategy in together])}.",
            "Say which strategy each objective supports, and why; what then is left over gets `pmo_role: none` or an objective.",
            organization.id,
            "supported",
        )
        left = waived
    for strategy in left:
        yield Fault(
            strategy.origin.place,
            f"No objective of the PMO supports the strategy `{strategy.id}`.",
            "Support it; or say that the PMO leaves it to others: `pmo_role: none` with a `because`.",
            strategy.id,
            "supported",
        )


def _meant_by_broken_links(ctx: Context) -> frozenset[str | None]:
    """Strategies whose id a link probably meant to name: the broken link is the cause, and a finding already."""
    elements = ctx.plan.elements
    broken = {link.target for objective in ctx.objectives for link in objective.supports if link.target not in elements}
    ids = frozenset(strategy.id for strategy in ctx.alignment.strategies) if broken else frozenset()
    return frozenset(nearest(target, ids) for target in broken)


def shallow_alignment(ctx: Context) -> Iterator[Fault]:
    """A strategy that is covered on paper: no objective that supports it has a complete measure and a fresh reading."""
    for strategy in ctx.alignment.strategies:
        climb = ctx.alignment.climb(strategy, Rung.EVIDENCED)
        if climb.claim is None or climb.rung >= Rung.EVIDENCED or climb.rung < Rung.REASONED:
            continue
        claims = ctx.alignment.claims[climb.strategy.id]
        # A link that changed since it was confirmed is the finding, however much evidence its objective has.
        if any(claim.objective.id in ctx.alignment.suspect for claim in claims):
            continue
        if any(_first_reading_to_come(claim.objective, ctx) for claim in claims):
            continue
        yield Fault(
            climb.strategy.origin.place,
            f"The strategy `{climb.strategy.id}` is supported on paper only: {climb.lacks} "
            f"(`{climb.claim.objective.id}` comes closest).",
            "Complete that objective's measure and record a reading.",
            climb.strategy.id,
            "evidence",
            (Related(climb.claim.objective.origin.place, "this objective comes closest"),),
        )


def _first_reading_to_come(objective: Objective, ctx: Context) -> bool:
    """Whether a complete measure of the objective is not due to be read yet: no evidence is not the same as none in time."""
    return any(
        not measure.readings
        and measure.baseline is not None
        and measure.baseline.date is not None
        and not paused(measure, ctx.today)
        and complete(measure, objective)
        and not stale(measure, ctx.today, ctx.alignment.tolerance)
        and not (measure.target and measure.target.by and measure.target.by < ctx.today)
        for measure in objective.measures
    )


def perspective_gap(ctx: Context) -> Iterator[Fault]:
    """A declared perspective that no objective of the PMO is in; and objectives or goals in one that is not declared."""
    balance = ctx.alignment.balance
    empty = [name for name, objectives in balance.items() if not objectives]
    if empty and len(empty) < len(balance):
        organization = ctx.plan.organization
        names = listed([f"“{name}”" for name in empty])
        noun = "perspective" if len(empty) == 1 else "perspectives"
        yield Fault(
            organization.origin.field("perspectives"),
            f"No objective of the PMO is in the {noun} {names}.",
            "Decide whether the PMO has a part in it; `perspective:` on an objective says where it belongs.",
            organization.id,
            "perspectives",
        )


def perspective_unknown(ctx: Context) -> Iterator[Fault]:
    """A perspective that the organization does not declare, though it declares some."""
    declared = ctx.plan.organization.perspectives
    if not declared:
        return
    for element in ctx.plan.elements.values():
        if isinstance(element, Course) and isinstance(element, Goal | Strategy | Objective):
            said = element.perspective
            if said and said not in declared and not is_placeholder(said):
                yield Fault(
                    element.origin.value("perspective"),
                    f"`{element.id}` is in the perspective “{said}”, which the organization does not declare.",
                    f"Write one of {listed([f'`{name}`' for name in declared])}, or add it to `perspectives`.",
                    element.id,
                    "perspective",
                )


def weights_invalid(ctx: Context) -> Iterator[Fault]:
    """Leadership's weights of the strategies that do not sum to 100. None at all is fine."""
    organization = ctx.plan.organization
    strategies = ctx.alignment.strategies
    weighted = [strategy for strategy in strategies if strategy.weight is not None]
    if not weighted or any("weight" in strategy.invalid for strategy in strategies):
        return
    total = round(sum(strategy.weight or 0 for strategy in weighted), 6)
    if total != 100 or len(weighted) < len(strategies):  # noqa: PLR2004 -- percent
        missing = [strategy for strategy in strategies if strategy.weight is None]
        said = (
            f"`{missing[0].id}` has no weight, though others have"
            if missing
            else f"The strategies' weights sum to {total:g}, not 100"
        )
        yield Fault(
            (missing[0] if missing else weighted[0]).origin.field("weight"),
            f"{said}.",
            "Weigh every active strategy that the PMO has a part in, to 100 together; or none.",
            organization.id,
            "strategies.weight",
            tuple(Related(strategy.origin.field("weight"), "this weight") for strategy in weighted[1:3]),
        )


RULES = (
    Rule(
        "objective-without-strategy",
        _FAMILY,
        Severity.ERROR,
        "an objective supports nothing of the organization",
        "The business will ask why the PMO spends time on this, and there is no answer.",
        objective_without_strategy,
        absence=True,
    ),
    Rule(
        "strategy-without-objective",
        _FAMILY,
        Severity.WARNING,
        "no objective supports a strategy of the organization",
        "Leadership chose this course, and the PMO does nothing towards it without having said so.",
        strategy_without_objective,
        absence=True,
    ),
    Rule(
        "shallow-alignment",
        _FAMILY,
        Severity.WARNING,
        "a strategy is supported on paper only",
        "The report shows the strategy as covered, and there is no evidence that anything moves.",
        shallow_alignment,
        absence=True,
    ),
    Rule(
        "perspective-gap",
        _FAMILY,
        Severity.ADVICE,
        "a declared perspective without any objective",
        "The PMO's effort leans to one side.",
        perspective_gap,
        absence=True,
    ),
    Rule(
        "perspective-unknown",
        _FAMILY,
        Severity.ERROR,
        "a perspective that the organization does not declare",
        "The element is missing from the view of balance.",
        perspective_unknown,
        absence=True,
    ),
    Rule(
        "weights-invalid",
        _FAMILY,
        Severity.ERROR,
        "the strategies' weights do not sum to 100",
        "Leadership's priorities cannot be used, so the report leaves them out.",
        weights_invalid,
        absence=True,
    ),
)
