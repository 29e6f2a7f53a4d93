"""Every kind of bad input through the real command: said at its exact place, in one line each, and nothing else suffers.

Most of it lies in one plan, side by side: that each fault is reported, and only once, also shows that none hides another.
"""

import os
import shutil
import socket

import pytest
from the_command import CLEAN, run, write

unix = pytest.mark.skipif(os.name != "posix", reason="links, pipes and permissions of Unix")

DEEP = "x-deep: " + "[" * 10_000 + "]" * 10_000 + "\n"
STAIRS = "x-stairs:\n" + "".join(f"{' ' * depth}a:\n" for depth in range(1, 2_000))
BOMB = "x-a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"x-{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)

# File by file: what it holds, and what is said of it (line, column, rule, message), in order.
MUSEUM: dict[str, tuple[str | bytes, list[tuple[int, int, str, str]]]] = {
    # Not YAML.
    "quote.yaml": (
        'people:\n  p1: {name: "Ann}\n',
        [(2, 14, "invalid-yaml", "A quotation mark is opened here and never closed.")],
    ),
    "bracket.yaml": (
        "customers:\n  c1: {needs: [one, two}\n",
        [(2, 15, "invalid-yaml", "A bracket is opened here and not closed properly.")],
    ),
    "tab.yaml": ("people:\n\tp1: Ann\n", [(2, 1, "invalid-yaml", "A tab is used to indent.")]),
    "indent.yaml": (
        "people:\n    p1: Ann\n  p2: Bob\n",
        [(3, 3, "invalid-yaml", "The indentation of this line fits none of the lines above it.")],
    ),
    "no-colon.yaml": (
        "people:\n  p1 Ann\n  p2: Bob\n",
        [(2, 3, "invalid-yaml", "This line has no `: ` after its key.")],
    ),
    "colon.yaml": (
        "people:\n  p1:\n    role: Head: of all\n",
        [(3, 15, "invalid-yaml", "A text with a colon and a space in it must stand in quotes.")],
    ),
    "at.yaml": ("people: {p1: @ann}\n", [(1, 14, "invalid-yaml", "A text that begins with `@` must stand in quotes.")]),
    "backtick.yaml": (
        "people:\n  p1: `ann`\n",
        [(2, 7, "invalid-yaml", "A text that begins with a backtick must stand in quotes.")],
    ),
    "percent.yaml": (
        "%people\np1: x\n",
        [(1, 1, "invalid-yaml", "A text that begins with `%` must stand in quotes.")],
    ),
    "two-documents.yaml": (
        "x-a: b\n---\nx-c: d\n",
        [(2, 1, "invalid-yaml", "The file holds several YAML documents.")],
    ),
    "conflict.yaml": (
        "people:\n<<<<<<< HEAD\n  p1: Ann\n=======\n  p1: Anna\n>>>>>>> other\n",
        [(2, 1, "merge-conflict", "This file has an unresolved merge conflict: git's marks begin here.")],
    ),
    "alias.yaml": (
        "x-a: *nothing\n",
        [(1, 6, "invalid-yaml", "`*nothing` repeats a value that is nowhere marked with `&nothing`.")],
    ),
    "circle.yaml": ("x-a: &a [*a]\n", [(1, 10, "invalid-yaml", "`*a` repeats a value inside itself.")]),
    "bomb.yaml": (
        BOMB,
        [(6, 10, "invalid-yaml", "The file's aliases (`*…`) multiply into far too many values.")],
    ),
    "deep.yaml": (DEEP, [(1, 1008, "invalid-yaml", "The file nests far too deep.")]),
    "stairs.yaml": (STAIRS, [(61, 61, "invalid-yaml", "The file nests more than 60 levels deep.")]),
    "nul.yaml": (
        "x-a: a\0b\n",
        [(1, 7, "invalid-yaml", "The file holds a control character (U+0000), which YAML does not allow.")],
    ),
    "escape.yaml": (
        "x-a: \x1b[31mred\n",
        [(1, 6, "invalid-yaml", "The file holds a control character (U+001B), which YAML does not allow.")],
    ),
    # YAML that a plan does not use: the rest of the file still counts.
    "tag.yaml": (
        "people:\n  tagged: {name: !!str Ann, nam: x}\n",
        [
            (2, 18, "invalid-yaml", "`!!str` is a YAML tag, which a plan does not use."),
            (2, 29, "unknown-key", "A person has no key `nam`."),
        ],
    ),
    "merge.yaml": (
        "x-all: &all {role: clerk}\npeople:\n  merged: {<<: *all, name: Ann}\n",
        [(3, 12, "unknown-key", "A person has no key `<<`.")],
    ),
    "twice.yaml": (
        "people:\n  once: {name: Ann, role: clerk, role: cook}\n",
        [(2, 34, "duplicate-id", "`role` stands twice in the same section.")],
    ),
    # The wrong text.
    "latin-1.yaml": (
        "people:\n  p1: Zoë\n".encode("latin-1"),
        [(2, 9, "unreadable-file", "The file is not UTF-8: byte 0xEB here.")],
    ),
    "utf-16.yaml": ("x-a: b\n".encode("utf-16"), [(1, 1, "unreadable-file", "The file is in UTF-16, not in UTF-8.")]),
    "utf-16-le.yaml": (
        "x-a: b\n".encode("utf-16-le"),
        [(1, 1, "unreadable-file", "The file is in UTF-16, not in UTF-8.")],
    ),
    "list.yaml": ("- people\n", [(1, 1, "wrong-value", "The file holds a list where sections are expected.")]),
    "text.yaml": ("To be written.\n", [(1, 1, "wrong-value", "The file holds a text where sections are expected.")]),
    # Odd, and right: what is wrong in them is something else, and shows that they were read.
    "bom.yaml": (
        b"\xef\xbb\xbfpeople: {marked: {nam: Ann}}\n",
        [(1, 19, "unknown-key", "A person has no key `nam`.")],
    ),
    "windows.yaml": (
        "people:\r\n  of-windows:\r\n    nam: Ann\r\n",
        [(3, 5, "unknown-key", "A person has no key `nam`.")],
    ),
    "old-mac.yaml": ("people:\r  of-mac:\r    nam: Ann\r", [(3, 5, "unknown-key", "A person has no key `nam`.")]),
    "separators.yaml": (
        "people:\n  pasted: {role: a\u2028b\x85c, nam: Ann}\n",
        [(2, 25, "unknown-key", "A person has no key `nam`.")],
    ),
    "empty.yaml": ("", []),
    "comment.yaml": ("# later\n", []),
    "our plan für 2026 (目標).yaml": (
        "people: {spaced: {nam: Ann}}\n",
        [(1, 19, "unknown-key", "A person has no key `nam`.")],
    ),
    "folder.yaml/inner.yaml": ("people: {inner: {nam: Ann}}\n", [(1, 18, "unknown-key", "A person has no key `nam`.")]),
    ".hidden.yaml": ("people: [", []),
    ".hidden/x.yaml": ("people: [", []),
    "drafts/x.yaml": ("people: [", []),
    ".gitignore": ("drafts/\n", []),
    "notes.txt": ("people: [", []),
}


