"""How an element came to be what it is: every commit that changed it, and no other, across files, names and branches."""

import datetime as dt
import shutil
from pathlib import Path

import pytest

from pmo.errors import GitError
from pmo.git import repository_of
from pmo.history import History
from pmo.reader.load import load_plan
from pmo.story import aim_commits, past_of, story_of

PLAN = """\
pmo:
  objectives:
    decisions:
      title: Decisions in time
      supports: {shorten-waits: late approvals open late}
      measures:
        lead-time: {title: Days to decision, target: {value: 14}, readings: readings/lead-time.csv}
    other: {title: Something else}
organization: {strategies: {shorten-waits: Shorten waits}}
"""
READINGS = "date,value\n2026-01-31,38\n"


def story(repo, name):
    return story_of(History(repository_of(repo.folder)), name)


def told(found):
    """Subjects and what changed: keys, links, readings; the newest first."""
    return [
        (step.commit.subject if step.commit else None, [what(change) for change in step.changes])
        for step in found.steps
    ]


def what(change):
    if change.before is None or change.after is None:
        return f"{'+' if change.before is None else '-'}{change.id}"
    keys = [field.key for field in (*change.fields, *(change.aim.fields if change.aim else ()))]
    keys += [f"supports {link.target}" for link in change.links] + (["readings"] if change.readings else [])
    was = [f"was {change.was}"] if change.was else []
    return f"{change.id}: {', '.join(was + keys)}"


def test_a_life_with_everything_in_it(repo):
    repo.commit({"pmo.yaml": PLAN, "readings/lead-time.csv": READINGS}, "The plan", "2026-01-01")
    repo.commit({"pmo.yaml": PLAN + "# A comment.\n"}, "A comment", "2026-01-02")
    repo.commit(
        {"pmo.yaml": (other := PLAN.replace("Something else", "Another thing"))}, "Another objective", "2026-01-03"
    )
    repo.commit({"pmo.yaml": (later := other.replace("value: 14", "value: 20"))}, "cleanup", "2026-01-04")
    repo.commit({"readings/lead-time.csv": READINGS + "2026-02-28,36\n"}, "February", "2026-01-05")
    repo.commit({"pmo.yaml": "x-a: 1\n", "sub/all.yaml": later}, "Move", "2026-01-06")
    repo.commit({"sub/all.yaml": (renamed := later.replace("decisions:", "faster:"))}, "Rename", "2026-01-07")
    repo.commit(
        {"sub/all.yaml": (last := renamed.replace("late approvals open late", "it is so"))}, "Reason", "2026-01-08"
    )
    repo.write({"sub/all.yaml": last.replace("title: Decisions in time", "title: Decisions")})
    found = story(repo, "faster")
    assert found.names == ("faster", "decisions")
    assert told(found) == [
        (None, ["faster: title"]),
        ("Reason", ["faster: supports shorten-waits"]),
        ("Rename", ["faster: was decisions"]),
        ("Move", []),
        ("February", ["lead-time: readings"]),
        ("cleanup", ["lead-time: target.value"]),
        ("The plan", ["+decisions", "+lead-time"]),
    ]
    assert [(step.file, step.moved_from) for step in found.steps if step.moved_from] == [("sub/all.yaml", "pmo.yaml")]
    assert found.cut_off is None


def test_a_measure_has_a_story_of_its_own(repo):
    repo.commit({"pmo.yaml": PLAN, "readings/lead-time.csv": READINGS}, "The plan")
    repo.commit({"pmo.yaml": PLAN.replace("Decisions in time", "Decisions")}, "Title of the objective")
    repo.commit({"readings/lead-time.csv": READINGS + "2026-02-28,36\n"}, "February")
    assert told(story(repo, "lead-time")) == [("February", ["lead-time: readings"]), ("The plan", ["+lead-time"])]


def test_what_is_gone_and_came_back(repo):
    repo.commit({"pmo.yaml": PLAN}, "The plan")
    repo.commit({"pmo.yaml": PLAN.replace("    other: {title: Something else}\n", "")}, "Gone")
    assert told(story(repo, "other")) == [("Gone", ["-other"]), ("The plan", ["+other"])]
    repo.commit({"pmo.yaml": PLAN}, "Back")
    assert told(story(repo, "other")) == [("Back", ["+other"]), ("Gone", ["-other"]), ("The plan", ["+other"])]


def test_an_id_that_nobody_knows(repo):
    repo.commit({"pmo.yaml": PLAN}, "The plan")
    assert story(repo, "nobody").steps == ()


def test_a_rename_that_is_not_committed_yet(repo):
    repo.commit({"pmo.yaml": PLAN}, "The plan")
    repo.write({"pmo.yaml": PLAN.replace("other:", "else:")})
    found = story(repo, "else")
    assert told(found) == [(None, ["else: was other"]), ("The plan", ["+other"])]


def test_branches_are_told_by_who_made_them_and_a_merge_only_by_what_it_made(repo):
    repo.commit({"pmo.yaml": PLAN}, "The plan", "2026-01-01")
    repo.git("switch", "--quiet", "--create", "side")
    repo.commit(
        {"pmo.yaml": PLAN.replace("title: Decisions in time", "title: Faster decisions")},
        "On the side",
        "2026-01-02",
        by="Ben",
    )
    repo.git("switch", "--quiet", "main")
    repo.commit({"pmo.yaml": PLAN.replace("Shorten waits", "Shorter waits")}, "On main", "2026-01-03")
    repo.git("merge", "--quiet", "--no-edit", "side")
    found = story(repo, "decisions")
    assert told(found) == [("On the side", ["decisions: title"]), ("The plan", ["+decisions", "+lead-time"])]
    assert found.steps[0].commit.author == "Ben"


