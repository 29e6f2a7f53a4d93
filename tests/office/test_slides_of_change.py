"""Slides that tell what came of it: the last review, what moved since, the figures over the reviews, and what customers have of it."""

import dataclasses
import datetime as dt
import io

import pytest
from pptx import Presentation

from pmo.report.alignment.since import Since, SinceGroup
from pmo.report.alignment.told import SinceLine
from pmo.report.alignment.trend import Trend, TrendLine, TrendPoint
from pmo.report.alignment.view import alignment_view
from pmo.report.facts import Facts
from pmo.report.house import House
from pmo.report.office.alignment import alignment_pptx


@pytest.fixture
def slides(checked):
    """The slides of the ferries' report with other parts, by their titles."""

    def make(plan="ferries", **parts):
        result = checked(plan)
        view = dataclasses.replace(alignment_view(result, None), **parts)
        found = Presentation(io.BytesIO(alignment_pptx(view, Facts(result), House()))).slides
        return {slide.shapes.title.text: slide for slide in found}

    return make


@pytest.fixture
def view(checked):
    return alignment_view(checked("ferries"), None)


def words(slide) -> str:
    texts = [shape.text_frame.text for shape in slide.placeholders if shape.has_text_frame]
    tables = [shape.table for shape in slide.shapes if shape.has_table]
    return "\n".join([*texts, *(cell.text for table in tables for row in table.rows for cell in row.cells)])


def notes(slide) -> str:
    return slide.notes_slide.notes_text_frame.text


def point(part: int, whole: int) -> TrendPoint:
    return TrendPoint(part, whole, f"{part} of {whole}")


TREND = Trend(
    days=("31 Jan 2026", "15 Apr 2026"),
    dates=(dt.date(2026, 1, 31), dt.date(2026, 4, 15)),
    lines=(
        TrendLine("Strategies with fresh evidence", None, (point(3, 5), point(4, 5))),
        TrendLine("Objectives on track or met", None, (point(5, 6), point(2, 6))),
    ),
)
CHANGE = SinceLine("“Cleaner ships”: linked.", None, None, "The yard *asked* for it", "", "clean", "")
SINCE = Since(
    title="Since the last review, 31 March 2026",
    basis="Compared with the plan as it stood then.",
    sentence="One objective stands worse than then.",
    groups=(SinceGroup("Links", (CHANGE,) * 5, 2),),
    others="3 other changes.",
    unseen=("Not compared, since it cannot be read: old.yaml.",),
    trend=TREND,
    date=dt.date(2026, 3, 31),
    revision=None,
)


def test_the_last_review_is_told_by_its_outcome_and_named(slides, view):
    slide = slides()["The last review: 1 of 2 actions is done"]
    assert f"{view.last_review.title}, {view.last_review.date}" in words(slide)
    late = dataclasses.replace(view.last_review, outcome="Its one action is overdue.")
    assert "The last review: its one action is overdue" in slides(last_review=late)


def test_what_moved_since_is_the_message_of_its_slide(slides):
    slide = slides(since=SINCE)["Since the last review, 31 March 2026: one objective stands worse than then"]
    assert words(slide).count("Cleaner ships") == 3
    assert "and 4 more" in words(slide)
    assert notes(slide).count("Cleaner ships") == 5
    assert "Links: and 2 more" in notes(slide)
    assert "3 other changes." in notes(slide)
    assert "old.yaml" in notes(slide)


def test_the_figures_over_the_reviews_are_a_table_and_the_greatest_move_is_its_title(slides):
    slide = slides(since=SINCE)["Over the last reviews, objectives on track or met went from 5 of 6 to 2 of 6"]
    for text in ("31 Jan 2026", "Strategies with fresh evidence", "4 of 5"):
        assert text in words(slide)
    assert "Objectives on track or met: 5 of 6 on 31 Jan 2026; 2 of 6 on 15 Apr 2026." in notes(slide)


