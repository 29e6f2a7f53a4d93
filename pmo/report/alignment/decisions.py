"""What leadership is asked to decide, and what came of what it asked for last time."""

import datetime as dt
from dataclasses import dataclass

from pmo.answers import RollUp
from pmo.language.words import Words
from pmo.model import Action, Decision, Objective, Review
from pmo.progress import State
from pmo.report.alignment.troubles import gap, in_trouble
from pmo.report.facts import Facts, anchor, shortened
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
        title=review_name(review, facts.words),
        date=facts.words.day(review.date) if review.date else "",
        attendees=facts.names(review.attendees),
        actions=actions,
        decided=tuple(
            Decided(d.question or d.name_, d.decided, facts.name(d.by), anchor(d.id))
            for d in review.decisions
            if d.decided
        ),
        earlier=tuple(action_row(action, facts, today) for action in earlier),
        done=sum(action.state == "done" for action in actions),
        outcome=_outcome(actions, facts.words),
    )


def _outcome(actions: tuple[ActionRow, ...], words: Words) -> str:
    """How many of the actions are done and how many are late, in a sentence; empty without actions."""
    if not actions:
        return ""
    if len(actions) == 1:
        only = {"done": words("Its one action is done."), "overdue": words("Its one action is overdue.")}
        return only.get(actions[0].state, words("Its one action is open."))
    done, late = (sum(action.state == state for action in actions) for state in ("done", "overdue"))
    said = words.many(
        done,
        "{n} of {total} actions is done",
        "{n} of {total} actions are done",
        total=words.whole(len(actions)),
    )
    if not late:
        return words.sentence([said])
    return words("{done}, {late}.", done=said, late=words.many(late, "{n} is overdue", "{n} are overdue"))


