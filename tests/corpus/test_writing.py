"""The commands that write, on the plans of real agencies: thousands of published values keep every byte."""

import datetime as dt
from io import StringIO

import pytest
from agency_to_plan import main

from pmo.commands.record import Request, run
from pmo.editing.renaming import rename
from pmo.errors import ExitCode
from pmo.model import Measure
from pmo.reader.load import load_plan
from pmo.reader.sections import PARTIES
from pmo.writing import write

pytestmark = pytest.mark.corpus
DAY = dt.date(2026, 1, 15)


@pytest.fixture(params=["DOT", "HHS", "NASA", "VA"])
def plan(request, published, tmp_path):
    """The plan of an agency."""
    folder = tmp_path / "plan"
    assert main([str(published), request.param, str(folder)]) == 0
    return folder


def texts(root):
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_every_measure_takes_a_reading_and_only_lines_are_added(plan, tmp_path):
    measures = [element for element in load_plan(plan).plan.elements.values() if isinstance(element, Measure)]
    rows = [f"{measure.id},{DAY},{measure.readings[-1].value if measure.readings else 1}" for measure in measures]
    (tmp_path / "new.csv").write_text("\n".join(["measure,date,value", *rows]), "utf-8")
    before = texts(plan)
    request = Request(path=plan, today=DAY, source=tmp_path / "new.csv", yes=True)
    assert run(request, stream=StringIO()) is ExitCode.CLEAN
    added = 0
    for path, data in texts(plan).items():
        rest = data.splitlines()
        for line in before[path].splitlines():
            rest.remove(line)
        added += len(rest)
        assert all(line.strip().startswith((b"2026-01-15: ", b"readings:")) for line in rest)
    assert added >= len(measures) > 10
    after = load_plan(plan).plan.elements
    assert all(after[measure.id].readings[-1].date == DAY for measure in measures)


def test_ids_there_and_back(plan):
    loaded = load_plan(plan)
    before = texts(plan)
    ids = [name for name in loaded.plan.elements if name not in PARTIES]
    for name in ids[:: 1 + len(ids) // 8]:
        write(rename(plan, load_plan(plan), name, "another-id", None).changes, plan)
        assert texts(plan) != before
        write(rename(plan, load_plan(plan), "another-id", name, None).changes, plan)
        assert texts(plan) == before
