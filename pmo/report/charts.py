"""Drawings of a report as inline SVG: no fonts, no scripts, the same bytes for the same numbers.

Each is told apart by shape and position, not by colour alone, and carries a title and a description; the numbers stand in the
table around it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup, escape

from pmo.report.facts import anchor
from pmo.report.states import Shown
from pmo.report.text import shown

INK = "#123c5e"
_SHADES = ("#c3cbd4", "#dbe1e7", "#eef1f4")
_EDGE = 3.0


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of a bullet graph's ground, in its own units; `shade` 0 is the darkest of one hue."""

    low: float
    high: float
    shade: int


@dataclass(frozen=True, slots=True)
class Bullet:
    """A bullet graph (Few, 2013), in units of its own from `low` to `high`.

    A bar runs from `start` to `value`; `target` is the heavy mark, `planned` the small one. Without a `start` the value is a point.
    """

    key: str
    title: str
    text: str
    low: float
    high: float
    start: float | None
    value: float | None
    target: float | None
    planned: float | None
    zones: tuple[Zone, ...]


@dataclass(frozen=True, slots=True)
class Spark:
    """A line through readings: points in a unit square, the origin at the bottom left."""

    key: str
    title: str
    text: str
    points: tuple[tuple[float, float], ...]
    first: str
    last: str


def draw_bullet(spec: Bullet) -> Markup:
    """The bullet graph, 176 × 22."""
    width, height = 176.0, 22.0
    room = spec.high - spec.low or 1.0

    def x(at: float) -> float:
        inside = min(max(at, spec.low), spec.high)
        return _EDGE + (inside - spec.low) / room * (width - 2 * _EDGE)

    parts = [
        f'<rect x="{_n(x(z.low))}" y="3" width="{_n(x(z.high) - x(z.low))}" height="16" fill="{_SHADES[z.shade]}"/>'
        for z in spec.zones
        if x(z.high) > x(z.low)
    ]
    if not spec.zones:
        parts.append(f'<rect x="{_n(_EDGE)}" y="3" width="{_n(width - 2 * _EDGE)}" height="16" fill="{_SHADES[2]}"/>')
    if spec.start is not None:
        zero = x(spec.start)
        if spec.value is not None:
            left, right = sorted((zero, x(spec.value)))
            parts.append(f'<rect x="{_n(left)}" y="8" width="{_n(max(right - left, 1.5))}" height="6" fill="{INK}"/>')
            parts += _beyond(spec, x)
        parts.append(f'<path d="M{_n(zero)} 3V19" stroke="{INK}" stroke-width="1"/>')
    elif spec.value is not None:
        parts.append(f'<circle cx="{_n(x(spec.value))}" cy="11" r="4.5" fill="{INK}"/>')
    if spec.planned is not None:
        at = _n(x(spec.planned))
        parts.append(f'<path d="M{at} 16l3.4 6h-6.8z" fill="{INK}"/>')
    if spec.target is not None:
        parts.append(f'<path d="M{_n(x(spec.target))} 1V21" stroke="#17212b" stroke-width="3"/>')
    return _svg("bullet", spec.key, spec.title, spec.text, width, height, parts)


def _beyond(spec: Bullet, x: Callable[[float], float]) -> list[str]:
    """An arrow where the value lies outside the drawing."""
    value = spec.value or 0.0
    if value > spec.high:
        return [_chevron(x(spec.high) - 6, 3)]
    if value < spec.low:
        return [_chevron(x(spec.low) + 6, -3)]
    return []


def _chevron(at: float, turn: int) -> str:
    return f'<path d="M{_n(at)} 8.2l{turn} 2.8 {-turn} 2.8" fill="none" stroke="#fff" stroke-width="1.5"/>'


