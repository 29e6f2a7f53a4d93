"""Measure the gates of speed and write them to RESULTS.md beside this file. Exit code 1 when one of them is missed.

    python benchmarks/run.py [--rounds 5] [--quick]

Every gate is a ratio of two commands measured in the same run, in turns, by the median: only ratios carry over to another
machine. Install pmo as people do (`pip install .`), with the group `bench`: an editable install makes Python itself start slower,
and then the start-up ratios flatter.
"""

import argparse
import itertools
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from generate import TODAY

RESULTS = Path(__file__).parent / "RESULTS.md"

# What PyYAML's fastest loader needs for the same bytes: without a model, positions or checks, and nothing kept. Keeping what it loads
# would make it slower and our ratios better; the stricter of the two is the one to be held to.
_SAFE_LOADER = """
import gc, pathlib, sys, yaml
gc.disable()
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.yaml")):
    yaml.load(path.read_bytes(), yaml.CSafeLoader)
"""


@dataclass(slots=True)
class Command:
    """A command to be measured: the processor's time that it took each time (seconds), and how much memory at most (bytes).

    Every command here is one process that waits for nothing, so that this is how long it takes on a machine that does nothing else.
    """

    words: list[str]
    prepare: Callable[[], None] = lambda: None
    cache: Path | None = None
    allowed: tuple[int, ...] = (0,)
    seconds: list[float] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)

    def run(self) -> None:
        """Run the command once and note what it took."""
        self.prepare()
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("GIT", "PMO_", "PYTHON"))}
        if self.cache is None:
            with tempfile.TemporaryDirectory() as empty:
                self._measure(environment | {"PMO_CACHE_DIR": empty})
        else:
            self._measure(environment | {"PMO_CACHE_DIR": str(self.cache)})

    def _measure(self, environment: dict[str, str]) -> None:
        process = subprocess.Popen(
            self.words, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd="/"
        )
        _, status, usage = os.wait4(process.pid, 0)
        self.seconds.append(usage.ru_utime + usage.ru_stime)
        process.returncode = os.waitstatus_to_exitcode(status)
        # Linux counts in kilobytes.
        self.memory.append(usage.ru_maxrss * 1024)
        said = process.stderr.read().decode() if process.stderr else ""
        if process.returncode not in self.allowed:
            sys.exit(f"{' '.join(self.words)} ended with {process.returncode}: {said}")

    @property
    def time(self) -> float:
        """The median of its times, in seconds."""
        return statistics.median(self.seconds)

    @property
    def size(self) -> float:
        """The median of its memory, in bytes."""
        return statistics.median(self.memory)


@dataclass(frozen=True, slots=True)
class Gate:
    """One gate: what is measured, the ratio and the most that it may be."""

    what: str
    ratio: float
    most: float
    unit: str
    took: str

    @property
    def holds(self) -> bool:
        """Whether the gate holds."""
        return self.ratio <= self.most

    def row(self) -> str:
        """The gate as a row of the table."""
        return f"| {self.what} | {self.ratio:.3g} {self.unit} | {self.most:.2g} {self.unit} | {'yes' if self.holds else '**no**'} | {self.took} |"


def write_plan(folder: Path, objectives: int, layout: str) -> None:
    """Write a plan, in a process of its own: what this one once needed would count as memory of every command that it starts."""
    words = [sys.executable, str(Path(__file__).with_name("generate.py")), str(folder), str(objectives), layout]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)


def pmo(command: str, plan: Path, *more: str) -> list[str]:
    """The words of a pmo command on a plan."""
    return [sys.executable, "-m", "pmo", command, "--plan", str(plan), "--today", TODAY.isoformat(), *more]


def in_turns(rounds: int, *commands: Command) -> None:
    """Run every command once a round, so that whatever else the machine does meets them all alike."""
    for number, command in itertools.product(range(rounds), commands):
        show(f"round {number + 1} of {rounds}: {' '.join(command.words[-6:])}")
        command.run()


