"""`pmo diff` and `pmo log` as users run them, on a real repository; and what they say when they cannot do their job."""

import json
from pathlib import Path

import pytest
from the_command import run

GOLDEN = Path(__file__).parents[1] / "golden" / "history"
PLAN = {
    "pmo.yaml": "pmo:\n  name: Change Office\n  purpose: Help the units.\npeople: {ann: {name: Ann Lee}, ben: {name: Ben Ito}}\n",
    "organization.yaml": "organization:\n  strategies:\n    shorten-waits: {title: Shorten waits}\n    hold-costs: {title: Hold costs}\n",
    "objectives/decisions.yaml": """\
pmo:
  objectives:
    decisions:
      title: Decisions in time
      statement: A sponsor who asks for money knows within two weeks whether there is any.
      owner: ann
      supports: {shorten-waits: late approvals open late}
      measures:
        lead-time:
          title: Days to decision
          unit: days
          direction: decrease
          frequency: monthly
          baseline: {value: 40, date: 2025-12-31}
          target: {value: 14, by: 2026-12-31}
          readings: readings/lead-time.csv
""",
    "readings/lead-time.csv": "date,value,note\n2026-01-31,38,\n2026-02-28,36,\n",
}


@pytest.fixture
def plan(repo):
    """A plan with half a year of history, and something not committed yet."""
    decisions, readings = PLAN["objectives/decisions.yaml"], PLAN["readings/lead-time.csv"]
    repo.commit(PLAN, "The plan for 2026", "2026-02-28")
    review = (
        "reviews: {q1: {kind: alignment, date: 2026-03-31, attendees: [ann], confirmed: {decisions: 0123456789ab}, "
        "decisions: {more-time: {question: Do we need more?, decided: Not yet., by: ann}}, actions: {ask: {what: Ask the clinics., owner: ben}}}}\n"
    )
    repo.commit({"reviews/2026.yaml": review}, "Review of the first quarter", "2026-03-31", by="Ben Ito")
    repo.commit(
        {"readings/lead-time.csv": (readings := readings + "2026-03-31,30,two gates merged\n")}, "March", "2026-04-01"
    )
    decisions = decisions.replace("value: 14", "value: 20")
    repo.commit({"objectives/decisions.yaml": decisions}, "cleanup", "2026-05-04", by="Ben Ito")
    decisions = decisions.replace("    decisions:", "    decisions-in-time:")
    renamed = {"objectives/decisions.yaml": None, "objectives/in-time.yaml": decisions}
    repo.commit(
        renamed | {"reviews/2026.yaml": review.replace("decisions:", "decisions-in-time:")}, "A longer id", "2026-05-05"
    )
    decisions = decisions.replace(
        "{shorten-waits: late approvals open late}", "{hold-costs: prices hold for ninety days}"
    )
    repo.commit(
        {
            "objectives/in-time.yaml": decisions.replace("within two weeks", "within three weeks"),
            "organization.yaml": PLAN["organization.yaml"] + "    grow: {title: Grow}\n",
        },
        "Costs, not waits\n\nThe board has changed its mind.\n\nSigned-off-by: Ann Lee <a@b.c>",
        "2026-06-01",
    )
    repo.write({"pmo.yaml": PLAN["pmo.yaml"].replace("Ben Ito", "Ben Sato")})
    return repo.folder


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("diff.txt", ["diff"]),
        ("diff-since-march.txt", ["diff", "2026-03-31"]),
        ("diff-since-march.md", ["diff", "2026-03-31", "--format", "markdown"]),
        ("diff-since-march.json", ["diff", "2026-03-31", "--format", "json"]),
        ("diff-two-commits.txt", ["diff", "HEAD~4..HEAD~2"]),
        ("log.txt", ["log", "decisions-in-time"]),
        ("log.json", ["log", "decisions-in-time", "--format", "json"]),
        ("log-measure.txt", ["log", "lead-time"]),
    ],
)
def test_the_output_is_what_the_golden_file_says(plan, golden, name, arguments):
    done = run(*arguments, cwd=plan / "objectives")
    assert (done.code, done.err) == (0, "")
    golden(GOLDEN / name, done.out)


def test_ways_to_name_what_is_compared(plan):
    since = run("diff", "2026-03-31", cwd=plan).out
    assert run("diff", "--since-review", cwd=plan).out == since
    assert run("diff", "HEAD", cwd=plan).out == run("diff", cwd=plan).out
    assert run("diff", "HEAD~2..", cwd=plan).out == run("diff", "HEAD~2..HEAD", cwd=plan).out
    assert run("diff", "2026-05-04..2026-05-05", cwd=plan).out == run("diff", "HEAD~2..HEAD~1", cwd=plan).out
    assert run("diff", "--plan", str(plan), cwd=plan.parent).out == run("diff", cwd=plan).out


