"""What is missing: gaps in the alignment, who excused them until when, and what the check found."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pmo.excuses import Waived, in_force
from pmo.findings import Finding, Severity
from pmo.model import Element, Measure, Party, Waiver
from pmo.progress import newest
from pmo.report.facts import Facts, anchor, listed, shortened
from pmo.report.figures import count, short_day
from pmo.rules import BY_SLUG

_MOST = 40
_NAMES = 4


@dataclass(frozen=True, slots=True)
class GapItem:
    """One element with a gap; `excuse` says who waived it, why and until when."""

    name: str
    anchor: str
    detail: str
    excuse: str
    id: str


@dataclass(frozen=True, slots=True)
class Gap:
    """One kind of gap, what it means, and the elements that have it. `rule` is the slug under which it is checked and waived."""

    title: str
    meaning: str
    items: tuple[GapItem, ...]
    left: int
    rule: str


@dataclass(frozen=True, slots=True)
class WaiverRow:
    """One waiver: what it excuses, for which element, why (prose), by whom, until when. `state`: in force, expired or incomplete."""

    what: str
    element: str
    because: str
    by: str
    until: str
    state: str
    expired: bool


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One rule's findings: what is wrong, what that means, how often, and where."""

    severity: str
    slug: str
    what: str
    means: str
    many: int
    where: str


@dataclass(frozen=True, slots=True)
class Findings:
    """The check in a few lines. `sentence` sums it up, `rows` has errors and warnings by rule, the worst first."""

    sentence: str
    rows: tuple[FindingRow, ...]
    advice: str
    unread: tuple[str, ...]


def gaps(facts: Facts) -> tuple[Gap, ...]:
    """Uncovered strategies, untraced objectives, suspect links and overdue readings; kinds without any are left out."""
    alignment = facts.alignment
    waived = {(item.finding.rule, item.finding.element): item for item in facts.result.waived}
    elements = facts.plan.elements
    stale = [(m, f"last read {_last_read(m, alignment.today)}, for “{o.name_}”") for o, m in alignment.overdue_readings]
    found = (
        _gap(
            "Strategies without an objective",
            "Leadership chose them, and no objective of the PMO supports them.",
            [(strategy, "") for strategy in alignment.coverage.uncovered],
            "strategy-without-objective",
            waived,
            facts,
        ),
        _gap(
            "Objectives that support nothing of the organization",
            "Nobody can say which strategy they are for.",
            [(objective, "") for objective in alignment.coverage.untraced],
            "objective-without-strategy",
            waived,
            facts,
        ),
        _gap(
            "Changed since they were confirmed",
            "A review judged them, or what they support, by another text than the one that stands there now.",
            [(elements[i], _confirmed(i, facts)) for i in sorted(alignment.suspect)],
            "suspect-link",
            waived,
            facts,
        ),
        _gap(
            "Measures with an overdue reading",
            "Nobody knows where they stand today.",
            stale,
            "reading-stale",
            waived,
            facts,
        ),
    )
    return tuple(gap for gap in found if gap.items)


def no_gaps(facts: Facts) -> str:
    """What to say where no gap is found: that there is none, or that there is nothing yet to have one."""
    alignment = facts.alignment
    if not alignment.strategies or not alignment.objectives:
        return "Nothing can be compared yet: that takes strategies of the organization and objectives of the PMO."
    return (
        "None: every strategy has an objective, every objective has a strategy or goal, nothing changed since it was "
        "confirmed, and no reading is overdue."
    )


def waivers(facts: Facts) -> tuple[WaiverRow, ...]:
    """Every waiver of the plan, expired ones first, then by the date on which they end."""
    today = facts.alignment.today
    rows = [(waiver, element) for element in facts.plan.elements.values() for waiver in element.waive]
    rows.sort(key=lambda found: found[0].until or dt.date.max)
    return tuple(_waiver(waiver, element, facts, today) for waiver, element in rows)


