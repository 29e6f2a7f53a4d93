"""What a wheel holds beside the source: the templates of reports as Python. All else is in pyproject.toml."""

import importlib.util
from pathlib import Path
from typing import Any

from setuptools import setup
from setuptools.command.build_py import build_py

HERE = Path(__file__).parent
TEMPLATES = HERE / "templates" / "report"


class WithReadyTemplates(build_py):
    """Builds the package, and into it a module for each template. An editable installation has its templates as they are."""

    def run(self) -> None:
        """Build."""
        super().run()
        if self.editable_mode:
            return
        dialect = _dialect()
        target = Path(self.build_lib).joinpath(*dialect.PACKAGE.split("."))
        target.mkdir(parents=True, exist_ok=True)
        (target / "__init__.py").write_text(
            '"""The templates of reports, as Jinja2 compiles them."""\n', encoding="utf-8"
        )
        for path in sorted(TEMPLATES.rglob("*")):
            if path.suffix in {".j2", ".css", ".js"}:
                name = path.relative_to(TEMPLATES).as_posix()
                module = target / f"{dialect.module_of(name)}.py"
                module.write_text(dialect.python_of(name, path.read_text(encoding="utf-8")), encoding="utf-8")


def _dialect() -> Any:
    """The one module of the package that a build needs, by its path: the package itself wants more than a build has."""
    spec = importlib.util.spec_from_file_location("dialect", HERE / "pmo" / "report" / "dialect.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(spec)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


setup(cmdclass={"build_py": WithReadyTemplates})