def show(text: str) -> None:
    """Tell on the screen what is going on, in one line that the next one replaces."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\033[K{text[:100]}")
        sys.stderr.flush()


def start_up(work: Path, rounds: int) -> list[Gate]:
    """Small plans: what a command costs before it does anything."""
    plan = work / "small"
    write_plan(plan, 18, "each")
    bare = Command([sys.executable, "-c", "pass"])
    cold = Command(pmo("check", plan))
    warm = Command(pmo("check", plan), cache=work / "warm-small")
    warm.run()
    warm.seconds.clear()
    in_turns(rounds * 4, bare, cold, warm)
    unit = "× `python -c pass`"
    return [
        Gate("check, 20 files, warm", warm.time / bare.time, 9, unit, took(warm, bare)),
        Gate("check, 20 files, cold", cold.time / bare.time, 18, unit, took(cold, bare)),
    ]


def ten_thousand(work: Path, rounds: int) -> list[Gate]:
    """Ten thousand objectives in few files, many files and one; warm; and one report of them."""
    gates = []
    unit = "× CSafeLoader"
    layouts = (("hundreds", "100 files"), ("each", "10,000 files"), ("one", "1 file"))
    for layout, shown in layouts:
        plan = work / layout
        write_plan(plan, 10_000, layout)
        loader = Command([sys.executable, "-c", _SAFE_LOADER, str(plan)])
        cold = Command(pmo("check", plan))
        commands = [loader, cold]
        cache = work / f"warm-{layout}"
        warm = Command(pmo("check", plan), cache=cache)
        warm.run()
        warm.seconds.clear()
        commands.append(warm)
        changed = report = None
        if layout != "one":
            # In one file, what changed is everything.
            changed = Command(pmo("check", plan), cache=cache, prepare=toucher(plan))
            commands.append(changed)
        if layout == "hundreds":
            report = Command(pmo("report", plan, "--format", "html", "--out", str(work / "reports")))
            commands.append(report)
        in_turns(rounds, *commands)
        gates.append(
            Gate(f"check, 10,000 objectives in {shown}, cold", cold.time / loader.time, 0.75, unit, took(cold, loader))
        )
        gates.append(Gate("the same, warm", warm.time / loader.time, 0.15, unit, took(warm, loader)))
        if changed:
            what = "the same, warm, one file changed"
            gates.append(Gate(what, changed.time / loader.time, 0.20, unit, took(changed, loader)))
        if report:
            what = "report of everything as HTML"
            gates.append(Gate(what, report.time / cold.time, 1.5, "× its check", took(report, cold)))
    return gates


def toucher(plan: Path) -> Callable[[], None]:
    """Something that changes one file of the plan whenever it is called, so that no earlier result fits.

    In turns what people change most days: a title, a reading, a note, a reason, a comment. What other elements hang on, such as an owner or a
    new objective, is a matter of the whole plan, and takes as long as a cold check.
    """
    path = plan / "objectives" / "000" / "000042.yaml"
    original = path.read_text(encoding="utf-8")
    edits = itertools.cycle(
        (
            ("reach sponsors in time", "reach sponsors in time {}"),
            ("          readings:\n", "          readings:\n            2026-02-28: 3{}\n"),
            ("note: gates merged", "note: gates merged {}"),
            ("fewer visits are called off", "fewer visits are called off {}"),
            ("pmo:\n", "# {}\npmo:\n"),
        )
    )
    numbers = itertools.count(1)

    def change() -> None:
        before, after = next(edits)
        if before not in original:
            raise ValueError(before)
        path.write_text(original.replace(before, after.format(next(numbers)), 1), encoding="utf-8")

    return change


def peers(work: Path) -> list[Gate]:
    """Run yamllint on the same ten thousand files; half a minute, so once."""
    plan = work / "each"
    lint = Command([sys.executable, "-m", "yamllint", "-d", "relaxed", str(plan)])
    cold = Command(pmo("check", plan))
    in_turns(1, cold, lint)
    return [Gate("check, 10,000 files", cold.time / lint.time, 1 / 15, "× yamllint", took(cold, lint))]


def growth(work: Path, rounds: int) -> list[Gate]:
    """Ten times the objectives: time, and memory above what starting takes, must not grow faster."""
    small, large = work / "hundreds", work / "hundred-thousand"
    write_plan(large, 100_000, "hundreds")
    start = Command(pmo("check", work / "small"))
    ten, hundred = Command(pmo("check", small)), Command(pmo("check", large))
    in_turns(rounds, start, ten, hundred)
    above_ten, above_hundred = ten.size - start.size, hundred.size - start.size
    megabytes = f"{above_hundred / 1e6:.0f} MB against {above_ten / 1e6:.0f} MB"
    what = "growth from 10,000 to 100,000 objectives"
    return [
        Gate(f"{what}: time", hundred.time / ten.time, 11, "×", took(hundred, ten)),
        Gate(f"{what}: memory above start-up", above_hundred / above_ten, 11, "×", megabytes),
    ]


def took(one: Command, other: Command) -> str:
    """Both medians, for whoever wants to know."""
    return f"{one.time * 1000:.0f} ms against {other.time * 1000:.0f} ms"


def document(gates: list[Gate]) -> str:
    """The results as a page."""
    machine = (
        f"CPython {platform.python_version()}, {os.cpu_count()} cores, {platform.system()} on {platform.machine()}"
    )
    head = (
        "# Speed\n\n"
        f"Written by `python benchmarks/run.py`: processor time, medians of several rounds in turns, each with processes of its own "
        f"({machine}). Cold: nothing remembered from an earlier check. "
        f"One file changed: in turns a title, a reading, a note, a reason or a comment. Only the ratios carry over to another machine.\n\n"
        "| what | measured | at most | holds | medians |\n| --- | --- | --- | --- | --- |\n"
    )
    return head + "".join(gate.row() + "\n" for gate in gates)


def main() -> int:
    """Measure, print and write the table."""
    parser = argparse.ArgumentParser(description="Measure the gates of speed.")
    parser.add_argument("--rounds", type=int, default=5, help="how often each command is run (default: 5)")
    parser.add_argument(
        "--quick", action="store_true", help="leave out yamllint and the 100,000 objectives, and write nothing"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="pmo-benchmark-") as folder:
        work = Path(folder)
        gates = start_up(work, options.rounds) + ten_thousand(work, options.rounds)
        if not options.quick:
            gates += peers(work) + growth(work, min(options.rounds, 3))
    show("")
    page = document(gates)
    print(page)
    if not options.quick:
        RESULTS.write_text(page, encoding="utf-8")
    return 0 if all(gate.holds for gate in gates) else 1


if __name__ == "__main__":
    sys.exit(main())
