"""The brief as a view model: what one person owns, what is due from them, what they must decide, how it stands, what changed."""

import datetime as dt
from dataclasses import dataclass

from pmo.engine import Result
from pmo.findings import Severity
from pmo.model import Measure, Objective, Person
from pmo.progress import movement
from pmo.report.alignment.decisions import Ask, decisions
from pmo.report.alignment.evidence import StrategyRow, strategy_row
from pmo.report.alignment.honesty import honesty
from pmo.report.alignment.objectives import MeasureRow, ObjectiveRow, measure_row, objective_row
from pmo.report.alignment.since import NEW_READINGS, Since
from pmo.report.alignment.since import since as since_then
from pmo.report.alignment.told import SinceLine
from pmo.report.asked import Asked
from pmo.report.brief.due import Due, due_from
from pmo.report.brief.person import Theirs, find_person, theirs
from pmo.report.facts import Facts, anchor
from pmo.report.figures import count, day, quantity, short_day
from pmo.report.page import Page, page
from pmo.report.states import Tallied, tallied
from pmo.rules import BY_SLUG

_MOST = 40


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A measure that the person reads for somebody else's objective."""

    objective: str
    owner: str
    measure: MeasureRow


@dataclass(frozen=True, slots=True)
class Owned:
    """Anything else of theirs: an initiative, a service, a process. `beside` says its end and budget."""

    kind: str
    name: str
    beside: str
    id: str
    anchor: str


@dataclass(frozen=True, slots=True)
class NewReading:
    """A reading that came in since the last review: from what, to what (in the measure's unit), when, and what was noted (prose)."""

    measure: str
    before: str
    now: str
    date: str
    moved: str
    note: str


@dataclass(frozen=True, slots=True)
class Mend:
    """What the check found on something of theirs: in a few words, on what, in full (`message`), and the smallest fix."""

    severity: str
    what: str
    where: str
    message: str
    fix: str
    rule: str


@dataclass(frozen=True, slots=True)
class BriefView:
    """The brief's parts. `sentence` says it in one breath; `since` names the review after which `readings` came in.

    `changed` is what else changed of theirs since the state of the plan that `changed_since` names.

    Lists are cut at forty; `left` counts the objectives that did not fit, `mends_left` the findings.
    """

    page: Page
    id: str
    name: str
    role: str
    sentence: str
    tally: tuple[Tallied, ...]
    due: tuple[Due, ...]
    asks: tuple[Ask, ...]
    objectives: tuple[ObjectiveRow, ...]
    left: int
    reads: tuple[ReadRow, ...]
    strategies: tuple[StrategyRow, ...]
    others: tuple[Owned, ...]
    since: str
    readings: tuple[NewReading, ...]
    changed_since: str
    changed: tuple[SinceLine, ...]
    mends: tuple[Mend, ...]
    mends_left: int
    honesty: tuple[str, ...]


def brief_view(result: Result, revision: str | None, asked: Asked) -> BriefView:
    """The brief for the person whom `asked.owner` names.

    Raises:
        PmoError: nobody is asked for, or the plan does not name them.
    """
    facts = Facts(result)
    person = find_person(facts.plan, asked.owner)
    mine = theirs(person, facts)
    due = due_from(person, mine, facts)
    found = decisions(facts)
    asks = tuple(ask for ask in (*found.top, *found.further) if ask.owner_id == person.id)
    ordered = sorted(mine.objectives, key=lambda o: -facts.standing(o).state.badness)
    states = [facts.standing(objective).state for objective in ordered]
    mends = _mends(result, mine)
    since, readings = _readings(mine, facts)
    compared = since_then(facts, asked.compared)
    role = person.role if person.role and person.role != person.name_ else ""
    return BriefView(
        page=page("brief", facts.words("Brief for {name}", name=person.name_), facts, revision),
        id=person.id,
        name=person.name_,
        role=role,
        sentence=_sentence(person, mine, due, asks),
        tally=tallied(states),
        due=due,
        asks=asks,
        objectives=tuple(objective_row(objective, facts) for objective in ordered[:_MOST]),
        left=max(len(ordered) - _MOST, 0),
        reads=tuple(_read(objective, measure, facts) for objective, measure in mine.reads[:_MOST]),
        strategies=tuple(
            strategy_row(climb, facts) for climb in facts.alignment.ladder if climb.strategy in mine.strategies
        ),
        others=_others(mine, facts),
        since=since,
        readings=readings,
        changed_since=compared.title if compared and compared.groups else "",
        changed=_changed(compared, mine),
        mends=mends[:_MOST],
        mends_left=max(len(mends) - _MOST, 0),
        honesty=honesty(facts),
    )


