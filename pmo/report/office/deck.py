"""Building slides in our own look or in the user's template: text in its placeholders, charts and tables that can be edited."""

import copy
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.exc import PackageNotFoundError
from pptx.oxml.ns import qn
from pptx.util import Emu, Mm, Pt

from pmo.errors import PmoError
from pmo.language.words import ENGLISH, Words
from pmo.report.office.design import plain_deck
from pmo.report.office.fit import Area, Line, cut, fitting
from pmo.report.office.package import Properties, settled
from pmo.report.prose import literal, right_to_left
from pmo.terminal import visible

_DOWNWARDS = "vert"
_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
_CONTENT = (PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.BODY)
_FEET = (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
_TITLE, _FOOT = 170, 130
_LOGO_LEFT = Mm(19.5)
"""Above the first letters of our own title."""

_TITLE_SIZES = ((120, 18), (60, 20))
"""Titles of more characters than these are set smaller than the layout says."""


class Deck:
    """Slides. `foot` stands on each of them, where the layout has a place for it; `words` are those of their language."""

    def __init__(self, about: Properties, accent: str, template: Path | None, foot: str, words: Words) -> None:
        self.words = words
        self._about = about
        self._foot = foot
        self._deck = plain_deck(accent[1:].upper()) if template is None else _opened(template)
        self._cover = _layout(self._deck, template, cover=True)
        self._content = _layout(self._deck, template, cover=False)
        core = self._deck.core_properties
        core.title, core.author, core.subject = about.title[:255], about.author[:255], about.subject[:255]
        core.keywords, core.language, core.last_modified_by = about.mark, about.language, about.author[:255]
        core.created = core.modified = about.day.replace(tzinfo=None)
        core.revision = 1

    def cover(self, title: str, lines: Sequence[str], notes: Iterable[str], logo: bytes = b"") -> None:
        """The first slide; with a PNG as its logo, if there is one."""
        slide = self._add(self._cover, title, notes)
        if logo:
            picture = slide.shapes.add_picture(io.BytesIO(logo), _LOGO_LEFT, Mm(12), height=Mm(18))
            most = self._deck.slide_width // 2
            if picture.width > most:
                picture.width, picture.height = most, picture.height * most // picture.width
            picture._element.nvPicPr.cNvPr.set("descr", self.words("Logo"))  # noqa: SLF001 -- python-pptx has no alternative texts
        subtitle = next(s for s in slide.placeholders if s.placeholder_format.type is PP_PLACEHOLDER.SUBTITLE)
        for at, line in enumerate(lines):
            paragraph = subtitle.text_frame.paragraphs[0] if at == 0 else subtitle.text_frame.add_paragraph()
            paragraph.text = cut(line, _FOOT)

    def slide(self, title: str, notes: Iterable[str]) -> "Slide":
        """A slide whose title is its message. What does not fit in the title stands in the notes."""
        return Slide(self._add(self._content, title, notes), self.words)

    def saved(self) -> bytes:
        """The deck's bytes."""
        # Last, so that they are read last.
        for slide in self._deck.slides:
            for shape in slide.slide_layout.placeholders:
                if shape.placeholder_format.type in _FEET:
                    self._stand(slide, shape)
        # Our own slides are English where nothing else is said.
        if self.words.code != ENGLISH.code:
            for slide in self._deck.slides:
                _speak(slide, self.words.code)
        out = io.BytesIO()
        self._deck.save(out)
        return settled(out.getvalue(), self._about.day)

    def _add(self, layout: Any, title: str, notes: Iterable[str]) -> Any:
        slide = self._deck.slides.add_slide(layout)
        said = [line for line in notes if line]
        short = cut(title, _TITLE)
        if short != literal(title):
            said.insert(0, title)
        slide.shapes.title.text = short
        size = next((size for most, size in _TITLE_SIZES if len(short) > most), None)
        if size is not None and layout is self._content:
            slide.shapes.title.text_frame.paragraphs[0].runs[0].font.size = Pt(size)
        slide.notes_slide.notes_text_frame.text = "\n".join(literal(line) for line in said)
        return slide

    def _stand(self, slide: Any, shape: Any) -> None:
        """Footers of a layout do not show on a slide unless the slide has them too."""
        element = copy.deepcopy(shape._element)  # noqa: SLF001 -- python-pptx does not copy footers
        slide.shapes._spTree.append(element)  # noqa: SLF001
        element.nvSpPr.cNvPr.set("id", str(max(int(i) for i in slide.shapes._spTree.xpath("//@id") if i.isdigit()) + 1))  # noqa: SLF001
        for transform in element.spPr.findall(qn("a:xfrm")):
            element.spPr.remove(transform)
        if shape.placeholder_format.type is PP_PLACEHOLDER.FOOTER:
            slide.shapes[-1].text_frame.text = cut(self._foot, _FOOT)


class Slide:
    """One slide with a title and an area to fill."""

    def __init__(self, slide: Any, words: Words) -> None:
        self.words = words
        self._slide = slide
        self._holder = next(s for s in slide.placeholders if s.placeholder_format.type in _CONTENT)
        self.area = Area(self._holder.left, self._holder.top, self._holder.width, self._holder.height)

    def lines(self, lines: Sequence[Line], area: Area | None = None) -> None:
        """Text in the slide's own placeholder, as large as fits. What does not fit is counted; the notes have all."""
        area = area or self.area
        size, shown = fitting(lines, area)
        left = len(lines) - len(shown)
        if left:
            shown = [
                *shown,
                Line(self.words.many(left, "… and {n} more: see the notes", "… and {n} more: see the notes")),
            ]
        frame = self._holder.text_frame
        for at, line in enumerate(shown):
            paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
            paragraph.level = line.level
            paragraph.space_after = Pt(size / 3)
            for text, bold in ((line.strong, True), (line.text, None)):
                if text:
                    run = paragraph.add_run()
                    run.text, run.font.size, run.font.bold = literal(text), Pt(size), bold
            if line.number:
                _numbered(paragraph, line.number)
            if right_to_left(line.seen):
                paragraph._p.get_or_add_pPr().set("rtl", "1")  # noqa: SLF001 -- python-pptx knows no direction
        _sized(self._holder, area)

    def beside(self, *texts: str) -> Area:
        """Where a chart goes: all of the area, or with lines of text below it, if there are any."""
        lines = [Line(text, number=-1) for text in texts if text]
        if not lines:
            self.no_text()
            return self.area
        upper, lower = self.area.stack(0.98 - 0.08 * len(lines))
        self.lines(lines, lower)
        return upper

    def no_text(self) -> None:
        """Take the empty placeholder away, where a chart or a table stands in its place."""
        self._holder._element.getparent().remove(self._holder._element)  # noqa: SLF001

    def chart(self, kind: Any, data: Any, alt: str, area: Area | None = None) -> Any:
        """A chart with its numbers behind it; `alt` is what it says, for those who cannot see it."""
        area = area or self.area
        frame = self._slide.shapes.add_chart(kind, area.left, area.top, area.width, area.height, data)
        _describe(frame, alt)
        frame.chart.font.size = Pt(12)
        # python-pptx numbers the axes of some charts below zero, where the format has none.
        for element in frame.chart._chartSpace.iter(qn("c:axId"), qn("c:crossAx")):  # noqa: SLF001 -- as above
            element.set("val", element.get("val").lstrip("-"))
        return frame.chart

    def table(
        self,
        head: Sequence[str],
        widths: Sequence[float],
        rows: Sequence[Sequence[str]],
        alt: str,
        size: int,
        *,
        marks: str = "",
        below: str = "",
    ) -> None:
        """A table, with a line of text `below`. `widths` are shares; with `marks` all columns but the first hold signs, which it explains."""
        area = self.beside(marks or below)
        frame = self._slide.shapes.add_table(
            len(rows) + 1, len(head), area.left, area.top, area.width, Pt(size * 2) * (len(rows) + 1)
        )
        _describe(frame, alt)
        table = frame.table
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Emu(int(area.width * width / sum(widths)))
        for at, row in enumerate((head, *rows)):
            table.rows[at].height = Emu(Pt(size * 2))
            for place, text in enumerate(row):
                cell = table.cell(at, place)
                cell.margin_top = cell.margin_bottom = Pt(3)
                cell.margin_left = cell.margin_right = Pt(5)
                cell.text = literal(text)
                cell.vertical_anchor = MSO_ANCHOR.MIDDLE
                for paragraph in cell.text_frame.paragraphs:
                    paragraph.font.size = Pt(size if at or not marks else size - 1)
                    if marks and at and place:
                        paragraph.alignment = PP_ALIGN.CENTER

    def shape(self, kind: Any, area: Area) -> Any:
        """A shape of ours, without words."""
        return self._slide.shapes.add_shape(kind, area.left, area.top, area.width, area.height)

    def text(self, area: Area) -> Any:
        """A box for words of a drawing."""
        box = self._slide.shapes.add_textbox(area.left, area.top, area.width, area.height)
        box.text_frame.word_wrap = True
        return box

    def connector(self, kind: Any) -> Any:
        """A line that is yet to be tied to shapes."""
        return self._slide.shapes.add_connector(kind, 0, 0, 0, 0)

    def describe(self, alt: str) -> None:
        """Say what the first shape stands for: a drawing of many shapes is described once."""
        shape = next(s for s in self._slide.shapes if not s.is_placeholder)
        shape._element.nvSpPr.cNvPr.set("descr", literal(alt))  # noqa: SLF001 -- python-pptx has no alternative texts


def _opened(template: Path) -> Any:
    """The user's deck, without its slides.

    Raises:
        PmoError: it cannot be read, or is no deck.
    """
    name = visible(str(template))
    try:
        deck = Presentation(str(template))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, etree.XMLSyntaxError) as error:
        if not template.exists():
            raise PmoError(f"The template {name} is not there.") from error
        raise PmoError(
            f"The template {name} is not a PowerPoint presentation that can be read. A .potx or .ppt must be saved as .pptx first."
        ) from error
    except OSError as error:
        raise PmoError(f"The template {name} cannot be read: {(error.strerror or str(error)).lower()}.") from error
    slides = deck.slides._sldIdLst  # noqa: SLF001 -- python-pptx cannot remove slides
    for slide in list(slides):
        deck.part.drop_rel(slide.rId)
        slides.remove(slide)
    # Sections and shows of one's own would still name the slides that are gone.
    for name in ("p:extLst", "p:custShowLst"):
        for left in deck.element.findall(qn(name)):
            deck.element.remove(left)
    return deck


