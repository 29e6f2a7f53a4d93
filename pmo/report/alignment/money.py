"""Where the money goes: the budgets of initiatives, by the strategy that each is mainly for; what is unknown stands beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from pmo.report.facts import Facts, listed
from pmo.report.figures import count, fraction, quantity
from pmo.spend import Portion, Spend, spend

_MOST_UNKNOWN = 0.2
_NAMES = 6


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """One destination: a strategy (`id`), or what reaches none. `amount` is a number in the plan's currency, `share` its part of the largest.

    `text` shows the sum, or the count of initiatives where too few budgets are known; `names` are the initiatives, `unknown` of them without
    a budget.
    """

    name: str
    id: str
    text: str
    amount: float
    many: int
    share: float
    names: str
    unknown: int


@dataclass(frozen=True, slots=True)
class Money:
    """All active initiatives. `counted` says that more than a fifth of them have no budget, so that counts are shown instead of sums."""

    sentence: str
    rows: tuple[MoneyRow, ...]
    counted: bool
    unknown: str
    currency: str
    total: float


def money(facts: Facts) -> Money | None:
    """Spend along the primary links; None when no initiative is active."""
    found = spend(facts.alignment)
    if not found.initiatives:
        return None
    counted = len(found.unknown) > _MOST_UNKNOWN * len(found.initiatives)
    groups: list[tuple[str, str, Sequence[Portion]]] = [(s.name_, s.id, portions) for s, portions in found.strategies]
    # Strategies without money are named too: that is what the table is for. The other destinations only where there are any.
    groups += [
        (name, "", portions)
        for name, portions in (
            ("Several strategies, not divided", found.undivided),
            ("Running the business or mandated, for no objective", found.kept),
            ("Reaches no strategy", found.unlinked),
        )
        if portions
    ]
    sizes = [_size(portions, counted=counted) for _, _, portions in groups]
    most = max(sizes, default=0.0) or 1.0
    currency = facts.plan.settings.currency or ""
    rows = tuple(
        _row(name, element_id, portions, size / most, currency, counted=counted)
        for (name, element_id, portions), size in zip(groups, sizes, strict=True)
    )
    return Money(_sentence(found, currency, counted=counted), rows, counted, _unknown(found), currency, found.total)


def _size(portions: Sequence[Portion], *, counted: bool) -> float:
    return sum(portion.share if counted else portion.amount or 0.0 for portion in portions)


def _row(
    name: str, element_id: str, portions: Sequence[Portion], share: float, currency: str, *, counted: bool
) -> MoneyRow:
    amount = sum(portion.amount or 0.0 for portion in portions)
    many = len({portion.initiative.id for portion in portions})
    unknown = sum(portion.amount is None for portion in portions)
    if not portions:
        text = "nothing"
    elif counted:
        text = count(many, "initiative")
    elif unknown == len(portions):
        text = "budget unknown"
    else:
        text = quantity(amount, currency) + (" and more, budget unknown" if unknown else "")
    names = listed([_named(portion) for portion in portions], _NAMES)
    return MoneyRow(name, element_id, text, amount, many, share, names, unknown)


def _named(portion: Portion) -> str:
    part = f" ({portion.share * 100:.4g} % of it)" if portion.share < 1 else ""
    return f"{portion.initiative.name_}{part}"


def _sentence(found: Spend, currency: str, *, counted: bool) -> str:
    if counted:
        known = len(found.initiatives) - len(found.unknown)
        return (
            f"Only {fraction(known, len(found.initiatives))} initiatives {'has' if known == 1 else 'have'} a budget, "
            "so initiatives are counted here, not money."
        )
    reaching = sum(portion.amount or 0.0 for _, portions in found.strategies for portion in portions)
    reaching += sum(portion.amount or 0.0 for portion in found.undivided)
    said = f"{quantity(reaching, currency)} of {quantity(found.total, currency)} in initiatives reaches a strategy along primary links"
    return f"{said}; each sum is counted once."


def _unknown(found: Spend) -> str:
    if not found.unknown:
        return ""
    return f"Budget unknown: {listed([initiative.name_ for initiative in found.unknown], _NAMES)}."
