"""What excuses a finding: a waiver beside its element, or a comment on its line. Excused is counted and shown, never forgotten."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pmo.findings import Fault, Finding
from pmo.model import Element, Plan, Waiver
from pmo.nearest import did_you_mean
from pmo.origin import Origin
from pmo.rules import BY_SLUG
from pmo.source.edits import Edit, remove_entry
from pmo.source.ignores import Ignore, ignores
from pmo.source.text import Place, SourceFile


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding that a waiver excuses. A comment on its line counts as a waiver with a reason only."""

    finding: Finding
    waiver: Waiver


@dataclass(frozen=True, slots=True)
class Excuses:
    """Everything in a plan that excuses findings on a day."""

    plan: Plan
    today: dt.date
    comments: tuple[Ignore, ...]

    @classmethod
    def of(cls, plan: Plan, today: dt.date) -> "Excuses":
        """The waivers and comments of a plan."""
        return cls(plan, today, tuple(found for file in plan.files for found in ignores(file)))

    def split(self, found: Iterable[Finding]) -> tuple[list[Finding], tuple[Waived, ...]]:
        """Findings that stand and those that are excused. An expired or reasonless waiver excuses nothing."""
        by_line = {(c.file, c.line, rule): c for c in self.comments if c.reason for rule in c.rules}
        standing, waived = [], []
        for finding in found:
            waiver = self._waiver(finding) if BY_SLUG[finding.rule].waivable else None
            if waiver is None and by_line:
                waiver = self._comment(finding, by_line)
            if waiver is None:
                standing.append(finding)
            else:
                waived.append(Waived(finding, waiver))
        return standing, tuple(waived)

    def idle(self, waived: Iterable[Waived]) -> Iterator[Fault]:
        """Waivers and comments that name no rule, lack a reason, or excused nothing. Only a run of all rules can tell."""
        used = {(item.waiver.origin.file, item.waiver.origin.offset, item.waiver.rule) for item in waived}
        for element in self.plan.elements.values():
            for waiver in element.waive:
                key = (waiver.origin.file, waiver.origin.offset, waiver.rule)
                counts = in_force(waiver, self.today) and not self.plan.unread
                problem = self._problem(waiver.rule, f"`{element.id}` waives", needed=key in used or not counts)
                if problem:
                    slug, message, fix = problem
                    edits = _removal(element, waiver) if fix == _REMOVE else ()
                    field = f"waive.{waiver.rule}"
                    yield Fault(waiver.origin.place, message, fix, element.id, field, rule=slug, edits=edits)
        for comment in self.comments:
            place = Place(comment.file, comment.start)
            if not comment.rules or not comment.reason:
                fix = "Write `# pmo: ignore[rule] reason`."
                yield Fault(
                    place, "The comment does not say which rule it ignores, or why.", fix, rule="waiver-incomplete"
                )
                continue
            for rule in comment.rules:
                needed = (comment.file, comment.start, rule) in used or bool(self.plan.unread)
                problem = self._problem(rule, "The comment ignores", needed=needed, waivable=True)
                if problem:
                    slug, message, fix = problem
                    yield Fault(place, message, fix, "", f"ignore.{rule}", rule=slug)

    def _waiver(self, finding: Finding) -> Waiver | None:
        element = self.plan.elements.get(finding.element)
        waivers = element.waive if element is not None else ()
        return next((w for w in waivers if w.rule == finding.rule and in_force(w, self.today)), None)

    @staticmethod
    def _comment(finding: Finding, by_line: dict[tuple[SourceFile, int, str], Ignore]) -> Waiver | None:
        if finding.rule in _NEVER:
            return None
        comment = by_line.get((finding.place.file, finding.place.line, finding.rule))
        if comment is None:
            return None
        return Waiver(origin=Origin(comment.file, comment.start), rule=finding.rule, because=comment.reason)

    @staticmethod
    def _problem(rule: str, says: str, *, needed: bool, waivable: bool = False) -> tuple[str, str, str] | None:
        if rule not in BY_SLUG:
            fix = f"{did_you_mean(rule, BY_SLUG.keys())} `pmo rules` lists them all.".strip()
            return "unknown-rule", f"{says} `{rule}`, which is no rule.", fix
        if rule in _NEVER or not (waivable or BY_SLUG[rule].waivable):
            return "waiver-unneeded", f"{says} {rule}, which cannot be excused.", "Mend it instead."
        if not needed:
            return "waiver-unneeded", f"{says} {rule}, and there is nothing to excuse.", _REMOVE
        return None


# A file that cannot be read hides what it holds; and what watches over the excuses cannot be excused.
_NEVER = frozenset(
    {
        "unreadable-file",
        "invalid-yaml",
        "waiver-expired",
        "waiver-incomplete",
        "waiver-unneeded",
        "unknown-rule",
        "baseline-stale",
    }
)


_REMOVE = "Remove it."


def _removal(element: Element, waiver: Waiver) -> tuple[Edit, ...]:
    """Take the waiver out; with it `waive` itself, where it holds nothing else."""
    alone = len(element.waive) == 1
    return remove_entry(waiver.origin.file, element.origin.field("waive").start if alone else waiver.origin.offset)


def in_force(waiver: Waiver, today: dt.date) -> bool:
    """Whether a waiver excuses anything on a day: it has a reason, and an end that is not past."""
    return bool(waiver.because) and waiver.until is not None and waiver.until >= today
