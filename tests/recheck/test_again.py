"""Few changed files, checked alone: never another result than the whole check's, and only where that is certain."""

import datetime as dt
import io
import os
import random
import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo.cache import Cache, key_of
from pmo.commands.check import Request, run
from pmo.git_head import history_mark
from pmo.recheck import little
from pmo.recheck.again import Again
from pmo.source.files import read_plan_files
from pmo.terminal import Style

TODAY = dt.date(2026, 6, 30)
EXAMPLES = Path(__file__).parents[2] / "examples"
FILES = {
    "pmo.yaml": """\
settings: {check: {fail_on: never}}
organization:
  strategies: {grow: {title: Grow, owner: coo}, last: {title: Last, owner: coo}}
pmo: {purpose: Help., sponsor: coo, services: {s: {title: Clinic, for: [clinics], benefit: quicker, serves: [one, two]}}}
""",
    "people.yaml": """\
people: {coo: {name: Ann, level: executive}}
customers: {clinics: {name: Clinics, needs: [a bed]}}
""",
    "one.yaml": """\
pmo:
  objectives:
    one:
      title: Wards open in time
      owner: coo
      for: [clinics]
      supports: {grow: more wards mean that more people come to us}
      measures:
        m:
          {unit: days, direction: decrease, stage: outcome, frequency: monthly, definition: median, source: register,
           baseline: {value: 40, date: 2025-12-31}, target: {value: 10, by: 2026-12-31},
           readings: {2026-05-31: 20}}
""",
    "two.yaml": """\
pmo:
  objectives:
    two:
      title: People come to us
      owner: coo
      supports: {last: short}
      measures:
        n:
          {unit: days, direction: decrease, stage: outcome, frequency: monthly, baseline: {value: 40, date: 2025-12-31},
           target: {value: 10, by: 2026-12-31}, readings: n.csv}
""",
    "n.csv": "date,value,note\n2026-05-31,20,\n",
}


class Plan:
    """A plan that is checked again and again, with what is remembered and without."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root = root
        self.cache = Cache(root.parent / "cache")
        self.quick: list[bool] = []
        self.said = ""
        made = Again.check

        def spied(again: Again) -> object:
            found = made(again)
            self.quick.append(found is not None)
            return found

        monkeypatch.setattr(Again, "check", spied)
        # These plans are small, and any change to them is large.
        monkeypatch.setattr("pmo.commands.check.worth_it", lambda _: True)
        monkeypatch.setattr("pmo.recheck.again.little", lambda *_: True)

    def put(self, path: str, before: str, after: str) -> None:
        text = (self.root / path).read_text("utf-8")
        assert before in text
        (self.root / path).write_text(text.replace(before, after, 1), "utf-8")

    def add(self, files: dict[str, str]) -> None:
        for path, text in files.items():
            (self.root / path).write_text(text, "utf-8")

    def kept(self, cache: Cache, today: dt.date = TODAY, **options: Any) -> tuple[int, str, object]:
        """All that comes of a check, as it is kept."""
        stream = io.StringIO()
        request = Request(
            path=self.root, today=today, outputs=(("json", None),), fail_on="never", cache=cache, **options
        )
        code = run(request, style=Style(), stream=stream, notes=io.StringIO())
        words = (repr(request.select), repr(request.ignore), history_mark(str(self.root)))
        return code, stream.getvalue(), cache.entry(key_of(read_plan_files(self.root), today, words))

    def check(self) -> bool:
        """Check it; whether the quick way was taken. The result must be the whole check's."""
        self.quick.clear()
        found, quick = self.kept(self.cache), self.quick == [True]
        with tempfile.TemporaryDirectory() as empty:
            assert found == self.kept(Cache(Path(empty)))
        self.said = found[1]
        return quick


