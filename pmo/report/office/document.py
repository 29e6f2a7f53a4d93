"""Building a Word document that is one: heading styles with real numbering, real lists, tables whose heads repeat, links inside.

The look is the other reports': the same colours and order, in the fonts that Word has everywhere.
"""

import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from pmo.language.words import Words
from pmo.report.office.package import Properties, settled
from pmo.report.office.word_styles import describe_file, dress, lay_out, width_of
from pmo.report.office.wordml import (
    describe,
    field,
    head_row,
    line_below,
    link_run,
    number_paragraph,
    set_widths,
    whole_row,
)
from pmo.report.office.words import INK_2, Part, Text, inline, part_of, quiet
from pmo.report.prose import Block, Listing, Quote, blocks, literal, right_to_left
from pmo.report.prose import Paragraph as Paragraphed

_MONO = "Consolas"
_DEEPEST = 3


Filler = Callable[["Box"], None]


class Box:
    """Where paragraphs go: the body of a document, or a cell of a table."""

    def __init__(self, document: "WordDocument", holder: Any) -> None:
        self._document = document
        self._holder = holder
        self._fresh = isinstance(holder, _Cell)

    def paragraph(self, text: Text, style: str = "Normal") -> Paragraph:
        """A paragraph. The first one of a cell takes the place of the empty one that every cell has."""
        if self._fresh:
            paragraph = self._holder.paragraphs[0]
            self._fresh = False
        else:
            paragraph = self._holder.add_paragraph()
        paragraph.style = self._document.style(style)
        self._document.fill(paragraph, text)
        return paragraph  # type: ignore[no-any-return]

    def signing_line(self) -> None:
        """A line below the cell to write on."""
        line_below(self._holder, INK_2, 8)

    def prose(self, text: str, style: str = "Normal") -> None:
        """Prose, in paragraphs and lists."""
        self._blocks(blocks(text), style, 1)

    def bullets(self, texts: Iterable[str]) -> None:
        """A list, each item prose on one line."""
        for text in texts:
            self.paragraph(inline(text), "List Bullet")

    def _blocks(self, found: Iterable[Block], style: str, depth: int) -> None:
        for block in found:
            if isinstance(block, Paragraphed):
                self.paragraph([part_of(run) for run in block.runs], style)
            elif isinstance(block, Quote):
                self._blocks(block.blocks, "Quote", depth)
            else:
                self._listing(block, depth)

    def _listing(self, block: Listing, depth: int) -> None:
        level = "" if depth == 1 else f" {min(depth, _DEEPEST)}"
        style = f"List {'Number' if block.ordered else 'Bullet'}{level}"
        numbering = self._document.numbering_from(style, block.start) if block.ordered else None
        for item in block.items:
            for at, inner in enumerate(item):
                if at == 0 and isinstance(inner, Paragraphed):
                    paragraph = self.paragraph([part_of(run) for run in inner.runs], style)
                    if numbering is not None:
                        number_paragraph(paragraph, numbering)
                else:
                    self._blocks((inner,), "List Continue", depth + 1)


