"""Slides that only some plans have: the strategy map as shapes, and where the money goes."""

import dataclasses
import datetime as dt
import io
from pathlib import Path
from types import SimpleNamespace

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn

from pmo.engine import check
from pmo.reader.load import load_plan
from pmo.report.alignment.view import alignment_view
from pmo.report.facts import Facts
from pmo.report.house import House
from pmo.report.office.alignment import alignment_pptx
from pmo.report.states import SHOWN, State

FERRIES = Path(__file__).parents[1] / "report" / "plans" / "ferries"


def node(name, kind, column, y, **more):
    usual = {"ours": True, "state": None, "beside": "moving", "empty": False, "lane": 0}
    return SimpleNamespace(id=name, name=name, kind=kind, column=column, y=y, **(usual | more))


def item(name, kind, *below, link=""):
    return SimpleNamespace(name=name, kind=kind, state=None, beside="", link=link, again=False, below=below)


MAP = SimpleNamespace(
    drawn=True,
    note="",
    description="Two objectives lead to one strategy.",
    lanes=(
        SimpleNamespace(name="Crews", top=0.0, bottom=2.0, empty=False),
        SimpleNamespace(name="Ships", top=2.0, bottom=3.0, empty=True),
    ),
    columns=("Objectives", "Strategies"),
    nodes=(
        node("Crews go home", "objective", 0, 0.5, state=SHOWN[State.AT_RISK]),
        node("Crews come back", "objective", 0, 1.5, ours=False),
        node("Zero harm", "strategy", 1, 1.0, empty=True),
    ),
    lines=(
        SimpleNamespace(cause="Crews go home", effect="Zero harm", kind="primary"),
        SimpleNamespace(cause="Crews come back", effect="Zero harm", kind="through"),
    ),
    outline=(
        SimpleNamespace(
            items=(item("Zero harm", "strategy", item("Crews go home", "objective", link="a side effect")),)
        ),
    ),
)
MONEY = SimpleNamespace(
    sentence="3 M EUR of 4 M EUR reaches a strategy.",
    unknown="1 has no budget.",
    counted=False,
    currency="EUR",
    rows=(SimpleNamespace(name="Zero harm", text="3 M EUR", amount=3e6, many=2, names="Rafts and vests"),),
)


@pytest.fixture(scope="module")
def slides():
    found = check(load_plan(FERRIES), dt.date(2026, 4, 15))
    view = alignment_view(found, None)
    parts = {field.name: getattr(view, field.name) for field in dataclasses.fields(view)}
    wider = SimpleNamespace(**(parts | {"map": MAP, "money": MONEY}))
    return list(Presentation(io.BytesIO(alignment_pptx(wider, Facts(found), House()))).slides)


def titled(slides, words):
    return next(slide for slide in slides if words in slide.shapes.title.text)


def test_every_element_is_a_box_and_every_line_is_tied_to_two_of_them(slides):
    slide = titled(slides, "What leads to what")
    boxes = {shape.text_frame.text.split("\n")[0]: shape for shape in slide.shapes if shape.has_text_frame}
    assert boxes["Crews go home"].text_frame.text == "Crews go home\n▲ At risk"
    assert boxes["Crews go home"].left < boxes["Zero harm"].left
    ties = [shape._element for shape in slide.shapes if shape._element.tag == qn("p:cxnSp")]
    ends = [(tie.find(f".//{qn('a:stCxn')}").get("id"), tie.find(f".//{qn('a:endCxn')}").get("id")) for tie in ties]
    numbers = {name: str(shape.shape_id) for name, shape in boxes.items()}
    assert ends == [
        (numbers["Crews go home"], numbers["Zero harm"]),
        (numbers["Crews come back"], numbers["Zero harm"]),
    ]
    assert all(tie.find(f".//{qn('a:tailEnd')}").get("type") == "triangle" for tie in ties)


def test_what_the_map_shows_is_said_in_words(slides):
    slide = titled(slides, "What leads to what")
    assert [e.get("descr") for e in slide.shapes._spTree.iter(qn("p:cNvPr")) if e.get("descr")] == [MAP.description]
    notes = slide.notes_slide.notes_text_frame.text
    assert "Strategy: Zero harm" in notes
    assert "– Objective: Crews go home (a side effect)" in notes
    assert "Ships: nothing here" in [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def test_where_the_money_goes_is_a_chart_with_the_sums(slides):
    slide = titled(slides, "3 M EUR of 4 M EUR")
    chart = next(shape.chart for shape in slide.shapes if shape.has_chart)
    assert [list(series.values) for series in chart.plots[0].series] == [[3e6]]
    assert "Rafts and vests" in slide.notes_slide.notes_text_frame.text


def test_a_map_too_large_to_draw_makes_no_slide():
    found = check(load_plan(FERRIES), dt.date(2026, 4, 15))
    view = alignment_view(found, None)
    parts = {field.name: getattr(view, field.name) for field in dataclasses.fields(view)}
    deck = alignment_pptx(
        SimpleNamespace(**parts | {"map": SimpleNamespace(drawn=False), "money": None}), Facts(found), House()
    )
    assert not [s for s in Presentation(io.BytesIO(deck)).slides if "What leads" in s.shapes.title.text]
