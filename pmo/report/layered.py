"""A layered drawing of a graph: which node stands where in its layer, so that few lines cross. Pure arithmetic, the same for the same input.

After Sugiyama, Tagawa and Toda (1981): a line that passes layers gets a place in each of them; medians and exchanges of neighbours order the
layers; places follow the neighbours as far as the order allows (least squares, by pooling adjacent violators). Bands run across all layers:
a node never leaves its band.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

Edge = tuple[str, str]
Node = tuple[str, int]
"""A node's name and -1; for the place of a passing line, a name made from its edge, and the layer."""

_SWEEPS = 12
_SETTLE = 24
_PASSING = 0.35
"""How much room a passing line takes, where a node takes 1."""

_EMPTY = 0.5
"""How much room an empty band takes."""


@dataclass(frozen=True, slots=True)
class Layered:
    """Where everything stands. `place` is the middle of each node along its layer, where a node takes 1.

    `lines` has the way of each edge from its first node to its second: a layer and a place in it for each that it passes, both ends
    included. `bands` has the two ends of each band.
    """

    layers: tuple[tuple[str, ...], ...]
    place: Mapping[str, float]
    lines: Mapping[Edge, tuple[tuple[int, float], ...]]
    bands: tuple[tuple[float, float], ...]
    crossings: int


def layered(layers: Sequence[Sequence[str]], edges: Sequence[Edge], bands: Mapping[str, int], many: int = 1) -> Layered:
    """Order the nodes of each layer and give them places. `bands` says in which of `many` bands each node is; left out: the first.

    Raises:
        ValueError: a node stands twice, or an edge joins nodes of one layer, or nodes that stand nowhere.
    """
    level = {name: at for at, layer in enumerate(layers) for name in layer}
    if len(level) != sum(map(len, layers)):
        raise ValueError("a node stands twice")
    order: list[list[Node]] = [[(name, -1) for name in layer] for layer in layers]
    band: dict[Node, int] = {(name, -1): bands.get(name, 0) for name in level}
    ways: dict[Edge, list[Node]] = {}
    for edge in dict.fromkeys(edges):
        first, second = edge
        if first not in level or second not in level or level[first] == level[second]:
            raise ValueError(f"{edge} does not join two layers")
        step = 1 if level[second] > level[first] else -1
        passed = [(f"{first}\x00{second}", at) for at in range(level[first] + step, level[second], step)]
        for node in passed:
            order[node[1]].append(node)
            band[node] = bands.get(first, 0)
        ways[edge] = [(first, -1), *passed, (second, -1)]
    order = [sorted(layer, key=lambda node: band[node]) for layer in order]
    layer_of = {node: at for at, layer in enumerate(order) for node in layer}
    graph = _Graph(_neighbours(ways, layer_of), band)
    best = graph.ordered(order)
    ends = _ends(best, band, many)
    place = graph.placed(best, ends)
    return Layered(
        layers=tuple(tuple(name for name, passing in layer if passing < 0) for layer in best),
        place={name: place[name, passing] for layer in best for name, passing in layer if passing < 0},
        lines={edge: tuple((layer_of[node], place[node]) for node in way) for edge, way in ways.items()},
        bands=ends,
        crossings=graph.crossings(best),
    )


def _neighbours(
    ways: Mapping[Edge, Sequence[Node]], layer_of: Mapping[Node, int]
) -> dict[Node, tuple[list[Node], list[Node]]]:
    near: dict[Node, tuple[list[Node], list[Node]]] = {node: ([], []) for node in layer_of}
    for way in ways.values():
        for one, other in pairwise(way):
            before, after = (one, other) if layer_of[one] < layer_of[other] else (other, one)
            near[before][1].append(after)
            near[after][0].append(before)
    return near


def _ends(order: Sequence[Sequence[Node]], band: Mapping[Node, int], many: int) -> tuple[tuple[float, float], ...]:
    """The two ends of each band: as long as its longest layer."""
    ends, at = [], 0.0
    for name in range(many):
        room = max((sum(_room(node) for node in layer if band[node] == name) for layer in order), default=0.0)
        ends.append((at, at + max(room, _EMPTY)))
        at = ends[-1][1]
    return tuple(ends)


def _room(node: Node) -> float:
    return 1.0 if node[1] < 0 else _PASSING


def _beginnings(order: list[list[Node]]) -> Iterator[list[list[Node]]]:
    """Orders to begin from: as given, turned round, and every second node first. One alone may lead where no single step leads on."""
    yield order
    yield [layer[::-1] for layer in order]
    yield [[*layer[::2], *layer[1::2]] for layer in order]
    yield [[*layer[1::2], *layer[::2]][::-1] if at % 2 else layer for at, layer in enumerate(order)]


