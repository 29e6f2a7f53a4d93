"""`pmo rename`: every place that names an element follows, what was confirmed stays confirmed, and no other byte changes."""

import datetime as dt
import random
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from layouts import BOM, Ref, Writer
from writing_plans import texts

from pmo.commands.rename import run
from pmo.editing.baseline import renamed_baseline
from pmo.editing.mentions import Role, mentions
from pmo.editing.renaming import rename
from pmo.engine import alignment_of, check
from pmo.errors import ExitCode, PmoError, UsageError
from pmo.fingerprint import fingerprint
from pmo.model import Objective
from pmo.reader.load import load_plan
from pmo.reader.sections import PARTIES, SECTIONS
from pmo.reader.shape import Shape
from pmo.source.yaml_reader import read_yaml
from pmo.writing import write

TODAY = dt.date(2026, 6, 30)


def renamed(root: Path, old: str, new: str) -> None:
    """Rename without the command around it."""
    loaded = load_plan(root)
    write(rename(root, loaded, old, new, None).changes, root)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("people: {old: O}\npmo: {sponsor: old}\n", "people: {new: O}\npmo: {sponsor: new}\n"),
        ("people: {'old': O}\npmo: {sponsor: \"old\"}\n", "people: {'new': O}\npmo: {sponsor: \"new\"}\n"),
        ("people:\n  ? old\n  : O\n", "people:\n  ? new\n  : O\n"),
        ("people:\n  &k old: O\n", "people:\n  &k new: O\n"),
        (
            "people: {old: O}\npmo: {sponsor: &s old, reports_to: *s}\n",
            "people: {new: O}\npmo: {sponsor: &s new, reports_to: *s}\n",
        ),
        ("people: {old: O}\npmo:\n  sponsor: |-\n    old\n", "people: {new: O}\npmo:\n  sponsor: |-\n    new\n"),
        ("people: {old: old}  # old\n", "people: {new: old}  # old\n"),
        ("people: {old: O, older: P}\npmo: {sponsor: older}\n", "people: {new: O, older: P}\npmo: {sponsor: older}\n"),
        (
            "people:\n  old: O # pmo: ignore[some-rule] old is on leave\n",
            "people:\n  new: O # pmo: ignore[some-rule] new is on leave\n",
        ),
        (
            "people: {old: O}\npmo: {objectives: {a: {waive: {some-rule: {because: old, by: old}}}}}\n",
            "people: {new: O}\npmo: {objectives: {a: {waive: {some-rule: {because: old, by: new}}}}}\n",
        ),
        (
            "organization: {strategies: {old: O}}\npmo: {objectives: {a: {supports: old}, b: {supports: [old]}, c: {supports: {old: old}}}}\n",
            "organization: {strategies: {new: O}}\npmo: {objectives: {a: {supports: new}, b: {supports: [new]}, c: {supports: {new: old}}}}\n",
        ),
        (
            "customers: {old: O}\npeople: {p: {unit: old}}\nx-mine: {old: old}\n",
            "customers: {new: O}\npeople: {p: {unit: new}}\nx-mine: {old: old}\n",
        ),
        (
            "pmo: {objectives: {old: O}}\nreviews: {r: {confirmed: {old: abc, pmo: abc}}}\ninitiatives: {i: {allocation: {old: 100}}}\n",
            "pmo: {objectives: {new: O}}\nreviews: {r: {confirmed: {new: abc, pmo: abc}}}\ninitiatives: {i: {allocation: {new: 100}}}\n",
        ),
    ],
)
def test_every_way_of_writing_it(before, after, written):
    root = written({"pmo.yaml": before})
    renamed(root, "old", "new")
    assert (root / "pmo.yaml").read_text("utf-8") == after
    renamed(root, "new", "old")
    assert (root / "pmo.yaml").read_text("utf-8") == before


def _tables():
    """Every converter of the plan format that may hold ids, with the path of keys that leads to it."""
    found, waiting, seen = [], [((name,), shape) for name, shape in PARTIES.items()], set()
    waiting += [((name, "an-id"), shape) for name, shape in SECTIONS.items()]
    while waiting:
        path, shape = waiting.pop()
        for key, field in shape.fields.items():
            read = field.read
            inner = getattr(read, "shape", None) or getattr(read, "__self__", None)
            if isinstance(inner, Shape):
                under = (*path, key, *([] if getattr(read, "form", None) is None else ["other-id"]))
                if (id(inner), key) not in seen:
                    seen.add((id(inner), key))
                    waiting.append((under, inner))
            found.append(((*path, key), getattr(read, "form", None) or getattr(read, "__name__", "")))
    return found


