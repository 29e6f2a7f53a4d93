"""The terms of a plan and of its findings in the words of a report."""

from collections.abc import Mapping
from functools import cache

from pmo.findings import Severity
from pmo.language.words import Words
from pmo.progress import State
from pmo.report.states import shown_in
from pmo.terms import Direction, Frequency

IN_FORCE = "in force"
"""The state of a waiver that excuses something today, as views say it."""


@cache
def severity_words(words: Words) -> Mapping[Severity, str]:
    """Each severity as it stands by itself or at the head of a line: `Warning`."""
    return {
        Severity.ERROR: words.about("severity of a finding", "Error"),
        Severity.WARNING: words.about("severity of a finding", "Warning"),
        Severity.ADVICE: words.about("severity of a finding", "Advice"),
    }


@cache
def frequency_words(words: Words) -> Mapping[Frequency, str]:
    """How often a measure is read: `monthly`."""
    return {
        Frequency.DAILY: words.about("how often a measure is read", "daily"),
        Frequency.WEEKLY: words.about("how often a measure is read", "weekly"),
        Frequency.MONTHLY: words.about("how often a measure is read", "monthly"),
        Frequency.QUARTERLY: words.about("how often a measure is read", "quarterly"),
        Frequency.HALF_YEARLY: words.about("how often a measure is read", "half-yearly"),
        Frequency.YEARLY: words.about("how often a measure is read", "yearly"),
    }


@cache
def direction_words(words: Words) -> Mapping[Direction, str]:
    """Which way of a measure is better: `increase`."""
    return {
        Direction.INCREASE: words.about("which way is better", "increase"),
        Direction.DECREASE: words.about("which way is better", "decrease"),
        Direction.MAINTAIN: words.about("which way is better", "maintain"),
    }


@cache
def inside_a_line(words: Words) -> Mapping[str, str]:
    """Each state as it stands inside a line, by the key of what is shown: `off track`."""
    said = {
        State.MET: words.about("state", "met"),
        State.ON_TRACK: words.about("state", "on track"),
        State.NO_DATA: words.about("state", "no data"),
        State.AT_RISK: words.about("state", "at risk"),
        State.OFF_TRACK: words.about("state", "off track"),
        State.MISSED: words.about("state", "missed"),
    }
    return {shown.key: said[state] for state, shown in shown_in(words).items()}


@cache
def waiver_words(words: Words) -> Mapping[str, str]:
    """The states of waivers, by what views say."""
    return {
        IN_FORCE: words.about("state of a waiver", "in force"),
        "expired": words.about("state of a waiver", "expired"),
        "incomplete: excuses nothing": words.about("state of a waiver", "incomplete: excuses nothing"),
    }


@cache
def course_heads(words: Words) -> Mapping[str, str]:
    """The kinds of elements on a strategy map, at the head of a line: `Goal`."""
    return {
        "goal": words.about("kind of element", "Goal"),
        "strategy": words.about("kind of element", "Strategy"),
        "objective": words.about("kind of element", "Objective"),
    }
