"""Every kind of value given another kind: what is said, where, and that nothing else of the plan suffers."""

import pytest

ONE_TEXT = "Write one text."
IN_QUOTES = "Write a text; put it in quotes if it contains a colon and a space."
A_DATE = "Write year, month and day: `2026-12-31`."
AN_ID = "Write the id alone."
ONLY_ONE = "Name the one that answers for it; drop the others."

# A plan with § where the fault is to be shown; the message; the fix.
CASES = [
    # Texts.
    ("pmo: {name: §[a, b]}", "`name` of `pmo` cannot be read: it is a list where a single text is expected.", ONE_TEXT),
    (
        "pmo:\n  purpose:\n    §help: them",
        "`purpose` of `pmo` cannot be read: it holds keys where a text is expected.",
        IN_QUOTES,
    ),
    # Lists of texts.
    (
        "pmo: {authority: §{may: stop}}",
        "`authority` of `pmo` cannot be read: it holds keys where a text or a list of texts is expected.",
        "Write a list, one text a line after `- `; put a text in quotes if it contains a colon and a space.",
    ),
    (
        "customers:\n  c:\n    needs:\n      - one\n      - §two: three",
        "`needs` of `c` cannot be read: an item of the list is not a text.",
        "Put the item in quotes if it contains a colon and a space.",
    ),
    ("pmo: {scope: {in: [a, §[b]]}}", "`scope.in` of `pmo` cannot be read: an item of the list is not a text.", None),
    # References.
    (
        "pmo: {sponsor: §[a, b]}",
        "`sponsor` of `pmo` cannot be read: it lists several where exactly one is expected.",
        ONLY_ONE,
    ),
    (
        "pmo: {reports_to: §{coo: x}}",
        "`reports_to` of `pmo` cannot be read: it holds keys where an id is expected.",
        AN_ID,
    ),
    (
        "pmo: {objectives: {o: {for: §{c: x}}}}",
        "`for` of `o` cannot be read: it holds keys where ids are expected.",
        "Write one id, or a list: `[first-id, second-id]`.",
    ),
    (
        "pmo: {objectives: {o: {contributors: [a, §{b: c}]}}}",
        "`contributors` of `o` cannot be read: an item of the list is not an id.",
        "Write ids alone: `[first-id, second-id]`.",
    ),
    (
        "reviews:\n  r:\n    attendees:\n      - a\n      -§\n",
        "`attendees` of `r` cannot be read: an item of the list is empty.",
        "Remove the empty item.",
    ),
    ("reviews: {r: {signed: [a, §'']}}", "`signed` of `r` cannot be read: an item of the list is empty.", None),
    # Numbers.
    ("initiatives: {i: {budget: §about}}", "`budget` of `i` cannot be read: `about` is not a number.", None),
    ("initiatives: {i: {budget: §[1]}}", "`budget` of `i` cannot be read: it is not a number.", "Write one number."),
    (
        'organization: {strategies: {s: {weight: §"40"}}}',
        '`weight` of `s` cannot be read: "40" is a text in quotes, not a number.',
        "Remove the quotes.",
    ),
    (
        "pmo: {objectives: {o: {measures: {m: {target: {value: §80%}}}}}}",
        "`target.value` of `m` cannot be read: `80%` is not a bare number.",
        "Write `80`, and `%` as the measure's unit.",
    ),
    (
        "pmo: {objectives: {o: {measures: {m: {band: {low: §.nan}}}}}}",
        "`band.low` of `m` cannot be read: `.nan` is not a number.",
        None,
    ),
    # Dates.
    ("pmo: {objectives: {o: {due: §soon}}}", "`due` of `o` cannot be read: `soon` is not a date.", A_DATE),
    ("pmo: {objectives: {o: {due: §[2026-01-01]}}}", "`due` of `o` cannot be read: it is not a date.", A_DATE),
    (
        "organization: {strategies: {s: {from: §31.12.2025}}}",
        "`from` of `s` cannot be read: `31.12.2025` is not a date.",
        "Write `2025-12-31`.",
    ),
    (
        "pmo: {objectives: {o: {measures: {m: {baseline: {date: §2026-02-30}}}}}}",
        "`baseline.date` of `m` cannot be read: `2026-02-30` is not a day of the calendar.",
        "Correct the month or the day.",
    ),
    # Choices.
    (
        "pmo: {objectives: {o: {status: §aproved}}}",
        "`status` of `o` cannot be read: `aproved` is none of its values.",
        "Did you mean `approved`? It is one of `draft`, `proposed`, `approved`, `retired`.",
    ),
    (
        "pmo: {objectives: {o: {measures: {m: {direction: §up}}}}}",
        "`direction` of `m` cannot be read: `up` is none of its values.",
        "Write one of `increase`, `decrease`, `maintain`.",
    ),
    (
        "people: {p: {level: §[executive]}}",
        "`level` of `p` cannot be read: it is not a single word.",
        "Write one of `executive`, `manager`, `staff`.",
    ),
    (
        "organization: {strategies: {s: {pmo_role: §some}}}",
        "`pmo_role` of `s` cannot be read: `some` is none of its values.",
        "Write `none`, or leave the key out.",
    ),
    # Parts.
    (
        "pmo: {mission: §[a]}",
        "`mission` of `pmo` cannot be read: it is a list where the keys of a mission are expected.",
        "Write `statement: …` below it, without a dash.",
    ),
    (
        "pmo: {objectives: {o: {measures: {m: {baseline: §41}}}}}",
        "`baseline` of `m` cannot be read: it is a single value where the keys of a baseline are expected.",
        "Write `{value: 41, date: …}`.",
    ),
    (
        "pmo: {objectives: {o: {measures: {m: {target: §14}}}}}",
        "`target` of `m` cannot be read: it is a single value where the keys of a target are expected.",
        "Write `{value: 14, by: …}`.",
    ),
    (
        "pmo: {scope: §everything}",
        "`scope` of `pmo` cannot be read: it is a single value where the keys of the scope are expected.",
        "Write `{in: everything, out: …}`.",
    ),
    # Sections.
    (
        "pmo:\n  objectives:\n    §- faster",
        "`objectives` of `pmo` cannot be read: it is a list where ids are expected.",
        "Write each with its id as a key, one a line, without a dash: `some-id: {…}`.",
    ),
    (
        "people: §Ann",
        "`people` cannot be read: it is a single value where ids are expected.",
        "Write each with its id as a key: `some-id: {…}`.",
    ),
    (
        "pmo: {objectives: {o: {measures: §[m]}}}",
        "`measures` of `o` cannot be read: it is a list where ids are expected.",
        "Write each with its id as a key, one a line, without a dash: `some-id: {…}`.",
    ),
    (
        "people: {p: §[Ann]}",
        "`p` cannot be read: it is a list where the keys of a person are expected.",
        "Write `name: …` below it, without a dash.",
    ),
    (
        "reviews: {r: §yes}",
        "`r` cannot be read: it is a single value where the keys of a review are expected.",
        "Write `{title: yes, kind: …}`.",
    ),
    (
        "pmo: §PMO",
        "`pmo` cannot be read: it is a single value where keys are expected.",
        "Write its keys below `pmo:`, indented by two spaces, each with a colon and a space after it.",
    ),
    (
        "organization: §[a]",
        "`organization` cannot be read: it is a list where keys are expected.",
        "Write its keys below `organization:`, indented by two spaces, without dashes.",
    ),
    # Ids.
    (
        "people: {§a b: Ann}",
        "`a b` cannot be the id of a person.",
        "Use letters, digits, `-`, `_` and `.`; begin with a letter or a digit, and use at least one letter.",
    ),
    ("people: {§12: Ann}", "`12` cannot be the id of a person.", None),
    ("people: {§~: Ann}", "`~` cannot be the id of a person.", None),
    ("people: {§-ann: Ann}", "`-ann` cannot be the id of a person.", None),
    ("pmo: {objectives: {§faster!: x}}", "`faster!` cannot be the id of an objective.", None),
    ('customers: {§"": x}', "The id of a customer is empty.", "Name a customer before the colon."),
    ("people: {§ann:Ann}", "There is no space after the colon in `ann:Ann`.", "Write a space after it."),
    # Links.
    (
        "pmo:\n  objectives:\n    o:\n      supports:\n        - §grow: because",
        "`supports` of `o` cannot be read: an item of the list is not an id.",
        "Write `id: because …`, one a line, without a dash.",
    ),
    (
        "pmo: {objectives: {o: {supports: {grow: §[a]}}}}",
        "`supports` of `o` cannot be read: `grow` holds a list.",
        "Write a text after it.",
    ),
    (
        "pmo: {objectives: {o: {supports: {grow: {strength: §weak}}}}}",
        "`supports.strength` of `o` cannot be read: `weak` is none of its values.",
        "Write one of `primary`, `secondary`.",
    ),
    # Waivers.
    (
        "people: {p: {waive: §no-customers}}",
        "`waive` of `p` cannot be read: it is a single value where rules and reasons are expected.",
        "Write `some-rule: {because: …, by: …, until: …}`, one a line, without a dash.",
    ),
    (
        "people: {p: {waive: {no-customers: {until: §never}}}}",
        "`waive.until` of `p` cannot be read: `never` is not a date.",
        A_DATE,
    ),
    # Milestones, allocations, fingerprints: the entry is shown, not the whole.
    (
        "pmo: {objectives: {o: {measures: {m: {milestones: {2026-06-30: 1, §2026-06-31: 2}}}}}}",
        "`milestones` of `m` cannot be read: `2026-06-31` is not a day of the calendar.",
        None,
    ),
    (
        "pmo: {objectives: {o: {measures: {m: {milestones: {2026-06-30: §half}}}}}}",
        "`milestones` of `m` cannot be read: `half` is not a number.",
        None,
    ),
    (
        "pmo: {objectives: {o: {measures: {m: {milestones: §[28]}}}}}",
        "`milestones` of `m` cannot be read: it is a list where dates and values are expected.",
        "Write `2026-06-30: 28`, one a line, without a dash.",
    ),
    (
        "initiatives: {i: {allocation: {a: 50, b: §half}}}",
        "`allocation` of `i` cannot be read: `half` is not a number.",
        None,
    ),
    (
        "initiatives: {i: {allocation: §a}}",
        "`allocation` of `i` cannot be read: it is a single value where ids and shares are expected.",
        "Write `some-id: 60`, one a line, without a dash.",
    ),
    (
        "reviews: {r: {confirmed: {a: 0123456789ab, b: §[x]}}}",
        "`confirmed` of `r` cannot be read: the fingerprint of `b` is not a text.",
        "Write its twelve hexadecimal digits.",
    ),
    # Settings.
    (
        "settings: {fiscal_year_start: §02-29}",
        "`fiscal_year_start` cannot be read: `02-29` is not a day of every year.",
        'Write month and day: `"07-01"`.',
    ),
    ("settings: {fiscal_year_start: §[7]}", "`fiscal_year_start` cannot be read: it is not a day of every year.", None),
    (
        "settings: {check: {profile: §strict}}",
        "`check.profile` cannot be read: `strict` is none of its values.",
        "Write one of `start`, `standard`, `audit`.",
    ),
    (
        "settings: {check: §audit}",
        "`check` cannot be read: it is a single value where the keys of `settings.check` are expected.",
        "Write `{profile: audit, fail_on: …}`.",
    ),
    (
        "settings: {check: {severity: {no-customers: §warn}}}",
        "`no-customers` cannot be read: `warn` is none of its values.",
        None,
    ),
    (
        "settings: {check: {thresholds: {status.on-track: §5%}}}",
        "`status.on-track` cannot be read: `5%` is not a bare number.",
        None,
    ),
    (
        "settings: {check: {thresholds: §5}}",
        "`check.thresholds` cannot be read: it is a single value where options and numbers are expected.",
        "Write `some-rule.option: 3`, one a line, without a dash.",
    ),
    (
        "settings: {check: {ignore_in: {archive/*: [§[a]]}}}",
        "`archive/*` cannot be read: an item of the list is not a text.",
        None,
    ),
]


