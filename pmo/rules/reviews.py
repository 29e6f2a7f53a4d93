"""Reviews: mission and vision regularly, objectives every planning year, alignment at all times; and what they asked for gets done."""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pmo.findings import Fault, Related, Severity
from pmo.mentions import names_any, said_in, spoken_names
from pmo.model import Measure, Objective, Person, Review
from pmo.rules.base import Context, Rule, checked, listed
from pmo.source.scalars import written
from pmo.terminal import visible
from pmo.terms import Level, ReviewKind, Status

if TYPE_CHECKING:
    from pmo.changes import AimMove
    from pmo.element_facts import Value
    from pmo.git import Commit

_FAMILY = "reviews"

_CADENCES = {
    ReviewKind.MISSION_VISION: ("mission-vision-months", "mission and vision"),
    ReviewKind.PLANNING: ("planning-months", "the objectives (planning)"),
    ReviewKind.ALIGNMENT: ("alignment-months", "the alignment"),
}


def review_overdue(ctx: Context) -> Iterator[Fault]:
    """What has not been reviewed within its cadence. Silent until the PMO has an objective that counts."""
    if not ctx.objectives:
        return
    never, plan = [], ctx.plan
    for kind, (option, what) in _CADENCES.items():
        last = _newest(ctx, kind)
        if last is None or last.date is None:
            never.append(what)
            continue
        due = ctx.alignment.next_review(kind, ctx.thresholds[f"review-overdue.{option}"])
        if due is not None and due < ctx.today:
            yield Fault(
                last.origin.place,
                f"The last review of {what} was on {last.date.isoformat()}; the next was due on {due.isoformat()}.",
                f"Hold it: `pmo review {kind}` shows what to look at, and records it.",
                last.id,
                kind.value,
            )
    if never:
        yield Fault(
            plan.pmo.origin.place,
            f"No review of {listed(never)} is recorded.",
            "Hold each: `pmo review KIND` shows what to look at, and records it.",
            plan.pmo.id,
            "reviews",
        )


def suspect_link(ctx: Context) -> Iterator[Fault]:
    """An element whose text, or the text of what it supports, changed since a review confirmed it."""
    signed_off = ctx.alignment.signed_off
    for element_id in sorted(ctx.alignment.suspect):
        element = ctx.plan.elements[element_id]
        if not any(checked((element,))):
            continue
        if element_id == ctx.plan.pmo.id and signed_off is not None and ctx.alignment.outdated(signed_off):
            # A charter that changed since it was signed is a matter of the signature.
            continue
        _, review = ctx.alignment.confirmations[element_id]
        yield Fault(
            element.origin.place,
            f"`{element_id}`, or what it supports, changed since {review.date.isoformat() if review.date else 'a review'} confirmed it.",
            f"`pmo review` shows what changed; read both again, and if it still holds: `pmo review --confirm {element_id}`.",
            element_id,
            "confirmed",
            (Related(review.origin.place, "this review confirmed it"),),
        )


def action_overdue(ctx: Context) -> Iterator[Fault]:
    """An action that a review asked for, past its date and not done."""
    for review in ctx.plan.reviews:
        for action in review.actions:
            if (
                action.done is None
                and "done" not in action.invalid
                and action.due is not None
                and action.due < ctx.today
            ):
                who = f", by `{action.owner}`" if action.owner else ""
                yield Fault(
                    action.origin.place,
                    f"The action `{action.id}` was due on {action.due.isoformat()}{who}, and is not done.",
                    f"When it is done: `pmo review --done {action.id}`. If it is not: give it a new date and say why.",
                    action.id,
                    "done",
                )


def decision_overdue(ctx: Context) -> Iterator[Fault]:
    """A decision that waits past its date."""
    for review in ctx.plan.reviews:
        for decision in review.decisions:
            if not decision.decided and "decided" not in decision.invalid and decision.due and decision.due < ctx.today:
                yield Fault(
                    decision.origin.place,
                    f"The decision `{decision.id}` was due on {decision.due.isoformat()}, and is still open.",
                    f"When it is decided: `pmo review --decided '{decision.id}=TEXT @PERSON'`. If it still waits: give it a new date.",
                    decision.id,
                    "decided",
                )


