"""Elements by free words: what somebody means who does not know the id."""

import math
import re
from collections import Counter
from collections.abc import Iterable
from typing import TypeVar

from pmo.model import Customer, Element, Party, Person

_E = TypeVar("_E", bound=Element)
_WORD = re.compile(r"[^\W_]+")
_SHORTEST = 4
# Of the best one's score: below, a chance word was found.
_WEAKEST = 0.25
_COMMON = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "by",
        "for",
        "from",
        "in",
        "is",
        "it",
        "of",
        "on",
        "or",
        "our",
        "that",
        "the",
        "their",
        "to",
        "we",
        "what",
        "who",
        "with",
    ]
)


def ranked(words: str, elements: Iterable[_E]) -> list[_E]:
    """The elements that hold any of the words in their id, title, role, statement or needs, the best first; rare words count for more.

    What fits far worse than the best is left out. A word also stands for those that begin like it: `wait` finds `waiting`.
    """
    found = list(elements)
    texts = [_counted(element) for element in found]
    wanted = [word for word in dict.fromkeys(_words(words)) if word not in _COMMON] or list(
        dict.fromkeys(_words(words))
    )
    scores = [0.0] * len(found)
    for word in wanted:
        hits = [max((weight * _like(word, other) for other, weight in text.items()), default=0.0) for text in texts]
        holding = sum(hit > 0 for hit in hits)
        rare = math.log(1 + len(found) / holding) if holding else 0.0
        scores = [score + hit * rare for score, hit in zip(scores, hits, strict=True)]
    order = sorted(range(len(found)), key=lambda index: (-scores[index], index))
    least = max(scores, default=0.0) * _WEAKEST
    return [found[index] for index in order if scores[index] > least]


def _counted(element: Element) -> Counter[str]:
    """The words of an element, each with its weight: what it is called counts most."""
    name = element.name_ if isinstance(element, (Party, Person)) else (element.title or "")
    if isinstance(element, Person):
        name = f"{name} {element.role or ''}"
    needs = " ".join(element.needs) if isinstance(element, Customer) else ""
    weights: Counter[str] = Counter()
    for text, weight in ((f"{getattr(element, 'statement', None) or ''} {needs}", 1), (f"{element.id} {name}", 2)):
        for word in _words(text):
            weights[word] = max(weights[word], weight)
    return weights


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _like(word: str, other: str) -> float:
    if word == other:
        return 1.0
    shorter, longer = sorted((word, other), key=len)
    if len(shorter) >= _SHORTEST and longer.startswith(shorter):
        return 0.8
    stem = shorter[: max(_SHORTEST, len(shorter) - 2)]
    return 0.5 if len(shorter) > _SHORTEST and longer.startswith(stem) else 0.0
