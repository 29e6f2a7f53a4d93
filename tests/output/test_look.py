"""The outputs for people: golden files of their look, and what may stand in a plan without spoiling it."""

import json
import re
from pathlib import Path
from unicodedata import category, east_asian_width

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo.findings import Finding, Related, Severity
from pmo.output.concise import concise
from pmo.output.full import full
from pmo.output.places import Places
from pmo.source.text import Place, SourceFile
from pmo.terminal import PLAIN, Style, visible

PLAN = Path(__file__).parent / "plan"
GOLDEN = Path(__file__).parents[1] / "golden" / "output"
ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize(
    ("golden_name", "output", "style"),
    [
        ("full.txt", "full", PLAIN),
        ("full-colour.txt", "full", Style(color=True)),
        ("full-60-columns.txt", "full", Style(width=60)),
        ("concise.txt", "concise", PLAIN),
        ("concise-colour.txt", "concise", Style(color=True)),
        ("result.json", "json", PLAIN),
    ],
)
def test_the_output_is_what_the_golden_file_says(said, golden, golden_name, output, style):
    golden(GOLDEN / golden_name, said(PLAN, output, style))


@pytest.mark.parametrize("output", ["full", "concise"])
def test_colour_only_repeats_what_a_word_says(said, output):
    assert ESCAPES.sub("", said(PLAN, output, Style(color=True))) == said(PLAN, output)


def test_other_formats_know_neither_colour_nor_width(said):
    assert said(PLAN, "json", Style(color=True, width=40)) == said(PLAN, "json")


def test_quiet_shows_errors_and_counts_the_rest(said):
    shown = said(PLAN, "concise", quiet=True)
    assert [line.split(": ")[1].split()[0] for line in shown.splitlines()[:2]] == ["error", "error"]
    assert "warning" not in shown.split("\n\n")[0]
    assert "Checked 2 files: 2 errors, 1 warning, 1 piece of advice. 2 findings below error not shown." in shown


def test_statistics_count_by_rule_the_worst_first(said):
    shown = said(PLAN, "concise", statistics=True)
    assert [line.split() for line in shown.split("\n\n")[1].splitlines()] == [
        ["1", "error", "duplicate-id"],
        ["1", "error", "unknown-key"],
        ["1", "warning", "broken-reference"],
        ["1", "advice", "wrong-value"],
    ]


def many(folder, count):
    folder.joinpath("pmo.yaml").write_text(
        "people:\n" + "".join(f"  p{number}: {{nam: x}}\n" for number in range(count))
    )
    return folder


def test_of_more_than_thirty_findings_statistics_show_the_table_alone(said, tmp_path):
    shown = said(many(tmp_path, 31), statistics=True)
    assert shown == "    31  error    unknown-key\n\nChecked 1 file: 31 errors. `--format concise` lists them.\n"
    assert said(many(tmp_path, 31), "concise", statistics=True).count(": error unknown-key") == 31
    assert said(many(tmp_path, 30), statistics=True).count("  fix: ") == 30


DUE = ("objective-without-owner",)
WAIVED = """\
pmo:
  purpose: Help.
  objectives:
    one:
      title: One
      waive:
        objective-without-owner: {because: the board meets in July, by: coo, until: 2026-12-31}
"""


def test_what_is_waived_is_shown_with_its_reason_whose_word_it_is_and_its_end(said, tmp_path):
    (tmp_path / "pmo.yaml").write_text(WAIVED, encoding="utf-8")
    shown = said(tmp_path, select=DUE)
    assert (
        "Waived:\n"
        "  pmo.yaml:4:5: objective-without-owner · one\n"
        "    the board meets in July, coo, until 2026-12-31\n\n"
        "Checked 1 file"
    ) in shown
    assert "Waived:" not in said(tmp_path, "concise", select=DUE)
    assert "Waived:" not in said(tmp_path, quiet=True, select=DUE)


