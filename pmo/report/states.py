"""A state as reports show it: a shape, a word and a colour, never one of them alone."""

from collections.abc import Iterable
from dataclasses import dataclass

from pmo.progress import State


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


_SIGNS = {
    State.MET: "✔",
    State.ON_TRACK: "●",
    State.NO_DATA: "○",
    State.AT_RISK: "▲",
    State.OFF_TRACK: "■",
    State.MISSED: "✖",
}
SHOWN = {state: Shown(state.value.lower().replace(" ", "-"), state.value, sign) for state, sign in _SIGNS.items()}


def tallied(states: Iterable[State]) -> tuple[Tallied, ...]:
    """How many stand where, the worst first; states that nothing is in are left out."""
    found = list(states)
    worst_first = sorted(State, key=lambda state: -state.badness)
    return tuple(Tallied(SHOWN[state], found.count(state)) for state in worst_first if state in found)
