"""Whom a brief is for, and what in the plan is theirs."""

from collections.abc import Iterator
from dataclasses import dataclass

from pmo.align import active
from pmo.errors import PmoError
from pmo.language.english import listed
from pmo.model import Initiative, Measure, Objective, Person, Plan, Strategy
from pmo.nearest import did_you_mean
from pmo.report.facts import Facts
from pmo.terminal import visible


@dataclass(frozen=True, slots=True)
class Theirs:
    """What one person answers for. `reads` are measures of other people's objectives; `offers` services, processes and the like."""

    objectives: tuple[Objective, ...]
    reads: tuple[tuple[Objective, Measure], ...]
    strategies: tuple[Strategy, ...]
    initiatives: tuple[Initiative, ...]
    offers: tuple[tuple[str, str, str], ...]

    @property
    def ids(self) -> frozenset[str]:
        """Ids of all of it, measures included."""
        found = {element.id for element in (*self.objectives, *self.strategies, *self.initiatives)}
        found |= {measure.id for objective in self.objectives for measure in objective.measures}
        found |= {measure.id for _, measure in self.reads}
        return frozenset(found | {element_id for _, element_id, _ in self.offers})


def find_person(plan: Plan, asked: str) -> Person:
    """The person with this id, or with this name.

    Raises:
        PmoError: nobody is asked for, the plan names nobody of that id or name, or several people share the name.
    """
    if not asked.strip():
        raise PmoError(f"Whose brief? Add `--for` with a person's id or name{_examples(plan)}")
    by_id = {person.id: person for person in plan.people}
    if asked in by_id:
        return by_id[asked]
    wanted = asked.strip().casefold()
    named = [person for person in plan.people if person.name_.casefold() == wanted]
    if len(named) == 1:
        return named[0]
    shown = visible(asked)
    if named:
        ids = listed(f"`{visible(person.id)}`" for person in named)
        raise PmoError(f"{len(named)} people are called “{visible(named[0].name_)}”. Name one by the id: {ids}.")
    names = {person.name_ for person in plan.people}
    hint = did_you_mean(asked, {*by_id, *names}).strip()
    raise PmoError(f"The plan names nobody as `{shown}`. {hint or f'Name a person by id or name{_examples(plan)}'}")


def _examples(plan: Plan) -> str:
    owners = list(dict.fromkeys(o.owner for o in plan.pmo.objectives if o.owner))
    known = [name for name in owners if isinstance(plan.elements.get(name), Person)] or [p.id for p in plan.people]
    if not known:
        return "; but the plan names no people yet: they stand under `people:`."
    return f", such as {listed([f'`{visible(name)}`' for name in known[:3]])}."


def theirs(person: Person, facts: Facts) -> Theirs:
    """What a person answers for on the report's day: elements that are drafts, retired or over are left out."""
    plan, today = facts.plan, facts.alignment.today
    mine = person.id
    everyones = [
        *facts.alignment.objectives,
        *(o for o in plan.organization.objectives if active(o, today)),
        *(o for customer in plan.customers for o in customer.objectives if active(o, today)),
    ]
    strategies = (*facts.alignment.strategies, *(s for s in plan.pmo.strategies if active(s, today)))
    return Theirs(
        objectives=tuple(o for o in everyones if o.owner == mine),
        reads=tuple((o, m) for o in everyones if o.owner != mine for m in o.measures if m.owner == mine),
        strategies=tuple(s for s in strategies if s.owner == mine),
        initiatives=tuple(i for i in plan.initiatives if i.owner == mine and active(i, today)),
        offers=tuple(_offers(mine, facts)),
    )


def _offers(mine: str, facts: Facts) -> Iterator[tuple[str, str, str]]:
    """Kind, id and name of the services, processes, templates, tools and roles that a person owns."""
    pmo, today = facts.plan.pmo, facts.alignment.today
    for word, found in (
        ("Service", pmo.services),
        ("Process", pmo.processes),
        ("Template", pmo.templates),
        ("Tool", pmo.tools),
        ("Role", pmo.roles),
    ):
        for element in found:
            if element.owner == mine and active(element, today):
                yield word, element.id, element.name_
