"""The alignment report as slides: one message each, charts that can be edited, notes, the user's own template."""

import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.oxml.ns import qn
from pptx.util import Emu

from pmo import __version__
from pmo.errors import PmoError
from pmo.report.office.fit import cut

GOLDEN = Path(__file__).parents[1] / "golden" / "office"


def opened(data: bytes):
    return Presentation(io.BytesIO(data))


def told(deck) -> str:
    """The slides as text: title, placeholders, tables, charts with their numbers, notes."""
    core = deck.core_properties
    lines = [f"{core.title} | {core.author} | {core.keywords} | {core.language} | {core.created}"]
    for number, slide in enumerate(deck.slides, 1):
        lines += ["", f"== {number} [{slide.slide_layout.name}] {slide.shapes.title.text}"]
        for shape in slide.shapes:
            lines += [f"  {line}" for line in shape_lines(shape, slide)]
        lines += [f"  note: {line}" for line in slide.notes_slide.notes_text_frame.text.split("\n")]
    return "\n".join(lines) + "\n"


def shape_lines(shape, slide) -> Iterator[str]:
    if shape.has_chart:
        chart = shape.chart
        yield f"chart {chart.chart_type.name}: {list(chart.plots[0].categories)}"
        for series in chart.plots[0].series:
            yield f"  {series.name}: {list(series.values)}"
    elif shape.has_table:
        for row in shape.table.rows:
            yield f"| {' | '.join(cell.text for cell in row.cells)} |"
    elif shape.has_text_frame and shape.shape_id != slide.shapes.title.shape_id:
        place = shape.placeholder_format.type.name.lower() if shape.is_placeholder else "drawn"
        for paragraph in shape.text_frame.paragraphs:
            yield f"{'  ' * paragraph.level}{place}: {paragraph.text}"


@pytest.mark.parametrize("plan", ["ferries", "empty"])
def test_the_slides_are_what_the_golden_file_says(plan, office, golden):
    golden(GOLDEN / f"{plan}-alignment.txt", told(opened(office(plan, "pptx"))).replace(__version__, "VERSION"))


@pytest.fixture(scope="module")
def deck(office):
    return opened(office("ferries", "pptx"))


def charts(deck):
    return [(slide, shape) for slide in deck.slides for shape in slide.shapes if shape.has_chart]


def test_charts_are_native_and_hold_their_numbers(deck):
    found = charts(deck)
    assert len(found) >= 4
    for _, shape in found:
        book = openpyxl.load_workbook(io.BytesIO(shape.chart.part.chart_workbook.xlsx_part.blob))
        sheet = book.active
        for column, series in enumerate(shape.chart.plots[0].series, 2):
            assert sheet.cell(1, column).value == series.name
            values = [sheet.cell(row, column).value for row in range(2, sheet.max_row + 1)]
            assert values == list(series.values)


def test_a_trend_has_dates_readings_plan_and_target(deck):
    chart = next(shape.chart for _, shape in charts(deck) if shape.chart.chart_type.name.startswith("LINE"))
    assert [series.name for series in chart.plots[0].series] == ["Reading", "Plan", "Target"]
    assert chart.category_axis.__class__.__name__ == "DateAxis"


def test_a_trend_names_no_month_twice(deck):
    for _, shape in charts(deck):
        axis = shape.chart.category_axis._element
        if axis.tag == qn("c:dateAx"):
            assert axis.find(qn("c:majorTimeUnit")).get("val") == "months"
            assert int(axis.find(qn("c:majorUnit")).get("val")) >= 1


def test_axes_have_the_numbers_that_the_format_allows(deck):
    for _, shape in charts(deck):
        numbers = [int(e.get("val")) for e in shape.chart._chartSpace.iter(qn("c:axId"), qn("c:crossAx"))]
        assert min(numbers) >= 0
        assert len(set(numbers)) == 2


def test_every_chart_and_table_is_described_for_those_who_cannot_see_it(deck):
    frames = [s for slide in deck.slides for s in slide.shapes if s.has_chart or s.has_table]
    assert all(frame._element.nvGraphicFramePr.cNvPr.get("descr") for frame in frames)


def test_every_slide_has_a_title_notes_and_no_empty_placeholder(deck):
    titles = [slide.shapes.title.text for slide in deck.slides]
    assert len(set(titles)) == len(titles)
    for slide in deck.slides:
        assert slide.notes_slide.notes_text_frame.text.strip()
        assert all(shape.text_frame.text.strip() for shape in slide.placeholders if shape.has_text_frame)


def test_nothing_stands_outside_the_slide(deck):
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.left is not None:
                assert shape.left >= 0
                assert shape.left + shape.width <= deck.slide_width
                assert shape.top + shape.height <= deck.slide_height


def test_a_long_text_is_cut_on_the_slide_and_whole_in_the_notes(office, named):
    text = "Every word of a long strategy paper, pasted whole into one field. " * 30
    deck = opened(office(named(text), "pptx"))
    assert max(len(slide.shapes.title.text) for slide in deck.slides) <= 200
    assert any(text.strip() in slide.notes_slide.notes_text_frame.text for slide in deck.slides)
    assert cut("ab " * 100, 20).endswith("…")


@pytest.fixture
def template(tmp_path):
    """The user's own deck: two old slides, a colour of its own, and its own names for layouts."""
    deck = Presentation()
    for layout, name in zip(deck.slide_layouts, ("Titelfolie", "Inhalt"), strict=False):
        layout._element.cSld.set("name", name)
    deck.slide_master.background.fill.solid()
    deck.slide_master.background.fill.fore_color.rgb = RGBColor(0xFF, 0xF8, 0xE8)
    for layout in list(deck.slide_layouts)[:2]:
        deck.slides.add_slide(layout).shapes.title.text = "An old slide"
    deck.save(tmp_path / "deck.pptx")
    return tmp_path / "deck.pptx"


def test_the_users_template_gives_masters_layouts_and_size_and_loses_its_slides(office, template):
    deck = opened(office("ferries", "pptx", template))
    assert deck.slide_width == Emu(9144000)
    assert {slide.slide_layout.name for slide in deck.slides} == {"Titelfolie", "Inhalt"}
    assert "An old slide" not in told(deck)
    assert deck.slide_master.background.fill.fore_color.rgb == RGBColor(0xFF, 0xF8, 0xE8)
    assert [slide.shapes.title.text for slide in deck.slides] == [
        slide.shapes.title.text for slide in opened(office("ferries", "pptx")).slides
    ]


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        (
            ["Title Only", "Title and Content"],
            "no layout with a title and a subtitle. Its layouts are: Title and Content, Title Only.",
        ),
        (
            ["Title Slide", "Section Header", "Title and Vertical Text"],
            "no layout with a title and one place for content.",
        ),
    ],
)
def test_a_template_without_the_layouts_is_told_what_it_lacks(office, tmp_path, kept, said):
    deck = Presentation()
    for layout in list(deck.slide_layouts):
        if layout.name not in kept:
            deck.slide_layouts.remove(layout)
    deck.save(tmp_path / "small.pptx")
    with pytest.raises(PmoError) as caught:
        office("ferries", "pptx", tmp_path / "small.pptx")
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "is not there"), (b"no deck", "not a PowerPoint"), (b"PK\x03\x04 torn", "not a PowerPoint")],
)
def test_a_template_that_is_none_is_a_clear_message(office, tmp_path, content, said):
    path = tmp_path / "x.pptx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(PmoError) as caught:
        office("ferries", "pptx", path)
    assert said in str(caught.value)
