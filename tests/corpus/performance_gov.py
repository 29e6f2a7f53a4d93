"""What performance.gov published about agencies' goals (`goals.csv`, `targets.csv`), read and cleaned, nothing added.

Published tables are dirty: spreadsheet errors for values, empty cells, numbers with commas or percent signs, rows twice, a joint
goal under two ids, letters that were lost when the file changed hands. What cannot be read is dropped and what can be mended is
mended; either is a `Note`.

Words of the source: an agency priority goal (APG) runs for two fiscal years; a strategic objective (SG row, numbered 2.3) stands below
a strategic goal (numbered 2). A federal fiscal year begins on 1 October of the year before.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dirty_table import Note, NotPublishedError, Row, read_table, together

GOALS, TARGETS = "goals.csv", "targets.csv"
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    GOALS: ("goal_type", "goal_id", "goal_name", "goal_description", "fiscal_year", "organization_abbreviation"),
    TARGETS: (
        "fiscal_yr",
        "fiscal_qtr",
        "related_goal_id",
        "indicator",
        "value_start",
        "value_target",
        "value_current",
    ),
}

_QUARTER_ENDS = {"1": (-1, 12, 31), "2": (0, 3, 31), "3": (0, 6, 30), "4": (0, 9, 30)}


@dataclass(frozen=True, slots=True)
class Indicator:
    """One number of a priority goal over the quarters. Numbers are texts, as published but for commas and signs; None where none is.

    `kind` is the published kind ("Measurable increase"), `in_words` the published sentence on the target. `quarters` maps the
    last day of each published quarter to its value. `changes` says what did not stay the same over the quarters.
    """

    name: str
    in_words: str
    kind: str
    start: str | None
    target: str | None
    quarters: Mapping[dt.date, str | None]
    percent: bool = False
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PriorityGoal:
    """An agency priority goal. `joint_id` is its second id when agencies share it; `status` is what the agency says of it."""

    id: str
    number: str
    name: str
    description: str
    status: str | None
    starts: dt.date | None
    ends: dt.date | None
    page: str | None
    joint_id: str | None
    leaders: int
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class StrategicObjective:
    """A strategic objective, and the strategic goal that it stands below."""

    id: str
    number: str
    text: str
    goal_number: str
    goal: str


@dataclass(frozen=True, slots=True)
class Agency:
    """Everything published about one agency, in the order of the published numbers; `notes` says what was dropped or repaired."""

    abbreviation: str
    name: str
    fiscal_year: str
    update: str
    strategic_objectives: tuple[StrategicObjective, ...]
    priority_goals: tuple[PriorityGoal, ...]
    notes: tuple[Note, ...]


def agencies(folder: Path) -> tuple[str, ...]:
    """The abbreviations of all agencies in the tables, sorted.

    Raises:
        NotPublishedError: a table is missing or is not what it should be.
    """
    return tuple(sorted({row.raw("organization_abbreviation") for row in _rows(folder, GOALS, [])} - {""}))


def read_agency(folder: Path, abbreviation: str) -> Agency:
    """One agency from the tables in a folder.

    Raises:
        NotPublishedError: a table is missing or is not what it should be, or there is no such agency.
    """
    notes: list[Note] = []
    rows = [row for row in _rows(folder, GOALS, notes) if row.raw("organization_abbreviation") == abbreviation]
    if not rows:
        raise NotPublishedError(f"there is no agency {abbreviation!r}; there are {', '.join(agencies(folder))}")
    rows.sort(key=lambda row: (_numbered(row.raw("so_id") or row.raw("apg_id")), row.raw("goal_id")))
    goal_rows = [row for row in rows if row.raw("goal_type") == "APG"]
    below = _targets_by_goal(_rows(folder, TARGETS, notes), goal_rows, abbreviation)
    return Agency(
        abbreviation=abbreviation,
        name=rows[0].line("organization_name") or abbreviation,
        fiscal_year=f"20{rows[0].raw('fiscal_year')[-2:]}",
        update=rows[0].line("Update"),
        strategic_objectives=tuple(_strategic_objective(row) for row in rows if row.raw("goal_type") == "SG"),
        priority_goals=tuple(_priority_goal(row, below[row.raw("goal_id")]) for row in goal_rows),
        notes=tuple(together(notes)),
    )


def _rows(folder: Path, table: str, notes: list[Note]) -> list[Row]:
    return read_table(folder, table, _COLUMNS[table], notes)


def _strategic_objective(row: Row) -> StrategicObjective:
    return StrategicObjective(
        id=row.raw("goal_id"),
        number=row.raw("so_id"),
        text=row.text("goal_description"),
        goal_number=row.raw("sg_id"),
        goal=row.line("goal_name"),
    )


def _priority_goal(row: Row, rows: list[Row]) -> PriorityGoal:
    starts, ends = row.fiscal_year("date_start_fy"), row.fiscal_year("date_end_fy")
    joint_id = row.raw("joint_goal_id")
    return PriorityGoal(
        id=row.raw("goal_id"),
        number=row.raw("apg_id"),
        name=row.line("goal_name"),
        description=row.text("goal_description"),
        status=row.line("goal_status") or None,
        starts=dt.date(starts - 1, 10, 1) if starts else None,
        ends=dt.date(ends, 9, 30) if ends else None,
        page=row.line("url_pgov_agency_12") or None,
        joint_id=joint_id if joint_id != row.raw("goal_id") else None,
        leaders=len([name for name in row.line("leaders4").split(",") if name.strip()]),
        indicators=_indicators(rows),
    )


def _targets_by_goal(rows: Iterable[Row], goals: list[Row], agency: str) -> dict[str, list[Row]]:
    """The rows of each goal. A joint goal's rows may stand under the id that it has at the partner agency."""
    found: dict[str, list[Row]] = {goal.raw("goal_id"): [] for goal in goals}
    for row in rows:
        goal_id = row.raw("related_goal_id")
        if goal_id not in found and row.raw("related_owner") == agency:
            shared = [goal.raw("goal_id") for goal in goals if _partner(goal) == goal_id[:3]]
            if len(shared) != 1:
                row.note(f"{row.about()}: there is no goal {goal_id}; row dropped")
                continue
            row.note(f"{row.about()}: {goal_id} is the partner's id of the joint goal {shared[0]}; put there")
            goal_id = shared[0]
        if goal_id in found:
            found[goal_id].append(row)
    return found