@pytest.mark.parametrize(("text", "message", "fix"), CASES, ids=[text.replace("\n", " ") for text, _, _ in CASES])
def test_a_value_of_the_wrong_kind_is_said_at_its_place(load, text, message, fix):
    start = text.index("§")
    loaded = load(text.replace("§", "") + "\n")
    (fault,) = loaded.faults
    assert (fault.rule, fault.message) == ("wrong-value", message)
    assert fault.place.start == start
    assert fix is None or fault.fix == fix


UNKNOWN = [
    ("pmo: {§misson: x}", "The PMO has no key `misson`.", "Did you mean `mission`?"),
    ("pmo: {§Mission: x}", "The PMO has no key `Mission`.", "Did you mean `mission`?"),
    (
        "pmo: {objectives: {o: {§duedate: x}}}",
        "An objective has no key `duedate`.",
        "Remove it, or name it `x-duedate` if it is your own.",
    ),
    (
        "organization: {§wibble: x}",
        "The organization has no key `wibble`.",
        "Remove it, or name it `x-wibble` if it is your own.",
    ),
    ("pmo: {mission: {§statment: x}}", "A mission has no key `statment`.", "Did you mean `statement`?"),
    ("pmo: {vision: {§by: 2029}}", "A vision has no key `by`.", "Remove it, or name it `x-by` if it is your own."),
    ("settings: {§curency: EUR}", "`settings` has no key `curency`.", "Did you mean `currency`?"),
    (
        "pmo: {§<<: {name: x}}",
        "The PMO has no key `<<`.",
        "YAML's merge key is not used in a plan: write the values out.",
    ),
    ("§organisation: {name: x}", "A plan has no section `organisation`.", "Did you mean `organization`?"),
    ("§objectives: {o: x}", "A plan has no section `objectives`.", "Put it under `pmo:`, indented by two spaces."),
    (
        "§perspectives: [a]",
        "A plan has no section `perspectives`.",
        "Put it under `organization:`, indented by two spaces.",
    ),
    (
        "§wibble: x",
        "A plan has no section `wibble`.",
        "A plan's sections are `settings`, `pmo`, `organization`, `customers`, `people`, `initiatives`, `reviews`; your own begin with `x-`.",
    ),
    (
        "initiatives: {i: {budget: 1,§250}}",
        "An initiative has no key `250`.",
        "Write a number without a comma.",
    ),
    (
        "pmo: {objectives: {o: {supports: {grow: {because: faster, §cheaper}}}}}",
        "A link has no key `cheaper`.",
        "Put a text that contains a comma in quotes.",
    ),
    (
        "pmo: {objectives: {o: {measures: {m: {readings: {2026-01-31: {value: 1, §text: x}}}}}}}",
        "A reading has no key `text`.",
        "A reading has `value` and `note`; your own keys begin with `x-`.",
    ),
]


