"""Where the token at a place ends: what is underlined, and what editors mark."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo.source.locate import Locator
from pmo.source.text import Place, SourceFile

TEXT = """\
pmo:
  name: Enterprise PMO  # ours
  purpose: "Help: the units"
  mission: 'it''s ours'
  authority: [may stop, "or, start"]
  scope: {in: [a], out: b}
  statement: |
    First line.
    Second line.
  vision: >-
    Folded.
  "a key": x
  sponsor: &x coo
  reports_to: *x
  empty:
  # a comment
  after: 1
"""


@pytest.mark.parametrize(
    ("begin", "shown"),
    [
        ("name", "name"),
        ("Enterprise", "Enterprise PMO"),
        ('"Help', '"Help: the units"'),
        ("'it", "'it''s ours'"),
        ("[may", '[may stop, "or, start"]'),
        ("may stop", "may stop"),
        ('"or', '"or, start"'),
        ("{in", "{in: [a], out: b}"),
        ("in:", "in"),
        ("[a]", "[a]"),
        ("b}", "b"),
        ("|\n", "|"),
        (">-", ">-"),
        ('"a key"', '"a key"'),
        ("&x", "&x coo"),
        ("*x", "*x"),
        ("after", "after"),
        ("1\n", "1"),
    ],
)
def test_a_token_ends_where_it_ends_and_never_past_its_first_line(begin, shown):
    file = SourceFile("plan.yaml", TEXT)
    start, end = Locator().span(Place(file, TEXT.index(begin)))
    assert TEXT[start:end] == shown


def test_a_value_that_is_left_out_has_an_empty_span():
    file = SourceFile("plan.yaml", "a:\nb: c\n")
    assert Locator().span(Place(file, 2)) == (2, 2)


def test_a_file_that_cannot_be_parsed_still_has_spans():
    text = "a: [x, 'y\nb: {c\n"
    file = SourceFile("plan.yaml", text)
    locator = Locator()
    for begin, shown in (("'y", "'y"), ("{c", "{"), ("b", "b")):
        start, end = locator.span(Place(file, text.index(begin)))
        assert text[start:end].startswith(shown)
        assert end <= text.index("\n", start)


@pytest.mark.parametrize(
    ("text", "begin", "shown"),
    [
        ("date,value,note\n2026-01-31,5,a\n", "2026", "2026-01-31"),
        ("date;value\n2026-01-31;5\n", "5", "5"),
        ("\ndate\tvalue\n2026-01-31\t5\n", "2026", "2026-01-31"),
        ('date,value,note\n2026-01-31,5,"a, ""b"" c"\n', '"a', '"a, ""b"" c"'),
        ('date,value,note\n2026-01-31,5,"open\n', '"open', '"open'),
    ],
)
def test_in_a_readings_file_a_cell_is_the_token(text, begin, shown):
    file = SourceFile("m.csv", text)
    start, end = Locator().span(Place(file, text.index(begin)))
    assert text[start:end] == shown


PIECES = [
    "a",
    "b: ",
    "- ",
    "[",
    "]",
    "{",
    "}",
    '"',
    "'",
    ",",
    "\n",
    "\r\n",
    "\r",
    "  ",
    "#",
    "&a ",
    "*a",
    "|",
    "😀",
    "\u2028",
    "\t",
    "\0",
    "\ud800",
]


@settings(deadline=None, max_examples=200)
@given(
    st.lists(st.sampled_from(PIECES), max_size=30).map("".join),
    st.integers(-3, 60),
    st.none() | st.integers(-3, 60),
    st.sampled_from(["plan.yaml", "m.csv"]),
)
def test_every_span_lies_in_the_file_and_on_one_line(text, start, end, path):
    begin, finish = Locator().span(Place(SourceFile(path, text), start, end))
    assert 0 <= begin <= finish <= len(text)
    assert "\n" not in text[begin:finish]
    assert "\r" not in text[begin:finish]