@pytest.fixture(scope="module")
def museum(tmp_path_factory):
    """One run over the plan that holds all of it, and what was said of each file."""
    plan = tmp_path_factory.mktemp("museum") / "plan"
    shutil.copytree(CLEAN, plan)
    write(plan, {name: content for name, (content, _) in MUSEUM.items()})
    with (plan / "huge.yaml").open("wb") as file:
        file.truncate(50_000_000)
    if os.name == "posix":
        (plan / "leads-out.yaml").symlink_to("/etc/hostname")
        (plan / "leads-nowhere.yaml").symlink_to("gone.yaml")
        (plan / "leads-back").symlink_to(".")
        os.mkfifo(plan / "pipe.yaml")
        with open(os.fsencode(plan) + b"/b\xfc\x1bro.yaml", "wb") as file:  # noqa: PTH123 -- bytes
            file.write(b"people: {bytes: {nam: Ann}}\n")
    done = run("check", "-f", "json", cwd=plan)
    found = {}
    for finding in done.document["findings"]:
        found.setdefault(finding["path"], []).append(finding)
    return done, found


@pytest.mark.parametrize("name", MUSEUM)
def test_each_file_is_reported_for_what_is_wrong_with_it_and_for_nothing_else(museum, name):
    _, found = museum
    said = [(one["line"], one["column"], one["rule"], one["message"]) for one in found.get(name, [])]
    assert said == MUSEUM[name][1]
    for one in found.get(name, []):
        assert one["severity"] == "error"
        assert one["fix"]
        assert one["consequence"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("huge.yaml", "The file is too large for a plan (50 MB)."),
        ("folder.yaml", "A folder has the name of a plan file."),
        pytest.param("leads-out.yaml", "The link leaves the plan's folder.", marks=unix),
        pytest.param("leads-nowhere.yaml", "The link leads nowhere, or to itself.", marks=unix),
        pytest.param("leads-back", "The link loops: it leads back to a folder that contains it.", marks=unix),
        pytest.param("pipe.yaml", "This is not a regular file.", marks=unix),
    ],
)
def test_what_is_no_readable_file_is_told_at_its_first_line(museum, name, message):
    _, found = museum
    (one,) = found[name]
    assert (one["line"], one["column"], one["rule"], one["message"]) == (1, 1, "unreadable-file", message)


