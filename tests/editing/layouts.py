"""The same data in every layout in which people write YAML: blocks, braces, quotes, comments, blank lines, line breaks."""

import random
from typing import Any

import yaml

BOM = "\ufeff"


class Ref(str):
    """An id: it may be written plain or in quotes."""

    __slots__ = ()


def plain(text: str) -> Any:
    """What a YAML text says, read by another parser's simplest loader: every scalar a text, no number, no date."""
    return yaml.load(text.lstrip(BOM), Loader=yaml.BaseLoader)  # noqa: S506 -- nothing but texts comes out of it


class Writer:
    """Writes data as YAML, each choice of layout left to chance; the same seed gives the same text."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 -- a layout is no secret
        self.step = self.chance.choice([1, 2, 2, 2, 4])
        self.quoting = self.chance.choice([0.0, 0.0, 0.3, 1.0])
        self.braces = self.chance.choice([0.0, 0.2, 0.6])
        self.comments = self.chance.choice([0.0, 0.2, 0.5])
        self.blanks = self.chance.choice([0.0, 0.3])
        self.line_break = self.chance.choice(["\n", "\n", "\r\n"])

    def file(self, data: dict[str, Any]) -> str:
        """A whole file."""
        lines = self._comment(0) + self._block(data, 0)
        text = self.line_break.join([*lines, *self._comment(0)])
        text += self.chance.choice(["", self.line_break, self.line_break * 3])
        return text if text.strip() else "# nothing yet\n"

    def _block(self, data: dict[str, Any], indent: int) -> list[str]:
        lines: list[str] = []
        for key, value in data.items():
            lines += self._comment(indent)
            if self.chance.random() < self.blanks:
                lines.append("")
            head = f"{' ' * indent}{self._key(key)}:"
            if isinstance(value, dict) and value and self.chance.random() >= self.braces:
                lines.append(head + self._tail())
                lines += self._block(value, indent + self.step)
            elif isinstance(value, list) and value and self.chance.random() >= self.braces:
                lines.append(head + self._tail())
                pad = " " * (indent + self.chance.choice([0, self.step]))
                lines += [f"{pad}- {self._flow(item)}{self._tail()}" for item in value]
            elif isinstance(value, dict) and len(value) > 1 and self.chance.random() < 0.3:
                pad = " " * (indent + self.step)
                lines.append(f"{head} {{{self._tail()}")
                pairs = [f"{pad}{self._key(name)}: {self._flow(item)}," for name, item in value.items()]
                if self.chance.random() < 0.5:
                    pairs[-1] = pairs[-1][:-1]
                lines += [pair + self._tail() for pair in pairs]
                lines.append(f"{pad}}}{self._tail()}")
            elif value is None:
                lines.append(head + self.chance.choice(["", " ~", " null"]) + self._tail())
            elif isinstance(value, str) and " " in value and not isinstance(value, Ref) and self.chance.random() < 0.3:
                sign = self.chance.choice([">-", "|-"])
                lines += [f"{head} {sign}", f"{' ' * (indent + self.step)}{value}"]
            else:
                lines.append(f"{head} {self._flow(value)}{self._tail()}")
        return lines

    def _flow(self, value: Any) -> str:
        if isinstance(value, dict):
            pairs = [f"{self._key(key)}: {self._flow(item)}" for key, item in value.items()]
            return "{" + ", ".join(pairs) + ("," if pairs and self.chance.random() < 0.2 else "") + "}"
        if isinstance(value, list):
            return "[" + ", ".join(self._flow(item) for item in value) + "]"
        if value is None:
            return "~"
        return self._scalar(value)

    def _key(self, key: str) -> str:
        return f'"{key}"' if self.chance.random() < self.quoting else key

    def _scalar(self, value: Any) -> str:
        if not isinstance(value, str):
            return str(value)
        if self.chance.random() < self.quoting or any(char in value for char in ",:#[]{}'\""):
            return self.chance.choice(['"{}"', "'{}'"]).format(value)
        return value

    def _comment(self, indent: int) -> list[str]:
        if self.chance.random() >= self.comments:
            return []
        return [f"{' ' * indent}# {self.chance.choice(['why: because', 'x: {1, 2}', 'see above', '- a'])}"]

    def _tail(self) -> str:
        return self.chance.choice(["  # as agreed", " # {x: 1}"]) if self.chance.random() < self.comments / 2 else ""
