"""The formats for people: golden files in plain, colour and narrow; hostile text stays harmless and the underline stays true."""

import datetime as dt
import json
from pathlib import Path

import pytest

from pmo.engine import Result, check
from pmo.output.concise import concise
from pmo.output.full import full
from pmo.output.json_ import json_result
from pmo.output.places import Places
from pmo.reader.load import load_plan
from pmo.terminal import PLAIN, Style

GOLDEN = Path(__file__).parents[1] / "golden" / "formats"
PLAN = """\
people: {coo: {name: Ann Lee}}
organization: {strategies: {grow: {title: Grow the network, owner: coo}}}
pmo:
  purpose: "Helfen, wo es zählt — 世界 \\e[31m[red]not markup[/red]"
  objectives:
    one:
      title: "A long title that goes on and on so that a narrow terminal has to wrap whatever is said about it"
      owner: coo
      supports: {gorw: equipment that is approved late opens late}
      due: next year
    one-more: {title: "世界e\\u0301", owner: 世界}
"""


@pytest.fixture
def result(tmp_path: Path) -> Result:
    tmp_path.joinpath("pmo.yaml").write_text(PLAN, encoding="utf-8")
    return check(load_plan(tmp_path), dt.date(2026, 6, 30))


@pytest.mark.parametrize(
    ("name", "style"), [("plain", PLAIN), ("colour", Style(color=True)), ("narrow", Style(width=60))]
)
def test_full_is_what_the_golden_file_says(result, golden, name, style):
    places = Places("plan/")
    text = "\n\n".join(full(finding, places, style) for finding in result.findings) + "\n"
    golden(GOLDEN / f"full-{name}.txt", text)


def test_concise_is_what_the_golden_file_says(result, golden):
    golden(GOLDEN / "concise.txt", "".join(concise(finding, Places()) + "\n" for finding in result.findings))


def test_json_is_what_the_golden_file_says(result, golden):
    text = json_result(result, Places())
    golden(GOLDEN / "result.json", text)
    assert text.isascii()
    assert json.loads(text)["version"] == 1


def test_no_line_is_wrapped_off_a_terminal_and_no_line_is_wider_than_one(result):
    narrow = Style(width=60)
    for finding in result.findings:
        plain = full(finding, Places(), PLAIN).splitlines()
        assert f"  {finding.message}" in plain or "\x1b" in finding.message
        for line in full(finding, Places(), narrow).splitlines():
            # What stands in the file is shown as it stands there, and a word is never broken.
            assert len(line) <= 60 or " | " in line or "-->" in line or " " not in line.strip()


def test_control_characters_and_markup_reach_no_terminal(tmp_path):
    text = 'pmo:\n  "ev\\e[31mil": 1\n  name: "[bold]x"\n  "two\\nlines": 2\n'
    tmp_path.joinpath("pmo.yaml").write_text(text, encoding="utf-8")
    result = check(load_plan(tmp_path), dt.date(2026, 6, 30))
    shown = "".join(full(finding, Places()) + concise(finding, Places()) + "\n" for finding in result.findings)
    assert "\x1b" not in shown
    assert "ev␛[31mil" in shown
    assert "two lines" in shown


@pytest.mark.parametrize("lead", ["", "世界", "e\u0301", "🙂🙂", "\u200d", "x" * 300])
def test_the_underline_stands_below_its_word(lead, tmp_path):
    text = f'pmo: {{x-lead: "{lead}", shoes: 43}}\n'
    tmp_path.joinpath("pmo.yaml").write_text(text, encoding="utf-8")
    result = check(load_plan(tmp_path), dt.date(2026, 6, 30))
    (finding,) = [f for f in result.findings if f.rule == "unknown-key"]
    lines = full(finding, Places()).splitlines()
    under = next(line for line in lines if line.rstrip().endswith("^"))
    source = lines[lines.index(under) - 1]
    before = source[: source.index("shoes")]
    wide = sum(2 if ch in "世界🙂" else 0 if ch in "\u0301\u200d" else 1 for ch in before)
    assert under.index("^") == wide
    assert under.count("^") == len("shoes")
