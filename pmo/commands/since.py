"""What a report is compared with: the plan as git holds it at a review, on a day, or at a revision; and what cannot be seen there."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from pmo.align import Alignment
from pmo.changes import Changes, compare
from pmo.engine import Result, alignment_of
from pmo.errors import GitError, UsageError
from pmo.git import Commit, Repository, repository_of
from pmo.history import History
from pmo.language.said import said
from pmo.language.words import Words
from pmo.model import Plan, Review
from pmo.nearest import did_you_mean
from pmo.report.alignment.decisions import review_name
from pmo.report.asked import Compared
from pmo.story import aim_commits
from pmo.terminal import visible
from pmo.terms import ReviewKind

_AS_SAID = "{what}"
_MOST_STATES = 5
_LARGE = 3000
"""Elements beyond which the plan is not read again for each of the last reviews: a report should not take minutes."""


@dataclass(frozen=True, slots=True)
class _Earlier:
    """An earlier state: what to call it after "since", the commit, and the day on which it is judged."""

    what: str
    commit: Commit
    date: dt.date


def compared_with(root: Path, result: Result, since: str | None) -> Compared:
    """The state of the plan that a report of today is compared with.

    `since` names a review, a day or a revision; None means the last review before today, and then git's silence is told in the report.

    Raises:
        GitError: `since` was given, and git cannot show that state.
        UsageError: `since` was given, and names a review without a date, or one that is still to come.
    """
    if since is not None:
        history = History(repository_of(root))
        earlier = _named(since, result, history.repository)
        return _compared(history, result, earlier)
    review = _last_review(result)
    if review is None or review.date is None:
        nothing = said("No review before today is recorded, so there is nothing to compare with.")
        return Compared(_after_since(_last), unseen=(nothing,))
    held = review.date
    what = _after_since(lambda words: words.about("completes “Since …”", "the last review, {day}", day=words.day(held)))
    try:
        history = History(repository_of(root))
        earlier = _Earlier(what, history.repository.on(review.date), review.date)
        return _compared(history, result, earlier)
    except GitError as error:
        return Compared(what, unseen=(said("What changed cannot be shown. {why}", why=_why(error)),))


def _after_since(say: Callable[[Words], str]) -> str:
    """What completes “since …”. Other languages say it in a case of its own, or with an article."""
    return said(_AS_SAID, what=say)


def _last(words: Words) -> str:
    return words.about("completes “Since …”", "the last review")


def _why(error: GitError) -> str:
    """What git cannot tell, still as it was said: `str(error)` would be English for good."""
    why = error.args[0]
    return why if isinstance(why, str) else str(error)


def _last_review(result: Result) -> Review | None:
    """The newest review that took place before today: on its own day, a review wants to know what came since the one before."""
    return next((r for r in result.alignment.reviews if r.date is not None and r.date < result.today), None)


def _named(since: str, result: Result, repository: Repository) -> _Earlier:
    found = result.plan.elements.get(since)
    if isinstance(found, Review):
        if found.date is None or found.date > result.today:
            state = "has no date" if found.date is None else "is still to come"
            raise UsageError(
                f"The review `{visible(since)}` {state}, so there is no state of the plan to compare with."
            )
        held = found.date
        what = _after_since(
            lambda words: words.about(
                "completes “Since …”",
                "{review}, {day}",
                review=words.quoted(review_name(found, words)),
                day=words.day(held),
            )
        )
        return _Earlier(what, repository.on(held), held)
    try:
        commit = repository.resolve(since)
    except GitError as error:
        near = did_you_mean(since, {review.id for review in result.alignment.reviews})
        raise GitError(f"{error}{near or ' A review can be named by its id.'}") from error
    asked = _day(since)
    # A clock that is wrong, or a branch from the future, must not make the earlier state the later one.
    judged = min(asked or commit.date, result.today)
    return _Earlier(_after_since(partial(_day_or_revision, asked, since)), commit, judged)


def _day_or_revision(asked: dt.date | None, revision: str, words: Words) -> str:
    if asked:
        return words.about("completes “Since …”", "{day}", day=words.day(asked))
    return words.about("completes “Since …”", "revision {revision}", revision=revision)


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _compared(history: History, result: Result, earlier: _Earlier) -> Compared:
    before = alignment_of(_plan_at(history, earlier.commit), earlier.date)
    changes = _with_commits(compare(before, result.alignment), history, earlier.commit)
    states, unseen = _states(history, result)
    if history.repository.cut_off(earlier.commit):
        cut = said(
            "This shallow clone begins at {revision}: what happened before it cannot be seen.",
            revision=earlier.commit.short,
        )
        unseen = (*unseen, cut)
    return Compared(earlier.what, changes, earlier.commit.short, unseen, states)


def _plan_at(history: History, commit: Commit) -> Plan:
    """The plan at a commit.

    Raises:
        GitError: there was none yet, so nothing can be called new.
    """
    if not history.files_at(commit.id).paths():
        raise GitError(said("There was no plan here yet at {revision}, {day}.", revision=commit.short, day=commit.date))
    return history.plan_at(commit.id).plan


def _with_commits(changes: Changes, history: History, before: Commit) -> Changes:
    """The same changes, each moved target with the commits that moved it: they may say why where no review does."""
    head = history.repository.head
    moved = [change for change in changes.moved if change.aim is not None and change.aim.decided is None]
    if not moved or head is None or head == before.id:
        return changes
    names = [name for change in moved for name in (change.id, change.was) if name]
    found = aim_commits(history, names, before.id, head)
    elements = tuple(
        replace(c, aim=replace(c.aim, commits=found.get(c.id) or found.get(c.was or "", ()))) if c.aim else c
        for c in changes.elements
    )
    return replace(changes, elements=elements)


def _states(history: History, result: Result) -> tuple[tuple[Alignment, ...], tuple[str, ...]]:
    """The plan at the last reviews before today, the oldest first, and a sentence where some of them cannot be seen."""
    held = [r for r in result.alignment.reviews if r.date is not None and r.date < result.today]
    # A sign-off looks at the charter, often days after the review that changed it.
    dates = sorted({r.date for r in held if r.kind is not ReviewKind.SIGNOFF and r.date is not None})
    if len(result.plan.elements) > _LARGE:
        return (), ()
    states: list[Alignment] = []
    missing: list[dt.date] = []
    for date in dates[-_MOST_STATES:]:
        try:
            plan = _plan_at(history, history.repository.on(date))
        except GitError:
            missing.append(date)
        else:
            states.append(alignment_of(plan, date))
    if missing and states:
        if len(missing) == 1:
            return tuple(states), (said("The history does not reach back to the review of {day}.", day=missing[-1]),)
        return tuple(states), (said("The history does not reach back to the reviews up to {day}.", day=missing[-1]),)
    return tuple(states), ()
