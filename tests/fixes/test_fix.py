"""`pmo check --fix` and `--diff`: what has one right answer is mended, and no other byte changes."""

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo.engine import check
from pmo.errors import PmoError
from pmo.fixes import changes
from pmo.reader.load import load_plan
from pmo.source.edits import Edit, apply
from pmo.source.text import SourceFile
from pmo.writing import write

TODAY = dt.date(2026, 6, 30)


def mended(folder: Path, text: str) -> str:
    folder.joinpath("pmo.yaml").write_bytes(text.encode("utf-8"))
    for _ in range(5):
        write(changes(check(load_plan(folder), TODAY).findings), folder)
    return folder.joinpath("pmo.yaml").read_bytes().decode("utf-8")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("pmo: {purpse: Help}\n", "pmo: {purpose: Help}\n"),
        ('pmo: {"purpse": Help}\n', 'pmo: {"purpose": Help}\n'),
        ("orgnization: {name: X}\n", "organization: {name: X}\n"),
        ("pmo: {objectives: {a: {status: aproved}}}\n", "pmo: {objectives: {a: {status: approved}}}\n"),
        (
            "people: {coo: Ann}\npmo: {sponsor: co0}  # who?\n",
            "people: {coo: Ann}\npmo: {sponsor: coo}  # who?\n",
        ),
        (
            "organization: {strategies: {grow: Grow}}\npmo: {objectives: {a: {supports: [gorw]}}}\n",
            "organization: {strategies: {grow: Grow}}\npmo: {objectives: {a: {supports: [grow]}}}\n",
        ),
        (
            "customers:\n  clinics:\n    name: Clinics\n    waive:\n      no-customers:\n        because: x\n        by: coo\n        until: 2026-12-31\n\n    # needs\n    needs: [a]\npeople: {coo: Ann}\n",
            "customers:\n  clinics:\n    name: Clinics\n\n    # needs\n    needs: [a]\npeople: {coo: Ann}\n",
        ),
    ],
)
def test_one_right_answer_is_written_and_the_rest_stays(before, after, tmp_path):
    assert mended(tmp_path, before) == after


@pytest.mark.parametrize(
    "text",
    [
        "pmo: {purpose: Help, purpse: Help}\n",  # the right key is there already
        "people: {ann: Ann, anna: Anna}\npmo: {sponsor: annn}\n",  # two are as near
        "pmo: {shoes: 43}\n",  # nothing is near
        'pmo: {"purp\\u0073e": Help}\n',  # not written as it reads
        "organization: {strategies: {grow: Grow}}\npmo: {objectives: {a: {supports: [grow, gorw]}}}\n",  # linked already
        "organization: {strategies: {goal-1: Grow}}\npmo: {objectives: {a: {supports: [goal-2]}}}\n",  # another number
        "organization: {strategies: {grow-africa: Grow}}\npmo: {objectives: {a: {supports: [grow-asia]}}}\n",  # another word
        "organization: {strategies: {strategy-a: Grow}}\npmo: {objectives: {a: {supports: [strategy-b]}}}\n",
        "people: {coo: Ann}\npmo: {sponsor: cio}\n",  # another person
    ],
)
def test_a_guess_is_never_written(text, tmp_path):
    assert mended(tmp_path, text) == text


def test_line_breaks_and_byte_order_mark_survive(tmp_path):
    before = "\ufeff# c\r\npmo:\r\n  purpse: Help\r\n"
    assert mended(tmp_path, before) == "\ufeff# c\r\npmo:\r\n  purpose: Help\r\n"


def test_a_file_that_changed_underneath_is_left_alone(tmp_path):
    path = tmp_path / "pmo.yaml"
    path.write_text("pmo: {purpse: Help}\n", encoding="utf-8")
    found = changes(check(load_plan(tmp_path), TODAY).findings)
    path.write_text("pmo: {purpse: Help them}\n", encoding="utf-8")
    with pytest.raises(PmoError, match=r"pmo\.yaml changed while the command was at work\. Nothing was written"):
        write(found, tmp_path)
    assert path.read_text(encoding="utf-8") == "pmo: {purpse: Help them}\n"


@given(
    st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.text(max_size=5)), max_size=6)
)
def test_edits_change_nothing_outside_their_spans(text, spans):
    file = SourceFile("x", text)
    edits = [Edit(file, min(a, b, len(text)), min(max(a, b), len(text)), new) for a, b, new in spans]
    result = apply(text, edits)
    if not edits:
        assert result == text
    first = min((edit.start for edit in edits), default=len(text))
    last = max((edit.end for edit in edits), default=0)
    assert result.startswith(text[:first])
    assert result.endswith(text[max(last, first) :])


def test_diff_shows_and_changes_nothing(tmp_path):
    path = tmp_path / "pmo.yaml"
    path.write_text("pmo:\n  purpse: Help\n", encoding="utf-8")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("GIT", "PMO_"))}
    command = [sys.executable, "-m", "pmo", "check", "--diff"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "-  purpse: Help\n+  purpose: Help\n" in done.stdout
    assert path.read_text(encoding="utf-8") == "pmo:\n  purpse: Help\n"
    path.write_text("pmo:\n  purpose: Help\n", encoding="utf-8")
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "There is nothing that `--fix` could mend.\n")
