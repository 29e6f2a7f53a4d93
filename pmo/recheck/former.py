"""What the last check of a plan left for the next one: the texts that it read, and what stands in which of them."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from zlib import crc32

from pmo.cache import Cache
from pmo.model import Plan
from pmo.reader.load import Loaded
from pmo.reader.sections import PARTIES
from pmo.source.files import ReadFile
from pmo.source.text import SourceFile

_BUNDLE = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """The last check of a plan, kept under `key`; `mark` stands for all but its files that decided it, the day and the program among that.

    `files` are the plan's files, `readings` its readings files by path, as both were. `named_in` pairs each readings file with a file that
    names it. `where` has the file of each element, by id; `supported` are those to which a link leads; `titles` is what the PMO's
    objectives are called. `settings_in` are the files that hold settings. `own_words`: whether nothing but its own rules can hang on an
    element's words (a review confirms words, and a target that moved may be named by them).
    """

    key: str
    mark: str
    files: tuple[SourceFile, ...]
    readings: Mapping[str, SourceFile]
    named_in: tuple[tuple[str, str], ...]
    where: Mapping[str, str]
    supported: frozenset[str]
    titles: tuple[str, ...]
    settings_in: tuple[str, ...]
    own_words: bool

    def leave(self, cache: Cache, root: Path) -> None:
        """Put it where the next check of the plan finds it."""
        files = (*self.files, *self.readings.values())
        texts = [file.text for file in files]
        # White space in a title is none that tells it from another.
        titles = [title.replace("\n", " ") for title in self.titles]
        words = (file.path for file in files), self.where, self.where.values(), self.supported, titles
        texts += [_lines(some) for some in words]
        pieces = _Pieces(texts)
        head_name, texts_name = _names(root)
        if not cache.put(texts_name, pieces):
            return
        head = {
            "key": self.key,
            "mark": self.mark,
            "sum": pieces.sum,
            "count": len(self.files),
            "sizes": [len(text) for text in texts],
            "named_in": self.named_in,
            "settings_in": self.settings_in,
            "own_words": self.own_words,
        }
        cache.keep(head_name, head)

    def after(self, key: str, texts: Mapping[str, SourceFile], titles: Sequence[str]) -> "Former":
        """The check that follows this one, with other texts of some files."""
        files = tuple([texts.get(file.path, file) for file in self.files])
        readings = {path: texts.get(path, file) for path, file in self.readings.items()}
        return replace(self, key=key, files=files, readings=readings, titles=tuple(titles))


def former_of(cache: Cache, root: Path, now: Sequence[ReadFile]) -> Former:
    """The last check of a plan, as it was left. A file that is `now` as it was then is the same object.

    Raises:
        OSError, ValueError, TypeError, KeyError, AttributeError, IndexError: nothing was left, or it is damaged.
    """
    head_name, texts_name = _names(root)
    head = cache.entry(head_name)
    data = (cache.folder / texts_name).read_bytes()
    if crc32(data) != head["sum"]:
        raise ValueError(texts_name)
    text, sizes = data.decode("utf-8", "surrogatepass"), head["sizes"]
    starts = list(accumulate(sizes, initial=0))
    if starts[-1] != len(text):
        raise ValueError(texts_name)
    paths, ids, where, supported, titles = [
        text[at : at + size].split("\n")[:-1] for at, size in zip(starts[-6:], sizes[-5:], strict=False)
    ]
    files = list(_files(paths, starts, text, now))
    count = int(head["count"])
    return Former(
        key=str(head["key"]),
        mark=str(head["mark"]),
        files=tuple(files[:count]),
        readings={file.path: file for file in files[count:]},
        named_in=tuple([(str(path), str(by)) for path, by in head["named_in"]]),
        where=dict(zip(ids, where, strict=True)),
        supported=frozenset(supported),
        titles=tuple(titles),
        settings_in=tuple(map(str, head["settings_in"])),
        own_words=head["own_words"] is True,
    )


def former_left_by(key: str, mark: str, files: Sequence[ReadFile], loaded: Loaded, *, moved: bool) -> Former | None:
    """What a whole check knew, for the next one; `moved` if git saw targets move.

    None where a file could not be read: it may hold anything; and where a path has a line break in it.
    """
    plan = loaded.plan
    if plan.unread or any("\n" in file.path for file in plan.files):
        return None
    settings = plan.settings.origin
    return Former(
        key=key,
        mark=mark,
        files=tuple([read.file for read in files]),
        readings={asked.path: asked.read.file for asked in loaded.readings if asked.read is not None},
        named_in=tuple([(asked.path, asked.by) for asked in loaded.readings]),
        where={name: element.origin.file.path for name, element in plan.elements.items() if name not in PARTIES},
        supported=_supported(plan),
        titles=tuple([objective.title or "" for objective in plan.pmo.objectives]),
        settings_in=tuple([origin.file.path for origin in (settings, *settings.others)]) if settings else (),
        own_words=not moved and not any(review.confirmed for review in plan.reviews),
    )


def _supported(plan: Plan) -> frozenset[str]:
    parties = (plan.organization, plan.pmo, *plan.customers)
    courses = [
        course for party in parties for some in (party.goals, party.strategies, party.objectives) for course in some
    ]
    return frozenset([link.target for course in (*courses, *plan.initiatives) for link in course.supports])


def _files(paths: Sequence[str], starts: Sequence[int], text: str, now: Sequence[ReadFile]) -> Iterator[SourceFile]:
    there = {read.file.path: read.file for read in now}
    for path, at, end in zip(paths, starts[:-6], starts[1:-5], strict=True):
        file = there.get(path)
        same = file is not None and len(file.text) == end - at and text.startswith(file.text, at)
        yield file if file is not None and same else SourceFile(path, text[at:end])


@dataclass(slots=True)
class _Pieces:
    """Texts as bytes, a few at a time: all of a plan at once would take more memory than the check. `sum` tells damage, once all have gone by."""

    texts: Sequence[str]
    sum: int = 0

    def __iter__(self) -> Iterator[bytes]:
        for at in range(0, len(self.texts), _BUNDLE):
            piece = "".join(self.texts[at : at + _BUNDLE]).encode("utf-8", "surrogatepass")
            self.sum = crc32(piece, self.sum)
            yield piece


def _lines(words: Iterable[str]) -> str:
    """Words as one text, each with a line break after it; none may have one in it."""
    return "\n".join([*words, ""])


def _names(root: Path) -> tuple[str, str]:
    """The names under which the last check of a plan lies: one for each folder, since only the last one counts."""
    place = hashlib.blake2b(os.fsencode(root), digest_size=16).hexdigest()
    return f"last-{place}", f"texts-{place}"
