"""Fixed words in templates: the message is the template's own text, a value is escaped as anything that is printed."""

import io

import pytest
from jinja2 import Environment
from markupsafe import Markup

from pmo.language.catalogue import words_from
from pmo.language.words import ENGLISH, Words
from pmo.report import markdown
from pmo.report.printed import PrintedWords

HOSTILE = "<b>*x*</b> {n} “q” & $y"


def printed(template: str, fmt: str = "html", words: Words = ENGLISH, **context: object) -> str:
    finish = markdown.literal if fmt == "md" else lambda value: value
    environment = Environment(autoescape=True, finalize=finish)
    environment.globals["words"] = PrintedWords(words, fmt, finish)
    return environment.from_string(template).render(**context)


@pytest.mark.parametrize("fmt", ["html", "md"])
def test_a_value_is_escaped_as_if_it_were_printed_by_itself(fmt):
    assert printed('{{ words("Is it {name}?", name=name) }}', fmt, name=HOSTILE) == printed(
        "Is it {{ name }}?", fmt, name=HOSTILE
    )
    assert printed('{{ words.many(2, "{n} of {x}", "{n} of {x}", x=name) }}', fmt, name=HOSTILE) == printed(
        "2 of {{ name }}", fmt, name=HOSTILE
    )


@pytest.mark.parametrize("fmt", ["html", "md"])
def test_a_value_may_be_markup(fmt):
    strong = "{% set part %}<strong>{{ name }}</strong>{% endset %}"
    assert printed(strong + '{{ words("Is it {part}?", part=part) }}', fmt, name=HOSTILE) == printed(
        "Is it <strong>{{ name }}</strong>?", fmt, name=HOSTILE
    )


def test_a_message_is_the_templates_own_text():
    assert printed('{{ words("Leadership\'s weights – 100 %") }}') == "Leadership's weights – 100 %"
    assert printed('{{ words("100 % – it\'s *not* “x”") }}', "md") == "100 % – it's *not* “x”"


def test_a_translation_cannot_break_the_page():
    catalogue = 'msgid "Contents"\nmsgstr "<b> & \\"x\\""\n'
    german = words_from(io.BytesIO(catalogue.encode()), "de")
    assert printed('<nav aria-label="{{ words("Contents") }}">', words=german) == (
        '<nav aria-label="&lt;b&gt; &amp; &#34;x&#34;">'
    )


def test_plain_words_are_for_functions_that_escape():
    found = printed('{{ words.plain("Is it {name}?", name=name) }}', name="<b>")
    assert found == "Is it &lt;b&gt;?"
    assert not isinstance(PrintedWords(ENGLISH, "html", str).plain("a"), Markup)


@pytest.mark.parametrize("message", ["{x.__class__}", "{x[0]}", "{x!r}", "{y}"])
def test_a_message_of_somebody_elses_template_reaches_nothing(message):
    with pytest.raises(ValueError, match=r"place|no value"):
        printed("{{ words(message, x=x) }}", message=message, x=HOSTILE)
