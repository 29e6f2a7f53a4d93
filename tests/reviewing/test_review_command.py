"""`pmo review` for scripts: what it shows, what it records, what it refuses."""

import datetime as dt
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from kept_plan import git, snapshot

from pmo.engine import check
from pmo.errors import ExitCode, PmoError
from pmo.fingerprint import fingerprint
from pmo.reader.load import load_plan
from pmo.terms import ReviewKind

TODAY = dt.date(2026, 6, 30)
GOLDEN = Path(__file__).parents[1] / "golden" / "reviewing"


def new_files(plan, before):
    return {name: text.decode() for name, text in snapshot(plan).items() if name not in before}


def change(plan, name, old, new):
    text = (plan / name).read_text("utf-8")
    assert old in text
    (plan / name).write_text(text.replace(old, new), encoding="utf-8")


def test_it_shows_what_to_look_at_and_says_so_in_its_exit_code(review, plan, golden):
    before = snapshot(plan)
    code, text = review()
    assert code is ExitCode.FINDINGS
    assert snapshot(plan) == before
    golden(GOLDEN / "looks.txt", text)


def test_nothing_to_look_at_is_exit_code_zero(review):
    review(kind=ReviewKind.ALIGNMENT, confirm_all=True, attendees=("director",))
    code, text = review(kind=ReviewKind.ALIGNMENT)
    assert code is ExitCode.CLEAN
    assert text.endswith("Nothing needs to be looked at now.\n")
    assert "last held on 30 June 2026; the next is due on 30 September 2026" in text


def test_a_review_is_one_new_file_and_no_other_is_touched(review, plan):
    before = snapshot(plan)
    code, text = review(
        kind=ReviewKind.ALIGNMENT,
        confirm=("rosters",),
        attendees=("director", "planner"),
        decisions=("Do we hire? Yes. @director",),
        decided=("sundays=No. @director",),
        actions=("Tell the branches @planner 2026-07-10",),
        done=("ask-branches=2026-06-20",),
        next=dt.date(2026, 9, 1),
        note="Short.",
    )
    assert (code, text) == (ExitCode.CLEAN, "Wrote reviews/2026-06-30-alignment.yaml.\n")
    assert set(new_files(plan, before)) == {"reviews/2026-06-30-alignment.yaml"}
    assert {name: content for name, content in snapshot(plan).items() if name in before} == before
    read = load_plan(plan).plan
    assert read.elements["ask-branches"].done == dt.date(2026, 6, 20)
    assert (read.elements["sundays"].decided, read.elements["sundays"].by) == ("No.", "director")
    assert read.elements["2026-06-30-alignment"].next == dt.date(2026, 9, 1)


def test_a_confirmed_link_is_no_longer_suspect(review, plan):
    review(kind=ReviewKind.ALIGNMENT, confirm_all=True, on=dt.date(2026, 6, 1), date=dt.date(2026, 6, 1))
    change(plan, "organization.yaml", "Open when people have time", "Open at night")
    suspects = [f.element for f in check(load_plan(plan), TODAY).findings if f.rule == "suspect-link"]
    assert suspects == ["rosters"]
    code, text = review(kind=ReviewKind.ALIGNMENT)
    assert code is ExitCode.FINDINGS
    assert "Rosters that hold" in text
    assert "Lost books" not in text
    review(confirm=("rosters",))
    assert not [f for f in check(load_plan(plan), TODAY).findings if f.rule == "suspect-link"]


def test_dry_run_prints_the_record_and_writes_nothing(review, plan):
    before = snapshot(plan)
    code, text = review(kind=ReviewKind.ALIGNMENT, confirm=("rosters",), dry_run=True)
    assert code is ExitCode.CLEAN
    elements = load_plan(plan).plan.elements
    assert f'rosters: "{fingerprint(elements["rosters"], elements)}"'.replace('"', "") in text.replace('"', "")
    assert snapshot(plan) == before