def _layout(deck: Any, template: Path | None, *, cover: bool) -> Any:
    """The first layout that has the places for it, told by the types of its placeholders and not by its name.

    Raises:
        PmoError: there is none.
    """
    found = [layout for master in deck.slide_masters for layout in master.slide_layouts]
    fitting = [layout for layout in found if (_is_cover if cover else _is_content)(layout)]
    if fitting:
        # Of several, the one that leaves most room.
        return fitting[0] if cover else max(fitting, key=_room)
    wanted = "a title and a subtitle" if cover else "a title and one place for content"
    names = ", ".join(visible(layout.name) for layout in found) or "none"
    raise PmoError(
        f"The template {visible(str(template))} has no layout with {wanted}. Its layouts are: {names}. "
        "Add one in the slide master, or leave --template out."
    )


def _kinds(layout: Any) -> list[Any]:
    ignored = (*_FEET, PP_PLACEHOLDER.DATE)
    return [s.placeholder_format.type for s in layout.placeholders if s.placeholder_format.type not in ignored]


def _is_cover(layout: Any) -> bool:
    kinds = _kinds(layout)
    return PP_PLACEHOLDER.SUBTITLE in kinds and any(kind in _TITLES for kind in kinds)


def _is_content(layout: Any) -> bool:
    kinds = _kinds(layout)
    return len(kinds) == 2 and kinds[0] in _TITLES and kinds[1] in _CONTENT and _room(layout) > 0  # noqa: PLR2004 -- a title and its content


