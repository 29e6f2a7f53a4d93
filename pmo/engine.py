"""Runs the rules over a plan: gates, severities, waivers, order. What a rule yields is a fault; what comes out is a finding."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pmo.align import Alignment
from pmo.errors import PmoError
from pmo.findings import Fault, Finding, Severity
from pmo.model import CheckSettings, Plan, Waiver
from pmo.progress import Tolerance
from pmo.reader.load import Loaded
from pmo.rules import BY_SLUG, RULES
from pmo.rules.base import Context, Rule

STATUS_THRESHOLDS: Mapping[str, float] = MappingProxyType(
    {"status.on-track": 0.10, "status.at-risk": 0.25, "status.aspirational": 0.70}
)
"""Shares of the way from baseline to target: how far behind plan is still on track, still at risk; when a stretch counts as met."""


class RuleCrashError(PmoError):
    """A rule failed: our fault, so the check as a whole failed and nothing passes."""


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding that a waiver beside its element excuses."""

    finding: Finding
    waiver: Waiver


@dataclass(frozen=True, slots=True)
class Result:
    """One check: the plan as a graph on that day, what is wrong with it, what was excused, the thresholds in force."""

    alignment: Alignment
    findings: tuple[Finding, ...]
    waived: tuple[Waived, ...]
    thresholds: Mapping[str, float]
    changed_thresholds: Mapping[str, float]

    @property
    def plan(self) -> Plan:
        """The plan that was checked."""
        return self.alignment.plan

    def count(self, severity: Severity) -> int:
        """How many findings of a severity there are."""
        return sum(finding.severity is severity for finding in self.findings)


def check(loaded: Loaded, today: dt.date) -> Result:
    """Every rule that the plan's settings leave on, applied on a day.

    Raises:
        RuleCrashError: a rule of ours failed.
    """
    plan = loaded.plan
    settings = plan.settings.check
    defaults = default_thresholds()
    changed = {name: value for name, value in settings.thresholds.items() if defaults.get(name, value) != value}
    thresholds = defaults | {name: value for name, value in changed.items() if name in defaults}
    tolerance = Tolerance(
        on_track=thresholds["status.on-track"],
        at_risk=thresholds["status.at-risk"],
        aspirational=thresholds["status.aspirational"],
        grace=thresholds.get("reading-stale.grace", Tolerance().grace),
    )
    cadence = thresholds.get("review-overdue.alignment-months", 3)
    alignment = Alignment(plan, today, tolerance, cadence)
    faults = [*loaded.faults, *_faults(Context(alignment, MappingProxyType(thresholds)), settings)]
    found = sorted((_finding(fault, settings) for fault in faults if _severity(fault, settings)), key=_order)
    findings, waived = _excuse(found, plan, today)
    return Result(
        alignment, findings, waived, MappingProxyType(thresholds), MappingProxyType(dict(sorted(changed.items())))
    )


def default_thresholds() -> dict[str, float]:
    """Every threshold that a plan may set, by `rule.option`."""
    return {
        **STATUS_THRESHOLDS,
        **{f"{rule.slug}.{name}": value for rule in RULES for name, value in rule.thresholds.items()},
    }


def _faults(context: Context, settings: CheckSettings) -> Iterator[Fault]:
    unread = bool(context.plan.unread)
    for rule in RULES:
        if rule.check is None or settings.severity.get(rule.slug) == "off" or (rule.absence and unread):
            continue
        if not rule.in_profile(settings.profile):
            continue
        try:
            yield from (_stamped(fault, rule) for fault in rule.check(context))
        except Exception as error:
            message = f"The rule `{rule.slug}` failed ({type(error).__name__}: {error}). This is a fault of pmo, not of your plan."
            raise RuleCrashError(message) from error


def _stamped(fault: Fault, rule: Rule) -> Fault:
    if fault.rule:
        return fault
    return Fault(
        fault.place, fault.message, fault.fix, fault.element, fault.field, fault.related, fault.consequence, rule.slug
    )


def _severity(fault: Fault, settings: CheckSettings) -> Severity | None:
    wanted = settings.severity.get(fault.rule)
    if wanted == "off":
        return None
    return Severity(wanted) if wanted else BY_SLUG[fault.rule].severity


def _finding(fault: Fault, settings: CheckSettings) -> Finding:
    rule = BY_SLUG[fault.rule]
    return Finding(
        rule=fault.rule,
        severity=_severity(fault, settings) or rule.severity,
        place=fault.place,
        message=fault.message,
        fix=fault.fix,
        consequence=fault.consequence or rule.consequence,
        related=fault.related,
        element=fault.element,
        field=fault.field,
    )


def _order(finding: Finding) -> tuple[object, ...]:
    return finding.sort_key


def _excuse(found: Iterable[Finding], plan: Plan, today: dt.date) -> tuple[tuple[Finding, ...], tuple[Waived, ...]]:
    """Split findings into those that stand and those that a waiver in force excuses. An expired or reasonless one excuses nothing."""
    standing, waived = [], []
    for finding in found:
        element = plan.elements.get(finding.element)
        waiver = (
            next((w for w in element.waive if w.rule == finding.rule and in_force(w, today)), None) if element else None
        )
        if waiver is None or not BY_SLUG[finding.rule].waivable:
            standing.append(finding)
        else:
            waived.append(Waived(finding, waiver))
    return tuple(standing), tuple(waived)


def in_force(waiver: Waiver, today: dt.date) -> bool:
    """Whether a waiver excuses anything on a day: it has a reason, and an end that is not past."""
    return bool(waiver.because) and waiver.until is not None and waiver.until >= today
