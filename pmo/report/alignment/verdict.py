"""The report in one breath: how much of the strategy is supported, how much of that is evidence, what is off."""

from dataclasses import dataclass

from pmo.answers import Rung
from pmo.language.words import Words
from pmo.progress import State
from pmo.report.facts import Facts
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
    words = facts.words
    states = [standing.state for standing in facts.standings.values()]
    clauses = [_support(facts), *([_evidence(facts)] if _anything_linked(facts) else []), *_trouble(states, words)]
    return Verdict(
        sentence=words.sentence(clauses),
        tally=tallied(states, words),
        tally_of=words.many(len(states), "{n} objective", "{n} objectives"),
        well=_well(facts),
    )


def _anything_linked(facts: Facts) -> bool:
    return bool(facts.alignment.coverage.covered)


def _support(facts: Facts) -> str:
    words, covered = facts.words, len(facts.alignment.coverage.covered)
    total, objectives = len(facts.alignment.strategies), len(facts.alignment.objectives)
    if not total or not objectives:
        return _nothing_to_support(total, objectives, words)
    if covered == total:
        return _all_supported(total, words)
    if not covered:
        return _none_supported(total, words)
    return words.many(
        covered,
        "{n} of {total} strategies is supported by a PMO objective",
        "{n} of {total} strategies are supported by a PMO objective",
        total=words.whole(total),
    )


def _nothing_to_support(total: int, objectives: int, words: Words) -> str:
    if total == 1:
        return words("The PMO has no objectives yet, so the only strategy is not supported")
    if total:
        return words.many(
            total,
            "The PMO has no objectives yet, so none of the {n} strategy is supported",
            "The PMO has no objectives yet, so none of the {n} strategies is supported",
        )
    if not objectives:
        return words("The plan names neither strategies of the organization nor objectives of the PMO yet")
    if objectives == 1:
        return words("The plan names no strategies of the organization, so nothing shows what the one objective is for")
    return words.many(
        objectives,
        "The plan names no strategies of the organization, so nothing shows what the {n} objective is for",
        "The plan names no strategies of the organization, so nothing shows what the {n} objectives are for",
    )


def _all_supported(total: int, words: Words) -> str:
    if total == 1:
        return words("The only strategy is supported by a PMO objective")
    return words.many(
        total, "All {n} strategy is supported by a PMO objective", "All {n} strategies are supported by a PMO objective"
    )


def _none_supported(total: int, words: Words) -> str:
    if total == 1:
        return words("The only strategy is not supported by a PMO objective")
    if total == 2:  # noqa: PLR2004 -- of two, neither
        return words("Neither of the 2 strategies is supported by a PMO objective")
    return words.many(
        total,
        "None of the {n} strategy is supported by a PMO objective",
        "None of the {n} strategies is supported by a PMO objective",
    )


def _evidence(facts: Facts) -> str:
    fresh = len(facts.alignment.reached(Rung.EVIDENCED))
    if not fresh:
        return facts.words("none has fresh evidence")
    return facts.words.many(fresh, "{n} has fresh evidence", "{n} have fresh evidence")


def _trouble(states: list[State], words: Words) -> list[str]:
    if not states:
        return []
    off, missed = states.count(State.OFF_TRACK), states.count(State.MISSED)
    said = [words.many(off, "{n} objective is off track", "{n} objectives are off track")] if off else []
    if missed and off:
        said.append(words.many(missed, "{n} missed its target", "{n} missed their target"))
    elif missed:
        said.append(words.many(missed, "{n} objective missed its target", "{n} objectives missed their target"))
    if said:
        return [words.listed(said)]
    blind = states.count(State.NO_DATA)
    if blind == len(states):
        return [words("no objective has data to judge it by")]
    if blind:
        return [
            words.many(
                blind,
                "no objective is known to be off track, and {n} has no data",
                "no objective is known to be off track, and {n} have no data",
            )
        ]
    return [words("no objective is off track")]


def _well(facts: Facts) -> str:
    words = facts.words
    met, on = _names(facts, State.MET), _names(facts, State.ON_TRACK)
    if met:
        return words("Met: {names}.", names=words.listed(met, _GOOD))
    return words("On track: {names}.", names=words.listed(on, _GOOD)) if on else ""


def _names(facts: Facts, state: State) -> list[str]:
    standings = facts.standings
    found = [o.name_ for o in facts.alignment.objectives if standings[o.id].state is state]
    # More than a few are only counted.
    return [*(facts.words.quoted(name) for name in found[: _GOOD + 1]), *found[_GOOD + 1 :]]
