"""The strategy map as shapes that can be moved: lanes, boxes, and lines that stay tied to them."""

from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE, MSO_THEME_COLOR
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

from pmo.report.office.charts import STATE_COLORS
from pmo.report.office.deck import Slide
from pmo.report.office.fit import Area, cut
from pmo.report.prose import literal

_LANE_NAME, _EDGE = 0.11, 0.01
_GAP = 0.1
_FILL = 0.8
_NAME, _MOST_NAME, _LINES = 9, 70, 2
_CHARACTER = 12700 * 0.55
"""How wide an average character is for each point of its size, in EMU."""
_RIGHT, _LEFT = 3, 1
"""Where a line is tied to a box: PowerPoint counts the sides from the top, to the left."""

_INK, _QUIET = RGBColor(0x17, 0x21, 0x2B), RGBColor(0x65, 0x6F, 0x7A)
_GREY, _WASH = RGBColor(0x97, 0xA2, 0xAE), RGBColor(0xF4, 0xF6, 0xF8)
_RED = RGBColor(0x7A, 0x00, 0x19)
_DASHES = {"secondary": MSO_LINE.DASH, "through": MSO_LINE.ROUND_DOT}


def put_map(slide: Slide, found: Any) -> None:
    """Draw a map of `pmo.report.alignment.strategy_map`; `found.description` says in words what it shows."""
    slide.no_text()
    area = slide.area
    rows = max(found.lanes[-1].bottom, 1.0)
    head = int(area.height * 0.05)
    slot = (area.height - head) / rows
    left = int(area.width * (_LANE_NAME if any(lane.name for lane in found.lanes) else _EDGE))
    step = (area.width - left) / len(found.columns)
    for at, lane in enumerate(found.lanes):
        _lane(
            slide,
            Area(area.left, area.top + head + int(lane.top * slot), area.width, int((lane.bottom - lane.top) * slot)),
            lane,
            left,
            odd=at % 2,
        )
    for at, word in enumerate(found.columns):
        text = slide.text(Area(area.left + left + int(at * step), area.top, int(step * (1 - _GAP)), head))
        _words(text.text_frame, word, 10, bold=True, color=_QUIET)
    boxes = {}
    for node in found.nodes:
        high = int(slot * _FILL)
        top = area.top + head + int(node.y * slot) - high // 2
        place = Area(area.left + left + int(node.column * step), top, int(step * (1 - 2 * _GAP)), high)
        boxes[node.id] = (_box(slide, place, node), node.column)
    for line in found.lines:
        _tie(slide, line, boxes)
    slide.describe(found.description)


def _lane(slide: Slide, place: Area, lane: Any, left: int, *, odd: int) -> None:
    ground = slide.shape(MSO_SHAPE.RECTANGLE, place)
    ground.line.fill.background()
    ground.shadow.inherit = False
    ground.fill.solid()
    ground.fill.fore_color.rgb = RGBColor(0xFF, 0xFF, 0xFF) if odd else _WASH
    if lane.name:
        name = slide.words("{name}: nothing here", name=lane.name) if lane.empty else lane.name
        text = slide.text(Area(place.left, place.top, left, place.height))
        text.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        _words(text.text_frame, cut(name, 40), 10, bold=True, color=_INK)


def _box(slide: Slide, place: Area, node: Any) -> Any:
    box = slide.shape(MSO_SHAPE.ROUNDED_RECTANGLE if node.kind == "goal" else MSO_SHAPE.RECTANGLE, place)
    box.shadow.inherit = False
    box.fill.solid()
    box.fill.fore_color.rgb = RGBColor(0xFF, 0xFF, 0xFF)
    box.line.width = Pt(1.75 if node.kind == "strategy" else 0.75)
    if node.empty:
        box.line.color.rgb, box.line.dash_style = _RED, MSO_LINE.DASH
    elif node.kind == "strategy":
        box.line.color.theme_color = MSO_THEME_COLOR.ACCENT_1
    else:
        box.line.color.rgb = _GREY
        if node.kind == "objective" and not node.ours:
            box.line.dash_style = MSO_LINE.ROUND_DOT
    frame = box.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
    frame.margin_left = frame.margin_right = Pt(5)
    frame.margin_top = frame.margin_bottom = Pt(1)
    most = max(_MOST_NAME, int(_LINES * place.width / (_NAME * _CHARACTER)))
    _words(frame, cut(node.name, most), _NAME, bold=node.kind != "objective", color=_INK)
    below = node.state.signed if node.state else node.beside
    if below:
        color = RGBColor.from_string(STATE_COLORS[node.state.key]) if node.state else _QUIET
        _words(frame, below, _NAME - 1, bold=bool(node.state), color=color, more=True)
    return box


def _tie(slide: Slide, line: Any, boxes: dict[str, Any]) -> None:
    (cause, start), (effect, end) = boxes[line.cause], boxes[line.effect]
    tie = slide.connector(MSO_CONNECTOR.CURVE if start != end else MSO_CONNECTOR.STRAIGHT)
    tie.begin_connect(cause, _RIGHT if start <= end else _LEFT)
    tie.end_connect(effect, _LEFT if start <= end else _RIGHT)
    tie.shadow.inherit = False
    tie.line.width = Pt(1.5 if line.kind == "primary" else 1)
    if line.kind == "primary":
        tie.line.color.theme_color = MSO_THEME_COLOR.ACCENT_1
    else:
        tie.line.color.rgb, tie.line.dash_style = _GREY, _DASHES[line.kind]
    # An arrowhead: python-pptx draws lines without.
    tie.line._get_or_add_ln().append(tie.line._ln.makeelement(qn("a:tailEnd"), {"type": "triangle"}))  # noqa: SLF001


def _words(frame: Any, text: str, size: float, *, bold: bool, color: RGBColor, more: bool = False) -> None:
    paragraph = frame.add_paragraph() if more else frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.LEFT
    run = paragraph.add_run()
    run.text, run.font.size, run.font.bold, run.font.color.rgb = literal(text), Pt(size), bold, color
