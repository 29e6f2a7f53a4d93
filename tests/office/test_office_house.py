"""What the organization sets stands in Office files too: the words at the foot, the language, the colour."""

import datetime as dt
import io
from pathlib import Path

import docx
import openpyxl
from docx.oxml.ns import qn
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from pmo.engine import check
from pmo.reader.load import load_plan
from pmo.report.alignment.view import alignment_view
from pmo.report.charter.view import charter_view
from pmo.report.facts import Facts
from pmo.report.house import House
from pmo.report.look import Dress, Look
from pmo.report.make import make_report
from pmo.report.office.alignment import alignment_pptx
from pmo.report.office.charter import charter_docx
from pmo.report.office.scorecard import scorecard_xlsx

FERRIES = Path(__file__).parents[1] / "report" / "plans" / "ferries"
HOUSE = House(confidentiality="Internal & secret", language="de", accent="#7a2d00")


def result():
    return check(load_plan(FERRIES), dt.date(2026, 4, 15))


def test_in_the_document():
    document = docx.Document(io.BytesIO(charter_docx(charter_view(result(), None), HOUSE)))
    assert document.sections[0].footer.paragraphs[0].text.startswith("Internal & secret · PMO charter")
    assert document.core_properties.language == "de"
    assert {found.get(qn("w:val")) for found in document.styles.element.iter(qn("w:lang"))} == {"de"}
    assert str(document.styles["Heading 1"].font.color.rgb) == "7A2D00"


def test_on_every_slide():
    found = result()
    deck = Presentation(io.BytesIO(alignment_pptx(alignment_view(found, None), Facts(found), HOUSE)))
    for slide in deck.slides:
        assert any("Internal & secret · Alignment report" in shape.text_frame.text for shape in slide.placeholders)
    theme = next(rel.target_part for rel in deck.slide_master.part.rels.values() if rel.reltype.endswith("/theme"))
    assert b'<a:accent1><a:srgbClr val="7A2D00"' in theme.blob


def test_in_the_workbook():
    book = openpyxl.load_workbook(io.BytesIO(scorecard_xlsx(result(), None, HOUSE)))
    assert (
        "Internal && secret" in book["Scorecard"].oddFooter.left.text
        or "Internal & secret" in book["Scorecard"].oddFooter.left.text
    )
    assert ["Confidentiality", "Internal & secret"] in [
        [a.value, b.value] for a, b in book["About"].iter_rows(max_col=2)
    ]


PIXEL = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
LOOK = Look(Dress(logo=PIXEL))


def test_the_logo_stands_on_the_charter_and_on_the_first_slide():
    found = result()
    document = docx.Document(io.BytesIO(make_report("charter", "docx", found, None, LOOK)))
    assert len(document.inline_shapes) == 1
    slides = Presentation(io.BytesIO(make_report("alignment", "pptx", found, None, LOOK))).slides
    assert [shape.name for shape in slides[0].shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]
    assert make_report("alignment", "pptx", found, None, LOOK) == make_report("alignment", "pptx", found, None, LOOK)
