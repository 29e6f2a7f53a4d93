"""Which known word a misspelt one was meant to be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo.nearest import did_you_mean, nearest, surely

KEYS = ["statement", "status", "supports", "title", "owner", "measures", "baseline", "target", "due", "for", "from"]
IDS = [f"objective-{number}" for number in range(1_000)]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("statment", "statement"),
        ("Statement", "statement"),
        ("onwer", "owner"),
        ("suports", "supports"),
        ("support", "supports"),
        ("mesaures", "measures"),
        ("base-line", "baseline"),
        ("tittle", "title"),
        ("measurements", "measures"),
        ("fro", None),
        ("zebra", None),
        ("", None),
        ("x" * 100, None),
    ],
)
def test_one_slip_another_spelling_or_much_the_same(word, expected):
    assert nearest(word, KEYS) == expected


def test_two_that_are_as_near_are_none():
    assert nearest("coat", ["coa", "cot"]) is None


def test_among_many_only_one_slip_counts():
    assert nearest("objectiv-77", IDS) == "objective-77"
    assert nearest("objctv-77", IDS) is None
    assert nearest("objective-1000", IDS) == "objective-100"


def test_the_sentence():
    assert did_you_mean("onwer", KEYS) == " Did you mean `owner`?"
    assert did_you_mean("zebra", KEYS) == ""


@given(st.sampled_from(KEYS), st.integers(0, 9), st.sampled_from("abcxyz-"))
def test_a_letter_too_many_is_seen_through(word, place, letter):
    slipped = word[: place % len(word)] + letter + word[place % len(word) :]
    found = nearest(slipped, [word])
    assert found == word


@given(st.text(max_size=90), st.lists(st.text(max_size=10), max_size=5))
def test_whatever_is_asked_the_answer_is_a_known_word_or_none(word, known):
    assert nearest(word, known) in {*known, None}


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("shorten-wait", "shorten-waits"),
        ("Shorten_Waits", "shorten-waits"),
        ("shortenwaits", "shorten-waits"),
        ("shorten-wiats", "shorten-waits"),
        ("stratgy-12", "strategy-12"),
        ("portfalio-lead", "portfolio-lead"),
        ("co0", "coo"),
    ],
)
def test_one_slip_in_a_long_word_is_surely_one(word, near):
    assert surely(word, near)


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("goal-2", "goal-1"),
        ("goal-1", "goal-11"),
        ("fy25-growth", "fy24-growth"),
        ("strategy-a", "strategy-b"),
        ("cio", "coo"),
        ("ann", "anna"),
        ("hansen", "hanson"),
        ("it-security", "security"),
        ("grow-asia", "grow-africa"),
        ("shorten-wait-times", "shorten-waits"),
    ],
)
def test_another_number_or_another_word_is_none(word, near):
    assert not surely(word, near)