def no_executive_in_review(ctx: Context) -> Iterator[Fault]:
    """The newest planning review had no executive in the room."""
    review = _newest(ctx, ReviewKind.PLANNING)
    if review is None or "attendees" in review.invalid:
        return
    people = [ctx.plan.elements.get(name) for name in review.attendees]
    if any(isinstance(person, Person) and person.level is Level.EXECUTIVE for person in people):
        return
    yield Fault(
        review.origin.field("attendees"),
        f"No executive attended the planning review of {review.date.isoformat() if review.date else review.id}.",
        "Invite the sponsor and the strategies' owners to the next; list whoever attended, with `level: executive` on the person.",
        review.id,
        "attendees",
    )


def signoff_missing(ctx: Context) -> Iterator[Fault]:
    """A charter that says it is approved, and no review says by whom. Left out, the status claims nothing."""
    pmo = ctx.plan.pmo
    if pmo.status is not Status.APPROVED or "status" in pmo.invalid:
        return
    if ctx.alignment.signed_off is not None or any("signed" in review.invalid for review in ctx.plan.reviews):
        return
    # Asked last: where a key stands is looked up in the files.
    if not pmo.origin.has("status"):
        return
    sponsor = ctx.plan.elements.get(pmo.sponsor or "")
    who = sponsor.id if isinstance(sponsor, Person) and sponsor.level is Level.EXECUTIVE else "PERSON"
    yield Fault(
        pmo.origin.value("status"),
        "The charter says that it is approved, but no sign-off is recorded.",
        f"Have it signed, and record that: `pmo review signoff --signed {who}`; until then write `status: proposed`.",
        pmo.id,
        "status",
    )


def signoff_stale(ctx: Context) -> Iterator[Fault]:
    """The charter is another than the one that the newest sign-off saw."""
    review, pmo = ctx.alignment.signed_off, ctx.plan.pmo
    if review is None or not any(checked((pmo,))) or not ctx.alignment.outdated(review):
        return
    when = f" on {review.date.isoformat()}" if review.date else ""
    yield Fault(
        pmo.origin.place,
        f"The charter has changed since {listed([f'`{name}`' for name in review.signed])} signed it{when}.",
        "`pmo review signoff` shows what changed; have it signed again, or take the change back.",
        pmo.id,
        "signoff",
        (Related(review.origin.place, "this is what was signed"),),
    )


def self_approved(ctx: Context) -> Iterator[Fault]:
    """The newest sign-off is by people of the PMO alone."""
    review = _newest(ctx, ReviewKind.SIGNOFF)
    if review is None or not review.signed:
        return
    people = [ctx.plan.elements.get(name) for name in review.signed]
    if all(isinstance(person, Person) and person.unit == "pmo" for person in people):
        yield Fault(
            review.origin.value("signed"),
            f"The sign-off `{review.id}` is by people of the PMO only.",
            "Have the sponsor sign it too: a mandate comes from above.",
            review.id,
            "signed",
        )


def target_moved_silently(ctx: Context) -> Iterator[Fault]:
    """A target, baseline or band that is not what the last review saw, while no decision and no commit message says why."""
    past = ctx.past
    if past is None or not past.moved:
        return
    when = past.review.date.isoformat() if past.review.date else "last"
    for objective, measure in ctx.measured():
        move = past.moved.get(measure.id)
        if move is None or not _still(move, measure):
            continue
        commit = _untold(move, objective, measure, ctx)
        if commit is None:
            continue
        part = move.fields[0].key.partition(".")[0]
        yield Fault(
            measure.origin.field(part),
            f"The {part} of `{measure.id}` moved since the review of {when}: {_from_to(move)}, "
            f"in {commit.short} of {commit.date.isoformat()} (“{visible(commit.subject)}”).",
            f"Put it to the next review as a decision that names `{measure.id}`; or set it back.",
            measure.id,
            f"{part}.moved",
            (Related(past.review.origin.place, "this review judged the old one"),),
        )


