"""The report in one breath: how much of the strategy is supported, how much of that is evidence, what is off."""

from dataclasses import dataclass

from pmo.answers import Rung
from pmo.progress import State
from pmo.report.facts import Facts, listed, quoted
from pmo.report.figures import count, fraction
from pmo.report.states import Tallied, tallied

_GOOD = 3


@dataclass(frozen=True, slots=True)
class Verdict:
    """One sentence; how many objectives stand where; and what goes well."""

    sentence: str
    tally: tuple[Tallied, ...]
    tally_of: str
    well: str


def verdict(facts: Facts) -> Verdict:
    """What an executive should know when nothing else is read."""
    states = [standing.state for standing in facts.standings.values()]
    parts = [_support(facts), *([_evidence(facts)] if _anything_linked(facts) else []), *_trouble(states)]
    return Verdict(
        sentence="; ".join(parts) + ".",
        tally=tallied(states),
        tally_of=count(len(states), "objective"),
        well=_well(facts),
    )


def _anything_linked(facts: Facts) -> bool:
    return bool(facts.alignment.coverage.covered)


def _support(facts: Facts) -> str:
    coverage, objectives = facts.alignment.coverage, facts.alignment.objectives
    total = len(facts.alignment.strategies)
    if not total and not objectives:
        return "The plan names neither strategies of the organization nor objectives of the PMO yet"
    if not total:
        return f"The plan names no strategies of the organization, so nothing shows what {_them(len(objectives))} for"
    if not objectives:
        return f"The PMO has no objectives yet, so none of the {count(total, 'strategy')} is supported"
    covered = len(coverage.covered)
    if covered == total:
        which = "The only strategy is" if total == 1 else f"All {total:,} strategies are"
        return f"{which} supported by a PMO objective"
    if not covered:
        only = {1: "The only strategy is not", 2: "Neither of the 2 strategies is"}.get(
            total, f"None of the {total:,} strategies is"
        )
        return f"{only} supported by a PMO objective"
    return f"{fraction(covered, total)} strategies {'is' if covered == 1 else 'are'} supported by a PMO objective"


def _them(many: int) -> str:
    return "the one objective is" if many == 1 else f"the {many:,} objectives are"


def _evidence(facts: Facts) -> str:
    fresh = len(facts.alignment.reached(Rung.EVIDENCED))
    if not fresh:
        return "none has fresh evidence"
    return f"{fresh:,} {'has' if fresh == 1 else 'have'} fresh evidence"


def _trouble(states: list[State]) -> list[str]:
    if not states:
        return []
    said = []
    off, missed = states.count(State.OFF_TRACK), states.count(State.MISSED)
    if off:
        said.append(f"{count(off, 'objective')} {'is' if off == 1 else 'are'} off track")
    if missed:
        subject = f"{missed:,}" if off else count(missed, "objective")
        said.append(f"{subject} missed {'its' if missed == 1 else 'their'} target")
    if said:
        return [" and ".join(said)]
    blind = states.count(State.NO_DATA)
    if blind == len(states):
        return ["no objective has data to judge it by"]
    if blind:
        return [f"no objective is known to be off track, and {blind:,} {'has' if blind == 1 else 'have'} no data"]
    return ["no objective is off track"]


def _well(facts: Facts) -> str:
    met = [o.name_ for o in facts.alignment.objectives if facts.standings[o.id].state is State.MET]
    on = [o.name_ for o in facts.alignment.objectives if facts.standings[o.id].state is State.ON_TRACK]
    if met:
        return f"Met: {listed([quoted(name) for name in met], _GOOD)}."
    return f"On track: {listed([quoted(name) for name in on], _GOOD)}." if on else ""
