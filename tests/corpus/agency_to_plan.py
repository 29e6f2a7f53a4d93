"""Turns an agency's published goals (performance.gov) into a plan: `python agency_to_plan.py DATA AGENCY OUT`.

Strategic objectives become the organization's strategies, each below its strategic goal; agency priority goals become the objectives
of the agency's performance improvement office, which the law gives every agency (31 U.S.C. 1124) and which serves here as its PMO;
indicators become measures with quarterly readings. No published row says which strategic objective a priority goal serves, so
the plan has no such links, and `pmo check` says so.

What is not published is left out, and a comment says that it is. Derived, and said so in the plan: a measure's baseline is dated by the
first day of its goal's first fiscal year, its target by the last day of the last; the frequency is that of the updates; `%` is the
unit where the indicator's name begins or ends with it; a threshold that is to be kept becomes a band.
"""

# ruff: noqa: T201 -- a script prints

import argparse
import datetime as dt
import re
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dirty_table import NotPublishedError
from performance_gov import (
    Agency,
    Indicator,
    PriorityGoal,
    StrategicObjective,
    agencies,
    read_agency,
)

from pmo.scaffold.ids import slug
from pmo.scaffold.yaml_text import folded, scalar

_LONGEST_TITLE = 120
_WIDTH = 100
_HEAD = re.compile(r"(.{8,}?)(?:(?<=[a-z)]{2})\. |: |; )")

_DIRECTIONS = {
    "Measurable increase": "increase",
    "Measurable decrease": "decrease",
    "Complete milestone": "increase",
    "Maintain at or above threshold": "maintain",
    "Maintain at or below threshold": "maintain",
}
_BAND_ENDS = {"Maintain at or above threshold": "low", "Maintain at or below threshold": "high"}


def main(arguments: list[str] | None = None) -> int:
    """Run the script. Returns 0, or 2 when nothing was written."""
    options = _parser().parse_args(arguments)
    try:
        if options.agency is None:
            print("\n".join(agencies(options.data)))
            return 0
        if options.out is None:
            return _refuse("name a folder for the plan")
        agency = read_agency(options.data, options.agency)
        files = plan_files(agency)
        write(files, options.out)
    except (NotPublishedError, OSError) as error:
        return _refuse(str(error))
    for note in agency.notes:
        print(note, file=sys.stderr)
    measures = [indicator for goal in agency.priority_goals for indicator in goal.indicators]
    readings = sum(value is not None for indicator in measures for value in indicator.quarters.values())
    print(
        f"{agency.name}: {len(agency.strategic_objectives)} strategies, {len(agency.priority_goals)} objectives, "
        f"{len(measures)} measures, {readings} readings in {options.out}; "
        f"{len(agency.notes)} values dropped or repaired, listed on standard error"
    )
    return 0


def plan_files(agency: Agency) -> dict[str, str]:
    """The plan's files by path, always the same for the same published values."""
    ids = _Ids()
    strategies = _organization(agency, ids)
    files = {"pmo.yaml": _text(_root(agency)), "organization.yaml": _text(strategies)}
    for goal in agency.priority_goals:
        goal_id = ids.take(goal.id, goal.name, f"apg {goal.number} {goal.name}")
        files[f"objectives/{goal_id}.yaml"] = _text(_objective(goal, goal_id, ids))
    return files


