"""Where the token that starts at a place ends: for underlining it, and for editors.

A place keeps only where its key or value starts, because that is all a clean check needs. The end is looked up when it is shown:
from the text alone where that is certain, which it is for almost every key, else from one scan of the file by YAML's own parser.
"""

import re
from bisect import bisect_right

from pmo.source.text import Place, SourceFile

# A plain scalar whose rest of the line holds no flow indicator ends at the same place in every context.
_PLAIN = re.compile(r"[^\s'\"|>&*!%@`{}\[\],?:#-][^,\[\]{}\r\n]*?(?=:(?:\s|\Z)|[ \t]+#|[ \t]*(?:[\r\n]|\Z))")
_LINE = re.compile(r"[^\r\n]*?(?=[ \t]*(?:[\r\n]|\Z))")
_WORD = re.compile(r"[^\s,\[\]{}]+")
_QUOTED_CELL = re.compile(r'"(?:[^"\r\n]|"")*"?')


def comment_starts(file: SourceFile, pattern: re.Pattern[str]) -> list[int]:
    """Where comments start that `pattern` matches from their `#` on, with text before them on their line. Not what looks like one in a text.

    The pattern must begin with `#`.
    """
    text = file.text
    found = [match.start() for match in pattern.finditer(text) if _follows_text(text, match.start())]
    if not found:
        return []
    ends = _scan(text)
    starts = sorted(ends)
    outside = []
    for at in found:
        before = bisect_right(starts, at) - 1
        if before < 0 or ends[starts[before]] <= at:
            outside.append(at)
    return outside


def _follows_text(text: str, at: int) -> bool:
    """Whether a space and, before it on the same line, something that is no comment comes before this place."""
    line = text[text.rfind("\n", 0, at) + 1 : at]
    return line.endswith(" ") and bool(line.strip()) and not re.search(r"(?:^|\s)#", line)


class Locator:
    """Looks up spans, and remembers the scan of each file for as long as it lives: one for each run of output."""

    def __init__(self) -> None:
        self._tokens: dict[SourceFile, dict[int, int]] = {}

    def span(self, place: Place) -> tuple[int, int]:
        """Start and end (exclusive) of what stands at `place`, never past the end of its first line.

        An empty value has an empty span. Offsets are code points of the file's text; both lie inside it.
        """
        file = place.file
        text = file.text
        start = min(max(place.start, 0), len(text))
        end = self._end(file, start) if place.end is None else place.end
        line_end = _LINE.match(text, start)
        limit = line_end.end() if line_end else start
        return start, min(max(end, start), limit)

    def _end(self, file: SourceFile, start: int) -> int:
        if file.path.endswith(".csv"):
            return _cell_end(file, start)
        plain = _PLAIN.match(file.text, start)
        if plain:
            return plain.end()
        tokens = self._tokens.get(file)
        if tokens is None:
            tokens = self._tokens[file] = _scan(file.text)
        found = tokens.get(start)
        return _guess(file.text, start) if found is None else found


def _scan(text: str) -> dict[int, int]:
    """Where each scalar, alias and bracketed collection ends, by where it starts; as far as the file can be read."""
    import yaml  # noqa: PLC0415 -- a check that finds nothing shows nothing, and must not pay for the import

    from pmo.source.parser import parser_of  # noqa: PLC0415 -- likewise

    ends: dict[int, int] = {}
    opened: list[int] = []
    try:
        parser = parser_of(text)
        while parser.check_event():
            event = parser.get_event()
            start, end = event.start_mark.index, event.end_mark.index
            if isinstance(event, yaml.ScalarEvent | yaml.AliasEvent):
                ends[start] = end
            elif isinstance(event, yaml.CollectionStartEvent):
                opened.append(start)
            elif isinstance(event, yaml.CollectionEndEvent):
                began = opened.pop()
                # A block collection starts where its first key does, and that key is what is shown.
                if end > began and text[end - 1 : end] in ("}", "]"):
                    ends.setdefault(began, end)
    except (yaml.YAMLError, ValueError):
        # The reader has reported it already; what was seen before the fault still counts. ValueError: a lone surrogate.
        pass
    return ends


def _guess(text: str, start: int) -> int:
    """The end where the parser saw no token: the line for quoted text and list items, else the word or bracket."""
    pattern = _LINE if text[start : start + 1] in {"'", '"'} or text[start : start + 2] == "- " else _WORD
    found = pattern.match(text, start)
    return found.end() if found else start + 1


def _cell_end(file: SourceFile, start: int) -> int:
    quoted = _QUOTED_CELL.match(file.text, start)
    if quoted:
        return quoted.end()
    header = next((line for line in map(file.line, range(1, file.lines + 1)) if line.strip()), "")
    separator = next((char for char in ",;\t" if char in header), ",")
    line = _LINE.match(file.text, start)
    end = line.end() if line else start
    cut = file.text.find(separator, start, end)
    return end if cut < 0 else cut
