"""The strategy map as a drawing: inline SVG for HTML, and Mermaid for Markdown. Its colours are the page's own."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from pmo.language.words import Words
from pmo.report.text import shown

if TYPE_CHECKING:
    from pmo.report.alignment.strategy_map import MapLine, MapNode, StrategyMap

_HIGH, _SLOT = 52.0, 62.0
_PAD, _GUTTER, _HEAD = 8.0, 104.0, 26.0
_WIDTH = 1130.0
_GAP = 96.0
_WIDEST = 268.0
_LETTER, _LANE_LETTERS = 6.7, 14
_SPREAD = 0.3


@dataclass(frozen=True, slots=True)
class _Measures:
    """The sizes of one drawing: the left edge of its columns, how wide its boxes are, how far its columns are apart."""

    left: float
    wide: float
    step: float

    def x(self, column: int) -> float:
        return self.left + column * self.step

    @staticmethod
    def y(place: float, lane: int) -> float:
        return _HEAD + place * _SLOT + lane * 2 * _PAD + _PAD


def draw_map(view: "StrategyMap", words: Words) -> Markup:
    """The map. Boxes carry a kind, a shape for their state and its word, so that colour says nothing by itself."""
    named = any(lane.name for lane in view.lanes)
    left = _GUTTER if named else _PAD
    many = len(view.columns)
    wide = min(_WIDEST, (_WIDTH - left - _PAD - (many - 1) * _GAP) / many)
    sizes = _Measures(left, wide, wide + _GAP)
    width = sizes.x(many - 1) + wide + _PAD
    bottom = sizes.y(view.lanes[-1].bottom, len(view.lanes) - 1) + _PAD
    parts = [_text("head", sizes.x(at), 15, [heading], 0) for at, heading in enumerate(view.columns)]
    for at, lane in enumerate(view.lanes):
        top, end = sizes.y(lane.top, at) - _PAD, sizes.y(lane.bottom, at) + _PAD
        odd = " odd" if at % 2 else ""
        parts.append(f'<rect class="lane{odd}" x="0" y="{_n(top)}" width="{_n(width)}" height="{_n(end - top)}"/>')
        lines = _wrapped(lane.name, _LANE_LETTERS, 3)
        parts.append(_text("lane-name", 10, (top + end) / 2 + 4 - 7 * (len(lines) - 1), lines, 14))
        if lane.empty:
            parts.append(_text("lane-none", left, (top + end) / 2 + 4, [words("nothing here")], 0))
    ports, lane_of = _ports(view, sizes), {node.id: node.lane for node in view.nodes}
    # What it is mainly for is drawn last, over the rest.
    ordered = sorted(view.lines, key=lambda line: line.kind == "primary")
    parts += [_line(line, ports, sizes, lane_of[line.cause]) for line in ordered]
    parts += [_box(node, sizes) for node in view.nodes]
    head = (
        f'<svg class="strategy-map" role="img" aria-labelledby="map-t map-d" viewBox="0 0 {_n(width)} {_n(bottom)}"'
        f' width="{_n(width)}" height="{_n(bottom)}"><title id="map-t">{escape(words("Strategy map"))}</title>'
        f'<desc id="map-d">{escape(view.description)}</desc>'
    )
    return Markup(f"{head}{''.join(parts)}</svg>")  # noqa: S704 -- every text in it is escaped


def _box(node: "MapNode", sizes: _Measures) -> str:
    left, top = sizes.x(node.column), sizes.y(node.y, node.lane) - _HIGH / 2
    kind = (
        f"{node.kind}{' empty' if node.empty else ''}{' theirs' if node.kind == 'objective' and not node.ours else ''}"
    )
    round_ = 14 if node.kind == "goal" else 3
    foot = node.state.word if node.state else node.beside
    inner = 12.0 if node.kind == "goal" else 9.0
    lines = _wrapped(node.name, int((sizes.wide - 2 * inner) / _LETTER), 2 if foot else 3)
    shape = f'<rect x="{_n(left)}" y="{_n(top)}" width="{_n(sizes.wide)}" height="{_n(_HIGH)}" rx="{round_}"/>'
    high = 14 * len(lines) + (13 if foot else 0)
    first = top + (_HIGH - high) / 2 + 11
    name = _text("name", left + inner, first, lines, 14)
    below = first + 14 * len(lines)
    state = ""
    if node.state:
        state = f'<use href="#st-{node.state.key}" x="{_n(left + inner)}" y="{_n(below - 9)}" width="10" height="10"/>'
    if foot:
        key = f"foot {node.state.key}" if node.state else "foot"
        state += _text(key, left + inner + (14 if node.state else 0), below, [foot], 0)
    return f'<g class="node {kind}">{shape}{name}{state}</g>'


_Ports = dict[tuple[str, str, str], float]
"""Where a line leaves or enters a box: by cause, effect, and whose end it is."""


def _ports(view: "StrategyMap", sizes: _Measures) -> _Ports:
    """Lines that meet at one side of a box stand apart there, in the order of where they come from."""
    ends: dict[tuple[str, bool], list[tuple[float, tuple[str, str, str]]]] = {}
    for line in view.lines:
        points = line.points
        for end, here, there in (("cause", points[0], points[1]), ("effect", points[-1], points[-2])):
            name = line.cause if end == "cause" else line.effect
            ends.setdefault((name, there[0] < here[0]), []).append((there[1], (line.cause, line.effect, end)))
    middle = {node.id: sizes.y(node.y, node.lane) for node in view.nodes}
    ports: _Ports = {}
    for (name, _), found in ends.items():
        ordered = sorted(found)
        room = min(_SPREAD, 0.1 * (len(ordered) - 1))
        for at, (_, key) in enumerate(ordered):
            share = at / (len(ordered) - 1) * 2 - 1 if len(ordered) > 1 else 0.0
            ports[key] = middle[name] + share * room * _HIGH
    return ports


def _line(line: "MapLine", ports: _Ports, sizes: _Measures, lane: int) -> str:
    """A line from box to box: curves between columns, straight where it passes one; an arrowhead at the effect."""
    right = line.points[-1][0] > line.points[0][0]
    stops: list[tuple[float, float]] = []
    last = len(line.points) - 1
    for at, (column, place) in enumerate(line.points):
        near, far = sizes.x(column), sizes.x(column) + sizes.wide
        if not right:
            near, far = far, near
        if at == 0:
            stops.append((far, ports[line.cause, line.effect, "cause"]))
        elif at == last:
            stops.append((near - (7 if right else -7), ports[line.cause, line.effect, "effect"]))
        else:
            stops += [(near, sizes.y(place, lane)), (far, sizes.y(place, lane))]
    way = [f"M{_n(stops[0][0])} {_n(stops[0][1])}"]
    for (x0, y0), (x1, y1) in pairwise(stops):
        bend = (x0 + x1) / 2
        way.append(f"C{_n(bend)} {_n(y0)} {_n(bend)} {_n(y1)} {_n(x1)} {_n(y1)}" if y0 != y1 else f"H{_n(x1)}")
    x, y = stops[-1]
    step = 7 if right else -7
    arrow = f'<path class="tip {line.kind}" d="M{_n(x + step)} {_n(y)}l{-step} -4v8z"/>'
    return f'<path class="line {line.kind}" d="{"".join(way)}"/>{arrow}'


def _text(kind: str, x: float, y: float, lines: Sequence[str], leading: int) -> str:
    spans = "".join(
        f'<tspan x="{_n(x)}" dy="{leading if at else 0}">{escape(line)}</tspan>' for at, line in enumerate(lines)
    )
    return f'<text class="{kind}" x="{_n(x)}" y="{_n(y)}">{spans}</text>'


def _wrapped(text: str, letters: int, most: int) -> list[str]:
    """Lines of at most so many letters (wide ones count twice); what does not fit ends in an ellipsis, the list has it in full."""
    lines, line = [], ""
    for word in shown(text).split():
        rest = word
        while rest:
            longer = f"{line} {rest}" if line else rest
            if _wide(longer) <= letters:
                line, rest = longer, ""
            elif line:
                lines.append(line)
                line = ""
            else:
                part = _head(rest, letters)
                lines.append(part)
                rest = rest[len(part) :]
    if line:
        lines.append(line)
    if len(lines) > most:
        lines = [*lines[: most - 1], _head(lines[most - 1], letters - 2).rstrip(" ,;:") + " …"]
    return lines or [""]


def _head(text: str, letters: int) -> str:
    size = 0
    for at, letter in enumerate(text):
        size += _wide(letter)
        if size > letters and at:
            return text[:at]
    return text


def _wide(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _n(value: float) -> str:
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    return "0" if text in {"", "-0"} else text


# Anything but letters, digits and plain punctuation: Mermaid has a syntax of its own inside labels, and HTML besides.
_SPECIAL = re.compile(r"[^\w .,()–-]", re.ASCII)
_SHAPES = {"goal": ('(["', '"])'), "strategy": ('["', '"]'), "objective": ('("', '")')}
_ARROWS = {"primary": "-->", "secondary": "-.->", "through": "-.->"}


def mermaid(view: "StrategyMap") -> Markup:
    """The map as a Mermaid flowchart, in a fenced block that GitHub and GitLab draw: causes left, effects right."""
    names = {node.id: f"n{at}" for at, node in enumerate(view.nodes)}
    lines = ["```mermaid", "flowchart LR"]
    for at, lane in enumerate(view.lanes):
        inside = [_mermaid_node(node, names[node.id]) for node in view.nodes if node.lane == at]
        if lane.name and inside:
            lines += [f'  subgraph lane{at}["{_label(lane.name)}"]', *(f"  {line}" for line in inside), "  end"]
        else:
            lines += inside
    lines += [f"  {names[line.cause]} {_ARROWS[line.kind]} {names[line.effect]}" for line in view.lines]
    return Markup("\n".join([*lines, "```"]))  # noqa: S704 -- labels are escaped for Mermaid, and hold neither backticks nor line breaks


def _mermaid_node(node: "MapNode", name: str) -> str:
    foot = node.state.signed if node.state else node.beside
    opened, closed = _SHAPES[node.kind]
    return f"  {name}{opened}{_label(node.name)}{f'<br>{_label(foot)}' if foot else ''}{closed}"


def _label(text: str) -> str:
    clean = shown(text)
    return "".join(
        f"#{ord(letter)};" if ord(letter) < 128 and _SPECIAL.match(letter) else letter  # noqa: PLR2004 -- the end of ASCII
        for letter in clean
    )
