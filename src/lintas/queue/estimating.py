"""When a number will be called: the rest of the day at the counters, played many times. Pure.

Each play goes on from what is known now: who stands ahead by the published order, who is still to
come and will stand ahead, which counter has been serving whom for how long, breaks.  The plays
are seeded, so that the same state always says the same.
"""

from bisect import insort
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from random import Random
from statistics import fmean
from typing import NamedTuple

from lintas.queue.pace import DRAWS, Law
from lintas.queue.rules import priority_in_a_row

Laws = tuple[Law, ...]
"""The law of a service that begins in this hour, in the next, and so on; the last one holds on."""

PLAYS = 200
SURE = 0.8
"""The share of people who shall be called within what was stated."""
HOLD_MINUTES = 2.0
"""How long a counter waits for somebody who does not come when called."""
LAST_MINUTES = 24 * 60.0


@dataclass(frozen=True)
class CounterNow:
    """`lines` it serves; `free_in` minutes at the soonest, or the law and age of what it does."""

    lines: frozenset[str]
    free_in: float = 0.0
    law: Law | None = None
    age: float = 0.0


@dataclass(frozen=True)
class Ahead:
    """`rank` is the place by the published order among those alike in priority: lower first."""

    rank: int
    line: str
    laws: Laws
    priority: bool = False


@dataclass(frozen=True)
class Coming:
    """Somebody who is not in the line yet and would stand ahead: due later, or put aside.

    `after` are equally likely minutes from now until they come, `chance` that they do at all.
    """

    rank: int
    line: str
    laws: Laws
    after: tuple[float, ...]
    chance: float
    priority: bool = False


@dataclass(frozen=True)
class Scene:
    """One moment of a queue as one number in it sees it. Unit: minutes from now.

    `ahead` holds who goes before by the order; to somebody with priority also the others, who
    take turns with priority. `called` are the last calls, newest first: line and priority.
    """

    line: str
    counters: Sequence[CounterNow]
    ahead: Sequence[Ahead]
    coming: Sequence[Coming] = ()
    breaks: Sequence[tuple[float, float]] = ()
    absent_share: float = 0.0
    priority_a_minute: float = 0.0
    """How many people a minute come who go before this number."""
    priority_laws: Laws = ()
    past_the_hour: float = 0.0
    priority: bool = False
    called: Sequence[tuple[str, bool]] = ()
    most_in_a_row: int = 3


@dataclass(frozen=True)
class Wait:
    """Unit: minutes. `least` to `most` holds with the chance SURE."""

    expected: float
    least: float
    most: float


def waits(scene: Scene, seed: int, plays: int = PLAYS) -> list[float]:
    """The minutes until the call in each play, ascending."""
    chance = Random(seed)  # noqa: S311 - no secret: the same state shall say the same
    frees = [
        (counter.free_in,) if counter.law is None else counter.law.left(counter.age)
        for counter in scene.counters
    ]
    now = _Hall.of(scene)
    return sorted(_play(scene, now.again(), frees, chance) for _ in range(plays))


def wait(scene: Scene, seed: int, plays: int = PLAYS) -> Wait:
    found = waits(scene, seed, plays)
    return Wait(fmean(found), _quantile(found, (1 - SURE) / 2), _quantile(found, (1 + SURE) / 2))


def _quantile(ordered: Sequence[float], share: float) -> float:
    place = share * (len(ordered) + 1) - 1
    low = max(0, min(int(place), len(ordered) - 2))
    return ordered[low] + (place - low) * (ordered[low + 1] - ordered[low])


def _play(scene: Scene, hall: "_Hall", frees: Sequence[tuple[float, ...]], chance: Random) -> float:
    free = [(of[int(chance.random() * len(of))], nth) for nth, of in enumerate(frees)]
    heapify(free)
    entrants = _Entrants(scene, chance)
    while free:
        at, nth = heappop(free)
        at = _after_break(at, scene.breaks)
        while entrants.at <= at:
            hall.join(entrants.take())
        called = hall.call(scene.counters[nth].lines)
        if called is not None and called.me:
            return at
        if called is not None:
            heappush(free, (at + _taken(called.laws, at, scene, chance), nth))
        elif entrants.at < LAST_MINUTES:
            heappush(free, (entrants.at, nth))
    return LAST_MINUTES