def findings(facts: Facts) -> Findings:
    """Errors and warnings by rule."""
    result = facts.result
    by_rule: dict[tuple[int, str], list[Finding]] = {}
    for finding in result.findings:
        if finding.severity is not Severity.ADVICE:
            by_rule.setdefault((finding.severity.rank, finding.rule), []).append(finding)
    rows = tuple(_row(slug, found, facts) for (_, slug), found in sorted(by_rule.items(), key=_order))
    errors, warnings = result.count(Severity.ERROR), result.count(Severity.WARNING)
    if not errors and not warnings:
        sentence = "The check found no errors and no warnings."
    else:
        said = [count(n, word) for n, word in ((errors, "error"), (warnings, "warning")) if n]
        sentence = f"The check found {' and '.join(said)}."
        if errors:
            sentence += " Until the errors are mended, read this report with care: it shows what could be read."
    unread = tuple(file.path for file in facts.plan.unread)
    return Findings(sentence, rows, _advice(result.count(Severity.ADVICE)), unread)


def _advice(many: int) -> str:
    if not many:
        return ""
    return f"There {'is' if many == 1 else 'are'} {count(many, 'piece of advice', 'pieces of advice')} besides."


def _order(item: tuple[tuple[int, str], list[Finding]]) -> tuple[int, int, str]:
    (rank, slug), found = item
    return rank, -len(found), slug


def _gap(
    title: str,
    meaning: str,
    elements: Sequence[tuple[Element, str]],
    rule: str,
    waived: dict[tuple[str, str], Waived],
    facts: Facts,
) -> Gap:
    items = tuple(
        GapItem(element.name_, anchor(element.id), detail, _excuse(waived.get((rule, element.id)), facts), element.id)
        for element, detail in elements[:_MOST]
    )
    return Gap(title, meaning, items, len(elements) - len(items), rule)


def _excuse(item: Waived | None, facts: Facts) -> str:
    if item is None:
        return ""
    waiver = item.waiver
    until = f" until {short_day(waiver.until)}" if waiver.until else ""
    by = f" by {facts.name(waiver.by)}" if waiver.by else ""
    return f"waived{by}{until}: {waiver.because}"


def _confirmed(element_id: str, facts: Facts) -> str:
    _, review = facts.alignment.confirmations[element_id]
    return f"confirmed on {short_day(review.date)}" if review.date else ""


def _last_read(measure: Measure, today: dt.date) -> str:
    last = newest(measure, today)
    return f"on {short_day(last.date)}" if last else "never"


def _waiver(waiver: Waiver, element: Element, facts: Facts, today: dt.date) -> WaiverRow:
    expired = waiver.until is not None and waiver.until < today
    state = "in force" if in_force(waiver, today) else "expired" if expired else "incomplete: excuses nothing"
    rule = BY_SLUG.get(waiver.rule)
    return WaiverRow(
        what=rule.summary if rule else waiver.rule,
        element=element.name_,
        because=waiver.because or "",
        by=facts.name(waiver.by),
        until=short_day(waiver.until) if waiver.until else "",
        state=state,
        expired=expired,
    )


def _row(slug: str, found: list[Finding], facts: Facts) -> FindingRow:
    rule = BY_SLUG[slug]
    return FindingRow(
        severity=str(found[0].severity),
        slug=slug,
        what=rule.summary[:1].upper() + rule.summary[1:],
        means=rule.consequence,
        many=len(found),
        where=listed(_distinct(where(finding, facts) for finding in found), _NAMES),
    )


def where(finding: Finding, facts: Facts) -> str:
    """What a finding is about, as a reader knows it; its file where it is about no element."""
    element = facts.plan.elements.get(finding.element)
    if isinstance(element, Party) and element.id in {"pmo", "organization"}:
        return "the PMO" if element.id == "pmo" else "the organization"
    return shortened(facts.name(finding.element)) if finding.element else finding.place.path


def _distinct(names: Iterable[str]) -> Iterator[str]:
    return iter(Counter(names))
