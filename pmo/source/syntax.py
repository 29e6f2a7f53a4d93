"""What is wrong where a file is not valid YAML, in words for people who do not know YAML, at the place where it is to be mended."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from pmo.source.conflicts import conflict_in_broken
from pmo.source.parser import parser_of
from pmo.source.problems import Problem
from pmo.source.scalars import shorten

_KEY_WITHOUT_SPACE = re.compile(r"[ \t-]*[\w.-]+:(?=[^\s:])")
_UNREADABLE = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f\\ud800-\\udfff\\ufffe\\uffff]")
_LONGEST_KEY = 1024
_CURLY = "“”„‟‘’‚«»"

_MEND = "Mend the line, then check again."
_OWN_QUOTES = "Put the whole text in quotes of the other kind, or write each quotation mark inside it twice."
_QUOTE = "Put the text in quotes"
TOO_DEEP = "A plan needs about eight levels; check the brackets and the indentation."


@dataclass(frozen=True, slots=True)
class _Fault:
    """A syntax error: the parser's words, the offset it stopped at, and where what it was reading began."""

    text: str
    said: str
    at: int
    began: int

    @property
    def char(self) -> str:
        """The character at which the parser stopped; empty at the end of the file."""
        return self.text[self.at : self.at + 1]

    @property
    def line_start(self) -> int:
        """Where the line begins on which the parser stopped."""
        return _line_start(self.text, self.at)

    @property
    def before(self) -> str:
        """What stands before that character on its line."""
        return self.text[self.line_start : self.at]


