"""The catalogues: what the reports say, no more and no less, with the same places for values."""

import io

import extract
import pytest
from babel.messages.pofile import read_po

from pmo.language.catalogue import FOLDER, OFFERED, languages
from pmo.language.words import places

CODES = languages()[1:]
MARKS = "<>&`*_|[]\\"
"""They mean something in HTML or Markdown, where a message counts as the template's own text."""


def text_of(code: str) -> str:
    return (FOLDER / f"{code}.po").read_text(encoding="utf-8")


def test_there_are_languages_besides_english():
    assert {"de", "es", "fr"} <= {*CODES}


@pytest.mark.parametrize("code", CODES)
def test_a_catalogue_is_up_to_date(code):
    """If it is not: `python tests/language/extract.py`."""
    assert text_of(code) == extract.catalogue(code, text_of(code))


def test_a_language_that_plans_may_ask_for_is_whole():
    """Those that are only begun are not offered; `python tests/language/extract.py --missing` tells how much they lack."""
    assert {*OFFERED} <= {*languages()}
    assert [lacking for code in OFFERED[1:] for lacking in extract.missing(text_of(code), code)] == []


@pytest.mark.parametrize("code", CODES)
def test_a_translation_has_the_places_of_its_message(code):
    wrong = []
    for message in read_po(io.StringIO(text_of(code)), locale=code.replace("-", "_")):
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        wanted = {place for text in ids for place in places(text)}
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        wrong += [text for text in forms if message.id and text and {*places(text)} != wanted]
    assert wrong == []


@pytest.mark.parametrize("code", CODES)
def test_a_translation_holds_no_marks_that_its_message_has_not(code):
    wrong = []
    for message in read_po(io.StringIO(text_of(code)), locale=code.replace("-", "_")):
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        known = {mark for mark in MARKS if mark in str(message.id)}
        wrong += [text for text in forms if message.id and {mark for mark in MARKS if mark in text} - known]
    assert wrong == []


def test_both_forms_of_a_message_that_counts_hold_the_count():
    """Some languages use the form for one for 0 or 21 too; what is said of exactly one is a message of its own."""
    counted = [message for message in extract.extracted() if message.more]
    assert [m.text for m in counted if "n" not in places(m.text) & places(m.more)] == []


def test_every_message_is_found():
    code = 'words("a {b}", b=1)\nfacts.words.many(n, "{n} c", "{n} cs")\nwords.about("d", "e")\nsaid_many(n, "{n} f", "{n} fs")\nmessage("g")'
    assert [*extract.in_python(code, "pmo/x.py")] == [
        extract.Message("a {b}"),
        extract.Message("{n} c", more="{n} cs"),
        extract.Message("e", about="d"),
        extract.Message("{n} f", more="{n} fs"),
        extract.Message("g"),
    ]
    template = '{{ words("a") }}{% if x %}{{ words.many(n, "{n} b", "{n} bs") }}{{ climb(words.plain("c")) }}{% endif %}{{ words.about("d", "e") }}'
    assert {*extract.in_template(template, "x")} == {
        extract.Message("a"),
        extract.Message("{n} b", more="{n} bs"),
        extract.Message("c"),
        extract.Message("e", about="d"),
    }
    typst = '#words("a") #words("b", about: "c") #many(rows.len(), "{n} d", "{n} ds") #words("e {f}", f: [x])'
    assert {found.text for found in extract.typst_messages(typst)} == {"a", "b", "{n} d", "e {f}"}


@pytest.mark.parametrize("code", ['words(f"a {b}")', 'words("a" + b)', 'words.many(n, f"{n} a", "{n} as")'])
def test_a_message_is_whole(code):
    with pytest.raises(ValueError, match="put together"):
        [*extract.in_python(code, "pmo/x.py")]
