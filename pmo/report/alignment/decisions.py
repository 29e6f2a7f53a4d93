"""What leadership is asked to decide, and what came of what it asked for last time."""

import datetime as dt
from dataclasses import dataclass

from pmo.answers import RollUp
from pmo.model import Action, Decision, Objective, Review
from pmo.progress import State
from pmo.report.alignment.troubles import gap, in_trouble
from pmo.report.facts import NOBODY, Facts, anchor, listed, quoted, shortened
from pmo.report.figures import count, day, fraction, short_day
from pmo.terms import ReviewKind

TOP = 3
"""Questions at the head of a report: what can be decided in one meeting."""

_EACH = 3


@dataclass(frozen=True, slots=True)
class Ask:
    """A question for leadership. `question` is prose when a review put it (`recorded`), else ours and literal.

    `owner_id` and `due` are for programs: whom it waits for, and the date that was set.
    """

    question: str
    why: str
    owner: str
    by: str
    overdue: bool
    recorded: bool
    owner_id: str
    due: dt.date | None = None
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Decisions:
    """The first few questions, and the rest."""

    top: tuple[Ask, ...]
    further: tuple[Ask, ...]


@dataclass(frozen=True, slots=True)
class ActionRow:
    """What somebody was asked to do (prose), and whether it is done: `state` is `done`, `open` or `overdue`."""

    what: str
    owner: str
    when: str
    state: str
    word: str
    id: str
    owner_id: str
    due: dt.date | None
    done: dt.date | None
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """A question that the review decided; both texts are prose."""

    question: str
    decided: str
    by: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class LastReview:
    """What the newest review with an outcome asked for, and what is still open from earlier ones. `outcome` sums its actions up."""

    title: str
    date: str
    attendees: tuple[str, ...]
    actions: tuple[ActionRow, ...]
    decided: tuple[Decided, ...]
    earlier: tuple[ActionRow, ...]
    done: int
    outcome: str


def decisions(facts: Facts) -> Decisions:
    """Open questions of reviews, the earliest due first, then those that the plan itself raises."""
    asks = [_recorded(review, decision, facts) for review, decision in facts.alignment.open_decisions]
    asks += _about_trouble(facts)
    asks += _about_coverage(facts)
    return Decisions(tuple(asks[:TOP]), tuple(asks[TOP:]))


def last_review(facts: Facts) -> LastReview | None:
    """The newest review that asked for or decided anything; None when there is none."""
    alignment = facts.alignment
    review = next((r for r in alignment.reviews if r.actions or any(d.decided for d in r.decisions)), None)
    if review is None:
        return None
    today = alignment.today
    earlier = [action for found, action in alignment.open_actions if found is not review]
    actions = tuple(action_row(action, facts, today) for action in review.actions)
    return LastReview(
        title=review_name(review),
        date=day(review.date) if review.date else "",
        attendees=facts.names(review.attendees),
        actions=actions,
        decided=tuple(
            Decided(d.question or d.name_, d.decided, facts.name(d.by), anchor(d.id))
            for d in review.decisions
            if d.decided
        ),
        earlier=tuple(action_row(action, facts, today) for action in earlier),
        done=sum(action.state == "done" for action in actions),
        outcome=_outcome(actions),
    )


def _outcome(actions: tuple[ActionRow, ...]) -> str:
    """How many of the actions are done and how many are late, in a sentence; empty without actions."""
    if not actions:
        return ""
    done, late = (sum(action.state == state for action in actions) for state in ("done", "overdue"))
    if len(actions) == 1:
        return {"done": "Its one action is done.", "overdue": "Its one action is overdue."}.get(
            actions[0].state, "Its one action is open."
        )
    said = f"{fraction(done, len(actions))} actions {'is' if done == 1 else 'are'} done"
    return f"{said}, {late:,} {'is' if late == 1 else 'are'} overdue." if late else f"{said}."


def _recorded(review: Review, decision: Decision, facts: Facts) -> Ask:
    due = decision.due
    overdue = due is not None and due < facts.alignment.today
    by = "" if due is None else f"was due on {day(due)}" if overdue else f"by {day(due)}"
    return Ask(
        question=decision.question or decision.name_,
        why=f"Put by the review of {day(review.date)}." if review.date else "",
        owner=_who(decision.owner, facts),
        by=by or "no date set",
        overdue=overdue,
        recorded=True,
        owner_id=decision.owner or "",
        due=due,
        anchor=anchor(decision.id),
    )


def _about_trouble(facts: Facts) -> list[Ask]:
    found = [(o, s) for o, s in in_trouble(facts) if _needs_decision(s)]
    if len(found) <= 2 * _EACH:
        return [_about_objective(objective, standing, facts) for objective, standing in found]
    names = listed([shortened(o.name_) for o, _ in found], _EACH)
    question = (
        f"{count(len(found), 'objective')} are off track or missed: which get help, which new targets, and which end?"
    )
    return [_for_sponsor(question, f"{names}.", facts)]


