"""What is missing: gaps in the alignment, who excused them until when, and what the check found."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pmo.excuses import Waived, in_force
from pmo.findings import Finding, Severity
from pmo.language.words import Words
from pmo.model import Element, Measure, Objective, Party, Waiver
from pmo.progress import newest
from pmo.report.facts import Facts, anchor, shortened
from pmo.report.fields import PRINTED
from pmo.report.term_words import IN_FORCE, severity_words, waiver_words
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
    said: str = field(default="", metadata=PRINTED)
    """`state` in the report's language."""


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One rule's findings: what is wrong, what that means, how often, and where."""

    severity: str
    slug: str
    what: str
    means: str
    many: int
    where: str
    word: str = field(default="", metadata=PRINTED)
    """The severity in the report's language."""


@dataclass(frozen=True, slots=True)
class Findings:
    """The check in a few lines. `sentence` sums it up, `rows` has errors and warnings by rule, the worst first."""

    sentence: str
    rows: tuple[FindingRow, ...]
    advice: str
    unread: tuple[str, ...]


def gaps(facts: Facts) -> tuple[Gap, ...]:
    """Uncovered strategies, untraced objectives, suspect links and overdue readings; kinds without any are left out."""
    alignment, words = facts.alignment, facts.words
    waived = {(item.finding.rule, item.finding.element): item for item in facts.result.waived}
    elements = facts.plan.elements
    stale = [(m, _last_read(m, o, alignment.today, words)) for o, m in alignment.overdue_readings]
    found = (
        _gap(
            words("Strategies without an objective"),
            words("Leadership chose them, and no objective of the PMO supports them."),
            [(strategy, "") for strategy in alignment.coverage.uncovered],
            "strategy-without-objective",
            waived,
            facts,
        ),
        _gap(
            words("Objectives that support nothing of the organization"),
            words("Nobody can say which strategy they are for."),
            [(objective, "") for objective in alignment.coverage.untraced],
            "objective-without-strategy",
            waived,
            facts,
        ),
        _gap(
            words("Changed since they were confirmed"),
            words("A review judged them, or what they support, by another text than the one that stands there now."),
            [(elements[i], _confirmed(i, facts)) for i in sorted(alignment.suspect)],
            "suspect-link",
            waived,
            facts,
        ),
        _gap(
            words("Measures with an overdue reading"),
            words("Nobody knows where they stand today."),
            stale,
            "reading-stale",
            waived,
            facts,
        ),
    )
    return tuple(gap for gap in found if gap.items)


def no_gaps(facts: Facts) -> str:
    """What to say where no gap is found: that there is none, or that there is nothing yet to have one."""
    alignment, words = facts.alignment, facts.words
    if not alignment.strategies or not alignment.objectives:
        return words(
            "Nothing can be compared yet: that takes strategies of the organization and objectives of the PMO."
        )
    return words(
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
    result, words = facts.result, facts.words
    by_rule: dict[tuple[int, str], list[Finding]] = {}
    for finding in result.findings:
        if finding.severity is not Severity.ADVICE:
            by_rule.setdefault((finding.severity.rank, finding.rule), []).append(finding)
    rows = tuple(_row(slug, found, facts) for (_, slug), found in sorted(by_rule.items(), key=_order))
    errors, warnings = result.count(Severity.ERROR), result.count(Severity.WARNING)
    unread = tuple(file.path for file in facts.plan.unread)
    return Findings(_found(errors, warnings, words), rows, _advice(result.count(Severity.ADVICE), words), unread)


def _found(errors: int, warnings: int, words: Words) -> str:
    if not errors and not warnings:
        return words("The check found no errors and no warnings.")
    found = [words.many(errors, "{n} error", "{n} errors")] if errors else []
    if warnings:
        found.append(words.many(warnings, "{n} warning", "{n} warnings"))
    sentence = words("The check found {findings}.", findings=words.listed(found))
    if not errors:
        return sentence
    care = words("Until the errors are mended, read this report with care: it shows what could be read.")
    return f"{sentence} {care}"


def _advice(many: int, words: Words) -> str:
    if not many:
        return ""
    return words.many(many, "There is {n} piece of advice besides.", "There are {n} pieces of advice besides.")


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
    words, waiver = facts.words, item.waiver
    reason = waiver.because or ""
    if waiver.until is None:
        # A comment on a line: it has a reason and nothing else.
        return words("waived: {reason}", reason=reason)
    until = words.short_day(waiver.until)
    if not waiver.by:
        return words("waived until {day}: {reason}", day=until, reason=reason)
    return words("waived by {name} until {day}: {reason}", name=facts.name(waiver.by), day=until, reason=reason)


def _confirmed(element_id: str, facts: Facts) -> str:
    _, review = facts.alignment.confirmations[element_id]
    words = facts.words
    return words("confirmed on {day}", day=words.short_day(review.date)) if review.date else ""


def _last_read(measure: Measure, objective: Objective, today: dt.date, words: Words) -> str:
    last, name = newest(measure, today), words.quoted(objective.name_)
    if last is None:
        return words("never read, for {objective}", objective=name)
    return words("last read on {day}, for {objective}", day=words.short_day(last.date), objective=name)


def _waiver(waiver: Waiver, element: Element, facts: Facts, today: dt.date) -> WaiverRow:
    words = facts.words
    expired = waiver.until is not None and waiver.until < today
    state = IN_FORCE if in_force(waiver, today) else "expired" if expired else "incomplete: excuses nothing"
    rule = BY_SLUG.get(waiver.rule)
    return WaiverRow(
        what=words(rule.summary) if rule else waiver.rule,
        element=element.name_,
        because=waiver.because or "",
        by=facts.name(waiver.by),
        until=words.short_day(waiver.until) if waiver.until else "",
        state=state,
        expired=expired,
        said=waiver_words(words)[state],
    )


def _row(slug: str, found: list[Finding], facts: Facts) -> FindingRow:
    words, rule, severity = facts.words, BY_SLUG[slug], found[0].severity
    summary = words(rule.summary)
    return FindingRow(
        severity=str(severity),
        slug=slug,
        what=summary[:1].upper() + summary[1:],
        means=words(rule.consequence),
        many=len(found),
        where=words.listed(_distinct(where(finding, facts) for finding in found), _NAMES),
        word=severity_words(words)[severity],
    )


def where(finding: Finding, facts: Facts) -> str:
    """What a finding is about, as a reader knows it; its file where it is about no element."""
    element = facts.plan.elements.get(finding.element)
    if isinstance(element, Party) and element.id in {"pmo", "organization"}:
        return facts.words("the PMO") if element.id == "pmo" else facts.words("the organization")
    return shortened(facts.name(finding.element)) if finding.element else finding.place.path


def _distinct(names: Iterable[str]) -> Iterator[str]:
    return iter(Counter(names))
