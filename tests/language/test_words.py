"""Fixed words: English by itself, and another language by its catalogue and what Babel knows of it."""

import datetime as dt
import io
import subprocess
import sys

import pytest

from pmo.answers import Rung
from pmo.git_faults import not_yet
from pmo.language.catalogue import words_from, words_of
from pmo.language.said import said, said_many
from pmo.language.words import ENGLISH, Words, places
from pmo.progress import State
from pmo.report.rungs import rung_heads, rung_words
from pmo.report.states import shown_in

GERMAN = """
msgid ""
msgstr ""
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Met: {names}."
msgstr "Erreicht: {names}."

msgid "{n} objective"
msgid_plural "{n} objectives"
msgstr[0] "{n} Ziel"
msgstr[1] "{n} Ziele"

msgctxt "state"
msgid "Met"
msgstr "Erreicht"

msgid "{names} and {last}"
msgstr "{names} und {last}"

msgid "{n} more"
msgid_plural "{n} more"
msgstr[0] "{n} weiteres"
msgstr[1] "{n} weitere"

msgid "{part} of {whole}"
msgstr "{part} von {whole}"

msgid "at least {quantity}"
msgstr "mindestens {quantity}"

msgctxt "a range of numbers"
msgid "{low} to {high}"
msgstr "{low} bis {high}"

msgctxt "millions, beside a number"
msgid "M"
msgstr "Mio."

msgid "“{name}”"
msgstr "„{name}“"

msgid "no reading since {day}"
msgstr "kein Messwert seit {day}"

msgid "paused"
msgstr "ausgesetzt"
"""


@pytest.fixture(scope="module")
def german() -> Words:
    return words_from(io.BytesIO(GERMAN.encode()), "de")


def spaced(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_english_is_the_message_itself():
    assert ENGLISH("Met: {names}.", names="a {b}") == "Met: a {b}."
    assert ENGLISH.about("state", "Met") == "Met"
    assert ENGLISH.many(1, "{n} objective", "{n} objectives") == "1 objective"
    assert ENGLISH.many(1234, "{n} objective", "{n} objectives") == "1,234 objectives"


def test_english_needs_no_package():
    probe = "import sys; from pmo.language.catalogue import words_of; words_of('en'); print('babel' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_message_comes_from_the_catalogue(german):
    assert german("Met: {names}.", names="x") == "Erreicht: x."
    assert german.about("state", "Met") == "Erreicht"
    assert german.many(1, "{n} objective", "{n} objectives") == "1 Ziel"
    assert german.many(12345, "{n} objective", "{n} objectives") == "12.345 Ziele"


def test_what_the_catalogue_lacks_stays_english(german):
    assert german("Nobody is named.") == "Nobody is named."
    assert german.many(2, "{n} text", "{n} texts") == "2 texts"


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (1234.5, None, "1.234,5"),
        (-5, "€", "−5 €"),
        (1_200_000, "€", "1,2 Mio. €"),
        (1, "Tage", "1 Tage"),
        (0.00012, "%", "0,00012 %"),
    ],
)
def test_numbers_in_german(german, value, unit, shown):
    assert spaced(german.quantity(value, unit)) == shown


def test_dates_in_german(german):
    assert spaced(german.day(dt.date(2026, 3, 31))) == "31. März 2026"
    assert spaced(german.short_day(dt.date(2026, 3, 31))) == "31.03.2026"
    assert " " not in german.day(dt.date(2026, 3, 31))


def test_rows_and_ranges_in_german(german):
    assert german.listed(["a", "b", "c"]) == "a, b und c"
    assert german.listed("abcd", 2) == "a, b und 2 weitere"
    assert german.fraction(7, 1200) == "7 von 1.200"
    assert german.quoted("Ziel") == "„Ziel“"
    assert spaced(german.span(90, None, "%")) == "mindestens 90 %"
    assert spaced(german.span(-1.5, 2, "%")) == "−1,5 bis 2 %"
    assert german.span(1.5, 2, None) == "1,5–2"


def test_french_needs_no_catalogue_for_numbers_and_dates():
    french = words_from(io.BytesIO(b""), "fr")
    assert (french.whole(12345), french.number(1234.5)) == ("12\u00a0345", "1\u00a0234,5")
    assert spaced(french.day(dt.date(2026, 3, 31))) == "31 mars 2026"


def test_what_a_lower_room_said_is_english_text_that_can_be_said_again(german):
    reason = said("no reading since {day}", day=dt.date(2026, 3, 31))
    assert spaced(reason) == "no reading since 31 March 2026"
    assert ENGLISH.told(reason) == reason
    assert spaced(german.told(reason)) == "kein Messwert seit 31. März 2026"
    assert german.told(said_many(2, "{n} objective", "{n} objectives")) == "2 Ziele"
    assert german.told("paused") == "ausgesetzt"
    assert german.told("") == ""


def test_a_value_may_be_made_by_the_language(german):
    sentence = said("Met: {names}.", names=lambda words: words.listed(["a", "b"]))
    assert (sentence, german.told(sentence)) == ("Met: a and b.", "Erreicht: a und b.")


@pytest.mark.parametrize("message", ["{a.b}", "{a[0]}", "{a!r}", "{a:>9}", "{}", "{"])
def test_a_place_is_a_name_and_nothing_more(message):
    with pytest.raises(ValueError):  # noqa: PT011 -- what Python says of a brace is its own
        places(message)


def test_the_words_of_states_and_rungs_are_those_of_the_commands():

    assert {state: shown.word for state, shown in shown_in(ENGLISH).items()} == {state: state.value for state in State}
    assert rung_words(ENGLISH) == {rung: rung.word for rung in Rung}
    assert rung_heads(ENGLISH) == {rung: rung.word.capitalize() for rung in Rung}


def test_french_counts_the_first_of_a_month_and_no_other_day():
    french = words_of("fr")
    assert spaced(french.day(dt.date(2026, 3, 1))) == "1er mars 2026"
    assert spaced(french.day(dt.date(2026, 3, 11))) == "11 mars 2026"
    assert spaced(french.short_day(dt.date(2026, 1, 1))).startswith("1er ")
    assert spaced(words_of("de").day(dt.date(2026, 3, 1))) == "1. März 2026"


@pytest.mark.parametrize("code", ["en", "de"])
def test_one_name_left_over_is_said_and_more_are_counted(code):
    words = words_of(code)
    assert "e" in words.listed("abcde", 4).split()
    assert "f" not in words.listed("abcdef", 4).split()
    assert "2 " in spaced(words.listed("abcdef", 4))


def test_labels_and_clauses_have_the_marks_of_their_language():
    french = words_of("fr")
    assert (ENGLISH.labelled("Owner", "Ada"), french.labelled("Owner", "Ada")) == ("Owner: Ada", "Owner\u00a0: Ada")
    assert (ENGLISH.clauses(["a", "b"]), french.clauses(["a", "b"])) == ("a; b", "a\u00a0; b")
    assert ENGLISH.sentence(["a", "b"]) == "a; b."


def test_git_writes_days_as_commands_take_them_and_reports_as_people_do():
    said = not_yet(dt.date(2026, 3, 2), dt.date(2026, 3, 1)).args[0]
    assert "2026-03-01" in said
    assert "1er mars 2026" in spaced(words_of("fr").told(said))
