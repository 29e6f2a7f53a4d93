"""Fixed words, English by itself.

Every sentence that a report says by itself is a message: whole, in English, with `{names}` where values go. A language has a catalogue
of the same messages; what it lacks stays English. Values are text already, made by the same words: `words.whole(3)`, `words.day(date)`.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from functools import lru_cache
from string import Formatter

from pmo.language import english
from pmo.language.english import DASH, MOST, NBSP


class Words:
    """What a report says in one language. This class is English, which needs no catalogue; each other language overrides it."""

    code = "en"
    """The language as `<html lang>`, PDF and Office name it."""

    def text(self, message: str, about: str = "") -> str:
        """The message in this language, its places still open. `about` tells apart what is one word in English only."""
        del about
        return message

    def form(self, n: int, one: str, more: str) -> str:
        """The form of a message that fits a count, its places still open."""
        return one if n == 1 else more

    def __call__(self, message: str, /, **values: str) -> str:
        """A whole sentence or label, with its values.

        Raises:
            KeyError: a value is missing; a fault of ours.
        """
        return message.format_map(values) if values else message

    def about(self, context: str, message: str, /, **values: str) -> str:
        """The same for a word that other languages say in several ways: `about` tells which is meant."""
        text = self.text(message, context)
        return text.format_map(values) if values else text

    def many(self, n: int, one: str, more: str, /, **values: str) -> str:
        """A whole clause with a count, which stands at `{n}`.

        Both forms hold `{n}`, since some languages use the first for 0 or 21 too; what is said of exactly one is a message of its own.
        """
        return self.form(n, one, more).format_map({"n": self.whole(n), **values})

    def told(self, said: str) -> str:
        """What a lower room said in English, in this language (`pmo.language.said`)."""
        return said

    def number(self, value: float) -> str:
        """A number without noise: `1,234.5`, `1.2 M`."""
        return english.number(value)

    def whole(self, n: int) -> str:
        """A count: `1,234`."""
        return f"{n:,}"

    def quantity(self, value: float, unit: str | None) -> str:
        """A number with its unit: `41 days`, `90 %`, `$1.2 M`. A unit too long to repeat is left out."""
        return english.quantity(value, unit)

    def day(self, date: dt.date) -> str:
        """`31 March 2026`."""
        return english.day(date)

    def short_day(self, date: dt.date) -> str:
        """`31 Mar 2026`, for tables."""
        return english.short_day(date)

    def span(self, low: float | None, high: float | None, unit: str | None) -> str:
        """A band: `90–95 %`, `at least 90 %`, `at most 5 days`."""
        if low is None and high is None:
            return DASH
        if low is None:
            return self("at most {quantity}", quantity=self.quantity(high or 0.0, unit))
        if high is None:
            return self("at least {quantity}", quantity=self.quantity(low, unit))
        if low < 0 or high < 0:
            joint = self.about("a range of numbers", "{low} to {high}").replace(" ", NBSP)
            return joint.format(low=self.number(low), high=self.quantity(high, unit))
        return f"{self.number(low)}{DASH}{self.quantity(high, unit)}"

    def fraction(self, part: int, whole: int) -> str:
        """`7 of 9`: never a percentage, whose denominator would be hidden."""
        return self("{part} of {whole}", part=self.whole(part), whole=self.whole(whole))

    def listed(self, names: Iterable[str], most: int = MOST) -> str:
        """Names in a row: `a, b and c`. A long row is cut and counted; names that hold commas are set apart by semicolons."""
        return english.listed(names, most)

    def quoted(self, name: str) -> str:
        """A name inside a sentence: `“Name”`."""
        return self("“{name}”", name=name)

    def labelled(self, label: str, text: str) -> str:
        """A label and what it says: `Owner: Ada`."""
        return f"{label}: {text}"

    def clauses(self, clauses: Iterable[str]) -> str:
        """Clauses in a row, without a full stop: `3 are off track; 2 have no data`."""
        return "; ".join(clauses)

    def sentence(self, clauses: Iterable[str]) -> str:
        """Clauses that each stand alone as one sentence, with its full stop at the end: `3 are off track; 2 have no data.`."""
        return f"{'; '.join(clauses)}."


ENGLISH = Words()


def message(text: str) -> str:
    """The text itself: marks a message that stands in a table, where the call that translates it, `words(text)`, does not show it."""
    return text


@lru_cache(maxsize=4096)
def places(message: str) -> frozenset[str]:
    """The names of a message's places.

    Raises:
        ValueError: a place is more than a name in braces, such as `{a.b}` or `{a:>9}`, or a brace stands alone.
    """
    found = set()
    for _, name, form, conversion in Formatter().parse(message):
        if name is not None:
            if not name.isidentifier() or form or conversion:
                raise ValueError(f"`{message}`: a place is a name in braces and nothing else")
            found.add(name)
    return frozenset(found)


Value = str | int | float | dt.date | Callable[[Words], str]
"""What a sentence of a lower room may hold: text, a number or a date, or what makes text of the words."""
