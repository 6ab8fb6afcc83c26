"""Whether a history of answers with their times could have come from one thing asked one by one.

Each operation took effect at some moment between its call and its answer, and in the order of those
moments every answer is right: then the history is linearisable (Herlihy and Wing 1990). We follow
the history in time and keep every way it may have gone so far: which of the open operations have
had their effect, and the state that this left (Wing and Gong 1993, with the memory of Lowe 2017).
An operation is given its effect no earlier than an answer demands it, except where it changes
nothing: then it takes effect as soon as it can, which rules nothing out.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

State = TypeVar("State", bound=Hashable)
NEVER = 1 << 62
"""The answer of an operation that got none: it may have had its effect at any time, or never."""


@dataclass(frozen=True, slots=True)
class Operation:
    """`what` says what was asked and what was answered; times are of one clock."""

    what: str
    called: int
    answered: int = NEVER


Step = Callable[[State, str], State | None]
"""The state after an operation, or None where it could not have been answered so."""


class Following(Generic[State]):
    """Every way that the history may have gone up to now."""

    def __init__(self, history: list[Operation], start: State, step: Step[State]) -> None:
        self.history, self.step = history, step
        self.open: set[int] = set()
        self.ways: set[tuple[frozenset[int], State]] = {(frozenset(), start)}

    def call(self, one: int) -> None:
        self.open.add(one)
        self.ways = {self._settled(*way) for way in self.ways}

    def answer(self, one: int) -> bool:
        """False when in no way this operation could have had its effect by now."""
        found, met = set(), set(self.ways)
        waiting = list(met)
        while waiting:
            had, state = waiting.pop()
            if one in had:
                found.add((had - {one}, state))
                continue
            for following in self._after(had, state):
                if following not in met:
                    met.add(following)
                    waiting.append(following)
        self.open.discard(one)
        self.ways = found
        return bool(found)

    def _after(self, had: frozenset[int], state: State) -> Iterable[tuple[frozenset[int], State]]:
        """Of those that do the same, the one that must be answered first goes first: to let
        another go before it gains nothing."""
        first: dict[str, int] = {}
        for one in sorted(self.open - had, key=lambda nth: self.history[nth].answered):
            first.setdefault(self.history[one].what, one)
        for what, one in first.items():
            after = self.step(state, what)
            if after is not None:
                yield self._settled(had | {one}, after)

    def _settled(self, had: frozenset[int], state: State) -> tuple[frozenset[int], State]:
        """With everything that changes nothing."""
        mere = [o for o in self.open - had if self.step(state, self.history[o].what) == state]
        return (had.union(mere), state) if mere else (had, state)


def first_wrong(history: Iterable[Operation], start: State, step: Step[State]) -> Operation | None:
    """The first operation whose answer cannot be right whatever the order; None when all can be.

    Cost: the ways are at most as many as there are choices of how many of each kind had their
    effect, of those open at one moment.
    """
    known = list(history)
    following = Following(known, start, step)
    events = [(one.called, 0, nth) for nth, one in enumerate(known)]
    events += [(one.answered, 1, nth) for nth, one in enumerate(known) if one.answered != NEVER]
    for _when, is_answer, nth in sorted(events):
        if not is_answer:
            following.call(nth)
        elif not following.answer(nth):
            return known[nth]
    return None


@dataclass(frozen=True, slots=True)
class Places:
    """One time in the calendar."""

    free: int
    held: int = 0
    taken: int = 0


def places_step(now: Places, what: str) -> Places | None:
    """What may be answered of a time's places, and what is left."""
    free, held, taken = now.free, now.held, now.taken
    if what == "full":
        return now if free == 0 else None
    if what == "take":
        return Places(free - 1, held, taken + 1) if free else None
    if what == "give back":
        return Places(free, held + 1, taken - 1) if taken else None
    if what == "set free":
        return Places(free + 1, held - 1, taken) if held else None
    raise ValueError(what)
