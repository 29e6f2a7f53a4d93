"""What is wrong with a file as a file, before anyone asks what it means."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault in a file. `slug` names the rule it counts under; `also` is the offset of an earlier place that explains it."""

    slug: str
    message: str
    fix: str
    start: int = 0
    end: int | None = None
    also: int | None = None
