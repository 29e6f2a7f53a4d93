"""What is shown as changed is exactly what made a fingerprint change."""

import json
import random

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_fingerprint import OTHER, PLAN, SAME

from pmo.fingerprint import fingerprint
from pmo.reader.load import load_plan
from pmo.wording import reworded, wording

CHARTER = """\
pmo:
  name: Desk
  purpose: Help the wards.
  mission: {statement: Help., for: [wards, labs]}
  scope: {in: [large change, small change], out: [repairs]}
  authority: [may stop, may ask]
  judged_by: [results, answers]
  strategies: {help-first: {title: Help first, supports: {a: so}}}
  objectives:
    a: {title: Decisions in time, supports: {grow: late answers cost growth}, measures: {m: {unit: days, target: {value: 14, by: 2026-12-31}}}}
    idea: {title: Not yet, status: draft}
  services: {desk: {title: Desk, for: [wards, labs], serves: [a], benefit: sooner}}
organization: {strategies: {grow: {title: Grow, until: 2028-12-31}}}
customers: {wards: {name: Wards, needs: [beds, time]}, labs: Labs}
initiatives: {i: {title: I, supports: {a: so}, benefits: {b: {title: Saved, unit: hours, target: {value: 9, by: 2027-01-01}}}}}
"""


def plan_of(folder, files):
    for old in folder.rglob("*.yaml"):
        old.unlink()
    for name, text in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    loaded = load_plan(folder)
    assert loaded.faults == ()
    return loaded.plan.elements


def both(elements, name):
    element = elements[name]
    return fingerprint(element, elements), wording(element, elements)


@pytest.mark.parametrize("name", SAME)
def test_what_changes_nothing_is_worded_the_same(tmp_path, name):
    before = both(plan_of(tmp_path, {"pmo.yaml": PLAN}), "a")
    assert reworded(before[1], both(plan_of(tmp_path, {"pmo.yaml": SAME[name](PLAN)}), "a")[1]) == ()


@pytest.mark.parametrize("name", OTHER)
def test_what_changes_the_meaning_is_named_with_both_texts(tmp_path, name):
    before = both(plan_of(tmp_path, {"pmo.yaml": PLAN}), "a")
    after = both(plan_of(tmp_path, {"pmo.yaml": PLAN.replace(*OTHER[name])}), "a")
    changes = reworded(before[1], after[1])
    assert changes
    assert all(change.before != change.after for change in changes)


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("value: 14", "value: 14.000001", "objective a: measure m"),
        ("Help the wards.", "Rule the wards.", "purpose"),
        ("statement: Help.", "statement: Help!", "mission"),
        ("for: [wards, labs]}\n  scope", "for: [wards]}\n  scope", "mission for"),
        ("large change", "huge change", "in scope"),
        ("may stop", "may halt", "authority"),
        ("needs: [beds", "needs: [bed", "customer Wards"),
        ("benefit: sooner", "benefit: later", "service desk: benefit"),
        ("title: Grow", "title: Shrink", "objective a: grow: title"),
        ("a: {title: Decisions in time", "a: {title: Decisions", "objective a"),
        ("status: draft", "status: proposed", "objective idea"),
    ],
)
def test_a_change_of_the_charter_is_named(tmp_path, old, new, name):
    assert CHARTER.count(old) >= 1
    before = both(plan_of(tmp_path, {"pmo.yaml": CHARTER}), "pmo")
    after = both(plan_of(tmp_path, {"pmo.yaml": CHARTER.replace(old, new, 1)}), "pmo")
    assert before[0] != after[0]
    assert name in {change.name for change in reworded(before[1], after[1])}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[wards, labs]", "[labs, wards]"),
        ("[large change, small change]", "[small change, large change]"),
        ("[may stop, may ask]", "[may ask, may stop]"),
        ("[results, answers]", "[answers, results]"),
        ("[beds, time]", "[time, beds]"),
        ("Not yet", "Never"),
    ],
)
def test_the_order_of_a_list_and_a_draft_are_no_part_of_the_charter(tmp_path, old, new):
    assert old in CHARTER
    before = both(plan_of(tmp_path, {"pmo.yaml": CHARTER}), "pmo")
    after = both(plan_of(tmp_path, {"pmo.yaml": CHARTER.replace(old, new)}), "pmo")
    assert before[0] == after[0]
    assert reworded(before[1], after[1]) == ()


def test_a_benefits_target_is_a_part_of_what_an_initiative_means(tmp_path):
    before = both(plan_of(tmp_path, {"pmo.yaml": CHARTER}), "i")
    after = both(plan_of(tmp_path, {"pmo.yaml": CHARTER.replace("value: 9", "value: 8")}), "i")
    assert before[0] != after[0]
    assert [change.name for change in reworded(before[1], after[1])] == ["benefit b"]


