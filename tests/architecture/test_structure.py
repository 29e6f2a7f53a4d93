"""How the code is built: layers, sizes, names, and who may ask for the date."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import pmo

ROOT = Path(__file__).parents[2]
PACKAGE = Path(pmo.__file__).parent
SOURCES = sorted(
    path for path in PACKAGE.rglob("*.py") if path.relative_to(PACKAGE).parts[0] not in ("examples", "templates")
)
MOST_LINES = 520


def shown(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@pytest.mark.skipif(PACKAGE.parent != ROOT, reason="the checkout is what is looked at, not what is installed")
def test_the_import_contracts_hold():
    pytest.importorskip("importlinter", reason="import-linter comes with the group lint; CI runs it on the checkout")
    run = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    done = subprocess.run([sys.executable, "-c", run], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", SOURCES, ids=shown)
def test_a_file_can_be_read_in_one_sitting(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


def test_files_are_named_by_what_they_are_for():
    vague = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "stuff", "manager"}
    assert [shown(path) for path in SOURCES if vague & {path.stem, *path.relative_to(PACKAGE).parts[:-1]}] == []


def test_only_the_command_line_asks_what_day_it_is():
    """Everything else is told, so that the same plan on the same day gives the same result."""
    asked = {
        shown(path)
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if node.func.attr in ("today", "now", "utcnow")
        and ast.unparse(node.func.value).split(".")[-1] in ("date", "datetime")
    }
    assert asked == {"commandline/options.py"}
