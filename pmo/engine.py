"""Runs the rules over a plan: selection, severities, excuses, order. What a rule yields is a fault; what comes out is a finding."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from time import perf_counter
from types import MappingProxyType
from typing import TYPE_CHECKING

from pmo.align import Alignment
from pmo.errors import PmoError
from pmo.excuses import Excuses, Waived
from pmo.findings import Fault, Finding, Severity
from pmo.model import CheckSettings, Plan
from pmo.nearest import did_you_mean
from pmo.progress import Tolerance
from pmo.reader.load import Loaded
from pmo.rules import BY_SLUG, FAMILIES, RULES
from pmo.rules.base import Context, Rule
from pmo.selection import EVERYTHING, Selection, is_name

if TYPE_CHECKING:
    from pmo.changes import Past

STATUS_THRESHOLDS: Mapping[str, float] = MappingProxyType(
    {"status.on-track": 0.10, "status.at-risk": 0.25, "status.aspirational": 0.70}
)
"""Shares of the way from baseline to target: how far behind plan is still on track, still at risk; when a stretch counts as met."""


class RuleCrashError(PmoError):
    """A rule failed: our fault, so the check as a whole failed and nothing passes."""


@dataclass(frozen=True, slots=True)
class Result:
    """One check: the plan as a graph on that day, what is wrong with it, what was excused, the thresholds in force.

    `known` are findings that a baseline accepts.
    """

    alignment: Alignment
    findings: tuple[Finding, ...]
    waived: tuple[Waived, ...]
    thresholds: Mapping[str, float]
    changed_thresholds: Mapping[str, float]
    known: tuple[Finding, ...] = ()

    @property
    def plan(self) -> Plan:
        """The plan that was checked."""
        return self.alignment.plan

    @property
    def today(self) -> dt.date:
        """The day of the check."""
        return self.alignment.today

    @property
    def file_count(self) -> int:
        """How many files were looked at."""
        return len(self.plan.files)

    @property
    def fail_on(self) -> str:
        """The mildest severity that fails the check by the plan's own settings, or `never`."""
        settings = self.plan.settings.check
        return settings.fail_on or ("warning" if settings.profile == "audit" else "error")

    @property
    def stale(self) -> str:
        """The severity of lines that a baseline no longer needs, by the plan's own settings, or `off`."""
        settings, rule = self.plan.settings.check, BY_SLUG["baseline-stale"]
        if rule.slug in settings.ignore or rule.family in settings.ignore:
            return "off"
        return settings.severity.get(rule.slug, rule.severity)

    def with_findings(self, findings: Iterable[Finding], known: Iterable[Finding] = ()) -> "Result":
        """The same check with other findings, in order; `known` were taken out of them."""
        return replace(self, findings=tuple(sorted(findings, key=_order)), known=tuple(known))

    def count(self, severity: Severity) -> int:
        """How many findings of a severity there are."""
        return sum(finding.severity is severity for finding in self.findings)


def check(
    loaded: Loaded,
    today: dt.date,
    selection: Selection = EVERYTHING,
    spent: dict[str, float] | None = None,
    past: "Past | None" = None,
    rules: Iterable[Rule] | None = None,
) -> Result:
    """Every rule that the plan's settings and the selection leave on, applied on a day. `spent` gets the seconds that each rule took.

    `past` is what git proves of the plan's history, where somebody asked it; `rules` are fewer where not all are asked for.

    Raises:
        RuleCrashError: a rule of ours failed.
    """
    plan = loaded.plan
    settings = plan.settings.check
    thresholds, changed = _thresholds(settings)
    alignment = _alignment(plan, today, thresholds)
    selection = selection.with_settings(settings)
    context = Context(alignment, MappingProxyType(thresholds), past)
    faults = [
        *loaded.faults,
        *_unknown_names(plan),
        *_faults(context, RULES if rules is None else rules, selection, {} if spent is None else spent),
    ]
    found = sorted(_findings(filter(selection.keeps, faults), settings), key=_order)
    excuses = Excuses.of(plan, today)
    standing, waived = excuses.split(found)
    # Whether a waiver is needed shows only when every rule has run.
    idle = list(_findings(excuses.idle(waived), settings)) if selection.complete(settings.profile) else []
    return Result(
        alignment=alignment,
        findings=tuple(sorted([*standing, *idle], key=_order) if idle else standing),
        waived=waived,
        thresholds=MappingProxyType(thresholds),
        changed_thresholds=MappingProxyType(dict(sorted(changed.items()))),
    )


def alignment_of(plan: Plan, today: dt.date) -> Alignment:
    """The plan as a graph on a day, with the thresholds that the plan sets: what checks, reports and commands ask alike."""
    return _alignment(plan, today, _thresholds(plan.settings.check)[0])


