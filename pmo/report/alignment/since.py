"""What changed since an earlier state of the plan, in leadership's words: by name, the reason where one is recorded, nothing about files.

The comparison itself is `pmo.changes`, the same that `pmo diff` tells; only the words differ, since its readers know ids and these do not.
"""

import datetime as dt
from dataclasses import dataclass

from pmo.changes import Changes
from pmo.language.words import Words, message
from pmo.model import Objective
from pmo.report.alignment.told import SinceLine, Teller
from pmo.report.alignment.trend import Trend, trend
from pmo.report.asked import Compared
from pmo.report.facts import Facts

NEW_READINGS = message("New readings")
"""The title of the group of readings, in English."""

_MOST = 12
_MOST_READINGS = 8


@dataclass(frozen=True, slots=True)
class SinceGroup:
    """Changes of one sort; `left` counts those that did not fit."""

    title: str
    lines: tuple[SinceLine, ...]
    left: int


@dataclass(frozen=True, slots=True)
class Since:
    """The section. `title` says since when, `basis` compared with what; `sentence` sums it up, `unseen` says what could not be seen.

    `others` counts changes that the section does not tell one by one.
    """

    title: str
    basis: str
    sentence: str
    groups: tuple[SinceGroup, ...]
    others: str
    unseen: tuple[str, ...]
    trend: Trend | None
    date: dt.date | None
    revision: str | None


def since(facts: Facts, compared: Compared | None) -> Since | None:
    """What changed; None where nothing was asked for."""
    if compared is None:
        return None
    changes, words = compared.changes, facts.words
    title = words("Since {what}", what=words.told(compared.what))
    over_time = trend(facts, compared)
    unseen = tuple(words.told(sentence) for sentence in compared.unseen)
    if changes is None:
        return Since(title, "", "", (), "", unseen, over_time, None, None)
    teller = Teller(facts, changes)
    found = (
        (words("Where it stands"), _MOST, teller.moves()),
        (words("New targets"), _MOST, teller.aims()),
        (words.about("what is new in the plan", "New"), _MOST, teller.added()),
        (words.about("what is over", "Ended"), _MOST, teller.ended()),
        (words("Links"), _MOST, teller.links()),
        (words("Other words"), _MOST, teller.wordings()),
        (words("Other changes"), _MOST, teller.other()),
        (words(NEW_READINGS), _MOST_READINGS, teller.readings()),
    )
    groups = []
    for name, most, lines in found:
        told = list(lines)
        if told:
            groups.append(SinceGroup(name, tuple(told[:most]), max(len(told) - most, 0)))
    return Since(
        title=title,
        basis=_basis(compared, changes, words),
        sentence=_sentence(changes, groups, words),
        groups=tuple(groups),
        others=teller.rest(),
        unseen=(
            *unseen,
            *(words("Not compared, since it cannot be read: {path}.", path=path) for path in changes.unread),
        ),
        trend=over_time,
        date=changes.since,
        revision=compared.revision,
    )


def _basis(compared: Compared, changes: Changes, words: Words) -> str:
    day = words.day(changes.since)
    if compared.revision:
        return words(
            "Compared with the plan as it stood on {day}, revision {revision}, by the same questions.",
            day=day,
            revision=compared.revision,
        )
    return words("Compared with the plan as it stood on {day}, by the same questions.", day=day)


def _sentence(changes: Changes, groups: list[SinceGroup], words: Words) -> str:
    """How many objectives stand better and worse than then."""
    moves = [m for m in changes.statuses if isinstance(m.element, Objective)]
    better = sum(move.after.badness < move.before.badness for move in moves)
    worse = len(moves) - better
    if not groups:
        return words("Nothing changed in meaning.")
    if not moves:
        return words("Every objective stands where it stood.")
    if not better:
        return words.many(worse, "{n} objective stands worse than then.", "{n} objectives stand worse than then.")
    if not worse:
        return words.many(better, "{n} objective stands better than then.", "{n} objectives stand better than then.")
    return words(
        "{worse} and {better} than then.",
        worse=words.many(worse, "{n} objective stands worse", "{n} objectives stand worse"),
        better=words.many(better, "{n} objective stands better", "{n} objectives stand better"),
    )