def test_what_a_branch_did_since_it_began(plan, repo):
    repo.git("stash", "--quiet")
    repo.git("switch", "--quiet", "--create", "side", "HEAD~1")
    repo.commit({"pmo.yaml": PLAN["pmo.yaml"].replace("Change Office", "Office of Change")}, "Name", "2026-06-02")
    done = run("diff", "main...side", cwd=plan)
    assert "`pmo` name: “Change Office” → “Office of Change”" in done.out
    assert "grow" not in done.out
    assert "Strategy `grow`" in run("diff", "main..side", cwd=plan).out


def test_nothing_changed(plan, repo):
    repo.git("checkout", "--quiet", ".")
    done = run("diff", cwd=plan, env={"PMO_TODAY": "2026-06-01"})
    assert (done.code, done.out.splitlines()[-1]) == (0, "Nothing changed in meaning.")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["diff", "nowhere"], "Git knows no revision `nowhere` here. Name a commit"),
        (["diff", "HEAD..nowhere"], "Git knows no revision `nowhere` here."),
        (["diff", "2020-01-01"], "There was no commit yet on 2020-01-01: the first is of 2026-02-28."),
        (["diff", "HEAD", "--since-review"], "not both"),
        (["diff", "--format", "html"], "'html' is not one of"),
        (
            ["log", "decisions-in-tim"],
            "Neither the plan nor its history has an element `decisions-in-tim`. Did you mean `decisions-in-time`?",
        ),
        (["log", "\x1b[31m"], "Neither the plan nor its history has an element `␛[31m`."),
        (["log", ""], "Neither the plan nor its history has an element ``."),
    ],
)
def test_what_makes_no_sense_is_said_with_the_smallest_fix(plan, arguments, said):
    done = run(*arguments, cwd=plan)
    assert done.code == 2
    assert said in " ".join(done.err.replace("│", " ").split())
    assert done.out == ""


def test_no_review_to_begin_with(repo):
    repo.commit({"pmo.yaml": "pmo: {purpose: Help.}\n"})
    done = run("diff", "--since-review", cwd=repo.folder)
    assert (done.code, done.err) == (
        2,
        "pmo: No review is recorded in the plan yet. Name a revision or a day: `pmo diff 2026-03-31`.\n",
    )


def test_a_review_from_before_the_history_begins(repo):
    repo.commit({"pmo.yaml": "reviews: {q1: {kind: alignment, date: 2025-01-01}}\n"}, "Begin", "2026-01-01")
    repo.commit({"a.yaml": "people: {a: A}\n"}, "Ann", "2026-01-02")
    assert "Person `a`" in run("diff", "--since-review", cwd=repo.folder).out


@pytest.mark.parametrize("command", [["diff"], ["log", "pmo"]])
def test_where_there_is_no_history(command, tmp_path, repo_in):
    (tmp_path / "pmo.yaml").write_text("pmo: {purpose: Help.}\n")
    done = run(*command, cwd=tmp_path)
    assert done.code == 2
    assert "is in no git repository, so there is no history" in done.err
    repo_in(tmp_path)
    done = run(*command, cwd=tmp_path)
    assert (done.code, done.err) == (
        2,
        "pmo: The repository has no commits yet, so there is no history. `git commit` makes the first.\n",
    )


def test_a_shallow_clone_says_what_cannot_be_seen(plan, repo, tmp_path):
    shallow = tmp_path / "shallow"
    repo.git("clone", "--quiet", "--depth", "3", f"file://{plan}", str(shallow))
    done = run("log", "decisions-in-time", cwd=shallow)
    assert done.code == 0
    assert "Was there already: objective `decisions`" in done.out
    assert "This clone is shallow and begins with" in done.out.splitlines()[-1]
    assert json.loads(run("log", "decisions-in-time", "-f", "json", cwd=shallow).out)["begins_at"]
    done = run("diff", "2026-03-31", cwd=shallow)
    assert (done.code, "`git fetch --unshallow` brings what came before." in done.err) == (2, True)


def test_a_detached_head_a_work_tree_and_a_subfolder_are_no_hindrance(plan, repo, tmp_path):
    repo.git("worktree", "add", "--quiet", "--detach", str(tmp_path / "tree"), "HEAD~1")
    done = run("diff", "HEAD~1", cwd=tmp_path / "tree")
    assert "`decisions` is now `decisions-in-time`." in done.out
    assert run("log", "lead-time", cwd=tmp_path / "tree").code == 0


def test_files_in_conflict_are_named_and_nothing_in_them_is_called_gone(plan, repo):
    path = plan / "objectives" / "in-time.yaml"
    path.write_text(
        path.read_text("utf-8").replace("      owner: ann\n", "<<<<<<< HEAD\n      owner: ann\n=======\n>>>>>>> x\n")
    )
    done = run("diff", cwd=plan)
    assert "Not compared, since it cannot be read: objectives/in-time.yaml." in done.out
    assert "Gone" not in done.out


