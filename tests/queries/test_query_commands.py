"""The real commands: every option reaches what it is for, and every mistake ends with a sentence and exit code 2."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

LIBRARY = Path(__file__).parent / "library"


def pmo(*arguments, cwd=LIBRARY, **environ):
    unwanted = ("PMO_", "COLUMNS", "FORCE_COLOR", "NO_COLOR")
    env = {name: value for name, value in os.environ.items() if not name.startswith(unwanted)}
    env |= {"PMO_TODAY": "2026-06-30", **environ}
    command = [sys.executable, "-m", "pmo", *arguments]
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, encoding="utf-8", check=False)
    assert "Traceback" not in done.stderr
    return done


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (("objectives", "--owner", "planner"), {"evening-rosters"}),
        (("objectives", "--unowned", "--customer", "branches"), {"calm-evenings"}),
        (("--status", "draft"), {"idea"}),
        (("measures", "--state", "missed"), {"found-again"}),
        (("measures", "--at-risk"), {"found-again"}),
        (("services", "--strategy", "open-longer"), {"roster-help"}),
        (("--text", "robots"), {"idea"}),
        (("--suspect",), {"open-longer"}),
    ],
)
def test_a_list(options, found):
    done = pmo("list", *options, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    assert {element["id"] for element in json.loads(done.stdout)["elements"]} == found


def test_show_from_a_folder_below_and_with_another_day(tmp_path):
    done = pmo("show", "found-again", "--plan", str(LIBRARY), "--today", "2026-02-01", "-f", "json", cwd=tmp_path)
    assert json.loads(done.stdout)["state"] == "off-track"
    assert json.loads(pmo("show", "found-again", "-f", "json").stdout)["state"] == "missed"
    assert json.loads(done.stdout)["today"] == "2026-02-01"
    assert "\x1b[1m" in pmo("show", "found-again", "--color", "always").stdout
    assert "\x1b" not in pmo("show", "found-again").stdout


def test_next_by_person_and_days():
    done = pmo("next", "--for", "director", "--within", "0", "--format", "json")
    due = json.loads(done.stdout)["due"]
    assert {item["element"]["id"] for item in due} == {"overtime", "sundays", "pmo"}
    assert all("director" in item["people"] for item in due)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("show",), "Missing argument"),
        (("show", "evening-roster"), "pmo: The plan has no `evening-roster`. Did you mean `evening-rosters`?"),
        (("show", "pmo", "--plan", "nowhere"), "pmo: nowhere: no such file or folder."),
        (("show", "pmo", "--format", "xml"), "xml"),
        (("list", "goal", "--status", "dead"), "pmo: `dead` is no status."),
        (("list", "gaols"), "pmo: `gaols` is no kind of element. Did you mean `goals`?"),
        (("next", "--for", "nobody"), "pmo: The plan has no person `nobody`."),
        (("next", "--within", "-1"), "-1"),
        (("next", "--within", "soon"), "soon"),
    ],
)
def test_a_mistake_is_told_and_exits_with_2(arguments, said):
    done = pmo(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_a_folder_without_a_plan_is_told(tmp_path):
    for command in (("show", "pmo"), ("list",), ("next",), ("review",)):
        done = pmo(*command, cwd=tmp_path)
        assert done.returncode == 2
        assert "There is no pmo.yaml" in done.stderr


def test_a_plan_that_cannot_be_read_is_shown_as_far_as_it_can(tmp_path):
    (tmp_path / "pmo.yaml").write_text("pmo: {name: Desk, objectives: {o: {title: One, due: soon}}}\n", "utf-8")
    (tmp_path / "more.yaml").write_text("people: [\n", "utf-8")
    said = "pmo: more.yaml cannot be read, so something may be missing here. `pmo check` tells what to mend.\n"
    done = pmo("show", "o", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, said)
    assert "wrong-value" in done.stdout
    assert "One" in pmo("list", cwd=tmp_path).stdout
    assert pmo("next", cwd=tmp_path).stderr == said
    assert pmo("review", cwd=tmp_path).stderr == said
