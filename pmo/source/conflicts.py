"""Marks of a merge conflict that git left in a file: said as what they are, whatever else the text may look like with them."""

import re

from pmo.source.problems import Problem

_FIX = "Keep one of the two versions, and delete the lines that git put in (`<<<<<<<`, `=======`, `>>>>>>>`)."
# No text of a plan begins a line like this; the other two marks might be an underline, and count where the file makes no sense.
_BEGIN_OR_END = re.compile(r"(?:\A|(?<=[\r\n]))(?:<{7}|>{7})(?=[ \r\n]|\Z)")
_BEGIN = re.compile(r"(?:\A|(?<=[\r\n]))<{7}(?=[ \r\n]|\Z)")
_ANY = re.compile(r"(?:\A|(?<=[\r\n]))(?:<{7}|={7}|>{7}|\|{7})(?=[ \r\n]|\Z)")


def conflict(text: str) -> Problem | None:
    """The conflict that a text holds, at its first mark; None when it holds none. Cheap for texts without one."""
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return None
    return _problem(text, _BEGIN_OR_END)


def conflict_in_broken(text: str) -> Problem | None:
    """The same for a text that makes no sense as it is: there, any mark that was forgotten counts."""
    return _problem(text, _ANY)


def our_side(lines: list[str]) -> list[tuple[str, bool]]:
    """The lines, each with whether it counts: the marks do not, nor what stands between the middle mark and the end."""
    found, theirs = [], False
    for line in lines:
        mark = _ANY.match(line)
        if mark is not None:
            theirs = mark[0][0] in "=|"
        found.append((line, mark is None and not theirs))
    return found


def _problem(text: str, marks: re.Pattern[str]) -> Problem | None:
    found = marks.search(text)
    if found is None:
        return None
    count = len(_BEGIN.findall(text))
    places = f", in {count} places" if count > 1 else ""
    message = f"This file has an unresolved merge conflict{places}: git's marks begin here."
    return Problem("merge-conflict", message, _FIX, found.start(), found.end())