@pytest.mark.parametrize(("text", "message", "fix"), UNKNOWN, ids=[text for text, _, _ in UNKNOWN])
def test_a_key_that_the_format_does_not_have_is_said_at_its_place(load, text, message, fix):
    start = text.index("§")
    (fault,) = load(text.replace("§", "") + "\n").faults
    assert (fault.rule, fault.message, fault.fix) == ("unknown-key", message, fix)
    assert fault.place.start == start


def test_what_could_not_be_read_is_left_out_and_marked_and_all_else_is_there(load):
    loaded = load(
        "pmo:\n  objectives:\n    o: {title: Faster, due: soon, onwer: coo, supports: {grow: because}}\n    p: [no]\n    q: Cheaper\n"
    )
    first, second, third = loaded.plan.pmo.objectives
    assert (first.title, first.due, first.owner) == ("Faster", None, None)
    assert first.invalid == {"due", "owner"}
    assert first.given("due")
    assert first.given("owner")
    assert not first.given("statement")
    assert second.title is None
    assert second.given("owner")
    assert third.title == "Cheaper"
    assert third.invalid == frozenset()
    assert len(loaded.faults) == 3


@pytest.mark.parametrize("empty", ["", " ~", " null", " # later"])
def test_a_key_without_a_value_is_as_good_as_left_out(load, empty):
    loaded = load(f"pmo:\n  name:{empty}\n  objectives:{empty}\n  mission:{empty}\npeople:{empty}\nsettings:{empty}\n")
    assert loaded.faults == ()
    assert loaded.plan.pmo.name is None
    assert loaded.plan.pmo.objectives == ()