@pytest.fixture
def plan(tmp_path, monkeypatch):
    (tmp_path / "plan").mkdir()
    found = Plan(tmp_path / "plan", monkeypatch)
    found.add(FILES)
    return found


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("one.yaml", "2026-05-31: 20", "2026-05-31: 20, 2026-06-15: 19"),
        ("one.yaml", "2026-05-31: 20", "2026-05-31: {value: 20, note: it went well}"),
        ("one.yaml", "Wards open in time", "New wards open in time"),
        ("one.yaml", "Wards open in time", "Reduce beds and increase nurses"),
        ("one.yaml", "more wards mean that more people come to us", "short"),
        ("one.yaml", "definition: median", "definition: mean"),
        ("one.yaml", "source: register,", ""),
        ("one.yaml", "    one:", "    # a comment\n    one:"),
        ("n.csv", "2026-05-31,20,", "2026-05-31,20,\n2026-06-20,19,"),
        ("n.csv", "2026-05-31,20,", "2026-05-31,20,noted"),
        ("two.yaml", "last: short", "last: it is shorter than the way to anybody else"),
    ],
)
def test_what_concerns_the_element_alone_is_checked_alone(plan, path, before, after):
    plan.check()
    plan.put(path, before, after)
    assert plan.check()
    plan.put(path, after, before)
    plan.check()


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("one.yaml", "2026-05-31: 20", "2026-05-31: 39"),  # behind its plan now, though something works on it
        ("one.yaml", "2026-05-31: 20", "2026-02-28: 20"),
        ("one.yaml", "Wards open in time", "People  come to US"),
        ("one.yaml", "Wards open in time", "TODO"),
        ("one.yaml", "more wards mean that more people come to us", '""'),
        ("one.yaml", "owner: coo", "owner: cio"),
        ("one.yaml", "value: 10", "value: 12"),
        ("one.yaml", "title:", "titel:"),
        ("one.yaml", "title:", "waive: {objective-neglected: {because: b, by: coo, until: 2026-12-31}}\n      title:"),
        ("one.yaml", "title: Wards", "title: # pmo: ignore[text-cut-short] why\n        Wards"),
        ("one.yaml", "pmo:", "pmo:\n  purpose: Another."),
        ("two.yaml", "n.csv", "{2026-05-31: 20}"),
        ("two.yaml", "last: short", "one: short"),
        ("n.csv", "2026-05-31,20,", "2026-05-31,twenty,"),
        ("pmo.yaml", "Grow", "Growth"),
        ("people.yaml", ", needs: [a bed]", ""),
        ("people.yaml", ", level: executive", ""),
    ],
)
def test_what_may_concern_others_is_checked_with_them(plan, path, before, after):
    plan.check()
    plan.put(path, before, after)
    assert not plan.check()


def test_the_words_of_what_a_link_leads_to_concern_whoever_set_the_link(plan):
    plan.put("two.yaml", "last: short", "one: Wards open in time today and tomorrow")
    plan.check()
    plan.put("one.yaml", "Wards open in time", "Wards open in time today and tomorrow")
    assert not plan.check()


def test_words_that_a_review_confirms_are_no_matter_of_their_element_alone(plan):
    plan.put(
        "pmo.yaml",
        "organization:",
        "reviews: {a: {kind: alignment, date: 2026-06-01, confirmed: {one: abcdefabcdef}}}\norganization:",
    )
    plan.check()
    plan.put("one.yaml", "Wards open in time", "New wards open in time")
    assert not plan.check()
    plan.put("one.yaml", "2026-05-31: 20", "2026-05-31: 20, 2026-06-15: 19")
    plan.check()


def test_readings_that_two_files_share_concern_both(plan):
    plan.put("one.yaml", "readings: {2026-05-31: 20}", "readings: n.csv")
    plan.check()
    plan.put("n.csv", "2026-05-31,20,", "2026-05-31,20,\n2026-06-30,19,")
    assert plan.check()
    plan.put("n.csv", "2026-06-30,19,", "2026-06-30,39,")
    assert not plan.check()


