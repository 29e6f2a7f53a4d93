"""What is installed has its templates compiled; what comes out is the same, and anything that does not fit is compiled anew."""

import importlib
from pathlib import Path

import pmo.templates
import pytest
from jinja2 import Environment
from jinja2.sandbox import ImmutableSandboxedEnvironment

from pmo.report import ready, templates
from pmo.report.dialect import module_of, python_of

TEMPLATES = Path(pmo.templates.__path__[0]) / "report"
NAMES = sorted(
    path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*") if path.suffix in {".j2", ".css", ".js"}
)


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """The templates' Python, as an installation has it."""
    package = f"ready_{tmp_path.name}".replace("-", "_")
    folder = tmp_path / package
    folder.mkdir()
    (folder / "__init__.py").touch()
    for name in NAMES:
        source = (TEMPLATES / name).read_text(encoding="utf-8")
        (folder / f"{module_of(name)}.py").write_text(python_of(name, source), encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(ready, "PACKAGE", package)
    importlib.invalidate_caches()
    templates.environment.cache_clear()
    yield folder
    templates.environment.cache_clear()


@pytest.fixture
def compiled(monkeypatch) -> list[str]:
    """The names of the templates that are compiled from now on."""
    names: list[str] = []
    before = Environment.compile

    def compile_(self, source, name=None, *rest, **more):
        names.append(name)
        return before(self, source, name, *rest, **more)

    monkeypatch.setattr(Environment, "compile", compile_)
    return names


def test_no_two_templates_become_the_same_module():
    assert len({module_of(name) for name in NAMES}) == len(NAMES) > 30


@pytest.mark.parametrize("fmt", ["html", "md"])
@pytest.mark.parametrize("kind", ["charter", "alignment", "scorecard", "brief", "self-assessment"])
def test_the_report_is_the_same_and_nothing_is_compiled(report, installed, monkeypatch, compiled, kind, fmt):
    ready_made = report("ferries", fmt, kind)
    assert compiled == []
    monkeypatch.setattr(ready, "_is_there", lambda: False)
    templates.environment.cache_clear()
    assert report("ferries", fmt, kind) == ready_made
    assert f"{kind}.{fmt}.j2" in compiled


def test_a_template_that_somebody_changed_is_compiled(installed, compiled):
    module = installed / f"{module_of('macros.html.j2')}.py"
    module.write_text(module.read_text("utf-8").replace("SOURCE = '", "SOURCE = '0"), "utf-8")
    templates.environment("html").get_template("macros.html.j2")
    templates.environment("html").get_template("layout.html.j2")
    assert compiled == ["macros.html.j2"]


def test_with_another_jinja_everything_is_compiled(installed, compiled, monkeypatch):
    monkeypatch.setattr(ready, "maker", lambda: "Jinja2 4.0")
    templates.environment("html").get_template("macros.html.j2")
    assert compiled == ["macros.html.j2"]


def test_a_module_that_is_missing_is_no_trouble(installed, compiled):
    (installed / f"{module_of('macros.html.j2')}.py").unlink()
    importlib.invalidate_caches()
    templates.environment("html").get_template("macros.html.j2")
    assert compiled == ["macros.html.j2"]


def test_a_sandbox_gets_code_of_its_own(installed, compiled, tmp_path):
    own = tmp_path / "own"
    own.mkdir()
    (own / "charter.css").write_text("b {}", encoding="utf-8")
    found = templates.environment("html", own)
    assert isinstance(found, ImmutableSandboxedEnvironment)
    found.get_template("macros.html.j2")
    assert compiled == ["macros.html.j2"]
