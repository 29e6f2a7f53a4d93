"""Why a measure stands where it does, and what keeps a strategy from the next rung: clauses that are said again in a report's language."""

import datetime as dt
from functools import lru_cache

from pmo.language.said import said
from pmo.language.words import message

PAUSED = message("paused")
NOT_READ = message("no reading yet")
NOT_READ_AT_THE_END = message("no reading near the target's date")
SINGLE_STEP = message("a single step, nothing to judge before its date")

REACHED = message("target reached")
MET = message("target met by its date")
MISSED = message("target date passed")
AHEAD = message("at or ahead of plan")
NEAR = message("at or near plan")
BEHIND = message("behind plan")
FAR_BEHIND = message("far behind plan")
INSIDE = message("inside its band")
OUTSIDE = message("outside its band")

NO_BAND = message("no band")
NO_TARGET = message("no target")
NO_DIRECTION = message("no direction")
NO_BASELINE = message("no baseline")
NO_TARGET_DATE = message("no target date")
UNDATED_BASELINE = message("baseline without a date")
CONTRADICTION = message("baseline and target contradict each other")
NO_WAY = message("baseline and target are the same")
TARGET_TOO_EARLY = message("target date before the baseline")

NO_OBJECTIVE = message("no objective supports it")
ONLY_SECONDARY = message("only a secondary link")
NO_REASON = message("the link has no reason")
DOUBTFUL = message("changed since it was confirmed")
NO_OWNER = message("no owner")
NO_MEASURE = message("no complete measure")
NOTHING_FRESH = message("no fresh reading")
NOT_BETTER = message("not better than its baseline")
NOT_MET = message("target not met yet")


@lru_cache(maxsize=1024)
def silent_since(day: dt.date) -> str:
    """That nothing was read since a day, which stands there as in the plan: `2026-03-31`."""
    # Kept, since many measures were last read on one day, and a check says it of each.
    return said("no reading since {day}", day=day.isoformat())
