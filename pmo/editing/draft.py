"""A plan's files while a command changes them: nothing is written before all of it is known."""

from collections.abc import Iterable

from pmo.source.text import SourceFile
from pmo.writing import Change


class Draft:
    """The texts of a plan's files, changed step by step."""

    def __init__(self, files: Iterable[SourceFile]) -> None:
        self._before = {file.path: file.text for file in files}
        self._after: dict[str, str | None] = {}

    def file(self, path: str) -> SourceFile | None:
        """A file as it stands in the draft; None when there is none."""
        text = self._after.get(path, self._before.get(path))
        return None if text is None else SourceFile(path, text)

    def put(self, path: str, text: str) -> None:
        """Give a file, new or not, a text."""
        self._after[path] = text

    def move(self, path: str, to: str) -> None:
        """Give a file another name."""
        self._after[to] = self._after.get(path) or self._before[path]
        self._after[path] = None

    def changes(self) -> list[Change]:
        """What the draft changes, in the order of the paths."""
        found = (Change(path, self._before.get(path), text) for path, text in self._after.items())
        return sorted((change for change in found if change.before != change.after), key=lambda change: change.path)