def _needs_decision(standing: RollUp) -> bool:
    """Off track, or missed without a verdict: once people have given their verdict, it is decided."""
    return any(
        found.state is State.OFF_TRACK or (found.state is State.MISSED and measure.result is None)
        for measure, found in standing.measures
    )


def _about_objective(objective: Objective, standing: RollUp, facts: Facts) -> Ask:
    name = quoted(objective.name_)
    work = [initiative.name_ for initiative in facts.alignment.initiatives_for(objective)]
    if standing.state is State.MISSED:
        question = f"{name} missed its target: extend it, change it, or end it?"
    elif work:
        question = f"{name} is off track: is {listed([quoted(item) for item in work], 3)} enough, or does it need more?"
    elif facts.alignment.neglected(objective):
        question = f"{name} is off track and nothing works on it: who acts, or does it end?"
    else:
        question = f"{name} is off track: is what is being done enough, or does it need more?"
    measure, found = max(standing.measures, key=lambda pair: pair[1].state.badness)
    which = f"{measure.name_}: " if len(standing.measures) > 1 else ""
    return _for_sponsor(question, which + gap(measure, found, facts.alignment.today), facts)


def _about_coverage(facts: Facts) -> list[Ask]:
    """Strategies that nothing supports, that nobody left to others on purpose, and that no waiver excuses for now.

    Silent while the PMO has no objectives.
    """
    excused = {
        item.finding.element for item in facts.result.waived if item.finding.rule == "strategy-without-objective"
    }
    uncovered = [strategy for strategy in facts.alignment.coverage.uncovered if strategy.id not in excused]
    if not facts.alignment.objectives:
        return []
    if not facts.alignment.strategies and not facts.alignment.left_to_others:
        question = "Which strategies of the organization is the PMO to support?"
        return [_for_sponsor(question, "The plan names none.", facts)]
    if not uncovered:
        return []
    if len(uncovered) <= _EACH and facts.alignment.claims:
        return [
            _raised(
                f"Shall the PMO support {quoted(strategy.name_)}, or leave it to others on purpose?",
                "No objective of the PMO supports it.",
                strategy.owner or facts.plan.pmo.sponsor,
                facts,
            )
            for strategy in uncovered
        ]
    if facts.alignment.claims:
        question = f"Which of the {len(uncovered):,} strategies without an objective shall the PMO support, and which are left to others?"
        why = f"Without an objective: {listed([shortened(strategy.name_) for strategy in uncovered], _EACH)}."
    else:
        question = "Which strategy does each objective support? No objective says so yet."
        why = (
            f"So none of the {len(uncovered):,} strategies is supported."
            if len(uncovered) > 1
            else "So the only strategy is not supported."
        )
    return [_for_sponsor(question, why, facts)]


def _for_sponsor(question: str, why: str, facts: Facts) -> Ask:
    return _raised(question, why, facts.plan.pmo.sponsor, facts)


def _raised(question: str, why: str, owner: str | None, facts: Facts) -> Ask:
    """A question that the plan itself raises, for somebody to decide by the next review."""
    by, due = _next_review(facts)
    return Ask(question, why, _who(owner, facts), by, overdue=False, recorded=False, owner_id=owner or "", due=due)


def _who(person: str | None, facts: Facts) -> str:
    return facts.name(person) or NOBODY.capitalize()


def _next_review(facts: Facts) -> tuple[str, dt.date | None]:
    last = facts.alignment.last_review(ReviewKind.ALIGNMENT)
    if last is not None and last.next is not None and last.next >= facts.alignment.today:
        return f"by the review on {day(last.next)}", last.next
    return "at the next review", None


def action_row(action: Action, facts: Facts, today: dt.date) -> ActionRow:
    """An action as of a day."""
    owner = facts.owner(action.owner)
    if action.done is not None and action.done <= today:
        state, when, word = "done", f"done on {short_day(action.done)}", "Done"
    elif action.due is not None and action.due < today:
        state, when, word = "overdue", f"was due on {short_day(action.due)}", "Overdue"
    else:
        state, when, word = "open", f"due on {short_day(action.due)}" if action.due else "no date set", "Open"
    what = action.what or action.name_
    ids = (action.id, action.owner or "", action.due, action.done)
    return ActionRow(what, owner, when, state, word, *ids, anchor(action.id))


def review_name(review: Review) -> str:
    """What to call a review: its title, else its kind."""
    if review.title:
        return review.title
    words = {
        ReviewKind.MISSION_VISION: "Review of mission and vision",
        ReviewKind.PLANNING: "Planning review",
        ReviewKind.ALIGNMENT: "Alignment review",
        ReviewKind.SIGNOFF: "Sign-off",
    }
    return words[review.kind] if review.kind else "Review"
