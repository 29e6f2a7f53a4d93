"""The look of our own slides, when the user brings no template: a wide page, our colours, titles that are sentences."""

import re
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Emu, Mm, Pt

_COLORS = {
    "lt2": "F4F6F8",
    "accent2": "0072B2",
    "accent3": "C47F00",
    "accent4": "7A0019",
    "accent5": "767676",
    "accent6": "97A2AE",
    "hlink": "0072B2",
    "folHlink": "46525F",
}
_WIDTH, _HEIGHT, _EDGE = 338.67, 190.5, 17.0
_KEPT = ("Title Slide", "Title and Content")


def plain_deck(accent: str) -> Any:
    """An empty deck with a layout for the cover and one for a title with content."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Mm(_WIDTH), Mm(_HEIGHT)
    for layout in list(deck.slide_layouts):
        if layout.name not in _KEPT:
            deck.slide_layouts.remove(layout)
    _recolor(deck.slide_master, accent)
    for holder in (deck.slide_master, *deck.slide_layouts):
        for shape in holder.placeholders:
            _dress(shape, cover=holder.name == _KEPT[0])
    _masters(deck.slide_master)
    return deck


def _dress(shape: Any, *, cover: bool) -> None:
    """Put a placeholder where it belongs on a wide page."""
    body = _WIDTH - 2 * _EDGE
    kind = shape.placeholder_format.type.name
    if kind in {"TITLE", "CENTER_TITLE"}:
        _place(shape, _EDGE, 62 if cover else 12, body, 30 if cover else 24)
        _text(shape, 36 if cover else 24, MSO_ANCHOR.BOTTOM if cover else MSO_ANCHOR.MIDDLE)
    elif kind == "SUBTITLE":
        _place(shape, _EDGE, 96, body, 40)
        _text(shape, 16, MSO_ANCHOR.TOP)
    elif kind in {"OBJECT", "BODY"}:
        _place(shape, _EDGE, 40, body, 132)
    elif kind == "FOOTER":
        _place(shape, _EDGE, 178, body * 0.8, 8)
        _text(shape, 9, MSO_ANCHOR.MIDDLE)
    elif kind == "SLIDE_NUMBER":
        _place(shape, _WIDTH - _EDGE - 30, 178, 30, 8)
    elif kind == "DATE":
        _place(shape, _WIDTH - _EDGE - 60, 178, 28, 8)


def _recolor(master: Any, accent: str) -> None:
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    xml = theme.blob.decode("utf-8")
    for name, color in (_COLORS | {"dk2": accent, "accent1": accent}).items():
        xml = re.sub(rf'(<a:{name}><a:srgbClr val=")[0-9A-F]{{6}}', rf"\g<1>{color}", xml)
    theme._blob = xml.encode("utf-8")  # noqa: SLF001 -- python-pptx keeps the theme as it came


def _place(shape: Any, left: float, top: float, width: float, height: float) -> None:
    shape.left, shape.top, shape.width, shape.height = (Emu(Mm(value)) for value in (left, top, width, height))


def _text(shape: Any, size: float, anchor: Any) -> None:
    frame = shape.text_frame
    frame.vertical_anchor = anchor
    for paragraph in frame.paragraphs:
        paragraph.alignment = PP_ALIGN.LEFT
        paragraph.font.size = Pt(size)
    # What a slide inherits is the list style of the placeholder, not its sample text.
    style = frame._txBody.find(qn("a:lstStyle"))  # noqa: SLF001 -- python-pptx has no list styles
    if style.find(qn("a:lvl1pPr")) is None:
        etree.SubElement(etree.SubElement(style, qn("a:lvl1pPr")), qn("a:defRPr"))
    for level in style:
        level.set("algn", "l")
        for found in level.findall(qn("a:defRPr")):
            found.set("sz", str(int(size * 100)))
            for fill in found.findall(qn("a:solidFill")):
                found.remove(fill)


def _masters(master: Any) -> None:
    """Sizes of the titles and of the levels of text, and the colour of the titles."""
    styles = master._element.find("{*}txStyles")  # noqa: SLF001 -- python-pptx has no text styles of masters
    for level in styles.find("{*}titleStyle"):
        level.set("algn", "l")
        for found in level.findall("{*}defRPr"):
            found.set("sz", "2400")
            found.set("b", "1")
            for color in found.iter("{*}schemeClr"):
                color.set("val", "tx2")
    for level, size in zip(styles.find("{*}bodyStyle"), (1800, 1600, 1400, 1200, 1200), strict=False):
        for found in level.findall("{*}defRPr"):
            found.set("sz", str(size))
