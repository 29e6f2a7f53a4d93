"""How a Word document looks: its page, its styles, the numbering of its headings; and what the file says about itself."""

from typing import Any

from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from pmo.report.office.package import Properties
from pmo.report.office.words import INK, INK_2

_SANS, _SERIF = "Calibri", "Cambria"
_SIZES = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
_MARGIN = 17.0


def width_of(paper: str) -> float:
    """Between the margins of a paper, in mm."""
    return _SIZES[paper][0] - 2 * _MARGIN


def lay_out(word: Any, paper: str) -> None:
    """The paper, upright."""
    section = word.sections[0]
    width, height = _SIZES[paper]
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = Mm(_MARGIN)
    section.top_margin, section.bottom_margin = Mm(16), Mm(18)
    section.header_distance = section.footer_distance = Mm(9)


def dress(word: Any, language: str, accent: str, width: float) -> None:
    """Fonts, sizes and colours of the styles; `accent` is that of the headings, in hexadecimal digits, `width` that of a line, in mm."""
    # The template of python-docx has its styles twice, the second time for Word 2010, which would find the two to differ.
    for name, relation in list(word.part.rels.items()):
        if relation.reltype.endswith("/stylesWithEffects"):
            word.part.rels.pop(name)
    styles = word.styles
    normal = styles["Normal"]
    _font(normal, _SANS, 10, INK)
    normal.paragraph_format.space_after = Pt(4)
    normal.paragraph_format.line_spacing = 1.08
    for element in styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), language)
        element.set(qn("w:eastAsia"), language)
        element.set(qn("w:bidi"), language)
    _font(styles["Title"], _SERIF, 24, INK)
    styles["Title"].paragraph_format.space_after = Pt(2)
    borders = styles["Title"].element.pPr.find(qn("w:pBdr"))
    if borders is not None:
        styles["Title"].element.pPr.remove(borders)
    _font(styles["Subtitle"], _SANS, 10, INK_2)
    styles["Subtitle"].font.italic = False
    for name in ("w:spacing", "w:kern"):
        for found in styles["Subtitle"].element.rPr.findall(qn(name)):
            styles["Subtitle"].element.rPr.remove(found)
    for level, (face, size, before) in enumerate(((_SERIF, 14, 14), (_SANS, 10.5, 8)), 1):
        style = styles[f"Heading {level}"]
        _font(style, face, size, INK if level > 1 else accent)
        style.font.bold = level > 1
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(3)
        style.paragraph_format.keep_with_next = True
    _number_headings(word, styles["Heading 1"])
    for name in ("List Bullet", "List Bullet 2", "List Bullet 3", "List Number", "List Number 2", "List Number 3"):
        styles[name].paragraph_format.space_after = Pt(1)
    styles["Footer"].font.size = styles["Header"].font.size = Pt(8)
    stops = styles["Footer"].paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(Mm(width), WD_TAB_ALIGNMENT.RIGHT)
    table = styles.add_style("Table Text", 1)
    table.base_style = normal
    table.font.size = Pt(9)
    table.paragraph_format.space_after, table.paragraph_format.space_before = Pt(1.5), Pt(1.5)
    lead = styles.add_style("Purpose", 1)
    lead.base_style = normal
    _font(lead, _SERIF, 13, INK)


def _font(style: Any, name: str, size: float, color: str) -> None:
    style.font.name, style.font.size, style.font.color.rgb = name, Pt(size), RGBColor.from_string(color)
    fonts = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:cs"), name)


def _number_headings(word: Any, style: Any) -> None:
    """Let Word number the headings, so that they stay right when somebody adds a section."""
    numbers = word.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    used = [int(found.get(qn("w:abstractNumId"))) for found in numbers.iter(qn("w:abstractNum"))]
    number = max(used, default=0) + 1
    abstract.set(qn("w:abstractNumId"), str(number))
    level = OxmlElement("w:lvl")
    level.set(qn("w:ilvl"), "0")
    for name, value in (
        ("start", "1"),
        ("numFmt", "decimal"),
        ("pStyle", "Heading1"),
        ("lvlText", "%1"),
        ("lvlJc", "left"),
    ):
        element = OxmlElement(f"w:{name}")
        element.set(qn("w:val"), value)
        level.append(element)
    paragraph, indent = OxmlElement("w:pPr"), OxmlElement("w:ind")
    indent.set(qn("w:left"), "454")
    indent.set(qn("w:hanging"), "454")
    paragraph.append(indent)
    level.append(paragraph)
    abstract.append(level)
    numbers.insert(len(used), abstract)
    found = numbers.add_num(number)
    properties = style.element.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_numId().val = found.numId


def describe_file(word: Any, about: Properties) -> None:
    """The core properties of the file."""
    core = word.core_properties
    core.title, core.author, core.subject = about.title[:255], about.author[:255], about.subject[:255]
    core.keywords, core.comments, core.language = about.mark, "", about.language
    core.last_modified_by, core.category = about.author[:255], about.category
    core.created = core.modified = about.day.replace(tzinfo=None)
    core.revision = 1
