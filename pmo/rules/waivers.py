"""Waivers and settings: what switches rules off must itself be in order."""

import datetime as dt
from collections.abc import Iterator

from pmo.findings import Fault, Severity
from pmo.model import Element, Waiver
from pmo.rules.base import Context, Rule, listed

_FAMILY = "waivers"
_LONGEST = dt.timedelta(days=366)


def waiver_expired(ctx: Context) -> Iterator[Fault]:
    """A waiver whose end has passed."""
    for element, waiver in _waivers(ctx):
        if waiver.until is not None and waiver.until < ctx.today:
            yield Fault(
                waiver.origin.value("until"),
                f"The waiver of {waiver.rule} for `{element.id}` ended on {waiver.until.isoformat()}.",
                "Mend what it excused; or renew it with a new reason.",
                element.id,
                f"waive.{waiver.rule}",
            )


def waiver_incomplete(ctx: Context) -> Iterator[Fault]:
    """A waiver without a reason, an approver or an end, or with an end too far away. Without reason or end it excuses nothing."""
    for element, waiver in _waivers(ctx):
        given = (("because", waiver.because), ("by", waiver.by), ("until", waiver.until))
        lacks = [key for key, there in given if not there and key not in waiver.invalid]
        if lacks:
            yield Fault(
                waiver.origin.place,
                f"The waiver of {waiver.rule} for `{element.id}` lacks {listed([f'`{key}`' for key in lacks])}.",
                f"Write `{waiver.rule}: {{because: …, by: <person>, until: <date>}}`.",
                element.id,
                f"waive.{waiver.rule}",
            )
        elif waiver.until is not None and waiver.until - ctx.today > _LONGEST:
            yield Fault(
                waiver.origin.value("until"),
                f"The waiver of {waiver.rule} for `{element.id}` runs until {waiver.until.isoformat()}, more than a year ahead.",
                "End it within twelve months; it can be renewed then.",
                element.id,
                f"waive.{waiver.rule}",
            )


def _waivers(ctx: Context) -> Iterator[tuple[Element, Waiver]]:
    for element in ctx.plan.elements.values():
        for waiver in element.waive:
            yield element, waiver


RULES = (
    Rule(
        "waiver-expired",
        _FAMILY,
        Severity.ERROR,
        "a waiver whose end has passed",
        "The exception has become the rule, without anybody deciding so.",
        waiver_expired,
        waivable=False,
    ),
    Rule(
        "waiver-incomplete",
        _FAMILY,
        Severity.ERROR,
        "a waiver without reason, approver or end",
        "A waiver without an end is a deleted rule.",
        waiver_incomplete,
        waivable=False,
    ),
    # Applied by the engine, which alone knows every rule and what each of them found.
    Rule(
        "waiver-unneeded",
        _FAMILY,
        Severity.WARNING,
        "a waiver that excuses nothing",
        "It says that something is wrong which is not; and it would hide the fault if it came back.",
        waivable=False,
    ),
    Rule(
        "baseline-stale",
        _FAMILY,
        Severity.WARNING,
        "a line of the baseline that is no longer needed",
        "What was mended could come back, and the check would let it pass.",
        waivable=False,
    ),
    Rule(
        "unknown-rule",
        _FAMILY,
        Severity.ERROR,
        "a waiver or setting that names a rule or threshold that does not exist",
        "It was meant to change what is checked, and changes nothing.",
        waivable=False,
    ),
)
