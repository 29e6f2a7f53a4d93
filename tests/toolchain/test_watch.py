"""`pmo check --watch` sees what an editor does to a file."""

import datetime as dt
import io
from pathlib import Path

import pytest

from pmo.commands.check import Request
from pmo.commands.watch import snapshot, watch
from pmo.terminal import PLAIN


def watched(folder: Path, *steps) -> str:
    """What the watch prints while the steps are taken, one each time it waits; then Ctrl-C."""
    stream = io.StringIO()
    left = list(steps)

    def wait(_seconds: float) -> None:
        if not left:
            raise KeyboardInterrupt
        left.pop(0)()

    with pytest.raises(KeyboardInterrupt):
        watch(Request(path=folder, today=dt.date(2026, 6, 30)), style=PLAIN, stream=stream, notes=stream, wait=wait)
    return stream.getvalue()


def test_a_saved_file_is_checked_again(tmp_path):
    path = tmp_path / "pmo.yaml"
    path.write_text("pmo: {shoes: 1}\n", encoding="utf-8")
    shown = watched(tmp_path, lambda: None, lambda: path.write_text("pmo: {hats: 22}\n", encoding="utf-8"))
    first, second, _ = shown.split("Watching; Ctrl-C stops.")
    assert "no key `shoes`" in first
    assert "no key `hats`" in second
    assert "no key `shoes`" not in second


def test_a_file_that_is_replaced_or_added_or_removed_is_seen(tmp_path):
    path = tmp_path / "pmo.yaml"
    path.write_text("pmo: {}\n", encoding="utf-8")
    before = snapshot(tmp_path)
    new = tmp_path / "other.yaml"
    new.write_text("people: {}\n", encoding="utf-8")
    added = snapshot(tmp_path)
    new.replace(path)
    replaced = snapshot(tmp_path)
    assert len({tuple(sorted(seen.items())) for seen in (before, added, replaced)}) == 3


def test_a_check_that_cannot_be_done_does_not_end_the_watch(tmp_path):
    path = tmp_path / "pmo.yaml"
    path.write_text("pmo: {}\n", encoding="utf-8")
    shown = watched(tmp_path, path.unlink, lambda: path.write_text("pmo: {hats: 1}\n", encoding="utf-8"))
    assert "There is no pmo.yaml" in shown
    assert "no key `hats`" in shown