def _partner(goal: Row) -> str:
    code = goal.raw("joint_agency")
    return code.zfill(3) if code.isdecimal() else ""


def _indicators(rows: list[Row]) -> tuple[Indicator, ...]:
    """The rows of one goal as indicators, whatever the order of the rows. The same name below another target is another indicator."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        words = (" ".join(row.text("target").split()), row.line("indicator"))
        if not any(words):
            row.note(f"{row.about()}: neither a target nor an indicator is named; row dropped")
        elif _quarter_end(row) is None:
            row.note(f"{row.about()}: quarter {row.raw('fiscal_yr')}/{row.raw('fiscal_qtr')} is none; row dropped")
        else:
            groups.setdefault(words, []).append(row)
    return tuple(_indicator(name, group) for (_, name), group in sorted(groups.items()))


@dataclass(slots=True)
class _Series:
    """What the rows of one indicator say in one column, by quarter."""

    column: str
    values: dict[dt.date, list[str]] = field(default_factory=dict)

    def add(self, day: dt.date, value: str | None) -> None:
        said = self.values.setdefault(day, [])
        if value is not None and value not in said:
            said.append(value)

    def last(self) -> str | None:
        """What the newest quarter says that says anything."""
        return next((said[-1] for _, said in sorted(self.values.items(), reverse=True) if said), None)

    def changes(self) -> str:
        """How the value changed over the quarters; empty when it did not."""
        stops = [(day, " or ".join(said)) for day, said in sorted(self.values.items()) if said]
        if len({value for said in self.values.values() for value in said}) < 2:
            return ""
        return f"{self.column} changes: {', '.join(f'{said} ({day})' for day, said in stops)}; the last stands"


def _indicator(name: str, rows: list[Row]) -> Indicator:
    kind, start, target, current = (
        _Series(column) for column in ("indicator_type", "value_start", "value_target", "value_current")
    )
    rows.sort(key=lambda row: (row.raw("fiscal_yr"), row.raw("fiscal_qtr"), repr(row.cells)))
    percent = re.match(r"(?:the )?(?:%|percent(?:age)?\b)", name, re.IGNORECASE) is not None or name.endswith("%")
    seen: set[dt.date] = set()
    for row in rows:
        day = _quarter_end(row)
        if day is None:
            continue
        if day in seen:
            row.note(f"{row.about()}: a second row for the quarter that ends on {day}; merged with the first")
        seen.add(day)
        kind.add(day, row.line("indicator_type") or None)
        for series in (start, target, current):
            value, signed = row.figure(series.column)
            series.add(day, value)
            percent = percent or signed
    quarters: dict[dt.date, str | None] = {}
    for day, said in sorted(current.values.items()):
        quarters[day] = said[0] if len(said) == 1 else None
        if len(said) > 1:
            rows[0].note(f"{rows[0].about()}: {' and '.join(said)} for the quarter that ends on {day}; all dropped")
    changes = tuple(filter(None, (series.changes() for series in (kind, start, target))))
    for change in changes:
        rows[0].note(f"{rows[0].about()}: {change}")
    return Indicator(
        name=name,
        in_words=rows[0].text("target"),
        kind=kind.last() or "",
        start=start.last(),
        target=target.last(),
        quarters=quarters,
        percent=percent,
        changes=changes,
    )


def _quarter_end(row: Row) -> dt.date | None:
    ends = _QUARTER_ENDS.get(row.raw("fiscal_qtr"))
    year = row.raw("fiscal_yr")
    return dt.date(int(year) + ends[0], ends[1], ends[2]) if ends and re.fullmatch(r"20[0-9]{2}", year) else None


def _numbered(number: str) -> tuple[int, ...]:
    """`2.10` after `2.9`."""
    return tuple(int(digits) for digits in re.findall(r"[0-9]+", number))
