"""How a file is written by hand, and new values in the same hand: indentation, quotes, braces or blocks."""

from collections import Counter
from dataclasses import dataclass, replace

from pmo.scaffold.yaml_text import folded, quoted, scalar
from pmo.source.layout import Kind, Layout, Node

WIDEST = 120
_STEP = 2
_FEW = 2


class Plain(str):
    """A number, a date, an id or one of the plan's words: it goes into the file as it is."""

    __slots__ = ()


class Inline(dict[str, "Written"]):
    """A mapping that stands in braces on one line where it fits there."""


Written = str | dict[str, "Written"] | list["Written"]


@dataclass(frozen=True, slots=True)
class Hand:
    """The hand of a file. `key_quote` and `text_quote` are empty unless everything of that kind is in quotes."""

    step: int = _STEP
    quote: str = '"'
    key_quote: str = ""
    text_quote: str = ""

    def beside(self, node: Node) -> "Hand":
        """The hand of one mapping: its keys may be in quotes though others of the file are not."""
        signs = {key.style for key, _ in node.entries}
        return replace(self, key_quote=signs.pop()) if len(signs) == 1 else self

    def key(self, key: str, *, flow: bool = False) -> str:
        """A key as this file writes keys. Ids, dates and the format's own words need no quotes."""
        if self.key_quote:
            return self._quoted(key, self.key_quote)
        if key and all(char.isalnum() or char in "-_." for char in key) and key[0].isalnum():
            return key
        return self._safe(key, flow=flow)

    def text(self, text: str, *, flow: bool = False) -> str:
        """A value on one line."""
        if isinstance(text, Plain):
            return str(text)
        if self.text_quote:
            return self._quoted(text, self.text_quote)
        return self._safe(text, flow=flow)

    def flow(self, value: Written) -> str:
        """A value on one line, mappings in braces and lists in brackets."""
        if isinstance(value, str):
            return self.text(value, flow=True)
        if isinstance(value, dict):
            return f"{{{', '.join(self.pair(key, item) for key, item in value.items())}}}"
        return f"[{', '.join(self.flow(item) for item in value)}]"

    def pair(self, key: str, value: Written) -> str:
        """An entry of a mapping in braces."""
        return f"{self.key(key, flow=True)}: {self.flow(value)}"

    def block(self, key: str, value: Written, indent: int) -> list[str]:
        """An entry of a block, as lines indented by so many spaces."""
        head = f"{' ' * indent}{self.key(key)}:"
        inner = indent + self.step
        if isinstance(value, str):
            if isinstance(value, Plain) or self.text_quote:
                return [f"{head} {self.text(value)}"]
            return f"{head} {self._folded(value, inner)}".split("\n")
        one_line = f"{head} {self.flow(value)}"
        if not value or (self._short(value) and len(one_line) <= WIDEST):
            return [one_line]
        if isinstance(value, dict):
            return [head, *(line for name, item in value.items() for line in self.block(name, item, inner))]
        return [head, *(f"{' ' * inner}- {self.flow(item)}" for item in value)]

    @staticmethod
    def _short(value: Written) -> bool:
        if isinstance(value, list):
            return all(isinstance(item, Plain) for item in value)
        return isinstance(value, Inline)

    def _folded(self, text: str, indent: int) -> str:
        found = folded(text, indent)
        return found if "\n" in found else self._safe(text, flow=False)

    def _safe(self, text: str, *, flow: bool) -> str:
        plain = scalar(text)
        if plain != text or (flow and any(char in text for char in ",[]{}")):
            return self._quoted(text, self.quote)
        return plain

    @staticmethod
    def _quoted(text: str, quote: str) -> str:
        if quote == "'" and text.isprintable():
            return "'" + text.replace("'", "''") + "'"
        return quoted(text)


def hand_of(layout: Layout) -> Hand:
    """The hand in which a file is written."""
    if layout.root is None:
        return Hand()
    steps: Counter[int] = Counter()
    keys: Counter[str] = Counter()
    texts: Counter[str] = Counter()
    waiting: list[tuple[Node, int | None]] = [(layout.root, None)]
    while waiting:
        node, outer = waiting.pop()
        column = layout.column(node.start) if node.entries and not node.flow else None
        if column is not None and outer is not None and column > outer:
            steps[column - outer] += 1
        for key, value in node.entries:
            keys[key.style] += 1
            waiting.append((value, column))
        waiting += [(item, None) for item in node.items]
        if node.kind is Kind.SCALAR and not node.null and (node.style or " " in node.value):
            texts[node.style] += 1
    quotes = Counter({sign: keys[sign] + texts[sign] for sign in ('"', "'")})
    quote = "'" if quotes["'"] > quotes['"'] else '"'
    return Hand(
        step=steps.most_common(1)[0][0] if steps else _STEP,
        quote=quote,
        key_quote=_always(keys),
        text_quote=_always(texts),
    )


def _always(found: Counter[str]) -> str:
    """The quote in which everything stands, if it does and there is enough to tell by."""
    return next((sign for sign in ('"', "'") if found[sign] > _FEW and found[sign] == found.total()), "")


def in_braces(node: Node | None) -> bool:
    """Whether most of a mapping's entries that are mappings themselves stand in braces."""
    inner = [value.flow for _, value in node.entries if value.kind is Kind.MAPPING] if node is not None else []
    return bool(inner) and sum(inner) * 2 > len(inner)
