"""Adding to a YAML file: the new lines stand where a person would put them, and every other byte stays."""

import difflib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from layouts import Writer, plain

from pmo.editing.additions import Addition, ByHandError, add, as_listed, in_order, replace_value
from pmo.editing.hand import Inline, Plain
from pmo.source.text import SourceFile

LONG = (
    "{2026-01-31: 41, 2026-02-28: 44, 2026-03-31: 49, 2026-04-30: 53, 2026-05-31: 56, 2026-06-30: 59, 2026-07-31: 60}"
)


def added(text, path, value, **how):
    return add(SourceFile("x.yaml", text), Addition(tuple(path.split("/")), value, **how))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a:\n  b: 1  # one\n\n# end\n", "a:\n  b: 1  # one\n  n: 2\n\n# end\n"),
        ("a:\n  b: 1", "a:\n  b: 1\n  n: 2"),
        ("a:\r\n    b: 1\r\nz: 1\r\n", "a:\r\n    b: 1\r\n    n: 2\r\nz: 1\r\n"),
        ("a:\n  b: 1\n  # not yet: c\nz: 1\n", "a:\n  b: 1\n  n: 2\n  # not yet: c\nz: 1\n"),
        ("a: {b: 1}\n", "a: {b: 1, n: 2}\n"),
        ("a: {b: 1,}\n", "a: {b: 1, n: 2,}\n"),
        ("a: {}\n", "a: {n: 2}\n"),
        ("a: { b: 1 }\n", "a: { b: 1, n: 2 }\n"),
        ("a: {\n  b: 1 # one\n}\n", "a: {\n  b: 1, # one\n  n: 2\n}\n"),
        ("a: {\n  b: 1, # one\n}\n", "a: {\n  b: 1, # one\n  n: 2,\n}\n"),
        ("a: {\n  b: 1\n}\n", "a: {\n  b: 1,\n  n: 2\n}\n"),
        ("a:\n  b:\n    c: 1\n\n    # d: 1\n  # e: 1\n", "a:\n  b:\n    c: 1\n\n    # d: 1\n  n: 2\n  # e: 1\n"),
        ("a:\nz: 1\n", "a:\n  n: 2\nz: 1\n"),
        ("a:  # none yet\nz: 1\n", "a:  # none yet\n  n: 2\nz: 1\n"),
        ("a: ~  # none yet\n", "a:  # none yet\n  n: 2\n"),
        ("a:\n    # b: 1\n    # c: 1\n\nz: 1\n", "a:\n    # b: 1\n    # c: 1\n    n: 2\n\nz: 1\n"),
        ("", "a:\n  n: 2\n"),
        ("# only this", "# only this\na:\n  n: 2\n"),
        ("z: 1\n", "z: 1\na:\n  n: 2\n"),
        ("x: {z: 1}\na: &b\n  c: 1\n", "x: {z: 1}\na: &b\n  c: 1\n  n: 2\n"),
        ("? a\n: b: 1\n", "? a\n: b: 1\n  n: 2\n"),
        ('{"a": {"b": "c d", "e": "f g", "h": "i"}}', '{"a": {"b": "c d", "e": "f g", "h": "i", "n": 2}}'),
        ("a:\n  b: |\n    text\n\n  # c\nz: 1\n", "a:\n  b: |\n    text\n  n: 2\n\n  # c\nz: 1\n"),
        ("a:\n  b: |+\n    text\n\nz: 1\n", "a:\n  b: |+\n    text\n\n  n: 2\nz: 1\n"),
        ("a:\n  b:\n  - 1\n  - 2 # two\n", "a:\n  b:\n  - 1\n  - 2 # two\n  n: 2\n"),
        ("a: {n: }\n", "a: {n: 2}\n"),
        ("a: {n}\n", "a: {n: 2}\n"),
        ("a:\n  n:   # later\n  b: 1\n", "a:\n  n: 2   # later\n  b: 1\n"),
        ("'a':\n  'b': 'x y'\n  'c': 'z'\n  'd': 'w'\n", "'a':\n  'b': 'x y'\n  'c': 'z'\n  'd': 'w'\n  'n': 2\n"),
    ],
)
def test_where_a_person_would_put_it(before, after):
    assert added(before, "a/n", Plain("2")) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "a:\n  2026-01-01: 1\n  # 2026-02-15: closed\n  2026-03-01: 3\n",
            "a:\n  2026-01-01: 1\n  2026-02-01: 2\n  # 2026-02-15: closed\n  2026-03-01: 3\n",
        ),
        ("a:\n  2026-03-01: 3\n", "a:\n  2026-02-01: 2\n  2026-03-01: 3\n"),
        ("a:\n  2026-03-01: 3\n  2026-01-01: 1\n", "a:\n  2026-03-01: 3\n  2026-02-01: 2\n  2026-01-01: 1\n"),
        ("a: {2026-01-01: 1, 2026-03-01: 3}\n", "a: {2026-01-01: 1, 2026-02-01: 2, 2026-03-01: 3}\n"),
        (
            'a: {\n  "2026-01-01": 1,\n  "2026-03-01": 3,\n  "2026-04-01": 3\n}\n',
            'a: {\n  "2026-01-01": 1,\n  "2026-02-01": 2,\n  "2026-03-01": 3,\n  "2026-04-01": 3\n}\n',
        ),
    ],
)
def test_readings_stay_in_the_order_of_their_dates(before, after):
    assert added(before, "a/2026-02-01", Plain("2"), position=in_order) == after


