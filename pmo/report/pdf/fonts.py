"""The fonts that are installed with pmo, and the machine's own."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typst import Fonts

_PACKAGES = ("font_source_sans_pro", "font_source_serif_pro")


@cache
def own_fonts() -> "Fonts":
    """Those that are installed with pmo: the same on every machine."""
    from typst import Fonts  # noqa: PLC0415 -- 40 MB that only a PDF needs

    return Fonts(include_system_fonts=False, font_paths=folders())


@cache
def all_fonts() -> "Fonts":
    """These, and all that the machine has."""
    from typst import Fonts  # noqa: PLC0415 -- as above

    return Fonts(include_system_fonts=True, font_paths=folders())


def folders() -> list[str]:
    """Where the packages with our fonts keep them. Found without importing them: they are data."""
    specs = [find_spec(package) for package in _PACKAGES]
    return [str(Path(spec.origin).parent / "files") for spec in specs if spec is not None and spec.origin]