class Standing(NamedTuple):
    rank: int
    nth: int
    line: str
    laws: Laws
    priority: bool = False
    me: bool = False


LAST_RANK = 1_000_000


@dataclass
class _Hall:
    """Who waits: priority and the others, each by rank; they take turns. `called` newest last."""

    first: list[Standing]
    others: list[Standing]
    called: list[tuple[str, bool]]
    most: int

    @classmethod
    def of(cls, scene: Scene) -> "_Hall":
        standing = [
            Standing(one.rank, nth, one.line, one.laws, one.priority)
            for nth, one in enumerate(scene.ahead)
        ]
        standing.append(Standing(LAST_RANK, 0, scene.line, (), scene.priority, me=True))
        return cls(
            [one for one in standing if one.priority],
            [one for one in standing if not one.priority],
            list(reversed(scene.called)),
            scene.most_in_a_row,
        )

    def again(self) -> "_Hall":
        """The same moment for another play."""
        return _Hall(self.first[:], self.others[:], self.called[:], self.most)

    def join(self, one: Standing) -> None:
        insort(self.first if one.priority else self.others, one, key=_rank)

    def call(self, lines: frozenset[str]) -> Standing | None:
        """Whom a counter of these lines calls by the published order."""
        first, other = _first_of(self.first, lines), _first_of(self.others, lines)
        if first is None and other is None:
            return None
        takes_other = first is None or (other is not None and self._in_a_row(lines) >= self.most)
        one = self.others.pop(other or 0) if takes_other else self.first.pop(first or 0)
        self.called.append((one.line, one.priority))
        return one

    def _in_a_row(self, lines: frozenset[str]) -> int:
        mine = (priority for line, priority in reversed(self.called) if line in lines)
        return priority_in_a_row(mine, self.most)


def _rank(one: Standing) -> tuple[int, int]:
    return one[:2]


def _first_of(standing: Sequence[Standing], lines: frozenset[str]) -> int | None:
    for place, one in enumerate(standing):
        if one.line in lines:
            return place
    return None


def _taken(laws: Laws, at: float, scene: Scene, chance: Random) -> float:
    if scene.absent_share and chance.random() < scene.absent_share:
        return HOLD_MINUTES
    hour = min(int((at + scene.past_the_hour) / 60), len(laws) - 1)
    return laws[hour].drawn_from[int(chance.random() * DRAWS)]


class _Entrants:
    """Who comes later and goes ahead, one after the other; `at` is when the next one does."""

    def __init__(self, scene: Scene, chance: Random) -> None:
        self.scene, self.chance, self.number = scene, chance, 10_000
        self.booked = sorted(
            (
                (one.after[int(chance.random() * len(one.after))], nth)
                for nth, one in enumerate(scene.coming)
                if chance.random() < one.chance
            ),
            reverse=True,
        )
        self.priority_at = self._next_priority(0.0)
        self._look()

    def _next_priority(self, at: float) -> float:
        rate = self.scene.priority_a_minute
        return at + self.chance.expovariate(rate) if rate else LAST_MINUTES

    def _look(self) -> None:
        booked = self.booked[-1][0] if self.booked else LAST_MINUTES
        self.at = min(booked, self.priority_at)

    def take(self) -> Standing:
        self.number += 1
        if self.booked and self.booked[-1][0] <= self.priority_at:
            one = self.scene.coming[self.booked.pop()[1]]
            found = Standing(one.rank, self.number, one.line, one.laws, one.priority)
        else:
            found = Standing(-1, self.number, "P", self.scene.priority_laws, priority=True)
            self.priority_at = self._next_priority(self.priority_at)
        self._look()
        return found


def _after_break(at: float, breaks: Sequence[tuple[float, float]]) -> float:
    for begins, ends in breaks:
        if begins <= at < ends:
            return ends
    return at
