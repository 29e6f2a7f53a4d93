"""A plan that reviews have something to look at in, and what the tests do with it besides."""

import subprocess
from datetime import date
from pathlib import Path

TODAY = date(2026, 6, 30)
PLAN = {
    "pmo.yaml": """\
# The desk's charter.
pmo:
  name: Project Desk
  purpose: Help the branches carry out their strategy.
  mission: Help the branches.
  sponsor: director
people:
  director: {name: Ada Okoye, level: executive, unit: organization}
  planner: {name: Ben Ruiz, unit: pmo}
  namesake: {name: Ben Ruiz, unit: organization}
""",
    "organization.yaml": """\
organization:
  name: City Library
  vision: Everybody reads.
  strategies:
    open-longer: {title: Open when people have time}
    fewer-losses: {title: Lose fewer books}
""",
    "objectives/rosters.yaml": """\
pmo:
  objectives:
    rosters:
      title: Rosters that hold   # since 2025
      owner: planner
      supports: {open-longer: without a roster no branch opens late}
      measures:
        kept: {title: Evenings staffed, unit: "%", direction: increase, target: {value: 95, by: 2026-12-31}}
""",
    "objectives/found.yaml": """\
pmo:
  objectives:
    found: {title: Lost books are found, owner: planner, supports: {fewer-losses: a found book need not be bought}}
""",
    "reviews/2026-q1.yaml": """\
reviews:
  2026-q1:
    kind: alignment
    date: 2026-03-31
    attendees: [director]
    decisions:
      sundays: {question: Do we open on Sundays?, owner: director, due: 2026-06-15}
      paper: {question: Do we buy paper?, decided: "No"}
    actions:
      ask-branches: {what: Ask the branches., owner: planner, due: 2026-06-10}
      counted: {what: Count., done: 2026-04-02}
""",
}


def git(folder: Path, *arguments: str) -> str:
    """Git in a folder, without the user's settings."""
    settings = (
        "-c",
        "user.name=Ann",
        "-c",
        "user.email=ann@example.org",
        "-c",
        "init.defaultBranch=main",
        "-c",
        "commit.gpgsign=false",
    )
    done = subprocess.run(["git", *settings, *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file of a plan, byte for byte."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".git/" not in str(path)
    }