def test_a_merge_that_is_not_finished_is_called_that(plan, repo):
    repo.git("stash", "--quiet")
    repo.git("switch", "--quiet", "--create", "side")
    repo.commit({"organization.yaml": "organization: {name: A}\n"}, "One")
    repo.git("switch", "--quiet", "main")
    repo.commit({"organization.yaml": "organization: {name: B}\n"}, "Other")
    with pytest.raises(AssertionError, match="CONFLICT"):
        repo.git("merge", "side")
    done = run("diff", cwd=plan)
    assert (
        "Not compared, since it is in the middle of a merge: organization.yaml. Solve its conflict first." in done.out
    )
    assert (
        run("check", "--select", "merge-conflict", "--format", "concise", cwd=plan).out.count(
            "unresolved merge conflict"
        )
        == 1
    )


def test_a_submodule_is_named_as_not_compared(plan, repo, repo_in, tmp_path):
    inner = repo_in(tmp_path / "inner")
    inner.commit({"a.yaml": "people: {eve: Eve}\n"})
    repo.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", f"file://{inner.folder}", "shared")
    repo.commit({}, "Shared people", "2026-06-02")
    done = run("diff", "HEAD~1", cwd=plan)
    assert "Not compared: shared is a submodule, whose history is its own." in done.out
    assert "eve" not in done.out


HOSTILE = "\x1b[31mred\x1b[0m <b>*x*</b> | [a](javascript:x) `code` \u202e @all #1"


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_what_strangers_wrote_stays_text(repo, form):
    text = json.dumps(HOSTILE)
    plan = f"people:\n  a: {{name: {text}}}\npmo:\n  purpose: {text}\n  objectives: {{o: {{title: {text}, x-{{}}: 1}}}}\n".replace(
        "x-{}", '"x-\\e[1m"'
    )
    repo.commit({"pmo.yaml": "x-a: 1\n"}, "Begin")
    repo.commit({"pmo.yaml": plan}, HOSTILE, by=HOSTILE)
    repo.write({"pmo.yaml": plan.replace("red", "blue")})
    outputs = [
        run("diff", revisions, "--format", form, cwd=repo.folder) for revisions in ("HEAD", "HEAD~1", "HEAD~1..HEAD")
    ]
    if form != "markdown":
        outputs += [run("log", name, "--format", form, cwd=repo.folder) for name in ("o", "a", "pmo")]
    for done in outputs:
        assert done.code == 0
        assert "\x1b" not in done.out
        assert "\u202e" not in done.out
        if form == "json":
            assert done.document["version"] == 1
        if form == "markdown":
            assert "<b>" not in done.out
            assert "[a](" not in done.out
            assert "@all" not in done.out.replace("\\@all", "")


def test_colour_only_where_it_is_asked_for(plan):
    assert "\x1b[1m" in run("diff", "2026-03-31", "--color", "always", cwd=plan).out
    assert "\x1b[1m" in run("log", "lead-time", "--color", "always", cwd=plan).out
    assert "\x1b" not in run("log", "lead-time", cwd=plan).out


def test_nothing_is_written(plan, repo):
    repo.git("status", "--porcelain")
    before = contents(plan)
    for arguments in (["diff"], ["diff", "2026-03-31"], ["log", "lead-time"]):
        run(*arguments, cwd=plan)
    assert contents(plan) == before


def contents(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_history_of_the_whole_plan(plan, golden):
    done = run("log", cwd=plan)
    assert (done.code, done.err) == (0, "")
    golden(GOLDEN / "log-plan.txt", done.out)
    document = run("log", "--format", "json", cwd=plan).document
    assert document["id"] is None
    assert [step["subject"] for step in document["steps"]] == [
        None,
        "Costs, not waits",
        "A longer id",
        "cleanup",
        "March",
        "Review of the first quarter",
        "The plan for 2026",
    ]


def test_only_what_came_after_a_revision_or_a_day(plan):
    heads = [
        line for line in run("log", "--since", "2026-05-04", cwd=plan).out.splitlines() if line.startswith(("2", "N"))
    ]
    assert [line.partition(",")[0] for line in heads] == ["Not committed yet", "2026-06-01", "2026-05-05"]
    assert "cleanup" not in run("log", "decisions-in-time", "--since", "HEAD~2", cwd=plan).out
    assert run("log", "lead-time", "--since", "HEAD", cwd=plan).out == "Nothing changed in meaning.\n"
    done = run("log", "nobody", "--since", "HEAD", cwd=plan)
    assert (done.code, "Neither the plan nor its history since then has an element `nobody`." in done.err) == (2, True)
    assert run("log", "--since", "nowhere", cwd=plan).code == 2


def test_a_shallow_clone_says_so_for_the_whole_plan_too(plan, repo, tmp_path):
    repo.git("clone", "--quiet", "--depth", "3", f"file://{plan}", str(tmp_path / "shallow"))
    assert "This clone is shallow and begins with" in run("log", cwd=tmp_path / "shallow").out.splitlines()[-1]
