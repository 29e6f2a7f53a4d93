"""The plan as git holds it at a revision: through the same reader as the plan on the disk, without a checkout.

    history = History(repository_of(root))
    history.plan_at(commit.id)     # Loaded, as load_plan() would give it in a checkout of that commit
    history.plan_now()             # Loaded, the plan in the work tree

One `History` remembers what it has read: a file that did not change between two revisions is fetched and parsed once, however many are
looked at.
"""

import posixpath
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from pmo.git import SUBMODULE, SYMLINK, Entry, Repository
from pmo.reader.kept import Kept
from pmo.reader.load import Loaded, load_plan
from pmo.source.files import MAX_BYTES, ROOT_NAME, SUFFIXES, ReadFile, decode, read_plan_files, too_large
from pmo.source.gitignore import Ignores, ignored, own, spec_of
from pmo.source.problems import Problem
from pmo.source.text import SourceFile

_MOST_LINKS = 10
_READINGS = ".csv"


class History:
    """The revisions of one plan. Nothing is written; nothing outlives the object.

    Raises:
        GitError: from every method that asks git, when git cannot answer.
    """

    def __init__(self, repository: Repository) -> None:
        self.repository = repository
        self._contents: dict[str, bytes] = {}
        self._kept = Kept()
        self._read: dict[tuple[str, str], ReadFile] = {}
        self._plans: dict[str, Loaded] = {}
        self._entries: dict[str, dict[str, Entry]] = {}

    def plan_at(self, commit: str) -> Loaded:
        """The plan at a commit (a full id); an empty one where there was none yet."""
        if commit not in self._plans:
            self._plans[commit] = self.plan_of(self.files_at(commit))
        return self._plans[commit]

    def plan_now(self, wanted: Callable[[str], bool] = lambda _: True) -> Loaded:
        """The plan in the work tree, or the part of it whose files have a text that is wanted.

        What lies in a submodule is left out, since git keeps it elsewhere and no revision shows it.
        """
        head = self.repository.head
        entries = self._entries_at(head) if head else {}
        apart = tuple(f"{path}/" for path, entry in entries.items() if entry.mode == SUBMODULE) or "\0"
        files = [
            read
            for read in read_plan_files(self.repository.folder)
            if not read.file.path.startswith(apart) and wanted(read.file.text)
        ]
        return load_plan(self.repository.folder, files, kept=self._kept)

    def files_at(self, commit: str) -> "GitFiles":
        """The files of the plan at a commit, read when they are asked for."""
        entries = self._entries_at(commit)
        return GitFiles(entries, self, self._ignores_above(commit))

    def _entries_at(self, commit: str) -> dict[str, Entry]:
        if commit not in self._entries:
            self._entries[commit] = self.repository.files(commit)
        return self._entries[commit]

    def plan_of(self, files: "GitFiles") -> Loaded:
        """The plan that some files make: those of a commit, or a part of them."""
        return load_plan(files, kept=self._kept)

    def fetch(self, blobs: Iterable[str]) -> None:
        """Have these contents at hand, with one question to git for all that are not yet."""
        missing = [blob for blob in dict.fromkeys(blobs) if blob not in self._contents]
        self._contents.update(self.repository.contents(missing))

    def keep(self, blobs: Iterable[str], wanted: Callable[[bytes], bool]) -> frozenset[str]:
        """Look through many contents, and keep at hand those that are wanted; the others take no memory."""
        found = {blob for blob in blobs if blob in self._contents and wanted(self._contents[blob])}
        for blob, data in self.repository.contents(blob for blob in blobs if blob not in self._contents):
            if wanted(data):
                self._contents[blob] = data
                found.add(blob)
        return frozenset(found)

    def content(self, blob: str) -> bytes | None:
        """What a blob holds; None when the clone lacks it."""
        if blob not in self._contents:
            self.fetch([blob])
        return self._contents.get(blob)

    def file(self, path: str, blob: str) -> ReadFile:
        """A file as it was: its text, or the problem that kept it from being read."""
        key = (path, blob)
        found = self._read.get(key)
        if found is None:
            data = self.content(blob)
            if data is None:
                found = _absent(path)
            else:
                found = too_large(path, len(data)) if len(data) > MAX_BYTES else decode(data, path)
            self._read[key] = found
        return found

    def _ignores_above(self, commit: str) -> Ignores:
        """The .gitignore files of the folders above the plan's, the outermost first."""
        parts = self.repository.prefix.strip("/").split("/") if self.repository.prefix else []
        found: Ignores = []
        for depth in range(len(parts)):
            blob = self.repository.file_above(commit, "/".join([*parts[:depth], ".gitignore"]))
            data = self.content(blob) if blob else None
            if data:
                found.append(("/".join(parts[depth:]) + "/", spec_of(data.decode("utf-8", "replace").splitlines())))
        return found