MESS = {
    "mess.yaml": """\
# an old file
pmo:
  objectives:
    three:
      title: Implement a robust tool and train everybody
      owner: gone
      suports: {grow: x}
      supports: {nowhere: because}
      waive:
        objective-without-due: {because: from July, by: coo, until: 2026-12-31}
        measure-incomplete: {because: never needed, by: coo, until: 2026-12-31}
        broken-reference: {because: they join in July, by: coo, until: 2026-12-31}
      measures:
        o: {unit: days, readings: {2026-05-31: 20, 2027-01-01: 7}}
        p: {unit: days, target: soon}
    four:
      title: TBD
      due: 2026-13-01
""",
}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# an old file\n", ""),
        ("# an old file\n", "# an old file\n\n# with more to say\n"),
        ("2026-05-31: 20", "2026-05-31: 21"),
        ("2026-05-31: 20, ", "2026-05-31: 20, 2026-06-15: 22, 2026-06-20: 23, "),
        ("because: never needed", "because: it was never needed"),
        ("robust tool", "new tool"),
        ("Implement a robust tool and train everybody", "Half as many beds"),
        ("suports", "suport"),
        ("target: soon", "target: [now]"),
    ],
)
def test_an_old_file_full_of_findings_is_checked_alone_and_they_move_with_their_lines(plan, before, after):
    plan.add(MESS)
    plan.check()
    plan.put("mess.yaml", before, after)
    plan.check()
    plan.put("mess.yaml", "p: {unit: days", "p: {unit: days, source: a register")
    assert plan.check()


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("pmo.yaml", "purpose: Help.", "purpose: 'Help.'"),
        ("pmo.yaml", "organization:", "# the ones we serve\norganization:"),
        ("people.yaml", "people:", "# who is who\npeople:"),
        ("people.yaml", "coo: {name: Ann", "coo: {  name: Ann"),
    ],
)
def test_the_layout_of_any_file_is_its_own_matter(plan, path, before, after):
    plan.check()
    plan.put(path, before, after)
    assert plan.check()


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        # An element that moves from one section to the next, the order of all elements being the same.
        (
            "moved.yaml",
            "pmo: {objectives: {a: {title: A}, b: {title: B}}}\norganization: {objectives: {c: {title: C}}}\n",
            "pmo: {objectives: {a: {title: A}}}\norganization: {objectives: {b: {title: B}, c: {title: C}}}\n",
        ),
        # An id that is claimed and comes to nothing, which another file has too.
        ("claimed.yaml", "people: {bo: {name: Bo}}\n", "people: {bo: {name: Bo}, coo: []}\n"),
        # A key that changes nothing but that it is there.
        (
            "there.yaml",
            "pmo: {objectives: {a: {title: A}}}\n",
            "pmo: {status: approved, objectives: {a: {title: A}}}\n",
        ),
        ("there.yaml", "pmo: {objectives: {a: {title: A}}}\n", "pmo: {status: , objectives: {a: {title: A}}}\n"),
        ("set.yaml", "people: {bo: {name: Bo}}\n", "people: {bo: {name: Bo}}\nsettings: {currency: EUR}\n"),
        (
            "held.yaml",
            "people: {bo: {name: Bo}}\n",
            "people: {bo: {name: Bo}}\nreviews: {r: {kind: alignment, date: 2026-06-01}}\n",
        ),
    ],
)
def test_what_only_seems_to_be_the_same_is_checked_as_a_whole(plan, path, before, after):
    plan.add({path: before})
    plan.check()
    plan.put(path, before, after)
    assert not plan.check()


def test_a_readings_file_that_is_a_file_of_the_plan_is_checked_as_a_whole(plan):
    plan.put("two.yaml", "n.csv", "people.yaml")
    plan.check()
    plan.put("people.yaml", "people:", "# who is who\npeople:")
    assert not plan.check()


CONFLICT = "<<<<<<< ours\n2026-05-31,20,\n=======\n2026-05-31,21,\n>>>>>>> theirs\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("date,value,note\n2026-05-31,20,\n", f"date,value,note\n{CONFLICT}"),
        ("date,value,note\n", "date,value,note\n\udcff"),
        # The same text, and no text at all.
        ("date,value,note\n2026-05-31,20,\ufffd\n", "date,value,note\n2026-05-31,20,\udcff\n"),
    ],
)
def test_readings_that_can_no_longer_be_read_are_checked_as_a_whole_though_no_number_changed(plan, before, after):
    (plan.root / "n.csv").write_text(before, "utf-8")
    plan.check()
    (plan.root / "n.csv").write_text(after, "utf-8", "surrogateescape")
    assert not plan.check()


def test_readings_that_turn_up_where_they_were_not_looked_for_change_the_fix(plan):
    (plan.root / "sub").mkdir()
    plan.add({"sub/far.yaml": "pmo: {objectives: {far: {title: Far, measures: {f: {readings: f.csv}}}}}\n"})
    plan.check()
    plan.add({"sub/f.csv": "date,value,note\n"})
    assert not plan.check()
    assert "write `sub/f.csv`" in plan.said


def test_a_threshold_below_zero_by_its_sign_alone_is_another(plan):
    plan.put("pmo.yaml", "fail_on: never", "fail_on: never, thresholds: {too-many-objectives.objectives: 0}")
    plan.check()
    plan.put("pmo.yaml", "objectives: 0", "objectives: -0")
    assert not plan.check()


