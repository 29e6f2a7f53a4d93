"""Whose success it is for: customers, the balance over perspectives, and what the PMO keeps going beside its objectives."""

from dataclasses import dataclass

from pmo.answers import CustomerValue, RollUp
from pmo.model import Objective
from pmo.report.alignment.objectives import figures_of
from pmo.report.facts import Facts, anchor, listed
from pmo.report.figures import fraction
from pmo.report.states import SHOWN, Shown, Tallied, tallied

_MOST = 12


@dataclass(frozen=True, slots=True)
class Result:
    """One objective on one line."""

    name: str
    state: Shown
    figures: str


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """One customer: their own objectives, and what the PMO does for them. `needs` is prose. Lists are cut; `…_left` counts the rest."""

    anchor: str
    name: str
    needs: tuple[str, ...]
    own: tuple[Result, ...]
    own_tally: tuple[Tallied, ...]
    own_left: int
    served: tuple[Result, ...]
    served_tally: tuple[Tallied, ...]
    served_left: int
    services: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Perspective:
    """One declared perspective and the objectives in it."""

    name: str
    many: int
    names: str
    share: float


@dataclass(frozen=True, slots=True)
class AssetTraceRow:
    """One kind of answer to "what is it for": how many assets, and which."""

    label: str
    many: int
    names: str


@dataclass(frozen=True, slots=True)
class Assets:
    """How many processes, templates, tools and roles trace to an objective."""

    sentence: str
    rows: tuple[AssetTraceRow, ...]


def customers(facts: Facts) -> tuple[CustomerRow, ...]:
    """Every customer, in the plan's order."""
    return tuple(_customer(value) for value in facts.alignment.customer_value)


def balance(facts: Facts) -> tuple[Perspective, ...]:
    """The PMO's objectives over the perspectives that the organization declares; empty when it declares none."""
    found = facts.alignment.balance
    most = max((len(objectives) for objectives in found.values()), default=0) or 1
    return tuple(
        Perspective(name, len(objectives), listed([o.name_ for o in objectives], 6), len(objectives) / most)
        for name, objectives in found.items()
    )


def assets(facts: Facts) -> Assets | None:
    """The backwards index; None when the plan names no assets."""
    trace = facts.alignment.assets
    if not trace.total:
        return None
    sentence = f"{fraction(len(trace.serving), trace.total)} processes, templates, tools and roles serve an objective."
    rows = (
        ("Serve an objective", trace.serving),
        ("Mandated from outside", trace.mandated),
        ("Serve no objective", trace.untraced),
    )
    return Assets(
        sentence,
        tuple(AssetTraceRow(label, len(found), listed([a.name_ for a in found], _MOST)) for label, found in rows),
    )


def _customer(value: CustomerValue) -> CustomerRow:
    customer = value.customer
    return CustomerRow(
        anchor=anchor(customer.id),
        name=customer.name_,
        needs=customer.needs,
        own=_results(value.objectives),
        own_tally=tallied(standing.state for _, standing in value.objectives),
        own_left=max(len(value.objectives) - _MOST, 0),
        served=_results(value.served_by),
        served_tally=tallied(standing.state for _, standing in value.served_by),
        served_left=max(len(value.served_by) - _MOST, 0),
        services=tuple(service.name_ for service in value.services),
    )


def _results(found: tuple[tuple[Objective, RollUp], ...]) -> tuple[Result, ...]:
    return tuple(Result(o.name_, SHOWN[standing.state], figures_of(standing)) for o, standing in found[:_MOST])


def served(facts: Facts) -> str:
    """How many customers something is done for, and of how many it is unknown what they want."""
    found = facts.alignment.customer_value
    active = sum(bool(value.served_by or value.services) for value in found)
    blind = sum(not value.objectives for value in found)
    said = f"The PMO has an objective or a service for {fraction(active, len(found))} {'customer' if len(found) == 1 else 'customers'}"
    if not blind:
        return f"{said}."
    return f"{said}; the plan does not know the objectives of {f'{blind:,} of them' if blind < len(found) else 'any of them'}."