# Random plans, and random ways to write the same plan.
_TEXT = st.text(st.sampled_from("ab é:#'\"-\u4e2d"), min_size=1, max_size=12).filter(lambda text: text.strip())
_MEASURE = st.fixed_dictionaries(
    {
        "title": _TEXT,
        "unit": _TEXT,
        "target": st.fixed_dictionaries({"value": st.integers(-99, 99), "by": st.just("2026-12-31")}),
    }
)
_IDS = ("o1", "o2", "o3")
_OBJECTIVE = st.fixed_dictionaries(
    {"title": _TEXT, "statement": _TEXT},
    optional={
        "due": st.sampled_from(["2026-12-31", "2027-06-30"]),
        "supports": st.dictionaries(st.sampled_from(["s1", "s2"]), _TEXT, max_size=2),
        "owner": st.just("li"),
    },
)
_PLANS = st.fixed_dictionaries(
    {
        "objectives": st.fixed_dictionaries(dict.fromkeys(_IDS, _OBJECTIVE)),
        "measures": st.fixed_dictionaries(dict.fromkeys(_IDS, _MEASURE)),
        "strategies": st.fixed_dictionaries({"s1": _TEXT, "s2": _TEXT}),
    }
)


def document(made):
    objectives = {
        name: {**found, "measures": {f"m-{name}": made["measures"][name]}} for name, found in made["objectives"].items()
    }
    return {
        "pmo": {"name": "Desk", "objectives": objectives},
        "organization": {"strategies": {name: {"title": title} for name, title in made["strategies"].items()}},
        "people": {"li": {"name": "Li"}},
    }


def shuffled(value, dice):
    if not isinstance(value, dict):
        return value
    keys = list(value)
    dice.shuffle(keys)
    return {key: shuffled(value[key], dice) for key in keys}


def written_otherwise(plan, dice):
    """The same plan in other files, another order, another style, with comments and notes that mean nothing."""
    plan = shuffled(plan, dice)
    for objective in plan["pmo"]["objectives"].values():
        for measure in objective["measures"].values():
            measure["note"] = f"looked at {dice.random()}"
            measure["readings"] = {"2026-03-31": dice.randint(0, 9)}
    files = {"pmo.yaml": f"# {dice.random()}\n" + json.dumps({"people": plan["people"], "pmo": {"name": "Desk"}})}
    files["organization.yaml"] = yaml.safe_dump(
        {"organization": plan["organization"]}, allow_unicode=dice.random() < 0.5
    )
    for name, objective in plan["pmo"]["objectives"].items():
        style = dice.choice([True, False])
        text = yaml.safe_dump(
            {"pmo": {"objectives": {name: objective}}},
            default_flow_style=style,
            indent=dice.choice([2, 4]),
            width=dice.choice([30, 200]),
        )
        # YAML dumps dates as quoted texts, which the plan reads as dates all the same.
        files[dice.choice(["a", "b/c", "d"]) + f"/{name}.yaml"] = (
            text.replace("\n", "\n# layout\n", 1) if not style else text
        )
    return files


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_PLANS, st.integers())
def test_another_layout_of_the_same_plan_never_raises_suspicion(tmp_path, made, seed):
    plan = document(made)
    one = plan_of(tmp_path, {"pmo.yaml": json.dumps(plan)})
    names = ["pmo", "organization", *_IDS, "s1", "s2"]
    before = [both(one, name) for name in names]
    other = plan_of(tmp_path, written_otherwise(plan, random.Random(seed)))  # noqa: S311 -- a test's dice
    for name, (seen, said) in zip(names, before, strict=True):
        assert both(other, name)[0] == seen
        assert reworded(said, both(other, name)[1]) == ()


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_PLANS, _PLANS)
def test_two_plans_have_the_same_fingerprint_exactly_when_they_are_worded_the_same(tmp_path, one, two):
    first = plan_of(tmp_path, {"pmo.yaml": json.dumps(document(one))})
    names = ["pmo", *_IDS, "s1"]
    before = [both(first, name) for name in names]
    second = plan_of(tmp_path, {"pmo.yaml": json.dumps(document(two))})
    for name, (seen, said) in zip(names, before, strict=True):
        assert (both(second, name)[0] == seen) == (reworded(said, both(second, name)[1]) == ())


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_PLANS, st.sampled_from(_IDS), st.integers(1, 5))
def test_a_changed_target_always_raises_suspicion(tmp_path, made, name, by):
    plan = document(made)
    before = plan_of(tmp_path, {"pmo.yaml": json.dumps(plan)})
    seen = {which: both(before, which)[0] for which in (name, "pmo")}
    plan["pmo"]["objectives"][name]["measures"][f"m-{name}"]["target"]["value"] += by
    after = plan_of(tmp_path, {"pmo.yaml": json.dumps(plan)})
    for which in (name, "pmo"):
        assert both(after, which)[0] != seen[which]
