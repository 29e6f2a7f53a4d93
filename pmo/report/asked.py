"""What a report is asked for besides the plan and the day: for whom, in which order, compared with what."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pmo.align import Alignment
    from pmo.changes import Changes

KINDS = ("charter", "alignment", "scorecard", "brief", "self-assessment")
"""Every report, by the word that asks for it."""


class Grouping(StrEnum):
    """How a scorecard is divided."""

    STRATEGY = "strategy"
    OWNER = "owner"


@dataclass(frozen=True, slots=True)
class Compared:
    """An earlier state of the plan, compared with this one.

    `what` completes "since …" (the last review, 31 March 2026); `revision` names the earlier state. `changes` is None where there is nothing
    to compare with; `unseen` says so, and whatever else could not be seen, in sentences. `states` are the plan at earlier reviews, the oldest
    first, each on its own day.
    """

    what: str
    changes: "Changes | None" = None
    revision: str | None = None
    unseen: tuple[str, ...] = ()
    states: "tuple[Alignment, ...]" = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """Choices that only some reports heed. `owner` is the id of the person whom a brief is for; `compared` an earlier state of the plan."""

    by: Grouping = Grouping.STRATEGY
    owner: str = ""
    compared: Compared | None = None