NAMES = {
    "reference": "the-id",
    "references": "[the-id]",
    "shares": "{the-id: 1}",
    "fingerprints": "{the-id: abc}",
    "links": "{the-id: why}",
    "keyed": "{the-id: what}",
    "completions": "{the-id: 2026-06-30}",
}


@pytest.mark.parametrize(
    ("path", "form"),
    [(p, f) for p, f in _tables() if f in NAMES],
    ids=lambda x: ".".join(x) if isinstance(x, tuple) else x,
)
def test_no_key_of_the_format_that_names_an_element_is_forgotten(path, form):
    text = NAMES[form]
    for key in reversed(path):
        text = f"{{{key}: {text}}}"
    root = read_yaml(text).root
    (found,) = [mention for mention in mentions(root) if mention.id == "the-id"]
    assert found.role is Role.NAMED
    assert text[found.offset :].startswith("the-id")


def test_the_format_has_no_other_converter_that_could_hold_ids():
    known = {
        *NAMES,
        "text",
        "texts",
        "number",
        "date",
        "read",
        "section",
        "waivers",
        "part",
        "milestones",
        "readings",
        "month_day",
        "convert",
    }
    assert {form for _, form in _tables()} <= known


def test_the_readings_file_follows_and_whoever_reads_it(written):
    plan = (
        "pmo: {objectives: {o: {measures: {old: {readings: readings/old.csv}, b: {readings: 'readings/old.csv'}}}}}\n"
    )
    root = written({"pmo.yaml": plan, "readings/old.csv": "date,value\n2026-01-01,1\n"})
    before = texts(root)
    renamed(root, "old", "new")
    assert (root / "pmo.yaml").read_text("utf-8") == plan.replace("old", "new")
    assert texts(root)["readings/new.csv"] == before["readings/old.csv"]
    assert not (root / "readings/old.csv").exists()
    renamed(root, "new", "old")
    assert texts(root) == before


def test_a_readings_file_of_another_name_stays(written):
    plan = "pmo: {objectives: {o: {measures: {old: {readings: r.csv}}}}}\n"
    root = written({"pmo.yaml": plan, "r.csv": "date,value\n"})
    renamed(root, "old", "new")
    assert texts(root) == {"pmo.yaml": plan.replace("old", "new").encode(), "r.csv": b"date,value\n"}


@pytest.mark.parametrize(
    ("files", "new", "message"),
    [
        ({"pmo.yaml": "people: {old: O, new: N}\n"}, "new", "The id `new` is taken (pmo.yaml:1)"),
        ({"pmo.yaml": "people: {old: O}\n"}, "pmo", "The id `pmo` is taken"),
        ({"pmo.yaml": "people: {old: O}\n"}, "a b", "`a b` cannot be an id"),
        ({"pmo.yaml": "people: {old: O}\n"}, "x-b", "`x-b` cannot be an id"),
        ({"pmo.yaml": "people: {old: O}\n"}, "null", "`null` cannot be an id"),
        ({"pmo.yaml": "people: {old: O}\n"}, "", "`` cannot be an id"),
        ({"pmo.yaml": "people: {old: O}\n"}, "old", "`old` has that id already"),
        ({"pmo.yaml": "people: {old: O}\npmo: {sponsor: new}\n"}, "new", "pmo.yaml:2 names `new`, which nothing has"),
        ({"pmo.yaml": "people: {old: O}\ncustomers: {old: P}\n"}, "new", "defined twice"),
        ({"pmo.yaml": "people: {olf: O}\n"}, "new", "There is no element `old`. Did you mean `olf`?"),
        (
            {
                "pmo.yaml": "pmo: {objectives: {o: {measures: {old: {readings: old.csv}}}}}\n",
                "old.csv": "date,value\n",
                "new.csv": "else\n",
            },
            "new",
            "old.csv would become new.csv, which is there already",
        ),
        ({"pmo.yaml": 'people: {"ol\\u0064": O}\n'}, "new", "named in a way that cannot be changed"),
        (
            {"pmo.yaml": "people: {old: {name: &n old}}\npmo: {sponsor: *n}\n"},
            "new",
            "named in a way that cannot be changed",
        ),
    ],
)
def test_what_cannot_be_renamed_is_refused_and_stays(files, new, message, written):
    root = written(files)
    before = texts(root)
    with pytest.raises(PmoError) as error:
        renamed(root, "old", new)
    assert message in str(error.value)
    assert texts(root) == before


def test_a_section_has_no_id_of_its_own(written):
    with pytest.raises(UsageError, match="`organization` is a section"):
        renamed(written({"pmo.yaml": "pmo: {name: P}\n"}), "organization", "us")