@unix
def test_a_file_name_that_is_no_text_is_read_and_shown_all_the_same(museum):
    _, found = museum
    (one,) = found["b\ufffd\x1bro.yaml"]
    assert one["message"] == "A person has no key `nam`."


def test_nothing_is_said_of_the_files_in_which_nothing_is_wrong(museum):
    done, found = museum
    assert done.code == 1
    assert done.err == ""
    assert not {"pmo.yaml", "objectives/berths-ready.yaml", "readings/delay.csv"} & set(found)
    assert len(done.document["findings"]) == sum(len(said) for _, said in MUSEUM.values()) + (
        7 if os.name == "posix" else 2
    )


class TestUnread:
    """What stands in a file that cannot be read is not missed elsewhere."""

    def test_a_reference_into_it_is_not_broken(self, pmo, clean):
        text = (clean / "pmo.yaml").read_text()
        people, rest = text.index("people:"), text.index("customers:")
        write(clean, {"pmo.yaml": text[:people] + text[rest:], "people.yaml": text[people:rest] + "  next: [\n"})
        done = pmo("check", "-f", "concise")
        assert done.lines == ["people.yaml:4:9: error invalid-yaml: A bracket is opened here and not closed properly."]
        assert done.code == 1

    def test_what_the_plan_lacks_may_stand_in_it(self, pmo, clean):
        write(clean, {"pmo.yaml": b"\xff\xfe"})
        assert [line.split(": ")[1] for line in pmo("check", "-f", "concise").lines] == ["error unreadable-file"]

    def test_what_is_neither_there_nor_in_it_is_still_broken(self, pmo, clean):
        write(clean, {"more.yaml": "initiatives: {i: {supports: {rail-frist: so}}}\n", "bad.yaml": "people: [\n"})
        assert pmo("check", "-f", "concise").lines == [
            "bad.yaml:1:9: error invalid-yaml: A bracket is opened here and not closed properly.",
            "more.yaml:1:30: error broken-reference: `supports` of `i` names `rail-frist`, which the plan does not have.",
        ]

    def test_a_plan_of_which_nothing_can_be_read_is_never_fine(self, pmo, tmp_path):
        write(tmp_path / "lost", {"pmo.yaml": "pmo: [\n"})
        done = pmo("check", "-f", "concise", cwd=tmp_path / "lost")
        assert done.lines == ["pmo.yaml:1:6: error invalid-yaml: A bracket is opened here and not closed properly."]
        assert done.code == 1

    def test_a_plan_of_which_nothing_is_written_yet_is_never_fine(self, pmo, tmp_path):
        write(tmp_path / "blank", {"pmo.yaml": ""})
        done = pmo("check", "-f", "concise", cwd=tmp_path / "blank")
        assert done.code == 1
        assert "pmo.yaml:1:1: error sponsor-missing: The PMO has no executive sponsor." in done.lines

    def test_a_marker_that_is_a_folder(self, pmo, tmp_path):
        (tmp_path / "odd" / "pmo.yaml").mkdir(parents=True)
        done = pmo("check", "-f", "concise", cwd=tmp_path / "odd")
        assert done.lines == ["pmo.yaml:1:1: error unreadable-file: A folder has the name of a plan file."]
        assert done.code == 1

    @unix
    def test_a_file_without_permission_to_read_it(self, clean):
        # Root may read everything, unless it gives up that right.
        before = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
        if before and shutil.which("setpriv") is None:
            pytest.skip("root may read everything, and there is no setpriv to change that")
        write(clean, {"closed.yaml": "people: {}\n", "locked/x.yaml": "people: {}\n"})
        (clean / "closed.yaml").chmod(0)
        (clean / "locked").chmod(0)
        try:
            done = run("check", "-f", "concise", cwd=clean, before=before)
        finally:
            (clean / "locked").chmod(0o700)
        assert done.lines == [
            "closed.yaml:1:1: error unreadable-file: The file cannot be opened: permission denied.",
            "locked:1:1: error unreadable-file: The folder cannot be opened: permission denied.",
        ]
        assert done.code == 1

    @unix
    def test_a_socket(self, pmo, clean, monkeypatch):
        monkeypatch.chdir(clean)
        with socket.socket(socket.AF_UNIX) as made:
            made.bind("socket.yaml")
            assert pmo("check", "-f", "concise").lines == [
                "socket.yaml:1:1: error unreadable-file: This is not a regular file."
            ]