@dataclass(slots=True)
class GitFiles:
    """The files below the plan's folder at one revision, as the reader takes them (`PlanFiles`). `entries` are all of them, by path."""

    entries: Mapping[str, Entry]
    history: History
    above: Ignores = field(default_factory=list)

    def plan_files(self) -> list[ReadFile]:
        """Every plan file, in the plan's order."""
        paths = self.paths()
        self.history.fetch(self.entries[path].blob for path in paths if self.entries[path].mode != SYMLINK)
        found: list[ReadFile] = []
        links: list[tuple[int, str]] = []
        for path in paths:
            if self.entries[path].mode == SYMLINK:
                links.append((len(found), path))
            else:
                found.append(self.history.file(path, self.entries[path].blob))
        self._follow(found, links)
        return sorted(found, key=lambda read: read.file.path != ROOT_NAME)

    def paths(self) -> list[str]:
        """The paths of the plan files: hidden and ignored ones aside, in the plan's order."""
        ignores = self._ignores()
        verdicts: dict[str, bool] = {}
        found = [
            path
            for path, entry in self.entries.items()
            if path.endswith(SUFFIXES) and entry.mode != SUBMODULE and not _hidden(path)
            if path == ROOT_NAME or not (ignores and _is_ignored(path, ignores, verdicts))
        ]
        return sorted(found, key=_plan_order)

    @property
    def submodules(self) -> tuple[str, ...]:
        """Folders whose content is another repository's."""
        return tuple(path for path, entry in self.entries.items() if entry.mode == SUBMODULE)

    def inside(self, path: str) -> bool:
        """Whether a path stays in the plan's folder, links followed."""
        return self._target(path) is not None

    def exists(self, path: str) -> bool:
        """Whether anything stands at a path."""
        target = self._target(path)
        return target is not None and (
            target in self.entries or any(name.startswith(target + "/") for name in self.entries)
        )

    def read(self, path: str) -> ReadFile:
        """The text of one file."""
        target = self._target(path)
        entry = self.entries.get(target) if target is not None else None
        if entry is None or entry.mode in (SYMLINK, SUBMODULE):
            return _absent(path)
        # Where there is one readings file there are others: all of them in one question.
        self.history.fetch([entry.blob, *(e.blob for name, e in self.entries.items() if name.endswith(_READINGS))])
        return self.history.file(path, entry.blob)

    def _follow(self, found: list[ReadFile], links: list[tuple[int, str]]) -> None:
        """Put in what links to plan files bring in: each file once, and not those that are read where they are."""
        read = {file.file.path for file in found}
        added = []
        for place, path in links:
            target = self._target(path)
            entry = self.entries.get(target) if target is not None else None
            if target is None or entry is None or entry.mode in (SYMLINK, SUBMODULE):
                added.append((place, _absent(path)))
            elif target not in read:
                read.add(target)
                added.append((place, self.history.file(path, entry.blob)))
        for place, file in reversed(added):
            found.insert(place, file)

    def _target(self, path: str) -> str | None:
        """Where a path leads, links followed; None when it leaves the folder."""
        left = _MOST_LINKS
        parts = posixpath.normpath(path).split("/")
        index = 0
        while index < len(parts):
            if parts[0] == "..":
                return None
            entry = self.entries.get("/".join(parts[: index + 1]))
            index += 1
            if entry is not None and entry.mode == SYMLINK:
                left -= 1
                data = self.history.content(entry.blob)
                leads = "" if data is None else data.decode("utf-8", "replace")
                if left < 0 or not leads or leads.startswith("/"):
                    return None
                parts = posixpath.normpath("/".join([*parts[: index - 1], leads, *parts[index:]])).split("/")
                index = 0
        return None if parts[0] == ".." else "/".join(parts)

    def _ignores(self) -> Ignores:
        files = [path for path in self.entries if posixpath.basename(path) == ".gitignore"]
        found = list(self.above)
        # Outer folders before inner ones: the nearest decides.
        for path in sorted(files, key=lambda path: path.count("/")):
            data = self.history.content(self.entries[path].blob)
            lines = (data or b"").decode("utf-8", "replace").splitlines()
            folder = path.removesuffix(".gitignore")
            if lines:
                found.append(own(folder, lines) if folder else ("", spec_of(lines)))
        return found


def _is_ignored(path: str, ignores: Ignores, verdicts: dict[str, bool]) -> bool:
    """Whether a file or a folder that it lies in is ignored; an inner .gitignore does not count beyond its folder."""
    folder = posixpath.dirname(path)
    if folder and _folder_ignored(folder, ignores, verdicts):
        return True
    return ignored(path, _that_count(path, ignores), is_folder=False)


def _folder_ignored(folder: str, ignores: Ignores, verdicts: dict[str, bool]) -> bool:
    if folder not in verdicts:
        outer = posixpath.dirname(folder)
        verdicts[folder] = (bool(outer) and _folder_ignored(outer, ignores, verdicts)) or ignored(
            folder, _that_count(folder, ignores), is_folder=True
        )
    return verdicts[folder]


def _that_count(path: str, ignores: Ignores) -> Ignores:
    return [spec for spec in ignores if not spec[0].startswith("\0") or path.startswith(spec[0][1:])]


def _hidden(path: str) -> bool:
    return path.startswith(".") or "/." in path


def _plan_order(path: str) -> list[tuple[bool, str]]:
    """A folder's own files before its sub-folders, each by name."""
    *folders, name = path.split("/")
    return [*((True, folder) for folder in folders), (False, name)]


def _absent(path: str) -> ReadFile:
    message = "Git has no content for this file: a link that leads nowhere, or a clone that is only partial."
    return ReadFile(SourceFile(path, ""), Problem("unreadable-file", message, "Look at it in a full clone."))
