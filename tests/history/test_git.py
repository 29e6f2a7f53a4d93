"""Git, asked about real repositories: clear words where it cannot help, and the right commits and files where it can."""

import datetime as dt
import os
import shutil
import stat
import subprocess

import pytest

from pmo.errors import GitError
from pmo.git import repository_of, revision

PLAN = "pmo: {purpose: Help the units.}\n"


def clone(repo, target, *options):
    command = ["git", "clone", "--quiet", *options, f"file://{repo.folder}", str(target)]
    subprocess.run(command, check=True, capture_output=True)
    return repository_of(target)


def said(action, *arguments):
    with pytest.raises(GitError) as caught:
        action(*arguments)
    return str(caught.value)


def test_no_repository(tmp_path):
    assert "is in no git repository" in said(repository_of, tmp_path)
    assert revision(tmp_path) is None


def test_no_git(repo, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert said(repository_of, repo.folder).startswith("Git is not installed")
    assert revision(repo.folder) is None


def test_no_commits(repo):
    repository = repository_of(repo.folder)
    for ask in (lambda: repository.resolve("HEAD"), lambda: repository.on(dt.date(2026, 1, 1)), repository.commits):
        assert "has no commits yet" in said(ask)
    assert revision(repo.folder) is None


def test_a_bare_repository_and_a_work_tree_of_it(repo, tmp_path):
    first = repo.commit({"pmo.yaml": PLAN})
    bare = tmp_path / "bare.git"
    repo.git("clone", "--quiet", "--bare", str(repo.folder), str(bare))
    assert "lies in a bare repository" in said(repository_of, bare)
    subprocess.run(
        ["git", "worktree", "add", "--quiet", str(tmp_path / "tree")], cwd=bare, check=True, capture_output=True
    )
    assert repository_of(tmp_path / "tree").resolve("HEAD").id == first


def test_another_user_s_repository(repo, monkeypatch):
    repo.commit({"pmo.yaml": PLAN})
    shown = []

    def refuse(*arguments, **_):
        shown.append(arguments)
        return subprocess.CompletedProcess(
            arguments, 128, b"", b"fatal: detected dubious ownership in repository at '/x'\n"
        )

    monkeypatch.setattr(subprocess, "run", refuse)
    assert "git config --global --add safe.directory" in said(repository_of, repo.folder)


def test_git_that_does_not_answer(repo, monkeypatch):
    def hang(command, **options):
        raise subprocess.TimeoutExpired(command, options["timeout"])

    monkeypatch.setattr(subprocess, "run", hang)
    assert said(repository_of, repo.folder) == "Git did not answer within 10 seconds."
    assert revision(repo.folder) is None


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("unrecognized argument: --diff-merges=first-parent", "This git is too old to tell a history with merges"),
        ("bad object HEAD", "Git could not read the history: bad object HEAD"),
    ],
)
def test_a_git_that_is_too_old_or_a_repository_that_is_damaged(repo, monkeypatch, words, told):
    repo.commit({"pmo.yaml": PLAN})
    repository = repository_of(repo.folder)
    failed = subprocess.CompletedProcess([], 128, b"", f"fatal: {words}\n".encode())
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: failed)
    assert said(repository.commits).startswith(told)


def test_a_git_that_dies_while_it_is_read(repo, tmp_path, monkeypatch):
    repo.commit({"pmo.yaml": PLAN})
    repository = repository_of(repo.folder)
    blobs = [entry.blob for entry in repository.files("HEAD").values()]
    fake = tmp_path / "bin" / "git"
    fake.parent.mkdir()
    fake.write_text("#!/bin/sh\nexit 1\n")
    fake.chmod(fake.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(fake.parent))
    assert "Git stopped" in said(lambda: list(repository.contents(blobs)))


def test_unknown_revisions(repo):
    repo.commit({"pmo.yaml": PLAN}, day="2026-02-01")
    repository = repository_of(repo.folder)
    for name in ("nowhere", "--help", "-1", "HEAD:pmo.yaml", "", "a b", "HEAD~5", "\x1b[31m"):
        message = said(repository.resolve, name)
        assert message.startswith("Git knows no revision `")
        assert message.isprintable()
    assert said(repository.resolve, "2026-02-30") == "2026-02-30 is no day of the calendar."
    assert (
        said(repository.resolve, "2026-01-31") == "There was no commit yet on 2026-01-31: the first is of 2026-02-01."
    )