@dataclass(frozen=True, slots=True)
class _Graph:
    """`near` has the neighbours of each place in the layer before it and in the layer after it; `band` where it must stay."""

    near: Mapping[Node, tuple[list[Node], list[Node]]]
    band: Mapping[Node, int]

    def ordered(self, order: list[list[Node]]) -> list[list[Node]]:
        """The order with the fewest crossings of those that the sweeps come to from several beginnings; the first of several."""
        best, fewest = [list(layer) for layer in order], self.crossings(order)
        for begin in _beginnings(order):
            current = [sorted(layer, key=lambda node: self.band[node]) for layer in begin]
            for backward in (False, True):
                found = self._swept([list(layer) for layer in current], backward=backward)
                crossed = self.crossings(found)
                if crossed < fewest:
                    best, fewest = found, crossed
        return best

    def _swept(self, current: list[list[Node]], *, backward: bool) -> list[list[Node]]:
        best, fewest = [list(layer) for layer in current], self.crossings(current)
        for sweep in range(_SWEEPS):
            if not fewest:
                break
            forward = (sweep % 2 == 0) is not backward
            for at in range(1, len(current)) if forward else range(len(current) - 2, -1, -1):
                self._by_median(current, at, forward=forward)
            self._exchange(current)
            now = self.crossings(current)
            if now < fewest:
                best, fewest = [list(layer) for layer in current], now
        return best

    def _by_median(self, order: list[list[Node]], at: int, *, forward: bool) -> None:
        """Sort a layer, band by band, by the medians of its neighbours in the layer before; what has none there keeps its place."""
        other = order[at - 1 if forward else at + 1]
        index = {node: float(place) for place, node in enumerate(other)}
        key: dict[Node, float] = {}
        for node in order[at]:
            found = sorted(index[n] for n in self.near[node][0 if forward else 1])
            if found:
                middle = len(found) // 2
                key[node] = found[middle] if len(found) % 2 else (found[middle - 1] + found[middle]) / 2
        moving = iter(sorted((n for n in order[at] if n in key), key=lambda n: (self.band[n], key[n])))
        mixed = [next(moving) if node in key else node for node in order[at]]
        order[at] = sorted(mixed, key=lambda node: self.band[node])

    def _exchange(self, order: list[list[Node]]) -> None:
        """Exchange neighbours of a band as long as that takes crossings away."""
        better = True
        while better:
            better = False
            for at, layer in enumerate(order):
                for left in range(len(layer) - 1):
                    one, other = layer[left], layer[left + 1]
                    if self.band[one] != self.band[other]:
                        continue
                    before = self._around(order, at)
                    layer[left], layer[left + 1] = other, one
                    if self._around(order, at) < before:
                        better = True
                    else:
                        layer[left], layer[left + 1] = one, other

    def _around(self, order: list[list[Node]], at: int) -> int:
        return sum(self._between(order, before) for before in (at - 1, at) if 0 <= before < len(order) - 1)

    def crossings(self, order: list[list[Node]]) -> int:
        """How many pairs of lines cross."""
        return sum(self._between(order, before) for before in range(len(order) - 1))

    def _between(self, order: list[list[Node]], before: int) -> int:
        """Crossings between a layer and the next: pairs of lines whose ends stand the other way round."""
        index = {node: place for place, node in enumerate(order[before + 1])}
        ends = [end for node in order[before] for end in sorted(index[after] for after in self.near[node][1])]
        return sum(one > other for at, one in enumerate(ends) for other in ends[at + 1 :])

    def placed(self, order: Sequence[Sequence[Node]], ends: Sequence[tuple[float, float]]) -> dict[Node, float]:
        """The middle of each place: as near to its neighbours as order, room and band allow."""
        parts = [[[node for node in layer if self.band[node] == band] for band in range(len(ends))] for layer in order]
        place: dict[Node, float] = {}
        for layer in parts:
            for band, nodes in enumerate(layer):
                middle = sum(ends[band]) / 2
                place |= zip(nodes, _apart(nodes, [middle] * len(nodes), ends[band]), strict=True)
        for turn in range(_SETTLE):
            for layer in parts if turn % 2 == 0 else parts[::-1]:
                for band, nodes in enumerate(layer):
                    wanted = [self._pull(node, place) for node in nodes]
                    place |= zip(nodes, _apart(nodes, wanted, ends[band]), strict=True)
        return {node: round(at, 3) for node, at in place.items()}

    def _pull(self, node: Node, place: Mapping[Node, float]) -> float:
        """Where the neighbours draw it; a place without any stays."""
        around = [*self.near[node][0], *self.near[node][1]]
        return sum(place[other] for other in around) / len(around) if around else place[node]


def _apart(nodes: Sequence[Node], wanted: Sequence[float], ends: tuple[float, float]) -> list[float]:
    """Places as near as possible to those wanted (least squares) in this order, without overlap, between the ends."""
    if not nodes:
        return []
    offsets = [0.0]
    for one, other in pairwise(nodes):
        offsets.append(offsets[-1] + (_room(one) + _room(other)) / 2)
    # Pools of neighbours that would overlap: their mean, and how many they are.
    pools: list[tuple[float, int]] = []
    for at, offset in zip(wanted, offsets, strict=True):
        mean, many = at - offset, 1
        while pools and pools[-1][0] > mean:
            other_mean, more = pools.pop()
            mean, many = (mean * many + other_mean * more) / (many + more), many + more
        pools.append((mean, many))
    flat = [mean for mean, many in pools for _ in range(many)]
    low = ends[0] + _room(nodes[0]) / 2
    high = ends[1] - _room(nodes[-1]) / 2 - offsets[-1]
    return [min(max(mean, low), high) + offset for mean, offset in zip(flat, offsets, strict=True)]
