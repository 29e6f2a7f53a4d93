"""Time and size of every report for 100, 1,000 and 10,000 objectives, written to REPORTS.md beside this file.

    python benchmarks/reports.py [--rounds 3]

Times are ratios to a check of the same plan in the same run: only they carry over to another machine. Sizes are those of the files.
"""

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

from run import Command, in_turns, pmo, show, write_plan

RESULTS = Path(__file__).parent / "REPORTS.md"
OBJECTIVES = (100, 1_000, 10_000)
REPORTS = (
    ("charter", "html"),
    ("alignment", "html"),
    ("scorecard", "html"),
    ("alignment", "md"),
    ("alignment", "json"),
)


def measured(work: Path, objectives: int, rounds: int) -> list[str]:
    """The rows for plans of one size."""
    plan, out = work / str(objectives), work / "reports"
    write_plan(plan, objectives, "hundreds")
    check = Command(pmo("check", plan, "--no-cache"))
    reports = [Command(pmo("report", plan, kind, "--format", fmt, "--out", str(out))) for kind, fmt in REPORTS]
    in_turns(rounds, check, *reports)
    rows = []
    for (kind, fmt), report in zip(REPORTS, reports, strict=True):
        size = (out / f"{kind}.{fmt}").stat().st_size
        ratio = statistics.median(report.seconds) / check.time
        rows.append(f"| {objectives:,} | {kind} | {fmt} | {ratio:.2f} × its check | {size / 1000:,.0f} KB |")
    return rows


def main() -> int:
    """Measure, print and write the table."""
    parser = argparse.ArgumentParser(description="Measure reports of plans of several sizes.")
    parser.add_argument("--rounds", type=int, default=3, help="how often each command is run (default: 3)")
    options = parser.parse_args()
    rows = []
    with tempfile.TemporaryDirectory(prefix="pmo-reports-") as folder:
        for objectives in OBJECTIVES:
            rows += measured(Path(folder), objectives, options.rounds)
    show("")
    head = (
        "# Reports: time and size\n\nWritten by `python benchmarks/reports.py`: processor time of a report as a multiple of a check of the same "
        "plan, medians of several rounds in turns, and the size of the file.\n\n"
        "| objectives | report | format | time | size |\n| --: | --- | --- | --: | --: |\n"
    )
    page = head + "\n".join(rows) + "\n"
    print(page)
    RESULTS.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
