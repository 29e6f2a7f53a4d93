"""The interview on a real terminal: what a person sees and types."""

import pytest
from a_terminal import lines, talk

from pmo.engine import check
from pmo.findings import Severity
from pmo.reader.load import load_plan


def test_a_full_interview_makes_a_plan_without_errors(tmp_path, full, today):
    answers = [
        *full["name"], *full["purpose"], "Clinics", "Rooms that open: on time", "", "Finance", "", "", *full["sponsor"],
        *full["sponsor-role"], *full["mission"], *full["vision"], *full["organization"], "Shorten waits", "Save", "",
        *full["objective"], "1", *full["owner"], *full["owner-role"], *full["measure"], *full["unit"], "41 days", "41", "",
        "14", "2099-06-30", *full["frequency"], "1", *full["because"],
    ]  # fmt: skip
    code, screen = talk(tmp_path, lines(*answers))
    assert code == 0, screen
    assert "`41 days` is not a number." in screen
    assert "pmo check" in screen.split("Next:")[1]
    assert max(len(line) for line in screen.splitlines() if not line.startswith("> ")) <= 80
    result = check(load_plan(tmp_path / "our"), today)
    placeholders = [finding.element for finding in result.findings if finding.severity is Severity.ERROR]
    assert placeholders == ["finance"]
    assert result.plan.customers[0].needs == ("Rooms that open: on time",)


def test_enter_all_the_way_is_the_same_as_yes(tmp_path):
    code, screen = talk(tmp_path, lines(*[""] * 10))
    assert code == 0, screen
    assert load_plan(tmp_path / "our").plan.pmo.name == "<the PMO's name>"


@pytest.mark.parametrize("key", [b"\x03", b"\x04"], ids=["ctrl-c", "ctrl-d"])
@pytest.mark.parametrize("before", [0, 3])
def test_stopping_says_so_writes_nothing_and_exits_with_2(tmp_path, key, before):
    code, screen = talk(tmp_path, [*lines(*["Ours"] * before), key])
    assert code == 2
    assert screen.endswith("pmo: Stopped. Nothing was written.\n")
    assert list(tmp_path.iterdir()) == []


def test_the_arrow_keys_edit_the_line(tmp_path):
    pytest.importorskip("readline")
    code, _ = talk(tmp_path, [b"Onr\x1b[D\x7fu\r", *lines(*[""] * 9)])
    assert code == 0
    assert load_plan(tmp_path / "our").plan.pmo.name == "Our"


def test_bytes_that_are_no_text_are_asked_for_again(tmp_path):
    code, screen = talk(tmp_path, [b"\xff\r", *lines("Größe"), *lines(*[""] * 9)], LC_ALL="C.UTF-8")
    assert code == 0, screen
    assert "That is not text in UTF-8." in screen
    assert load_plan(tmp_path / "our").plan.pmo.name == "Größe"


def test_a_locale_without_utf_8_does_not_garble_an_answer(tmp_path):
    code, screen = talk(tmp_path, lines("Größe 👩‍⚕️", *[""] * 9), LC_ALL="C")
    assert code == 0, screen
    assert load_plan(tmp_path / "our").plan.pmo.name == "Größe 👩‍⚕️"


def test_escape_sequences_in_an_answer_never_reach_the_terminal_again(tmp_path):
    # Ctrl-V takes the next key as it is.
    code, screen = talk(tmp_path, [*lines("", ""), b"\x16\x1b]0;owned\x07\r", *lines(*[""] * 9)])
    assert code == 0, screen
    assert "␛]0;owned: what do they need" in screen
