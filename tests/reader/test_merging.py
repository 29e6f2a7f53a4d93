"""A plan in one file or in many: sections merge, ids are unique in the whole, and whoever writes a thing twice sees both places."""

from pmo.source.text import Place


def places(fault):
    return [(fault.place.path, fault.place.line, fault.place.column)] + [
        (related.place.path, related.place.line, related.place.column) for related in fault.related
    ]


def test_sections_of_all_files_make_one_plan(load):
    loaded = load(
        {
            "pmo.yaml": "pmo:\n  name: Office\n  objectives: {first: One}\n",
            "a.yaml": "pmo:\n  purpose: Help\n  objectives: {second: Two}\npeople: {ann: Ann}\n",
            "sub/b.yaml": "pmo: {objectives: {third: Three}}\npeople: {bob: Bob}\ncustomers: {c: Clinics}\n",
        }
    )
    plan = loaded.plan
    assert loaded.faults == ()
    assert (plan.pmo.name, plan.pmo.purpose) == ("Office", "Help")
    assert [objective.title for objective in plan.pmo.objectives] == ["One", "Two", "Three"]
    assert [person.id for person in plan.people] == ["ann", "bob"]
    assert list(plan.elements) == ["pmo", "organization", "first", "second", "ann", "third", "bob", "c"]
    assert [file.path for file in plan.files] == ["pmo.yaml", "a.yaml", "sub/b.yaml"]


def test_a_part_that_files_share_knows_where_each_of_its_keys_stands(load):
    loaded = load(
        {
            "pmo.yaml": "pmo:\n  name: Office\n",
            "a.yaml": "# later\npmo:\n  purpose: Help\n  scope: {in: [x]}\n",
        }
    )
    origin = loaded.plan.pmo.origin
    assert places_of(
        origin.place, origin.field("name"), origin.field("purpose"), origin.value("scope", "in", item=0)
    ) == [
        ("pmo.yaml", 1, 1),
        ("pmo.yaml", 2, 3),
        ("a.yaml", 3, 3),
        ("a.yaml", 4, 16),
    ]
    # What stands nowhere is shown at the part itself.
    assert places_of(origin.field("mission"), origin.value("mission", "for")) == [("pmo.yaml", 1, 1)] * 2


def places_of(*found: Place):
    return [(place.path, place.line, place.column) for place in found]


def test_the_same_id_in_two_files_shows_both_places_and_the_first_counts(load):
    loaded = load(
        {
            "a.yaml": "pmo:\n  objectives:\n    faster: First\n",
            "b.yaml": "pmo:\n  objectives:\n    faster: Second\n",
        }
    )
    (fault,) = loaded.faults
    assert (fault.rule, fault.element, fault.message) == ("duplicate-id", "faster", "The id `faster` is defined twice.")
    assert fault.fix == "Give one of the two another id; if they are the same thing, keep one."
    assert places(fault) == [("b.yaml", 3, 5), ("a.yaml", 3, 5)]
    assert fault.related[0].message == "it is first defined here"
    assert [objective.title for objective in loaded.plan.pmo.objectives] == ["First"]


def test_ids_are_unique_whatever_the_section(load):
    loaded = load("people: {one: Ann}\ncustomers: {one: Clinics}\npmo: {objectives: {o: {measures: {one: x}}}}\n")
    assert [places(fault) for fault in loaded.faults] == [
        [("pmo.yaml", 2, 13), ("pmo.yaml", 1, 10)],
        [("pmo.yaml", 3, 35), ("pmo.yaml", 1, 10)],
    ]


def test_a_measure_may_not_be_called_like_its_objective(load):
    (fault,) = load("pmo: {objectives: {o: {measures: {o: x}}}}\n").faults
    assert fault.message == "The id `o` is defined twice."


def test_no_element_takes_the_name_of_a_party(load):
    loaded = load("people: {pmo: Ann, organization: Bob}\n")
    assert [fault.message for fault in loaded.faults] == [
        "The id `pmo` is defined twice.",
        "The id `organization` is defined twice.",
    ]


def test_a_single_value_in_two_files_shows_both_places_and_the_first_counts(load):
    loaded = load({"pmo.yaml": "pmo:\n  name: One\n  mission: x\n", "b.yaml": "pmo:\n  mission: y\n  name: Two\n"})
    assert [(fault.message, fault.fix, places(fault)) for fault in loaded.faults] == [
        ("`mission` of the PMO is given in two files.", "Keep one of the two.", [("b.yaml", 2, 3), ("pmo.yaml", 3, 3)]),
        ("`name` of the PMO is given in two files.", "Keep one of the two.", [("b.yaml", 3, 3), ("pmo.yaml", 2, 3)]),
    ]
    assert loaded.plan.pmo.name == "One"
    assert loaded.plan.pmo.mission.statement == "x"


def test_settings_are_shared_in_the_same_way(load):
    loaded = load(
        {"pmo.yaml": "settings: {currency: EUR}\n", "b.yaml": "settings: {currency: USD, check: {profile: audit}}\n"}
    )
    (fault,) = loaded.faults
    assert fault.message == "`currency` of `settings` is given in two files."
    assert loaded.plan.settings.currency == "EUR"
    assert loaded.plan.settings.check.profile == "audit"


def test_a_key_left_empty_in_one_file_may_be_given_in_another(load):
    loaded = load({"pmo.yaml": "pmo:\n  name:\n  purpose: ~\n", "b.yaml": "pmo: {name: Office, purpose: Help}\n"})
    assert loaded.faults == ()
    assert (loaded.plan.pmo.name, loaded.plan.pmo.purpose) == ("Office", "Help")


