"""What the exit code of a check says: 0 nothing to mend, 1 findings, 2 the check could not be done; and nothing else ever."""

import datetime as dt
import io
import json
from dataclasses import replace

import pytest
from the_command import TODAY, write

from pmo.commands.check import Request, run
from pmo.engine import RuleCrashError
from pmo.output import json_
from pmo.rules import RULES
from pmo.terminal import PLAIN

WARNING = {"pmo.yaml": ("  scope: {in: [changes funded above 50k], out: [daily maintenance]}\n", "")}
ERROR = {"pmo.yaml": ("  name: Harbour PMO\n", "  nmae: Harbour PMO\n")}


def change(plan, changes):
    for name, (old, new) in changes.items():
        text = (plan / name).read_text()
        assert old in text
        (plan / name).write_text(text.replace(old, new))


@pytest.mark.parametrize(
    ("changes", "arguments", "code"),
    [
        ({}, (), 0),
        ({}, ("--fail-on", "advice"), 0),
        (WARNING, (), 0),
        (WARNING, ("--fail-on", "error"), 0),
        (WARNING, ("--fail-on", "warning"), 1),
        (WARNING, ("--fail-on", "advice"), 1),
        (WARNING, ("--fail-on", "advice", "--quiet"), 1),
        (WARNING, ("--fail-on", "never"), 0),
        (ERROR, (), 1),
        (ERROR, ("--fail-on", "warning"), 1),
        (ERROR, ("--fail-on", "never"), 0),
        (ERROR, ("--select", "references"), 0),
        (ERROR, ("--ignore", "unknown-key"), 0),
        ({}, ("--fail-on", "often"), 2),
        ({}, ("--select", "no-such-rule"), 2),
        ({}, ("--format", "excel"), 2),
        ({}, ("--format", "json", "--format", "sarif"), 2),
        ({}, ("--format", "json="), 2),
        ({}, ("--format", "json=no/such/folder/x.json"), 2),
        ({}, ("--today", "2026-02-30"), 2),
        ({}, ("--today", "tomorrow"), 2),
        ({}, ("--baseline", "no-such-file.txt"), 2),
        ({}, ("nowhere",), 2),
        ({}, (".", "--plan", "."), 2),
        ({}, ("a", "b"), 2),
        ({}, ("--no-such-option",), 2),
    ],
)
def test_the_code_of_a_check(pmo, clean, changes, arguments, code):
    change(clean, changes)
    done = pmo("check", *arguments)
    assert done.code == code
    if code == 2:
        assert done.err
        assert "fault of pmo" not in done.err
        assert not done.out
    else:
        assert done.err == ""
        assert done.out


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ("fail_on: warning", 1),
        ("fail_on: never", 0),
        ("profile: audit", 1),
        ("profile: audit, fail_on: error", 0),
        ("severity: {charter-section-missing: error}", 1),
        ("severity: {charter-section-missing: advice}, fail_on: warning", 0),
        ("severity: {charter-section-missing: advice}, fail_on: advice", 1),
        ("severity: {charter-section-missing: off}, fail_on: advice", 0),
    ],
)
def test_the_plans_own_settings_decide_where_no_option_does(pmo, clean, settings, code):
    change(clean, WARNING)
    change(clean, {"pmo.yaml": ("currency: EUR}", f"currency: EUR, check: {{{settings}}}}}")})
    assert pmo("check").code == code


def test_no_command_shows_the_help_and_a_mistyped_one_says_which_was_meant(pmo):
    assert pmo().code == 2
    done = pmo("chekc")
    assert done.code == 2
    assert "Did you mean 'check'?" in done.err


def test_the_version(pmo):
    done = pmo("--version")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("pmo 0.")