def write(files: dict[str, str], out: Path) -> None:
    """Write a plan's files into an empty or new folder.

    Raises:
        OSError: the folder holds something already, or cannot be written to.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise FileExistsError(f"{out} is not an empty folder; nothing was written")
    for path, text in files.items():
        target = out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")


@dataclass(slots=True)
class _Ids:
    """Gives out ids that are unique in the plan, readable where the published texts allow it."""

    taken: set[str] = field(default_factory=lambda: {"pmo", "organization"})

    def take(self, otherwise: str, *texts: str) -> str:
        """The first id made of `texts` that is free; else the first one with a number; else made of `otherwise`."""
        wanted = [found for text in texts if (found := slug(text))] or [slug(otherwise) or "id"]
        numbered = (f"{wanted[0]}-{number}" for number in range(2, len(self.taken) + 3))
        found = next(name for name in (*wanted, *numbered) if name not in self.taken)
        self.taken.add(found)
        return found


def _root(agency: Agency) -> Iterator[str]:
    source = f"performance.gov, agency priority goals, fiscal year {agency.fiscal_year}, update {agency.update}"
    yield f"# The goals of the {agency.name} as far as they are published: {source}."
    yield "# Written by agency_to_plan.py; nothing is added. What is not published is left out, and a comment says so."
    yield "#"
    yield "# Derived: a baseline is dated by the first day of its goal's first fiscal year, a target by the last day of the last;"
    yield "# readings are dated by the last day of their quarter; `%` is a unit where the indicator's name begins or ends with it."
    yield "settings:"
    yield '  fiscal_year_start: "10-01"'
    yield ""
    yield "pmo:"
    yield f"  name: {scalar(f'Performance improvement office, {agency.name}')}"
    yield "  # purpose, mission, vision, sponsor: not published"
    yield f"  x-source: {scalar(source)}"


def _organization(agency: Agency, ids: _Ids) -> Iterator[str]:
    yield "organization:"
    yield f"  name: {scalar(agency.name)}"
    yield "  # mission, vision: not published"
    goals: dict[tuple[str, str], str] = {}
    for objective in agency.strategic_objectives:
        key = (objective.goal_number, objective.goal)
        if key not in goals:
            goals[key] = ids.take(f"goal-{objective.goal_number}", objective.goal)
    if not goals:
        yield "  # goals, strategies: not published"
        return
    yield "  goals:"
    for (number, name), goal_id in goals.items():
        yield f"    {goal_id}:"
        yield from _titled(name, 6)
        yield f"      x-source: {{strategic-goal: {scalar(number)}}}"
    yield "  strategies:"
    for objective in agency.strategic_objectives:
        yield from _strategy(objective, goals[objective.goal_number, objective.goal], ids)


def _strategy(objective: StrategicObjective, goal_id: str, ids: _Ids) -> Iterator[str]:
    title = _title(objective.text)
    yield f"    {ids.take(objective.id, title)}:"
    yield from _titled(objective.text, 6)
    yield f"      supports: {goal_id}"
    yield f"      x-source: {{id: {scalar(objective.id)}, strategic-objective: {scalar(objective.number)}}}"


def _objective(goal: PriorityGoal, goal_id: str, ids: _Ids) -> Iterator[str]:
    yield "pmo:"
    yield "  objectives:"
    yield f"    {goal_id}:"
    yield from _titled(goal.name, 6, goal.description)
    if goal.leaders:
        yield "      # owner: the published leaders are named as persons; names are left out"
    else:
        yield "      # owner: not published"
    yield "      # supports: not published for any priority goal"
    yield f"      due: {goal.ends}" if goal.ends else "      # due: not published"
    yield "      x-source:"
    yield f"        id: {scalar(goal.id)}"
    if goal.joint_id:
        yield f"        joint-id: {scalar(goal.joint_id)}"
    yield f"        status: {scalar(goal.status)}" if goal.status else "        # status: not published"
    if goal.page:
        yield f"        page: {scalar(goal.page)}"
    if not goal.indicators:
        yield "      # measures: not published"
        return
    yield "      measures:"
    for indicator in goal.indicators:
        yield from _measure(indicator, goal, ids)


def _measure(indicator: Indicator, goal: PriorityGoal, ids: _Ids) -> Iterator[str]:
    name = indicator.name or indicator.in_words
    yield f"        {ids.take(f'{goal.id} indicator', _title(name), _title(indicator.in_words))}:"
    pad = " " * 10
    title = _title(name)
    yield f"{pad}title: {folded(title, 12)}"
    said = [text for text in (name, indicator.in_words) if " ".join(text.split()) != title]
    if said:
        yield f"{pad}definition: {_block((chr(10) * 2).join(dict.fromkeys(said)), 12)}"
    else:
        yield f"{pad}# definition: not published"
    yield f"{pad}{_unit(indicator)}"
    direction = _DIRECTIONS.get(indicator.kind)
    if direction:
        yield f"{pad}direction: {direction}"
    else:
        yield f"{pad}# direction: not published ({indicator.kind or 'no kind of indicator'})"
    yield f"{pad}frequency: quarterly"
    yield f"{pad}source: performance.gov, agency priority goals"
    yield from (pad + line for line in _figures(indicator, goal))
    yield from (pad + line for line in _readings(indicator))
    yield f"{pad}x-source: {{kind: {scalar(indicator.kind)}}}"
    if indicator.changes:
        yield f"{pad}x-changed:"
        yield from (f"{pad}  - {scalar(change)}" for change in indicator.changes)


def _unit(indicator: Indicator) -> str:
    if indicator.kind == "Complete milestone":
        return "unit: milestones completed"
    return 'unit: "%"' if indicator.percent else "# unit: not published"


def _figures(indicator: Indicator, goal: PriorityGoal) -> Iterator[str]:
    if indicator.start is None:
        yield "# baseline: not published"
    elif goal.starts:
        yield f"baseline: {{value: {indicator.start}, date: {goal.starts}}}"
    else:
        yield f"baseline: {{value: {indicator.start}}}  # its date is not published"
    end = _BAND_ENDS.get(indicator.kind)
    if indicator.target is None:
        yield "# target: not published"
    elif end:
        yield f"band: {{{end}: {indicator.target}}}"
        yield f"target: {{by: {goal.ends}}}" if goal.ends else "# target.by: not published"
    elif goal.ends:
        yield f"target: {{value: {indicator.target}, by: {goal.ends}}}"
    else:
        yield f"target: {{value: {indicator.target}}}  # its date is not published"


def _readings(indicator: Indicator) -> Iterator[str]:
    values = dict.fromkeys(_quarters_around(indicator)) | dict(indicator.quarters)
    if all(value is None for value in values.values()):
        yield "# readings: not published"
        return
    yield "readings:"
    for day, value in sorted(values.items()):
        yield f"  {day}: {value}" if value is not None else f"  # {day}: not published"


def _quarters_around(indicator: Indicator) -> Iterator[dt.date]:
    """The quarters of every fiscal year in which the indicator has a row."""
    for year in {day.year + (day.month > 9) for day in indicator.quarters}:
        yield from (dt.date(year - 1, 12, 31), dt.date(year, 3, 31), dt.date(year, 6, 30), dt.date(year, 9, 30))


def _titled(text: str, indent: int, statement: str = "") -> Iterator[str]:
    """A title, and below it the whole text where the title had to be shorter, or the statement that there is."""
    title = _title(text)
    yield f"{' ' * indent}title: {folded(title, indent + 2)}"
    said = [part for part in (text, statement) if part and " ".join(part.split()) != title]
    if said:
        yield f"{' ' * indent}statement: {_block((chr(10) * 2).join(said), indent + 2)}"


def _title(text: str) -> str:
    """A text of one line; of a long one what stands before its first colon or full stop, or as many words as go on a line."""
    line = " ".join(text.split())
    if len(line) <= _LONGEST_TITLE:
        return line
    head = _HEAD.match(line)
    if head and len(head[1]) <= _LONGEST_TITLE:
        return head[1]
    return f"{line[:_LONGEST_TITLE].rpartition(' ')[0].rstrip(' ,;:–-')} …"


def _block(text: str, indent: int) -> str:
    """A text as a YAML value, its paragraphs and lists kept."""
    if "\n" not in text:
        return folded(text, indent)
    lines = []
    for line in text.split("\n"):
        hang = "  " if line.startswith("- ") else ""
        lines += textwrap.wrap(line, _WIDTH - indent, subsequent_indent=hang, break_long_words=False) or [""]
    return "|-\n" + "\n".join(f"{' ' * indent}{line}".rstrip() for line in lines)


def _text(lines: Iterator[str]) -> str:
    return "\n".join(lines) + "\n"


def _refuse(said: str) -> int:
    print(f"agency_to_plan: {said}", file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="agency_to_plan",
        description="Turn an agency's goals, as performance.gov publishes them, into a plan for pmo.",
        epilog="Every published value that was dropped or repaired is listed on standard error.",
    )
    parser.add_argument("data", type=Path, help="the folder that holds goals.csv and targets.csv")
    parser.add_argument("agency", nargs="?", help="an agency's abbreviation, such as DOT; left out: list all agencies")
    parser.add_argument("out", nargs="?", type=Path, help="where to write the plan: an empty or new folder")
    return parser


if __name__ == "__main__":
    sys.exit(main())
