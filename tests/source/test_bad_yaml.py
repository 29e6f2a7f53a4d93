"""What the reader says of files that are not valid YAML, or not the YAML that a plan is: the words, the place, the span."""

import pytest
import yaml

from pmo.source.text import SourceFile
from pmo.source.yaml_reader import MAX_DEPTH, read_yaml

# Each: the text; line and column where the fault is shown; the characters that are underlined; the message; a part of the fix.
CASES = {
    "a double quotation mark is not closed": (
        'pmo:\n  name: "Open\n  purpose: x\n',
        (2, 9, '"'),
        "A quotation mark is opened here and never closed.",
        "Close it.",
    ),
    "a single quotation mark is not closed": (
        "pmo:\n  name: 'Open\n  purpose: x\n",
        (2, 9, "'"),
        "A quotation mark is opened here and never closed.",
        "Close it.",
    ),
    "a quotation mark is closed by the next one, lines below": (
        'pmo:\n  name: "Open\n  purpose: "x"\n',
        (2, 9, '"'),
        "A quotation mark is opened here and not closed on its line.",
        "Close it.",
    ),
    "text follows a quoted text": (
        'pmo:\n  name: "Big" office\n',
        (2, 15, "office"),
        "Text follows the closing quotation mark.",
        "quotes of the other kind",
    ),
    "an apostrophe in single quotes": (
        "pmo:\n  name: 'it's ours'\n",
        (2, 13, None),
        "Text follows the closing quotation mark.",
        "twice",
    ),
    "curly quotation marks": (
        "pmo:\n  name: “Office: the one”\n",
        (2, 16, ":"),
        "A text with a colon and a space in it must stand in quotes.",
        "YAML does not know curly ones",
    ),
    "a backslash in double quotes": (
        'pmo:\n  name: "C:\\Temp"\n',
        (2, 12, "\\T"),
        "`\\T` means nothing between double quotation marks.",
        "single quotes",
    ),
    "a backslash before hexadecimal digits that are none": (
        'pmo:\n  name: "C:\\Users"\n',
        (2, 12, "\\U"),
        "`\\U` means nothing between double quotation marks.",
        "write the backslash twice",
    ),
    "a bracket is not closed": (
        "pmo:\n  authority: [a, b\n  model: x\n",
        (2, 14, "["),
        "A bracket is opened here and not closed properly.",
        "Close it",
    ),
    "a brace is not closed": (
        "people:\n  ann: {name: Ann\n  bob: {name: Bob}\n",
        (2, 8, "{"),
        "A brace is opened here and not closed properly.",
        "Close it",
    ),
    "a bracket is the last thing of the file": (
        "pmo:\n  authority: [\n",
        (2, 14, "["),
        "A bracket is opened here and not closed properly.",
        "Close it",
    ),
    "a bracket too many": (
        "pmo:\n  authority: [a, b]]\n",
        (2, 20, "]"),
        "This `]` closes nothing.",
        "Remove it",
    ),
    "text follows brackets": (
        "pmo:\n  authority: [a] b\n",
        (2, 18, "b"),
        "Text follows the closing `]`.",
        "Put the whole text in quotes.",
    ),
    "nothing between commas": (
        "pmo:\n  authority: [a,, b]\n",
        (2, 17, ","),
        "There is nothing before this `,`.",
        "Remove it",
    ),
    "a colon and a space in braces": (
        "pmo: {name: Office: the one}\n",
        (1, 19, ":"),
        "A text with a colon and a space in it must stand in quotes.",
        "Put the text in quotes.",
    ),
    "no space after a colon in braces": (
        "people: {ann:{name: Ann}}\n",
        (1, 13, ":"),
        "There is no space after this colon.",
        "Write a space after it.",
    ),
    "a template's braces": (
        "pmo:\n  name: {{ name }}\n",
        (2, 10, "{ name }"),
        "A list or mapping is used as a key.",
        "in quotes",
    ),
    "a tab indents": (
        "pmo:\n\tname: x\n",
        (2, 1, "\t"),
        "A tab is used to indent.",
        "two a level",
    ),
    "a tab after spaces indents": (
        "pmo:\n  mission:\n  \tstatement: x\n",
        (3, 3, "\t"),
        "A tab is used to indent.",
        "spaces",
    ),
    "a tab before a list": (
        "pmo:\n  authority:\n\t- a\n",
        (3, 1, "\t"),
        "A tab is used to indent.",
        "spaces",
    ),
    "a line is indented deeper": (
        "pmo:\n  name: x\n    purpose: y\n",
        (3, 5, "purpose"),
        "This line is indented deeper than the key above it, which has a text already.",
        "Indent it like the key above it",
    ),
    "a line is indented less than its section, and more than the one above": (
        "pmo:\n    name: x\n  purpose: y\n",
        (3, 3, "purpose"),
        "The indentation of this line fits none of the lines above it.",
        "count the spaces",
    ),
    "a list goes on where keys stand": (
        "pmo:\n  name: x\n  - y\n",
        (3, 3, "-"),
        "An item of a list stands where a key is expected.",
        "below a key of their own",
    ),
    "a list begins on the line of its key": (
        "pmo:\n  authority: - a\n",
        (2, 14, "-"),
        "A list begins on the line of its key.",
        "on the next line",
    ),
    "bullets instead of dashes": (
        "pmo:\n  authority:\n    * a\n    * b\n",
        (3, 5, "*"),
        "An item of a list cannot begin with `*`.",
        "`- `",
    ),
    "a colon is missing between two keys": (
        "pmo:\n  name x\n  purpose: y\n",
        (2, 3, "name x"),
        "This line has no `: ` after its key.",
        "`key: value`",
    ),
    "a colon is missing in the last line": (
        "pmo:\n  purpose: y\n  name x\n",
        (3, 3, "name x"),
        "This line has no `: ` after its key.",
        "`key: value`",
    ),
    "a colon is missing in the first line": (
        "pmo\n  name: x\n",
        (1, 1, "pmo"),
        "This line has no `: ` after its key.",
        "`key: value`",
    ),
    "a colon is missing above a comment and an empty line": (
        "pmo:\n  name\n\n  # what for\n  purpose: y\n",
        (2, 3, "name"),
        "This line has no `: ` after its key.",
        "`key: value`",
    ),
    "no space after the colon": (
        "pmo:\n  name:x\n  purpose: y\n",
        (2, 7, ":"),
        "There is no space after this colon.",
        "`key: value`",
    ),
    "no space after the colon of the last line": (
        "pmo:\n  purpose: y\n  name:x\n",
        (3, 7, ":"),
        "There is no space after this colon.",
        "`key: value`",
    ),
    "no key before the colon": (
        "people:\n  : {name: A}\n",
        (2, 3, ":"),
        "There is no key before this colon.",
        "`key: value`",
    ),
    "a colon in a text": (
        "pmo:\n  name: PMO: the office # ours\n",
        (2, 12, ":"),
        "A text with a colon and a space in it must stand in quotes.",
        '`"PMO: the office"`',
    ),
    "a colon in a text with quotation marks": (
        'pmo:\n  name: PMO: the "office"\n',
        (2, 12, ":"),
        "A text with a colon and a space in it must stand in quotes.",
        "`'PMO: the \"office\"'`",
    ),
    "a colon in an item of a list": (
        "pmo:\n  authority:\n    - may: stop: things\n",
        (3, 16, ":"),
        "A text with a colon and a space in it must stand in quotes.",
        '`"stop: things"`',
    ),
    "another language's comment": (
        "pmo:\n  // ours\n  name: x\n",
        (2, 3, "// ours"),
        "This line has no `: ` after its key.",
        "a comment begins with `#`",
    ),
    "a key longer than YAML allows": (
        f"pmo:\n  {'k' * 1100}: x\n",
        (2, 3, "k" * 1100),
        "The key on this line is too long.",
        "1,024",
    ),
    "a text begins with @": (
        "pmo:\n  name: @office\n",
        (2, 9, "@"),
        "A text that begins with `@` must stand in quotes.",
        '`"@office"`',
    ),
    "a key begins with @": (
        "pmo:\n  @name: office\n",
        (2, 3, "@"),
        "A text that begins with `@` must stand in quotes.",
        '`"@name"`',
    ),
    "a text begins with a backtick": (
        "pmo:\n  name: `office`\n",
        (2, 9, "`"),
        "A text that begins with a backtick must stand in quotes.",
        '`"`office`"`',
    ),
    "a text begins with %": (
        "pmo:\n  name: %office\n",
        (2, 9, "%"),
        "A text that begins with `%` must stand in quotes.",
        '`"%office"`',
    ),
    "a file begins with %": (
        "%office\npmo:\n  name: x\n",
        (1, 1, "%"),
        "A text that begins with `%` must stand in quotes.",
        "in quotes",
    ),
    "a text begins with a comma": (
        "pmo:\n  name: , x\n",
        (2, 9, ","),
        "A text that begins with `,` must stand in quotes.",
        '`", x"`',
    ),
    "a text begins with &": (
        "pmo:\n  name: & office\n",
        (2, 9, "&"),
        "A text that begins with `&` must stand in quotes.",
        '`"& office"`',
    ),
    "a text in Markdown's bold type": (
        "pmo:\n  name: **Office**\n",
        (2, 9, "*"),
        "A text that begins with `*` must stand in quotes.",
        '`"**Office**"`',
    ),
    "a text begins with |": (
        "pmo:\n  name: | office\n",
        (2, 9, "|"),
        "A text stands on the same line as `|`, which begins a block of text.",
        "on the next line",
    ),
    "a text begins with >": (
        "pmo:\n  name: > 5 offices\n",
        (2, 9, ">"),
        "A text stands on the same line as `>`, which begins a block of text.",
        "begin with `>`",
    ),
    "an alias of nothing": (
        "pmo:\n  name: *nope\n",
        (2, 9, "*nope"),
        "`*nope` repeats a value that is nowhere marked with `&nope`.",
        "in quotes",
    ),
    "an alias inside what it repeats": (
        "pmo: &p\n  x-me: *p\n",
        (2, 9, "*p"),
        "`*p` repeats a value inside itself.",
        "Write the value out.",
    ),
    "an alias as a key": (
        "x-a: &a name\npmo:\n  *a : x\n",
        (3, 3, "*a"),
        "`*a` is used as a key.",
        "Write the key out",
    ),
    "a list as a key": (
        "pmo:\n  ? [a, b]\n  : x\n",
        (2, 5, "[a, b]"),
        "A list or mapping is used as a key.",
        "one word",
    ),
    "two documents": (
        "pmo:\n  name: x\n---\npmo:\n  model: y\n",
        (3, 1, "---"),
        "The file holds several YAML documents.",
        "Remove this `---` line",
    ),
    "something after the end": (
        "pmo:\n  name: x\n...\nfoo\n",
        (4, 1, "foo"),
        "There is more after the end of the document.",
        "`...`",
    ),
    "a merge conflict": (
        "pmo:\n<<<<<<< HEAD\n  name: a\n=======\n  name: b\n>>>>>>> branch\n",
        (2, 1, "<<<<<<<"),
        "This file has an unresolved merge conflict: git's marks begin here.",
        "Keep one of the two versions",
    ),
    "a NUL": (
        "pmo:\n  name: a\0b\n",
        (2, 10, "\0"),
        "The file holds a control character (U+0000), which YAML does not allow.",
        "Delete it",
    ),
    "an escape character": (
        "pmo:\n  name: a\x1b[31mb\n",
        (2, 10, "\x1b"),
        "The file holds a control character (U+001B), which YAML does not allow.",
        "invisible in most editors",
    ),
    "a control character of the second kind": (
        "pmo:\n  name: a\x9bb\n",
        (2, 10, "\x9b"),
        "The file holds a control character (U+009B), which YAML does not allow.",
        "Delete it",
    ),
    "half a character": (
        "pmo:\n  name: a\ud800b\n",
        (2, 10, "\ud800"),
        "The file holds a control character (U+D800), which YAML does not allow.",
        "Delete it",
    ),
    "a tag": (
        "pmo:\n  name: !office x\n",
        (2, 9, None),
        "`!office` is a YAML tag, which a plan does not use.",
        "quotes",
    ),
    "a tag of YAML's own": (
        "pmo:\n  name: !!str x\n",
        (2, 9, None),
        "`!!str` is a YAML tag, which a plan does not use.",
        "Remove it",
    ),
    "a tag that would run a program": (
        "pmo: !!python/object/apply:os.system [echo]\n",
        (1, 6, None),
        "`!!python/object/apply:os.system` is a YAML tag, which a plan does not use.",
        "Remove it",
    ),
    "a tag with a handle": (
        "pmo: !x!y {name: x}\n",
        (1, 6, "!"),
        "A text that begins with `!` must stand in quotes.",
        "in quotes",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_wrong_is_said_in_plain_words_where_it_is_to_be_mended(name):
    text, (line, column, marked), message, fix = CASES[name]
    tree = read_yaml(text)
    problem = tree.problems[-1]
    assert problem.slug == ("merge-conflict" if name == "a merge conflict" else "invalid-yaml")
    assert problem.message == message
    assert fix in problem.fix
    assert SourceFile("plan.yaml", text).position(problem.start) == (line, column)
    if marked is not None:
        assert text.startswith(marked, problem.start)
        assert problem.end in {None, problem.start + len(marked)}


@pytest.mark.parametrize("name", [name for name in CASES if "tag" not in name])
def test_such_a_file_has_no_tree(name):
    assert read_yaml(CASES[name][0]).root is None


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
@pytest.mark.parametrize("name", CASES)
def test_line_breaks_of_other_systems_change_nothing(name, newline):
    text, (line, column, _), message, _ = CASES[name]
    text = text.replace("\n", newline)
    problem = read_yaml(text).problems[-1]
    assert problem.message == message
    assert SourceFile("plan.yaml", text).position(problem.start) == (line, column)


# The one in Python reads `{ann:{name: Ann}}` as it was meant.
@pytest.mark.parametrize("name", [name for name in CASES if name != "no space after a colon in braces"])
def test_the_parser_in_python_says_the_same(name, monkeypatch):
    text, (line, column, _), message, _ = CASES[name]
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    problem = read_yaml(text).problems[-1]
    assert problem.message == message
    assert SourceFile("plan.yaml", text).position(problem.start) == (line, column)


@pytest.mark.parametrize(
    "text",
    [
        "x-a: " + "[" * 10_000 + "]" * 10_000 + "\n",
        "x-a: " + "[" * 10_000 + "\n",
        "x-a: " + "{a: " * 10_000 + "}" * 10_000 + "\n",
        "x-a:\n " + "- " * 10_000 + "x\n",
        "".join(f"{' ' * depth}a:\n" for depth in range(2_000)),
    ],
    ids=["brackets", "brackets left open", "braces", "dashes", "indentation"],
)
@pytest.mark.parametrize("with_libyaml", [True, False])
def test_nesting_without_end_is_one_plain_problem(text, with_libyaml, monkeypatch):
    if not with_libyaml:
        monkeypatch.setattr(yaml, "__with_libyaml__", with_libyaml)
    tree = read_yaml(text)
    (problem,) = tree.problems
    assert tree.root is None
    assert problem.message in {"The file nests far too deep.", f"The file nests more than {MAX_DEPTH} levels deep."}
    assert "about eight levels" in problem.fix


def test_depth_is_refused_just_past_the_limit():
    def nested(depth):
        return "x-a: " + "[" * depth + "]" * depth + "\n"

    assert read_yaml(nested(MAX_DEPTH - 1)).root is not None
    assert read_yaml(nested(MAX_DEPTH)).root is None


def test_aliases_that_multiply_are_stopped():
    bomb = "x-a: &a [x,x,x,x,x,x,x,x,x]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True):
        bomb += f"x-{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n"
    tree = read_yaml(bomb)
    (problem,) = tree.problems
    assert tree.root is None
    assert problem.message == "The file's aliases (`*…`) multiply into far too many values."


def test_a_few_aliases_are_fine():
    tree = read_yaml("x-a: &a {name: Ann}\npeople: {ann: *a, bob: *a}\n")
    assert not tree.problems
    assert tree.root.entries["people"].entries["ann"] is tree.root.entries["x-a"]


def test_a_repeated_key_is_a_problem_that_shows_the_first_and_the_first_counts():
    text = "pmo:\n  name: x\n  name: y\n"
    tree = read_yaml(text)
    (problem,) = tree.problems
    assert (problem.slug, problem.message) == ("duplicate-id", "`name` stands twice in the same section.")
    assert problem.start == text.index("name: y")
    assert problem.also == text.index("name: x")
    assert tree.root.entries["pmo"].entries["name"] == "x"


def test_a_section_that_stands_twice_says_what_to_do():
    (problem,) = read_yaml("pmo:\n  name: x\npmo:\n  model: y\n").problems
    assert problem.message == "The section `pmo` stands twice in this file."
    assert problem.fix == "Move what stands below the second to the first."


def test_many_repeated_keys_take_no_quadratic_time():
    text = "people:\n" + "".join(f"  p{number}: x\n" for number in range(3_000)) * 2
    tree = read_yaml(text)
    assert len(tree.problems) == 3_000
    assert sum(problem.also is not None for problem in tree.problems) == 101


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing\n", "---\n", "~\n", "null\n", '""\n', "---\n...\n", "{}\n"])
def test_a_file_without_content_is_an_empty_plan(text):
    tree = read_yaml(text)
    assert tree.problems == ()
    assert tree.root.entries == {}


@pytest.mark.parametrize(
    ("text", "what", "place"), [("- pmo\n", "a list", 0), ("just text\n", "a text", 0), ("# 42\n\n42\n", "a text", 6)]
)
def test_a_file_of_something_else_says_so(text, what, place):
    tree = read_yaml(text)
    (problem,) = tree.problems
    assert tree.root is None
    assert (problem.slug, problem.start) == ("wrong-value", place)
    assert problem.message == f"The file holds {what} where sections are expected."


@pytest.mark.parametrize("char", ["\x85", "\u2028", "\u2029"])
def test_separators_of_other_standards_are_spaces_within_a_line(char):
    text = f"pmo:\n  name: one{char}two\n  purpose: three\n"
    tree = read_yaml(text)
    assert tree.problems == ()
    pmo = tree.root.entries["pmo"]
    assert pmo.entries == {"name": "one two", "purpose": "three"}
    assert text[pmo.value_offset("purpose") :] == "three\n"
    assert SourceFile("p.yaml", text).position(pmo.value_offset("purpose")) == (3, 12)
