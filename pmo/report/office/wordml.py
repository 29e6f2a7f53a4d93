"""What Word can do and python-docx cannot write: links, numbering, fields, repeated heads of tables, lines, descriptions."""

from collections.abc import Sequence
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from pmo.report.office.words import LINE, Part


def link_run(paragraph: Paragraph, run: Any, part: Part) -> None:
    """Let a run lead to a bookmark in the document or to an address."""
    link = OxmlElement("w:hyperlink")
    if part.to:
        link.set(qn("w:anchor"), part.to)
    else:
        target = paragraph.part.relate_to(part.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link.set(qn("r:id"), target)
    run._r.addprevious(link)  # noqa: SLF001 -- python-docx reads links and does not write them
    link.append(run._r)  # noqa: SLF001


def number_paragraph(paragraph: Paragraph, numbering: int) -> None:
    """Number a paragraph by a numbering other than its style's; 0 for none."""
    found = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 -- python-docx knows no numbering
    found.get_or_add_ilvl().val = 0
    found.get_or_add_numId().val = numbering
    if not numbering:
        paragraph.paragraph_format.left_indent = Mm(0)
        paragraph.paragraph_format.first_line_indent = Mm(0)


def field(paragraph: Paragraph, code: str) -> None:
    """A field that Word works out, such as the page's number."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001 -- python-docx knows no fields


def set_widths(table: Any, sizes: Sequence[Mm]) -> None:
    """Widths, in the grid and in each cell: Word reads the one, others the other."""
    for row in table.rows:
        for cell, size in zip(row._tr.tc_lst, sizes, strict=False):  # noqa: SLF001 -- python-docx has no other way to a cell as written
            if cell.grid_span == 1:
                cell.width = size
    for column, size in zip(table._tbl.tblGrid.gridCol_lst, sizes, strict=True):  # noqa: SLF001 -- likewise
        column.w = size


def describe(table: Any, caption: str) -> None:
    """What the table is, for screen readers."""
    properties = table._tbl.tblPr  # noqa: SLF001 -- python-docx knows no table descriptions
    for name, value in (("w:tblCaption", caption), ("w:tblDescription", caption)):
        element = OxmlElement(name)
        element.set(qn("w:val"), value)
        properties.append(element)


def head_row(row: Any) -> None:
    """Let a row stand at the head of the table on every page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 -- python-docx knows no repeated heads
    whole_row(row, 0.0)
    for cell in row.cells:
        line_below(cell, LINE, 6)


def whole_row(row: Any, height: float) -> None:
    """Keep a row on one page, at least `height` mm high."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 -- python-docx knows no unbroken rows
    properties.insert(0, OxmlElement("w:cantSplit"))
    if height:
        row.height = Mm(height)
    for cell in row.cells:
        line_below(cell, "D9DEE4", 4)


def line_below(cell: _Cell, color: str, eighths: int) -> None:
    """A line below a cell."""
    properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001 -- python-docx knows no borders
    if properties.find(qn("w:tcBorders")) is not None:
        return
    borders, bottom = OxmlElement("w:tcBorders"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", str(eighths)), ("space", "0"), ("color", color)):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    properties.append(borders)