def explain(text: str, error: yaml.YAMLError | UnicodeError) -> Problem:
    """A syntax error in plain words. The parser's own are kept where there is nothing plainer."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return _unreadable_character(text, error)
    mark = error.problem_mark or error.context_mark
    at = min(mark.index, len(text)) if mark else 0
    began = min(error.context_mark.index, len(text)) if error.context_mark else at
    fault = _Fault(text, f"{error.context or ''}: {error.problem or ''}", at, began)
    conflict = conflict_in_broken(text)
    if conflict is not None:
        return conflict
    if _is_tab(fault):
        return _tab(fault)
    for words, tell in _TOLD:
        if words.search(fault.said):
            return tell(fault)
    said = (error.problem or str(error)).rstrip(".")
    return _problem(f"The file is not valid YAML: {said}.", _MEND, at)


def _problem(message: str, fix: str, start: int, end: int | None = None) -> Problem:
    return Problem("invalid-yaml", message, fix, start, end)


def _is_tab(fault: _Fault) -> bool:
    return "tab character" in fault.said or (fault.char == "\t" and "cannot start any token" in fault.said)


def _tab(fault: _Fault) -> Problem:
    line = _line(fault.text, fault.line_start)
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" not in indent:
        return _problem(
            "A tab stands here where YAML wants spaces.", "Put a space in its place.", fault.at, fault.at + 1
        )
    at = fault.line_start + indent.index("\t")
    return _problem("A tab is used to indent.", "Indent with spaces: two a level.", at, at + 1)


def _must_be_quoted(fault: _Fault, start: int | None = None) -> Problem:
    """Text that begins with a character to which YAML gives another meaning."""
    start = fault.at if start is None else start
    char = fault.text[start : start + 1]
    shown = "a backtick" if char == "`" else f"`{char}`"
    if fault.text[start : start + 2] == "* ":
        fix = "Begin the items of a list with `- `."
        return _problem("An item of a list cannot begin with `*`.", fix, start, start + 1)
    example = _in_quotes(fault.text, start)
    fix = f"{_QUOTE}: {example}." if example else f"{_QUOTE}."
    return _problem(f"A text that begins with {shown} must stand in quotes.", fix, start, start + 1)


def _second_colon(fault: _Fault) -> Problem:
    """A colon where no key can be: in the text after a key, or on a line that the parser took to go on with the text above."""
    if len(fault.before) > _LONGEST_KEY:
        fix = "Shorten it: a key has at most 1,024 characters."
        return _problem("The key on this line is too long.", fix, fault.line_start + len(_indent(fault.before)))
    if re.search(r":\s", fault.before.strip(" -")):
        value = re.match(r"[\s-]*[^:]*:\s+", fault.before)
        start = fault.line_start + (value.end() if value else 0)
        if fault.text[start : start + 1] in _CURLY:
            fix = "Use straight quotation marks (\"…\" or '…'): YAML does not know curly ones."
        else:
            example = _in_quotes(fault.text, start)
            fix = f"{_QUOTE}: {example}." if example else f"{_QUOTE}."
        message = "A text with a colon and a space in it must stand in quotes."
        return _problem(message, fix, fault.at, fault.at + 1)
    above = _line_above(fault.text, fault.line_start)
    if above is None:
        return _problem("There is no key before this colon.", "Write `key: value`.", fault.at, fault.at + 1)
    line = _line(fault.text, above)
    if len(_indent(line)) < len(_indent(fault.before)) and re.search(r":\s", line):
        fix = "Indent it like the key above it; or, if it goes on with the text above, put that text in quotes."
        start = fault.line_start + len(_indent(fault.before))
        return _problem("This line is indented deeper than the key above it, which has a text already.", fix, start)
    return _without_colon(above, line)


def _without_colon(start: int, line: str) -> Problem:
    if _KEY_WITHOUT_SPACE.match(line):
        return _no_space(start, line)
    fix = "Write `key: value`; a comment begins with `#`."
    return _problem("This line has no `: ` after its key.", fix, start + len(_indent(line)))


def _no_space(line_start: int, line: str) -> Problem:
    colon = line_start + line.index(":")
    return _problem("There is no space after this colon.", "Write a space after it: `key: value`.", colon, colon + 1)


def _no_colon(fault: _Fault) -> Problem:
    start = _line_start(fault.text, fault.began)
    line = _line(fault.text, start)
    if _KEY_WITHOUT_SPACE.match(line):
        return _no_space(start, line)
    fix = "Write `key: value`; if the line goes on with the text above it, indent it deeper."
    return _problem("This line has no `: ` after its key.", fix, fault.began)


def _unclosed_quote(fault: _Fault) -> Problem:
    return _problem("A quotation mark is opened here and never closed.", "Close it.", fault.began, fault.began + 1)


def _unclosed_bracket(fault: _Fault) -> Problem:
    if fault.char == ":" and _line_start(fault.text, fault.began) == fault.line_start:
        message = "A text with a colon and a space in it must stand in quotes."
        return _problem(message, f"{_QUOTE}.", fault.at, fault.at + 1)
    fix = "Close it, and put a text that contains commas or brackets in quotes."
    kind = "brace" if fault.text[fault.began : fault.began + 1] == "{" else "bracket"
    return _problem(f"A {kind} is opened here and not closed properly.", fix, fault.began, fault.began + 1)


def _unexpected_colon(fault: _Fault) -> Problem:
    return _problem("There is no space after this colon.", "Write a space after it.", fault.at, fault.at + 1)


def _text_after_block(fault: _Fault) -> Problem:
    mark = fault.text[fault.began : fault.began + 1]
    fix = f"Begin the text on the next line, indented; or put it in quotes if it is to begin with `{mark}`."
    return _problem(
        f"A text stands on the same line as `{mark}`, which begins a block of text.", fix, fault.began, fault.began + 1
    )


def _nothing(fault: _Fault) -> Problem:
    if fault.char and fault.char in ",]}" and fault.before.rstrip()[-1:] not in {":", "-"}:
        fix = "Remove it, or write what is missing before it."
        return _problem(f"There is nothing before this `{fault.char}`.", fix, fault.at, fault.at + 1)
    if fault.char and not fault.char.isspace():
        return _must_be_quoted(fault)
    opened = _open_bracket(fault.text)
    if opened is not None:
        return _unclosed_bracket(_Fault(fault.text, fault.said, fault.at, opened))
    return _problem("A value is missing here.", "Write it.", fault.at)


def _list_on_line(fault: _Fault) -> Problem:
    fix = "Begin the list on the next line; or put the text in quotes if it is to begin with `- `."
    return _problem("A list begins on the line of its key.", fix, fault.at, fault.at + 1)


def _tag(fault: _Fault) -> Problem:
    return _must_be_quoted(fault, fault.began)


def _escape(fault: _Fault) -> Problem:
    at = fault.text.rfind("\\", fault.began, fault.at + 1)
    at = fault.began if at < 0 else at
    shown = fault.text[at : at + 2]
    fix = "Put the text in single quotes ('…'), or write the backslash twice."
    return _problem(f"`{shown}` means nothing between double quotation marks.", fix, at, at + 2)


def _does_not_fit(fault: _Fault) -> Problem:
    before = fault.before.rstrip()
    if before[-1:] in {'"', "'"}:
        return _after_quote(fault, fault.line_start + len(before))
    if before[-1:] in {"]", "}"} and fault.char not in {"]", "}"}:
        return _problem(f"Text follows the closing `{before[-1]}`.", "Put the whole text in quotes.", fault.at)
    if fault.char in {"]", "}"}:
        return _problem(f"This `{fault.char}` closes nothing.", "Remove it, or open it before.", fault.at, fault.at + 1)
    if fault.char == ":":
        return _problem("There is no key before this colon.", "Write `key: value`.", fault.at, fault.at + 1)
    if before:
        return _problem("This does not fit what stands before it on the line.", f"{_QUOTE}.", fault.at)
    if fault.text[fault.at : fault.at + 2].strip() == "-":
        fix = "Put the items of a list below a key of their own, or write `key: value` like the lines above."
        return _problem("An item of a list stands where a key is expected.", fix, fault.at, fault.at + 1)
    above = _line_above(fault.text, fault.line_start)
    line = _line(fault.text, above or 0)
    if above is not None and len(_indent(line)) == len(fault.before) and not re.search(r":(?:\s|$)|^\s*-\s", line):
        return _without_colon(above, line)
    fix = "Indent it like the other lines of its section; count the spaces."
    return _problem("The indentation of this line fits none of the lines above it.", fix, fault.at)


def _after_quote(fault: _Fault, end: int) -> Problem:
    """Text after a closing quotation mark; where that is on another line than the opening one, the latter lacks its own end."""
    start = _quoted_text_ending_at(fault.text, end)
    if start is not None and len(fault.text[start:end].splitlines()) > 1:
        message = "A quotation mark is opened here and not closed on its line."
        return _problem(message, "Close it.", start, start + 1)
    return _problem("Text follows the closing quotation mark.", _OWN_QUOTES, fault.at)


def _quoted_text_ending_at(text: str, end: int) -> int | None:
    found = (
        token for token in _tokens(text[:end]) if isinstance(token, yaml.ScalarToken) and token.end_mark.index == end
    )
    last = next(found, None)
    return None if last is None else int(last.start_mark.index)


def _open_bracket(text: str) -> int | None:
    """Where the innermost bracket or brace stands that is never closed."""
    opened: list[int] = []
    for token in _tokens(text):
        if isinstance(token, yaml.FlowSequenceStartToken | yaml.FlowMappingStartToken):
            opened.append(token.start_mark.index)
        elif isinstance(token, yaml.FlowSequenceEndToken | yaml.FlowMappingEndToken) and opened:
            opened.pop()
    return opened[-1] if opened else None


def _tokens(text: str) -> Iterator[Any]:
    """The tokens of a text as far as it can be read."""
    try:
        parser = parser_of(text)
        while parser.check_token():
            yield parser.get_token()
    except yaml.YAMLError:
        return


def _after_document(fault: _Fault) -> Problem:
    line = _line(fault.text, 0)
    if line.startswith("%"):
        return _must_be_quoted(fault, 0)
    return _problem(
        "There is more after the end of the document.", "Remove the line `...` or `---` before it.", fault.at
    )


def _too_deep(fault: _Fault) -> Problem:
    return _problem("The file nests far too deep.", TOO_DEEP, fault.at)


def _directive(fault: _Fault) -> Problem:
    if fault.text.startswith("%YAML", fault.began):
        return _problem("This `%YAML` line is not understood.", "Remove it: a plan needs none.", fault.began)
    return _must_be_quoted(fault, fault.began)


# The parsers' words (libyaml's and PyYAML's own), and who knows what they mean to the author.
_TOLD: tuple[tuple[re.Pattern[str], Callable[[_Fault], Problem]], ...] = tuple(
    (re.compile(words), tell)
    for words, tell in (
        (
            r"anchor.*alphabetic or numeric|alias.*alphabetic or numeric",
            lambda fault: _must_be_quoted(fault, fault.began),
        ),
        (r"cannot start any token", _must_be_quoted),
        (r"mapping values are not allowed", _second_colon),
        (r"unexpected end of stream|unexpected document (?:separator|indicator)", _unclosed_quote),
        (r"expected ',' or", _unclosed_bracket),
        (r"could not find expected ':'", _no_colon),
        (r"unexpected ':'", _unexpected_colon),
        (r"block scalar", _text_after_block),
        (r"node content", _nothing),
        (r"sequence entries are not allowed", _list_on_line),
        (r"tag", _tag),
        (r"escape|hexdecimal", _escape),
        (r"nesting depth", _too_deep),
        (r"directive|incompatible YAML", _directive),
        (r"document start", _after_document),
        (r"expected (?:key|<block end>|'-' indicator)", _does_not_fit),
    )
)


def _in_quotes(text: str, start: int) -> str:
    """The rest of a line in quotes, as an example to copy; empty where that would not be the right thing to copy."""
    rest = re.split(r"\s#", _line(text, start), maxsplit=1)[0].rstrip()
    head = text[_line_start(text, start) : start]
    if not head.strip(" -"):
        # At the start of a line only what stands before the colon is in question.
        rest = re.split(r":(?:\s|$)", rest, maxsplit=1)[0]
    if not rest or shorten(rest) != rest or (set(rest) & set("[]{},") and set(head) & set("[{")):
        return ""
    return f'`"{rest}"`' if '"' not in rest and "\\" not in rest else f"""`'{rest.replace("'", "''")}'`"""


def _line_start(text: str, offset: int) -> int:
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def _line(text: str, start: int) -> str:
    """The text from an offset to the end of its line."""
    found = re.compile(r"[^\r\n]*").match(text, start)
    return found[0] if found else ""


def _line_above(text: str, line_start: int) -> int | None:
    """Where the nearest line above begins that is neither empty nor a comment."""
    end = line_start
    while end > 0:
        start = _line_start(text, end - 1)
        line = text[start:end].strip()
        if line and not line.startswith("#"):
            return start
        end = start
    return None


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" "))]


def _unreadable_character(text: str, error: Exception) -> Problem:
    # A reader error gives a byte offset or none; the character itself is easier to find than to convert.
    found = _UNREADABLE.search(text)
    if found:
        message = f"The file holds a control character (U+{ord(found[0]):04X}), which YAML does not allow."
        return _problem(message, "Delete it: it is invisible in most editors.", found.start(), found.end())
    return _problem(f"The file is not valid YAML: {error}.", _MEND, 0)
