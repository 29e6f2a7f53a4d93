"""Where the money goes: the budgets of initiatives, by the strategy that each is mainly for; what is unknown stands beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from pmo.language.words import Words
from pmo.report.facts import Facts
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
    words, found = facts.words, spend(facts.alignment)
    if not found.initiatives:
        return None
    counted = len(found.unknown) > _MOST_UNKNOWN * len(found.initiatives)
    groups: list[tuple[str, str, Sequence[Portion]]] = [(s.name_, s.id, portions) for s, portions in found.strategies]
    # Strategies without money are named too: that is what the table is for. The other destinations only where there are any.
    groups += [
        (name, "", portions)
        for name, portions in (
            (words("Several strategies, not divided"), found.undivided),
            (words("Running the business or mandated, for no objective"), found.kept),
            (words("Reaches no strategy"), found.unlinked),
        )
        if portions
    ]
    sizes = [_size(portions, counted=counted) for _, _, portions in groups]
    most = max(sizes, default=0.0) or 1.0
    currency = facts.plan.settings.currency or ""
    rows = tuple(
        _row(name, element_id, portions, size / most, currency, words, counted=counted)
        for (name, element_id, portions), size in zip(groups, sizes, strict=True)
    )
    sentence = _counted(found, words) if counted else _reaching(found, currency, words)
    return Money(sentence, rows, counted, _unknown(found, words), currency, found.total)


def _size(portions: Sequence[Portion], *, counted: bool) -> float:
    return sum(portion.share if counted else portion.amount or 0.0 for portion in portions)


def _row(
    name: str,
    element_id: str,
    portions: Sequence[Portion],
    share: float,
    currency: str,
    words: Words,
    *,
    counted: bool,
) -> MoneyRow:
    amount = sum(portion.amount or 0.0 for portion in portions)
    many = len({portion.initiative.id for portion in portions})
    unknown = sum(portion.amount is None for portion in portions)
    if not portions:
        text = words.about("no money", "nothing")
    elif counted:
        text = words.many(many, "{n} initiative", "{n} initiatives")
    elif unknown == len(portions):
        text = words("budget unknown")
    else:
        text = words.quantity(amount, currency)
        if unknown:
            text = words("{amount} and more, budget unknown", amount=text)
    names = words.listed([_named(portion, words) for portion in portions], _NAMES)
    return MoneyRow(name, element_id, text, amount, many, share, names, unknown)


def _named(portion: Portion, words: Words) -> str:
    name = portion.initiative.name_
    if portion.share >= 1:
        return name
    return words("{name} ({share} % of it)", name=name, share=words.number(float(f"{portion.share * 100:.4g}")))


def _counted(found: Spend, words: Words) -> str:
    return words.many(
        len(found.initiatives) - len(found.unknown),
        "Only {n} of {total} initiatives has a budget, so initiatives are counted here, not money.",
        "Only {n} of {total} initiatives have a budget, so initiatives are counted here, not money.",
        total=words.whole(len(found.initiatives)),
    )


def _reaching(found: Spend, currency: str, words: Words) -> str:
    reaching = sum(portion.amount or 0.0 for _, portions in found.strategies for portion in portions)
    reaching += sum(portion.amount or 0.0 for portion in found.undivided)
    return words(
        "{amount} of {total} in initiatives reaches a strategy along primary links; each sum is counted once.",
        amount=words.quantity(reaching, currency),
        total=words.quantity(found.total, currency),
    )


def _unknown(found: Spend, words: Words) -> str:
    if not found.unknown:
        return ""
    names = words.listed([initiative.name_ for initiative in found.unknown], _NAMES)
    return words("Budget unknown: {names}.", names=names)
