"""An old plan goes from its first run to a green gate, as the README tells it: count, fix, accept the rest, and only new faults fail."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


def pmo(plan: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("GIT", "PMO_"))}
    clean |= {"PMO_TODAY": "2022-10-31", "PMO_CACHE_DIR": str(plan.parent / "cache")}
    return subprocess.run(
        [sys.executable, "-m", "pmo", "check", *arguments],
        cwd=plan,
        env=clean,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def old_plan(folder: Path) -> Path:
    """Eight hundred objectives of many years: no owners, no links, a few of them misspelt, measures without targets."""
    plan = folder / "old"
    (plan / "goals").mkdir(parents=True)
    plan.joinpath("pmo.yaml").write_text("pmo: {name: Programme office}\n", encoding="utf-8")
    strategies = "".join(f"    strategy-{n}: {{title: Strategy {n}}}\n" for n in range(40))
    plan.joinpath("organization.yaml").write_text(f"organization:\n  strategies:\n{strategies}", encoding="utf-8")
    for n in range(800):
        lines = ["pmo:", "  objectives:", f"    objective-{n}:", f"      title: Result {n} of the old plan"]
        lines += [f"      supports: {{stratgey-{n % 40}: it was agreed so years ago}}"] if n % 100 == 0 else []
        lines += ["      status: aproved"] if n % 50 == 1 else []
        lines += ["      measures:", f"        measure-{n}: {{unit: '%'}}"] if n % 3 else []
        plan.joinpath("goals", f"{n:03}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return plan


@pytest.fixture(params=["agency", "old"])
def plan(request, tmp_path: Path) -> Path:
    if request.param == "old":
        return old_plan(tmp_path)
    published = request.getfixturevalue("published")
    script = Path(__file__).with_name("agency_to_plan.py")
    folder = tmp_path / "agency"
    subprocess.run([sys.executable, str(script), str(published), "VA", str(folder)], capture_output=True, check=True)
    return folder


def test_from_the_first_run_to_a_green_gate(plan):
    first = pmo(plan, "--statistics")
    assert first.returncode == 1
    assert "objective-without-strategy" in first.stdout
    assert first.stdout.count("\n  why: ") <= 30
    pmo(plan, "--fix", "-q", "-f", "concise")
    assert pmo(plan, "--diff").returncode == 0
    assert pmo(plan, "--write-baseline").returncode == 0
    gate = pmo(plan, "--baseline", "pmo-baseline.txt", "--fail-on", "advice")
    assert gate.returncode == 0, gate.stdout
    assert "in the baseline" in gate.stdout
    plan.joinpath("new.yaml").write_text(
        "pmo:\n  objectives:\n    fresh:\n      title: New\n      supports: [nothing-there]\n", encoding="utf-8"
    )
    broken = pmo(plan, "--baseline", "pmo-baseline.txt", "-f", "github")
    assert broken.returncode == 1
    assert "::error file=new.yaml,line=5,endLine=5,col=18,endColumn=30,title=broken-reference::" in broken.stdout
