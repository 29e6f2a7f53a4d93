"""A view model as plain data for a typst template: text that was made harmless, prose taken apart, drawings as SVG.

A template never sees markup: what people wrote reaches it as strings inside JSON, and strings stay text in typst.
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any

from pmo.report import prose
from pmo.report.charts import Bullet, Spark, draw_bullet, draw_spark

_LONG = 1200
"""A text of more characters may be taller than a page: then rows of tables may break."""


# Beyond Latin, Greek, Cyrillic and symbols, our own fonts have some letters at most.
_ELSEWHERE = re.compile("[\u0590-\u1dff\u2c00-\U0010ffff]")
_ENDLESS = re.compile(r"\S{31,}")
_PIECE = 15
# Few fonts have the pictures of control characters, and a bell in a note must not keep a report from being set: escapes say the same.
_PICTURES = {0x2400 + code: f"\\x{code:02x}" for code in range(0x20)} | {0x2421: "\\x7f", ord("⏎"): "\\n"}


class Data:
    """What a template is given. `prose` has the parts of every text that holds Markdown, by the text itself.

    `wide` says that the text holds letters that our own fonts lack or have only for want of better ones.
    """

    def __init__(self, view: object) -> None:
        self._prose: dict[str, dict[str, Any]] = {}
        self._seen: dict[str, str] = {}
        self._longest = 0
        self.wide = False
        self._view = self._plain(view)

    def tree(self) -> dict[str, Any]:
        """The data, ready for JSON."""
        return {"view": self._view, "prose": self._prose, "long": self._longest > _LONG}

    def _plain(self, value: object) -> Any:
        if isinstance(value, str) and not isinstance(value, Enum):
            if value not in self._seen:
                self._seen[value] = self._text(value)
            return self._seen[value]
        if isinstance(value, Bullet | Spark):
            return self._drawing(value)
        if isinstance(value, tuple) and hasattr(value, "_asdict"):
            return {name: self._plain(item) for name, item in value._asdict().items()}
        if is_dataclass(value) and not isinstance(value, type):
            return {name: self._plain(getattr(value, name)) for name in _names(type(value))}
        if isinstance(value, Mapping):
            return {str(key): self._plain(item) for key, item in value.items()}
        if isinstance(value, tuple | list):
            return [self._plain(item) for item in value]
        if isinstance(value, Enum):
            return value.value
        return value.isoformat() if isinstance(value, dt.date) else value

    def _text(self, text: str) -> str:
        seen = _breakable(prose.literal(text))
        self.wide = self.wide or _ELSEWHERE.search(seen) is not None
        self._longest = max(self._longest, len(seen))
        if seen not in self._prose:
            blocks, runs = prose.blocks(text), prose.runs(text)
            plain = (prose.Run(prose.literal(text)),)
            if runs not in {plain, ()} or blocks not in {(prose.Paragraph(plain),), ()} or prose.right_to_left(seen):
                self._prose[seen] = {"blocks": [_block(block) for block in blocks], "runs": _runs(runs)}
        return seen

    def _drawing(self, drawing: Bullet | Spark) -> dict[str, Any]:
        svg = draw_bullet(drawing) if isinstance(drawing, Bullet) else draw_spark(drawing)
        said = prose.literal(f"{drawing.title}. {drawing.text}")
        ends = {"first": drawing.first, "last": drawing.last} if isinstance(drawing, Spark) else {}
        return {"svg": str(svg).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1), "alt": said, **ends}


@cache
def _names(kind: type) -> tuple[str, ...]:
    """The fields of a view, and what it works out from them."""
    worked_out = [name for name, found in vars(kind).items() if isinstance(found, property)]
    return (*(field.name for field in fields(kind)), *worked_out)


def _block(block: prose.Block) -> dict[str, Any]:
    if isinstance(block, prose.Paragraph):
        text = "".join(run.text for run in block.runs)
        return {"kind": "paragraph", "runs": _runs(block.runs), "rtl": prose.right_to_left(text)}
    if isinstance(block, prose.Quote):
        return {"kind": "quote", "blocks": [_block(inner) for inner in block.blocks]}
    items = [[_block(inner) for inner in item] for item in block.items]
    return {"kind": "list", "ordered": block.ordered, "start": block.start, "items": items}


def _runs(runs: tuple[prose.Run, ...]) -> list[dict[str, Any]]:
    return [{name: getattr(run, name) for name in _names(prose.Run)} | {"text": _breakable(run.text)} for run in runs]


def _breakable(text: str) -> str:
    """Long words with places at which a line may end, such as addresses: without them they would run off the page."""
    if not text.isascii():
        text = text.translate(_PICTURES)
    return _ENDLESS.sub(_pieces, text) if len(text) > 2 * _PIECE else text


def _pieces(found: re.Match[str]) -> str:
    word = found.group()
    return "\u200b".join(word[at : at + _PIECE] for at in range(0, len(word), _PIECE))