def test_the_day_is_the_option_then_the_environment_then_today(pmo, clean):
    late = pmo("check", "-f", "json", "--today", "2026-12-30").document
    assert late["today"] == "2026-12-30"
    assert "reading-stale" in {finding["rule"] for finding in late["findings"]}
    assert pmo("check", "-f", "json").document["today"] == TODAY
    assert pmo("check", "-f", "json", env={"PMO_TODAY": "2026-07-01"}).document["today"] == "2026-07-01"


FAILURES = [
    (("check", "nowhere", "-f", "json"), "nowhere: no such file or folder."),
    (("check", "-f", "json", "--select", "shallow"), "There is no rule or family `shallow`."),
    (
        ("check", "-f", "json", "--baseline", "gone.txt"),
        "The baseline gone.txt cannot be read: no such file or directory.",
    ),
    (("check", "/", "-f", "json"), "There is no pmo.yaml in / or in any folder above. Run `pmo init` to start a plan."),
]


@pytest.mark.parametrize(("arguments", "message"), FAILURES, ids=[message for _, message in FAILURES])
def test_a_check_that_could_not_be_done_is_still_a_document(pmo, arguments, message):
    done = pmo(*arguments)
    assert done.code == 2
    document = done.document
    assert document["error"].startswith(message)
    assert (document["version"], document["findings"], document["waived"]) == (1, [], [])
    assert document["counts"] == {"error": 0, "warning": 0, "advice": 0}
    assert done.err.startswith(f"pmo: {message}")


def test_a_document_has_the_same_keys_whether_the_check_was_done_or_not(pmo):
    assert set(pmo("check", "-f", "json").document) == set(pmo("check", "nowhere", "-f", "json").document)


class TestCrash:
    """A rule that fails is our fault: the check failed, nothing passed, and programs are told."""

    @pytest.fixture
    def crash(self, monkeypatch):
        """One rule that fails as a bug would make it fail."""

        def check(_):
            message = "list index out of range"
            raise IndexError(message)

        rule = next(rule for rule in RULES if rule.slug == "sponsor-missing")
        monkeypatch.setattr("pmo.engine.RULES", [replace(rule, check=check)])

    @pytest.mark.usefixtures("crash")
    def test_a_rule(self, clean):
        stream = io.StringIO()
        request = Request(path=clean, today=dt.date.fromisoformat(TODAY), outputs=(("json", None),))
        with pytest.raises(RuleCrashError, match="The rule `sponsor-missing` failed"):
            run(request, style=PLAIN, stream=stream, notes=io.StringIO())
        document = json.loads(stream.getvalue())
        assert document["error"].startswith("The rule `sponsor-missing` failed (IndexError: list index out of range).")
        assert "not of your plan" in document["error"]
        assert document["findings"] == []

    def test_anything_else(self, clean, monkeypatch):
        def broken(*_):
            message = "surprise"
            raise KeyError(message)

        monkeypatch.setattr(json_, "_finding", broken)
        monkeypatch.setattr("pmo.output.places.Places.seen_from_here", broken)
        stream = io.StringIO()
        request = Request(path=clean, today=dt.date.fromisoformat(TODAY), outputs=(("json", None),))
        with pytest.raises(KeyError):
            run(request, style=PLAIN, stream=stream, notes=io.StringIO())
        assert json.loads(stream.getvalue())["error"] == "KeyError: 'surprise'"


def test_a_fault_of_ours_is_said_to_be_ours_without_a_traceback(pmo, clean):
    # A module that shadows one of ours fails on import, which no code of ours expects.
    write(
        clean,
        {
            "sitecustomize.py": "import pmo.reader.load\ndef broken(*_):\n    raise ZeroDivisionError('a\\x1b[31mb')\npmo.reader.load.load_plan = broken\n"
        },
    )
    done = pmo("check", env={"PYTHONPATH": str(clean)})
    assert done.code == 2
    assert done.out == ""
    first, second = done.err.splitlines()
    assert first == "pmo: ZeroDivisionError: a␛[31mb"
    assert second.startswith("This is a fault of pmo ")
    assert "PMO_DEBUG=1" in second
