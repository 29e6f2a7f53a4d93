"""All files or none, and never over anything that is there."""

import os
import stat
from pathlib import Path

import pytest

from pmo.errors import PmoError
from pmo.scaffold.draft import File
from pmo.scaffold.write import InTheWayError, in_the_way, refuse, write_all

FILES = [
    File("pmo.yaml", b"one\n"),
    File("objectives/first.yaml", b"two\n"),
    File(".github/workflows/pmo.yml", b"three\n"),
]


def everything(folder: Path) -> dict[str, bytes | None]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")
    }


def test_the_files_are_written_and_nothing_else(tmp_path):
    write_all(tmp_path / "a" / "new" / "folder", FILES)
    assert everything(tmp_path / "a" / "new" / "folder") == {
        "pmo.yaml": b"one\n",
        "objectives": None,
        "objectives/first.yaml": b"two\n",
        ".github": None,
        ".github/workflows": None,
        ".github/workflows/pmo.yml": b"three\n",
    }


def test_files_are_as_readable_as_any_other_new_file(tmp_path):
    write_all(tmp_path / "plan", FILES)
    (tmp_path / "other").touch()
    mode = stat.S_IMODE((tmp_path / "other").stat().st_mode)
    assert stat.S_IMODE((tmp_path / "plan" / "pmo.yaml").stat().st_mode) == mode


def test_folders_that_are_there_are_used(tmp_path):
    (tmp_path / "objectives").mkdir()
    (tmp_path / "objectives" / "mine.txt").write_text("mine")
    write_all(tmp_path, FILES)
    assert (tmp_path / "objectives" / "mine.txt").read_text() == "mine"
    assert (tmp_path / "objectives" / "first.yaml").read_bytes() == b"two\n"


def a_file(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("mine")


def a_folder(path: Path) -> None:
    path.mkdir(parents=True)


def a_dangling_link(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to("nowhere")


@pytest.mark.parametrize("make", [a_file, a_folder, a_dangling_link])
def test_everything_in_the_way_is_named_and_left_alone(tmp_path, make):
    make(tmp_path / "pmo.yaml")
    make(tmp_path / "objectives" / "first.yaml")
    before = everything(tmp_path)
    with pytest.raises(InTheWayError) as failure:
        write_all(tmp_path, FILES)
    assert str(tmp_path / "pmo.yaml") in str(failure.value)
    assert str(tmp_path / "objectives" / "first.yaml") in str(failure.value)
    assert "Nothing was written." in str(failure.value)
    assert everything(tmp_path) == before


@pytest.mark.parametrize("make", [a_file, a_dangling_link])
def test_what_stands_in_place_of_a_folder_is_in_the_way(tmp_path, make):
    make(tmp_path / "objectives")
    assert in_the_way(tmp_path, ["objectives/a.yaml", "objectives/b.yaml", "c.yaml"]) == ["objectives"]


def test_a_link_to_a_folder_elsewhere_is_not_written_through(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "plan").mkdir()
    (tmp_path / "plan" / "objectives").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(InTheWayError, match="objectives"):
        write_all(tmp_path / "plan", FILES)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_file_in_place_of_the_folder_itself(tmp_path):
    (tmp_path / "plan").write_text("mine")
    with pytest.raises(InTheWayError, match="is not a folder"):
        refuse(tmp_path / "plan", ["pmo.yaml"])


def test_names_are_shown_without_their_control_characters(tmp_path):
    (tmp_path / "pl\x1ban").mkdir()
    a_file(tmp_path / "pl\x1ban" / "pmo.yaml")
    with pytest.raises(InTheWayError) as failure:
        refuse(tmp_path / "pl\x1ban", ["pmo.yaml"])
    assert "\x1b" not in str(failure.value)


def test_what_comes_into_the_way_meanwhile_stays_and_nothing_else_does(tmp_path, monkeypatch):
    link = os.link

    def late(source, target):
        if Path(target).name == "pmo.yml":
            Path(target).write_text("somebody else's")
        link(source, target)

    monkeypatch.setattr(os, "link", late)
    with pytest.raises(InTheWayError, match=r"pmo\.yml came into the way"):
        write_all(tmp_path / "plan", FILES)
    left = {name: data for name, data in everything(tmp_path / "plan").items() if data is not None}
    assert left == {".github/workflows/pmo.yml": b"somebody else's"}


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_when_one_cannot_be_written_none_stays(tmp_path, monkeypatch, error):
    flushed = []

    def full(handle):
        flushed.append(handle)
        if len(flushed) == 3:
            raise error

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises((PmoError, KeyboardInterrupt)):
        write_all(tmp_path / "plan", FILES)
    assert not (tmp_path / "plan").exists()


def test_without_hard_links_files_are_still_new_or_nothing(tmp_path, monkeypatch):
    def unsupported(source, target):
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", unsupported)
    write_all(tmp_path / "plan", FILES)
    assert sorted(name for name, data in everything(tmp_path / "plan").items() if data) == [
        ".github/workflows/pmo.yml",
        "objectives/first.yaml",
        "pmo.yaml",
    ]


def test_a_folder_that_cannot_be_written_to_is_said_before_anything_is_asked(tmp_path, monkeypatch):
    # Root may write anywhere, so the system's answer is made up here.
    monkeypatch.setattr(os, "access", lambda path, _mode: Path(path) != tmp_path)
    with pytest.raises(PmoError, match="cannot be written to"):
        refuse(tmp_path / "new" / "plan", ["pmo.yaml"])
