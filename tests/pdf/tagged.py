"""A PDF as a screen reader meets it: the tree of its tags with the text of each, read with pypdf."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject


@dataclass
class Tag:
    """One element of the structure tree."""

    name: str
    text: str = ""
    alt: str = ""
    children: list["Tag"] = field(default_factory=list)

    def walk(self) -> Iterator["Tag"]:
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def all_text(self) -> str:
        return self.text + "".join(child.all_text for child in self.children)


class Tagged:
    """A PDF's tags, outline and properties."""

    def __init__(self, pdf: bytes) -> None:
        self.reader = PdfReader(io.BytesIO(pdf))
        self.root = self.reader.trailer["/Root"]
        self._marked = {page.indirect_reference.idnum: marked_text(page) for page in self.reader.pages}
        self.tree = Tag("Root", children=[self._tag(kid, None) for kid in kids(self.root["/StructTreeRoot"])])

    def named(self, name: str) -> list[Tag]:
        return [tag for tag in self.tree.walk() if tag.name == name]

    def outline(self) -> list[tuple[int, str]]:
        return list(levels(self.reader.outline, 1))

    def text(self) -> str:
        return "\n".join(page.extract_text() for page in self.reader.pages)

    def _tag(self, node: DictionaryObject, page: int | None) -> Tag:
        if "/Pg" in node:
            page = node.raw_get("/Pg").idnum
        tag = Tag(str(node["/S"])[1:], alt=str(node.get("/Alt", "")))
        for kid in kids(node):
            if isinstance(kid, int):
                tag.children.append(Tag("", self._marked.get(page, {}).get(kid, "")))
            elif "/MCID" in kid:
                at = kid.raw_get("/Pg").idnum if "/Pg" in kid else page
                tag.children.append(Tag("", self._marked.get(at, {}).get(int(kid["/MCID"]), "")))
            elif "/S" in kid:
                tag.children.append(self._tag(kid, page))
        return tag


def kids(node: DictionaryObject) -> list[Any]:
    found = node.get("/K", ArrayObject())
    found = found.get_object() if isinstance(found, IndirectObject) else found
    items = found if isinstance(found, ArrayObject) else [found]
    return [item.get_object() if isinstance(item, IndirectObject) else item for item in items]


def marked_text(page: Any) -> dict[int, str]:
    """The text of each piece of marked content on a page, by its number."""
    found: dict[int, str] = {}
    stack: list[int | None] = [None]

    def operand(operator: bytes, args: list[Any], _cm: Any, _tm: Any) -> None:
        if operator in {b"BDC", b"BMC"}:
            properties = args[1] if len(args) > 1 else {}
            number = properties.get("/MCID") if isinstance(properties, DictionaryObject) else None
            stack.append(stack[-1] if number is None else int(number))
        elif operator == b"EMC":
            stack.pop()

    def text(piece: str, _cm: Any, _tm: Any, _font: Any, _size: Any) -> None:
        if stack[-1] is not None and piece:
            found[stack[-1]] = found.get(stack[-1], "") + piece

    page.extract_text(visitor_operand_before=operand, visitor_text=text)
    return found


def levels(items: list[Any], level: int) -> Iterator[tuple[int, str]]:
    for item in items:
        if isinstance(item, list):
            yield from levels(item, level + 1)
        else:
            yield level, str(item.title)


def told(pdf: bytes) -> str:
    """The PDF as text to read and compare: properties, outline, then each tag that holds text, indented as it is nested."""
    tagged = Tagged(pdf)
    info = tagged.reader.metadata
    lines = [f"{key}: {info[key]}" for key in ("/Title", "/Author", "/Subject", "/Keywords", "/CreationDate")]
    lines += [f"Language: {tagged.root['/Lang']}", f"Pages: {len(tagged.reader.pages)}", "", "Outline"]
    lines += [f"{'  ' * level}{title}" for level, title in tagged.outline()]
    lines += ["", "Tags"]
    lines += _joined(line for child in tagged.tree.children for line in _tag_lines(child, 1))
    return "\n".join(lines) + "\n"


def _joined(lines: Iterator[tuple[int, str, str]]) -> Iterator[str]:
    """Lines of text that stand in no tag of their own become one: where a line ends is the page's business."""
    depth, words = 0, list[str]()
    for at, name, text in lines:
        if not name and (at == depth or not words):
            depth = at
            words.append(text)
            continue
        if words:
            yield f"{'  ' * depth}{' '.join(words)}"
        words = [] if name else [text]
        depth = at
        if name:
            yield f"{'  ' * at}{name} {text}".rstrip()
    if words:
        yield f"{'  ' * depth}{' '.join(words)}"


_QUIET = {"Div", "Span", "NonStruct", "THead", "TBody", "LBody", "Sect"}


def _tag_lines(tag: Tag, depth: int) -> Iterator[tuple[int, str, str]]:
    if tag.name in _QUIET:
        for child in tag.children:
            yield from _tag_lines(child, depth)
        return
    if not tag.name:
        if tag.text.strip():
            yield depth, "", " ".join(tag.text.split())
        return
    alt = f" [{tag.alt}]" if tag.alt else ""
    if not any(child.name and child.name not in _QUIET for child in list(tag.walk())[1:]):
        yield depth, f"{tag.name}{alt}", " ".join(tag.all_text.split())
        return
    yield depth, f"{tag.name}{alt}", ""
    for child in tag.children:
        yield from _tag_lines(child, depth + 1)
