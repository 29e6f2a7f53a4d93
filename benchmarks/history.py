"""Measure what looking into a plan's history costs, and write it to HISTORY.md beside this file. Exit code 1 when a gate is missed.

    python benchmarks/history.py [--rounds 5] [--quick]

The floor is what everybody would do without pmo: `git archive` each revision, and parse its YAML with PyYAML's fastest loader, without
a model or a comparison. Every gate is a ratio of wall-clock times measured in the same run, in turns, by the median: git works in
processes of its own, so that the processor's time of one process would not tell.
"""

import argparse
import itertools
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from generate import TODAY, write_plan
from run import Gate, show

RESULTS = Path(__file__).parent / "HISTORY.md"
REVISIONS = 100

# Revisions come on standard input; each is unpacked in memory, and its YAML parsed.
_FLOOR = """
import gc, io, subprocess, sys, tarfile, yaml
gc.disable()
for revision in sys.argv[2:]:
    data = subprocess.run(["git", "archive", revision], cwd=sys.argv[1], capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        for member in archive:
            if member.name.endswith(".yaml"):
                yaml.load(archive.extractfile(member).read(), yaml.CSafeLoader)
"""


@dataclass(slots=True)
class Timed:
    """A command, and how long it took each time, in seconds by the clock."""

    words: list[str]
    seconds: list[float] = field(default_factory=list)

    def run(self) -> None:
        """Run it once."""
        began = time.perf_counter()
        # Elsewhere, so that what is installed is measured and not what lies here.
        done = subprocess.run(self.words, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
        self.seconds.append(time.perf_counter() - began)
        if done.returncode:
            sys.exit(f"{' '.join(self.words[:6])} ended with {done.returncode}: {done.stderr.decode()}")

    @property
    def time(self) -> float:
        """The median."""
        return statistics.median(self.seconds)


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder; what it prints."""
    settings = ("-c", "user.name=B", "-c", "user.email=b@example.org", "-c", "gc.auto=0")
    environment = os.environ | {"GIT_CONFIG_GLOBAL": os.devnull}
    done = subprocess.run(
        ["git", *settings, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def with_history(folder: Path, objectives: int, revisions: int) -> list[str]:
    """A plan with a file an objective, and a history in which every revision changes one of them; the revisions, the oldest first."""
    write_plan(folder, objectives, "each")
    git(folder, "init", "--quiet", ".")
    files = sorted((folder / "objectives").rglob("*.yaml"))
    found = []
    for number in range(revisions):
        path = files[number % len(files)]
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace("late: ", f"late {number}: ").replace("merged", f"merged {number}"), encoding="utf-8"
        )
        git(folder, "add", "--all")
        git(folder, "commit", "--quiet", "--message", f"Revision {number}")
        found.append(git(folder, "rev-parse", "HEAD"))
    git(folder, "repack", "-adq")
    return found


def pmo(*arguments: str) -> list[str]:
    """The words of a pmo command."""
    return [sys.executable, "-m", "pmo", *arguments, "--today", TODAY.isoformat()]


def floor(folder: Path, revisions: list[str]) -> Timed:
    """`git archive` and the fastest parser, for each revision."""
    return Timed([sys.executable, "-c", _FLOOR, str(folder), *revisions])


def hundred_revisions(work: Path, rounds: int) -> list[Gate]:
    """A hundred revisions of fifty files: the story of one element, and of the whole plan, each compared with the one before."""
    folder = work / "fifty"
    revisions = with_history(folder, 48, REVISIONS)
    archive = floor(folder, revisions)
    log = Timed(pmo("log", "objective-7", "--plan", str(folder))[:-2])
    every = Timed(pmo("log", "--plan", str(folder))[:-2])
    diff = Timed(pmo("diff", revisions[0], "--plan", str(folder)))
    since = since_first(folder, revisions)
    in_turns(rounds, archive, log, every, diff, since)
    unit = "× `git archive` and parse"
    what = f"{REVISIONS} revisions of 50 files"
    return [
        Gate(f"`pmo log` of an objective over {what}", log.time / archive.time, 0.2, unit, took(log, archive)),
        Gate(
            f"`pmo log` of the whole plan over {what}",
            every.time / archive.time,
            0.4,
            unit,
            took(every, archive),
        ),
        Gate(
            f"`pmo diff` from the first of {what} to the files",
            diff.time / archive.time,
            0.3,
            unit,
            took(diff, archive),
        ),
        Gate(
            f"`pmo report alignment --since` the first of {what}",
            since.time / archive.time,
            0.6,
            unit,
            took(since, archive),
        ),
    ]


def since_first(folder: Path, revisions: list[str]) -> Timed:
    """The alignment report, compared with the first revision: check, comparison, page and all."""
    out = str(folder.parent / "reports")
    return Timed(
        pmo("report", "alignment", "--since", revisions[0], "--format", "html", "--out", out, "--plan", str(folder))
    )


def one_old_revision(work: Path, rounds: int, objectives: int) -> list[Gate]:
    """One old revision of ten thousand files against the files as they are."""
    folder = work / "many"
    revisions = with_history(folder, objectives, 5)
    archive = floor(folder, revisions[:1])
    diff = Timed(pmo("diff", revisions[0], "--plan", str(folder)))
    log = Timed(pmo("log", "objective-7", "--plan", str(folder))[:-2])
    since = since_first(folder, revisions)
    in_turns(rounds, archive, diff, log, since)
    unit = "× `git archive` and parse"
    what = f"one old revision of {objectives + 2:,} files"
    return [
        Gate(f"`pmo diff` from {what} to the files", diff.time / archive.time, 2, unit, took(diff, archive)),
        Gate(
            f"`pmo log` of an objective, 5 revisions of {objectives + 2:,} files",
            log.time / archive.time,
            0.7,
            unit,
            took(log, archive),
        ),
        Gate(f"`pmo report alignment --since` {what}", since.time / archive.time, 3, unit, took(since, archive)),
    ]


def in_turns(rounds: int, *commands: Timed) -> None:
    """Run every command once a round, so that whatever else the machine does meets them all alike."""
    for number, command in itertools.product(range(rounds), commands):
        show(f"round {number + 1} of {rounds}: {' '.join(command.words[2:5])[:60]}")
        command.run()


def took(one: Timed, other: Timed) -> str:
    """Both medians, for whoever wants to know."""
    return f"{one.time * 1000:.0f} ms against {other.time * 1000:.0f} ms"


def document(gates: list[Gate]) -> str:
    """The results as a page."""
    git_version = subprocess.run(["git", "--version"], capture_output=True, text=True, check=True).stdout.split()[2]
    machine = f"CPython {platform.python_version()}, git {git_version}, {os.cpu_count()} cores, {platform.system()} on {platform.machine()}"
    head = (
        "# Speed of looking back\n\n"
        f"Written by `python benchmarks/history.py`: wall-clock time, medians of several rounds in turns ({machine}). "
        "The floor is `git archive` of each revision and PyYAML's CSafeLoader over its YAML. "
        "Only the ratios carry over to another machine.\n\n"
        "| what | measured | at most | holds | medians |\n| --- | --- | --- | --- | --- |\n"
    )
    return head + "".join(gate.row() + "\n" for gate in gates)


def main() -> int:
    """Measure, print and write the table."""
    parser = argparse.ArgumentParser(description="Measure what looking into a plan's history costs.")
    parser.add_argument("--rounds", type=int, default=5, help="how often each command is run (default: 5)")
    parser.add_argument("--quick", action="store_true", help="a thousand files instead of ten thousand; write nothing")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="pmo-history-") as folder:
        work = Path(folder)
        gates = hundred_revisions(work, options.rounds)
        gates += one_old_revision(work, options.rounds, 998 if options.quick else 9_998)
    show("")
    page = document(gates)
    print(page)
    if not options.quick:
        RESULTS.write_text(page, encoding="utf-8")
    return 0 if all(gate.holds for gate in gates) else 1


if __name__ == "__main__":
    sys.exit(main())
