"""Whatever people write stays text in a PDF: markup of typst, control characters, endless words, any script."""

import datetime as dt
import re
from pathlib import Path

import pytest
import yaml
from tagged import Tagged

from pmo.engine import check
from pmo.errors import PmoError
from pmo.reader.load import load_plan
from pmo.report.make import make_report
from pmo.report.pdf import typeset
from pmo.report.pdf.data import Data

PLAN = """
pmo:
  name: {name}
  purpose: {purpose}
  objectives:
    one: {{title: {name}, owner: her}}
people:
  her: {{name: {name}}}
"""
HOSTILE = (
    '#panic("x") #import "@preview/x:1.0.0": * #read("/etc/passwd")',
    "= Heading\n- item $x^2$ \\ <label> @ref // gone /* gone */",
    "*bold* _it_ `code` ~ --- 'q' \"q\" \\u{41}",
    "</w:t><script>alert(1)</script> &amp; ]]>",
    "{{ 7*7 }} {% raw %}",
)


def plan_of(folder: Path, **texts: str) -> Path:
    written = PLAN.format(
        **{key: yaml.safe_dump(text, default_style='"', width=10_000).strip() for key, text in texts.items()}
    )
    (folder / "pmo.yaml").write_text(written, encoding="utf-8")
    return folder


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b]+", "", text)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("kind", ["charter", "alignment"])
def test_what_looks_like_markup_is_printed_as_it_was_written(text, kind, pdf, tmp_path):
    read = Tagged(pdf(plan_of(tmp_path, name=text, purpose="x"), kind)).text()
    assert squeezed(text) in squeezed(read)


def test_markdown_in_prose_is_set_and_its_links_lead_only_to_the_web(pdf, tmp_path):
    purpose = "First **bold** and [there](https://example.org/a).\n\n- one\n- two\n\n[never](javascript:alert(1)) ![x](http://e.example/p.png)"
    data = pdf(plan_of(tmp_path, name="n", purpose=purpose), "charter")
    found = Tagged(data)
    assert "**" not in found.text()
    assert [item.all_text.split("•")[-1].strip() for item in found.named("LI")][:2] == ["one", "two"]
    notes = [note.get_object() for page in found.reader.pages for note in page.get("/Annots", ())]
    assert [str(note["/A"]["/URI"]) for note in notes if "/URI" in note.get("/A", {})] == ["https://example.org/a"]


def test_what_could_mislead_the_eye_is_made_visible(pdf, tmp_path):
    read = Tagged(pdf(plan_of(tmp_path, name="a\u202eb\u0007c\ue000\ufffed", purpose="p"), "charter")).text()
    assert r"a\u202eb\x07c\ue000\ufffed" in squeezed(read)


def test_a_control_character_needs_no_font_of_the_machine(pdf, tmp_path, monkeypatch):
    monkeypatch.setattr(typeset, "all_fonts", typeset.own_fonts)
    read = Tagged(pdf(plan_of(tmp_path, name="a\u0007b\u001bc\u007fd", purpose="p"), "charter")).text()
    assert r"a\x07b\x1bc\x7fd" in squeezed(read)


def test_a_word_longer_than_the_page_is_all_there(pdf, tmp_path):
    word = "Donaudampfschifffahrtsgesellschaft" * 12
    reader = Tagged(pdf(plan_of(tmp_path, name=word, purpose=word), "charter")).reader
    assert squeezed("".join(page.extract_text() for page in reader.pages)).count(word) >= 3


def test_a_text_longer_than_the_page_goes_on_on_the_next(pdf, tmp_path):
    text = "A strategy paper, pasted whole, with every reservation that its authors had. " * 120
    found = Tagged(pdf(plan_of(tmp_path, name="n", purpose=text), "charter"))
    assert len(found.reader.pages) > 1
    assert squeezed(found.text()).count(squeezed("reservation that its authors had.")) == 120


def test_letters_that_our_own_fonts_lack_come_from_those_of_the_machine(pdf, tmp_path):
    if not {"Noto Naskh Arabic", "Noto Sans Arabic", "DejaVu Sans"} & set(typeset.all_fonts().families()):
        pytest.skip("no font for Arabic on this machine")
    found = Tagged(pdf(plan_of(tmp_path, name="تقليل وقت الانتظار", purpose="p"), "charter"))
    fonts = " ".join(
        str(font["/BaseFont"]) for page in found.reader.pages for font in page["/Resources"]["/Font"].values()
    )
    assert re.search("Arabic|DejaVuSans(?!Mono)", fonts), fonts


def test_without_a_font_the_message_names_the_script_and_a_character(tmp_path, monkeypatch):
    monkeypatch.setattr(typeset, "all_fonts", typeset.own_fonts)
    result = check(load_plan(plan_of(tmp_path, name="缩短 ไทย 🎉", purpose="p")), dt.date(2026, 4, 15))
    with pytest.raises(PmoError) as caught:
        make_report("charter", "pdf", result, None)
    message = str(caught.value)
    assert "Chinese or Japanese (such as 缩)" in message
    assert "Thai (such as ไ)" in message
    assert "symbols and emoji (such as 🎉)" in message
    assert "Noto" in message


def test_a_template_gets_text_only_in_json():
    tree = Data({"a": ["**b**", "c"]}).tree()
    assert tree["view"] == {"a": ["**b**", "c"]}
    assert tree["prose"]["**b**"]["runs"] == [
        {"text": "b", "bold": True, "italic": False, "struck": False, "code": False, "link": ""}
    ]
    assert "c" not in tree["prose"]