def test_confirm_all_takes_the_scope_of_the_kind(review, plan):
    def confirmed(kind):
        _, text = review(kind=kind, confirm_all=True, dry_run=True)
        (plan / "dry.yaml").write_text(text, "utf-8")
        found = next(r for r in load_plan(plan).plan.reviews if r.id.startswith("2026-06-30"))
        (plan / "dry.yaml").unlink()
        return {c.element for c in found.confirmed}

    assert confirmed(ReviewKind.ALIGNMENT) == {"rosters", "found"}
    assert confirmed(ReviewKind.PLANNING) == {"rosters", "found", "open-longer", "fewer-losses"}
    assert confirmed(ReviewKind.MISSION_VISION) == {"pmo", "organization"}
    assert confirmed(None) == {"rosters", "found", "open-longer", "fewer-losses", "pmo", "organization"}


def test_a_signature_agrees_to_the_charter_as_it_stands(review, plan):
    change(plan, "pmo.yaml", "  name: Project Desk", "  name: Project Desk\n  status: approved")
    rules = {"signoff-missing", "signoff-stale"}
    found = lambda: {f.rule for f in check(load_plan(plan), TODAY).findings} & rules  # noqa: E731 -- asked three times
    assert found() == {"signoff-missing"}
    review(kind=ReviewKind.SIGNOFF, signed=("director",))
    assert found() == set()
    read = load_plan(plan).plan.elements["2026-06-30-signoff"]
    assert (read.signed, read.attendees) == (("director",), ("director",))
    change(plan, "pmo.yaml", "Help the branches carry", "Make the branches carry")
    assert found() == {"signoff-stale"}
    code, text = review(kind=ReviewKind.SIGNOFF)
    assert code is ExitCode.FINDINGS
    assert "Project Desk" in text
    # Signed again on the same day, by the same person: the newer text counts.
    review(kind=ReviewKind.SIGNOFF, signed=("director",))
    assert found() == set()


def test_a_second_review_of_a_kind_on_a_day_is_a_second_file(review, plan):
    review(kind=ReviewKind.ALIGNMENT, confirm=("rosters",))
    review(kind=ReviewKind.ALIGNMENT, confirm=("found",))
    assert (plan / "reviews" / "2026-06-30-alignment-2.yaml").exists()


