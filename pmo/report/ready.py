"""Our own templates, from the Python that came with the installation where it fits, else from their text."""

import importlib.util
from collections.abc import MutableMapping
from importlib.abc import InspectLoader
from types import CodeType
from typing import Any

from jinja2 import Environment, PackageLoader, Template

from pmo.report.dialect import PACKAGE, digest, maker, module_of


class OurTemplates(PackageLoader):
    """The templates of reports in `pmo.templates`."""

    def __init__(self) -> None:
        super().__init__("pmo.templates", "report")
        self._is_installed = _is_there()

    def load(
        self,
        environment: Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 -- Jinja2's name
    ) -> Template:
        """A template. Each environment runs the code for itself: filters and words are its own."""
        source, _, up_to_date = self.get_source(environment, name)
        # In a sandbox, code must be made for it.
        code = _ready(name, source) if self._is_installed and not environment.sandboxed else None
        if code is None:
            return super().load(environment, name, globals)
        return environment.template_class.from_code(environment, code, {} if globals is None else globals, up_to_date)


def _is_there() -> bool:
    return importlib.util.find_spec(PACKAGE) is not None


def _ready(name: str, source: str) -> CodeType | None:
    """The code of a template, if it was made from this text by this Jinja2."""
    spec = importlib.util.find_spec(f"{PACKAGE}.{module_of(name)}")
    if spec is None or not isinstance(spec.loader, InspectLoader):
        return None
    code = spec.loader.get_code(spec.name)
    # Both stand at the beginning, as constants.
    return code if code is not None and {digest(source), maker()} <= {*code.co_consts[:4]} else None
