"""A review on a real terminal: item by item, and one file at the end."""

import os
import re
import select
import struct
import subprocess
import sys
import time
from datetime import date

import pytest
from kept_plan import snapshot

from pmo.reader.load import load_plan

for module in ("fcntl", "pty", "termios"):
    pytest.importorskip(module, reason="terminals of this kind are found on Unix only")

import fcntl  # noqa: E402 -- only where they exist
import pty  # noqa: E402
import termios  # noqa: E402

_CODES = re.compile(rb"\x1b\[[0-9;?]*[A-Za-z]")
# A new session has no terminal until it takes one, and without it Ctrl-C is only a character.
_AS_ITS_TERMINAL = (
    "import fcntl, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); sys.argv = ['pmo', 'review', *sys.argv[1:]]; "
    "from pmo.cli import main; main()"
)


def talk(cwd, typed, *arguments, columns=80):
    """Run `pmo review` on a terminal and type a line at each prompt. The exit code, and what was on the screen."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-c", _AS_ITS_TERMINAL, *arguments],
        cwd=cwd,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        env={**os.environ, "TERM": "xterm", "PMO_TODAY": "2026-06-30"},
    )
    os.close(theirs)
    screen, answered, left, ends = b"", 0, list(typed), time.monotonic() + 60
    while time.monotonic() < ends:
        if select.select([ours], [], [], 0.05)[0]:
            try:
                screen += os.read(ours, 65536)
            except OSError:
                break
        elif process.poll() is not None:
            break
        elif left and _CODES.sub(b"", screen[answered:]).endswith(b"> "):
            # Only once it is quiet: a signal that comes while the prompt is still being set up would be lost.
            answered = len(screen)
            os.write(ours, left.pop(0))
    os.close(ours)
    return process.wait(10), _CODES.sub(b"", screen).decode("utf-8", "replace").replace("\r\n", "\n")


def lines(*answers):
    return [answer.encode() + b"\r" for answer in answers]


def the_new_one(plan):
    return next(review for review in load_plan(plan).plan.reviews if review.id.startswith("2026-06-30"))


def test_a_review_from_the_last_ones_actions_to_the_next_ones(plan):
    before = snapshot(plan)
    code, screen = talk(
        plan,
        lines(
            "2026-06-31", "2026-06-20",  # the open action: a day that does not exist, then one that does
            "No: not before the rosters hold.", "nobody", "director",  # the open question, and on whose word
            "c",  # found holds
            "3", "", "director", "2026-09-01",  # rosters needs a decision, the question as proposed
            "Ask the branches once more.", "planner", "", "",  # one action, without a date, and no more
            "Ada Okoye, planner",  # who was there
            "Everybody agreed.",
            "",  # write it
        ),
        "alignment",
    )  # fmt: skip
    assert code == 0, screen
    assert "is not a day of the calendar" in screen
    assert "The plan has no person `nobody`." in screen
    assert "1 of 2  Lost books are found" in screen
    assert "Wrote reviews/2026-06-30-alignment.yaml." in screen
    asked = screen.partition("# Written by")[0]
    assert max(len(line) for line in asked.splitlines() if not line.startswith("> ")) <= 80
    after = snapshot(plan)
    assert after.keys() - before.keys() == {"reviews/2026-06-30-alignment.yaml"}
    assert all(after[name] == text for name, text in before.items())
    review = the_new_one(plan)
    assert {c.element for c in review.confirmed} == {"found"}
    assert review.attendees == ("director", "planner")
    assert review.note == "Everybody agreed."
    (decision,) = review.decisions
    assert (decision.question, decision.owner, decision.due) == (
        "Does “Rosters that hold” still hold?",
        "director",
        date(2026, 9, 1),
    )
    (action,) = review.actions
    assert (action.what, action.owner, action.due) == ("Ask the branches once more.", "planner", None)
    read = load_plan(plan).plan
    assert read.elements["ask-branches"].done == date(2026, 6, 20)
    assert read.elements["sundays"].by == "director"


def test_enter_all_the_way_records_nothing(plan):
    before = snapshot(plan)
    code, screen = talk(plan, lines(*[""] * 20))
    assert code == 0, screen
    assert screen.endswith("Nothing was recorded.\n")
    assert snapshot(plan) == before


def test_the_record_is_shown_before_it_is_written_and_may_be_forgotten(plan):
    before = snapshot(plan)
    code, screen = talk(plan, lines("", "", "confirm", "end", "", "director", "", "no"), "alignment")
    assert code == 0, screen
    assert "    confirmed:\n" in screen
    assert "Write this to reviews/2026-06-30-alignment.yaml?" in screen
    assert screen.endswith("Nothing was recorded.\n")
    assert snapshot(plan) == before


@pytest.mark.parametrize("key", [b"\x03", b"\x04"], ids=["ctrl-c", "ctrl-d"])
def test_stopping_says_so_writes_nothing_and_exits_with_2(plan, key):
    before = snapshot(plan)
    code, screen = talk(plan, [*lines("", "", "confirm"), key], "alignment")
    assert code == 2
    assert screen.endswith("pmo: Stopped. Nothing was written.\n")
    assert snapshot(plan) == before


def test_a_sign_off_asks_who_signs(plan):
    code, screen = talk(plan, lines("", "", "confirm", "", "director, planner", "director", "", "yes"), "signoff")
    assert code == 0, screen
    review = the_new_one(plan)
    assert (review.signed, {c.element for c in review.confirmed}) == (("director",), {"pmo"})
    code, screen = talk(plan, [], "signoff", "--list")
    assert (code, screen.splitlines()[-1]) == (0, "Nothing needs to be looked at now.")


def test_without_a_kind_it_asks_whether_that_was_a_review(plan):
    answers = ["", "", "confirm", "end", "", "director", "3", "", ""]
    code, screen = talk(plan, lines(*answers))
    assert code == 0, screen
    assert the_new_one(plan).kind == "alignment"
    assert "Wrote reviews/2026-06-30-alignment.yaml." in screen


def test_dry_run_asks_and_writes_nothing(plan):
    before = snapshot(plan)
    code, screen = talk(plan, lines("yes", "", "s", "s", "", "", ""), "alignment", "--dry-run")
    assert code == 0, screen
    assert "    done:\n      ask-branches: 2026-06-30\n" in screen
    assert snapshot(plan) == before


def test_a_plan_cannot_drive_the_terminal(plan):
    (plan / "objectives" / "found.yaml").write_text(
        'pmo: {objectives: {found: {title: "\\e]0;owned\\a", supports: {fewer-losses: "\\e[31m"}}}}\n', "utf-8"
    )
    _, screen = talk(plan, lines("", "", "decide", "", "", "", "end", "", "", "", "no"), "alignment")
    assert "␛]0;owned␇" in screen
    assert "\x1b" not in screen