def test_a_merge_that_decided_itself_is_a_step(repo):
    repo.commit({"pmo.yaml": PLAN}, "The plan")
    repo.git("switch", "--quiet", "--create", "side")
    repo.commit({"pmo.yaml": PLAN.replace("value: 14", "value: 20")}, "Twenty")
    repo.git("switch", "--quiet", "main")
    repo.commit({"pmo.yaml": PLAN.replace("value: 14", "value: 10")}, "Ten")
    with pytest.raises(AssertionError, match="CONFLICT"):
        repo.git("merge", "side")
    repo.commit({"pmo.yaml": PLAN.replace("value: 14", "value: 15")}, "Fifteen, then")
    assert [subject for subject, _ in told(story(repo, "lead-time"))] == ["Fifteen, then", "Ten", "Twenty", "The plan"]


def test_a_revision_that_cannot_be_read_neither_removes_nor_adds(repo):
    repo.commit({"pmo.yaml": PLAN}, "The plan")
    repo.commit({"pmo.yaml": PLAN + "<<<<<<< HEAD\n"}, "Broken")
    repo.commit({"pmo.yaml": PLAN.replace("Something else", "Something")}, "Mended")
    assert told(story(repo, "other")) == [("Mended", ["other: title"]), ("The plan", ["+other"])]


def test_a_shallow_clone_tells_what_it_can_see(repo, repo_in, tmp_path):
    repo.commit({"pmo.yaml": PLAN}, "The plan", "2026-01-01")
    second = repo.commit({"pmo.yaml": PLAN.replace("Something else", "Something")}, "Title", "2026-01-02")
    repo.commit({"pmo.yaml": PLAN.replace("Something else", "A thing")}, "Title again", "2026-01-03")
    repo.git("clone", "--quiet", "--depth", "2", f"file://{repo.folder}", str(tmp_path / "shallow"))
    found = story(type(repo)(tmp_path / "shallow"), "other")
    assert told(found) == [("Title again", ["other: title"]), ("Title", ["+other"])]
    assert found.cut_off.id == second


def test_the_pmo_itself_has_a_story(repo):
    repo.commit({"pmo.yaml": "pmo: {purpose: Help.}\n", "a.yaml": "pmo: {mission: Serve.}\n"}, "The plan")
    repo.commit({"a.yaml": "pmo: {mission: Serve well.}\n"}, "Mission")
    assert told(story(repo, "pmo"))[0] == ("Mission", ["pmo: mission.statement"])


def test_the_commits_that_moved_targets(repo):
    first = repo.commit({"pmo.yaml": PLAN}, "The plan")
    second = repo.commit({"pmo.yaml": PLAN.replace("value: 14", "value: 20")}, "Twenty")
    third = repo.commit({"pmo.yaml": PLAN.replace("value: 14", "value: 25").replace("Something else", "Some")}, "More")
    history = History(repository_of(repo.folder))
    assert {
        name: [c.id for c in found] for name, found in aim_commits(history, ["lead-time"], first, "HEAD").items()
    } == {"lead-time": [third, second]}
    assert aim_commits(history, ["lead-time"], third, "HEAD") == {}
    assert aim_commits(history, ["other"], first, "HEAD") == {}


EXAMPLE = Path(__file__).parents[2] / "examples" / "health-network"


def test_only_files_that_name_the_element_are_parsed(repo, monkeypatch):
    shutil.copytree(EXAMPLE, repo.folder, dirs_exist_ok=True)
    repo.commit({}, "The plan")
    for number in range(3):
        repo.commit(
            {"objectives/hours-back.yaml": f"pmo: {{objectives: {{hours-back: {{title: Title {number}}}}}}}\n"},
            f"{number}",
        )
    history = History(repository_of(repo.folder))
    monkeypatch.setattr("pmo.story._not_committed", lambda *_: None)
    story_of(history, "bearable-change")
    named = {path.name for path in EXAMPLE.rglob("*.yaml") if "bearable-change" in path.read_text("utf-8")}
    assert len(history._kept.drafts) == len(named) > 1


REVIEWED = "pmo: {{objectives: {{o: {{measures: {{m: {{target: {{value: {value}}}}}}}}}}}}}\nreviews: {{q1: {{kind: alignment, date: 2026-01-01}}}}\n"


@pytest.mark.parametrize(("depth", "seen"), [(1, None), (2, 20.0), (3, 14.0)])
def test_a_shallow_clone_proves_what_moved_since_it_begins(repo, tmp_path, depth, seen):
    for value in (14, 20, 25):
        repo.commit({"pmo.yaml": REVIEWED.format(value=value)}, f"{value}", "2026-01-02")
    repo.git("clone", "--quiet", "--depth", str(depth), f"file://{repo.folder}", str(tmp_path / "clone"))
    past = past_of(tmp_path / "clone", load_plan(tmp_path / "clone").plan, dt.date(2026, 6, 30))
    moved = past.moved.get("m")
    assert (moved.fields[0].before if moved else None) == seen


def test_what_history_cannot_prove_is_not_said(repo, tmp_path, monkeypatch):
    def past(text):
        repo.write({"pmo.yaml": text})
        return past_of(repo.folder, load_plan(repo.folder).plan, dt.date(2026, 6, 30))

    repo.commit({"pmo.yaml": REVIEWED.format(value=14)}, "The plan")
    assert past(REVIEWED.format(value=14)).moved == {}
    assert past(REVIEWED.format(value=14).replace("q1", "q2")) is None
    assert past(REVIEWED.format(value=14).replace("2026-01-01", "2027-01-01")) is None
    assert past("pmo: {purpose: Help.}\n") is None
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GitError, match="Git is not installed"):
        past(REVIEWED.format(value=14))
