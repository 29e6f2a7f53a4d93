"""Layered drawings: few crossings, nothing on top of anything, the same every time."""

from itertools import pairwise, permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo.report.layered import layered


@st.composite
def graphs(draw):
    """Layers of named nodes in bands, and edges between different layers."""
    sizes = draw(st.lists(st.integers(1, 4), min_size=2, max_size=4))
    layers = [[f"{level}-{at}" for at in range(size)] for level, size in enumerate(sizes)]
    pairs = [(a, b) for one, other in permutations(range(len(layers)), 2) for a in layers[one] for b in layers[other]]
    edges = draw(st.lists(st.sampled_from(pairs), max_size=10, unique=True))
    many = draw(st.integers(1, 3))
    bands = {name: draw(st.integers(0, many - 1)) for layer in layers for name in layer}
    return layers, edges, bands, many


@given(graphs())
@settings(max_examples=150, deadline=None)
def test_every_node_has_a_place_of_its_own_in_its_layer_and_band(graph):
    layers, edges, bands, many = graph
    found = layered(layers, edges, bands, many)
    assert [sorted(layer) for layer in found.layers] == [sorted(layer) for layer in layers]
    for layer in found.layers:
        assert [bands[name] for name in layer] == sorted(bands[name] for name in layer)
        places = [found.place[name] for name in layer]
        assert all(later - earlier >= 1 - 0.01 for earlier, later in pairwise(places))
        for name in layer:
            low, high = found.bands[bands[name]]
            assert low + 0.5 - 0.01 <= found.place[name] <= high - 0.5 + 0.01


@given(graphs())
@settings(max_examples=100, deadline=None)
def test_lines_go_from_their_first_node_to_their_second_through_every_layer_between(graph):
    layers, edges, bands, many = graph
    level = {name: at for at, layer in enumerate(layers) for name in layer}
    for (first, second), points in layered(layers, edges, bands, many).lines.items():
        passed = [at for at, _ in points]
        step = 1 if level[second] > level[first] else -1
        assert passed == list(range(level[first], level[second] + step, step))


@given(graphs())
@settings(max_examples=100, deadline=None)
def test_the_same_graph_gives_the_same_drawing(graph):
    assert layered(*graph) == layered(*graph)


@given(graphs())
@settings(max_examples=100, deadline=None)
def test_ordering_never_makes_it_worse(graph):
    layers, edges, bands, many = graph
    # An edge that passes a layer has a place in it that cannot be given as a beginning.
    edges = [(one, other) for one, other in edges if abs(int(one[0]) - int(other[0])) == 1]
    found = layered(layers, edges, bands, many)
    # What it came to is a fixed point: given as the beginning, nothing better is found from it, and nothing worse is returned.
    again = layered(found.layers, edges, bands, many)
    assert again.crossings <= found.crossings


def crossings(upper, lower, edges):
    ends = sorted((upper.index(a), lower.index(b)) for a, b in edges)
    return sum(one[0] < other[0] and one[1] > other[1] for one in ends for other in ends)


@given(st.lists(st.sampled_from([(a, b) for a in "abc" for b in "wxyz"]), min_size=1, max_size=8, unique=True))
@settings(max_examples=40, deadline=None)
def test_two_layers_come_near_to_the_fewest_crossings_there_are(edges):
    fewest = min(crossings(u, v, edges) for u, v in product(permutations("abc"), permutations("wxyz")))
    found = layered([list("abc"), list("wxyz")], edges, {})
    assert found.crossings == crossings(found.layers[0], found.layers[1], edges)
    assert found.crossings <= fewest + 2


def test_a_tree_is_drawn_without_a_crossing():
    edges = [("a", "x"), ("b", "y"), ("c", "x"), ("d", "y"), ("x", "r"), ("y", "r")]
    found = layered([list("abcd"), ["y", "x"], ["r"]], edges, {})
    assert found.crossings == 0
    assert {found.layers[0][:2], found.layers[0][2:]} == {("a", "c"), ("b", "d")}


def test_a_crossing_that_cannot_be_avoided_is_counted():
    assert layered([["a", "b"], ["x", "y"]], [(a, x) for a in "ab" for x in "xy"], {}).crossings == 1


def test_a_node_stands_level_with_what_it_leads_to():
    found = layered([["a", "b", "c"], ["x", "y", "z"]], [("a", "x"), ("b", "y"), ("c", "z")], {})
    assert [found.place[name] for name in "abc"] == [found.place[name] for name in "xyz"]


def test_an_empty_band_has_room_and_nothing_drawn_has_none():
    found = layered([["a"], ["x"]], [("a", "x")], {"a": 0, "x": 2}, 3)
    assert [high > low for low, high in found.bands] == [True, True, True]
    assert layered([], [], {}).place == {}


@pytest.mark.parametrize(
    ("layers", "edges"),
    [([["a", "a"]], []), ([["a", "b"]], [("a", "b")]), ([["a"], ["b"]], [("a", "c")])],
    ids=["twice", "one layer", "nowhere"],
)
def test_what_cannot_be_drawn_is_refused(layers, edges):
    with pytest.raises(ValueError, match=r"stands twice|does not join"):
        layered(layers, edges, {})
