"""Our own templates are kept compiled beside Python's modules, where they can be; whatever is wrong there, reports are as ever."""

import sys
from pathlib import Path

import pytest

from pmo.report import templates


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The package's folder of templates is somewhere else, and Python may write compiled modules."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(templates, "_package_folder", lambda: tmp_path)
    return tmp_path / "__pycache__"


def loaded(name="charter.md.j2"):
    return templates.environment.__wrapped__("md").get_template(name)


def test_a_template_is_compiled_once(folder, monkeypatch):
    loaded()
    assert list(folder.glob("*.bin"))
    monkeypatch.setattr(templates.Environment, "compile", lambda *_, **__: pytest.fail("compiled again"))
    assert loaded().name == "charter.md.j2"


def test_a_damaged_file_is_passed_over(folder):
    loaded()
    for file in folder.glob("*.bin"):
        file.write_bytes(file.read_bytes()[:40])
    assert loaded().name == "charter.md.j2"


def test_nothing_is_kept_where_nothing_can_be_written(folder, monkeypatch):
    def refused(*_, **__):
        raise PermissionError

    monkeypatch.setattr(Path, "mkdir", refused)
    assert loaded().name == "charter.md.j2"
    assert not folder.exists()


def test_nothing_is_kept_when_python_keeps_nothing(folder, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    loaded()
    assert not folder.exists()


def test_templates_of_a_users_own_folder_are_never_kept(folder, tmp_path):
    own = tmp_path / "own"
    own.mkdir()
    (own / "charter.md.j2").write_text("{{ page.mark }}", encoding="utf-8")
    templates.environment.__wrapped__("md", own).get_template("charter.md.j2")
    assert not folder.exists()
