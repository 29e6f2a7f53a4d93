"""A fingerprint changes with the meaning and with nothing else."""

import pytest

from pmo.fingerprint import fingerprint

PLAN = """\
pmo:
  objectives:
    a:
      title: Decisions in time
      statement: Sponsors get an answer while it matters.
      due: 2026-12-31
      supports:
        grow: late answers cost growth
        save: {because: fewer late cancellations, strength: secondary}
      measures:
        m: {title: Lead time, unit: days, direction: decrease, baseline: {value: 41, date: 2025-12-31}, target: {value: 14, by: 2026-12-31}}
        n: {title: Share, unit: "%", band: {low: 80}}
organization:
  strategies:
    grow: {title: Grow, from: 2026-01-01, until: 2028-12-31}
    save: Save
"""

SAME = {
    "comments and empty lines": lambda text: (
        "# ours\n\n" + text.replace("    a:\n", "    # first\n    a:   # this one\n")
    ),
    "line breaks of another system": lambda text: text.replace("\n", "\r\n"),
    "another indentation": lambda text: text.replace("  ", "    "),
    "quotes": lambda text: text.replace("Decisions in time", '"Decisions in time"'),
    "a text over several lines": lambda text: text.replace("Sponsors get", "Sponsors\n        get"),
    "white space": lambda text: text.replace("Decisions in time", '"Decisions   in\\ttime "'),
    "numbers written another way": lambda text: text.replace("value: 14", "value: 14.0"),
    "the order of keys": lambda text: text.replace("      due: 2026-12-31\n", "").replace(
        "    a:\n", "    a:\n      due: 2026-12-31\n"
    ),
    "the order of links": lambda text: text.replace("        grow: late answers cost growth\n", "").replace(
        "strength: secondary}\n", "strength: secondary}\n        grow: late answers cost growth\n"
    ),
    "the order of measures": lambda text: text.replace(
        '        n: {title: Share, unit: "%", band: {low: 80}}\n', ""
    ).replace("      measures:\n", '      measures:\n        n: {title: Share, unit: "%", band: {low: 80}}\n'),
    "a new reading": lambda text: text.replace("unit: days,", "unit: days, readings: {2026-03-31: 38},"),
    "an owner": lambda text: text.replace("      due:", "      owner: coo\n      due:"),
    "a key of one's own": lambda text: text.replace("      due:", "      x-note: later\n      due:"),
    "another element": lambda text: text + "    other: Other\n",
}

OTHER = {
    "the title": ("Decisions in time", "Decisions early"),
    "the statement": ("while it matters", "soon"),
    "the date": ("      due: 2026-12-31", "      due: 2027-12-31"),
    "the reason": ("late answers cost growth", "growth"),
    "a target": ("value: 14", "value: 20"),
    "a target's date": ("by: 2026-12-31", "by: 2027-03-31"),
    "a unit": ("unit: days", "unit: weeks"),
    "a direction": ("direction: decrease", "direction: increase"),
    "a band": ("low: 80", "low: 70"),
    "a measure's id": ("        n: {", "        p: {"),
    "what is supported": ("        save: {because", "        gone: {because"),
    "the title of what is supported": ("title: Grow", "title: Shrink"),
    "the period of what is supported": ("until: 2028-12-31", "until: 2027-12-31"),
}


def of(aligned, text, element="a"):
    elements = aligned(text).plan.elements
    return fingerprint(elements[element], elements)


@pytest.mark.parametrize("name", SAME)
def test_layout_and_progress_change_nothing(aligned, name):
    changed = SAME[name](PLAN)
    assert changed != PLAN
    assert of(aligned, changed) == of(aligned, PLAN)


def test_the_file_it_stands_in_changes_nothing(aligned):
    pmo, organization = PLAN.split("organization:\n")
    before = of(aligned, PLAN)
    assert of(aligned, {"pmo.yaml": "organization:\n" + organization, "other.yaml": pmo}) == before


@pytest.mark.parametrize("name", OTHER)
def test_what_it_means_changes_it(aligned, name):
    old, new = OTHER[name]
    assert old in PLAN
    assert of(aligned, PLAN.replace(old, new)) != of(aligned, PLAN)


def test_it_is_twelve_hexadecimal_digits(aligned):
    found = of(aligned, PLAN)
    assert len(found) == 12
    assert int(found, 16) >= 0


def test_moving_a_word_from_one_field_to_the_next_changes_it(aligned):
    assert of(aligned, "pmo: {objectives: {a: {title: a b, statement: c}}}\n") != of(
        aligned, "pmo: {objectives: {a: {title: a, statement: b c}}}\n"
    )


def test_elements_that_say_the_same_and_support_nothing_are_alike(aligned):
    elements = aligned("pmo: {objectives: {a: One, b: One}}\n").plan.elements
    assert fingerprint(elements["a"], elements) == fingerprint(elements["b"], elements)
