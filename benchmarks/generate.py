"""Plans of any size for measuring: every objective linked, measured and read, nothing to mend, and the same bytes on every machine.

python benchmarks/generate.py DIR OBJECTIVES [one|hundreds|each]
"""

import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path

TODAY = dt.date(2026, 6, 30)
"""The day for which the plans are written: on it every reading is fresh."""

LAYOUTS = {"one": None, "hundreds": 100, "each": 1}
"""How many objectives share a file: all, a hundred, or none."""

_PLAN = """\
settings: {check: {severity: {too-many-objectives: "off"}}}

pmo:
  name: Enterprise PMO
  purpose: Help the units reach their objectives and carry out the strategy of the network.
  mission:
    statement: Give unit leaders the planning and delivery support that they need to carry out their strategy.
    for: [clinics]
  vision: {statement: Every funded change delivers the result that its sponsor promised., horizon: 2029}
  sponsor: coo
  reports_to: coo
  scope: {in: [change funded above 250k], out: [day-to-day maintenance]}
  authority: [may stop a project at a gate]
  judged_by: Customers' objectives met, and what customers say in the half-yearly survey.
  services:
    case-clinic: {title: Business-case clinic, for: [clinics], benefit: approved the first time, serves: [objective-0]}

reviews:
  mission-2026: {kind: mission-vision, date: 2026-01-15, attendees: [coo, portfolio-lead]}
  planning-2026: {kind: planning, date: 2026-01-20, attendees: [coo, clinic-lead, portfolio-lead]}
  signoff-2026: {kind: signoff, date: 2026-01-30, signed: [coo]}
  alignment-2026-q2: {kind: alignment, date: 2026-06-10, attendees: [coo, portfolio-lead]}
"""

_ORGANIZATION = """\
organization:
  name: Health network
  mission: Keep the region healthy, close to home.
  strategies:
"""

_OTHERS = """\
customers:
  clinics: {name: Clinics, needs: [equipment approved in time to open on the announced day], contact: clinic-lead}

people:
  coo: {name: Ann Lee, role: Chief Operating Officer, level: executive, unit: organization}
  portfolio-lead: {name: Li Wei, role: Head of portfolio, level: manager, unit: pmo}
  clinic-lead: {name: Bo Berg, role: Speaker of the clinics, level: executive, unit: clinics}
"""

# 23 lines and about 0.7 KB, as objectives of real plans have them.
_OBJECTIVE = """\
    objective-{i}:
      title: Decisions on {thing} {i} reach sponsors in time
      owner: portfolio-lead
      for: [clinics]
      supports:
        strategy-{first}: {thing} approved late are used late
        strategy-{second}: {{because: fewer visits are called off, strength: secondary}}
      due: 2026-12-31
      measures:
        lead-time-{i}:
          definition: median of the month
          unit: days
          direction: decrease
          stage: outcome
          indicator: leading
          kind: {kind}
          frequency: quarterly
          baseline: {{value: {baseline}, date: 2025-12-31}}
          target: {{value: {target}, by: 2026-12-31}}
          source: portfolio register
          readings:
            2026-03-31: {early}
            2026-06-30: {{value: {late}, note: gates merged}}
"""

_THINGS = ("scanners", "theatres", "wards", "records", "ambulances", "laboratories", "pharmacies", "kitchens")


def write_plan(folder: Path, objectives: int, layout: str = "hundreds") -> int:
    """Write a plan with so many objectives into an empty folder; returns how many files it has."""
    strategies = max(2, objectives // 20)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pmo.yaml").write_text(_PLAN, encoding="utf-8")
    (folder / "organization.yaml").write_text(
        _ORGANIZATION + "".join(_strategies(strategies)) + _OTHERS, encoding="utf-8"
    )
    share = LAYOUTS[layout] or objectives
    for number, first in enumerate(range(0, objectives, share)):
        block = "".join(_objective(i, strategies) for i in range(first, min(first + share, objectives)))
        # A folder for every thousand files, as people would have it.
        target = folder / "objectives" / f"{number // 1000:03}" / f"{number:06}.yaml"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("pmo:\n  objectives:\n" + block, encoding="utf-8")
    return 2 + -(-objectives // share)


def _strategies(count: int) -> Iterator[str]:
    for i in range(count):
        yield f"    strategy-{i}: {{title: Shorten wait {i} for planned care, owner: coo, until: 2029-12-31}}\n"


def _objective(i: int, strategies: int) -> str:
    baseline = 40 + i % 17
    target = 12 + i % 5
    return _OBJECTIVE.format(
        i=i,
        thing=_THINGS[i % len(_THINGS)],
        first=i % strategies,
        second=(i * 7 + 1) % strategies if (i * 7 + 1) % strategies != i % strategies else (i + 1) % strategies,
        kind="feedback" if i % 4 == 0 else "result",
        baseline=baseline,
        target=target,
        early=round(baseline - (baseline - target) * 0.2, 1),
        late=round(baseline - (baseline - target) * 0.5, 1),
    )


if __name__ == "__main__":
    place, count, *rest = sys.argv[1:]
    print(write_plan(Path(place), int(count), *rest), "files")
