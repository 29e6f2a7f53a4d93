"""Templates are compiled once and their code kept beside them, and nothing but speed depends on it."""

import sys
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from pmo.report.compiled import CompiledBeside


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    (tmp_path / "page.j2").write_text("Good morning, {{ name }}.", encoding="utf-8")
    return tmp_path


def said(folder: Path, kind: str = "html", *, compiles: bool = True) -> str:
    """The page in a new environment, as a new process makes it."""
    environment = Environment(
        loader=FileSystemLoader(folder),
        bytecode_cache=CompiledBeside(kind),
        autoescape=kind == "html",  # noqa: S701
    )
    if not compiles:
        environment.compile = None
    return environment.get_template("page.j2").render(name="A & B")


def kept(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "page.j2")


def test_the_second_run_compiles_nothing(folder: Path):
    first = said(folder)
    assert said(folder, compiles=False) == first == "Good morning, A &amp; B."


def test_a_template_that_changed_is_compiled_anew(folder: Path):
    said(folder)
    (folder / "page.j2").write_text("Good evening, {{ name }}.", encoding="utf-8")
    assert said(folder) == "Good evening, A &amp; B."
    assert len(kept(folder)) == 1


def test_environments_of_different_settings_keep_their_own(folder: Path):
    assert said(folder, "html") != said(folder, "md")
    assert said(folder, "html", compiles=False) != said(folder, "md", compiles=False)


@pytest.mark.parametrize("harm", ["empty", "cut short", "one bit", "of another text"])
def test_code_that_is_not_whole_is_made_again(folder: Path, harm: str):
    whole = said(folder)
    (path,) = kept(folder)
    data = path.read_bytes()
    if harm == "of another text":
        (folder / "page.j2").write_text("Another text.", encoding="utf-8")
        said(folder)
        other = path.read_bytes()
        (folder / "page.j2").write_text("Good morning, {{ name }}.", encoding="utf-8")
        path.write_bytes(other)
    else:
        path.write_bytes(
            {"empty": b"", "cut short": data[:-9], "one bit": data[:-9] + bytes([data[-9] ^ 1]) + data[-8:]}[harm]
        )
    assert said(folder) == whole
    assert said(folder, compiles=False) == whole


def test_a_folder_that_cannot_be_written_to_is_no_trouble(folder: Path):
    # A file where the folder should be: unlike permissions, that stops an administrator too.
    (folder / "__pycache__").write_text("", encoding="utf-8")
    assert said(folder) == said(folder) == "Good morning, A &amp; B."


def test_nothing_is_kept_where_python_keeps_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    said(folder)
    assert kept(folder) == []


def test_code_goes_where_python_puts_that_of_modules(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
):
    elsewhere = tmp_path_factory.mktemp("cached")
    monkeypatch.setattr(sys, "pycache_prefix", str(elsewhere))
    said(folder)
    assert kept(folder) == []
    assert len(kept(elsewhere)) == 1