def test_a_plan_that_cannot_be_read_is_not_renamed_in(written, said):
    root = written({"pmo.yaml": "people: {old: O}\n", "b.yaml": "old: [\n"})
    with pytest.raises(PmoError, match=r"b\.yaml cannot be read"):
        said(run, root, "old", "new", dry_run=False)


def test_only_confirmations_that_were_valid_get_a_new_fingerprint(written):
    plan = """\
organization: {strategies: {old: {title: Shorten waits}}}
pmo:
  objectives:
    a: {title: A, supports: {old: because of this}}
    b: {title: B, supports: {old: because of that}}
reviews:
  first: {date: 2026-01-31, confirmed: {a: AAA, b: 000000000000}}
  second: {date: 2026-02-28, confirmed: {a: AAA}}
"""
    root = written({"pmo.yaml": plan})
    loaded = load_plan(root).plan
    seen = fingerprint(loaded.elements["a"], loaded.elements)
    text = plan.replace("AAA", seen)
    (root / "pmo.yaml").write_text(text, "utf-8")
    before = load_plan(root).plan
    assert alignment_of(before, TODAY).suspect == {"b"}
    renamed(root, "old", "new")
    after = load_plan(root).plan
    assert alignment_of(after, TODAY).suspect == {"b"}
    fresh = fingerprint(after.elements["a"], after.elements)
    assert fresh != seen
    assert (root / "pmo.yaml").read_text("utf-8") == text.replace("old", "new").replace(seen, fresh)
    renamed(root, "new", "old")
    assert (root / "pmo.yaml").read_text("utf-8") == text


def test_the_baseline_follows_and_stays_in_order():
    text = "# head\nbroken-reference a supports.old\nbroken-reference a supports.old.agreed_by\nobjective-without-owner old\nreading-invalid r/old.csv\nx zz\n"
    assert renamed_baseline(text, "old", "a", {"r/old.csv": "r/a.csv"}) == (
        "# head\nbroken-reference a supports.a\nbroken-reference a supports.a.agreed_by\nobjective-without-owner a\nreading-invalid r/a.csv\nx zz\n"
    )
    assert renamed_baseline("r b\nr old x\n", "old", "a", {}) == "r a x\nr b\n"
    assert renamed_baseline("r b\r\nr a\r\nr old supports.older", "old", "z", {}) == "r b\r\nr a\r\nr z supports.older"


def test_the_command_tells_what_it_did_and_what_it_left(written, said):
    files = {
        "pmo.yaml": "# o-1 is the old one\npeople: {o-1: O}\npmo: {sponsor: o-1}\n",
        "pmo-baseline.txt": "person-without-role o-1 role\n",
    }
    root = written(files)
    code, text = said(run, root, "o-1", "chief", dry_run=True)
    assert code is ExitCode.CLEAN
    assert texts(root) == {path: content.encode() for path, content in files.items()}
    assert "-people: {o-1: O}\n-pmo: {sponsor: o-1}\n+people: {chief: O}\n+pmo: {sponsor: chief}\n" in text
    assert "-person-without-role o-1 role\n+person-without-role chief role\n" in text
    code, text = said(run, root, "o-1", "chief", dry_run=False)
    assert text.startswith("`o-1` becomes `chief`: its key and 1 mention, in 2 files.\n")
    assert text.splitlines()[-1].endswith("pmo.yaml:1")
    assert (root / "pmo-baseline.txt").read_text("utf-8") == "person-without-role chief role\n"


