"""An SVG as the logo of Office files: a sharp picture where typst is there, a word about it where it is not, and no way out for a hostile one."""

import base64
import datetime as dt
import io
import socket
import struct
import zipfile
from pathlib import Path

import docx
import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from pmo.commands import report
from pmo.engine import check
from pmo.errors import PmoError
from pmo.reader.load import load_plan
from pmo.report import formats
from pmo.report.look import Dress, Look
from pmo.report.make import make_report
from pmo.report.pdf.picture import drawn

FERRIES = Path(__file__).parents[1] / "report" / "plans" / "ferries"
TODAY = dt.date(2026, 4, 15)
KINDS = {"docx": "charter", "pptx": "alignment", "pdf": "charter"}


def svg(body: str = '<rect width="40" height="10"/>', head: str = 'viewBox="0 0 40 10"') -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {head}>{body}</svg>'.encode()


def make(fmt: str, picture: bytes) -> bytes:
    look = Look(Dress(logo=f"data:image/svg+xml;base64,{base64.b64encode(picture).decode()}"))
    return make_report(KINDS[fmt], fmt, check(load_plan(FERRIES), TODAY), None, look)


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG")
    return struct.unpack(">II", png[16:24])


def test_it_is_drawn_sharp_with_its_proportions_and_nothing_behind_it():
    png = drawn(svg('<circle cx="20" cy="5" r="5"/>'))
    wide, high = size(png)
    assert high >= 400
    assert wide / high == pytest.approx(4, abs=0.02)
    assert png[25] == 6, "colours with transparency"


def test_it_stands_on_the_charter_and_on_the_first_slide_with_its_proportions():
    shape = docx.Document(io.BytesIO(make("docx", svg()))).inline_shapes[0]
    assert shape.width / shape.height == pytest.approx(4, abs=0.02)
    slide = Presentation(io.BytesIO(make("pptx", svg()))).slides[0]
    picture = next(shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE)
    assert picture.width / picture.height == pytest.approx(4, abs=0.02)


@pytest.mark.parametrize("fmt", ["docx", "pptx"])
def test_the_file_has_no_svg_and_is_the_same_again(fmt):
    data = make(fmt, svg())
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert not [name for name in names if "svg" in name]
    assert data == make(fmt, svg())


def test_one_that_is_very_wide_stays_on_the_page():
    wide = svg(head='viewBox="0 0 4000 10"')
    document = docx.Document(io.BytesIO(make("docx", wide)))
    section = document.sections[0]
    assert document.inline_shapes[0].width <= section.page_width - section.left_margin - section.right_margin
    deck = Presentation(io.BytesIO(make("pptx", wide)))
    picture = next(shape for shape in deck.slides[0].shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE)
    assert picture.left + picture.width <= deck.slide_width


@pytest.fixture
def written(tmp_path):
    """`pmo report` on a plan with an SVG as its logo: the files, and what was said beside them."""
    (tmp_path / "logo.svg").write_bytes(svg())
    plan = "settings: {report: {logo: logo.svg}}\norganization: {name: Ferries}\npmo: {name: Office}\n"
    (tmp_path / "pmo.yaml").write_text(plan, encoding="utf-8")

    def write(*fmts: str) -> tuple[list[Path], str]:
        notes = io.StringIO()
        paths = report.run(
            tmp_path, kinds=(), formats=fmts, out=tmp_path / "out", today=TODAY, stream=io.StringIO(), notes=notes
        )
        return paths, notes.getvalue()

    return write


def without_typst(monkeypatch):
    real = formats.find_spec
    monkeypatch.setattr(formats, "find_spec", lambda package: None if package == "typst" else real(package))


def test_without_typst_the_files_are_made_without_it_and_one_line_says_so(written, monkeypatch):
    without_typst(monkeypatch)
    (document, deck), said = written("docx", "pptx")
    assert not docx.Document(str(document)).inline_shapes
    assert not [s for s in Presentation(str(deck)).slides[0].shapes if s.shape_type == MSO_SHAPE_TYPE.PICTURE]
    assert [line for line in said.splitlines() if "logo" in line] == [
        'DOCX and PPTX without the logo: to show an SVG there takes a package that is not installed: pip install "pmo[pdf]"'
    ]


def test_nothing_is_said_where_the_logo_is_shown(written, monkeypatch):
    assert "logo" not in written("docx", "html")[1]
    without_typst(monkeypatch)
    assert "logo" not in written("html", "md")[1]


FILTER = '<filter id="f" x="-1000" y="-1000" width="3000" height="3000"><feTurbulence/><feGaussianBlur stdDeviation="1000"/></filter>'
NESTED = "".join(f'<g id="a{at}">' + f'<use href="#a{at - 1}"/>' * 10 + "</g>" for at in range(1, 8))
HOSTILE = {
    "a file by its path": svg('<image href="/etc/hostname" width="9" height="9"/>'),
    "a file by its address": svg('<image href="file:///etc/hostname" width="9" height="9"/>'),
    "a file above": svg('<image href="../secret.png" width="9" height="9"/>'),
    "an entity from a file": b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + svg("<text>&x;</text>"),
    "entities of entities": b'<!DOCTYPE svg [<!ENTITY a "&b;&b;"><!ENTITY b "&a;&a;">]>' + svg("<text>&a;</text>"),
    "ten million rectangles": svg(f'<defs><rect id="a0" width="4" height="4"/>{NESTED}</defs><use href="#a7"/>'),
    "a filter without an end": svg(f'{FILTER}<rect width="40" height="10" filter="url(#f)"/>', 'viewBox="0 0 40 40"'),
    "no end": b'<svg xmlns="http://www.w3.org/2000/svg"><g>',
    "not UTF-8": svg("<text>\N{LATIN SMALL LETTER E WITH ACUTE}</text>").decode().encode("latin-1"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_one_is_refused_in_a_sentence(what):
    with pytest.raises(PmoError) as caught:
        drawn(HOSTILE[what])
    said = str(caught.value)
    assert said.startswith("The logo (`settings.report.logo`) cannot be drawn: ")
    assert said.endswith(" Save the picture as PNG.")
    assert "\n" not in said


@pytest.mark.parametrize("fmt", ["pdf", "docx", "pptx"])
def test_one_that_cannot_be_drawn_stops_the_report_and_not_the_program(fmt):
    with pytest.raises(PmoError, match="cannot be drawn: drawing it takes too much memory, or fails"):
        make(fmt, HOSTILE["a filter without an end"])


def test_nobody_is_called_and_no_script_runs():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        server.settimeout(0.2)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/x"
        with pytest.raises(PmoError, match="URLs are not allowed"):
            drawn(svg(f'<image href="{address}" width="9" height="9"/>'))
        quiet = f"""<style>@import url({address}); rect {{ fill: url({address}) }}</style>
            <script href="{address}">fetch("{address}")</script><rect width="40" height="10" onload="fetch('{address}')"/>"""
        assert size(drawn(svg(quiet)))
        with pytest.raises(TimeoutError):
            server.accept()
