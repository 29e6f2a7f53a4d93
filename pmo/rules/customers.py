"""Customers: the PMO's success derives from theirs, so they are named, served, and heard."""

import datetime as dt
from collections.abc import Iterator, Mapping

from pmo.findings import Fault, Severity
from pmo.progress import read_between
from pmo.rules.base import Context, Rule, checked, listed
from pmo.terms import MeasureKind, Stage, Status

_FAMILY = "customers"


def no_customers(ctx: Context) -> Iterator[Fault]:
    """No customer is named."""
    if not ctx.plan.customers:
        fix = (
            "Add `customers:` with each constituent and what they need: `customers: {clinics: {name: …, needs: […]}}`."
        )
        yield Fault(ctx.plan.pmo.origin.place, "The plan names no customers.", fix, "pmo", "customers")


def customer_unserved(ctx: Context) -> Iterator[Fault]:
    """A customer without needs or objectives, or whom nothing that the PMO does is for."""
    plan = ctx.plan
    if not ctx.objectives:
        return
    served = {name for objective in ctx.objectives for name in objective.for_}
    served |= {name for service in checked(plan.pmo.services) for name in service.for_}
    elements = plan.elements
    for objective in ctx.objectives:
        for link in objective.supports:
            owner = ctx.alignment.owners.get(link.target)
            if link.target in elements and owner is not None:
                served.add(owner.id)
    for customer in plan.customers:
        if customer.status in (Status.DRAFT, Status.RETIRED):
            continue
        if not customer.needs and not customer.objectives and "needs" not in customer.invalid:
            yield Fault(
                customer.origin.place,
                f"The plan does not say what the customer `{customer.id}` needs.",
                "Ask them, and add `needs: […]` or their `objectives`.",
                customer.id,
                "needs",
            )
        elif customer.id not in served:
            yield Fault(
                customer.origin.place,
                f"No objective and no service of the PMO is for the customer `{customer.id}`.",
                f"Add `for: [{customer.id}]` where it is meant, or decide that they are no customer.",
                customer.id,
                "served",
            )


def service_without_customer(ctx: Context) -> Iterator[Fault]:
    """A service that does not say for whom it is, or what they gain by it."""
    for service in checked(ctx.plan.pmo.services):
        lacks = [
            key
            for key, there in (("for", service.for_), ("benefit", service.benefit))
            if not there and key not in service.invalid
        ]
        if lacks:
            said = {"for": "for whom it is", "benefit": "what they gain by it"}
            yield Fault(
                service.origin.place,
                f"The service `{service.id}` does not say {listed([said[key] for key in lacks])}.",
                f"Add {listed([f'`{key}:`' for key in lacks])}.",
                service.id,
                ",".join(lacks),
            )


def pmo_centred_objectives(ctx: Context) -> Iterator[Fault]:
    """Fewer than the wanted share of objectives are for a customer and measured by an outcome. Raised once a plan."""
    objectives = ctx.objectives
    if not objectives or not ctx.plan.customers:
        return
    for_customers = [o for o in objectives if any(name != "pmo" for name in o.for_)]
    with_outcome = [o for o in for_customers if any(_is_outcome(measure.stage) for measure in o.measures)]
    measured = [o for o in objectives if o.measures]
    share = ctx.thresholds["pmo-centred-objectives.share"]
    if len(with_outcome) >= share * len(objectives) or not measured:
        return
    yield Fault(
        ctx.plan.pmo.origin.place,
        f"{len(with_outcome)} of {len(objectives)} objectives are for a customer and measured by an outcome.",
        "Add `for: [customer]` to the objectives, and a measure with `stage: outcome` that the customer would care about.",
        "pmo",
        "objectives.for",
    )


def _is_outcome(stage: Stage | None) -> bool:
    return stage is Stage.OUTCOME


def no_customer_voice(ctx: Context) -> Iterator[Fault]:
    """No recent measure of what customers say, and no customer in a recent review."""
    plan, today = ctx.plan, ctx.today
    if not ctx.objectives or not plan.customers:
        return
    since = heard_since(today, ctx.thresholds)
    for _, measure in ctx.measured():
        if measure.kind is MeasureKind.FEEDBACK and read_between(measure, since, today):
            return
    customers = {customer.id for customer in plan.customers}
    theirs = {person.id for person in plan.people if person.unit in customers}
    theirs |= {customer.contact for customer in plan.customers if customer.contact}
    for review in plan.reviews:
        if review.date and since <= review.date <= today and theirs & set(review.attendees):
            return
    yield Fault(
        plan.pmo.origin.place,
        "Nothing in the plan says what customers think of the PMO.",
        "Add a measure with `kind: feedback` (a short survey twice a year), or have a customer attend a review.",
        "pmo",
        "feedback",
    )


def heard_since(today: dt.date, thresholds: Mapping[str, float]) -> dt.date:
    """From which day on what customers said is recent."""
    return today - dt.timedelta(days=round(thresholds["no-customer-voice.months"] * 30.44))


RULES = (
    Rule(
        "no-customers",
        _FAMILY,
        Severity.ERROR,
        "the plan names no customers",
        "A PMO succeeds through its customers only; without any it serves itself.",
        no_customers,
        absence=True,
        start=True,
    ),
    Rule(
        "customer-unserved",
        _FAMILY,
        Severity.WARNING,
        "a customer whose needs are unknown, or for whom nothing is done",
        "They will say that the PMO does not understand their business.",
        customer_unserved,
        absence=True,
    ),
    Rule(
        "service-without-customer",
        _FAMILY,
        Severity.WARNING,
        "a service that does not say for whom it is, or what they gain",
        "A service that nobody asked for is overhead.",
        service_without_customer,
        own=True,
    ),
    Rule(
        "pmo-centred-objectives",
        _FAMILY,
        Severity.WARNING,
        "the objectives serve the PMO rather than its customers",
        "The PMO can meet all its objectives while its customers are no better off.",
        pmo_centred_objectives,
        absence=True,
        thresholds={"share": 0.5},
    ),
    Rule(
        "no-customer-voice",
        _FAMILY,
        Severity.WARNING,
        "nothing says what customers think of the PMO",
        "Dissatisfaction shows when the budget is cut, not before.",
        no_customer_voice,
        absence=True,
        thresholds={"months": 12},
    ),
)