def test_a_new_key_goes_before_those_that_come_last():
    order = as_listed(["title", "target", "readings", "paused", "note"])
    before = "m:\n  title: T\n  target: 3\n  note: N\n"
    assert added(before, "m/readings", {"d": Plain("1")}, position=order) == (
        "m:\n  title: T\n  target: 3\n  readings:\n    d: 1\n  note: N\n"
    )


def test_braces_that_outgrow_their_line_become_a_line_each():
    after = added(f"m:\n  r: {LONG}  # of 100\n", "m/r/2026-08-31", Plain("61"), spread=True)
    assert after.splitlines()[:3] == ["m:", "  r:", "    2026-01-31: 41"]
    assert after.splitlines()[-1] == "    2026-08-31: 61  # of 100"
    assert "{" not in after


def test_braces_inside_braces_stay_on_their_line():
    text = f"m: {{r: {LONG}}}\n"
    assert added(text, "m/r/2026-08-31", Plain("61"), spread=True).count("\n") == 1


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain words", "plain words"),
        ("a: b", '"a: b"'),
        ("no", '"no"'),
        ("12", '"12"'),
        ('say "x"', 'say "x"'),
        ("# x", '"# x"'),
    ],
)
def test_a_text_is_quoted_where_it_must_be(text, written):
    assert added("a:\n  b: 1\n", "a/n", text) == f"a:\n  b: 1\n  n: {written}\n"
    assert plain(added("a: {b: 1}\n", "a/n", text + ", x"))["a"]["n"] == text + ", x"


def test_a_bare_text_grows_into_a_mapping():
    assert added("a:\n  m: Days # d\n  z: 1\n", "a/m/r/d", Plain("2"), bare="title") == (
        "a:\n  m:\n    title: Days # d\n    r:\n      d: 2\n  z: 1\n"
    )
    assert added("a: {m: 'D, e'}\n", "a/m/r", Inline(d=Plain("2")), bare="title") == (
        "a: {m: {title: 'D, e', r: {d: 2}}}\n"
    )


def test_a_blank_line_separates_where_one_separates_the_others():
    text = "a:\n  b:\n    x: 1\n\n  c:\n    x: 1\nz: 1\n"
    assert added(text, "a/n", {"x": Plain("1")}, apart=True) == text.replace("z: 1", "\n  n:\n    x: 1\nz: 1")