def test_the_same_id_in_two_files_shows_both_places(pmo, clean):
    write(clean, {"again.yaml": "customers:\n  rail-first: {name: Rail, needs: [trains]}\n"})
    done = pmo("check", "-f", "full")
    assert done.code == 1
    assert done.out.splitlines()[:6] == [
        "error duplicate-id · rail-first",
        "  The id `rail-first` is defined twice.",
        "  --> again.yaml:2:3",
        "    2 |   rail-first: {name: Rail, needs: [trains]}",
        "      |   ^^^^^^^^^^",
        "  --> pmo.yaml:30:5  it is first defined here",
    ]


def test_references_that_lead_nowhere_to_themselves_or_round_in_a_circle(pmo, clean):
    text = (
        "initiatives:\n"
        "  one: {title: One, owner: harbor-master, supports: {two: so}}\n"
        "  two: {title: Two, owner: nobody, supports: {one: so}}\n"
        "  three: {title: Three, owner: rail-first, supports: {three: so}}\n"
    )
    write(clean, {"initiatives.yaml": text})
    done = pmo("check", "-f", "json", "--select", "broken-reference")
    assert done.code == 1
    assert [(f["line"], f["column"], f["message"], f["fix"]) for f in done.document["findings"]] == [
        (
            2,
            28,
            "`owner` of `one` names `harbor-master`, which the plan does not have.",
            "Did you mean `harbour-master`?",
        ),
        (
            3,
            28,
            "`owner` of `two` names `nobody`, which the plan does not have.",
            "Add the person: `people: {nobody: {name: …, role: …}}`.",
        ),
        (
            3,
            47,
            "The links go round in a circle: `one` and `two` support each other.",
            "Decide which of them is the end and which the means, and remove the link back.",
        ),
        (4, 32, "`owner` of `three` names `rail-first`, which is not a person.", "Name a person."),
        (4, 55, "`three` says that it supports itself.", "Name what it supports, or remove the line."),
    ]
    # Each says where the other end is.
    related = [[(r["path"], r["line"]) for r in f["related"]] for f in done.document["findings"]]
    assert related == [[("pmo.yaml", 16)], [], [("initiatives.yaml", 2)], [("pmo.yaml", 30)], []]


