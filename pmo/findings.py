"""What a check says: findings, each at a place, with what it means and the smallest fix."""

from dataclasses import dataclass
from enum import StrEnum

from pmo.source.edits import Edit
from pmo.source.text import Place


class Severity(StrEnum):
    """How bad: an error makes the plan untrue or useless, a warning an auditor would write up, advice is a hint."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return _RANKS[self]


_RANKS = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.ADVICE: 2}


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that explains the finding, with a few words of why ("the strategy is defined here")."""

    place: Place
    message: str


@dataclass(frozen=True, slots=True)
class Fault:
    """What the reader or a rule saw, before the engine gives it a severity.

    `element` is the id of the faulty element and `field` its key, or several with commas between: where the fault is in the plan's own
    terms, and where a waiver for it must stand. `rule` is the slug it counts under; a rule leaves it out, the engine knows it. `consequence` only
    when the fault says it better than the rule's own. `edits` make the fix, where there is one right answer.
    """

    place: Place
    message: str
    fix: str
    element: str = ""
    field: str = ""
    related: tuple[Related, ...] = ()
    consequence: str = ""
    rule: str = ""
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault of the plan.

    `message` stands alone: what is wrong, naming the element. `fix` is the smallest change that mends it, `consequence` what it
    means in leadership's words (the rule's, unless the finding says it better). `element` and `field` say where in the
    plan's own terms, free of lines, and stay stable when files are reordered.
    """

    rule: str
    severity: Severity
    place: Place
    message: str
    fix: str = ""
    consequence: str = ""
    related: tuple[Related, ...] = ()
    element: str = ""
    field: str = ""
    edits: tuple[Edit, ...] = ()

    @property
    def identity(self) -> str:
        """Rule, element (the file where there is none) and field: the same as long as it is the same fault, wherever it moves."""
        return f"{self.rule} {self.element or self.place.path}{f' {self.field}' if self.field else ''}"

    @property
    def sort_key(self) -> tuple[bool, str, int, str, str]:
        """Order of a run's findings: the order of the plan's files (root folder first), then position, then rule."""
        path = self.place.path
        return (path != "pmo.yaml", _folders_last(path), self.place.start, self.rule, self.message)


def _folders_last(path: str) -> str:
    # A folder's own files come before its sub-folders: so a scaffold reads in the order in which it is filled in.
    *folders, name = path.split("/")
    return "/".join([*("\x01" + folder for folder in folders), "\x00" + name])
