"""Two people work on two branches: what each adds does not conflict with what the other adds, and the merged plan holds both."""

import datetime as dt
import os
import subprocess
import sys

import pytest

from pmo.commands import init
from pmo.git import repository_of
from pmo.history import History
from pmo.reader.load import load_plan
from pmo.story import story_of


def fresh(folder, today):
    init.run(folder, example=None, ask=False, today=today)
    return load_plan(folder).plan.pmo.objectives[0].measures[0].id


def example(folder, today):
    init.run(folder, example="health-network", ask=False, today=today)
    return "decision-lead-time"


@pytest.mark.parametrize("layout", [fresh, example], ids=["pmo init", "health-network"])
@pytest.mark.parametrize("readings", ["the same measure", "different measures"])
def test_an_objective_a_reading_and_a_review_on_each_side(repo, layout, readings):
    measure = layout(repo.folder, dt.date(2026, 6, 30))
    begun = [reading.date for reading in load_plan(repo.folder).plan.elements[measure].readings]
    repo.commit({}, "The plan")
    path = next(path for path in (repo.folder / "readings").glob("*.csv") if path.stem == measure)
    other = path if readings == "the same measure" else repo.folder / "readings" / "other.csv"

    repo.git("switch", "--quiet", "--create", "ben")
    work(repo, "ben", path, "2026-07-30,17,Ben")
    repo.git("switch", "--quiet", "main")
    work(repo, "ann", other, "2026-07-31,16,Ann" if other == path else "date,value\n2026-07-31,16")
    repo.git("merge", "--quiet", "--no-edit", "ben")

    loaded = load_plan(repo.folder)
    plan = loaded.plan
    assert [fault for fault in loaded.faults if fault.rule in ("merge-conflict", "invalid-yaml", "duplicate-id")] == []
    assert {"by-ann", "by-ben"} <= {objective.id for objective in plan.pmo.objectives}
    assert {"2026-07-ann", "2026-07-ben"} <= {review.id for review in plan.reviews}
    added = [reading.note for reading in plan.elements[measure].readings if reading.date not in begun]
    assert added == (["Ben", "Ann"] if other == path else ["Ben"])
    # The history tells each by who made it, and the merge by nothing.
    history = History(repository_of(repo.folder))
    for who in ("ann", "ben"):
        assert [step.commit.subject for step in story_of(history, f"by-{who}").steps] == [f"Work of {who}"]
    assert story_of(history, measure).steps[0].commit.subject.startswith("Work of ")


@pytest.mark.parametrize("readings", ["the same measure", "different measures"])
def test_the_commands_themselves_on_two_branches_of_a_fresh_plan(repo, readings):
    """Nothing but commands, from `pmo init` on, and a reading each of the very first measure."""
    pmo(repo, "init", "--yes", ".")
    repo.commit({}, "The plan")
    for who, day, value in (("ben", "2026-07-30", "17"), ("ann", "2026-07-31", "16")):
        repo.git("switch", "--quiet", "--create", who, "main")
        pmo(
            repo,
            "new",
            "objective",
            "--id",
            f"by-{who}",
            "--title",
            f"An objective by {who}",
            "--measure",
            f"Days until {who} has it",
            "--yes",
        )
        measures = [m.id for o in load_plan(repo.folder).plan.pmo.objectives if o.id == f"by-{who}" for m in o.measures]
        measure = "first-measure" if readings == "the same measure" else measures[0]
        pmo(repo, "record", measure, value, "--on", day, "--note", who, "--yes")
        pmo(repo, "review", "alignment" if who == "ann" else "planning", "--attendee", "sponsor")
        repo.commit({}, f"Work of {who}", by=who)
    repo.git("switch", "--quiet", "main")
    for who in ("ben", "ann"):
        repo.git("merge", "--quiet", "--no-edit", who)
    loaded = load_plan(repo.folder)
    assert [
        fault.rule for fault in loaded.faults if fault.rule in ("merge-conflict", "invalid-yaml", "duplicate-id")
    ] == []
    assert {"by-ann", "by-ben"} <= {objective.id for objective in loaded.plan.pmo.objectives}
    assert len(loaded.plan.reviews) == 2
    read = {r.note for o in loaded.plan.pmo.objectives for m in o.measures for r in m.readings}
    assert read == {"ann", "ben"}


def pmo(repo, *arguments):
    done = subprocess.run(
        [sys.executable, "-m", "pmo", *arguments],
        cwd=repo.folder,
        env={k: v for k, v in os.environ.items() if not k.startswith(("GIT", "PMO_"))} | {"PMO_TODAY": "2026-08-01"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def work(repo, who, readings, line):
    """What one person adds, as the commands of pmo lay it out: a file an objective, a line a reading, a file a review."""
    text = readings.read_text("utf-8") if readings.exists() else ""
    repo.commit(
        {
            f"objectives/by-{who}.yaml": f"pmo:\n  objectives:\n    by-{who}:\n      title: An objective by {who}\n",
            readings.relative_to(repo.folder).as_posix(): f"{text}{line}\n",
            f"reviews/2026-07-{who}.yaml": f"reviews:\n  2026-07-{who}:\n    kind: alignment\n    date: 2026-07-31\n",
        },
        f"Work of {who}",
        by=who,
    )
