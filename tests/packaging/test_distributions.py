"""What people install: everything that belongs in it, nothing else, and it runs from there."""

import os
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

from pmo import __version__
from pmo.report.dialect import module_of

ROOT = Path(__file__).parents[2]
# The folders that become the package, and under which names.
INSTALLED = {"pmo": "pmo", "templates": "pmo/templates", "examples": "pmo/examples"}

_REPORTS = ROOT / "templates" / "report"
# The templates of reports, as the build compiles them.
READY = {"pmo/templates/ready/__init__.py"} | {
    f"pmo/templates/ready/{module_of(path.relative_to(_REPORTS).as_posix())}.py"
    for path in _REPORTS.rglob("*")
    if path.suffix in {".j2", ".css", ".js"}
}

# One worker builds for all.
pytestmark = [
    pytest.mark.together,
    pytest.mark.skipif(not (ROOT / "pyproject.toml").exists(), reason="runs in a checkout only"),
]


@pytest.fixture(scope="module")
def wheel(built) -> Path:
    (path,) = built.glob("*.whl")
    return path


def held(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if ".dist-info/" not in name}


@pytest.fixture(scope="module")
def unpacked(wheel, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)  # noqa: S202 -- our own wheel, built a moment ago
    return folder


def run(installed: Path, *arguments: str, folder: str = "/") -> subprocess.CompletedProcess[str]:
    """Run the installed package, not the checkout: what PYTHONPATH names comes first, and the current folder is not searched."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PMO_")}
    environment |= {"PYTHONPATH": str(installed), "PYTHONSAFEPATH": "1", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_the_list_of_packages_is_complete():
    """A forgotten package works in the checkout and is missing for everyone else."""
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["packages"]
    there = {
        name.replace("/", ".") + "".join(f".{part}" for part in folder.relative_to(ROOT / top).parts)
        for top, name in INSTALLED.items()
        for folder in (path.parent for path in (ROOT / top).rglob("__init__.py"))
    }
    assert sorted(listed) == sorted(there)


def test_the_wheel_holds_the_committed_files_of_the_package_and_no_others(wheel, committed):
    expected = {
        INSTALLED[top] + "/" + rest for top, _, rest in (name.partition("/") for name in committed) if top in INSTALLED
    }
    assert held(wheel) == expected | READY


def test_the_wheel_brings_the_python_of_every_template_of_reports(wheel, committed):
    """Only what is in the wheel's record is removed when it is uninstalled; a leftover folder `pmo` would stand before an editable install."""
    templates = [name for name in committed if name.startswith("templates/report/") and not name.endswith(".typ")]
    assert len(READY) == len(templates) + 1 > 30
    with zipfile.ZipFile(wheel) as archive:
        (record,) = (name for name in archive.namelist() if name.endswith(".dist-info/RECORD"))
        recorded = {line.partition(",")[0] for line in archive.read(record).decode().splitlines()}
    assert recorded >= READY


def test_an_installed_report_compiles_no_template(unpacked):
    script = (
        "import jinja2; jinja2.Environment.compile = None\n"
        "from pmo.report.templates import environment\n"
        "for fmt in ('html', 'md'):\n"
        "    for kind in ('charter', 'alignment', 'scorecard', 'brief', 'self-assessment'):\n"
        "        environment(fmt).get_template(f'{kind}.{fmt}.j2')\n"
    )
    done = run(unpacked, "-c", script)
    assert done.returncode == 0, done.stderr


def test_the_wheel_names_its_version_its_licence_and_its_command(wheel):
    with zipfile.ZipFile(wheel) as archive:
        info = {name.partition(".dist-info/")[2]: name for name in archive.namelist() if ".dist-info/" in name}
        metadata = archive.read(info["METADATA"]).decode()
        assert f"\nVersion: {__version__}\n" in metadata
        assert "\nLicense-Expression: MIT\n" in metadata
        assert "The pmo authors" in archive.read(info["licenses/LICENSE"]).decode()
        assert "pmo = pmo.__main__:run" in archive.read(info["entry_points.txt"]).decode()


def test_the_source_distribution_holds_everything_that_is_committed(built, committed):
    (path,) = built.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        held = {member.name.partition("/")[2] for member in archive if member.isfile()}
    made = {"PKG-INFO", "setup.cfg", *(name for name in held if name.startswith("pmo.egg-info/"))}
    assert held - made == committed


def test_the_installed_package_runs_from_any_folder(unpacked):
    done = run(unpacked, "-m", "pmo", "--version")
    assert (done.returncode, done.stdout) == (0, f"pmo {__version__}\n"), done.stderr
    where = run(unpacked, "-c", "import pmo.templates, pmo.examples; print(pmo.__file__, *pmo.templates.__path__)")
    assert all(path.startswith(str(unpacked)) for path in where.stdout.split()), where


def test_the_installed_package_starts_checks_and_reports_a_plan(unpacked, tmp_path):
    """Templates, examples and rule pages are read from where they are installed."""
    plan = str(tmp_path / "plan")
    assert run(unpacked, "-m", "pmo", "init", plan, "--yes").returncode == 0
    checked = run(unpacked, "-m", "pmo", "check", plan)
    assert checked.returncode == 1, checked.stderr
    reported = run(unpacked, "-m", "pmo", "report", "--plan", plan)
    assert reported.returncode == 0, reported.stderr
    assert {path.name for path in (tmp_path / "plan" / "reports").iterdir()} == {
        f"{kind}.{extension}" for kind in ("charter", "alignment") for extension in ("html", "md")
    }
    explained = run(unpacked, "-m", "pmo", "explain", "objective-without-strategy")
    assert "objective-without-strategy" in explained.stdout, explained.stderr