def test_a_repeated_key_in_one_file_is_one_fault_and_what_stands_below_it_is_passed_over(load):
    loaded = load("people:\n  ann: {name: Ann}\n  ann: {nmae: Bob, level: king}\n")
    (fault,) = loaded.faults
    assert places(fault) == [("pmo.yaml", 3, 3), ("pmo.yaml", 2, 3)]
    assert [person.name for person in loaded.plan.people] == ["Ann"]


def test_a_file_that_cannot_be_read_takes_nothing_with_it(load):
    loaded = load(
        {
            "pmo.yaml": "pmo: {name: Office}\n",
            "a.yaml": "people: {ann: [\n",
            "b.yaml": "people: {bob: Bob}\n",
            "c.yaml": b"\xff",
        }
    )
    assert [fault.place.path for fault in loaded.faults] == ["a.yaml", "c.yaml"]
    assert [person.id for person in loaded.plan.people] == ["bob"]
    assert [file.path for file in loaded.plan.unread] == ["a.yaml", "c.yaml"]
    assert loaded.plan.may_define("ann")
    assert not loaded.plan.may_define("zoe")


def test_a_file_without_any_text_may_define_anything(load):
    loaded = load({"pmo.yaml": "", "a.yaml": "pmo: x".encode("utf-16")})
    assert loaded.plan.may_define("anything")


def test_what_the_author_named_and_could_not_be_read_still_exists(load):
    loaded = load("people: {ann: [x]}\npmo: {sponsor: ann}\n")
    assert "ann" in loaded.plan.elements
    assert len(loaded.faults) == 1


def test_links_in_all_their_forms(load):
    loaded = load(
        "pmo:\n  objectives:\n"
        "    a: {supports: grow}\n"
        "    b: {supports: [grow, save]}\n"
        "    c: {supports: {grow: because it does, save: }}\n"
        "    d: {supports: {grow: {because: so, strength: secondary, agreed_by: coo, x-own: y}}}\n"
        "    e: {supports: }\n"
        "    f: {supports: ''}\n"
        "    g: {supports: []}\n"
    )
    assert loaded.faults == ()
    found = {
        o.id: [(link.target, link.because, link.strength.value, link.agreed_by) for link in o.supports]
        for o in loaded.plan.pmo.objectives
    }
    assert found == {
        "a": [("grow", None, "primary", None)],
        "b": [("grow", None, "primary", None), ("save", None, "primary", None)],
        "c": [("grow", "because it does", "primary", None), ("save", None, "primary", None)],
        "d": [("grow", "so", "secondary", "coo")],
        "e": [],
        "f": [],
        "g": [],
    }
    starts = [
        loaded.plan.root.text[link.origin.offset :][:4] for o in loaded.plan.pmo.objectives for link in o.supports
    ]
    assert starts == ["grow", "grow", "save", "grow", "save", "grow"]


def test_one_or_many_where_the_format_says_so(load):
    loaded = load(
        "pmo:\n  authority: may stop\n  judged_by: [a, ' ', '']\n  mission: {statement: m, for: c}\n"
        "  services: {s: {for: [c, d], serves: o}}\n  scope: {in: x, out: [y, z]}\n"
        "reviews: {r: {attendees: ann, signed: [ann, bob]}}\n"
    )
    assert loaded.faults == ()
    pmo = loaded.plan.pmo
    assert (pmo.authority, pmo.mission.for_, pmo.scope.in_, pmo.scope.out) == (
        ("may stop",),
        ("c",),
        ("x",),
        ("y", "z"),
    )
    assert (pmo.services[0].for_, pmo.services[0].serves) == (("c", "d"), ("o",))
    assert pmo.judged_by == ("a", " ")
    assert (loaded.plan.reviews[0].attendees, loaded.plan.reviews[0].signed) == (("ann",), ("ann", "bob"))


def test_bare_texts_stand_for_titles_names_and_statements(load):
    loaded = load(
        "pmo:\n  mission: We help.\n  templates: {t: Weekly report}\n  objectives: {o: {title: O, measures: {m: Days}}}\n"
        "people: {ann: Ann}\ncustomers: {c: Clinics}\n"
        "organization: {goals: {g: Health}, strategies: {s: Grow}, values: {v: Candor}}\n"
        "initiatives: {i: Portal}\n"
        "reviews: {r: {decisions: {d: Which first?}, actions: {a: Ask}}}\n"
    )
    plan = loaded.plan
    assert loaded.faults == ()
    assert plan.pmo.mission.statement == "We help."
    assert {name: plan.elements[name].title for name in "tmgsvi"} == {
        "t": "Weekly report",
        "m": "Days",
        "g": "Health",
        "s": "Grow",
        "v": "Candor",
        "i": "Portal",
    }
    assert (plan.people[0].name, plan.customers[0].name) == ("Ann", "Clinics")
    assert (plan.elements["d"].question, plan.elements["a"].what) == ("Which first?", "Ask")


def test_waivers_stand_beside_the_element_that_they_excuse(load):
    loaded = load(
        "people:\n  ann:\n    waive:\n      some-rule: {because: agreed, by: coo, until: 2026-12-31}\n      other-rule: why not\n"
    )
    assert loaded.faults == ()
    first, second = loaded.plan.people[0].waive
    assert (first.rule, first.because, first.by, first.until.isoformat()) == (
        "some-rule",
        "agreed",
        "coo",
        "2026-12-31",
    )
    assert (second.rule, second.because, second.until) == ("other-rule", "why not", None)
    assert places_of(first.origin.place) == [("pmo.yaml", 4, 7)]
