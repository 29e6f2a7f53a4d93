"""The calendar, read back by a library that is not ours."""

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo.agenda import Due, Kind, agenda
from pmo.display.calendar import calendar
from pmo.engine import alignment_of, thresholds_of
from pmo.model import Action, Organization, Origin, Plan, Pmo, Settings
from pmo.reader.load import load_plan
from pmo.source.text import SourceFile

icalendar = pytest.importorskip("icalendar", reason="icalendar comes with the group test")

ROOT = Path(__file__).parents[2]
TODAY = dt.date(2026, 6, 30)
FILE = SourceFile("pmo.yaml", "")
HERE = Origin(FILE, 0)


def plan(name="Project Desk"):
    pmo = Pmo(origin=HERE, id="pmo", name=name)
    organization = Organization(origin=HERE, id="organization", name="City Library")
    return Plan(root=FILE, files=(FILE,), settings=Settings(), pmo=pmo, organization=organization)


def due(what="Ask", day=TODAY, key="action a", element="a"):
    return Due(Kind.ACTION, key, Action(origin=HERE, id=element, what=what), what, (), day)


def events(text):
    read = icalendar.Calendar.from_ical(text)
    assert read.errors == []
    found = read.walk("VEVENT")
    assert [error for event in found for error in event.errors] == []
    return found


@pytest.mark.parametrize("name", ["health-network", "broken/three-years-on"])
def test_a_calendar_of_a_plan_holds_every_dated_thing_once(name):
    alignment = alignment_of(load_plan(ROOT / "examples" / name).plan, TODAY)
    dues = agenda(alignment, thresholds_of(alignment.plan))
    found = events(calendar(dues, alignment.plan, TODAY, "1"))
    dated = [one for one in dues if one.day]
    assert len(found) == len(dated) > 5
    assert len({str(event["UID"]) for event in found}) == len(found)
    for event, one in zip(found, dated, strict=True):
        assert str(event["SUMMARY"]).endswith(one.what)
        start, end = event.decoded("DTSTART"), event.decoded("DTEND")
        assert type(start) is dt.date
        assert start == max(one.day, TODAY)
        assert end - start == dt.timedelta(days=1)
        assert str(event["TRANSP"]) == "TRANSPARENT"
        assert event.decoded("DTSTAMP") == dt.datetime(2026, 6, 30, tzinfo=dt.UTC)


def test_what_is_overdue_stands_on_today_and_says_since_when():
    (event,) = events(calendar([due(day=dt.date(2026, 5, 31))], plan(), TODAY, "1"))
    assert event.decoded("DTSTART") == TODAY
    assert str(event["SUMMARY"]) == "Overdue: Ask"
    assert "Overdue since 2026-05-31." in str(event["DESCRIPTION"])


def test_what_has_no_day_is_in_no_calendar():
    assert events(calendar([due(day=None)], plan(), TODAY, "1")) == []


def test_a_uid_moves_with_its_event_and_differs_between_plans_and_things():
    def uid(one, whose):
        (event,) = events(calendar([one], whose, TODAY, "1"))
        return str(event["UID"])

    same = uid(due(), plan())
    assert uid(due(what="Ask again", day=dt.date(2027, 1, 1)), plan()) == same
    assert uid(due(key="action b"), plan()) != same
    assert uid(due(), plan("Another desk")) != same


def test_lines_end_and_fold_as_the_standard_says():
    text = calendar([due("é" * 200 + "; \\, and\nso on")], plan("Büro, für; alles"), TODAY, "1")
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert "\r" not in text.replace("\r\n", "")
    for line in text.split("\r\n"):
        assert len(line.encode()) <= 75


_TEXT = st.text(st.characters(codec="utf-8"), max_size=200)


@settings(deadline=None)
@given(_TEXT, _TEXT, st.dates(TODAY, dt.date.max))
def test_any_text_comes_back_as_it_was(what, name, day):
    (event,) = events(calendar([due(what, day)], plan(name), TODAY, "1"))
    readable = "".join(char for char in what.replace("\r\n", "\n").replace("\r", "\n") if char >= " " or char in "\n\t")
    assert str(event["SUMMARY"]) == readable.replace("\x7f", "")
    assert event.decoded("DTSTART") == day


def test_half_a_character_does_not_end_the_calendar():
    (event,) = events(calendar([due("half \ud83d")], plan(), TODAY, "1"))
    assert str(event["SUMMARY"]) == "half ?"


def test_the_command_writes_it_byte_for_byte(tmp_path):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PMO_")}
    command = [sys.executable, "-m", "pmo", "next", "--plan", str(ROOT / "examples" / "health-network")]
    command += ["--format", "ics", "--today", "2026-06-30"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=True)
    assert len(events(done.stdout)) > 10
    assert b"\r\r\n" not in done.stdout
    assert done.stdout.count(b"\n") == done.stdout.count(b"\r\n")
