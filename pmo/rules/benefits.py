"""Benefits: what initiatives are funded for, promised by somebody outside the PMO, and counted when the day has come (benefits realization)."""

from collections.abc import Iterator

from pmo.findings import Fault, Related, Severity
from pmo.model import Benefit, Initiative, Person
from pmo.progress import closing_reading, has_band, maintained, newest, paused, reached
from pmo.rules.base import Context, Rule, checked, listed

_FAMILY = "initiatives"


def benefit_incomplete(ctx: Context) -> Iterator[Fault]:
    """A benefit that lacks what is needed to hold anybody to it: one finding for all that it lacks."""
    for _, benefit in _promised(ctx):
        lacks = [key for key, there in _needed(benefit).items() if not there]
        if lacks:
            yield Fault(
                benefit.origin.place,
                f"The benefit `{benefit.id}` lacks {listed([f'`{key}`' for key in lacks])}.",
                f"Add {listed([f'`{key}:`' for key in lacks])} to it.",
                benefit.id,
                ",".join(lacks),
            )


def _needed(benefit: Benefit) -> dict[str, bool]:
    """What every register of benefits asks for, and whether it is there. What was given and could not be read is a finding already."""
    start, target, invalid = benefit.baseline, benefit.target, benefit.invalid
    started = start is not None and (start.value is not None or start.pending_until is not None or bool(start.invalid))
    by = target is not None and (target.by is not None or "by" in target.invalid)
    aim = target is not None and (target.value is not None or "value" in target.invalid)
    needed = {
        "title": bool(benefit.title),
        "owner": bool(benefit.owner),
        "unit": bool(benefit.unit),
        "direction": benefit.direction is not None,
    }
    if maintained(benefit):
        needed["band"] = has_band(benefit)
    else:
        needed |= {"baseline": started, "target": aim or "target" in invalid}
    needed |= {"target.by": by or "target" in invalid, "source": bool(benefit.source)}
    if not needed.get("target", True):
        # One thing is missing, not two.
        del needed["target.by"]
    return {key: there or key in invalid for key, there in needed.items()}


def benefit_owner_in_pmo(ctx: Context) -> Iterator[Fault]:
    """A benefit whose owner belongs to the PMO: only those where it lands can make it come true."""
    for _, benefit in _promised(ctx):
        owner = ctx.plan.elements.get(benefit.owner or "")
        if isinstance(owner, Person) and owner.unit == "pmo":
            yield Fault(
                benefit.origin.value("owner"),
                f"`{owner.id}`, who answers for the benefit `{benefit.id}`, belongs to the PMO.",
                "Name somebody of the unit in which it is to show.",
                benefit.id,
                "owner",
                (Related(owner.origin.place, "the person is defined here"),),
            )


def benefit_past_due(ctx: Context) -> Iterator[Fault]:
    """A benefit whose date has passed, and nobody says with a reading what became of it."""
    tolerance = ctx.alignment.tolerance
    for _, benefit in _promised(ctx):
        target = benefit.target
        if target is None or target.by is None or target.by >= ctx.today or paused(benefit, ctx.today):
            continue
        if "result" in benefit.invalid or "readings" in benefit.invalid:
            continue
        read = newest(benefit, ctx.today)
        closing = closing_reading(benefit, ctx.today, tolerance)
        if read is not None and (
            benefit.result is not None or (closing is not None and reached(benefit, closing.value, tolerance))
        ):
            continue
        lacks = [name for name, there in (("a `result`", benefit.result), ("a reading", read)) if not there]
        yield Fault(
            target.origin.value("by"),
            f"The benefit `{benefit.id}` was promised for {target.by.isoformat()}; it lacks {listed(lacks)}.",
            "Add the last reading, and `result: achieved | partly | missed | abandoned` with a `note`.",
            benefit.id,
            "result",
        )


def _promised(ctx: Context) -> Iterator[tuple[Initiative, Benefit]]:
    """Benefits of every initiative that is neither a draft nor retired; they come true after it has ended, so its end does not matter."""
    for initiative in checked(ctx.plan.initiatives):
        for benefit in initiative.benefits:
            yield initiative, benefit


RULES = (
    Rule(
        "benefit-incomplete",
        _FAMILY,
        Severity.WARNING,
        "a benefit that lacks an owner, a number or a date",
        "The money is certain; what it was for is not.",
        benefit_incomplete,
        own=True,
    ),
    Rule(
        "benefit-owner-in-pmo",
        _FAMILY,
        Severity.WARNING,
        "a benefit that the PMO promises itself",
        "Those who would have to change how they work have promised nothing.",
        benefit_owner_in_pmo,
        own=True,
    ),
    Rule(
        "benefit-past-due",
        _FAMILY,
        Severity.WARNING,
        "a benefit whose date has passed without a result",
        "The money was spent, and nobody can tell what came of it.",
        benefit_past_due,
        own=True,
    ),
)
