"""What the PMO is for: purpose, mission, vision, sponsor, and the rest of its charter."""

import re
from collections.abc import Iterator

from pmo.findings import Fault, Related, Severity
from pmo.model import Pmo, Statement
from pmo.rules.base import Context, Rule, listed
from pmo.rules.placeholders import is_placeholder
from pmo.rules.words import words
from pmo.terms import Level

_FAMILY = "purpose"
_WORD = re.compile(r"\w+")


def purpose_missing(ctx: Context) -> Iterator[Fault]:
    """No `pmo.purpose`."""
    pmo = ctx.plan.pmo
    if not pmo.purpose and "purpose" not in pmo.invalid:
        fix = "Add `purpose:` below `pmo:`: whose objectives and strategy the PMO helps to achieve, in one sentence."
        yield Fault(pmo.origin.field("purpose"), "The PMO has no purpose written down.", fix, pmo.id, "purpose")


def mission_missing(ctx: Context) -> Iterator[Fault]:
    """No mission statement."""
    fix = "Add `mission: {statement: …, for: [customers]}` below `pmo:`: what the PMO does, with what, for whom."
    yield from _statement_missing(ctx.plan.pmo, ctx.plan.pmo.mission, "mission", fix)


def vision_missing(ctx: Context) -> Iterator[Fault]:
    """No vision statement."""
    fix = "Add `vision: {statement: …, horizon: …}` below `pmo:`: the state that the PMO works towards."
    yield from _statement_missing(ctx.plan.pmo, ctx.plan.pmo.vision, "vision", fix)


def _statement_missing(pmo: Pmo, statement: Statement | None, key: str, fix: str) -> Iterator[Fault]:
    if key in pmo.invalid or (statement is not None and (statement.statement or "statement" in statement.invalid)):
        return
    yield Fault(pmo.origin.field(key), f"The PMO has no {key} statement.", fix, pmo.id, key)


def sponsor_missing(ctx: Context) -> Iterator[Fault]:
    """No sponsor, or one who is no executive."""
    pmo = ctx.plan.pmo
    if "sponsor" in pmo.invalid:
        return
    if not pmo.sponsor:
        fix = "Add `sponsor: <person>` below `pmo:`, and that person below `people:` with `level: executive`."
        yield Fault(pmo.origin.field("sponsor"), "The PMO has no executive sponsor.", fix, pmo.id, "sponsor")
        return
    person = next((p for p in ctx.plan.people if p.id == pmo.sponsor), None)
    if person is not None and person.level is not Level.EXECUTIVE and "level" not in person.invalid:
        said = f"is `level: {person.level}`" if person.level else "has no level"
        yield Fault(
            pmo.origin.value("sponsor"),
            f"The sponsor `{person.id}` {said}, not `executive`.",
            "Name an executive as sponsor; or add `level: executive` to the person if that is what they are.",
            pmo.id,
            "sponsor",
            related=_person_place(ctx, person.id),
        )


def _person_place(ctx: Context, person: str) -> tuple[Related, ...]:
    return (Related(ctx.plan.elements[person].origin.place, "the person is defined here"),)


def charter_section_missing(ctx: Context) -> Iterator[Fault]:
    """Sections that a charter needs and other rules do not ask for: one finding for all of them.

    Silent while purpose or mission is a placeholder: they come first, and the rest follows from them.
    """
    pmo = ctx.plan.pmo
    if is_placeholder(pmo.purpose) or (pmo.mission is not None and is_placeholder(pmo.mission.statement)):
        return
    wanted = {
        "scope": pmo.scope is not None and bool(pmo.scope.in_ or pmo.scope.invalid),
        "services": bool(pmo.services),
        "authority": bool(pmo.authority),
        "reports_to": bool(pmo.reports_to),
        "judged_by": bool(pmo.judged_by),
    }
    missing = [key for key, there in wanted.items() if not there and key not in pmo.invalid]
    if missing:
        names = listed([f"`{key}`" for key in missing])
        yield Fault(
            pmo.origin.place,
            f"The charter lacks {names}.",
            f"Add {names} below `pmo:`; or waive this with a reason until they exist.",
            pmo.id,
            ",".join(missing),
        )


