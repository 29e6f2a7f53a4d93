"""`pmo show`, `pmo list` and `pmo next` as they look, word for word; and that they hold for any plan."""

import datetime as dt
import io
import json
import shutil
from pathlib import Path

import pytest

from pmo.commands import list_, next_, show
from pmo.display.sheet import columns
from pmo.errors import ExitCode, UsageError
from pmo.reader.load import load_plan
from pmo.terminal import PLAIN, Style

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden" / "queries"
LIBRARY = Path(__file__).parent / "library"
TODAY = dt.date(2026, 6, 30)
PLANS = ["health-network", "us-transportation", "broken/three-years-on", "broken/tools-first", "broken/unreadable"]


@pytest.fixture
def library(tmp_path, monkeypatch):
    """A copy of the plan, seen from its folder."""
    monkeypatch.chdir(shutil.copytree(LIBRARY, tmp_path / "library"))


def shown(element, output="text", style=PLAIN, path=Path()):
    stream = io.StringIO()
    code = show.run(path, element, output=output, today=TODAY, style=style, stream=stream, notes=io.StringIO())
    assert code is ExitCode.CLEAN
    return stream.getvalue()


def listed(output="text", style=PLAIN, path=Path(), **request):
    stream = io.StringIO()
    wanted = list_.Request(**request)
    assert (
        list_.run(path, wanted, output=output, today=TODAY, style=style, stream=stream, notes=io.StringIO())
        is ExitCode.CLEAN
    )
    return stream.getvalue()


def due(output="text", style=PLAIN, path=Path(), person=None, days=None):
    stream = io.StringIO()
    code = next_.run(
        path, person=person, days=days, output=output, today=TODAY, style=style, stream=stream, notes=io.StringIO()
    )
    assert code is ExitCode.CLEAN
    return stream.getvalue()


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("show-objective", lambda: shown("evening-rosters")),
        ("show-objective-60-columns", lambda: shown("evening-rosters", style=Style(width=60))),
        ("show-objective-colour", lambda: shown("evening-rosters", style=Style(color=True))),
        ("show-strategy", lambda: shown("open-longer")),
        ("show-customer", lambda: shown("branches")),
        ("show-person", lambda: shown("planner")),
        ("show-measure", lambda: shown("found-again")),
        ("show-initiative", lambda: shown("pool")),
        ("show-review", lambda: shown("2026-q1")),
        ("list", listed),
        ("list-60-columns", lambda: listed(style=Style(width=60))),
        ("next", due),
        ("next-60-columns", lambda: due(style=Style(width=60))),
        ("next-for-one", lambda: due(person="Ada Okoye", days=400)),
    ],
)
def test_it_looks_like_this(name, text, golden):
    golden(GOLDEN / f"{name}.txt", text())


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("show", lambda: shown("evening-rosters", "json")),
        ("list", lambda: listed("json", kind="objectives")),
        ("next", lambda: due("json", days=60)),
    ],
)
def test_the_documents_for_programs(name, text, golden):
    assert json.loads(text())["version"] == 1
    golden(GOLDEN / f"{name}.json", text())


@pytest.mark.parametrize("plan", PLANS)
def test_everything_in_a_plan_can_be_shown_on_a_narrow_terminal_and_to_programs(plan, monkeypatch):
    monkeypatch.chdir(ROOT / "examples" / plan)
    for element in load_plan(Path()).plan.elements:
        text = shown(element, style=Style(width=72))
        # A path or an id that is longer than the line cannot be broken, so that it can be copied.
        assert all(columns(line) <= 72 or " " not in line.strip() for line in text.splitlines()), text
        assert json.loads(shown(element, "json"))["element"]["id"] == element