def test_revisions_by_name_and_by_day(repo):
    ids = [repo.commit({"pmo.yaml": f"x-n: {day}\n"}, f"Day {day}", f"2026-01-{day:02}") for day in (1, 5, 9)]
    repo.git("tag", "-a", "-m", "x", "v1", ids[0])
    repository = repository_of(repo.folder)
    assert repository.resolve("v1").id == ids[0]
    assert repository.resolve("main~1").id == ids[1]
    assert repository.resolve(ids[1][:9]).id == ids[1]
    assert repository.resolve("2026-01-08").id == ids[1]
    assert repository.resolve("2026-01-09").id == repository.resolve("2030-01-01").id == ids[2]
    commit = repository.resolve("HEAD")
    assert (commit.date, commit.author, commit.subject, commit.short) == (
        dt.date(2026, 1, 9),
        "Ann Lee",
        "Day 9",
        ids[2][:7],
    )


def test_a_day_does_not_see_what_was_merged_later(repo):
    repo.commit({"pmo.yaml": PLAN}, "Begin", "2026-01-01")
    repo.git("switch", "--quiet", "--create", "side")
    repo.commit({"a.yaml": "x-a: 1\n"}, "On the side", "2026-01-03")
    repo.git("switch", "--quiet", "main")
    on_main = repo.commit({"b.yaml": "x-b: 1\n"}, "On main", "2026-01-02")
    repo.git("merge", "--quiet", "--no-edit", "side", GIT_COMMITTER_DATE="2026-01-08T10:00:00+0000")
    assert repository_of(repo.folder).on(dt.date(2026, 1, 5)).id == on_main


def test_a_shallow_clone_says_what_it_lacks(repo, tmp_path):
    for day in (1, 5, 9):
        repo.commit({"pmo.yaml": f"x-n: {day}\n"}, f"Day {day}", f"2026-01-{day:02}")
    shallow = clone(repo, tmp_path / "shallow", "--depth", "2")
    commits = shallow.commits()
    assert [commit.subject for commit in commits] == ["Day 9", "Day 5"]
    assert [shallow.cut_off(commit) for commit in commits] == [False, True]
    assert "git fetch --unshallow" in said(shallow.on, dt.date(2026, 1, 2))
    assert "The clone is shallow" in said(shallow.resolve, "HEAD~2")
    assert not any(repository_of(repo.folder).cut_off(commit) for commit in repository_of(repo.folder).commits())


def test_a_partial_clone_is_not_completed_behind_the_user_s_back(repo, tmp_path):
    repo.git("config", "uploadpack.allowFilter", "true")
    repo.commit({"pmo.yaml": PLAN}, day="2026-01-01")
    repo.commit({"pmo.yaml": "x-a: 1\n"}, day="2026-01-02")
    partial = clone(repo, tmp_path / "partial", "--filter=blob:none")
    shutil.rmtree(repo.folder)
    old = partial.files("HEAD~1")["pmo.yaml"].blob
    try:
        assert dict(partial.contents([old])) == {}
    except GitError as error:
        # An older git tries to fetch it all the same, and finds nobody.
        assert "Git stopped" in str(error)  # noqa: PT017


def test_a_detached_head_is_as_good_as_a_branch(repo):
    first = repo.commit({"pmo.yaml": PLAN}, "First")
    repo.commit({"pmo.yaml": "x-a: 1\n"}, "Second")
    repo.git("checkout", "--quiet", "--detach", first)
    repository = repository_of(repo.folder)
    assert repository.head == repository.resolve("HEAD").id == first
    assert [commit.subject for commit in repository.commits()] == ["First"]


def test_a_plan_in_a_folder_of_the_repository(repo):
    repo.commit({"README.md": "x", "other/a.yaml": "x-a: 1\n"}, "Something else", "2026-01-01")
    repo.commit({"plans/the pmo/pmo.yaml": PLAN, "plans/the pmo/sub/b.yaml": "x-b: 1\n"}, "The plan", "2026-01-02")
    repo.commit({"other/a.yaml": "x-a: 2\n"}, "Something else again", "2026-01-03")
    repository = repository_of(repo.folder / "plans" / "the pmo")
    assert repository.prefix == "plans/the pmo/"
    assert [commit.subject for commit in repository.commits()] == ["The plan"]
    assert [change.path for change in repository.commits()[0].changes] == ["pmo.yaml", "sub/b.yaml"]
    assert sorted(repository.files("HEAD")) == ["pmo.yaml", "sub/b.yaml"]
    assert repository.files("HEAD~2") == {}


