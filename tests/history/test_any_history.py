"""Whatever branches and merges a history has: what is worked out from its log alone is what git holds at each commit."""

import random

import pytest

from pmo.git import repository_of
from pmo.history import History
from pmo.story import _Walk

NAMES = ["pmo.yaml", "a.yaml", "sub/b.yml", "sub/m.csv", "notes.txt"]


@pytest.mark.parametrize("seed", range(6))
def test_the_files_at_each_commit(repo, seed):
    shaken = random.Random(seed)  # noqa: S311 -- no secret
    repo.commit({"pmo.yaml": "x-n: 0\n"}, "0")
    branches = ["main"]
    for number in range(1, 25):
        repo.git("switch", "--quiet", shaken.choice(branches))
        what = shaken.random()
        if what < 0.2:
            branches.append(f"b{number}")
            repo.git("switch", "--quiet", "--create", f"b{number}")
        elif what < 0.45 and len(branches) > 1:
            strategy = shaken.choice([("-X", "ours"), ("-X", "theirs"), ("-s", "ours")])
            merge = ("merge", "--quiet", "--no-edit", "--no-ff", *strategy, shaken.choice(branches))
            try:
                repo.git(*merge)
            except AssertionError:
                # One side deleted what the other changed.
                repo.commit({}, "Merged by hand")
            continue
        name = shaken.choice(NAMES)
        gone = (repo.folder / name).exists() and name != "pmo.yaml" and shaken.random() < 0.2
        repo.commit({name: None if gone else f"x-n: {number}\n"}, str(number), f"2026-01-{number:02}")
    repo.git("switch", "--quiet", "main")

    history = History(repository_of(repo.folder))
    commits = history.repository.commits()
    walk = _Walk(history, commits, lambda _: True)
    changed = [commit.id for commit, _, _, _ in walk.steps()]

    assert len(commits) > 3
    assert set(changed) <= {commit.id for commit in commits}
    for commit in commits:
        wanted = {
            path: entry
            for path, entry in history.repository.files(commit.id).items()
            if path.endswith((".yaml", ".yml"))
        }
        found = {path: entry for path, entry in walk.states[commit.id].items() if path.endswith((".yaml", ".yml"))}
        assert found == wanted, commit
    # Nothing but what the log names can have changed the plan at its end.
    assert commits[0].id == changed[-1] or walk.states[commits[0].id] in [walk.states[p] for p in commits[0].parents]
