"""A process that is killed while it records a review leaves the whole record or none, and the plan can be read either way."""

import os
import signal
import subprocess
import sys

import pytest
from kept_plan import snapshot

from pmo.reader.load import load_plan

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="signals of this kind are found on Unix only")

# Kills itself at the n-th call of those by which a file comes to be: just before the call, or just after it.
KILLER = """
import os, signal, sys, tempfile
at, after = int(sys.argv.pop(1)), sys.argv.pop(1) == "after"
count = 0

def watched(call):
    def run(*args, **options):
        global count
        count += 1
        if count == at and not after:
            os.kill(os.getpid(), signal.SIGKILL)
        mine = count
        try:
            return call(*args, **options)
        finally:
            if mine == at and after:
                os.kill(os.getpid(), signal.SIGKILL)
    return run

for name in ("mkdir", "fsync", "chmod", "link", "unlink", "replace"):
    setattr(os, name, watched(getattr(os, name)))
tempfile.mkstemp = watched(tempfile.mkstemp)
from pmo.cli import main
sys.argv[0] = "pmo"
main()
"""


@pytest.mark.parametrize("when", ["before", "after"])
def test_the_whole_record_or_none(plan, when):
    before = snapshot(plan)
    ended = False
    for at in range(1, 40):
        command = [
            sys.executable,
            "-c",
            KILLER,
            str(at),
            when,
            "review",
            "alignment",
            "--confirm-all",
            "--attendee",
            "director",
        ]
        done = subprocess.run(
            command, cwd=plan, env={**os.environ, "PMO_TODAY": "2026-06-30"}, capture_output=True, check=False
        )
        assert done.returncode in (0, -signal.SIGKILL), done.stderr
        now = snapshot(plan)
        assert all(now[name] == text for name, text in before.items())
        loaded = load_plan(plan)
        assert loaded.faults == ()
        new = [review for review in loaded.plan.reviews if review.id == "2026-06-30-alignment"]
        if new:
            assert {c.element for c in new[0].confirmed} == {"rosters", "found"}
        for name in now.keys() - before.keys():
            (plan / name).unlink()
        if done.returncode == 0:
            ended = True
            break
    assert ended
    assert at > 4