def mission_without_customer(ctx: Context) -> Iterator[Fault]:
    """A mission that says neither by `for` nor in its words whom it is for."""
    mission = ctx.plan.pmo.mission
    if mission is None or not mission.statement or is_placeholder(mission.statement):
        return
    if mission.for_ or "for" in mission.invalid or not ctx.plan.customers:
        return
    said = mission.statement.casefold()
    if any((customer.name or customer.id).casefold() in said for customer in ctx.plan.customers):
        return
    first = ctx.plan.customers[0].id
    yield Fault(
        mission.origin.place,
        "The PMO's mission does not say whom it is for.",
        f"Add `for: [{first}, …]` beside its statement.",
        "pmo",
        "mission.for",
    )


def mission_vision_alike(ctx: Context) -> Iterator[Fault]:
    """Mission and vision, or the PMO's and the organization's mission, in nearly the same words."""
    pmo, organization = ctx.plan.pmo, ctx.plan.organization
    pairs = (
        (pmo.vision, "vision", pmo.mission, "the PMO's mission"),
        (pmo.mission, "mission", organization.mission, "the organization's mission"),
    )
    limit = ctx.thresholds["mission-vision-alike.overlap"]
    for ours, key, other, name in pairs:
        if ours is None or other is None or not ours.statement or not other.statement:
            continue
        if is_placeholder(ours.statement) or is_placeholder(other.statement):
            continue
        left, right = (set(_WORD.findall(text.casefold())) for text in (ours.statement, other.statement))
        if left and right and len(left & right) / min(len(left), len(right)) >= limit:
            yield Fault(
                ours.origin.place,
                f"The PMO's {key} says nearly the same as {name}.",
                "A mission says what is done, for whom; a vision the state it leads to. Write two different sentences.",
                "pmo",
                key,
                related=(Related(other.origin.place, f"{name} stands here"),),
            )


def statement_too_long(ctx: Context) -> Iterator[Fault]:
    """A mission or vision that nobody can repeat."""
    pmo = ctx.plan.pmo
    for key, statement in (("mission", pmo.mission), ("vision", pmo.vision)):
        count = words(statement.statement or "") if statement else 0
        most = ctx.thresholds[f"statement-too-long.{key}-words"]
        if statement and count > most:
            message = f"The PMO's {key} has {count} words; people can repeat about {most:g}."
            yield Fault(statement.origin.place, message, "Keep one sentence; move lists to `services`.", pmo.id, key)


RULES = (
    Rule(
        "purpose-missing",
        _FAMILY,
        Severity.ERROR,
        "the PMO has no purpose",
        "Nobody can say what the PMO is for, so nobody can say whether it succeeds.",
        purpose_missing,
        absence=True,
        start=True,
    ),
    Rule(
        "mission-missing",
        _FAMILY,
        Severity.ERROR,
        "the PMO has no mission statement",
        "Without a mission every request is as good as any other, and the PMO drifts.",
        mission_missing,
        absence=True,
        start=True,
    ),
    Rule(
        "vision-missing",
        _FAMILY,
        Severity.ERROR,
        "the PMO has no vision statement",
        "Without a vision the objectives have nothing to lead to.",
        vision_missing,
        absence=True,
        start=True,
    ),
    Rule(
        "sponsor-missing",
        _FAMILY,
        Severity.ERROR,
        "no executive sponsors the PMO",
        "A PMO without an executive behind it has no mandate when it has to say no.",
        sponsor_missing,
        absence=True,
        start=True,
    ),
    Rule(
        "charter-section-missing",
        _FAMILY,
        Severity.WARNING,
        "the charter lacks a section",
        "The business does not know what it may ask of the PMO, or who decides.",
        charter_section_missing,
        absence=True,
    ),
    Rule(
        "mission-without-customer",
        _FAMILY,
        Severity.WARNING,
        "the mission does not say whom it is for",
        "A mission without customers serves the PMO itself.",
        mission_without_customer,
    ),
    Rule(
        "mission-vision-alike",
        _FAMILY,
        Severity.WARNING,
        "mission and vision say the same",
        "One of the two was never thought through.",
        mission_vision_alike,
        thresholds={"overlap": 0.8},
    ),
    Rule(
        "statement-too-long",
        _FAMILY,
        Severity.ADVICE,
        "a mission or vision that is too long to repeat",
        "What people cannot repeat does not guide them.",
        statement_too_long,
        thresholds={"mission-words": 40, "vision-words": 30},
    ),
)
