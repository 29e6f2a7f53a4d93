"""The rungs of the evidence ladder in the words of a report."""

from collections.abc import Mapping
from functools import cache

from pmo.answers import Rung
from pmo.language.words import Words


@cache
def rung_words(words: Words) -> Mapping[Rung, str]:
    """Each rung as it stands inside a line: `evidenced`."""
    return {
        Rung.UNCOVERED: words.about("rung of the ladder", "uncovered"),
        Rung.LINKED: words.about("rung of the ladder", "linked"),
        Rung.REASONED: words.about("rung of the ladder", "reasoned"),
        Rung.MEASURABLE: words.about("rung of the ladder", "measurable"),
        Rung.EVIDENCED: words.about("rung of the ladder", "evidenced"),
        Rung.MOVING: words.about("rung of the ladder", "moving"),
        Rung.ACHIEVED: words.about("rung of the ladder", "achieved"),
    }


@cache
def rung_heads(words: Words) -> Mapping[Rung, str]:
    """Each rung as it stands by itself or at the head of a column: `Evidenced`."""
    return {
        Rung.UNCOVERED: words.about("rung of the ladder", "Uncovered"),
        Rung.LINKED: words.about("rung of the ladder", "Linked"),
        Rung.REASONED: words.about("rung of the ladder", "Reasoned"),
        Rung.MEASURABLE: words.about("rung of the ladder", "Measurable"),
        Rung.EVIDENCED: words.about("rung of the ladder", "Evidenced"),
        Rung.MOVING: words.about("rung of the ladder", "Moving"),
        Rung.ACHIEVED: words.about("rung of the ladder", "Achieved"),
    }
