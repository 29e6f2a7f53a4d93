"""The charter as a Word document: real headings, lists and tables, a place to sign, properties."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from pmo import __version__

GOLDEN = Path(__file__).parents[1] / "golden" / "office"


def opened(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def told(document: Document) -> str:
    """The document as text: each paragraph with its style, each table row by row."""
    core = document.core_properties
    lines = [f"{core.title} | {core.author} | {core.keywords} | {core.language} | {core.created}", ""]
    for part in document.iter_inner_content():
        if isinstance(part, Paragraph):
            lines.append(f"[{part.style.name}] {part.text}")
        else:
            lines += [f"  | {' | '.join(row)} |" for row in rows(part)]
    lines += ["", f"head: {document.sections[0].header.paragraphs[0].text}"]
    lines += [f"foot: {document.sections[0].footer.paragraphs[0].text}"]
    return "\n".join(lines) + "\n"


def rows(table: Table) -> Iterator[list[str]]:
    for row in table.rows:
        cells = dict.fromkeys(row.cells)
        yield [" / ".join(paragraph.text for paragraph in cell.paragraphs) for cell in cells]


@pytest.mark.parametrize("plan", ["waterworks", "empty"])
def test_the_document_is_what_the_golden_file_says(plan, office, golden):
    golden(GOLDEN / f"{plan}-charter.txt", told(opened(office(plan, "docx"))).replace(__version__, "VERSION"))


@pytest.fixture(scope="module")
def charter(office) -> Document:
    return opened(office("waterworks", "docx"))


def test_headings_are_headings_and_word_numbers_them(charter):
    numbered = charter.styles["Heading 1"].element.pPr.numPr.numId.val
    abstract = charter.part.numbering_part.element.num_having_numId(numbered).abstractNumId.val
    level = next(
        found.find(qn("w:lvl"))
        for found in charter.part.numbering_part.element.iter(qn("w:abstractNum"))
        if int(found.get(qn("w:abstractNumId"))) == abstract
    )
    assert level.find(qn("w:pStyle")).get(qn("w:val")) == charter.styles["Heading 1"].style_id
    headings = [part for part in charter.paragraphs if part.style.name == "Heading 1"]
    assert [part.text for part in headings][:3] == ["Purpose", "Whom we serve and what they need", "Vision and mission"]
    assert len(headings) == 11
    # The annex is a heading of the same level without a number.
    assert headings[-1]._p.pPr.numPr.numId.val == 0
    assert headings[0]._p.pPr.numPr is None


def test_lists_are_lists(charter):
    bullets = [part for part in charter.paragraphs if part.style.name == "List Bullet"]
    assert len(bullets) > 10
    assert charter.styles["List Bullet"].element.pPr.numPr.numId.val > 0


def test_the_head_of_every_table_repeats_and_rows_stay_whole(charter):
    assert len(charter.tables) > 6
    for table in charter.tables:
        first, *others = table._tbl.tr_lst
        assert first.trPr.find(qn("w:tblHeader")) is not None
        assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in (first, *others))
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))


def test_who_has_not_signed_has_room_to(charter):
    table = next(table for table in charter.tables if table.cell(0, 3).text == "Signature")
    people = list(rows(table))[1:]
    assert [row[0].split(" / ")[0] for row in people] == ["Daniel Ruiz", "Miriam Osei"]
    assert all(row.height.mm >= 12 for row in table.rows[1:])
    assert table.cell(1, 3).text == ""


def test_numbers_of_objectives_lead_to_their_rows(charter):
    names = {mark.get(qn("w:name")) for mark in charter.element.iter(qn("w:bookmarkStart"))}
    links = {link.get(qn("w:anchor")) for link in charter.element.iter(qn("w:hyperlink"))} - {None}
    assert "objective_5_1" in links
    assert links <= names


def test_markdown_becomes_words_own_formatting_and_lists_begin_anew(office, named):
    text = "Some **bold**, `code` and [a page](https://example.org/x).\n\n1. one\n2. two\n\nThen\n\n1. first"
    document = opened(office(named(text), "docx"))
    purpose = [part for part in document.paragraphs if part.style.name == "Purpose"]
    assert [run.text for run in purpose[0].runs if run.bold] == ["bold"]
    assert purpose[0].hyperlinks[0].address == "https://example.org/x"
    numbered = [part for part in document.paragraphs if part.style.name == "List Number"]
    assert [part.text for part in numbered][:3] == ["one", "two", "first"]
    first, second, third = (part._p.pPr.numPr.numId.val for part in numbered[:3])
    assert first == second != third


def test_styles_are_there_once(office):
    with zipfile.ZipFile(io.BytesIO(office("waterworks", "docx"))) as package:
        assert [name for name in package.namelist() if "styles" in name.lower()] == ["word/styles.xml"]


def test_right_to_left_text_is_marked_so(office, named):
    document = opened(office(named("تقليل وقت الانتظار"), "docx"))
    purpose = next(part for part in document.paragraphs if part.style.name == "Purpose")
    assert purpose._p.pPr.find(qn("w:bidi")) is not None
    assert purpose.runs[0].font.rtl