def test_keys_of_ones_own_pass_through(load):
    loaded = load("x-top: [a]\npmo:\n  x-cost-centre: 4711\n  objectives: {o: {x-a: {b: c}}, x-o: {any: thing}}\n")
    assert loaded.faults == ()
    assert loaded.plan.pmo.extra == {"x-cost-centre": "4711"}
    assert [objective.id for objective in loaded.plan.pmo.objectives] == ["o"]


def test_text_stays_what_the_author_wrote(load):
    loaded = load(
        'people:\n  no: {name: NO, role: on}\n  p: {name: 1:30, role: 012, unit: "2026-01-01"}\n  q: {name: 1e3}\n'
    )
    assert loaded.faults == ()
    assert [(p.name, p.role, p.unit) for p in loaded.plan.people] == [
        ("NO", "on", None),
        ("1:30", "012", "2026-01-01"),
        ("1e3", None, None),
    ]


def test_numbers_and_dates_are_read_as_such_only_where_they_are_asked_for(load):
    loaded = load(
        "initiatives:\n  a: {budget: 1e3, from: 2026-01-01}\n"
        '  b: {budget: .5, from: "2026-01-01"}\n'
        "  c: {budget: 123456789012345678901234567890, title: 2026-01-01}\n"
    )
    assert loaded.faults == ()
    first, second, third = loaded.plan.initiatives
    assert (first.budget, second.budget, third.budget) == (1000.0, 0.5, 1.2345678901234568e29)
    assert first.from_ == second.from_
    assert third.title == "2026-01-01"


def test_a_hostile_key_is_shortened_in_a_message(load):
    (fault,) = load(f"pmo:\n  {'k' * 900}: x\n").faults
    assert len(fault.message) < 100
    assert len(fault.fix) < 100
