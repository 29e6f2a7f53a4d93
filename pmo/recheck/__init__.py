"""A check of a large plan in which little has changed since the last one: what changed is checked alone, where that is certain to be enough."""

from collections.abc import Iterable, Sequence

from pmo.source.files import ReadFile

LEAST_TEXT = 300_000
"""A plan with fewer characters is checked as a whole: that takes no longer."""

MOST_TEXT = 20_000_000
"""One with more is, too: its texts are not kept."""

_SHARE = 10


def worth_it(files: Sequence[ReadFile]) -> bool:
    """Whether a plan is of a size at which a check of what changed is faster than that of all."""
    return LEAST_TEXT <= sum([len(read.file.text) for read in files]) <= MOST_TEXT


def little(changed: Iterable[str], plan: Iterable[str]) -> bool:
    """Whether texts are so small a part of a plan's that to look at them twice is faster than to look at all once."""
    return sum(map(len, changed)) * _SHARE < sum(map(len, plan))