@pytest.mark.parametrize(
    ("request_", "said"),
    [
        ({"confirm": ("roster",)}, "The plan has no `roster`. Did you mean `rosters`?"),
        ({"attendees": ("directr",)}, "The plan has no person `directr`. Did you mean `director`?"),
        ({"signed": ("director",)}, "Only a sign-off is signed: `pmo review signoff --signed PERSON`."),
        ({"kind": ReviewKind.SIGNOFF, "attendees": ("director",)}, "A sign-off says who signed"),
        ({"confirm": ("rosters",), "date": dt.date(2026, 7, 1)}, "A review of 2026-07-01 is still to come."),
        (
            {"kind": ReviewKind.PLANNING, "attendees": ("director",), "next": TODAY},
            "The next review cannot be due on 2026-06-30",
        ),
        ({"next": dt.date(2027, 1, 1)}, "`--next` says when the next review of a kind is due: name the kind"),
        ({"done": ("ask-branches=2026-06-29",), "date": dt.date(2026, 6, 1)}, "2026-06-29 is still to come"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_written(review, plan, request_, said):
    before = snapshot(plan)
    with pytest.raises(PmoError) as error:
        review(**request_)
    assert said in str(error.value)
    assert snapshot(plan) == before


def test_what_is_still_to_be_written_is_not_agreed_to(review, plan):
    change(plan, "objectives/rosters.yaml", "Rosters that hold", "<the first result>")
    _, text = review()
    assert "<the first result>" not in text
    with pytest.raises(PmoError, match="A text of `rosters` is still to be written"):
        review(confirm=("rosters",))
    with pytest.raises(PmoError, match="A text of `pmo` is still to be written"):
        review(kind=ReviewKind.SIGNOFF, signed=("director",))
    review(kind=ReviewKind.ALIGNMENT, confirm_all=True)
    confirmed = load_plan(plan).plan.elements["2026-06-30-alignment"].confirmed
    assert {c.element for c in confirmed} == {"found"}


def test_a_review_of_nothing_by_nobody_is_no_review(review, plan):
    for file in (plan / "objectives").iterdir():
        file.unlink()
    with pytest.raises(PmoError, match="There is nothing to record"):
        review(kind=ReviewKind.ALIGNMENT, confirm_all=True)


def test_half_a_plan_is_not_confirmed(review, plan):
    (plan / "broken.yaml").write_text("pmo: [\n", "utf-8")
    before = snapshot(plan)
    with pytest.raises(PmoError, match=r"broken\.yaml cannot be read, so nothing can be confirmed"):
        review(confirm=("rosters",))
    assert snapshot(plan) == before
    # Looking is always possible.
    assert review()[0] is ExitCode.FINDINGS


def test_a_record_that_git_ignores_is_not_kept_in_silence(review, plan):
    git(plan, "init", "-q")
    (plan / ".gitignore").write_text("reviews/\n", "utf-8")
    with pytest.raises(PmoError, match="it is no part of the plan: git ignores it"):
        review(confirm=("rosters",))


def test_the_document_for_programs(review, golden):
    code, text = review(output="json", kind=ReviewKind.ALIGNMENT)
    assert code is ExitCode.FINDINGS
    assert json.loads(text)["version"] == 1
    golden(GOLDEN / "looks.json", text)


class TestCommandLine:
    """The real command, which asks nothing when there is no terminal."""

    def run(self, plan, *arguments, **environ):
        unwanted = ("PMO_", "GIT_", "COLUMNS", "FORCE_COLOR")
        env = {name: value for name, value in os.environ.items() if not name.startswith(unwanted)}
        env |= {"PMO_TODAY": "2026-06-30", **environ}
        command = [sys.executable, "-m", "pmo", "review", *arguments]
        done = subprocess.run(
            command, cwd=plan, env=env, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False
        )
        assert "Traceback" not in done.stderr
        return done

    def test_every_flag(self, plan):
        done = self.run(
            plan, "planning", "--confirm", "rosters,found", "--confirm", "open-longer", "--attendee", "director,planner",
            "--decision", "Do we hire? No.", "--decided", "sundays=No.", "--action", "Ask @planner", "--done", "ask-branches",
            "--date", "2026-06-29", "--next", "2027-01-15", "--note", "So.",
        )  # fmt: skip
        assert (done.returncode, done.stdout, done.stderr) == (0, "Wrote reviews/2026-06-29-planning.yaml.\n", "")
        read = load_plan(plan).plan.elements["2026-06-29-planning"]
        assert {c.element for c in read.confirmed} == {"rosters", "found", "open-longer"}

    def test_it_only_shows_without_flags(self, plan):
        before = snapshot(plan)
        done = self.run(plan)
        assert (done.returncode, done.stderr) == (1, "")
        assert done.stdout.endswith("6 elements to look at.\n")
        assert self.run(plan, "--list").stdout == done.stdout
        assert snapshot(plan) == before

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (("alignement",), "alignement"),
            (("--confirm", "nothing-like-it"), "The plan has no `nothing-like-it`."),
            (("--list", "--confirm-all"), "--list only shows"),
            (("--date", "yesterday", "--confirm-all"), "yesterday"),
            (("--plan", "nowhere"), "no such file or folder"),
        ],
    )
    def test_a_mistake_is_told_and_exits_with_2(self, plan, arguments, said):
        done = self.run(plan, *arguments)
        assert done.returncode == 2
        assert said in done.stderr