def test_a_key_that_is_written_with_an_escape_is_there_whatever_a_comment_says(plan):
    plan.put("pmo.yaml", "purpose: Help.", '"st\\u0061tus": approved, purpose: Help.')
    plan.check()
    assert "signoff-missing" in plan.said
    plan.put("pmo.yaml", "organization:", "# status\norganization:")
    plan.check()


TAKEN = {
    "taken-1.yaml": "pmo: {objectives: {o: {title: The first}}}\n",
    # All of this `o` is passed over, and what is in it: whoever does not see the file above takes it for what it is not.
    "taken-2.yaml": "pmo: {objectives: {o: {title: The second, measures: {x: {title: Beds}}}, z: {title: Z}}}\n",
    "taken-3.yaml": "pmo: {objectives: {p: {title: P, measures: {x: {title: People come to us every day}}}}}\n",
}


def test_an_id_that_means_another_element_where_a_file_is_left_out_is_looked_up_in_the_whole_plan(plan):
    link = "z: because it is what all of them want, x: because it is what all of us want"
    plan.add({**TAKEN, "taken-4.yaml": f"pmo: {{objectives: {{q: {{title: Q, supports: {{{link}}}}}}}}}\n"})
    plan.check()
    plan.put("taken-4.yaml", "x: because it is what all of us want", "x: People come to us every day")
    assert not plan.check()
    assert "only repeats a title" in plan.said


def test_an_element_that_counts_only_where_no_file_is_left_out_is_checked_with_all(plan):
    plan.put("pmo.yaml", "fail_on: never", "fail_on: never, severity: {duplicate-id: off}")
    right = """\
unit: days, direction: decrease, stage: outcome, frequency: monthly, source: register, definition: median,
           baseline: {value: 9, date: 2026-06-01}, target: {value: 3, by: 2026-12-31}"""
    text = f"""\
pmo:
  objectives:
    q:
      supports: {{z: because it is what all of them want}}
      owner: coo
      measures:
        y: {{{right}}}
        x: {{{right}, note: the last}}
"""
    plan.add({**TAKEN, "taken-3.yaml": "", "taken-4.yaml": text})
    plan.check()
    plan.put("taken-4.yaml", "by: 2026-12-31}, note", "by: 2024-12-31}, note")
    assert not plan.check()
    assert "measure-contradiction" in plan.said


def test_what_a_file_before_said_of_the_pmo_is_not_said_again(plan):
    plan.put("pmo.yaml", "fail_on: never", "fail_on: never, severity: {duplicate-id: off}")
    plan.add({"charter-1.yaml": "pmo: {mission: {statement: We help}}\n"})
    plan.add({"charter-2.yaml": "pmo: {mission: {statement: We help}}\n"})
    plan.check()
    plan.put("charter-2.yaml", "We help}", "We help, why: x}")
    assert not plan.check()
    assert "unknown-key" not in plan.said


@pytest.mark.skipif(sys.platform != "linux", reason="needs names of any bytes")
def test_two_names_that_look_alike_are_checked_as_a_whole(plan):
    paths = [plan.root / os.fsdecode(name) for name in (b"\xfe.yaml", b"\xff.yaml")]
    for path in paths:
        path.write_text("# a comment\n", "utf-8")
    for path in paths:
        plan.check()
        path.write_text("# a comment\nx-a: text #1\n", "utf-8")
        assert not plan.check()


def test_a_new_file_a_lost_one_and_another_day_are_checked_as_a_whole(plan):
    plan.check()
    plan.add({"new.yaml": "people: {bo: {name: Bo}}\n"})
    assert not plan.check()
    (plan.root / "new.yaml").unlink()
    assert not plan.check()
    plan.put("one.yaml", "median", "mean")
    assert plan.kept(plan.cache, dt.date(2026, 7, 1))[0] == 0
    assert plan.quick[-1] is False


def test_a_file_under_another_name_is_another_file(plan):
    plan.check()
    (plan.root / "one.yaml").rename(plan.root / "ones.yaml")
    plan.put("two.yaml", "last: short", "last: it is shorter than the way to anybody else")
    assert not plan.check()