@pytest.mark.parametrize("folder", ["health-network", "us-transportation", "broken/three-years-on"])
def test_every_id_of_the_examples_there_and_back(folder, tmp_path):
    root = Path(shutil.copytree(Path(__file__).parents[2] / "examples" / folder, tmp_path / "plan"))
    loaded = load_plan(root)
    before = texts(root)
    twice = {fault.element for fault in loaded.faults if fault.rule == "duplicate-id"}
    identities = sorted(finding.identity for finding in check(loaded, TODAY).findings)
    names = [name for name in loaded.plan.elements if name not in PARTIES and name not in twice]
    for name in names[:: 1 + len(names) // 25]:
        renamed(root, name, "z-new.1")
        after = texts(root)
        for path in before.keys() & after.keys():
            old, new = before[path].splitlines(), after[path].splitlines()
            assert len(old) == len(new)
            assert all(
                line == other or b"z-new.1" in other or b": " in other for line, other in zip(old, new, strict=True)
            )
        assert "z-new.1" in load_plan(root).plan.elements
        assert name not in load_plan(root).plan.elements
        now = sorted(finding.identity for finding in check(load_plan(root), TODAY).findings)
        assert len(now) == len(identities)
        renamed(root, "z-new.1", name)
        assert texts(root) == before


IDS = ["old", "b", "c-1", "d.x", "Größe", "2026-q1"]


@st.composite
def plans(draw):
    """A plan of a few files in which everything names everything, in any layout."""
    chance = random.Random(draw(st.integers(0, 2**32)))  # noqa: S311
    ids = [Ref(name) for name in IDS]
    chance.shuffle(ids)
    person, customer, strategy, objective, measure, review = ids
    some = lambda *values: chance.choice(values)  # noqa: E731
    people = {"people": {person: some(None, "Ann Weiss", {"name": "Ann", "unit": customer, "level": "executive"})}}
    customers = {
        "customers": {customer: some("Clinics", {"name": "Clinics", "contact": person, "needs": ["old rooms, soon"]})}
    }
    organization = {
        "organization": {
            "strategies": {strategy: some("Shorten waits", {"title": "Shorten waits", "owner": person})},
            "mission": {"statement": "old and new", "for": [customer]},
        }
    }
    supports = some(
        strategy, [strategy], {strategy: "old links, with reasons"}, {strategy: {"because": "x y", "agreed_by": person}}
    )
    waive = {"objective-without-owner": {"because": "old", "by": person, "until": "2026-12-31"}}
    measures = {measure: some("Days", {"title": "Days", "readings": {"2026-01-31": "3"}, "successor": measure})}
    objectives = {
        "pmo": {
            "sponsor": person,
            "objectives": {
                objective: {
                    "title": "old: title",
                    "supports": supports,
                    "waive": waive,
                    "for": some(customer, [customer]),
                    "measures": measures,
                }
            },
        }
    }
    reviews = {
        "reviews": {
            review: {
                "date": "2026-01-31",
                "attendees": [person],
                "confirmed": {objective: "FP", strategy: "000000000000"},
                "actions": {"act": {"what": "old", "owner": person}},
            }
        }
    }
    initiatives = {
        "initiatives": {"ini": {"title": "I", "supports": [objective], "allocation": {objective: "60", strategy: "40"}}}
    }
    parts = [people, customers, organization, objectives, reviews, initiatives]
    files = {"pmo.yaml": Writer(draw(st.integers(0, 2**32))).file(objectives)}
    for number, part in enumerate(parts):
        if part is not objectives:
            files[f"f{number}.yaml"] = chance.choice(["", BOM]) + Writer(draw(st.integers(0, 2**32))).file(part)
    return files


@settings(
    deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(plans())
def test_any_plan_in_any_layout_there_and_back(tmp_path_factory, files):
    root = tmp_path_factory.mktemp("plan")
    for path, text in files.items():
        (root / path).write_bytes(text.encode())
    loaded = load_plan(root).plan
    objective = next(element for element in loaded.elements.values() if isinstance(element, Objective))
    seen = fingerprint(objective, loaded.elements)
    for path, text in files.items():
        (root / path).write_bytes(text.replace("FP", seen).encode())
    before = texts(root)
    loaded = load_plan(root)
    suspect = alignment_of(loaded.plan, TODAY).suspect
    findings = len(check(loaded, TODAY).findings)
    renamed(root, "old", "new-id")
    after = load_plan(root)
    assert {"new-id" if name == "old" else name for name in loaded.plan.elements} == set(after.plan.elements)
    assert alignment_of(after.plan, TODAY).suspect == {"new-id" if name == "old" else name for name in suspect}
    assert len(check(after, TODAY).findings) == findings
    for path, data in texts(root).items():
        old, new = before[path].decode().splitlines(), data.decode().splitlines()
        assert len(old) == len(new)
        for line, other in zip(old, new, strict=True):
            assert line == other or "new-id" in other or seen in line
    renamed(root, "new-id", "old")
    assert texts(root) == before


class TestTheRealCommand:
    """`pmo rename` as people run it."""

    def test_an_executive_of_the_example_gets_another_id(self, pmo, example):
        assert pmo(example, "check").code == 0
        done = pmo(example, "rename", "coo", "chief-operating-officer")
        assert (done.code, done.err) == (0, "")
        assert "its key and 22 mentions, in 6 files" in done.out
        assert pmo(example, "check").code == 0
        assert not any(re.search(rb"\bcoo\b", data) for path, data in texts(example).items() if path.endswith(".yaml"))

    def test_exit_codes(self, pmo, example):
        before = texts(example)
        assert pmo(example, "rename", "coo", "cfo").code == 2
        assert pmo(example, "rename", "cooo", "x").code == 2
        assert pmo(example, "rename", "coo").code == 2
        assert pmo(example, "rename", "coo", "chief", "--dry-run").code == 0
        assert texts(example) == before
