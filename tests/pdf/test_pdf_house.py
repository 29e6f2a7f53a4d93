"""What the organization sets for its paper: the words at the foot, the language, the colour; and parts that only some plans have."""

import datetime as dt
from dataclasses import fields
from pathlib import Path

import pytest
from tagged import Tagged

from pmo.engine import check
from pmo.model import ReportSettings, Settings
from pmo.reader.load import load_plan
from pmo.report.alignment.view import alignment_view
from pmo.report.charts import Spark
from pmo.report.house import House, house
from pmo.report.pdf.typeset import typeset

FERRIES = Path(__file__).parents[1] / "report" / "plans" / "ferries"
TODAY = dt.date(2026, 4, 15)


@pytest.fixture(scope="module")
def view():
    return alignment_view(check(load_plan(FERRIES), TODAY), "4f2a91c")


def test_the_words_of_confidentiality_stand_at_the_foot_of_every_page(view):
    pages = Tagged(typeset("alignment", view, TODAY, House(confidentiality="Internal – board #only"))).reader.pages
    assert all("Internal – board #only" in page.extract_text() for page in pages)


def test_language_and_colour_are_the_organizations(view):
    data = typeset("alignment", view, TODAY, House(language="de", accent="#7a2d00"))
    assert Tagged(data).root["/Lang"] == "de"
    assert data != typeset("alignment", view, TODAY, House(language="de"))


def test_the_plan_says_what_stands_at_the_foot_and_in_which_colour():
    given = ReportSettings(confidentiality="Internal", accent="#7a2d00")
    assert house(Settings(report=given)) == House("Internal", "en", "#7a2d00")
    assert house(Settings()) == House()


NODE = {"anchor": "x", "ours": True, "beside": "moving", "empty": False, "state": None}
MAP = {
    "drawn": True,
    "folded": False,
    "note": "",
    "description": "Two objectives lead to one strategy.",
    "lanes": [
        {"name": "Crews", "top": 0.0, "bottom": 2.0, "empty": False},
        {"name": "Ships", "top": 2.0, "bottom": 3.0, "empty": True},
    ],
    "columns": ["Objectives", "Strategies"],
    "nodes": [
        NODE | {"id": "a", "name": "Crews go home", "kind": "objective", "lane": 0, "column": 0, "y": 0.5},
        NODE
        | {"id": "b", "name": "Crews come back", "kind": "objective", "lane": 0, "column": 0, "y": 1.5, "ours": False},
        NODE | {"id": "c", "name": "Zero harm", "kind": "strategy", "lane": 0, "column": 1, "y": 1.0, "empty": True},
    ],
    "lines": [
        {"cause": "a", "effect": "c", "kind": "primary", "via": "", "points": [[0, 0.5], [1, 1.0]]},
        {"cause": "b", "effect": "c", "kind": "through", "via": "d", "points": [[0, 1.5], [1, 1.0]]},
    ],
    "crossings": 0,
    "outline": [
        {
            "name": "Crews",
            "left": 2,
            "items": [
                {
                    "id": "c",
                    "name": "Zero harm",
                    "kind": "strategy",
                    "state": None,
                    "beside": "moving",
                    "link": "",
                    "again": False,
                    "below": [
                        {
                            "id": "a",
                            "name": "Crews go home",
                            "kind": "objective",
                            "beside": "",
                            "link": "a side effect",
                            "again": True,
                            "below": [],
                            "state": {"key": "met", "word": "Met", "sign": "✔", "signed": "✔ Met"},
                        }
                    ],
                }
            ],
        }
    ],
}
MONEY = {
    "sentence": "3 M EUR reach a strategy.",
    "unknown": "1 has no budget.",
    "counted": False,
    "rows": [{"name": "Zero harm", "text": "3 M EUR", "share": 1.0, "names": "Rafts"}],
}


def test_a_strategy_map_is_drawn_described_and_told_as_a_list(view):
    parts = {field.name: getattr(view, field.name) for field in fields(view)} | {
        "map": MAP,
        "money": MONEY,
        "helped": "PMO objectives support 1 of 2.",
    }
    found = Tagged(typeset("alignment", parts, TODAY, House()))
    assert "Two objectives lead to one strategy." in [figure.alt for figure in found.named("Figure")]
    text = " ".join(found.text().split())
    for words in (
        "What leads to what",
        "nothing here",
        "(told above)",
        "and 2 more",
        "Where the money goes",
        "3 M EUR",
        "support 1 of 2.",
    ):
        assert words in text, words
    assert (1, "What leads to what") in found.outline()


SINCE = {
    "title": "Since the last review, 31 March 2026",
    "basis": "",
    "sentence": "Nothing changed in meaning.",
    "groups": [],
    "others": "",
    "unseen": [],
    "trend": {
        "days": ["31 Jan 2026", "15 Apr 2026"],
        "lines": [
            {
                "label": "Strategies with fresh evidence",
                "points": [{"part": 3, "whole": 5, "text": "3 of 5"}, {"part": 4, "whole": 5, "text": "4 of 5"}],
                "spark": Spark(
                    "k", "Two times", "From 3 of 5 to 4 of 5.", ((0.0, 0.6), (1.0, 0.8)), "3 of 5", "4 of 5"
                ),
            }
        ],
    },
}


def test_the_figures_over_the_last_reviews_are_a_table_with_a_line_for_each(view):
    parts = {field.name: getattr(view, field.name) for field in fields(view)} | {"since": SINCE}
    found = Tagged(typeset("alignment", parts, TODAY, House()))
    text = " ".join(found.text().split())
    for words in ("Over the last reviews", "31 Jan 2026", "Strategies with fresh evidence 3 of 5 4 of 5"):
        assert words in text, words
    assert "Two times. From 3 of 5 to 4 of 5." in [figure.alt for figure in found.named("Figure")]


PIXEL = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="


def test_the_logo_stands_on_the_first_page(view):
    pages = Tagged(typeset("alignment", view, TODAY, House(logo=PIXEL))).reader.pages
    assert len(pages[0].images) == 1
    assert not Tagged(typeset("alignment", view, TODAY, House())).reader.pages[0].images
