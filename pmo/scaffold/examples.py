"""The examples that come with pmo: their names, what they show, and their files, read one by one so that a zip will do."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

from pmo.errors import UsageError
from pmo.nearest import did_you_mean
from pmo.scaffold.draft import File
from pmo.source.files import ROOT_NAME
from pmo.terminal import visible

_PACKAGE = "pmo.examples"


@dataclass(frozen=True, slots=True)
class Example:
    """An example plan: its name, and the first sentence of its README."""

    name: str
    about: str


def examples() -> list[Example]:
    """Every example, by name: the folders of the package that hold a plan."""
    folders = [one for one in files(_PACKAGE).iterdir() if one.is_dir() and one.joinpath(ROOT_NAME).is_file()]
    return sorted((Example(one.name, _about(one)) for one in folders), key=lambda example: example.name)


def example_files(name: str) -> list[File]:
    """The files of an example, in the order of their names, those of a folder before those of its sub-folders.

    Raises:
        UsageError: there is no example of that name; the message lists those there are.
    """
    known = examples()
    if name not in {example.name for example in known}:
        near = did_you_mean(name, {example.name for example in known})
        listed = "".join(f"\n  {example.name}{f' — {example.about}' if example.about else ''}" for example in known)
        raise UsageError(f"There is no example `{visible(name)}`.{near} There are:{listed}")
    return list(_files(files(_PACKAGE).joinpath(name), ""))


def _files(folder: Traversable, prefix: str) -> Iterator[File]:
    entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    for entry in entries:
        if entry.is_file() and not entry.name.endswith(".pyc") and entry.name != "__init__.py":
            yield File(prefix + entry.name, entry.read_bytes())
    for entry in entries:
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _files(entry, f"{prefix}{entry.name}/")


def _about(folder: Traversable) -> str:
    """The first paragraph of the README that is no heading, up to the end of its first sentence."""
    readme = folder.joinpath("README.md")
    if not readme.is_file():
        return ""
    paragraphs = readme.read_text("utf-8").split("\n\n")
    first = next(
        (" ".join(text.split()) for text in paragraphs if text.strip() and not text.lstrip().startswith("#")), ""
    )
    sentence, dot, _ = first.partition(". ")
    return sentence + (dot.strip() or "")