def test_a_submodule_has_a_history_of_its_own(repo, repo_in, tmp_path):
    inner = repo_in(tmp_path / "inner")
    inner.commit({"pmo.yaml": PLAN}, "The inner plan")
    repo.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", f"file://{inner.folder}", "plan")
    repo.commit({}, "A submodule")
    assert [commit.subject for commit in repository_of(repo.folder / "plan").commits()] == ["The inner plan"]
    assert repository_of(repo.folder).files("HEAD")["plan"].mode == "160000"


def test_commits_are_told_with_their_changes_whatever_they_are_called(repo):
    first = repo.commit(
        {"a.yaml": "x-a: 1\n", "ä ö\t.yaml": "x-b: 1\n", "notes.md": "x"}, "Erste\n\nWeil es so ist.\n:100644 000000"
    )
    second = repo.commit({"a.yaml": None, "b.yaml": "x-a: 1\n"}, "Zweite \x1b[31m")
    repo.commit({"notes.md": "y"}, "Not about the plan")
    newest, oldest = repository_of(repo.folder).commits()
    assert (newest.id, newest.parents, oldest.id, oldest.parents) == (second, (first,), first, ())
    assert oldest.body == "Weil es so ist.\n:100644 000000"
    assert [(c.path, c.before is None, c.after is None) for c in newest.changes] == [
        ("a.yaml", False, True),
        ("b.yaml", True, False),
    ]
    assert {change.path for change in oldest.changes} == {"a.yaml", "ä ö\t.yaml"}


def test_a_commit_without_a_message_or_changes(repo):
    repo.git("commit", "--quiet", "--allow-empty", "--allow-empty-message", "--message", "")
    repo.commit({"pmo.yaml": PLAN})
    repo.git("commit", "--quiet", "--allow-empty", "--allow-empty-message", "--message", "")
    repository = repository_of(repo.folder)
    assert len(repository.commits()) == 1
    assert repository.resolve("HEAD").subject == ""


def test_contents_come_in_the_order_asked_and_missing_ones_not_at_all(repo):
    texts = {f"{n}.yaml": f"x-n: {n}\n" * (n * 1000) for n in range(1, 30)}
    repo.commit(texts)
    repository = repository_of(repo.folder)
    blobs = [entry.blob for entry in repository.files("HEAD").values()]
    found = dict(repository.contents([*blobs, "0" * 40]))
    assert list(found) == blobs
    assert sorted(found.values()) == sorted(text.encode() for text in texts.values())
    # Whoever stops listening early leaves no process behind.
    next(iter(repository.contents(blobs)))


def test_settings_of_hooks_and_users_lead_nowhere_else(repo, repo_in, tmp_path, monkeypatch):
    repo.commit({"pmo.yaml": PLAN}, "The right one")
    other = repo_in(tmp_path / "other")
    other.commit({"pmo.yaml": PLAN}, "The wrong one")
    monkeypatch.setenv("GIT_DIR", str(other.folder / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.folder))
    monkeypatch.setenv("GIT_INDEX_FILE", os.devnull)
    repo.git("config", "log.showSignature", "true")
    repo.git("config", "color.ui", "always")
    repo.git("config", "diff.external", "false")
    repo.git("config", "core.fsmonitor", str(tmp_path / "no-such-program"))
    assert [commit.subject for commit in repository_of(repo.folder).commits()] == ["The right one"]


def test_files_left_in_conflict(repo):
    repo.commit({"a.yaml": "x-a: 1\n", "b.yaml": "x-b: 1\n"})
    repo.git("switch", "--quiet", "--create", "side")
    repo.commit({"a.yaml": "x-a: 2\n"})
    repo.git("switch", "--quiet", "main")
    repo.commit({"a.yaml": "x-a: 3\n"})
    with pytest.raises(AssertionError, match="CONFLICT"):
        repo.git("merge", "side")
    assert repository_of(repo.folder).unmerged() == ("a.yaml",)


def test_the_revision_that_a_report_names(repo):
    repo.commit({"pmo.yaml": PLAN, "notes.md": "x"})
    first = repo.git("rev-parse", "--short", "HEAD")
    assert revision(repo.folder) == first
    repo.commit({"notes.md": "y"})
    assert revision(repo.folder) == first
    repo.write({"a.yaml": "x-a: 1\n"})
    assert revision(repo.folder) == f"{first} with uncommitted changes"
