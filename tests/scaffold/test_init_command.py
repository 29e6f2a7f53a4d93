"""`pmo init` as a whole: what it refuses, what it writes, what it says."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pmo.commands.init import run
from pmo.errors import PmoError
from pmo.reader.load import load_plan
from pmo.scaffold import surroundings
from pmo.scaffold.console import StoppedError


def everything(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_without_questions_it_writes_placeholders(tmp_path, console, today):
    talk = console()
    assert run(tmp_path / "our", example=None, ask=False, today=today, console=talk) == 0
    assert talk.asked == []
    assert load_plan(tmp_path / "our").plan.pmo.name == "<the PMO's name>"


def test_with_questions_it_writes_the_answers(tmp_path, console, today, full):
    assert run(tmp_path / "our", example=None, ask=True, today=today, console=console(full)) == 0
    assert load_plan(tmp_path / "our").plan.pmo.name == "Lakeside Health PMO"


def test_stopping_writes_nothing(tmp_path, console, today, full):
    with pytest.raises(StoppedError, match="Nothing was written"):
        run(tmp_path / "our", example=None, ask=True, today=today, console=console(full, stop_at="because"))
    assert everything(tmp_path) == []


def test_what_is_in_the_way_is_named_before_anything_is_asked(tmp_path, console, today, full):
    (tmp_path / "README.md").write_text("mine")
    (tmp_path / ".gitignore").symlink_to("nowhere")
    (tmp_path / "people.yaml").mkdir()
    talk = console(full)
    with pytest.raises(PmoError) as failure:
        run(tmp_path, example=None, ask=True, today=today, console=talk)
    assert all(name in str(failure.value) for name in ("README.md", ".gitignore", "people.yaml"))
    assert talk.asked == []
    assert everything(tmp_path) == [".gitignore", "README.md", "people.yaml"]


def test_a_plan_is_never_started_inside_another(tmp_path, console, today):
    (tmp_path / "pmo.yaml").write_text("pmo: {name: Ours}\n")
    with pytest.raises(PmoError) as failure:
        run(tmp_path / "a" / "b", example=None, ask=False, today=today, console=console())
    assert str(tmp_path / "pmo.yaml") in str(failure.value)
    assert everything(tmp_path) == ["pmo.yaml"]


def test_starting_twice_in_the_same_folder_names_every_file(tmp_path, console, today):
    run(tmp_path, example=None, ask=False, today=today, console=console())
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(PmoError) as failure:
        run(tmp_path, example=None, ask=False, today=today, console=console())
    assert all(str(path) in str(failure.value) for path in before)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_an_objective_of_the_same_name_as_a_file_there_leaves_that_file_alone(tmp_path, console, today, full):
    (tmp_path / "objectives").mkdir()
    mine = tmp_path / "objectives" / "funding-decisions-reach-sponsors-in-time.yaml"
    mine.write_text("x-mine: true\n")
    assert run(tmp_path, example=None, ask=True, today=today, console=console(full)) == 0
    assert mine.read_text() == "x-mine: true\n"
    assert len(load_plan(tmp_path).plan.pmo.objectives) == 1


def test_yaml_that_would_become_part_of_the_plan_is_pointed_out(tmp_path, console, today):
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n")
    (tmp_path / "deploy").mkdir()
    (tmp_path / "deploy" / "app.yaml").write_text("kind: x\n")
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "no.yaml").write_text("")
    talk = console()
    run(tmp_path, example=None, ask=False, today=today, console=talk)
    assert "mkdocs.yml, deploy/app.yaml" in talk.output
    assert "no.yaml" not in talk.output


def test_it_prints_the_tree_and_the_next_step(tmp_path, console, today, monkeypatch):
    monkeypatch.chdir(tmp_path)
    talk = console()
    run(Path("our pmo"), example=None, ask=False, today=today, console=talk)
    written = [path.name for path in (tmp_path / "our pmo").rglob("*") if path.is_file()]
    assert all(name in talk.output for name in written)
    assert "cd 'our pmo'" in talk.output
    assert "pmo check" in talk.output
    assert all(len(line) <= 80 for line in talk.lines if line.startswith("  "))


def test_in_the_current_folder_there_is_nowhere_to_go(tmp_path, console, today, monkeypatch):
    monkeypatch.chdir(tmp_path)
    talk = console()
    run(Path(), example=None, ask=False, today=today, console=talk)
    assert "cd " not in talk.output
    assert (tmp_path / "pmo.yaml").is_file()


def test_in_a_repository_of_something_else_it_says_where_ci_files_are_read(tmp_path, console, today):
    (tmp_path / ".git").mkdir()
    talk = console()
    run(tmp_path / "docs" / "pmo", example=None, ask=False, today=today, console=talk)
    assert f"move the one that you use to {tmp_path}" in talk.output
    assert "pmo check docs/pmo" in (tmp_path / "docs" / "pmo" / ".gitlab-ci.yml").read_text()
    assert "git init" not in talk.output


def test_at_the_top_of_a_repository_ci_needs_no_moving(tmp_path, console, today):
    (tmp_path / ".git").mkdir()
    talk = console()
    run(tmp_path, example=None, ask=False, today=today, console=talk)
    assert "move the one" not in talk.output
    assert "    - pmo check\n" in (tmp_path / ".gitlab-ci.yml").read_text()


class Installed:
    def __init__(self, facts: object) -> None:
        self._text = facts if facts is None else json.dumps(facts)

    def read_text(self, name: str) -> str | None:
        assert name == "direct_url.json"
        return self._text


@pytest.mark.parametrize(
    ("facts", "source"),
    [
        (
            {
                "url": "https://git.example.org/pmo",
                "vcs_info": {"vcs": "git", "commit_id": "3f9a1c7", "requested_revision": "main"},
            },
            "git+https://git.example.org/pmo@3f9a1c7",
        ),
        (
            {"url": "https://me:secret@git.example.org/pmo", "vcs_info": {"vcs": "git", "commit_id": "3f9a1c7"}},
            "git+https://git.example.org/pmo@3f9a1c7",
        ),
        (
            {"url": "ssh://git@git.example.org/pmo", "vcs_info": {"vcs": "git", "commit_id": "3f9a1c7"}},
            "git+ssh://git@git.example.org/pmo@3f9a1c7",
        ),
        ({"url": "https://example.org/pmo-0.1.0.tar.gz", "archive_info": {}}, "https://example.org/pmo-0.1.0.tar.gz"),
        ({"url": "file:///home/me/pmo", "dir_info": {"editable": True}}, ""),
        ({"url": "file:///home/me/pmo", "vcs_info": {"vcs": "git", "commit_id": "3f9a1c7"}}, ""),
        (None, ""),
        ([], ""),
    ],
)
def test_where_pmo_came_from_is_known_only_if_it_was_installed_from_an_address(monkeypatch, facts, source):
    monkeypatch.setattr(surroundings, "distribution", lambda _name: Installed(facts))
    assert surroundings.installed_from() == source


def pmo(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pmo", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )


def test_the_real_command_without_a_terminal_asks_nothing_and_the_check_finds_work(tmp_path):
    done = pmo("init", "our", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "> " not in done.stdout
    checked = pmo("check", "--format", "concise", "--today", "2026-11-24", cwd=tmp_path / "our")
    assert checked.returncode == 1
    assert "placeholder-text" in checked.stdout


def test_the_real_command_refuses_with_exit_code_2(tmp_path):
    (tmp_path / "pmo.yaml").write_text("pmo: {}\n")
    done = pmo("init", cwd=tmp_path)
    assert done.returncode == 2
    assert "pmo.yaml" in done.stderr
    assert everything(tmp_path) == ["pmo.yaml"]
