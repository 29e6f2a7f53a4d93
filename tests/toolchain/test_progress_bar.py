"""The progress bar: only for eyes, only when it takes long, and gone at the end."""

import io

import pytest

from pmo.commands import progress_bar
from pmo.commands.progress_bar import ProgressBar


@pytest.fixture
def clock(monkeypatch):
    now = [0.0]
    monkeypatch.setattr(progress_bar, "perf_counter", lambda: now[0])
    return now


def test_a_short_run_shows_nothing(clock):
    stream = io.StringIO()
    bar = ProgressBar(stream, on=True)
    clock[0] = 0.9
    bar.step(5, 10, "Reading")
    bar.end()
    assert stream.getvalue() == ""


def test_a_long_run_shows_how_far_it_is_and_cleans_up(clock):
    stream = io.StringIO()
    bar = ProgressBar(stream, on=True)
    clock[0] = 1.1
    bar.step(5, 10, "Reading")
    bar.step(6, 10, "Reading")
    bar.end()
    assert stream.getvalue() == f"\rReading [{'█' * 12}{'·' * 12}] 5 of 10 \r\x1b[K"


def test_nothing_is_drawn_where_nobody_sees_it(clock):
    stream = io.StringIO()
    bar = ProgressBar(stream, on=False)
    clock[0] = 100
    bar.step(5, 10, "Reading")
    bar.end()
    assert stream.getvalue() == ""
