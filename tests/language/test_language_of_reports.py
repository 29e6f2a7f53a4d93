"""`settings.report.language`: what it takes, and what reports make of it."""

import datetime as dt
from pathlib import Path

import pytest

from pmo.engine import check
from pmo.errors import PmoError
from pmo.language import catalogue
from pmo.reader.load import load_plan
from pmo.report.make import make_report

PLAN = """\
settings:
  report:
    language: {language}
pmo: {{name: Projektbüro, sponsor: ann, objectives: {{faster: {{title: Schneller}}}}}}
people: {{ann: Ann Lee}}
"""


def plan(folder: Path, language: str):
    (folder / "pmo.yaml").write_text(PLAN.format(language=language), encoding="utf-8")
    return check(load_plan(folder), dt.date(2026, 6, 30))


def test_a_language_that_there_is_not_is_a_finding_at_its_place(tmp_path):
    (found,) = [f for f in plan(tmp_path, "dee").findings if f.rule == "wrong-value"]
    assert (found.place.line, found.place.column) == (3, 15)
    assert "`de`" in found.fix + found.message


def test_the_page_names_its_language(tmp_path):
    assert b'<html lang="de">' in make_report("alignment", "html", plan(tmp_path, "de"), None)
    assert b'<html lang="en">' in make_report("alignment", "html", plan(tmp_path, "en"), None)


def test_the_day_is_written_as_the_language_does(tmp_path):
    html = make_report("alignment", "html", plan(tmp_path, "de"), None).decode()
    assert "30.\u00a0Juni\u00a02026" in html


@pytest.mark.parametrize("kind", ["charter", "alignment", "scorecard", "self-assessment"])
def test_every_report_can_be_made_in_every_language(tmp_path, kind):
    for code in catalogue.languages():
        for fmt in ("html", "md", "json"):
            assert make_report(kind, fmt, plan(tmp_path, code), None)


def test_the_missing_package_is_named_with_the_command_that_installs_it(tmp_path, monkeypatch):
    monkeypatch.setattr(catalogue, "find_spec", lambda _: None)
    catalogue.words_of.cache_clear()
    try:
        with pytest.raises(PmoError, match=r'pip install "pmo\[language\]"'):
            make_report("alignment", "html", plan(tmp_path, "de"), None)
    finally:
        catalogue.words_of.cache_clear()
