"""Prose taken apart for formats without markup: nothing is lost, nothing hides, no link leads anywhere but to the web."""

from hypothesis import given
from hypothesis import strategies as st

from pmo.report.prose import Listing, Paragraph, Quote, Run, blocks, literal, right_to_left, runs


def words(found) -> str:
    if isinstance(found, Paragraph):
        return "".join(run.text for run in found.runs)
    inner = found.blocks if isinstance(found, Quote) else [part for item in found.items for part in item]
    return " ".join(words(part) for part in inner)


def test_plain_prose_is_one_paragraph_and_one_run():
    assert blocks("Just words, 100 % plain.") == (Paragraph((Run("Just words, 100 % plain."),)),)
    assert runs("Just words") == (Run("Just words"),)
    assert blocks(None) == blocks("  ") == ()


def test_emphasis_code_and_links_are_runs():
    assert runs("a **b _c_** `d` ~~e~~ [f](https://g.example/h)") == (
        Run("a "),
        Run("b ", bold=True),
        Run("c", bold=True, italic=True),
        Run(" "),
        Run("d", code=True),
        Run(" "),
        Run("e", struck=True),
        Run(" "),
        Run("f", link="https://g.example/h"),
    )


def test_lists_keep_their_kind_their_start_and_what_is_below_their_items():
    (listing,) = blocks("3. three\n4. four\n   - below\n\n     more")
    assert isinstance(listing, Listing)
    assert (listing.ordered, listing.start) == (True, 3)
    below = listing.items[1][1]
    assert isinstance(below, Listing)
    assert not below.ordered
    assert words(below) == "below more"


def test_a_quotation_and_what_may_not_be_a_heading_or_a_table():
    assert isinstance(blocks("> said")[0], Quote)
    assert [words(part) for part in blocks("# h\n\n| a | b |\n| - | - |\n\n<b>x</b>")] == [
        "# h",
        "| a | b | | - | - |",
        "<b>x</b>",
    ]


def test_only_links_to_the_web_and_to_mail_are_links():
    for address in ("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "vbscript:x"):
        assert not any(run.link for run in runs(f"[a]({address})"))
    assert runs("[a](mailto:x@y.example)")[0].link == "mailto:x@y.example"
    assert runs("![a picture](http://x.example/p.png)") == (Run("a picture"),)


def test_what_no_font_has_is_shown_by_its_number():
    assert literal("a\u0000\u202e\ue000\uffff\n b") == r"a␀\u202e\ue000\uffff b"
    assert literal("e\u0301 \U0001f680 \u200d") == "e\u0301 \U0001f680 \u200d"


def test_direction_is_that_of_the_first_letter_that_has_one():
    assert right_to_left("3. تقليل x")
    assert right_to_left("(שלום)")
    assert not right_to_left("x تقليل")
    assert not right_to_left("12 – %")


def legal(text: str) -> bool:
    """Whether every character may stand in XML, and none is a control."""
    return all(
        char >= " "
        and not 0xD800 <= ord(char) <= 0xDFFF
        and ord(char) not in {0xFFFE, 0xFFFF}
        and not 0x7F <= ord(char) <= 0x9F
        for char in text
    )


@given(st.text(max_size=200))
def test_any_text_becomes_one_that_xml_and_json_can_hold(text):
    assert legal(literal(text))
    for run in runs(text):
        assert legal(run.text)
    for block in blocks(text):
        assert legal(words(block))


@given(st.text(alphabet=st.sampled_from("ab *_`[]()<>#-1.\n>!~\\|&"), max_size=120))
def test_markdown_of_any_kind_loses_no_letter(text):
    letters = [char for char in text if char in "ab"]
    kept = [char for block in blocks(text) for char in words(block) if char in "ab"]
    # The address of a link, and what is said of it in a title, is not part of the words.
    if "](" not in text:
        assert kept == letters