def test_figures_that_stood_still_are_said_to(slides):
    still = dataclasses.replace(TREND, lines=(TrendLine("Links", None, (point(2, 2), point(2, 2))),))
    assert "Over the last reviews, none of these figures moved" in slides(since=dataclasses.replace(SINCE, trend=still))


def test_what_could_not_be_compared_takes_no_slide_and_stands_in_the_notes_of_the_last(slides):
    unseen = dataclasses.replace(SINCE, sentence="", groups=(), unseen=("No history.",), trend=None, date=None)
    found = slides(since=unseen)
    assert not [title for title in found if title.startswith("Since")]
    assert "No history." in notes(found["How to read this report"])
    assert "No history." not in words(found["How to read this report"])


def test_customers_objectives_stand_with_what_moved_and_whether_it_helped(slides, view):
    slide = slides()[view.helped.rstrip(".")]
    own = view.customers[0].own[0]
    assert own.moved
    for text in (own.name, own.state.signed, own.moved, "no objective of the PMO"):
        assert text in words(slide)
        assert text.split(" ")[-1] in notes(slide)
    helping = dataclasses.replace(own, supported_by="Refits end on the day promised")
    row = dataclasses.replace(view.customers[0], own=(helping,), own_left=7)
    told = slides(customers=(row,), helped="They help.")["They help"]
    assert "Refits end on the day promised" in words(told)
    assert "and 7 more" in notes(told)


def test_without_any_objective_of_a_customer_only_what_is_done_for_them_is_told(slides, view):
    row = dataclasses.replace(view.customers[0], own=(), own_tally=())
    found = slides(customers=(row,), helped="")
    assert "" not in found
    assert "unknown" in words(found[view.served.rstrip(".")])


def test_a_plan_without_customers_says_so(slides):
    assert "cannot say whose success" in words(slides("empty")["The plan names no customers"])


def test_waivers_stand_with_the_gaps_the_ended_ones_as_such(slides):
    slide = slides()["4 gaps to close or to excuse"]
    assert "Waivers (2, 1 expired)" in words(slide)
    assert "until 31 Jan 2026, expired" in words(slide).replace("\N{NO-BREAK SPACE}", " ")
    assert "injury data came late (Ingrid Solberg)" in notes(slide)


def test_a_waiver_without_an_end_ends_nowhere(slides, view):
    endless = dataclasses.replace(
        view.waivers[0], until="", state="incomplete: excuses nothing", said="incomplete", expired=False
    )
    slide = slides(waivers=(endless,))["4 gaps to close or to excuse"]
    assert f"{endless.what}, incomplete" in words(slide)
    assert "without an end" in notes(slide)
    assert "until ," not in words(slide) + notes(slide)


def test_a_report_without_gaps_says_that_there_are_none(slides):
    slide = slides(gaps=(), no_gaps="None: all is well.", waivers=())["What is missing"]
    assert "None: all is well." in words(slide)


def test_what_the_check_found_stands_on_the_last_slide_and_rule_by_rule_in_its_notes(slides, view):
    slide = slides()["How to read this report"]
    assert view.findings.sentence in words(slide)
    assert all(row.what in notes(slide) for row in view.findings.rows)


def test_what_the_ways_of_working_are_for_stands_with_the_balance_or_alone(slides, view):
    assert view.assets.sentence in words(slides()["Every perspective has an objective"])
    assert "Status sheet" in words(slides(balance=())[view.assets.sentence.rstrip(".")])


def test_what_keeps_strategies_from_the_next_rung_is_counted(slides):
    slide = slides()["3 of 5 strategies have fresh evidence"]
    assert "What keeps them from the next rung: target not met yet (2)" in words(slide)


def test_a_single_bar_does_not_fill_the_slide(slides, view):
    one = dataclasses.replace(view.verdict, tally=view.verdict.tally[:1])
    slide = slides(verdict=one)[view.verdict.sentence]
    chart = next(shape for shape in slide.shapes if shape.has_chart)
    assert chart.height.mm < 40