def _room(layout: Any) -> int:
    """The area of a layout's content; nothing where text runs downwards in it, or where it stands above its title."""
    title = next(s for s in layout.placeholders if s.placeholder_format.type in _TITLES)
    content = next(s for s in layout.placeholders if s.placeholder_format.type in _CONTENT)
    if content._element.ph_orient == _DOWNWARDS or content.height is None or title.top is None:  # noqa: SLF001 -- python-pptx keeps it there
        return 0
    if content.top < title.top + title.height // 2:
        return 0
    return int(content.width) * int(content.height)


def _speak(slide: Any, language: str) -> None:
    """Say of all text of a slide, its notes and its charts which language it is in: for spelling, and for whoever has it read aloud."""
    charts = [shape.chart._chartSpace for shape in slide.shapes if shape.has_chart]  # noqa: SLF001 -- python-pptx sets one language for one run
    for tree in (slide._element, slide.notes_slide._element, *charts):  # noqa: SLF001 -- likewise
        for run in tree.iter(qn("a:r"), qn("a:fld")):
            if run.find(qn("a:rPr")) is None:
                run.insert(0, run.makeelement(qn("a:rPr")))
        for look in tree.iter(qn("a:rPr"), qn("a:endParaRPr"), qn("a:defRPr")):
            look.set("lang", language)


def _numbered(paragraph: Any, number: int) -> None:
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 -- python-pptx knows no bullets
    element = etree.SubElement(properties, qn("a:buAutoNum" if number > 0 else "a:buNone"))
    if number > 0:
        element.set("type", "arabicPeriod")
        element.set("startAt", str(number))
    else:
        # Below another line it stays where its level stands.
        properties.set("indent", "0")
        if not paragraph.level:
            properties.set("marL", "0")


def _sized(shape: Any, area: Area) -> None:
    shape.left, shape.top, shape.width, shape.height = area.left, area.top, area.width, area.height


def _describe(frame: Any, alt: str) -> None:
    frame._element.nvGraphicFramePr.cNvPr.set("descr", literal(alt))  # noqa: SLF001 -- python-pptx has no alternative texts
