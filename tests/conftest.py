"""What all tests share: golden files, and tools that must not be missing where everything is promised to be there."""

import os
import subprocess
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

# What a skip may still be for then: the published data beside the project, what only a checkout has, another operating system.
NOT_A_TOOL = ("corpus", "checkout", "Unix", "root")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is marked `together` comes first. xdist gives each worker a stretch of the list, and who is done takes over from the end of
    another's: the beginning stays whole. Its own groups, --dist=loadgroup, are none since pytest 9.2 (pytest-xdist issue 1386).
    """
    items.sort(key=lambda item: item.get_closest_marker("together") is None)


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


@dataclass(frozen=True)
class Repo:
    """A real git repository in a folder of its own, whose commits are made by named people on named days."""

    folder: Path

    def git(self, *arguments: str, **more: str) -> str:
        """Run git in it; what it prints."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "LC_ALL": "C"} | more
        command = ["git", "-c", "user.name=Ann Lee", "-c", "user.email=ann@example.org", *arguments]
        done = subprocess.run(
            command, cwd=self.folder, env=environment, capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout.strip()

    def write(self, files: Mapping[str, "str | bytes | None"]) -> None:
        """Put files into it; None takes one away."""
        for name, content in files.items():
            target = self.folder / name
            if content is None:
                target.unlink()
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content if isinstance(content, bytes) else content.encode())

    def commit(
        self,
        files: Mapping[str, "str | bytes | None"],
        message: str = "Change",
        day: str = "2026-01-01",
        by: str = "Ann Lee",
    ) -> str:
        """Commit files; the id of the commit."""
        self.write(files)
        self.git("add", "--all", "--force", ".")
        when = {
            "GIT_AUTHOR_DATE": f"{day}T10:00:00+02:00",
            "GIT_COMMITTER_DATE": f"{day}T10:00:00+02:00",
            "GIT_AUTHOR_NAME": by,
        }
        self.git("commit", "--quiet", "--allow-empty", "--message", message, **when)
        return self.git("rev-parse", "HEAD")


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """An empty repository."""
    return new_repo(tmp_path / "repo")


@pytest.fixture
def repo_in() -> Callable[[Path], Repo]:
    """Make a repository of a folder."""
    return new_repo


def new_repo(folder: Path) -> Repo:
    """A repository in a folder, made if it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    found = Repo(folder)
    found.git("init", "--quiet", "--initial-branch", "main", ".")
    return found
