"""How our templates are written and what they become: Jinja2's settings, and the Python that it makes of a template.

What is installed brings that Python along (`setup.py` runs this when a wheel is built): a report would spend a third of its time on making it.
Knows Jinja2 only, since a build has nothing else.
"""

import hashlib
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import jinja2
from jinja2 import Environment, StrictUndefined

SETTINGS: Mapping[str, Any] = MappingProxyType(
    {
        # On in Markdown too, so that what a macro returns counts as escaped; `finalize` comes first and does the escaping there.
        "autoescape": True,
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "keep_trailing_newline": True,
        "auto_reload": False,
        "cache_size": -1,
        # Nothing in our templates can be worked out beforehand; looking for it takes a tenth of compiling them.
        "optimized": False,
    }
)
"""What every environment of ours is made with."""

PACKAGE = "pmo.templates.ready"
"""Where the Python of installed templates is. Not there when pmo runs from its source."""


def maker() -> str:
    """What makes Python of a template: another Jinja2 may make another, which this one cannot run."""
    return f"Jinja2 {getattr(jinja2, '__version__', '')}"


def digest(source: str) -> str:
    """By this a template's text is known again."""
    return hashlib.blake2b(source.encode("utf-8"), digest_size=16).hexdigest()


def module_of(template: str) -> str:
    """The name of the module that a template becomes: `alignment/map.css` is `alignment_map_css`."""
    return re.sub(r"\W", "_", template)


def python_of(template: str, source: str) -> str:
    """The template as a module, with what it was made from and by. It holds nothing that depends on the format or the language.

    Raises:
        TemplateSyntaxError: the template is none.
    """
    environment = Environment(**SETTINGS, finalize=_not_yet)  # noqa: S701 -- it is on
    environment.filters = _Filters(environment.filters)
    code = environment.compile(source, template, template, raw=True)
    return f"SOURCE = {digest(source)!r}\nMAKER = {maker()!r}\n{code}"


class _Filters(dict[str, Any]):
    """Jinja2's filters, and any other: ours are plain functions, and which function it is matters only to what runs the code."""

    def get(self, name: str, default: Any = None) -> Any:
        """The filter, or what stands for it."""
        return super().get(name, default) or _not_yet


def _not_yet(_: object) -> object:
    # Jinja2 would print constants already when it compiles. How they are printed is the format's business.
    raise TypeError
