"""The project built as a release is built, once for all tests of this folder."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# What lies about in a folder where people work, and must not reach those who install.
LITTER = (
    "pmo/__pycache__/cli.cpython-311.pyc",
    "pmo/rules/pages/__pycache__/stray.pyc",
    "templates/__pycache__/__init__.cpython-311.pyc",
    "templates/scaffold/.mypy_cache/stray.json",
    "examples/broken/reports/charter.html",
    "build/lib/pmo/removed_long_ago.py",
)


@pytest.fixture(scope="session")
def committed() -> frozenset[str]:
    """Every file of the project as git would commit it now, with forward slashes."""
    if not (ROOT / ".git").exists():
        pytest.skip("runs in a checkout only")
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    return frozenset(name for name in names if name and (ROOT / name).is_file())


@pytest.fixture(scope="session")
def built(committed, tmp_path_factory) -> Path:
    """A folder with the source distribution and the wheel, built from a copy of the project in which litter lies about."""
    source = tmp_path_factory.mktemp("source")
    for name in committed:
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, source / name)
    for name in LITTER:
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text("litter", encoding="utf-8")
    out = tmp_path_factory.mktemp("dist")
    # Coverage, PYTHONPATH and the like are not the build's business.
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "PIP_REQUIRE", "PMO_"))
    }
    command = [sys.executable, "-m", "build", "--outdir", str(out), str(source)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return out