def test_of_many_waivers_the_first_are_shown_and_the_rest_counted(said, tmp_path):
    lines = "".join(WAIVED.splitlines(keepends=True)[3:]).replace("one", "{0}")
    text = "pmo:\n  objectives:\n" + "".join(lines.replace("{0}", f"o{number}") for number in range(33))
    (tmp_path / "pmo.yaml").write_text(text, encoding="utf-8")
    shown = said(tmp_path, select=DUE)
    assert shown.count("    the board meets in July") == 30
    assert "  and 3 more; `--format json` has them all.\n" in shown


def test_thirty_findings_are_shown_in_full_and_more_in_short(said, tmp_path):
    shown = said(many(tmp_path, 30))
    assert shown.count("  fix: ") == 30
    assert "in short" not in shown
    shown = said(many(tmp_path, 33))
    head, tail = shown.split("The other 3 in short (`--format full` shows all in full):\n\n")
    assert head.count("  fix: ") == 30
    assert tail.splitlines()[:3] == [
        f"pmo.yaml:{line}:9: error unknown-key: A person has no key `nam`." for line in (32, 33, 34)
    ]


@pytest.mark.parametrize(("output", "full_ones"), [("full", 33), ("concise", 0)])
def test_a_format_that_was_chosen_holds_for_all(said, tmp_path, output, full_ones):
    assert said(many(tmp_path, 33), output).count("  fix: ") == full_ones


def test_a_plan_in_which_there_is_nothing_to_mend_is_one_line(said, tmp_path):
    tmp_path.joinpath("pmo.yaml").write_text("people: {ann: Ann}\n")
    assert said(tmp_path) == "Checked 1 file: nothing to mend.\n"
    assert json.loads(said(tmp_path, "json"))["findings"] == []


def at(line, begin, length, **more):
    """A finding on one line of a file."""
    file = SourceFile("plan.yaml", f"first: line\n{line}\n")
    start = file.text.index("\n") + 1 + line.index(begin)
    place = Place(file, start, start + length)
    return Finding(**{"rule": "a-rule", "severity": Severity.ERROR, "place": place, "message": "Something.", **more})


def excerpt(finding, style=PLAIN):
    """The line of the source as it is shown, and the line below it."""
    lines = full(finding, Places(), style).splitlines()
    number = next(index for index, line in enumerate(lines) if " | " in line)
    return lines[number].split(" | ", 1)[1], lines[number + 1].split(" | ", 1)[1]


@pytest.mark.parametrize(
    ("line", "begin", "length", "source", "under"),
    [
        ("key: wrong", "wrong", 5, "key: wrong", "     ^^^^^"),
        ("key: ", " ", 0, "key: ", "    ^"),
        ("目標: 誤り x", "誤り", 2, "目標: 誤り x", "      ^^^^"),
        ("é\u0301te\u0301: wrong", "wrong", 5, "é\u0301te\u0301: wrong", "     ^^^^^"),
        ("a\u200db\u00adc: wrong", "wrong", 5, "a\u200db\u00adc: wrong", "     ^^^^^"),
        ("a:\twrong", "wrong", 5, "a: wrong", "   ^^^^^"),
        ("a: b\tc", "b\tc", 3, "a: b→c", "   ^^^"),
        ("a: x\x1b[31m wrong", "wrong", 5, "a: x␛[31m wrong", "          ^^^^^"),
        ("a: \u202ex wrong", "wrong", 5, "a: \\u202ex wrong", "           ^^^^^"),
        ("[red]a[/red]: wrong", "wrong", 5, "[red]a[/red]: wrong", "              ^^^^^"),
        ("a: 😀 wrong", "wrong", 5, "a: 😀 wrong", "      ^^^^^"),
        ("a: \u2028wrong", "wrong", 5, "a: \\u2028wrong", "         ^^^^^"),
    ],
)
def test_the_underline_stands_below_what_it_means(line, begin, length, source, under):
    assert excerpt(at(line, begin, length)) == (source, under)


def test_a_long_line_is_cut_around_what_is_meant():
    line = "x" * 500 + " wrong " + "y" * 500
    source, under = excerpt(at(line, "wrong", 5))
    assert source == "…" + "x" * 59 + " wrong " + "y" * 94 + "…"
    assert source[under.index("^") : under.index("^") + 5] == "wrong"
    whole, under = excerpt(at("x" * 1000, "x", 1000))
    assert len(whole) == 161
    assert under == "^" * 160