def _recorded(review: Review, decision: Decision, facts: Facts) -> Ask:
    words, due = facts.words, decision.due
    overdue = due is not None and due < facts.alignment.today
    if due is None:
        by = words("no date set")
    else:
        day = words.day(due)
        by = words("was due on {day}", day=day) if overdue else words("by {day}", day=day)
    return Ask(
        question=decision.question or decision.name_,
        why=words("Put by the review of {day}.", day=words.day(review.date)) if review.date else "",
        owner=_who(decision.owner, facts),
        by=by,
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
    words = facts.words
    question = words.many(
        len(found),
        "{n} objective is off track or missed: which get help, which new targets, and which end?",
        "{n} objectives are off track or missed: which get help, which new targets, and which end?",
    )
    names = words.listed([shortened(o.name_) for o, _ in found], _EACH)
    return [_for_sponsor(question, words.sentence([names]), facts)]


def _needs_decision(standing: RollUp) -> bool:
    """Off track, or missed without a verdict: once people have given their verdict, it is decided."""
    return any(
        found.state is State.OFF_TRACK or (found.state is State.MISSED and measure.result is None)
        for measure, found in standing.measures
    )


def _about_objective(objective: Objective, standing: RollUp, facts: Facts) -> Ask:
    words = facts.words
    measure, found = max(standing.measures, key=lambda pair: pair[1].state.badness)
    why = gap(measure, found, facts.alignment.today, words)
    if len(standing.measures) > 1:
        why = words("{measure}: {gap}", measure=measure.name_, gap=why)
    return _for_sponsor(_question(objective, standing, facts), why, facts)


def _question(objective: Objective, standing: RollUp, facts: Facts) -> str:
    words, name = facts.words, facts.words.quoted(objective.name_)
    work = [words.quoted(initiative.name_) for initiative in facts.alignment.initiatives_for(objective)]
    if standing.state is State.MISSED:
        return words("{name} missed its target: extend it, change it, or end it?", name=name)
    if len(work) == 1:
        return words(
            "{name} is off track: is {initiative} enough, or does it need more?", name=name, initiative=work[0]
        )
    if work:
        return words(
            "{name} is off track: are {initiatives} enough, or does it need more?",
            name=name,
            initiatives=words.listed(work, _EACH),
        )
    if facts.alignment.neglected(objective):
        return words("{name} is off track and nothing works on it: who acts, or does it end?", name=name)
    return words("{name} is off track: is what is being done enough, or does it need more?", name=name)


def _about_coverage(facts: Facts) -> list[Ask]:
    """Strategies that nothing supports, that nobody left to others on purpose, and that no waiver excuses for now.

    Silent while the PMO has no objectives.
    """
    words = facts.words
    excused = {
        item.finding.element for item in facts.result.waived if item.finding.rule == "strategy-without-objective"
    }
    uncovered = [strategy for strategy in facts.alignment.coverage.uncovered if strategy.id not in excused]
    if not facts.alignment.objectives:
        return []
    if not facts.alignment.strategies and not facts.alignment.left_to_others:
        question = words("Which strategies of the organization is the PMO to support?")
        return [_for_sponsor(question, words("The plan names none."), facts)]
    if not uncovered:
        return []
    if not facts.alignment.claims:
        return [_for_sponsor(*_nothing_claimed(len(uncovered), words), facts)]
    if len(uncovered) > _EACH:
        question = words.many(
            len(uncovered),
            "Which of the {n} strategy without an objective shall the PMO support, and which are left to others?",
            "Which of the {n} strategies without an objective shall the PMO support, and which are left to others?",
        )
        names = words.listed([shortened(strategy.name_) for strategy in uncovered], _EACH)
        return [_for_sponsor(question, words("Without an objective: {names}.", names=names), facts)]
    return [
        _raised(
            words(
                "Shall the PMO support {strategy}, or leave it to others on purpose?",
                strategy=words.quoted(strategy.name_),
            ),
            words("No objective of the PMO supports it."),
            strategy.owner or facts.plan.pmo.sponsor,
            facts,
        )
        for strategy in uncovered
    ]


def _nothing_claimed(strategies: int, words: Words) -> tuple[str, str]:
    """The question while no objective says what it supports, and what that means for so many strategies."""
    question = words("Which strategy does each objective support? No objective says so yet.")
    if strategies == 1:
        return question, words("So the only strategy is not supported.")
    return question, words.many(
        strategies, "So none of the {n} strategy is supported.", "So none of the {n} strategies is supported."
    )


def _for_sponsor(question: str, why: str, facts: Facts) -> Ask:
    return _raised(question, why, facts.plan.pmo.sponsor, facts)


def _raised(question: str, why: str, owner: str | None, facts: Facts) -> Ask:
    """A question that the plan itself raises, for somebody to decide by the next review."""
    by, due = _next_review(facts)
    return Ask(question, why, _who(owner, facts), by, overdue=False, recorded=False, owner_id=owner or "", due=due)


def _who(person: str | None, facts: Facts) -> str:
    return facts.name(person) or facts.words("Nobody named")


def _next_review(facts: Facts) -> tuple[str, dt.date | None]:
    last = facts.alignment.last_review(ReviewKind.ALIGNMENT)
    if last is not None and last.next is not None and last.next >= facts.alignment.today:
        return facts.words("by the review on {day}", day=facts.words.day(last.next)), last.next
    return facts.words("at the next review"), None


def action_row(action: Action, facts: Facts, today: dt.date) -> ActionRow:
    """An action as of a day."""
    words, owner = facts.words, facts.owner(action.owner)
    if action.done is not None and action.done <= today:
        state, word = "done", words.about("state of an action", "Done")
        when = words("done on {day}", day=words.short_day(action.done))
    elif action.due is not None and action.due < today:
        state, word = "overdue", words.about("state of an action", "Overdue")
        when = words("was due on {day}", day=words.short_day(action.due))
    else:
        state, word = "open", words.about("state of an action", "Open")
        when = words("due on {day}", day=words.short_day(action.due)) if action.due else words("no date set")
    what = action.what or action.name_
    ids = (action.id, action.owner or "", action.due, action.done)
    return ActionRow(what, owner, when, state, word, *ids, anchor(action.id))


def review_name(review: Review, words: Words) -> str:
    """What to call a review: its title, else its kind."""
    if review.title:
        return review.title
    if review.kind is None:
        return words("Review")
    return {
        ReviewKind.MISSION_VISION: words("Review of mission and vision"),
        ReviewKind.PLANNING: words("Planning review"),
        ReviewKind.ALIGNMENT: words("Alignment review"),
        ReviewKind.SIGNOFF: words("Sign-off"),
    }[review.kind]
