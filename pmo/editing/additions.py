"""Adding to a YAML file: an entry at a path of keys, where a person would put it, and every other byte as it was.

After each edit the text is read again. Unless it means exactly the old plan and the change, nothing is changed, and the user is
told which lines to add by hand.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pmo.editing.hand import WIDEST, Hand, Written, hand_of
from pmo.editing.meaning import NULL, as_meant, meaning_of, same, with_entry
from pmo.errors import PmoError
from pmo.source.edits import Edit, apply
from pmo.source.layout import Kind, Layout, Node, layout_of
from pmo.source.text import SourceFile
from pmo.terminal import visible

Position = Callable[[Sequence[str], str], int]
"""Where among the keys of a mapping a new key goes: an index from 0 to their number."""

_MOST = 4


class ByHandError(PmoError):
    """A file is written in a way to which nothing can be added safely."""


def at_end(keys: Sequence[str], _new: str) -> int:
    """Behind all others."""
    return len(keys)


def in_order(keys: Sequence[str], new: str) -> int:
    """Where the order of the keys has its place for a new one, up or down; behind all others where they have no order."""
    names = list(keys)
    if names == sorted(names):
        return sum(name < new for name in names)
    if names == sorted(names, reverse=True):
        return sum(name > new for name in names)
    return len(names)


def as_listed(order: Sequence[str]) -> Position:
    """Before the keys that a table lists later, as long as these stand at the end."""

    def position(keys: Sequence[str], new: str) -> int:
        later = set(order[order.index(new) + 1 :]) if new in order else set()
        index = len(keys)
        while index and keys[index - 1] in later:
            index -= 1
        return index

    return position


@dataclass(frozen=True, slots=True)
class Addition:
    """A value for a path of keys.

    `position` is where the new key goes among its siblings. `bare` names the key that a bare text stands for where a mapping is to grow
    out of one. `spread`: a mapping in braces that would become too long for its line is written a line an entry. `apart`: with a blank
    line before it where its siblings have one.
    """

    path: tuple[str, ...]
    value: Written
    position: Position = at_end
    bare: str = ""
    spread: bool = False
    apart: bool = False


def add(file: SourceFile, addition: Addition) -> str:
    """The file's text with a value added. A key that is there and empty gets the value.

    Raises:
        ByHandError: the file is written in a way to which this cannot be added, or the key holds something already.
    """
    try:
        layout = layout_of(file.text)
    except ValueError:
        raise ByHandError(f"{visible(file.path)} cannot be read. Mend it first: `pmo check`.") from None
    writer = _Writer(file, layout, hand_of(layout), addition)
    before = meaning_of(file.text)
    grown = addition.path[:-1] if addition.bare else ()
    wanted = _wanted(before, addition, grown)
    for edits in writer.ways():
        after = apply(file.text, edits)
        if edits and same(meaning_of(after), wanted):
            return after
    raise writer.by_hand()


def _wanted(before: Any, addition: Addition, grown: tuple[str, ...]) -> Any:
    """The meaning that is wanted: the old one and the addition."""
    if before is None:
        return None
    node = before[""]
    for depth, key in enumerate(grown):
        node = node.get(key) if isinstance(node, dict) else None
        if isinstance(node, tuple) and node != NULL:
            before = with_entry(before, ("", *grown[: depth + 1], addition.bare), node)
            break
    return with_entry(before, ("", *addition.path), as_meant(addition.value))


@dataclass(frozen=True, slots=True)
class _Writer:
    """One addition to one file."""

    file: SourceFile
    layout: Layout
    hand: Hand
    addition: Addition

    def ways(self) -> list[list[Edit]]:
        """The ways in which it can be written, the best first."""
        root, path = self.layout.root, self.addition.path
        if root is None:
            return [self._new_file()]
        node, parent = root, root
        for depth, key in enumerate(path):
            found = node.entry(key)
            if found is None:
                value = _nested(path[depth + 1 :], self.addition.value)
                return replace(self, hand=self.hand.beside(node)).new_entry(node, key, value, parent, path[:depth])
            name, child = found
            value = _nested(path[depth + 1 :], self.addition.value)
            if child.null:
                return [self._fill(node, name, child, value)]
            if depth == len(path) - 1:
                line = self.file.position(name.start)[0]
                raise ByHandError(f"{visible(self.file.path)}:{line}: `{visible(key)}` is there already.")
            if child.kind is Kind.SCALAR and self.addition.bare:
                return [self._grow(node, name, child, value)]
            if child.kind is not Kind.MAPPING:
                raise self.by_hand()
            node, parent = child, node
        raise self.by_hand()

    def by_hand(self) -> ByHandError:
        """Why nothing was changed, and what to add."""
        path, known = self.addition.path, 0
        node, line = self.layout.root, 1
        for key in path[:-1]:
            found = node.entry(key) if node is not None and node.kind is Kind.MAPPING else None
            if found is None:
                break
            known, node, line = known + 1, found[1], self.file.position(found[0].start)[0]
        rest = path[known:]
        lines = Hand().block(rest[0], _nested(rest[1:], self.addition.value), 4)
        below = f" below `{visible(path[known - 1])}`" if known else ""
        return ByHandError(
            f"{visible(self.file.path)}:{line}: what stands here is written in a way to which pmo cannot add without changing something "
            f"else (an alias, for instance). Nothing was written. Add by hand{below}:\n" + "\n".join(lines)
        )

    def _new_file(self) -> list[Edit]:
        text, path = self.file.text, self.addition.path
        lines = self.hand.block(path[0], _nested(path[1:], self.addition.value), 0)
        gap = "" if not text or text.endswith(("\n", "\r")) else self.layout.line_break
        return [Edit(self.file, len(text), len(text), gap + self._lines(lines) + self.layout.line_break)]

    def new_entry(self, node: Node, key: str, value: Written, parent: Node, above: tuple[str, ...]) -> list[list[Edit]]:
        if node.kind is not Kind.MAPPING:
            raise self.by_hand()
        # Only the key that was named has a chosen place; mappings made on the way go behind their siblings.
        position = self.addition.position if len(above) == len(self.addition.path) - 1 else at_end
        index = position(node.keys, key)
        if not node.flow:
            return [self._in_block(node, index, key, value), self._in_block(node, len(node.entries), key, value)]
        in_braces = self._in_braces(node, index, key, value)
        if self.addition.spread and not parent.flow and self._too_long(node, key, value):
            return [self._spread(parent, node, index, key, value), in_braces]
        return [in_braces]

    def _in_block(self, node: Node, index: int, key: str, value: Written) -> list[Edit]:
        layout = self.layout
        lines = self.hand.block(key, value, layout.column(node.start))
        apart = [""] if self.addition.apart and self._blank_between(node) else []
        if index == 0 and layout.begins_line(node.start):
            at = layout.line_start(node.start)
            return [Edit(self.file, at, at, self._lines([*lines, *apart]) + layout.line_break)]
        return [self._below(node.entries[max(index, 1) - 1], [*apart, *lines], layout.column(node.start))]

    def _below(self, entry: tuple[Node, Node], lines: list[str], column: int) -> Edit:
        """Put lines below an entry, behind the comment on its last line and those below it that are indented as what is in it."""
        key, value = entry
        end = max(key.end, value.end)
        text, layout = self.file.text, self.layout
        if value.keeps and (end == len(text) or layout.column(end) == 0):
            after = "" if end == len(text) and not text.endswith(("\n", "\r")) else layout.line_break
            return Edit(self.file, end, end, self._lines(lines) + after)
        at, _ = self._behind_comments(layout.line_end(end), column)
        return Edit(self.file, at, at, layout.line_break + self._lines(lines))

    def _blank_between(self, node: Node) -> bool:
        """Whether most neighbours have a blank line between them."""
        gaps = [
            _blank(self.file.text[max(before[0].end, before[1].end) : after[0].start])
            for before, after in zip(node.entries, node.entries[1:], strict=False)
        ]
        return sum(gaps) * 2 > len(gaps)

    def _in_braces(self, node: Node, index: int, key: str, value: Written) -> list[Edit]:
        text, layout, pair = self.file.text, self.layout, self.hand.pair(key, value)
        if not node.entries:
            return [Edit(self.file, node.start + 1, node.start + 1, pair)]
        if index < len(node.entries):
            at = node.entries[index][0].start
            between = f",{layout.line_break}{' ' * layout.column(at)}" if layout.begins_line(at) else ", "
            return [Edit(self.file, at, at, pair + between)]
        last = node.entries[-1]
        end = max(last[0].end, last[1].end)
        if not layout.begins_line(last[0].start) or layout.line_start(last[0].start) <= node.start:
            return [Edit(self.file, end, end, f", {pair}")]
        line = f"{layout.line_break}{' ' * layout.column(last[0].start)}{pair}"
        rest = text[end : layout.line_end(end)]
        if "#" not in rest or "}" in rest.partition("#")[0]:
            return [Edit(self.file, end, end, f",{line}")]
        at = layout.line_end(end)
        if "," in rest.partition("#")[0]:
            return [Edit(self.file, at, at, f"{line},")]
        return [Edit(self.file, end, end, ","), Edit(self.file, at, at, line)]

    def _too_long(self, node: Node, key: str, value: Written) -> bool:
        layout = self.layout
        if layout.line_end(node.start) < node.end:
            return False
        return layout.line_end(node.end) - layout.line_start(node.start) + len(self.hand.pair(key, value)) + 2 > WIDEST

    def _spread(self, parent: Node, node: Node, index: int, key: str, value: Written) -> list[Edit]:
        """A mapping in braces as a block of the same entries, and the new one among them."""
        text = self.file.text
        indent = self.layout.column(parent.start) + self.hand.step
        lines = [[f"{' ' * indent}{text[name.start : max(name.end, item.end)]}"] for name, item in node.entries]
        lines.insert(index, self.hand.block(key, value, indent))
        start = _without_spaces(text, node.start)
        block = self.layout.line_break + self._lines([line for entry in lines for line in entry])
        return [Edit(self.file, start, node.end, block)]

    def _fill(self, parent: Node, key: Node, null: Node, value: Written) -> list[Edit]:
        """Give a key that is there and empty its value."""
        text, layout = self.file.text, self.layout
        if parent.flow:
            colon = "" if ":" in text[key.end : null.start] else ":"
            start = max(null.start, key.end)
            space = "" if text[start - 1] == " " else " "
            return [Edit(self.file, start, max(null.end, start), f"{colon}{space}{self.hand.flow(value)}")]
        lines = self.hand.block(key.value, value, layout.column(key.start))
        first = lines[0][layout.column(key.start) + len(self.hand.key(key.value)) + 1 :]
        if null.start < null.end:
            start, end = _without_spaces(text, null.start), null.end
        else:
            start = end = null.start
        head = [Edit(self.file, start, end, first)] if first or start < end else []
        if len(lines) == 1:
            return head
        at, column = self._behind_comments(layout.line_end(null.end), layout.column(key.start))
        if isinstance(value, dict) and column is not None:
            lines = ["", *(line for name, item in value.items() for line in self.hand.block(name, item, column))]
        return [*head, Edit(self.file, at, at, layout.line_break + self._lines(lines[1:]))]

    def _behind_comments(self, at: int, outer: int) -> tuple[int, int | None]:
        """Where the comments end that stand on the next lines, indented more than `outer`, and the column of the first."""
        text, column, found = self.file.text, None, at
        while at < len(text):
            start = at + (2 if text.startswith("\r\n", at) else 1)
            at = self.layout.line_end(start)
            line = text[start:at]
            if line.strip() and not (line.lstrip(" ").startswith("#") and len(line) - len(line.lstrip(" ")) > outer):
                break
            if line.strip():
                found = at
                column = len(line) - len(line.lstrip(" ")) if column is None else column
        return found, column

    def _grow(self, parent: Node, key: Node, bare: Node, value: Written) -> list[Edit]:
        """Make a mapping of a bare text, which stays as it is, under the key that it stood for."""
        text, layout, hand = self.file.text, self.layout, self.hand
        as_it_is = text[bare.start : bare.end]
        if not isinstance(value, dict):
            raise self.by_hand()
        if parent.flow:
            pairs = ", ".join(hand.pair(name, item) for name, item in value.items())
            return [Edit(self.file, bare.start, bare.end, f"{{{hand.key(self.addition.bare)}: {as_it_is}, {pairs}}}")]
        indent = layout.column(key.start) + hand.step
        start = _without_spaces(text, bare.start)
        head = f"{layout.line_break}{' ' * indent}{hand.key(self.addition.bare)}: {as_it_is}"
        lines = [line for name, item in value.items() for line in hand.block(name, item, indent)]
        at = layout.line_end(bare.end)
        below = Edit(self.file, at, at, layout.line_break + self._lines(lines))
        return [Edit(self.file, start, bare.end, head), below]

    def _lines(self, lines: list[str]) -> str:
        return self.layout.line_break.join(lines)


def replace_value(file: SourceFile, path: tuple[str, ...], value: str) -> str:
    """The file's text with another single value at a path of keys.

    Raises:
        ByHandError: there is no single value of its own there.
    """
    layout = layout_of(file.text)
    node = layout.find(path)
    wanted = with_entry(meaning_of(file.text), ("", *path), as_meant(value))
    if node is not None and node.kind is Kind.SCALAR and node.style not in {"|", ">"}:
        after = apply(file.text, [Edit(file, node.start, node.end, hand_of(layout).text(value, flow=True))])
        if same(meaning_of(after), wanted):
            return after
    line = file.position(node.start)[0] if node is not None else 1
    shown = "`" + "`, `".join(map(visible, path[-_MOST:])) + "`"
    raise ByHandError(
        f"{visible(file.path)}:{line}: the value of {shown} cannot be replaced without changing something else. "
        f"Nothing was written. Write `{visible(value)}` there by hand."
    )


def _nested(path: tuple[str, ...], value: Written) -> Written:
    for key in reversed(path):
        value = {key: value}
    return value


def _blank(text: str) -> bool:
    return any(not line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[1:-1])


def _without_spaces(text: str, at: int) -> int:
    while text[at - 1 : at] == " ":
        at -= 1
    return at
