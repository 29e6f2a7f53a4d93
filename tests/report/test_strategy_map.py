"""The strategy map: what is on it, what is folded, and the list that says the same."""

import re
from pathlib import Path

import pytest
from wellformed import Page

from pmo.language.words import ENGLISH
from pmo.report.alignment.strategy_map import strategy_map
from pmo.report.facts import Facts
from pmo.report.mapped import draw_map, mermaid

FERRIES = Path(__file__).parent / "plans" / "ferries"
HEALTH = Path(__file__).parents[2] / "examples" / "health-network"


@pytest.fixture
def drawn(checked, written):
    """The map of a plan: of a text, or of a folder."""
    return lambda plan: strategy_map(Facts(checked(plan if isinstance(plan, Path) else written(plan))))


def plan(goals=1, strategies=2, objectives=3, perspectives="", more=""):
    """Every strategy leads to the first goal, every objective to a strategy in turn."""
    lines = ["organization:", "  name: Org", f"  perspectives: [{perspectives}]" if perspectives else "  name: Org"]
    lines = list(dict.fromkeys(lines))
    lines += ["  goals:"] + [f"    g{n}: {{title: Goal {n}}}" for n in range(goals)]
    lines += ["  strategies:"]
    lines += [f"    s{n}: {{title: Strategy {n}, supports: {{g0: it leads there}}}}" for n in range(strategies)]
    lines += ["pmo:", "  name: Office", "  objectives:"]
    lines += [
        f"    o{n}: {{title: Objective {n}, supports: {{s{n % strategies}: it helps}}}}" for n in range(objectives)
    ]
    return "\n".join(lines) + "\n" + more


def outline(items, depth=0):
    for item in items:
        yield "  " * depth + item.name + (f" ({item.link})" if item.link else "") + (" …" if item.again else "")
        yield from outline(item.below, depth + 1)


def test_causes_stand_left_of_their_effects(drawn):
    found = drawn(plan())
    assert found.columns == ("Objectives", "Strategies", "Goals")
    column = {node.id: node.column for node in found.nodes}
    assert all(column[line.cause] < column[line.effect] for line in found.lines)
    assert len(found.lines) == 5


def test_perspectives_are_lanes_in_the_organizations_order_the_empty_ones_too(drawn):
    found = drawn(FERRIES)
    assert [(lane.name, lane.empty) for lane in found.lanes] == [
        ("passengers", False),
        ("operations", False),
        ("people", False),
        ("No perspective", False),
    ]
    lanes = {node.name: found.lanes[node.lane].name for node in found.nodes}
    assert lanes["Short routes sail on batteries"] == "operations", "an objective takes the lane of what it supports"
    assert lanes["New routes in the south"] == "No perspective"
    assert drawn(plan(perspectives="Money, Staff")).lanes[0].empty


def test_without_perspectives_there_is_one_lane_without_a_name(drawn):
    assert [lane.name for lane in drawn(plan()).lanes] == [""]


def test_up_to_twenty_elements_are_drawn_and_more_are_folded(drawn):
    assert not drawn(plan(objectives=17)).folded
    found = drawn(plan(objectives=18))
    assert found.folded
    assert found.drawn
    assert found.note == (
        "21 goals, strategies and objectives are too many for one picture: the 18 objectives are folded into counts, a strategy each."
    )
    assert {node.kind for node in found.nodes} == {"goal", "strategy"}
    assert next(node.beside for node in found.nodes if node.id == "s0") == "9 objectives: ○ 9"


def test_more_than_twenty_strategies_are_only_listed(drawn):
    found = drawn(plan(strategies=50, objectives=60))
    assert not found.drawn
    assert found.nodes == ()
    assert "and so are the 51 goals and strategies alone" in found.note
    assert len(found.outline[0].items[0].below) == 50


def test_nothing_to_support_is_no_map(drawn):
    assert drawn("pmo: {name: Office, objectives: {a: A}}") is None
    assert drawn("organization: {name: Org, strategies: {s: S}}\npmo: {name: Office}") is None


def test_what_nothing_leads_to_and_what_leads_to_nothing_is_marked_and_told_apart(drawn):
    found = drawn(FERRIES)
    assert sorted(node.name for node in found.nodes if node.empty) == [
        "New routes in the south",
        "One register of all changes",
    ]
    assert [(lane.name, [item.name for item in lane.items]) for lane in found.outline][-1] == (
        "Leads to nothing",
        ["One register of all changes"],
    )


