"""What reaches a terminal: when to colour, how wide it is, and user text made harmless."""

import io
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo.terminal import PLAIN, Style, style_for, use_color, visible


class Terminal(io.StringIO):
    def isatty(self):
        return True


class Closed(io.StringIO):
    def isatty(self):
        message = "I/O operation on closed file"
        raise ValueError(message)


@pytest.mark.parametrize(
    ("stream", "choice", "environ", "expected"),
    [
        (Terminal(), "auto", {}, True),
        (Terminal(), "auto", {"TERM": "dumb"}, False),
        (Terminal(), "auto", {"NO_COLOR": "1"}, False),
        (Terminal(), "auto", {"NO_COLOR": ""}, True),
        (Terminal(), "never", {"FORCE_COLOR": "1"}, False),
        (io.StringIO(), "auto", {}, False),
        (io.StringIO(), "auto", {"FORCE_COLOR": "1", "NO_COLOR": "1", "TERM": "dumb"}, True),
        (io.StringIO(), "auto", {"FORCE_COLOR": ""}, False),
        (io.StringIO(), "always", {"NO_COLOR": "1"}, True),
        (Closed(), "auto", {}, False),
        (object(), "auto", {}, False),
    ],
)
def test_when_to_colour(stream, choice, environ, expected):
    assert use_color(stream, choice, environ) is expected


def test_only_a_terminal_has_a_width_and_none_is_narrower_than_forty(monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    assert style_for(Terminal(), environ={}).width == 100
    assert style_for(io.StringIO(), environ={}).width is None
    monkeypatch.setenv("COLUMNS", "7")
    assert style_for(Terminal(), environ={}).width == 40


def test_styles_add_nothing_where_there_is_no_colour_or_no_text():
    assert [PLAIN.bold("a"), PLAIN.dim("a"), PLAIN.severity("error")] == ["a", "a", "error"]
    colour = Style(color=True)
    assert [colour.bold(""), colour.dim(""), colour.severity("error", ""), colour.severity("unheard of")] == [
        "",
        "",
        "",
        "unheard of",
    ]
    assert colour.severity("error", "x") == "\x1b[1;31mx\x1b[0m"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("Büro 目標 😀 – “a”", "Büro 目標 😀 – “a”"),
        ("a\nb\r\nc\rd", "a⏎b⏎c⏎d"),
        ("a\tb\x00\x07\x1b[31m", "a␉b␀␇␛[31m"),
        ("\x7f\x80\x9b", "␡\\x80\\x9b"),
        ("\u202a\u202e\u2066\u2069", "\\u202a\\u202e\\u2066\\u2069"),
        ("\u200b\u2028\u2029\ufeff", "\\u200b\\u2028\\u2029\\ufeff"),
        ("\ud800", "\\ud800"),
        ("\U000e0041", "\\U000e0041"),
        (
            "no\u00a0break, soft\u00adhyphen, می\u200cخواهم, 👩\u200d🚀",
            "no\u00a0break, soft\u00adhyphen, می\u200cخواهم, 👩\u200d🚀",
        ),
    ],
)
def test_what_could_drive_a_terminal_or_hide_is_shown_as_a_sign(text, shown):
    assert visible(text) == shown


@given(st.text(st.characters()))
def test_whatever_it_is_it_stays_on_one_line_and_can_be_written(text):
    shown = visible(text)
    shown.encode("utf-8")
    assert not {category(char) for char in shown} & {"Cc", "Cs", "Zl", "Zp"}
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c") & set(shown)
    assert visible(shown) == shown