READINGS = {
    "missing": (
        "readings/gone.csv",
        None,
        ("bad.yaml", 6, 29, "The readings file `readings/gone.csv` does not exist."),
    ),
    "outside": (
        "../out.csv",
        None,
        ("bad.yaml", 7, 29, "The readings file `../out.csv` lies outside the plan's folder."),
    ),
    "absolute": ("/etc/hostname", None, ("bad.yaml", 8, 30, "The readings file `/etc/hostname` is an absolute path.")),
    "nul": (
        '"a\\0b.csv"',
        None,
        ("bad.yaml", 9, 25, "The readings file `a\0b.csv` has a name that no file should have."),
    ),
    "folder": ("readings", None, ("readings", 1, 1, "This is a folder, not a file.")),
    "headless": (
        "r/a.csv",
        "2026-01-31,5\n",
        ("r/a.csv", 1, 1, "The readings file has no header `date,value` or `date,value,note`."),
    ),
    "comma": ("r/b.csv", "date;value\n2026-03-31;3,5\n", ("r/b.csv", 2, 12, "`3,5` is not a bare number.")),
    "german": ("r/c.csv", "date;value\n31.03.2026;3\n", ("r/c.csv", 2, 1, "`31.03.2026` is not a date.")),
    "torn": (
        "r/d.csv",
        'date,value,note\n2026-03-31,3,"two\nlines"\n2026-04-30,4,"open\n',
        ("r/d.csv", 4, 1, "A quotation mark is opened in this row and never closed, so that all that follows is lost."),
    ),
    "twice": (
        "r/e.csv",
        "date,value\n2026-03-31,3\n2026-03-31,4\n",
        ("r/e.csv", 3, 1, "`twice` has two readings of 2026-03-31."),
    ),
    "latin": (
        "r/f.csv",
        "date,value,note\n2026-03-31,3,é\n".encode("latin-1"),
        ("r/f.csv", 2, 14, "The file is not UTF-8: byte 0xE9 here."),
    ),
    "tabs": ("r/g.csv", "date\tvalue\n2026-03-31\t3\n", None),
    "only-header": ("r/h.csv", "date,value,note\n", None),
}


def test_readings_files_that_are_missing_malformed_or_elsewhere(pmo, clean):
    lines = "".join(f"        {name}: {{readings: {path}}}\n" for name, (path, _, _) in READINGS.items())
    write(clean, {"bad.yaml": f"pmo:\n  objectives:\n    idea:\n      status: draft\n      measures:\n{lines}"})
    write(clean, {path: content for path, content, _ in READINGS.values() if content is not None})
    found = pmo("check", "-f", "json", "--select", "reading-invalid,unreadable-file").document["findings"]
    said = {(f["path"], f["line"], f["column"], f["message"]) for f in found}
    assert said == {expected for _, _, expected in READINGS.values() if expected}
    assert {f["severity"] for f in found} == {"error"}
    # A fault in a readings file says which measure takes it.
    for f in found:
        if f["path"] != "bad.yaml" and "has two readings" not in f["message"]:
            assert [(r["path"], r["message"].split("`")[2]) for r in f["related"]] == [
                ("bad.yaml", " takes its readings from here")
            ]


def test_values_of_the_wrong_kind_do_not_hide_each_other(pmo, clean):
    write(
        clean,
        {
            "wrong.yaml": (
                "initiatives:\n"
                "  one: {titel: One, owner: [harbour-master, head-of-pmo], budget: 1.5m, from: 1/2/2026}\n"
                "  two: [not, this]\n"
                "  3: Three\n"
                "settings: {check: {profil: audit}}\n"
                "poeple: {x: y}\n"
            )
        },
    )
    assert pmo("check", "-f", "concise", "--select", "files").lines == [
        "wrong.yaml:2:9: error unknown-key: An initiative has no key `titel`.",
        "wrong.yaml:2:28: error wrong-value: `owner` of `one` cannot be read: it lists several where exactly one is expected.",
        "wrong.yaml:2:67: error wrong-value: `budget` of `one` cannot be read: `1.5m` is not a number.",
        "wrong.yaml:2:79: error wrong-value: `from` of `one` cannot be read: `1/2/2026` is not a date.",
        "wrong.yaml:3:8: error wrong-value: `two` cannot be read: it is a list where the keys of an initiative are expected.",
        "wrong.yaml:4:3: error wrong-value: `3` cannot be the id of an initiative.",
        "wrong.yaml:5:20: error unknown-key: `settings.check` has no key `profil`.",
        "wrong.yaml:6:1: error unknown-key: A plan has no section `poeple`.",
    ]


def test_a_thousand_faults_are_a_thousand_lines_in_no_time(pmo, clean):
    write(clean, {"many.yaml": "people:\n" + "".join(f"  p{number}: {{nam: x}}\n" for number in range(1_000))})
    done = pmo("check", "-f", "concise")
    assert len(done.lines) == 1_000
    assert done.lines[-1] == "many.yaml:1001:10: error unknown-key: A person has no key `nam`."
