"""What all tests share: golden files, and tools that must not be missing where everything is promised to be there."""

import os
from collections.abc import Callable, Generator
from pathlib import Path

import pytest

# What a skip may still be for then: the published data beside the project, what only a checkout has, another operating system.
NOT_A_TOOL = ("corpus", "checkout", "Unix", "root")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A test that is skipped for want of a tool fails when PMO_REQUIRE_TOOLS is set: a browser test that never runs is no test."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("PMO_REQUIRE_TOOLS"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        if not any(word in reason for word in NOT_A_TOOL):
            report.outcome = "failed"
            report.longrepr = f"{reason} (PMO_REQUIRE_TOOLS is set, so this is a failure)"
    return report


@pytest.fixture
def golden() -> Callable[[Path, str], None]:
    """Compare a text with its golden file. With UPDATE_GOLDEN set the file is written instead, to be looked at before it is committed."""

    def compare(path: Path, text: str) -> None:
        if os.environ.get("UPDATE_GOLDEN"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            return
        assert path.exists(), f"there is no golden file {path}; UPDATE_GOLDEN=1 writes it"
        assert text == path.read_text(encoding="utf-8")

    return compare
