"""Fixed words as templates print them: `words("{done} of {asked} actions are done", done=view.done, asked=view.asked)`.

The message counts as the template's own text. A value is escaped as `{{ value }}` would be, unless it is markup already, such as
what a filter or `{% set name %}…{% endset %}` gives.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache

from markupsafe import Markup, escape

from pmo.language.words import Words, places


class PrintedWords:
    """The words of a report's language in templates of one format. `finish` is what the format does to every value that is printed."""

    def __init__(self, words: Words, fmt: str, finish: Callable[[object], object]) -> None:
        self._words = words
        self._html = fmt != "md"
        self._finish = finish
        # Labels without values, which rows of tables repeat.
        self._label = lru_cache(maxsize=4096)(lambda message: self._printed(words.text(message), {}))

    @property
    def code(self) -> str:
        """The language: `de`."""
        return self._words.code

    def __call__(self, message: str, /, **values: object) -> Markup:
        """A whole sentence or label."""
        return self._printed(self._words.text(str(message)), values) if values else self._label(str(message))

    def about(self, context: str, message: str, /, **values: object) -> Markup:
        """The same for a word that other languages say in several ways: `about` tells which is meant."""
        return self._printed(self._words.text(str(message), str(context)), values)

    def many(self, n: int, one: str, more: str, /, **values: object) -> Markup:
        """A whole clause with a count, which stands at `{n}`."""
        return self._printed(self._words.form(n, str(one), str(more)), {"n": self._words.whole(n), **values})

    def plain(self, message: str, /, **values: object) -> str:
        """A whole sentence as plain text: for arguments of functions that escape what they are given, such as titles of drawings."""
        return _filled(self._words.text(str(message)), {name: str(value) for name, value in values.items()})

    def whole(self, n: int) -> str:
        """A count: `1,234`."""
        return self._words.whole(n)

    def fraction(self, part: int, whole: int) -> str:
        """`7 of 9`."""
        return self._words.fraction(part, whole)

    def listed(self, names: Iterable[str]) -> str:
        """Names in a row: `a, b and c`."""
        return self._words.listed([str(name) for name in names])

    def quoted(self, name: str) -> str:
        """A name inside a sentence: `“Name”`."""
        return self._words.quoted(str(name))

    def _printed(self, text: str, values: dict[str, object]) -> Markup:
        # As Jinja2 prints a value. Text of its own, since places of a message must not reach attributes of anything else.
        shown = {name: str(escape(self._finish(value))) for name, value in values.items()}
        return Markup(_filled(_in_html(text) if self._html else text, shown))  # noqa: S704 -- ours, or escaped


def _filled(text: str, values: dict[str, str]) -> str:
    """The text with its places filled. Somebody else's template may have written it, so a place is a name and nothing more."""
    missing = places(text) - values.keys()
    if missing:
        raise ValueError(f"`{text}` has no value for {', '.join(sorted(missing))}")
    return text.format_map(values) if values else text


@lru_cache(maxsize=4096)
def _in_html(text: str) -> str:
    """A message inside HTML, also inside the double quotes of an attribute. Apostrophes stay: they mean nothing there."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&#34;")
