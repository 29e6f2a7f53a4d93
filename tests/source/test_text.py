"""Lines and columns of a file, as an editor counts them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo.source.text import Place, SourceFile

TEXTS = st.lists(st.sampled_from(["a", "é", "😀", "\n", "\r\n", "\r", "\t", "\x85", "\u2028", "\x0c", " "])).map(
    "".join
)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("", [(0, (1, 1))]),
        ("ab\ncd", [(0, (1, 1)), (1, (1, 2)), (2, (1, 3)), (3, (2, 1)), (5, (2, 3))]),
        ("a\r\nb\r\n", [(0, (1, 1)), (3, (2, 1)), (6, (3, 1))]),
        ("a\rb", [(2, (2, 1))]),
        ("é😀x\ny", [(2, (1, 3)), (4, (2, 1))]),
        ("a\x85b\u2028c\nd", [(4, (1, 5)), (6, (2, 1))]),
    ],
    ids=["empty", "unix", "windows", "old mac", "code points", "separators that are no line breaks"],
)
def test_line_and_column_of_an_offset(text, places):
    file = SourceFile("f", text)
    assert [(offset, file.position(offset)) for offset, _ in places] == places


@given(TEXTS)
def test_lines_and_positions_fit_together(text):
    file = SourceFile("f", text)
    for offset, char in enumerate(text):
        line, column = file.position(offset)
        assert (Place(file, offset).line, Place(file, offset).column) == (line, column)
        if char not in "\r\n":
            assert file.line(line)[column - 1] == char
    lines = [file.line(number) for number in range(1, file.lines + 1)]
    assert "".join(lines) == text.replace("\n", "").replace("\r", "")
    assert file.line(0) == file.line(file.lines + 1) == ""
