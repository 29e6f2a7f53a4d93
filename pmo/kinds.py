"""What each kind of element is called: in the singular and the plural, and how to find all of a kind."""

from pmo.model import (
    Action,
    Asset,
    Benefit,
    CoreValue,
    Customer,
    Decision,
    Element,
    Goal,
    Initiative,
    Measure,
    Objective,
    Organization,
    Party,
    Person,
    Plan,
    Pmo,
    Review,
    Service,
    Strategy,
)
from pmo.terms import AssetKind

_NAMES: dict[type[Element], tuple[str, str]] = {
    Organization: ("organization", "organizations"),
    Pmo: ("PMO", "PMOs"),
    Goal: ("goal", "goals"),
    Strategy: ("strategy", "strategies"),
    Objective: ("objective", "objectives"),
    Measure: ("measure", "measures"),
    Customer: ("customer", "customers"),
    Service: ("service", "services"),
    Initiative: ("initiative", "initiatives"),
    Benefit: ("benefit", "benefits"),
    CoreValue: ("value", "values"),
    Person: ("person", "people"),
    Review: ("review", "reviews"),
    Decision: ("decision", "decisions"),
    Action: ("action", "actions"),
}
_ASSETS = {
    AssetKind.PROCESS: ("process", "processes"),
    AssetKind.TEMPLATE: ("template", "templates"),
    AssetKind.TOOL: ("tool", "tools"),
    AssetKind.ROLE: ("role", "roles"),
}
ORDER = (
    *(
        "goals",
        "strategies",
        "objectives",
        "measures",
        "customers",
        "services",
        "processes",
        "templates",
        "tools",
        "roles",
    ),
    *("initiatives", "benefits", "values", "people", "reviews", "decisions", "actions"),
)
"""The kinds of which a plan may hold many, in the order in which a plan is read."""

_SINGULAR = {plural: singular for singular, plural in (*_NAMES.values(), *_ASSETS.values())}


def kind_of(element: Element) -> str:
    """The kind in the plural, as in `ORDER`; the two parties that are their own ids are `PMOs` and `organizations`."""
    return _names(element)[1]


def singular_of(element: Element) -> str:
    """The kind in the singular, as in a sentence: `objective`, `PMO`."""
    return _names(element)[0]


def singular(plural: str) -> str:
    """The singular of one of the kinds."""
    return _SINGULAR.get(plural, plural)


def kind_named(word: str) -> str | None:
    """The kind that a word means, in singular or plural; None when it means none."""
    word = word.strip().lower()
    return next((plural for plural in ORDER if word in (plural, _SINGULAR[plural])), None)


def holders(plan: Plan) -> dict[str, Element]:
    """To which element each other belongs, by id: a measure to its objective, an action to its review, an objective to its party."""
    found: dict[str, Element] = {}
    parties: tuple[Party, ...] = (plan.organization, plan.pmo, *plan.customers)
    for party in parties:
        held: tuple[Element, ...] = (*party.values, *party.goals, *party.strategies, *party.objectives)
        if isinstance(party, Pmo):
            held = (*held, *party.services, *party.assets)
        found |= {element.id: party for element in held}
        found |= {measure.id: objective for objective in party.objectives for measure in objective.measures}
    found |= {benefit.id: initiative for initiative in plan.initiatives for benefit in initiative.benefits}
    for review in plan.reviews:
        inside: tuple[Element, ...] = (*review.decisions, *review.actions)
        found |= {element.id: review for element in inside}
    return found


def _names(element: Element) -> tuple[str, str]:
    if isinstance(element, Asset):
        return _ASSETS[element.asset_kind]
    return _NAMES[element.__class__]