@pytest.mark.parametrize(
    "text",
    [
        "a: &x\n  b: 1\nz: *x\n",  # z would grow too
        "z: &x {b: 1}\na: *x\n",  # a is z
        "a: {b: 1, n: 3}\n",  # there already
        "a: text\n",
        "a:\n- b: 1\n",
        "- a\n",
        "a: [\n",
        "a: 1\n---\nb: 1\n",
    ],
)
def test_what_could_change_anything_else_is_refused(text):
    with pytest.raises(ByHandError) as error:
        added(text, "a/n", Plain("2"))
    assert "x.yaml" in str(error.value)


def test_a_refusal_says_which_lines_to_add_where():
    with pytest.raises(ByHandError) as error:
        added("z: &x {b: 1}\na: *x\n", "a/r/2026-01-01", Plain("2"))
    assert str(error.value).startswith("x.yaml:2: ")
    assert str(error.value).endswith("Add by hand below `a`:\n    r:\n      2026-01-01: 2")


def test_a_value_is_replaced_in_its_place():
    assert replace_value(SourceFile("x", "a: {b: 1} # c\n"), ("a", "b"), Plain("2")) == "a: {b: 2} # c\n"
    assert replace_value(SourceFile("x", "a:\n  b: &x 1 # c\n"), ("a", "b"), Plain("2")) == "a:\n  b: &x 2 # c\n"
    with pytest.raises(ByHandError, match="Write `2` there by hand"):
        replace_value(SourceFile("x", "a: {b: &x 1, c: *x}\n"), ("a", "b"), Plain("2"))


WORDS = st.sampled_from(["title", "a", "b-c", "owner", "x.y", "Größe", "2026-01-31", "z9"])
TEXTS = st.sampled_from(["one", "two words", "a, b", "x: y", "41", "3.5", "# no", "ünïcode 👩‍⚕️", "yes"])
DATA = st.dictionaries(
    WORDS,
    st.recursive(
        st.none() | TEXTS | st.lists(TEXTS, max_size=3),
        lambda inner: st.dictionaries(WORDS, inner, max_size=4),
        max_leaves=12,
    ),
    max_size=4,
)


@given(DATA, st.integers(0, 2**32), st.data())
def test_any_layout_means_the_old_and_the_new_and_keeps_its_lines(data, seed, draw):
    text = Writer(seed).file(data)
    before = plain(text) or {}
    path, node = [], before
    while isinstance(node, dict) and node and draw.draw(st.booleans()):
        key = draw.draw(st.sampled_from(sorted(node)))
        if not isinstance(node[key], dict):
            break
        path.append(key)
        node = node[key]
    value = draw.draw(st.sampled_from([Plain("5"), "some text: with a colon", Inline(value=Plain("5"), note="a, b")]))
    after = add(
        SourceFile("x.yaml", text),
        Addition((*path, "new-one"), value, draw.draw(st.sampled_from([in_order, lambda k, _: len(k)]))),
    )
    node["new-one"] = dict(value) if isinstance(value, dict) else str(value)
    assert plain(after) == before
    gone, come = changed_lines(text, after)
    # A line in braces, and an empty value in the first line of the file, cannot stay as they are; no other line changes.
    assert len(gone) <= 1
    assert all(
        "{" in line
        or "}" in line
        or line.rstrip().endswith((",", "~", "null"))
        or text.endswith(line)
        or is_last_in_braces(text, line)
        for line in gone
    ), gone
    assert len(come) - len(gone) <= 3


def is_last_in_braces(text, line):
    """Whether a line in braces over several lines had no comma yet."""
    at = text.index(line) + len(line)
    rest = text[at:].lstrip()
    return rest.startswith("}")


def changed_lines(before, after):
    old, new = before.splitlines(), after.splitlines()
    difference = list(difflib.ndiff(old, new))
    return [d[2:] for d in difference if d[0] == "-"], [d[2:] for d in difference if d[0] == "+"]