@pytest.mark.parametrize("plan", PLANS)
def test_every_element_is_in_the_list_once_and_no_row_is_wider_than_the_terminal(plan, monkeypatch):
    monkeypatch.chdir(ROOT / "examples" / plan)
    everything = [name for name in load_plan(Path()).plan.elements if name not in {"pmo", "organization"}]
    found = [element["id"] for element in json.loads(listed("json"))["elements"]]
    assert sorted(found) == sorted(everything)
    assert all(columns(line) <= 80 for line in listed(style=Style(width=80)).splitlines())


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    ("request_", "found"),
    [
        ({"kind": "objective"}, ["calm-evenings", "books-found", "evening-rosters", "idea"]),
        ({"kind": "objectives", "status": "draft"}, ["idea"]),
        ({"kind": "objectives", "owner": "planner"}, ["evening-rosters"]),
        ({"kind": "objectives", "owner": 'ben "the pen" ruiz'}, ["evening-rosters"]),
        ({"kind": "objectives", "unowned": True}, ["calm-evenings", "books-found", "idea"]),
        ({"kind": "measures", "at_risk": True}, ["found-again"]),
        ({"kind": "measures", "state": "Missed"}, ["found-again"]),
        ({"kind": "measures", "state": "no data"}, ["complaints", "asked-again"]),
        ({"kind": "measures", "owner": "planner"}, ["rosters-kept"]),
        ({"kind": "measures", "customer": "branches"}, ["rosters-kept", "asked-again"]),
        ({"kind": "objectives", "customer": "branches"}, ["calm-evenings", "evening-rosters"]),
        ({"kind": "objectives", "strategy": "fewer-losses"}, ["books-found", "evening-rosters"]),
        ({"kind": "measures", "strategy": "readers"}, ["rosters-kept", "asked-again"]),
        ({"text": "EVENING"}, ["calm-evenings", "evening-rosters", "rosters-kept", "pool", "ask-branches"]),
        ({"suspect": True}, ["open-longer"]),
        ({"kind": "roles"}, []),
    ],
)
def test_a_list_holds_what_was_asked_for(request_, found):
    entries = json.loads(listed("json", **request_))["elements"]
    assert sorted(entry["id"] for entry in entries) == sorted(found)
    assert ("Nothing in the plan" in listed(**request_)) == (not found)


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    ("request_", "said"),
    [
        ({"kind": "objektive"}, "`objektive` is no kind of element. Did you mean `objectives`?"),
        ({"owner": "plannr"}, "The plan has no person `plannr`. Did you mean `planner`?"),
        ({"customer": "branch"}, "The plan has no customer `branch`."),
        ({"customer": "planner"}, "The plan has no customer `planner`."),
        ({"strategy": "open-longr"}, "The plan has no `open-longr`. Did you mean `open-longer`?"),
        ({"status": "done"}, "`done` is no status. Choose one of draft, proposed, approved, retired."),
        ({"state": "red"}, "`red` is no state. Choose one of met, on-track"),
        ({"owner": "a\x1b[31mb"}, "`a␛[31mb`"),
    ],
)
def test_a_word_that_means_nothing_is_told_with_the_nearest_that_does(request_, said):
    with pytest.raises(UsageError) as error:
        listed(**request_)
    assert said in str(error.value)


@pytest.mark.usefixtures("library")
def test_an_unknown_id_proposes_the_nearest():
    with pytest.raises(UsageError, match=r"The plan has no `evening-roster`\. Did you mean `evening-rosters`\?"):
        shown("evening-roster")


def test_an_id_that_an_unreadable_file_may_define_is_not_called_missing(monkeypatch):
    monkeypatch.chdir(ROOT / "examples" / "broken" / "unreadable")
    with pytest.raises(UsageError, match="may stand in a file that cannot be read"):
        shown("simple-city")


def test_text_of_a_plan_cannot_drive_a_terminal(tmp_path):
    evil = r'"\e[31mred\u202e\n\e]0;owned\a"'
    (tmp_path / "pmo.yaml").write_text(
        f"people: {{p: {{name: {evil}}}}}\norganization: {{strategies: {{s: {{title: {evil}, statement: {evil}}}}}}}\n"
        f"pmo: {{objectives: {{o: {{title: {evil}, owner: p, supports: {{s: {evil}}}, measures: {{m: {{unit: {evil}, frequency: monthly, "
        f"baseline: {{value: 1, date: 2026-01-01}}, readings: {{2026-01-31: 2}}}}}}}}}}}}\n"
        f"reviews: {{r: {{date: 2026-01-01, actions: {{a: {{what: {evil}, owner: p}}}}}}}}\n",
        encoding="utf-8",
    )
    texts = [shown(name, path=tmp_path) for name in ("o", "s", "m", "p", "a", "r")]
    texts += [listed(path=tmp_path), due(path=tmp_path), shown("o", "json", path=tmp_path)]
    for text in texts:
        assert not [char for char in text if char != "\n" and not (char.isprintable() or char == "\u00a0")]