def draw_spark(spec: Spark) -> Markup:
    """The line, 96 × 24, its last reading as a dot."""
    width, height, edge = 96.0, 24.0, 4.0
    at = [(edge + right * (width - 2 * edge), height - edge - up * (height - 2 * edge)) for right, up in spec.points]
    line = " ".join(f"{_n(x)},{_n(y)}" for x, y in at)
    last = at[-1]
    parts = [
        f'<polyline points="{line}" fill="none" stroke="{INK}" stroke-width="1.6" stroke-linejoin="round" stroke-linecap="round"/>',
        f'<circle cx="{_n(last[0])}" cy="{_n(last[1])}" r="3" fill="{INK}"/>',
    ]
    return _svg("spark", spec.key, spec.title, spec.text, width, height, parts)


def draw_climb(key: str, rung: int, title: str, text: str, rungs: int = 6) -> Markup:
    """One strategy's way up the ladder: a segment a rung, filled as far as it came; drawn to any width."""
    step = 100.0
    parts = []
    for at in range(rungs):
        filled = at < rung
        fill, line = (INK, INK) if filled else ("none", "#97a2ae")
        dashed = "" if rung else ' stroke-dasharray="3 3"'
        parts.append(
            f'<rect x="{_n(at * step + 2)}" y="4" width="{_n(step - 4)}" height="12" fill="{fill}" stroke="{line}"'
            f' vector-effect="non-scaling-stroke"{dashed}/>'
        )
    return _svg("climb", key, title, text, step * rungs, 20.0, parts, stretch=True)


def draw_bar(share: float) -> Markup:
    """A plain bar, 0–1 of 96 × 10; the count stands beside it."""
    width = max(share, 0.0) * 96
    bar = f'<rect width="{_n(width)}" height="10" fill="{INK}"/>' if share > 0 else ""
    line = f'<rect x="0.5" y="0.5" width="95" height="9" fill="none" stroke="{_SHADES[0]}"/>'
    head = '<svg class="bar" aria-hidden="true" focusable="false" viewBox="0 0 96 10" width="96" height="10">'
    return Markup(f"{head}{line}{bar}</svg>")  # noqa: S704 -- numbers only


@lru_cache(maxsize=64)
def draw_status(state: Shown) -> Markup:
    """A state as shape, word and colour. Its shape is a symbol of the layout."""
    shape = f'<svg class="ic" aria-hidden="true" focusable="false"><use href="#st-{state.key}"/></svg>'
    return Markup(f'<span class="st {state.key}">{shape}{escape(state.word)}</span>')  # noqa: S704 -- keys are ours, words are escaped


@lru_cache(maxsize=64)
def draw_status_cell(state: Shown) -> Markup:
    """The same as a cell whose shape comes from the style sheet: three elements less, for tables of thousands of rows."""
    return Markup(f'<td class="st {state.key}">{escape(state.word)}</td>')  # noqa: S704 -- keys are ours, words are escaped


def _svg(
    kind: str, key: str, title: str, text: str, width: float, height: float, parts: list[str], *, stretch: bool = False
) -> Markup:
    """The drawing with its title and description. Numbers are ours, words are escaped."""
    name = f"{kind}-{anchor(key)}"
    ratio = ' preserveAspectRatio="none"' if stretch else ""
    head = (
        f'<svg class="{kind}" role="img" aria-labelledby="{name}-t {name}-d" viewBox="0 0 {_n(width)} {_n(height)}"'
        f' width="{_n(width)}" height="{_n(height)}"{ratio}>'
        f'<title id="{name}-t">{escape(shown(title))}</title><desc id="{name}-d">{escape(shown(text))}</desc>'
    )
    return Markup(f"{head}{''.join(parts)}</svg>")  # noqa: S704 -- every text in it is escaped above


def _n(value: float) -> str:
    """A coordinate with at most one decimal."""
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    return "0" if text in {"", "-0"} else text


DRAWINGS: Mapping[str, Callable[..., Markup]] = {
    "bullet": draw_bullet,
    "spark": draw_spark,
    "climb": draw_climb,
    "bar": draw_bar,
}
