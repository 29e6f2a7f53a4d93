"""The plan at a revision is the plan that a checkout of it would hold."""

import dataclasses
import shutil
from pathlib import Path

import pytest

from pmo.git import repository_of
from pmo.history import History
from pmo.reader import straight
from pmo.reader.load import load_plan

EXAMPLE = Path(__file__).parents[2] / "examples" / "health-network"


def values(part):
    """A plan without the objects that stand for places: paths and offsets instead."""
    if dataclasses.is_dataclass(part):
        found = {
            f.name: values(getattr(part, f.name)) for f in dataclasses.fields(part) if f.name not in ("node", "text")
        }
        return {"": type(part).__name__, **found}
    if isinstance(part, list | tuple):
        return [values(item) for item in part]
    if hasattr(part, "items") and not isinstance(part, str):
        return {key: values(item) for key, item in part.items()}
    return str(part)


def same(one, other):
    assert [file.path for file in one.plan.files] == [file.path for file in other.plan.files]
    assert values(one) == values(other)


def test_the_example_plan(repo):
    shutil.copytree(EXAMPLE, repo.folder / "plans" / "pmo")
    head = repo.commit({})
    root = repo.folder / "plans" / "pmo"
    history = History(repository_of(root))
    same(history.plan_at(head), load_plan(root))
    same(history.plan_now(), load_plan(root))
    assert history.plan_at(head).readings


def test_hidden_ignored_and_linked_files_count_as_they_do_on_the_disk(repo):
    repo.write(
        {
            ".gitignore": "*.tmp.yaml\n/plan/old/\n!/plan/kept.tmp.yaml\n",
            "plan/pmo.yaml": "x-root: 1\n",
            "plan/a.tmp.yaml": "people: {a: A}\n",
            "plan/kept.tmp.yaml": "people: {b: B}\n",
            "plan/old/c.yaml": "people: {c: C}\n",
            "plan/sub/.gitignore": "d.yaml\n!e.tmp.yaml\n",
            "plan/sub/d.yaml": "people: {d: D}\n",
            "plan/sub/e.tmp.yaml": "people: {e: E}\n",
            "plan/other/d.yaml": "people: {f: F}\n",
            "plan/.hidden/g.yaml": "people: {g: G}\n",
            "plan/sub/.h.yaml": "people: {h: H}\n",
            "plan/B.yml": "people: {i: I}\n",
            "plan/notes.txt": "x",
            "plan/sub/z/z.yaml": "people: {z: Z}\n",
            "plan/sub/za.yaml": "people: {za: Za}\n",
        }
    )
    (repo.folder / "plan" / "linked.yaml").symlink_to(".hidden/g.yaml")
    (repo.folder / "plan" / "twice.yaml").symlink_to("kept.tmp.yaml")
    (repo.folder / "plan" / "folder").symlink_to(".hidden")
    head = repo.commit({})
    root = repo.folder / "plan"
    found, wanted = History(repository_of(root)).plan_at(head), load_plan(root)
    same(found, wanted)
    assert set(found.plan.elements) == {"pmo", "organization", "b", "e", "f", "g", "i", "z", "za"}


def test_readings_come_from_the_same_revision(repo):
    plan = "pmo: {objectives: {o: {measures: {m: {readings: data/m.csv}, n: {readings: ../n.csv}, l: {readings: l.csv}}}}}\n"
    repo.write({"data/m.csv": "date,value\n2026-03-31,1\n"})
    (repo.folder / "l.csv").symlink_to("data/m.csv")
    first = repo.commit({"pmo.yaml": plan})
    second = repo.commit({"data/m.csv": "date,value\n2026-03-31,1\n2026-04-30,2\n"})
    repo.write({"data/m.csv": "date,value\n2026-03-31,7\n"})
    history = History(repository_of(repo.folder))
    read = {
        name: [reading.value for reading in plan.plan.elements["m"].readings]
        for name, plan in (
            ("first", history.plan_at(first)),
            ("second", history.plan_at(second)),
            ("now", history.plan_now()),
        )
    }
    assert read == {"first": [1], "second": [1, 2], "now": [7]}
    assert [reading.value for reading in history.plan_at(second).plan.elements["l"].readings] == [1, 2]
    assert [fault.message for fault in history.plan_at(first).faults] == [
        "The readings file `../n.csv` lies outside the plan's folder."
    ]


def test_a_readings_file_that_the_revision_lacks(repo):
    first = repo.commit(
        {"sub/pmo2.yaml": "x-a: 1\n", "pmo.yaml": "pmo: {objectives: {o: {measures: {m: {readings: m.csv}}}}}\n"}
    )
    repo.write({"m.csv": "date,value\n2026-03-31,1\n"})
    loaded = History(repository_of(repo.folder)).plan_at(first)
    assert [fault.message for fault in loaded.faults] == ["The readings file `m.csv` does not exist."]


