"""The brief as a view model: what one person owns, what is due from them, what they must decide, how it stands, what changed."""

import datetime as dt
from dataclasses import dataclass, field

from pmo.engine import Result
from pmo.findings import Severity
from pmo.language.words import ENGLISH, Words
from pmo.model import Initiative, Measure, Objective, Person
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
from pmo.report.fields import PRINTED
from pmo.report.page import Page, page
from pmo.report.states import Tallied, tallied
from pmo.report.term_words import severity_words
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
    word: str = field(default="", metadata=PRINTED)
    """`kind` in the report's language."""


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
    word: str = field(default="", metadata=PRINTED)
    """The severity in the report's language."""
    hint: str = field(default="", metadata=PRINTED)
    """What helps to mend it: the fix, which the check says in English; in other languages what it means for leadership."""


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
    mends = _mends(facts, mine)
    since, readings = _readings(mine, facts)
    compared = since_then(facts, asked.compared)
    role = person.role if person.role and person.role != person.name_ else ""
    return BriefView(
        page=page("brief", facts.words("Brief for {name}", name=person.name_), facts, revision),
        id=person.id,
        name=person.name_,
        role=role,
        sentence=_sentence(person, mine, due, asks, facts.words),
        tally=tallied(states, facts.words),
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
        changed=_changed(compared, mine, facts.words),
        mends=mends[:_MOST],
        mends_left=max(len(mends) - _MOST, 0),
        honesty=honesty(facts),
    )


def _sentence(person: Person, mine: Theirs, due: tuple[Due, ...], asks: tuple[Ask, ...], words: Words) -> str:
    late = sum(item.state == "overdue" for item in due)
    ahead = len(due) - late
    clauses = [_owns(person, mine, words)]
    if late:
        clauses.append(words.many(late, "{n} thing is overdue", "{n} things are overdue"))
    if ahead:
        clauses.append(
            words.many(ahead, "{n} thing comes due within three months", "{n} things come due within three months")
        )
    else:
        clauses.append(
            words("nothing else comes due within three months") if late else words("nothing is due within three months")
        )
    if asks:
        clauses.append(words.many(len(asks), "{n} decision waits for them", "{n} decisions wait for them"))
    return words.sentence(clauses)


def _owns(person: Person, mine: Theirs, words: Words) -> str:
    owned = []
    if mine.objectives:
        owned.append(words.many(len(mine.objectives), "{n} objective", "{n} objectives"))
    if mine.strategies:
        owned.append(words.many(len(mine.strategies), "{n} strategy", "{n} strategies"))
    if mine.initiatives:
        owned.append(words.many(len(mine.initiatives), "{n} initiative", "{n} initiatives"))
    if owned:
        return words("{name} owns {things}", name=person.name_, things=words.listed(owned))
    if mine.reads or mine.offers:
        return words("{name} owns no objective, strategy or initiative", name=person.name_)
    return words("{name} owns nothing in the plan", name=person.name_)


def _read(objective: Objective, measure: Measure, facts: Facts) -> ReadRow:
    row = measure_row(measure, facts.alignment.standing(measure), objective, facts)
    return ReadRow(objective.name_, facts.owner(objective.owner), row)


def _others(mine: Theirs, facts: Facts) -> tuple[Owned, ...]:
    words, found = facts.words, []
    for initiative in mine.initiatives:
        word, place = _kind_word("Initiative", words), anchor(initiative.id)
        found.append(Owned("Initiative", initiative.name_, _beside(initiative, facts), initiative.id, place, word))
    counted = {climb.strategy.id for climb in facts.alignment.ladder}
    found += [
        Owned("Strategy of the PMO", s.name_, "", s.id, anchor(s.id), _kind_word("Strategy of the PMO", words))
        for s in mine.strategies
        if s.id not in counted
    ]
    found += [
        Owned(kind, name, "", element_id, anchor(element_id), _kind_word(kind, words))
        for kind, element_id, name in mine.offers
    ]
    return tuple(found)


def _beside(initiative: Initiative, facts: Facts) -> str:
    words, until = facts.words, initiative.until
    day = words.short_day(until) if until else ""
    if initiative.budget is None:
        return words("until {day}, budget unknown", day=day) if day else words("budget unknown")
    budget = words.quantity(initiative.budget, facts.plan.settings.currency)
    return words("until {day}, {budget}", day=day, budget=budget) if day else budget


def _kind_word(kind: str, words: Words) -> str:
    return {
        "Initiative": words.about("kind of element", "Initiative"),
        "Strategy of the PMO": words.about("kind of element", "Strategy of the PMO"),
        "Service": words.about("kind of element", "Service"),
        "Process": words.about("kind of element", "Process"),
        "Template": words.about("kind of element", "Template"),
        "Tool": words.about("kind of element", "Tool"),
        "Role": words.about("kind of element", "Role"),
    }[kind]


def _readings(mine: Theirs, facts: Facts) -> tuple[str, tuple[NewReading, ...]]:
    """Readings of theirs since the last review but today's, the newest first; without such a review none can be called new."""
    today = facts.alignment.today
    review = next((r for r in facts.alignment.reviews if r.date is not None and r.date < today), None)
    if review is None or review.date is None:
        return "", ()
    measures = [*(m for o in mine.objectives for m in o.measures), *(m for _, m in mine.reads)]
    rows = [row for measure in measures for row in _new(measure, review.date, today, facts.words)]
    rows.sort(key=lambda found: found[0], reverse=True)
    return facts.words.day(review.date), tuple(row for _, row in rows[:_MOST])


def _new(measure: Measure, since: dt.date, today: dt.date, words: Words) -> list[tuple[dt.date, NewReading]]:
    """The newest reading of a measure, if it came in after the day."""
    past = [reading for reading in measure.readings if reading.date <= today]
    if not past or past[-1].date <= since:
        return []
    last = past[-1]
    before = words.number(past[-2].value) if len(past) > 1 else ""
    way = movement(measure, today)
    row = NewReading(
        measure.name_,
        before,
        words.quantity(last.value, measure.unit),
        words.short_day(last.date),
        way.value if way else "",
        last.note or "",
    )
    return [(last.date, row)]


def _changed(compared: Since | None, mine: Theirs, words: Words) -> tuple[SinceLine, ...]:
    """The changes to what is theirs; readings are told by themselves."""
    groups = compared.groups if compared else ()
    told = words(NEW_READINGS)
    lines = [line for group in groups if group.title != told for line in group.lines if line.id in mine.ids]
    return tuple(lines[:_MOST])


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


def _mends(facts: Facts, mine: Theirs) -> tuple[Mend, ...]:
    """Errors and warnings on what is theirs, the errors first."""
    found = [f for f in facts.result.findings if f.element in mine.ids and f.severity is not Severity.ADVICE]
    found.sort(key=lambda finding: finding.severity.rank)
    words, names = facts.words, facts.plan.title_of
    return tuple(
        Mend(
            f.severity.value,
            _sentence_case(words(BY_SLUG[f.rule].summary)),
            names(f.element),
            f.message,
            f.fix,
            f.rule,
            severity_words(words)[f.severity],
            f.fix if words.code == ENGLISH.code else words(BY_SLUG[f.rule].consequence),
        )
        for f in found
    )