def test_a_byte_that_is_no_text_is_found_wherever_it_stands(plan):
    plan.check()
    path = plan.root / "one.yaml"
    path.write_bytes(path.read_bytes() + b"# \xff\n")
    assert not plan.check()
    assert "unreadable-file" in plan.said


def test_an_edit_of_much_of_a_plan_is_checked_as_a_whole(plan, monkeypatch):
    plan.check()
    monkeypatch.setattr("pmo.recheck.again.little", little)
    plan.put("one.yaml", "median", "mean")
    assert not plan.check()
    plan.add({"long.yaml": "# long\n" * 2000})
    plan.check()
    plan.put("one.yaml", "mean", "median")
    assert plan.check()


def test_a_waiver_that_is_no_longer_needed_is_a_matter_of_the_whole(plan):
    waive = "waive: {compound-objective: {because: they will see, by: coo, until: 2026-12-31}}"
    plan.put("two.yaml", "title: People come to us", f"title: Reduce beds and increase nurses\n      {waive}")
    plan.check()
    assert "waiver-unneeded" not in plan.said
    plan.put("two.yaml", "Reduce beds and increase nurses", "Half the beds")
    assert not plan.check()
    assert "waiver-unneeded" in plan.said


@pytest.mark.parametrize(("path", "title"), [("one.yaml", "Wards open in time"), ("two.yaml", "Wards  Open in time")])
def test_two_titles_that_were_alike_are_a_matter_of_both(plan, path, title):
    plan.put("two.yaml", "People come to us", "Wards  Open in time")
    plan.check()
    assert "titles-alike" in plan.said
    plan.put(path, title, "Half the beds")
    assert not plan.check()
    assert "titles-alike" not in plan.said


def test_a_check_with_other_rules_is_made_as_a_whole(plan):
    plan.check()
    assert "charter-section-missing" in plan.said
    plan.put("one.yaml", "median", "mean")
    assert "charter-section-missing" not in plan.kept(plan.cache, ignore=("charter-section-missing",))[1]
    assert plan.quick[-1] is False


def test_readings_that_go_and_come_are_checked_as_a_whole(plan):
    plan.check()
    text = (plan.root / "n.csv").read_text("utf-8")
    (plan.root / "n.csv").unlink()
    assert not plan.check()
    plan.add({"n.csv": text})
    assert not plan.check()


def test_many_changed_files_are_checked_as_a_whole(plan):
    plan.add({f"p{number}.yaml": f"people: {{p{number}: {{name: P}}}}\n" for number in range(11)})
    plan.check()
    for number in range(11):
        plan.put(f"p{number}.yaml", "people", "# one\npeople")
        if number == 9:
            assert plan.check()
            for other in range(10):
                plan.put(f"p{other}.yaml", "# one", "# another")
    assert not plan.check()


def left(plan) -> tuple[Path, Path]:
    """What the last check left: its head, and its texts."""
    (head,) = plan.cache.folder.glob("last-*")
    (texts,) = plan.cache.folder.glob("texts-*")
    return head, texts


@pytest.mark.parametrize("part", [0, 1])
@pytest.mark.parametrize("damage", [b"", b"[]", "truncate", "flip", "gone"])
def test_what_was_left_damaged_is_passed_over_and_replaced(plan, part, damage):
    plan.check()
    path = left(plan)[part]
    data = path.read_bytes()
    changed = {"truncate": data[:-9], "flip": data[:60] + bytes([data[60] ^ 1]) + data[61:]}
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes(damage if isinstance(damage, bytes) else changed[damage])
    plan.put("one.yaml", "median", "mean")
    assert not plan.check()
    plan.put("one.yaml", "mean", "median")
    assert plan.check()


def test_what_was_left_by_a_run_that_saw_other_readings_does_not_count(plan):
    plan.check()
    older = [(path, path.read_bytes()) for path in left(plan)]
    plan.put("n.csv", "2026-05-31,20,", "2026-05-31,20,noted")
    assert plan.check()
    # Two runs at once: one wrote the result last, the other what it left.
    for path, data in older:
        path.write_bytes(data)
    plan.put("two.yaml", "last: short", "last: it is shorter than the way to anybody else")
    assert not plan.check()


