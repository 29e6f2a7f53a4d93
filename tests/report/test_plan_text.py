"""Text of the plan inside a report: Markdown in prose, everything else literal, nothing of it more than text."""

import pytest
from markdown_it import MarkdownIt

from pmo.report import markdown, text


@pytest.mark.parametrize(
    ("prose", "html"),
    [
        ("Plain words.", "<p>Plain words.</p>"),
        ("**bold** and *soft*", "<p><strong>bold</strong> and <em>soft</em></p>"),
        ("one\n\ntwo", "<p>one</p>\n<p>two</p>"),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        ("# 1 for patients", "<p># 1 for patients</p>"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("[x](data:text/html,y)", "<p>[x](data:text/html,y)</p>"),
        ("[x](file:///etc/passwd)", "<p>[x](file:///etc/passwd)</p>"),
        ("[x](/relative)", "<p>[x](/relative)</p>"),
        (
            "[x](https://a.example/?q=1&r=2)",
            '<p><a href="https://a.example/?q=1&amp;r=2" rel="noopener noreferrer">x</a></p>',
        ),
        ("![seen](https://a.example/x.png)", "<p>seen</p>"),
        ("---", "<p>---</p>"),
        ("a | b\n--- | ---\n1 | 2", "<p>a | b\n--- | ---\n1 | 2</p>"),
        ("", ""),
        (None, ""),
    ],
)
def test_prose_becomes_harmless_html(prose, html):
    assert str(text.html_prose(prose)) == html


def test_prose_fits_on_a_line():
    assert str(text.html_inline("**a**\n\nb <i>")) == "<strong>a</strong> b &lt;i&gt;"


def test_prose_can_be_read_aloud():
    assert text.plain("**Two** gates\n\n- merged, see [the note](https://a.example)") == (
        "Two gates merged, see the note (https://a.example)"
    )


@pytest.mark.parametrize(
    ("given", "seen"),
    [
        ("over\u202eride", "over\\u202eride"),
        ("bell\x07", "bell␇"),
        ("zero\u200bwidth", "zero\\u200bwidth"),
        ("lone \ud800 half", "lone \\ud800 half"),
        ("Ærø – 東京 – familia👩‍👩‍👧", "Ærø – 東京 – familia👩‍👩‍👧"),
    ],
)
def test_what_could_mislead_is_made_visible(given, seen):
    assert text.shown(given) == seen
    assert seen in str(text.html_prose(given))


def test_white_space_is_folded_where_text_is_literal():
    assert text.shown("two\nlines\tand a  tab") == "two lines and a tab"


MARKS = [
    "# no heading",
    "- no item",
    "+ no item",
    "1. no item",
    "12) no item",
    "> no quote",
    "=== no rule",
    "--- no rule",
    "*no* _emphasis_ **at** __all__",
    "`no code`",
    "``` no fence",
    "~~~ no fence",
    "~~not struck~~",
    "[no link](https://a.example)",
    "![no picture](https://a.example/x.png)",
    "[ref]: https://a.example",
    "[^1] no footnote",
    "a | b | c",
    "a \\| b \\",
    "<script>alert(1)</script>",
    "<https://a.example>",
    "&amp; &lt; &#35; & nothing",
    "back\\slash \\* and \\\\",
    "$x^2$ and $$y$$",
    "  leading  spaces  ",
    "2.4 % of 3.5",
    "snake_case_word",
    "a * b * c",
]


@pytest.mark.parametrize("given", MARKS)
def test_literal_text_stays_text_in_markdown(given):
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    for before, after in (("", ""), ("- ", ""), ("| x |\n| --- |\n| ", " |"), ("Said: ", " and more")):
        tokens = parser.parse(before + markdown.markdown(given) + after)
        seen = "".join(
            child.content
            for token in tokens
            if token.type == "inline"
            for child in token.children or ()
            if child.content
        )
        assert " ".join(given.split()) in " ".join(seen.split())
        kinds = {token.tag for token in tokens} | {c.tag for t in tokens for c in t.children or ()}
        assert kinds <= {"", "p", "ul", "li", "table", "thead", "tbody", "tr", "th", "td"}, kinds


@pytest.mark.parametrize(
    ("given", "escaped"),
    [
        ("@team", "\\@team"),
        ("see #12 and @ann", "see \\#12 and \\@ann"),
        ("!34 in %v1", "\\!34 in \\%v1"),
        ("me@home.example", "me@home.example"),
        ("90 % of #", "90 % of #"),
    ],
)
def test_code_hosts_are_not_told_of_people_and_issues(given, escaped):
    assert markdown.markdown(given) == escaped


def test_a_number_with_a_point_is_left_alone():
    assert markdown.markdown("2.4 % now") == "2.4 % now"


@pytest.mark.parametrize(
    ("given", "code"), [("a-b", "`a-b`"), ("a`b", "``a`b``"), ("`a", "`` `a ``"), ("a|b", "`a\\|b`")]
)
def test_ids_are_code(given, code):
    assert str(markdown.markdown_code(given)) == code


@pytest.mark.parametrize(
    ("name", "coded"),
    [
        ("Business-case clinic (half-yearly)", "Business-case clinic (half-yearly)"),
        ('say "no"', "say #34;no#34;"),
        ("`a` *b* #c; <i>", "#96;a#96; #42;b#42; #35;c#59; #60;i#62;"),
        ("%%{init: {}}%%", "#37;#37;#123;init#58; #123;#125;#125;#37;#37;"),
        ("1. first", "1#46; first"),
        ("- item", "#45; item"),
        ("fa:fa-car", "fa#58;fa-car"),
        ("a\n```\nb", "a #96;#96;#96; b"),
        ("Ærø 東京", "Ærø 東京"),
    ],
)
def test_a_name_is_only_a_label_in_a_picture(name, coded):
    assert str(markdown.markdown_mermaid(name)) == coded