def _sentence(person: Person, mine: Theirs, due: tuple[Due, ...], asks: tuple[Ask, ...]) -> str:
    owned = [
        count(len(found), word)
        for found, word in (
            (mine.objectives, "objective"),
            (mine.strategies, "strategy"),
            (mine.initiatives, "initiative"),
        )
        if found
    ]
    name = person.name_
    if owned:
        said = f"{name} owns {' and '.join(owned) if len(owned) < 3 else f'{owned[0]}, {owned[1]} and {owned[2]}'}"  # noqa: PLR2004
    elif mine.reads or mine.offers:
        said = f"{name} owns no objective, strategy or initiative"
    else:
        said = f"{name} owns nothing in the plan"
    late = sum(item.state == "overdue" for item in due)
    ahead = len(due) - late
    parts = [said]
    if late:
        parts.append(f"{count(late, 'thing')} {'is' if late == 1 else 'are'} overdue")
    parts.append(
        f"{count(ahead, 'thing')} {'comes' if ahead == 1 else 'come'} due within three months"
        if ahead
        else "nothing else comes due within three months"
        if late
        else "nothing is due within three months"
    )
    if asks:
        parts.append(f"{count(len(asks), 'decision')} {'waits' if len(asks) == 1 else 'wait'} for them")
    return "; ".join(parts) + "."


def _read(objective: Objective, measure: Measure, facts: Facts) -> ReadRow:
    row = measure_row(measure, facts.alignment.standing(measure), objective, facts)
    return ReadRow(objective.name_, facts.owner(objective.owner), row)


def _others(mine: Theirs, facts: Facts) -> tuple[Owned, ...]:
    currency = facts.plan.settings.currency
    found = []
    for initiative in mine.initiatives:
        budget = quantity(initiative.budget, currency) if initiative.budget is not None else "budget unknown"
        until = f"until {short_day(initiative.until)}, " if initiative.until else ""
        found.append(Owned("Initiative", initiative.name_, until + budget, initiative.id, anchor(initiative.id)))
    counted = {climb.strategy.id for climb in facts.alignment.ladder}
    found += [
        Owned("Strategy of the PMO", s.name_, "", s.id, anchor(s.id)) for s in mine.strategies if s.id not in counted
    ]
    found += [Owned(kind, name, "", element_id, anchor(element_id)) for kind, element_id, name in mine.offers]
    return tuple(found)


def _readings(mine: Theirs, facts: Facts) -> tuple[str, tuple[NewReading, ...]]:
    """Readings of theirs since the last review but today's, the newest first; without such a review none can be called new."""
    today = facts.alignment.today
    review = next((r for r in facts.alignment.reviews if r.date is not None and r.date < today), None)
    if review is None or review.date is None:
        return "", ()
    measures = [*(m for o in mine.objectives for m in o.measures), *(m for _, m in mine.reads)]
    rows = [row for measure in measures for row in _new(measure, review.date, today)]
    rows.sort(key=lambda found: found[0], reverse=True)
    return day(review.date), tuple(row for _, row in rows[:_MOST])


def _new(measure: Measure, since: dt.date, today: dt.date) -> list[tuple[dt.date, NewReading]]:
    """The newest reading of a measure, if it came in after the day."""
    past = [reading for reading in measure.readings if reading.date <= today]
    if not past or past[-1].date <= since:
        return []
    last = past[-1]
    before = quantity(past[-2].value, None) if len(past) > 1 else ""
    way = movement(measure, today)
    row = NewReading(
        measure.name_,
        before,
        quantity(last.value, measure.unit),
        short_day(last.date),
        way.value if way else "",
        last.note or "",
    )
    return [(last.date, row)]


def _changed(compared: Since | None, mine: Theirs) -> tuple[SinceLine, ...]:
    """The changes to what is theirs; readings are told by themselves."""
    groups = compared.groups if compared else ()
    lines = [line for group in groups if group.title != NEW_READINGS for line in group.lines if line.id in mine.ids]
    return tuple(lines[:_MOST])


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


def _mends(result: Result, mine: Theirs) -> tuple[Mend, ...]:
    """Errors and warnings on what is theirs, the errors first."""
    found = [f for f in result.findings if f.element in mine.ids and f.severity is not Severity.ADVICE]
    found.sort(key=lambda finding: finding.severity.rank)
    names = result.plan.title_of
    return tuple(
        Mend(f.severity.value, _sentence_case(BY_SLUG[f.rule].summary), names(f.element), f.message, f.fix, f.rule)
        for f in found
    )