def _still(move: "AimMove", measure: Measure) -> bool:
    """Whether the plan still says what the last commit said; a change that is not committed yet may still be explained."""
    from pmo.element_facts import facts  # noqa: PLC0415 -- only a target that moved needs it

    now = facts(measure)
    return all(now.get(field.key) == field.after for field in move.fields)


def _untold(move: "AimMove", objective: Objective, measure: Measure, ctx: Context) -> "Commit | None":
    """The newest commit that moved it without naming the measure or its objective; None where each did, or where a decision does."""
    names = (*spoken_names(measure), *spoken_names(objective))
    since = ctx.past.review.date if ctx.past else None
    decided = (
        decision
        for review in ctx.plan.reviews
        if since is None or (review.date is not None and review.date >= since)
        for decision in review.decisions
        if decision.decided
    )
    if any(names_any(said_in(decision), names) for decision in decided):
        return None
    return next((commit for commit in move.commits if not names_any(commit.message, names)), None)


def _from_to(move: "AimMove") -> str:
    """What moved from where to where, in the keys' own words."""
    return listed(f"`{f.key}` from {_shown(f.before)} to {_shown(f.after)}" for f in move.fields)


def _shown(value: "Value | None") -> str:
    return written(value) if isinstance(value, float) else "nothing" if value is None else str(value)


def _newest(ctx: Context, kind: ReviewKind) -> Review | None:
    dated = [r for r in ctx.plan.reviews if r.kind is kind and r.date is not None and r.date <= ctx.today]
    return max(dated, key=lambda review: review.date or dt.date.min, default=None)


TARGET_MOVED = Rule(
    "target-moved-silently",
    _FAMILY,
    Severity.WARNING,
    "a target moved since the last review, and nothing says why",
    "A target that is moved quietly until it is met is no target, and one such find discredits all the others.",
    target_moved_silently,
)

RULES = (
    Rule(
        "review-overdue",
        _FAMILY,
        Severity.WARNING,
        "a review is overdue or was never held",
        "Alignment is not a one-time event: what nobody looks at drifts.",
        review_overdue,
        absence=True,
        thresholds={"mission-vision-months": 12, "planning-months": 12, "alignment-months": 3},
    ),
    Rule(
        "suspect-link",
        _FAMILY,
        Severity.WARNING,
        "something changed since a review confirmed it",
        "The link was judged right for another text than the one that stands there now.",
        suspect_link,
        absence=True,
    ),
    Rule(
        "action-overdue",
        _FAMILY,
        Severity.WARNING,
        "an action that a review asked for is overdue",
        "Reviews without consequences stop being attended.",
        action_overdue,
    ),
    Rule(
        "decision-overdue",
        _FAMILY,
        Severity.WARNING,
        "a decision waits past its date",
        "Work waits for it, or goes on without it.",
        decision_overdue,
    ),
    Rule(
        "no-executive-in-review",
        _FAMILY,
        Severity.WARNING,
        "no executive attended the last planning review",
        "Objectives set without leadership in the room are the PMO's own.",
        no_executive_in_review,
        absence=True,
    ),
    Rule(
        "signoff-missing",
        _FAMILY,
        Severity.ERROR,
        "a charter called approved that nobody has signed",
        "It claims a mandate that nobody gave.",
        signoff_missing,
        absence=True,
    ),
    Rule(
        "signoff-stale",
        _FAMILY,
        Severity.WARNING,
        "the charter has changed since it was signed",
        "What leadership signed is not what the PMO goes by.",
        signoff_stale,
        absence=True,
    ),
    Rule(
        "self-approved",
        _FAMILY,
        Severity.WARNING,
        "the PMO signed its own charter",
        "A mandate that one gives oneself holds until the first conflict.",
        self_approved,
        absence=True,
    ),
    TARGET_MOVED,
)