class WordDocument(Box):
    """A document of upright pages, with a foot on each. `paper` is `a4` or `letter`; `words` are those of its language."""

    def __init__(self, about: Properties, accent: str, paper: str, words: Words) -> None:
        self.words = words
        self._word = docx.Document()
        self._about = about
        self._width = width_of(paper)
        self._marks = 0
        self._below_table = False
        super().__init__(self, self._word)
        lay_out(self._word, paper)
        dress(self._word, about.language, accent[1:].upper(), self._width)
        describe_file(self._word, about)

    def paragraph(self, text: Text, style: str = "Normal") -> Paragraph:
        """A paragraph of the body, with room above it where it stands below a table."""
        paragraph = super().paragraph(text, style)
        if self._below_table and not style.startswith("Heading"):
            paragraph.paragraph_format.space_before = Pt(6)
        self._below_table = False
        return paragraph

    def picture(self, data: bytes, alt: str) -> None:
        """A small picture on a line of its own, with words for whoever cannot see it."""
        shape = self.paragraph("").add_run().add_picture(io.BytesIO(data), height=Mm(11))
        if shape.width > Mm(self._width):
            shape.width, shape.height = Mm(self._width), Emu(shape.height * Mm(self._width) // shape.width)
        shape._inline.docPr.set("descr", alt)  # noqa: SLF001 -- python-docx has no other way to it

    def style(self, name: str) -> Any:
        """A style by its name."""
        return self._word.styles[name]

    def heading(self, text: str, level: int = 1, *, numbered: bool = True) -> None:
        """A heading; those of the first level are numbered by Word."""
        paragraph = self.paragraph(text, f"Heading {level}")
        if level == 1 and not numbered:
            number_paragraph(paragraph, 0)

    def table(
        self,
        head: Sequence[str],
        widths: Sequence[float],
        rows: Iterable[Sequence[Filler]],
        *,
        caption: str,
        height: float = 0.0,
        together: bool = False,
    ) -> None:
        """A table whose head repeats on every page and whose rows stay whole. `widths` are shares; `height` is a row's least, in mm.

        A row with fewer cells than columns lets its last one run to the edge, and stays with the row below it. `together` keeps the
        whole table on one page.
        """
        for last in self._word.paragraphs[-1:]:
            last.paragraph_format.space_after = Pt(6)
            if not self._below_table:
                last.paragraph_format.keep_with_next = True
        table = self._word.add_table(rows=1, cols=len(head))
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
        describe(table, caption)
        for cell, word in zip(table.rows[0].cells, head, strict=True):
            Box(self, cell).paragraph(quiet(word, bold=True), "Table Text").paragraph_format.keep_with_next = True
        head_row(table.rows[0])
        for row in rows:
            cells = table.add_row().cells
            leads = len(row) < len(cells)
            if leads:
                cells[len(row) - 1].merge(cells[-1])
            for cell, fill in zip(cells, row, strict=False):
                fill(Box(self, cell))
                for paragraph in cell.paragraphs if leads or together else ():
                    paragraph.paragraph_format.keep_with_next = True
            whole_row(table.rows[-1], height)
        set_widths(table, [Mm(self._width * width / sum(widths)) for width in widths])
        self._below_table = True

    def foot(self, text: Text, head: Text = "") -> None:
        """The foot of every page, with the page's number and how many there are; and what stands at its head, if anything."""
        section = self._word.sections[0]
        paragraph = section.footer.paragraphs[0]
        paragraph.style = self.style("Footer")
        self.fill(paragraph, [*([text] if isinstance(text, str | Part) else text), "\t"])
        for at, code in enumerate(("PAGE", "NUMPAGES")):
            if at:
                paragraph.add_run(" / ")
            field(paragraph, code)
        if head:
            above = section.header.paragraphs[0]
            above.style = self.style("Header")
            self.fill(above, head)

    def bookmark(self, paragraph: Paragraph, name: str) -> None:
        """Give a paragraph a name that links in the document can lead to."""
        self._marks += 1
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        start.set(qn("w:id"), str(self._marks))
        start.set(qn("w:name"), name)
        end.set(qn("w:id"), str(self._marks))
        paragraph._p.append(start)  # noqa: SLF001 -- python-docx knows no bookmarks
        paragraph._p.append(end)  # noqa: SLF001

    def fill(self, paragraph: Paragraph, text: Text) -> None:
        """Put text into a paragraph."""
        parts = [text] if isinstance(text, str | Part) else text
        seen = "".join(part if isinstance(part, str) else part.text for part in parts)
        rtl = right_to_left(seen)
        if rtl:
            paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))  # noqa: SLF001 -- python-docx knows no direction
        for part in parts:
            _run(paragraph, Part(part) if isinstance(part, str) else part, rtl=rtl)

    def numbering_from(self, style: str, start: int) -> int:
        """A new numbering in the look of a list style, which begins at `start`: without one, every list would go on from the last."""
        numbers = self._word.part.numbering_part.element
        of_style = self.style(style).element.pPr.numPr.numId.val
        number = numbers.add_num(numbers.num_having_numId(of_style).abstractNumId.val)
        number.add_lvlOverride(0).add_startOverride(max(start, 0))
        return int(number.numId)

    def saved(self) -> bytes:
        """The document's bytes."""
        out = io.BytesIO()
        self._word.save(out)
        return settled(out.getvalue(), self._about.day)


def _run(paragraph: Paragraph, part: Part, *, rtl: bool) -> None:
    text = part.text if part.text == "\t" else literal(part.text)
    run = paragraph.add_run(text)
    run.bold, run.italic = part.bold or None, part.italic or None
    run.font.strike = part.struck or None
    run.font.rtl = rtl or None
    if part.code:
        run.font.name, run.font.size = _MONO, Pt(8.5)
    if part.small:
        run.font.size = Pt(8)
    if part.color:
        run.font.color.rgb = RGBColor.from_string(part.color)
    if part.to or part.link:
        if part.link:
            run.font.underline = True
        link_run(paragraph, run, part)
