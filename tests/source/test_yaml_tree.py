"""The tree of a YAML file: what the author wrote, nothing resolved, and where each key and value stands."""

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pmo.source.locate import Locator
from pmo.source.text import Place, SourceFile
from pmo.source.tree import Mapping, Quoted, Sequence, is_null
from pmo.source.yaml_reader import read_yaml

# Pieces of which YAML is made, and what breaks it. Put together at random they make every kind of nonsense.
PIECES = st.sampled_from(
    [
        *("a", "b", "key", "pmo", "x-own", "2026-03-31", "012", "NO", "~", "é", "日本", "😀", "0"),
        *(": ", ":", "\n", "\n  ", "\n    ", "\n\n", "\r\n", "\r", "- ", "\n- ", " ", "  ", "\t", "\n\t"),
        *("[", "]", "{", "}", ",", ", ", '"', "'", "#", " # ", "&a ", "*a", "!t ", "!!str ", "| ", ">-\n  "),
        *("?", "? ", "%", "@", "`", "---", "\n---\n", "\n...\n", "<<: ", "\\", "\\n", "\\x4"),
        *("\ufeff", "\x85", "\u2028", "\u2029", "\0", "\x07", "\x1b", "\x9b", "\x7f", "\ufffe", "\ud800", "\u202e"),
    ]
)
# A byte order mark at the start never gets as far as the reader.
NONSENSE = (st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=60)).map(lambda text: text.lstrip("\ufeff"))

KEYS = st.from_regex(r"\A[a-z][a-z0-9-]{0,8}\Z")
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp")), max_size=12).filter(
    lambda text: "\ufffe" not in text and "\uffff" not in text
)
DATA = st.recursive(
    WORDS | st.sampled_from(["NO", "on", "1:30", "012", "1e3", ""]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=15,
)


def plain(value):
    """A value of the tree as Python's own."""
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.entries.items()}
    if isinstance(value, Sequence):
        return [plain(item) for item in value.items]
    return str(value)


def kinds(value):
    """A value of the tree with what is quoted and where everything stands, to compare two readings of one text."""
    if isinstance(value, Mapping):
        # Where nothing stands, the parsers differ on whether it stands before or after the spaces.
        return (
            value.offset,
            [(key, kinds(item), key_at, at if item != "" else None) for key, item, key_at, at in value],
        )
    if isinstance(value, Sequence):
        return (value.offset, [(kinds(item), at) for item, at in zip(value.items, value.marks, strict=True)])
    return (value.__class__, str(value))


def places(value):
    """Every key and value below a mapping or sequence, with its offset."""
    if isinstance(value, Mapping):
        for key, item, key_at, at in value:
            yield key, key_at
            if isinstance(item, str):
                yield item, at
            else:
                yield from places(item)
    elif isinstance(value, Sequence):
        for item, at in zip(value.items, value.marks, strict=True):
            if isinstance(item, str):
                yield item, at
            else:
                yield from places(item)


@pytest.mark.parametrize(
    "value", ["NO", "no", "on", "yes", "1:30", "012", "1e3", "0x1F", ".5", "1_000", "0o17", "2026-03-31", "=", "1.0"]
)
def test_an_unquoted_scalar_stays_what_the_author_wrote(value):
    entries = read_yaml(f"x-a: {value}\nx-{value.replace(':', '-')}: b\n").root.entries
    assert entries["x-a"] == value
    assert entries["x-a"].__class__ is str
    assert not is_null(entries["x-a"])


@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL"])
def test_a_value_that_is_left_out_is_null(written):
    assert is_null(read_yaml(f"x-a: {written}\n").root.entries["x-a"])


@pytest.mark.parametrize("written", ['""', '"~"', "'null'", "nULL", "none", '"12"', "|\n  ~", ">-\n  12"])
def test_quoted_text_is_never_null_nor_anything_but_text(written):
    value = read_yaml(f"x-a: {written}\n").root.entries["x-a"]
    assert not is_null(value)
    assert isinstance(value, Quoted) == (written[0] in "\"'|>")


def test_positions_point_at_the_first_character_of_each_key_and_value():
    text = 'pmo:\n  name: "Büro 😀"\n  authority:\n    - may stop\n    - {x-a: b}\n  scope: {in: [one, two]}\n'
    pmo = read_yaml(text).root.entries["pmo"]
    found = {str(value): offset for value, offset in places(pmo)}
    for shown in ("name", "authority", "may stop", "x-a", "b", "scope", "in", "one", "two"):
        assert text.startswith(shown, found[shown])
    assert text.startswith('"Büro', found["Büro 😀"])
    assert text.startswith("- ", pmo.value_offset("authority"))
    assert text.startswith("{in", pmo.value_offset("scope"))
    assert pmo.key_offset("nothing") is None
    assert pmo.value_offset("nothing") is None


def test_an_alias_stands_where_it_is_written():
    text = "x-a: &a {name: Ann}\npeople:\n  ann: *a\n  bob: [*a]\n"
    people = read_yaml(text).root.entries["people"]
    assert text.startswith("*a", people.value_offset("ann"))
    assert text.startswith("*a", people.entries["bob"].marks[0])


@settings(deadline=None, max_examples=300)
@given(NONSENSE)
@example("\ud800")
@example("a: [\u2028")
@example("- [\r\n'\x85'\r")
def test_no_text_makes_the_reader_crash_and_every_problem_lies_in_the_file(text):
    tree = read_yaml(text)
    file = SourceFile("plan.yaml", text)
    locator = Locator()
    if tree.root is None:
        assert tree.problems
    for problem in tree.problems:
        assert 0 <= problem.start <= len(text)
        assert problem.message
        assert problem.fix
        assert "\n" not in problem.message
        start, end = locator.span(Place(file, problem.start, problem.end))
        assert 0 <= start <= end <= len(text)
        line, column = file.position(start)
        assert 1 <= line <= file.lines
        assert column <= len(file.line(line)) + 2


@settings(deadline=None, max_examples=200)
@given(NONSENSE | DATA.map(lambda data: yaml.dump({"x-a": data}, allow_unicode=True)))
def test_libyaml_and_the_parser_in_python_agree_on_what_both_can_read(text):
    with pytest.MonkeyPatch.context() as patch:
        fast = read_yaml(text)
        patch.setattr(yaml, "__with_libyaml__", False)
        slow = read_yaml(text)
    if fast.root is not None and slow.root is not None:
        assert kinds(fast.root) == kinds(slow.root)
        assert fast.problems == slow.problems
    else:
        # Each refuses a few oddities that the other takes, such as tabs; neither does so without a word.
        assert fast.problems or slow.problems


@settings(deadline=None, max_examples=150)
@given(
    st.dictionaries(KEYS, DATA, max_size=5),
    st.sampled_from([None, False, True]),
    st.booleans(),
    st.sampled_from([2, 3, 4]),
)
def test_what_is_written_is_what_is_read_and_every_place_points_at_it(data, flow, unicode_, indent):
    text = yaml.dump(
        data, default_flow_style=flow, allow_unicode=unicode_, indent=indent, sort_keys=False, width=1_000_000
    )
    tree = read_yaml(text)
    assert tree.problems == ()
    assert plain(tree.root) == data
    file = SourceFile("plan.yaml", text)
    locator = Locator()
    for value, offset in places(tree.root):
        start, end = locator.span(Place(file, offset))
        shown = text[start:end]
        assert start == offset
        assert "\n" not in shown
        if shown[:1] in {'"', "'"}:
            assert yaml.safe_load(f"[{shown}]") == [str(value)]
        elif shown[:1] not in {"|", ">", "?"}:
            assert shown == str(value)
