"""The mark of the history, read from git's files: it changes when another commit is checked out, in every kind of repository."""

import subprocess

from pmo.git_head import history_mark

PLAN = {"pmo.yaml": "x-a: 1\n"}


def test_no_repository(tmp_path):
    assert history_mark(str(tmp_path)) == ""


def test_it_is_the_commit_that_is_checked_out(repo):
    before = history_mark(str(repo.folder))
    assert before
    first = repo.commit(PLAN)
    assert history_mark(str(repo.folder)).split()[0] == first != before
    repo.git("pack-refs", "--all")
    assert history_mark(str(repo.folder)).split()[0] == first
    second = repo.commit({"sub/a.yaml": "x-a: 2\n"})
    assert history_mark(str(repo.folder / "sub")).split()[0] == second
    repo.git("checkout", "--quiet", "--detach", first)
    assert history_mark(str(repo.folder)).split()[0] == first
    repo.git("switch", "--quiet", "--create", "team/side")
    assert history_mark(str(repo.folder)).split()[0] == first


def test_two_folders_of_a_repository_have_their_own(repo):
    # What one of them holds may be what the other holds, and its targets moved all the same.
    repo.commit({"one/pmo.yaml": "x-a: 1\n", "two/pmo.yaml": "x-a: 1\n"})
    assert history_mark(str(repo.folder / "one")) != history_mark(str(repo.folder / "two"))


def test_a_work_tree_and_a_submodule_have_their_own(repo, repo_in, tmp_path):
    first = repo.commit(PLAN)
    repo.commit({"a.yaml": "x-a: 2\n"})
    tree = tmp_path / "tree"
    repo.git("worktree", "add", "--quiet", str(tree), "-b", "side", first)
    assert history_mark(str(tree)).split()[0] == first
    outer = repo_in(tmp_path / "outer")
    outer.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", f"file://{repo.folder}", "plan")
    assert history_mark(str(outer.folder / "plan")).split()[0] == repo.git("rev-parse", "HEAD")


def test_more_history_in_a_shallow_clone_is_another_mark(repo, tmp_path):
    for number in range(3):
        repo.commit({"pmo.yaml": f"x-a: {number}\n"})
    clone = tmp_path / "clone"
    repo.git("clone", "--quiet", "--depth", "1", f"file://{repo.folder}", str(clone))
    before = history_mark(str(clone))
    subprocess.run(["git", "fetch", "--quiet", "--unshallow"], cwd=clone, check=True)
    assert history_mark(str(clone)) != before


def test_references_in_a_form_that_is_not_known_still_tell(repo):
    repo.commit(PLAN)
    git = repo.folder / ".git"
    (git / "refs" / "heads" / "main").unlink()
    (git / "reftable").mkdir()
    tables = git / "reftable" / "tables.list"
    tables.write_text("one\n")
    before = history_mark(str(repo.folder))
    tables.write_text("one\ntwo\n")
    assert history_mark(str(repo.folder)) != before


def test_a_folder_that_only_looks_like_a_repository(tmp_path):
    (tmp_path / ".git").write_text("gitdir: /no/such/folder\n")
    assert history_mark(str(tmp_path))
