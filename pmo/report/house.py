"""What an organization's reports have in common on paper and in Office: the words at their foot, their language, their colour, their paper."""

import base64
from dataclasses import dataclass

from pmo.language.catalogue import words_of
from pmo.language.words import ENGLISH, Words
from pmo.model import Settings

PNG, SVG = "data:image/png", "data:image/svg+xml"
"""How the address of a logo begins."""

_ACCENT = "#123c5e"


@dataclass(frozen=True, slots=True)
class House:
    """`language` is that of the fixed words, `en`; `accent` a colour such as `#123c5e`; `confidentiality` is empty where the plan sets none.

    `logo` is a picture as a `data:` address; empty where there is none. `paper` is `a4` or `letter`.
    """

    confidentiality: str = ""
    language: str = "en"
    accent: str = _ACCENT
    logo: str = ""
    paper: str = "a4"

    @property
    def words(self) -> Words:
        """The fixed words.

        Raises:
            PmoError: the package that knows other languages is not installed.
        """
        return words_of(self.language)


def png_of(house: House) -> bytes:
    """The logo's bytes where it is a PNG, as Office files want it; none otherwise."""
    kind, _, content = house.logo.partition(";base64,")
    return base64.b64decode(content) if kind == PNG else b""


def house(settings: Settings, logo: str = "") -> House:
    """What the plan's `settings.report` says about it; our own where it says nothing."""
    given = settings.report
    language = given.language or ENGLISH.code
    return House(given.confidentiality or "", language, given.accent or _ACCENT, logo, given.paper or "a4")
