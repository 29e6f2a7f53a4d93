"""Initiatives: funded change that serves an objective, ends in time, and whose money is counted once."""

from collections.abc import Iterator

from pmo.findings import Fault, Related, Severity
from pmo.model import Objective
from pmo.rules.base import Context, Rule, checked, defined_here
from pmo.terms import Status

_FAMILY = "initiatives"


def initiative_without_objective(ctx: Context) -> Iterator[Fault]:
    """An initiative that supports nothing and is neither running the shop nor mandated, with a reason."""
    for initiative in checked(ctx.plan.initiatives):
        if initiative.supports or {"supports", "category"} & initiative.invalid:
            continue
        if initiative.category is not None:
            if not initiative.because:
                yield Fault(
                    initiative.origin.field("category"),
                    f"The initiative `{initiative.id}` is `{initiative.category}`, but does not say why.",
                    "Add `because:` with the law, contract or duty behind it.",
                    initiative.id,
                    "because",
                )
            continue
        yield Fault(
            initiative.origin.field("supports"),
            f"The initiative `{initiative.id}` supports no objective.",
            "Say which: `supports: {objective: because …}`; or `category: run` or `mandated` with a `because`.",
            initiative.id,
            "supports",
        )


def initiative_outlives_objective(ctx: Context) -> Iterator[Fault]:
    """An initiative that ends after every objective that it supports is due, or whose objective is retired."""
    for initiative in checked(ctx.plan.initiatives):
        if initiative.until is None or initiative.tail:
            continue
        targets = [ctx.plan.elements.get(link.target) for link in initiative.supports]
        objectives = [t for t in targets if isinstance(t, Objective) and t.status is not Status.RETIRED]
        dues = [due for objective in objectives if (due := ctx.alignment.due(objective)) is not None]
        if objectives and len(dues) == len(objectives) and initiative.until > max(dues):
            latest = objectives[dues.index(max(dues))]
            yield Fault(
                initiative.origin.value("until"),
                f"The initiative `{initiative.id}` ends on {initiative.until.isoformat()}, "
                f"after `{latest.id}` is due on {max(dues).isoformat()}.",
                "Plan it to end in time; or say what the rest is for: `tail: …`.",
                initiative.id,
                "until",
                defined_here(latest, "objective"),
            )


def funding_split_invalid(ctx: Context) -> Iterator[Fault]:
    """Shares of a budget that do not sum to 100, or are not shares."""
    for initiative in checked(ctx.plan.initiatives):
        shares = [share for _, share in initiative.allocation]
        if not shares:
            continue
        total = round(sum(shares), 6)
        if total != 100 or min(shares) < 0:  # noqa: PLR2004 -- percent
            yield Fault(
                initiative.origin.field("allocation"),
                f"The shares of `{initiative.id}` sum to {total:g}, not 100."
                if total != 100  # noqa: PLR2004
                else f"A share of `{initiative.id}` is negative.",
                "Correct the shares: every part of the budget is counted once.",
                initiative.id,
                "allocation",
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
        "initiative-without-objective",
        _FAMILY,
        Severity.ERROR,
        "an initiative that supports no objective",
        "Money is spent, and nobody can say what for.",
        initiative_without_objective,
    ),
    Rule(
        "initiative-outlives-objective",
        _FAMILY,
        Severity.WARNING,
        "an initiative ends after its objective is due",
        "It will deliver too late to have produced the result.",
        initiative_outlives_objective,
    ),
    Rule(
        "funding-split-invalid",
        _FAMILY,
        Severity.ERROR,
        "shares of a budget that do not sum to 100",
        "The same money is counted twice, or some of it never.",
        funding_split_invalid,
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