@pytest.mark.parametrize("width", [40, 60, 100])
def test_on_a_narrow_terminal_the_excerpt_keeps_to_its_line(width):
    for before, after in ((0, 200), (20, 200), (200, 0), (200, 200), (10, 10)):
        finding = at("x" * before + " wrong " + "y" * after, "wrong", 5)
        source, under = excerpt(finding, Style(width=width))
        assert len("      | " + source) <= width
        assert source[under.index("^") : under.index("^") + 5] == "wrong"


def test_a_finding_on_an_empty_line_shows_its_place_alone():
    finding = at("", "", 0)
    assert " | " not in full(finding, Places())
    assert "--> plan.yaml:2:1" in full(finding, Places())


def columns(text):
    return sum(
        0 if category(char) in {"Mn", "Me", "Cf"} else 2 if east_asian_width(char) in "WF" else 1 for char in text
    )


CHARS = st.sampled_from(
    [
        *"ab :[]{}#'\"",
        "\t",
        "é",
        "e\u0301",
        "目",
        "😀",
        "\u200d",
        "\x1b",
        "\x9b",
        "\u202e",
        "\u2028",
        "\x85",
        "\0",
        "\ud800",
        "｡",
        "\ufeff",
    ]
)


@settings(deadline=None, max_examples=300)
@given(st.lists(CHARS, min_size=1, max_size=250).map("".join), st.integers(0, 250), st.integers(1, 40))
def test_whatever_stands_on_the_line_the_underline_fits(line, start, length):
    start = min(start, len(line) - 1)
    file = SourceFile("plan.yaml", line)
    finding = Finding("a-rule", Severity.ADVICE, Place(file, start, start + length), "Something.")
    lines = full(finding, Places()).splitlines()
    if not line.strip():
        return
    source, under = (shown.split(" | ", 1)[1] for shown in lines[3:5])
    marked = visible(line[start : start + length].replace("\t", "→"))
    assert source.isprintable() or all(category(char) in {"Zs", "Cf"} for char in source if not char.isprintable())
    gap = len(under) - len(under.lstrip(" "))
    # Walk along the source to the column where the underline begins.
    for index in range(len(source) + 1):
        if columns(source[:index]) == gap and source[index:].startswith(marked.rstrip()[:1] or " "):
            break
    else:
        pytest.fail(f"nothing begins at column {gap}")
    assert set(under.strip()) == {"^"}


HOSTILE = "a\x1b[31m[red]\u202eb\nc\r\td\x9b\x00\ud800`|<b>"


def test_user_text_is_harmless_wherever_it_stands():
    file = SourceFile(f"dir{HOSTILE}/plan.yaml", "x: y\n")
    finding = Finding(
        "a-rule",
        Severity.WARNING,
        Place(file, 0, 1),
        f"Message {HOSTILE}",
        f"Fix {HOSTILE}",
        f"Consequence {HOSTILE}",
        (Related(Place(file, 3, 4), f"Related {HOSTILE}"),),
        f"element{HOSTILE}",
    )
    for style in (PLAIN, Style(color=True), Style(width=50)):
        for shown in (full(finding, Places(HOSTILE), style), concise(finding, Places(HOSTILE), style)):
            bare = ESCAPES.sub("", shown) if style.color else shown
            for char in "\x1b\x9b\x00\u202e\ud800\r\t":
                assert char not in bare
            assert "[red]" in bare
            shown.encode("utf-8")
    assert "\n" not in concise(finding, Places(HOSTILE))


def test_a_fix_of_several_lines_keeps_its_layout_at_any_width():
    fix = "Write:\npmo:\n  mission: {statement: a rather long statement that no narrow terminal holds}"
    shown = full(at("a: b", "b", 1, fix=fix), Places(), Style(width=40)).splitlines()
    assert shown[-3:] == [
        "  fix: Write:",
        "       pmo:",
        "         mission: {statement: a rather long statement that no narrow terminal holds}",
    ]


def test_a_long_word_is_not_torn():
    shown = full(at("a: b", "b", 1, message="See https://example.org/" + "x" * 60), Places(), Style(width=40))
    assert "https://example.org/" + "x" * 60 in shown
