"""Which languages there are, and the words of each. English needs no catalogue and no package."""

from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import IO

from pmo.errors import PmoError
from pmo.language.words import ENGLISH, Words

FOLDER = Path(__file__).parent
"""Where the catalogues are, `<code>.po`."""


OFFERED = (ENGLISH.code, "de", "es", "fr")
"""The languages that a plan may ask for: those in which every report says everything. Half a translation is worse than none."""


@cache
def languages() -> tuple[str, ...]:
    """English, and the languages that have a catalogue, be it whole or begun."""
    return (ENGLISH.code, *sorted(path.stem for path in FOLDER.glob("*.po")))


@cache
def words_of(code: str) -> Words:
    """The words of a language, one of `languages()`.

    Raises:
        PmoError: the package that knows other languages is not installed; the message has the command that installs it.
    """
    if code == ENGLISH.code:
        return ENGLISH
    if find_spec("babel") is None:
        raise PmoError(
            f"Reports in another language than English (`{code}`) need a package that is not installed: "
            'pip install "pmo[language]"'
        )
    with (FOLDER / f"{code}.po").open("rb") as stream:
        return words_from(stream, code)


def words_from(stream: IO[bytes], code: str) -> Words:
    """The words of a language from its catalogue, a PO file."""
    # Imported here: most plans are in English.
    from gettext import GNUTranslations  # noqa: PLC0415

    from babel.messages.mofile import write_mo  # noqa: PLC0415
    from babel.messages.pofile import read_po  # noqa: PLC0415

    from pmo.language.translated import Translated  # noqa: PLC0415

    messages = read_po(stream, locale=code.replace("-", "_"))
    compiled = BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    return Translated(code, GNUTranslations(compiled))
