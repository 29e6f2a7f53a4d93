"""A state as reports show it: a shape, a word and a colour, never one of them alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from pmo.language.words import ENGLISH, Words
from pmo.progress import State
from pmo.report.fields import PRINTED


@dataclass(frozen=True, slots=True)
class Shown:
    """One state. `key` names its shape and colour in HTML, `sign` is its shape where only characters are to be had."""

    key: str
    word: str
    sign: str

    @property
    def signed(self) -> str:
        """Shape and word."""
        return f"{self.sign} {self.word}"


@dataclass(frozen=True, slots=True)
class Tallied:
    """How many stand in a state."""

    state: Shown
    count: int
    said: str = field(default="", metadata=PRINTED)
    """Count and word: `2 off track`."""


_SIGNS = {
    State.MET: "✔",
    State.ON_TRACK: "●",
    State.NO_DATA: "○",
    State.AT_RISK: "▲",
    State.OFF_TRACK: "■",
    State.MISSED: "✖",
}


@cache
def shown_in(words: Words) -> Mapping[State, Shown]:
    """Every state with its word in a language."""
    said = {
        State.MET: words.about("state", "Met"),
        State.ON_TRACK: words.about("state", "On track"),
        State.NO_DATA: words.about("state", "No data"),
        State.AT_RISK: words.about("state", "At risk"),
        State.OFF_TRACK: words.about("state", "Off track"),
        State.MISSED: words.about("state", "Missed"),
    }
    return {state: Shown(state.value.lower().replace(" ", "-"), said[state], sign) for state, sign in _SIGNS.items()}


SHOWN = shown_in(ENGLISH)
"""The states as commands show them."""


def tallied(states: Iterable[State], words: Words) -> tuple[Tallied, ...]:
    """How many stand where, the worst first; states that nothing is in are left out."""
    found = list(states)
    worst_first = sorted(State, key=lambda state: -state.badness)
    return tuple(
        Tallied(shown_in(words)[state], found.count(state), _counted(state, found.count(state), words))
        for state in worst_first
        if state in found
    )


def _counted(state: State, n: int, words: Words) -> str:
    if state is State.MET:
        return words.many(n, "{n} met", "{n} met")
    if state is State.ON_TRACK:
        return words.many(n, "{n} on track", "{n} on track")
    if state is State.NO_DATA:
        return words.many(n, "{n} no data", "{n} no data")
    if state is State.AT_RISK:
        return words.many(n, "{n} at risk", "{n} at risk")
    if state is State.OFF_TRACK:
        return words.many(n, "{n} off track", "{n} off track")
    return words.many(n, "{n} missed", "{n} missed")
