"""Initiatives: funded change that serves an objective, ends in time, and whose money is counted once."""

from collections.abc import Iterator

from pmo.findings import Fault, Severity
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


RULES = (
    Rule(
        "initiative-without-objective",
        _FAMILY,
        Severity.ERROR,
        "an initiative that supports no objective",
        "Money is spent, and nobody can say what for.",
        initiative_without_objective,
        own=True,
    ),
    Rule(
        "initiative-outlives-objective",
        _FAMILY,
        Severity.WARNING,
        "an initiative ends after its objective is due",
        "It will deliver too late to have produced the result.",
        initiative_outlives_objective,
        own=True,
    ),
    Rule(
        "funding-split-invalid",
        _FAMILY,
        Severity.ERROR,
        "shares of a budget that do not sum to 100",
        "The same money is counted twice, or some of it never.",
        funding_split_invalid,
        own=True,
    ),
)
