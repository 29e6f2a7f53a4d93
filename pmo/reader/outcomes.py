"""What later reviews closed: reviews are never rewritten, so an action's end or a decision's answer may stand in another one."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from pmo.model import Action, Answer, Decision, Element, Review


def closed_by_later(reviews: tuple[Review, ...]) -> tuple[tuple[Review, ...], dict[str, Element]]:
    """The reviews, with each action and decision as all reviews together leave it; and what changed of them, by id.

    What an action or decision says itself counts before what others say of it. Of several others, the first counts.
    """
    days: dict[str, dt.date] = {}
    answers: dict[str, Answer] = {}
    for review in sorted(reviews, key=lambda review: review.date or dt.date.max):
        for done in review.done:
            days[done.action] = min(done.date, days.get(done.action, done.date))
        for answer in review.decided:
            if answer.decided:
                answers.setdefault(answer.decision, answer)
    if not days and not answers:
        return reviews, {}
    changed: dict[str, Element] = {}
    found = []
    for review in reviews:
        actions = tuple(_done(action, days) for action in review.actions)
        decisions = tuple(_decided(decision, answers) for decision in review.decisions)
        if actions == review.actions and decisions == review.decisions:
            found.append(review)
            continue
        closed = replace(review, actions=actions, decisions=decisions)
        found.append(closed)
        changed |= {element.id: element for element in (closed, *actions, *decisions)}
    return tuple(found), changed


def _done(action: Action, days: Mapping[str, dt.date]) -> Action:
    day = days.get(action.id)
    return action if day is None or action.done is not None else replace(action, done=day)


def _decided(decision: Decision, answers: Mapping[str, Answer]) -> Decision:
    answer = answers.get(decision.id)
    if answer is None or decision.decided:
        return decision
    return replace(decision, decided=answer.decided, by=answer.by or decision.by)
