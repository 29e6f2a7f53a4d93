"""A finding in full: the message, the lines it is about with the exact span, related places, what it means, how to mend it."""

import textwrap

from pmo.findings import Finding
from pmo.output.places import Places
from pmo.source.text import Place
from pmo.terminal import PLAIN, Style, visible

_LONGEST = 160
_GUTTER = "      | "


def full(finding: Finding, places: Places, style: Style = PLAIN) -> str:
    """The finding as a block of lines, without a line break at its end."""
    lines = [f"{style.severity(finding.severity, f'{finding.severity} {finding.rule}')}{_element(finding)}"]
    lines += _wrapped(visible(finding.message), "  ", "  ", style)
    lines += _excerpt(finding.place, places, style, finding.severity)
    for related in finding.related:
        lines += _excerpt(related.place, places, style, "", note=visible(related.message))
    if finding.consequence:
        lines += _wrapped(visible(finding.consequence), "  why: ", "       ", style)
    if finding.fix:
        lines += _block(finding.fix, "  fix: ", "       ", style)
    return "\n".join(lines)


def _element(finding: Finding) -> str:
    return f" · {visible(finding.element)}" if finding.element else ""


def _excerpt(place: Place, places: Places, style: Style, severity: str, note: str = "") -> list[str]:
    line, column = place.line, place.column
    head = f"  {style.dim('-->')} {style.bold(places.shown(place))}{f'  {note}' if note else ''}"
    source = place.file.line(line)
    if not source.strip():
        return [head]
    start, end = places.span(place)
    room = _LONGEST if style.width is None else min(_LONGEST, style.width - len(_GUTTER) - len("……"))
    before, marked, after = _cut(source, column - 1, column - 1 + max(end - start, 1), room)
    gutter = style.dim(f"{line:>5} | ")
    if note:
        return [head, gutter + before + marked + after]
    under = " " * _columns(before) + style.severity(severity, "^" * max(_columns(marked), 1))
    return [head, gutter + before + style.bold(marked) + after, style.dim(_GUTTER) + under]


def _cut(line: str, start: int, end: int, room: int) -> tuple[str, str, str]:
    """What stands before, in and after the span, tabs and control characters made visible; of a line longer than `room`, a part."""
    left = 0 if min(end, len(line)) <= room else max(start - room * 3 // 8, 0)
    right = min(left + room, len(line))
    before = ("…" if left else "") + visible(line[left:start].replace("\t", " "))
    after = visible(line[min(end, right) : right].replace("\t", " ")) + ("…" if right < len(line) else "")
    return before, visible(line[start : min(end, right)].replace("\t", "→")), after


def _columns(text: str) -> int:
    # Imported only when something is shown: a clean check has nothing to underline.
    from unicodedata import category, east_asian_width  # noqa: PLC0415

    # Marks and joiners share the column of the character before them.
    return sum(
        0 if category(char) in {"Mn", "Me", "Cf"} else 2 if east_asian_width(char) in "WF" else 1 for char in text
    )


def _wrapped(text: str, first: str, rest: str, style: Style) -> list[str]:
    if style.width is None or len(first) + len(text) <= style.width:
        return [first + text]
    return textwrap.wrap(
        text, style.width, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )


def _block(text: str, first: str, rest: str, style: Style) -> list[str]:
    """A fix may be several lines of YAML: those keep their layout."""
    head, *tail = text.split("\n")
    lines = _wrapped(visible(head), first, rest, style)
    return lines + [rest + visible(line) for line in tail]
