"""Findings move with their lines, and only where it is certain that they stand at the same keys."""

import pytest

from pmo.findings import Finding, Related, Severity
from pmo.recheck.certain import UnclearError
from pmo.recheck.moves import Moves
from pmo.source.text import Place, SourceFile

BEFORE = """\
people:
  coo:
    name: Ann
    tags: [a, b]
  cio: Bo
"""


def moved(after: str, at: int, end: int | None = None, path: str = "a.yaml", before: str = BEFORE) -> int:
    """Where a finding at an offset of the text before stands in the text after."""
    old, new = SourceFile(path, before), SourceFile(path, after)
    place = Place(old, at, end)
    finding = Finding("rule", Severity.ERROR, place, "What.", related=(Related(place, "here"),))
    found = Moves({path: old}, {path: new}).finding(finding)
    assert found.place == found.related[0].place
    assert found.place.file is new
    return found.place.start


@pytest.mark.parametrize("word", ["coo", "name", "tags", "b]", "cio"])
def test_a_finding_moves_with_its_key_or_value(word):
    after = "# a comment\n" + BEFORE.replace("Ann", "Ann-Marie")
    assert moved(after, BEFORE.index(word)) == after.index(word)


def test_what_nobody_wrote_stays_at_the_beginning():
    assert moved("# more\n# a comment\npeople: {}\n", 0, before="# a comment\npeople: {}\n") == 0


@pytest.mark.parametrize(
    ("word", "old", "new"),
    [
        ("name", "    name: Ann\n", ""),  # it is gone
        ("name", "tags:", "role: x\n    tags:"),  # a key has come beside it, at which a rule might have looked
        ("coo", "tags:", "role: x\n    tags:"),  # or below it
        ("b]", "[a, b]", "[a, c, b]"),  # another item is the second now
        ("coo", "cio: Bo", "cio: Bo\n  cio: Bo"),  # a key is there twice
        ("people", "people:\n", "people: {}\nx-own:\n"),  # another thing stands below
        ("Ann", "Ann", "{x-a: 1}"),
    ],
)
def test_where_another_place_might_be_meant_it_is_not_certain(word, old, new):
    assert old in BEFORE
    with pytest.raises(UnclearError):
        moved(BEFORE.replace(old, new), BEFORE.index(word))


def test_a_place_with_an_end_one_that_is_no_key_and_one_in_a_table_are_not_certain():
    with pytest.raises(UnclearError):
        moved(BEFORE, BEFORE.index("coo"), BEFORE.index("coo") + 3)
    with pytest.raises(UnclearError):
        moved(BEFORE, BEFORE.index("nn\n"))
    with pytest.raises(UnclearError):
        moved("date,value\n", 0, path="n.csv", before="date,value\n")


def test_a_key_at_the_very_beginning_is_not_told_from_what_nobody_wrote():
    assert moved("people: {a: A}\n", 0, before="people: {a: B}\n") == 0
    with pytest.raises(UnclearError):
        moved("# a comment\npeople: {a: A}\n", 0, before="people: {a: B}\n")


def test_a_place_in_another_file_stays():
    place = Place(SourceFile("b.yaml", BEFORE), 9)
    finding = Finding("rule", Severity.ERROR, place, "What.")
    assert Moves({}, {}).finding(finding) == finding