def test_folded_objectives_that_lead_to_nothing_are_counted(drawn):
    assert drawn(plan(objectives=30) + "    x: {title: Lost}\n").note.endswith(
        "a strategy each. 1 objective of the PMO leads to nothing."
    )


def test_a_claim_through_a_customer_is_a_line_of_its_own_kind(drawn):
    through = [line for line in drawn(HEALTH).lines if line.kind == "through"]
    assert [(line.cause, line.effect, line.via) for line in through] == [
        ("used-from-the-start", "care-near-home", "“Twice as many people finish their treatment at home”")
    ]


def test_the_list_says_what_the_picture_shows(drawn):
    found = drawn(HEALTH)

    def pairs(items):
        for item in items:
            yield from ((below.id, item.id) for below in item.below)
            yield from pairs(item.below)

    told = {pair for lane in found.outline for pair in pairs(lane.items)}
    assert told == {(line.cause, line.effect) for line in found.lines}


def test_what_leads_to_two_things_is_told_in_full_once(drawn):
    text = plan(strategies=2, objectives=1).replace(
        "supports: {s0: it helps}", "supports: {s0: it helps, s1: {because: b, strength: secondary}}"
    )
    text += "    p: {title: First step, supports: {o0: it comes first}}\n"
    assert list(outline(drawn(text).outline[0].items)) == [
        "Goal 0",
        "  Strategy 0",
        "    Objective 0",
        "      First step",
        "  Strategy 1",
        "    Objective 0 (a side effect) …",
    ]


def test_a_circle_is_drawn_and_told_all_the_same(drawn):
    text = plan(objectives=0).replace(
        "objectives:", "objectives:\n    a: {supports: {b: x}}\n    b: {supports: {c: x}}\n    c: {supports: {a: x}}"
    )
    found = drawn(text)
    assert {node.id for node in found.nodes} >= {"a", "b", "c"}
    assert found.outline[-1].name == "In a circle"
    assert next(outline(found.outline[-1].items)) == "A"


def test_the_drawing_is_well_formed_has_a_title_and_fits_its_words(drawn):
    picture = str(draw_map(drawn(HEALTH), ENGLISH))
    assert Page(picture).faults == [] or all("st-" in fault for fault in Page(picture).faults)
    assert picture.startswith('<svg class="strategy-map" role="img" aria-labelledby="map-t map-d"')
    assert "7 objectives" in picture
    box = float(re.search(r'<rect x="[\d.]+" y="[\d.]+" width="([\d.]+)" height="52"', picture)[1])
    # Nothing is measured here: a line of so many letters is taken to fit.
    assert all(len(line) <= box / 6 for line in re.findall(r"<tspan[^>]*>([^<]*)</tspan>", picture))


def test_boxes_do_not_touch_and_stay_inside(drawn):
    for root in (HEALTH, FERRIES):
        picture = str(draw_map(drawn(root), ENGLISH))
        width, height = map(float, re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', picture).groups())
        boxes = [
            tuple(map(float, found))
            for found in re.findall(
                r'<g class="node[^>]*><rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"', picture
            )
        ]
        assert boxes
        for x, y, wide, high in boxes:
            assert x >= 0
            assert x + wide <= width
            assert y + high <= height
        for one in boxes:
            for other in boxes:
                apart = one[0] + one[2] <= other[0] or other[0] + other[2] <= one[0] or abs(one[1] - other[1]) >= 52
                assert one is other or one == other or apart


def test_long_and_wide_names_are_cut_in_the_picture_and_whole_in_the_list(drawn):
    name = "承認が遅れた設備は開設も遅れるので早く決める必要があります" * 4
    text = plan().replace("Objective 0", name)
    found = drawn(text)
    assert name not in str(draw_map(found, ENGLISH))
    assert " …" in str(draw_map(found, ENGLISH))
    assert any(name in line for line in outline(found.outline[0].items))


def test_mermaid_draws_the_same_graph(drawn):
    found = drawn(HEALTH)
    text = str(mermaid(found))
    assert text.startswith("```mermaid\nflowchart LR\n")
    assert text.count("subgraph") == text.count("\n  end") == len(found.lanes)
    assert len(re.findall(r"-->|-\.->", text)) == len(found.lines)
    assert '  subgraph lane0["Patients"]' in text
