"""`pmo explain RULE` and `pmo rules`: what the rules are and why."""

from typing import TextIO

from pmo.errors import ExitCode, UsageError
from pmo.nearest import did_you_mean
from pmo.rules import BY_SLUG, FAMILIES, RULES
from pmo.rules.explained import page
from pmo.terminal import Style


def explain(slug: str, *, stream: TextIO) -> ExitCode:
    """Print a rule's page.

    Raises:
        UsageError: there is no such rule.
    """
    if slug in FAMILIES:
        its = ", ".join(f"`{rule.slug}`" for rule in RULES if rule.family == slug)
        raise UsageError(f"`{slug}` is a family of rules. Name one of them: {its}.")
    if slug not in BY_SLUG:
        raise UsageError(f"There is no rule `{slug}`.{did_you_mean(slug, set(BY_SLUG))} `pmo rules` lists them all.")
    stream.write(page(slug))
    return ExitCode.CLEAN


def rules(*, style: Style, stream: TextIO) -> ExitCode:
    """Print every rule with its severity and what it finds, family by family."""
    wide = max(len(rule.slug) for rule in RULES)
    family = ""
    for rule in RULES:
        if rule.family != family:
            stream.write(("\n" if family else "") + style.bold(rule.family) + "\n")
            family = rule.family
        severity = style.severity(rule.severity) + " " * (len("warning") - len(rule.severity))
        stream.write(f"  {rule.slug:<{wide}}  {severity}  {rule.summary}\n")
    stream.write("\n`pmo explain RULE` tells why a rule is there and how to satisfy it.\n")
    return ExitCode.CLEAN
