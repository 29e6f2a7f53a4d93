"""How a place is shown: the path as the reader of the output can open it, and the span to underline."""

import os
from pathlib import Path

from pmo.source.locate import Locator
from pmo.source.text import Place
from pmo.terminal import visible


class Places:
    """Shows places of one plan. `prefix` leads from where the user stands to the plan's folder; it is empty or ends in a slash."""

    def __init__(self, prefix: str = "") -> None:
        self._prefix = prefix
        self._locator = Locator()

    @classmethod
    def seen_from_here(cls, root: Path) -> "Places":
        """Paths relative to the current folder; absolute where there is no such path (another drive)."""
        try:
            prefix = os.path.relpath(root)
        except ValueError:
            prefix = str(root)
        return cls("" if prefix == "." else prefix.replace(os.sep, "/") + "/")

    def path(self, place: Place) -> str:
        """The path of the place's file, with forward slashes."""
        return self._prefix + place.path

    def shown_path(self, path: str) -> str:
        """A path of the plan as the reader can open it, harmless on a terminal."""
        return visible(self._prefix + path)

    def shown(self, place: Place) -> str:
        """`path:line:column`, harmless on a terminal."""
        return f"{visible(self.path(place))}:{place.line}:{place.column}"

    def span(self, place: Place) -> tuple[int, int]:
        """Start and end of what stands there, on its first line."""
        return self._locator.span(place)