KEYS = ["key", "mark", "sum", "count", "sizes", "named_in", "settings_in", "own_words"]


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("value", [None, 7, -1, "x", [], {}, [["x"]], [["../x", "one.yaml"]], [1e999], True])
def test_what_was_left_by_somebody_else_breaks_nothing(plan, key, value):
    plan.check()
    head, _ = left(plan)
    entry = plan.cache.entry(head.name)
    assert sorted(entry) == sorted(KEYS)
    plan.cache.keep(head.name, entry | {key: value})
    plan.put("one.yaml", "median", "mean")
    assert plan.kept(plan.cache)[0] == 0


@pytest.mark.parametrize("among", ["findings", "waived"])
def test_what_own_rules_do_not_find_again_in_the_former_text_is_trusted_no_more(plan, among):
    if among == "waived":
        waive = "waive: {link-without-reason: {because: it is new, by: coo, until: 2026-12-31}}"
        plan.put("two.yaml", "title: People come to us", f"title: People come to us\n      {waive}")
    plan.check()
    key = plan.cache.entry(left(plan)[0].name)["key"]
    entry = plan.cache.entry(key)
    found = [item[0] if among == "waived" else item for item in entry[among]]
    (finding,) = (item for item in found if item[0] == "link-without-reason")
    finding[3] = "Another message."
    plan.cache.keep(key, entry)
    plan.put("two.yaml", "frequency: monthly", "frequency: monthly, source: a register")
    assert not plan.check()


def test_nothing_is_left_of_a_plan_that_cannot_be_read(plan):
    plan.add({"broken.yaml": "people: {"})
    plan.check()
    assert not list(plan.cache.folder.glob("last-*"))


def test_two_plans_do_not_get_in_each_others_way(plan):
    plan.check()
    other = plan.root.parent / "other"
    shutil.copytree(plan.root, other)
    here, plan.root = plan.root, other
    plan.check()
    plan.root = here
    plan.put("one.yaml", "median", "mean")
    assert plan.check()


MOVED = "pmo: {{objectives: {{moved: {{title: {title}, measures: {{mv: {{target: {{value: {value}}}}}}}}}}}}}\n"


def test_a_target_that_moved_makes_words_a_matter_of_more_than_their_element(plan, repo_in):
    repo = repo_in(plan.root)
    plan.add({"q1.yaml": "reviews: {q1: {kind: alignment, date: 2026-03-31}}\n"})
    plan.add({"moved.yaml": MOVED.format(title="Beds", value=14)})
    repo.commit({}, "The plan", "2026-03-31")
    repo.commit({"moved.yaml": MOVED.format(title="Beds", value=20)}, "more nurses", "2026-05-04")
    plan.check()
    assert "target-moved-silently" in plan.kept(plan.cache)[1]
    # The finding stands on another line, and is the same.
    plan.put("moved.yaml", "pmo:", "# a comment\npmo:")
    assert plan.check()
    # The commit's message names it now.
    plan.put("moved.yaml", "title: Beds", "title: nurses")
    assert not plan.check()
    assert "target-moved-silently" not in plan.kept(plan.cache)[1]


def edited(text: str, rng: random.Random) -> str:
    """A text with one small change somewhere: a word, a number, a date, a line."""
    found = list(re.finditer(rng.choice([r"[A-Za-z][\w-]*", r"\d+(?:\.\d+)?", r"\d{4}-\d\d-\d\d", r"[^\n]*\n"]), text))
    if not found:
        return text
    at = rng.choice(found)
    others = [
        "",
        "TODO",
        "one",
        "coo",
        "2026-06-01",
        "7",
        "0.5",
        f"{at[0]} and",
        "# why\n",
        at[0] * 2,
        rng.choice(found)[0],
    ]
    return text[: at.start()] + rng.choice(others) + text[at.end() :]


@settings(max_examples=10, deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from(["", "health-network", "broken/three-years-on"]))
def test_no_edit_makes_the_quick_way_say_anything_else(rng, example):
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        root = Path(folder) / "plan"
        if example:
            shutil.copytree(EXAMPLES / example, root)
        else:
            root.mkdir()
        plan = Plan(root, patch)
        if not example:
            plan.add(FILES | MESS)
        paths = sorted(path for path in root.rglob("*") if path.suffix in {".yaml", ".csv"})
        plan.check()
        for _ in range(12):
            path = rng.choice(paths)
            before = path.read_bytes()
            path.write_bytes(edited(before.decode("utf-8", "surrogateescape"), rng).encode("utf-8", "surrogateescape"))
            plan.check()
            if rng.random() < 0.5:
                path.write_bytes(before)
                plan.check()
