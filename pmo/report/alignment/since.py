"""What changed since an earlier state of the plan, in leadership's words: by name, the reason where one is recorded, nothing about files.

The comparison itself is `pmo.changes`, the same that `pmo diff` tells; only the words differ, since its readers know ids and these do not.
"""

import datetime as dt
from dataclasses import dataclass

from pmo.changes import Changes
from pmo.model import Objective
from pmo.report.alignment.told import SinceLine, Teller
from pmo.report.alignment.trend import Trend, trend
from pmo.report.asked import Compared
from pmo.report.facts import Facts
from pmo.report.figures import count, day

NEW_READINGS = "New readings"

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
    changes = compared.changes
    title = f"Since {compared.what}"
    over_time = trend(facts, compared)
    if changes is None:
        return Since(title, "", "", (), "", compared.unseen, over_time, None, None)
    teller = Teller(facts, changes)
    found = (
        ("Where it stands", _MOST, teller.moves()),
        ("New targets", _MOST, teller.aims()),
        ("New", _MOST, teller.added()),
        ("Ended", _MOST, teller.ended()),
        ("Links", _MOST, teller.links()),
        ("Other words", _MOST, teller.words()),
        ("Other changes", _MOST, teller.other()),
        (NEW_READINGS, _MOST_READINGS, teller.readings()),
    )
    groups = []
    for name, most, lines in found:
        told = list(lines)
        if told:
            groups.append(SinceGroup(name, tuple(told[:most]), max(len(told) - most, 0)))
    return Since(
        title=title,
        basis=_basis(compared, changes),
        sentence=_sentence(changes, groups),
        groups=tuple(groups),
        others=teller.rest(),
        unseen=(*compared.unseen, *(f"Not compared, since it cannot be read: {path}." for path in changes.unread)),
        trend=over_time,
        date=changes.since,
        revision=compared.revision,
    )


def _basis(compared: Compared, changes: Changes) -> str:
    at = f", revision {compared.revision}" if compared.revision else ""
    return f"Compared with the plan as it stood on {day(changes.since)}{at}, by the same questions."


def _sentence(changes: Changes, groups: list[SinceGroup]) -> str:
    """How many objectives stand better and worse than then."""
    moves = [m for m in changes.statuses if isinstance(m.element, Objective)]
    better = sum(move.after.badness < move.before.badness for move in moves)
    worse = len(moves) - better
    if not groups:
        return "Nothing changed in meaning."
    if not moves:
        return "Every objective stands where it stood."
    said = [
        f"{count(many, 'objective')} {'stands' if many == 1 else 'stand'} {word}"
        for many, word in ((worse, "worse"), (better, "better"))
        if many
    ]
    return f"{' and '.join(said)} than then."
