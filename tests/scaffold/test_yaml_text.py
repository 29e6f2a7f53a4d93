"""Any text goes into YAML and comes back the same."""

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pmo.scaffold.yaml_text import folded, quoted, scalar
from pmo.source.tree import Mapping, is_null
from pmo.source.yaml_reader import read_yaml

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]))
TRICKY = [
    "yes",
    "NO",
    "null",
    "~",
    "012",
    "1:30",
    "2026-12-31",
    "- item",
    "a: b",
    "a #b",
    "a:",
    " edge ",
    "'",
    '"',
    "\\",
    "{a}",
]
TRICKY += ["[a]", "*x", "&x", "!x", "%x", "@x", "`x`", "|", ">", "? a", "<<", "=", "\U0001f680 up"]
TRICKY += [
    "👩\u200d💻 at work",
    "a\nb",
    "a\r\nb",
    "\t",
    "\0",
    "\x1b[31m",
    "\x85",
    "\u2028",
    "\ufeff",
    "\ufffe",
    "",
    "l’équipe\u202f: tous",
]


def read_back(document: str) -> str:
    """The text under `key`, as the plan's reader sees it; it may not be taken for a missing value."""
    tree = read_yaml(document)
    assert tree.problems == ()
    assert tree.root is not None
    value = tree.root.entries["key"]
    assert isinstance(value, str)
    assert not is_null(value)
    # A reader that knows nothing of pmo must agree that it is text, and which.
    assert yaml.safe_load(document)["key"] == str(value)
    return str(value)


@pytest.mark.parametrize("text", TRICKY)
def test_tricky_text_comes_back_exactly(text):
    assert read_back(f"key: {scalar(text)}\n") == text
    assert read_back(f"key: {folded(text, 2)}\n") == text


@settings(deadline=None)
@given(ANY_TEXT)
@example("yes: # no")
def test_any_text_comes_back_exactly(text):
    assert read_back(f"key: {scalar(text)}\n") == text
    assert read_back(f"key: {quoted(text)}\n") == text


@settings(deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=8).map(" ".join))
@example(" ".join(["word"] * 60))
@example(" ".join(["word:", "#", "-", "'quoted'", '"quoted"', "x" * 200] * 10))
@example(" ".join(["double  space"] * 20))
def test_long_text_comes_back_exactly_however_it_is_broken_into_lines(text):
    assert read_back(f"key: {folded(text, 2)}\nnext: 1\n") == text
    assert read_back(f"key: {folded(text, 8)}\nnext: 1\n") == text


@settings(deadline=None)
@given(ANY_TEXT)
def test_any_text_can_be_a_key(text):
    tree = read_yaml(f"{scalar(text)}: value\n")
    assert tree.problems == ()
    assert isinstance(tree.root, Mapping)
    assert list(tree.root.entries) == [text]


def test_ordinary_sentences_stay_plain():
    assert scalar("Shorten waits for planned care, close to home") == "Shorten waits for planned care, close to home"


def test_long_sentences_are_broken_into_lines_of_their_own():
    text = "Give unit leaders the planning and delivery support that they need " * 3
    assert folded(text.strip(), 4).startswith(">-\n    Give unit leaders")
    assert all(len(line) <= 100 for line in folded(text.strip(), 4).splitlines())


def test_a_lone_surrogate_cannot_be_kept_and_is_replaced():
    assert read_back(f"key: {scalar(chr(0xD800))}\n") == "\ufffd"
