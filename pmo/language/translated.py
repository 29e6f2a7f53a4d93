"""Words of another language: messages from its catalogue, the rest by what Babel knows of it (plurals, numbers, dates)."""

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache
from gettext import NullTranslations

from babel import Locale
from babel.dates import format_date

from pmo.language import english
from pmo.language.english import MINUS, MOST, NBSP, SIGNS
from pmo.language.said import Said
from pmo.language.words import Words

_NARROW = "\u202f"


class Translated(Words):
    """The words of one language. A message that its catalogue lacks stays English."""

    def __init__(self, code: str, catalogue: NullTranslations) -> None:
        self.code = code
        self._catalogue = catalogue
        self._locale = Locale.parse(code, sep="-")
        self._group = _spaced(self._locale.number_symbols["latn"]["group"])
        self._decimal = self._locale.number_symbols["latn"]["decimal"]
        self._sign_first = self._locale.currency_formats["standard"].pattern.startswith("¤")
        self.number = lru_cache(maxsize=8192)(self._number)  # type: ignore[method-assign]
        self.day = lru_cache(maxsize=4096)(self._day)  # type: ignore[method-assign]
        self.short_day = lru_cache(maxsize=4096)(self._short_day)  # type: ignore[method-assign]

    def text(self, message: str, about: str = "") -> str:
        """The message in this language, its places still open."""
        return self._catalogue.pgettext(about, message) if about else self._catalogue.gettext(message)

    def form(self, n: int, one: str, more: str) -> str:
        """The form that fits a count by this language's rule, its places still open."""
        return self._catalogue.ngettext(one, more, n)

    def __call__(self, message: str, /, **values: str) -> str:
        """A whole sentence or label, with its values."""
        text = self._catalogue.gettext(message)
        return text.format_map(values) if values else text

    def told(self, said: str) -> str:
        """What a lower room said in English, in this language."""
        # A catalogue keeps its own head under the empty message.
        return said.again(self) if isinstance(said, Said) else self.text(said) if said else ""

    def _number(self, value: float) -> str:
        digits, _, scale = english.number(value).partition(NBSP)
        written = self._digits(digits)
        return f"{written}{NBSP}{self._scale(scale)}" if scale else written

    def _scale(self, scale: str) -> str:
        if scale == "M":
            return self.about("millions, beside a number", "M")
        if scale == "bn":
            return self.about("thousands of millions, beside a number", "bn")
        return self.about("millions of millions, beside a number", "T")

    def _digits(self, digits: str) -> str:
        """English digits with this language's marks."""
        whole, point, rest = digits.partition(".")
        return whole.replace(",", self._group) + (self._decimal + rest if point else "")

    def whole(self, n: int) -> str:
        """A count: `1.234`."""
        return self._digits(f"{n:,}")

    def quantity(self, value: float, unit: str | None) -> str:
        """A number with its unit: `41 Tage`, `1,2 Mio. $`."""
        text = self.number(value)
        unit = (unit or "").strip()
        if not unit or english.long_unit(unit):
            return text
        if unit in SIGNS and self._sign_first:
            return f"{MINUS}{unit}{text[1:]}" if text.startswith(MINUS) else f"{unit}{text}"
        # The unit is the plan's own word: how it is said of one thing is for its author to know.
        return f"{text}{NBSP}{unit}"

    def _day(self, date: dt.date) -> str:
        return self._first(_spaced(format_date(date, "long", locale=self._locale)))

    def _short_day(self, date: dt.date) -> str:
        return self._first(_spaced(format_date(date, "medium", locale=self._locale)))

    def _first(self, day: str) -> str:
        """French counts the first of a month: `1er mars`. Babel's patterns do not say so."""
        return f"1er{day[1:]}" if self.code == "fr" and day.startswith(f"1{NBSP}") else day

    def listed(self, names: Iterable[str], most: int = MOST) -> str:
        """Names in a row: `a, b und c`."""
        shown = list(names)
        if len(shown) < 2:  # noqa: PLR2004 -- one name needs no "and"
            return "".join(shown)
        last = shown.pop() if len(shown) <= most + 1 else self.many(len(shown) - most, "{n} more", "{n} more")
        shown = shown[:most]
        if len(shown) > 1 and any("," in name for name in (*shown, last)):
            return self("{names}; and {last}", names=self.about("between names", "; ").join(shown), last=last)
        return self("{names} and {last}", names=self.about("between names", ", ").join(shown), last=last)

    def labelled(self, label: str, text: str) -> str:
        """A label and what it says: `Responsable : Ada`."""
        return f"{self('{label}:', label=label)} {text}"

    def clauses(self, clauses: Iterable[str]) -> str:
        """Clauses in a row, without a full stop."""
        return self.about("between clauses", "; ").join(clauses)

    def sentence(self, clauses: Iterable[str]) -> str:
        """Clauses that each stand alone as one sentence, with its full stop at the end."""
        return self.about("after the last clause", "{clauses}.", clauses=self.clauses(clauses))


def _spaced(text: str) -> str:
    """Spaces at which no line ends; one kind, that every font has."""
    return text.replace(_NARROW, NBSP).replace(" ", NBSP)
