"""Which plan a check looks at, and how its paths are shown from where the user stands."""

import os

import pytest
from the_command import write


@pytest.fixture
def wrong(clean):
    """The plan with one thing to mend, in a sub-folder."""
    write(clean, {"objectives/wrong.yaml": "people: {x: {nam: y}}\n"})
    return clean


@pytest.mark.parametrize(
    ("where", "arguments", "shown"),
    [
        (".", (), "objectives/wrong.yaml"),
        (".", (".",), "objectives/wrong.yaml"),
        ("objectives", (), "../objectives/wrong.yaml"),
        ("objectives", ("wrong.yaml",), "../objectives/wrong.yaml"),
        ("objectives", ("..",), "../objectives/wrong.yaml"),
        ("..", ("plan",), "plan/objectives/wrong.yaml"),
        ("..", ("plan/pmo.yaml",), "plan/objectives/wrong.yaml"),
        ("..", ("plan/objectives/berths-ready.yaml",), "plan/objectives/wrong.yaml"),
        ("..", ("--plan", "plan"), "plan/objectives/wrong.yaml"),
    ],
)
def test_the_nearest_plan_at_or_above_and_paths_from_here(pmo, wrong, where, arguments, shown):
    done = pmo("check", *arguments, "-f", "concise", cwd=(wrong / where).resolve())
    assert done.lines == [f"{shown}:1:14: error unknown-key: A person has no key `nam`."]


def test_a_mistyped_path(pmo):
    done = pmo("check", "objectivs")
    assert (done.code, done.out, done.err) == (2, "", "pmo: objectivs: no such file or folder.\n")


def test_a_path_that_would_drive_a_terminal_is_shown_harmless(pmo):
    assert pmo("check", "no\x1b[31mwhere\n").err == "pmo: no␛[31mwhere⏎: no such file or folder.\n"


def test_outside_any_plan_it_says_how_to_start_one(pmo, tmp_path):
    bare = tmp_path / "bare"
    write(bare, {"notes.txt": ""})
    said = "or in any folder above. Run `pmo init` to start a plan.\n"
    assert pmo("check", cwd=bare).err == f"pmo: There is no pmo.yaml here {said}"
    assert pmo("check", "notes.txt", cwd=bare).err == f"pmo: There is no pmo.yaml here {said}"
    assert pmo("check", "bare", cwd=tmp_path).err == f"pmo: There is no pmo.yaml in bare {said}"
    assert pmo("check", "bare/notes.txt", cwd=tmp_path).err == f"pmo: There is no pmo.yaml in bare {said}"
    assert pmo("check", cwd=bare).code == 2


def test_a_marker_with_the_wrong_ending_is_noticed(pmo, tmp_path):
    write(tmp_path / "bare", {"pmo.yml": "pmo: {}\n"})
    done = pmo("check", cwd=tmp_path / "bare")
    assert done.code == 2
    assert "there is a pmo.yml: rename it to pmo.yaml" in done.err


def test_a_path_that_is_too_long_is_no_path(pmo):
    done = pmo("check", "x" * 5_000)
    assert done.code == 2
    assert done.err.endswith(": no such file or folder.\n")


@pytest.mark.skipif(os.name != "posix", reason="links of Unix")
def test_a_plan_reached_through_a_link(pmo, wrong, tmp_path):
    (tmp_path / "way").symlink_to("plan")
    done = pmo("check", "way", "-f", "concise", cwd=tmp_path)
    assert done.lines == ["way/objectives/wrong.yaml:1:14: error unknown-key: A person has no key `nam`."]


@pytest.mark.skipif(os.name != "posix", reason="a shell of Unix")
def test_a_current_folder_that_was_removed(pmo, tmp_path):
    gone = tmp_path / "gone"
    gone.mkdir()
    before = ["sh", "-c", 'rmdir "$PWD"; exec "$@"', "sh"]
    done = pmo("check", cwd=gone, before=before)
    assert (done.code, done.out) == (2, "")
    assert done.err == "pmo: The current folder does not exist any more. Go to another and try again.\n"