def thresholds_of(plan: Plan) -> Mapping[str, float]:
    """The thresholds that the plan's settings leave in force, by `rule.option`."""
    return MappingProxyType(_thresholds(plan.settings.check)[0])


def _thresholds(settings: CheckSettings) -> tuple[dict[str, float], dict[str, float]]:
    """The thresholds in force, and those that the settings changed."""
    defaults = default_thresholds()
    changed = {name: value for name, value in settings.thresholds.items() if defaults.get(name, value) != value}
    return defaults | {name: value for name, value in changed.items() if name in defaults}, changed


def _alignment(plan: Plan, today: dt.date, thresholds: Mapping[str, float]) -> Alignment:
    tolerance = Tolerance(
        on_track=thresholds["status.on-track"],
        at_risk=thresholds["status.at-risk"],
        aspirational=thresholds["status.aspirational"],
        grace=thresholds.get("reading-stale.grace", Tolerance().grace),
    )
    cadence = thresholds.get("review-overdue.alignment-months", 3)
    return Alignment(plan, today, tolerance, cadence)


def default_thresholds() -> dict[str, float]:
    """Every threshold that a plan may set, by `rule.option`."""
    return {
        **STATUS_THRESHOLDS,
        **{f"{rule.slug}.{name}": value for rule in RULES for name, value in rule.thresholds.items()},
    }


def _faults(context: Context, rules: Iterable[Rule], selection: Selection, spent: dict[str, float]) -> Iterator[Fault]:
    unread = bool(context.plan.unread)
    settings = context.plan.settings.check
    for rule in rules:
        if rule.check is None or settings.severity.get(rule.slug) == "off" or (rule.absence and unread):
            continue
        if not selection.wants(rule, settings.profile):
            continue
        began = perf_counter()
        try:
            found = [_stamped(fault, rule) for fault in rule.check(context)]
        except Exception as error:
            message = f"The rule `{rule.slug}` failed ({type(error).__name__}: {error}). This is a fault of pmo, not of your plan."
            raise RuleCrashError(message) from error
        spent[rule.slug] = perf_counter() - began
        yield from found


def _stamped(fault: Fault, rule: Rule) -> Fault:
    return fault if fault.rule else replace(fault, rule=rule.slug)


def _severity(fault: Fault, settings: CheckSettings) -> Severity | None:
    wanted = settings.severity.get(fault.rule)
    if wanted == "off":
        return None
    return Severity(wanted) if wanted else BY_SLUG[fault.rule].severity


def _findings(faults: Iterable[Fault], settings: CheckSettings) -> Iterator[Finding]:
    for fault in faults:
        severity = _severity(fault, settings)
        if severity is not None:
            yield Finding(
                rule=fault.rule,
                severity=severity,
                place=fault.place,
                message=fault.message,
                fix=fault.fix,
                consequence=fault.consequence or BY_SLUG[fault.rule].consequence,
                related=fault.related,
                element=fault.element,
                field=fault.field,
                edits=fault.edits,
            )


def _order(finding: Finding) -> tuple[object, ...]:
    return finding.sort_key


def _unknown_names(plan: Plan) -> Iterator[Fault]:
    """Rules and thresholds that the settings name and that do not exist."""
    settings = plan.settings
    if settings.origin is None:
        return
    known = default_thresholds()
    for key, names, there in (
        ("severity", settings.check.severity, BY_SLUG),
        ("thresholds", settings.check.thresholds, known),
    ):
        for name in names:
            if name not in there:
                message = f"`settings.check.{key}` names `{name}`, which does not exist."
                fix = did_you_mean(name, there.keys()).strip() or (
                    "It is a family: name its rules one by one; `pmo rules` lists them."
                    if name in FAMILIES
                    else "Remove it; `pmo rules` lists the rules, `pmo explain RULE` its options."
                )
                place = settings.origin.field("check", key, name)
                yield Fault(place, message, fix, "", f"settings.check.{key}.{name}", rule="unknown-rule")
    ignored: dict[str, tuple[str, ...]] = dict.fromkeys(settings.check.ignore, ("ignore",))
    for path, ignored_there in settings.check.ignore_in.items():
        ignored |= dict.fromkeys(ignored_there, ("ignore_in", path))
    for name, keys in ignored.items():
        if not is_name(name):
            message = f"`settings.check.{keys[0]}` names `{name}`, which is neither a rule nor a family."
            fix = did_you_mean(name, {*BY_SLUG, *FAMILIES}).strip() or "Remove it; `pmo rules` lists them all."
            place = settings.origin.field("check", *keys)
            yield Fault(place, message, fix, "", f"settings.check.{keys[0]}.{name}", rule="unknown-rule")
