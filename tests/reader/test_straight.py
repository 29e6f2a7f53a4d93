"""The quick reader and the thorough one give the same plan; what the quick one is not sure of, it leaves to the other."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo.engine import check
from pmo.reader import straight
from pmo.reader.context import Reading
from pmo.reader.load import load_plan
from pmo.reader.straight import IrregularError, read_straight
from pmo.source.files import Folder, ReadFile, read_plan_files
from pmo.source.text import SourceFile

EXAMPLES = Path(__file__).parents[2] / "examples"
PLANS = sorted(path.parent for path in EXAMPLES.rglob("pmo.yaml"))
TEXTS = [file.file.text for plan in PLANS for file in read_plan_files(plan) if file.problem is None]

PLAN = """\
settings: {fiscal_year_start: "07-01", check: {profile: standard, severity: {a-rule: error}}}
pmo:
  name: Office
  mission: {statement: Help., for: [clinics, wards]}
  vision: Everything works.
  scope: {in: [a, b], out: [c]}
  values:
    care: We care
    calm:
  objectives:
    first:
      title: "First: things"
      owner: ann
      supports: {one: because of this, two: {because: 'of that', strength: secondary}, three: }
      due: 2026-12-31
      waive: {a-rule: {because: it is so, by: ann, until: 2026-12-31}}
      measures:
        days:
          unit: days
          direction: decrease
          baseline: {value: 41, date: 2025-12-31}
          target: {value: 14, by: 2026-12-31}
          milestones: {2026-06-30: 28}
          readings:
            2026-03-31: 38
            2026-04-30: {value: 35, note: gates merged}
        yes: {unit: "yes/no", readings: readings/yes.csv}
    second: {supports: one, for: clinics}
    third: {supports: [one, two]}
people:
  ann: Ann Lee
  bo: {name: Bo, level: executive}
reviews:
  q1: {kind: alignment, date: 2026-03-31, attendees: [ann], confirmed: {first: 3f9a1c77b2d0}, actions: {act: Do it}}
"""


def in_both_ways(texts, monkeypatch):
    files = [
        ReadFile(SourceFile(f"{number}.yaml" if number else "pmo.yaml", text)) for number, text in enumerate(texts)
    ]
    quick = load_plan(Path("/nowhere"), files)
    with monkeypatch.context() as patch:
        patch.setattr(straight, "read_straight", refuse)
        thorough = load_plan(Path("/nowhere"), files)
    return quick, thorough


def refuse(file, plan):
    raise IrregularError


def same(quick, thorough):
    # Readings files are read anew each time, so that two of the same content are not the same file.
    assert quick.faults == thorough.faults
    assert quick.plan == thorough.plan
    assert list(quick.plan.elements) == list(thorough.plan.elements)
    assert quick.readings == thorough.readings


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: str(plan.relative_to(EXAMPLES)))
def test_both_read_the_examples_alike(plan, monkeypatch):
    files = [file for file in read_plan_files(plan) if file.problem is None]
    same(*in_both_ways([file.file.text for file in files], monkeypatch))


def test_both_read_every_form_of_a_value_alike(monkeypatch):
    same(*in_both_ways([PLAN], monkeypatch))


def test_a_plan_that_is_right_is_read_straight():
    for plan in (EXAMPLES / "health-network", EXAMPLES / "us-transportation"):
        for file in read_plan_files(plan):
            read_straight(file.file, Reading(Folder(plan)))


def test_a_check_that_finds_nothing_never_asks_where_keys_stand():
    """To answer, a file is read once more: a plan that is right must not pay for that."""
    plan = EXAMPLES / "health-network"
    loaded = load_plan(plan)
    asked = {fault.place.path for fault in check(loaded, dt.date(2026, 6, 30)).findings}
    waived = {waiver.origin.file.path for element in loaded.plan.elements.values() for waiver in element.waive}
    looked_up = {file.path for file in loaded.plan.files if "_mappings" in vars(file)}
    assert looked_up <= asked | waived


def test_an_anchor_is_left_to_the_thorough_reader_but_an_ampersand_in_a_text_is_not():
    read_straight(SourceFile("pmo.yaml", "pmo: {name: Research & Development}"), Reading(Folder(Path())))
    with pytest.raises(IrregularError):
        read_straight(SourceFile("pmo.yaml", "pmo: {name: &name Research, purpose: *name}"), Reading(Folder(Path())))


@pytest.mark.parametrize(
    "text",
    [
        "pmo: {name: A, name: B}",
        "pmo: {nmae: A}",
        "pmo:\n  objectives: {a: {}, a: {}}",
        "pmo: {objectives: {a: {supports: {b: c, b: d}}}}",
        "pmo: {objectives: {a: {measures: {m: {readings: {2026-01-31: 1, 2026-01-31: 2}}}}}}",
        "pmo: {objectives: {a: {due: tomorrow}}}",
        "pmo: {name: A}\npmo: {purpose: B}",
        "pmo: {name: A}\n---\npmo: {purpose: B}",
        "pmo: {name: !!str A}",
        "pmo: {objectives: {a: {for: [b, [c]]}}}",
        "- pmo",
        "pmo: [",
    ],
)
def test_what_is_not_right_is_left_to_the_thorough_reader(text, monkeypatch):
    with pytest.raises(IrregularError):
        read_straight(SourceFile("pmo.yaml", text), Reading(Folder(Path())))
    same(*in_both_ways([text], monkeypatch))


def test_an_id_or_a_single_key_that_another_file_gave_is_noticed(monkeypatch):
    texts = ["pmo: {name: A, objectives: {a: {}}}", "pmo: {name: B}", "people: {a: {}}", "pmo: {objectives: {b: {}}}"]
    quick, thorough = in_both_ways(texts, monkeypatch)
    same(quick, thorough)
    assert [fault.rule for fault in quick.faults] == ["duplicate-id", "duplicate-id"]


LINES = [PLAN.splitlines(keepends=True), *(text.splitlines(keepends=True) for text in TEXTS)]


@st.composite
def mangled(draw):
    """A plan file with some lines gone, doubled or moved, or a character changed."""
    lines = list(draw(st.sampled_from(LINES)))
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, max(len(lines) - 1, 0)))
        what = draw(st.sampled_from(["drop", "double", "move", "change", "cut"]))
        if not lines:
            break
        if what == "drop":
            del lines[at]
        elif what == "double":
            lines.insert(at, lines[at])
        elif what == "move":
            lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(at))
        elif what == "change":
            column = draw(st.integers(0, max(len(lines[at]) - 1, 0)))
            char = draw(st.sampled_from([*"&*!-:?{}[],#'\"~ 0a\n|>%@", "null", "x-", "- ", ": "]))
            lines[at] = lines[at][:column] + char + lines[at][column + 1 :]
        else:
            lines[at] = lines[at][: draw(st.integers(0, len(lines[at])))]
    return "".join(lines)


@settings(max_examples=300, deadline=None)
@given(text=mangled(), other=st.sampled_from(["", "pmo: {name: Other}", "people: {ann: Ann}"]))
def test_both_read_any_file_alike(text, other):
    with pytest.MonkeyPatch.context() as monkeypatch:
        same(*in_both_ways([text, other], monkeypatch))
