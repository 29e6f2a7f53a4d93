"""From a view model to the bytes of a PDF, by typst: tagged (PDF/UA-1), fonts embedded, the same bytes for the same plan and day."""

import base64
import datetime as dt
import json
import re
import unicodedata
from importlib.resources import files
from pathlib import Path
from typing import Any

from pmo.errors import PmoError
from pmo.language.english import listed
from pmo.report.house import House
from pmo.report.pdf.data import Data
from pmo.report.pdf.fixed import fixed
from pmo.report.pdf.fonts import all_fonts, own_fonts
from pmo.report.pdf.picture import drawn
from pmo.terminal import visible

_TEMPLATES = ("report", "pdf")
_UNSEEN = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)
# Asked for in this order, where a machine has them; any other font that has the characters will do as well.
_WIDE = (
    "Noto Sans",
    "Noto Naskh Arabic",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Devanagari",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "PingFang SC",
    "Microsoft YaHei",
    "Hiragino Sans",
    "Yu Gothic",
    "Malgun Gothic",
    "Segoe UI",
    "Arial Unicode MS",
    "DejaVu Sans",
)
_EAST_ASIAN = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "IDEOGRAPHIC", "FULLWIDTH", "HALFWIDTH")
_MOST = 4


def typeset(kind: str, view: object, day: dt.date, house: House) -> bytes:
    """A view model set with the template of its kind (`charter`, `alignment`). `day` is the report's, and the PDF's own date.

    Latin, Greek and Cyrillic text is set in fonts that are installed with pmo, so that the bytes are the same on every machine. Only
    for other characters the machine's own fonts are asked too.

    Raises:
        PmoError: no font has some of the characters (the message says which script they are of), or the logo cannot be drawn.
    """
    data = Data(view)
    dressed = {
        "confidentiality": Data(house.confidentiality).tree()["view"],
        "language": house.language,
        "accent": house.accent,
        "paper": house.paper,
    }
    tree = data.tree() | {
        "house": dressed,
        "words": fixed(house.words, _folder()),
        "logo": _picture(house.logo),
        "fonts": [],
    }
    if not data.wide:
        found = _compile(kind, tree, day, own_fonts())
        if isinstance(found, bytes):
            return found
    there = set(all_fonts().families())
    found = _compile(kind, tree | {"fonts": [name for name in _WIDE if name in there]}, day, all_fonts())
    if isinstance(found, bytes):
        return found
    raise PmoError(_no_font(found))


def _picture(address: str) -> dict[str, object] | None:
    """A picture from its `data:` address, as typst takes it from JSON; None where there is none."""
    if not address:
        return None
    media, _, content = address.removeprefix("data:").partition(";base64,")
    data = base64.b64decode(content)
    if "svg" not in media:
        return {"format": "png", "bytes": list(data)}
    # Drawn beside first: what would be refused there must not be met here, where it could take the whole run with it.
    drawn(data)
    return {"format": "svg", "bytes": list(data)}


def _compile(kind: str, tree: dict[str, object], day: dt.date, fonts: Any) -> bytes | str:
    """The PDF; or the characters for which there is no font."""
    import typst  # noqa: PLC0415 -- 40 MB that only a PDF needs

    folder = _folder()
    midnight = dt.datetime.combine(day, dt.time(), dt.UTC)
    try:
        pdf, _warnings = typst.compile_with_warnings(
            str(folder / f"{kind}.typ"),
            root=str(folder),
            font_paths=fonts,
            sys_inputs={"data": json.dumps(tree, ensure_ascii=False, sort_keys=True)},
            pdf_standards=["ua-1"],
            timestamp=int(midnight.timestamp()),
        )
    except typst.TypstError as error:
        unseen = "".join(_UNSEEN.findall(error.diagnostic))
        if not unseen:
            raise
        return unseen
    assert isinstance(pdf, bytes)  # noqa: S101 -- one document, not one file a page
    return pdf


def _folder() -> Path:
    return Path(str(files("pmo.templates").joinpath(*_TEMPLATES)))


def _no_font(unseen: str) -> str:
    """What is missing, in words, with the smallest fix."""
    by_script: dict[str, str] = {}
    for char in dict.fromkeys(unseen):
        by_script.setdefault(_script(char), char)
    found = listed([f"{script} (such as {visible(char)})" for script, char in by_script.items()], _MOST)
    return (
        f"The PDF cannot be set: no font on this machine has the characters of {found}. "
        "Install one that has, such as the Noto fonts (https://fonts.google.com/noto), or write HTML, which any browser shows."
    )


def _script(char: str) -> str:
    """What people call the kind of writing that a character is of."""
    name = unicodedata.name(char, "")
    if name.startswith(_EAST_ASIAN):
        return "Korean" if name.startswith("HANGUL") else "Chinese or Japanese"
    if not char.isalpha() or not name:
        return "symbols and emoji"
    return name.split()[0].capitalize()