def test_links_that_lead_out_or_in_circles(repo):
    repo.write({"pmo.yaml": "x-a: 1\n"})
    for name, target in (
        ("out.yaml", "/etc/passwd"),
        ("up.yaml", "../../x.yaml"),
        ("loop.yaml", "loop.yaml"),
        ("gone.yaml", "nowhere"),
    ):
        (repo.folder / name).symlink_to(target)
    head = repo.commit({})
    loaded = History(repository_of(repo.folder)).plan_at(head)
    assert {fault.place.path for fault in loaded.faults} == {"out.yaml", "up.yaml", "loop.yaml", "gone.yaml"}
    assert {fault.rule for fault in loaded.faults} == {"unreadable-file"}


def test_files_that_are_no_text_are_faults_as_on_the_disk(repo):
    head = repo.commit({"pmo.yaml": b"pmo: {purpose: B\xfcrger}\n", "a.yaml": "pmo: {\n", "b.yaml": "<<<<<<< HEAD\n"})
    found = History(repository_of(repo.folder)).plan_at(head)
    same(found, load_plan(repo.folder))
    assert {fault.rule for fault in found.faults} == {"unreadable-file", "invalid-yaml", "merge-conflict"}


def test_there_was_no_plan_yet(repo):
    first = repo.commit({"README.md": "x"})
    repo.commit({"pmo.yaml": "x-a: 1\n"})
    plan = History(repository_of(repo.folder)).plan_at(first).plan
    assert plan.files == ()
    assert set(plan.elements) == {"pmo", "organization"}


def test_what_did_not_change_is_parsed_once(repo, monkeypatch):
    parsed = []
    original = straight.read_straight
    files = {f"objectives/{n}.yaml": f"pmo: {{objectives: {{o{n}: {{title: A title}}}}}}\n" for n in range(20)}
    commits = [repo.commit({"pmo.yaml": "x-a: 1\n", **files})]
    commits += [
        repo.commit({f"objectives/{n}.yaml": f"pmo: {{objectives: {{o{n}: {{title: New}}}}}}\n"}) for n in range(5)
    ]
    monkeypatch.setattr(straight, "read_straight", lambda file, plan: parsed.append(file) or original(file, plan))
    history = History(repository_of(repo.folder))
    titles = [history.plan_at(commit).plan.elements["o3"].title for commit in commits]
    history.plan_now()
    assert titles == ["A title"] * 4 + ["New"] * 2
    assert len(parsed) == 21 + 5


def test_what_lies_in_a_submodule_is_on_neither_side(repo, repo_in, tmp_path):
    inner = repo_in(tmp_path / "inner")
    inner.commit({"a.yaml": "people: {a: A}\n"})
    repo.write({"pmo.yaml": "people: {b: B}\n"})
    repo.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", f"file://{inner.folder}", "shared")
    head = repo.commit({})
    history = History(repository_of(repo.folder))
    assert "a" in load_plan(repo.folder).plan.elements
    assert (
        set(history.plan_at(head).plan.elements)
        == set(history.plan_now().plan.elements)
        == {"pmo", "organization", "b"}
    )
    assert history.files_at(head).submodules == ("shared",)


@pytest.mark.parametrize("layout", ["one file", "moved"])
def test_offsets_are_those_of_the_file_at_that_revision(repo, layout):
    first = repo.commit({"pmo.yaml": "people:\n  a: A\n"})
    name = "pmo.yaml" if layout == "one file" else "b.yaml"
    second = repo.commit({"pmo.yaml": "x-a: 1\n", name: "# A comment.\npeople:\n  a: A\n"})
    history = History(repository_of(repo.folder))
    places = [history.plan_at(commit).plan.elements["a"].origin.place for commit in (first, second)]
    assert [(place.path, place.line) for place in places] == [("pmo.yaml", 2), (name, 3)]


STATES = [
    {
        "pmo.yaml": "pmo: {purpose: Help., x-a: 1, naem: x}\nsettings: {currency: EUR}\n",
        "a.yaml": "people: {a: A, b: B}\n",
    },
    {
        "b.yaml": "people: {b: Ben}\npmo: {purpose: Serve., vision: Well., x-b: 2, visoin: x}\nsettings: {check: {profile: audit}}\n"
    },
    {
        "a.yaml": "people: {c: C, pmo: P}\npmo: {objectives: {o: {measures: {m: {readings: m.csv}, n: {readings: gone.csv}}}}}\n"
    },
    {"m.csv": "date,value\n2026-03-31,1\n"},
    {
        "m.csv": "date,value\n2026-03-31,1\n2026-04-30,two\n",
        "c.yaml": "organization: {goals: {g: {title: G, title: H}}}\n",
    },
    {"b.yaml": "people: {b: Ben}\npmo: {\n", "d.yaml": "people: {c: Cy}\nx-own: 1\ncustomers: {e: E, e: F}\n"},
    {"b.yaml": None, "gone.csv": "date,value\n2026-05-31,5\n"},
    {"pmo.yaml": "x-nothing: 1\n", "a.yaml": "people: {}\npmo: \n"},
]


def test_what_is_taken_over_from_other_revisions_is_what_would_be_read_anew(repo):
    commits = [repo.commit(state) for state in STATES]
    history = History(repository_of(repo.folder))
    for commit in (*commits, *reversed(commits)):
        history._plans.clear()
        repo.git("checkout", "--quiet", "--force", commit)
        same(history.plan_at(commit), load_plan(repo.folder))
        same(history.plan_now(), load_plan(repo.folder))
