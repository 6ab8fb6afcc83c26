"""What an appointment plan costs, exactly: waiting, idle counters, overtime. Pure.

A plan says how many people come at each slot.  Service times have phases that follow one another
(one: exponential; more: steadier), counters share one line, each booked person comes with the
same chance, on time.  Then the number in the line and the phases at the counters are a Markov
chain: each slot is walked by uniformisation, what is left at closing is solved state by state.
Source: Kaandorp and Koole, Optimal outpatient appointment scheduling, 2007; theirs is one counter
and one phase.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

Plan = tuple[int, ...]
State = tuple[int, ...]
"""How many wait, then how many counters are in each phase."""
Chances = dict[State, float]
NEGLIGIBLE = 1e-12
THIN = 1e-9


@dataclass(frozen=True)
class Weights:
    """What a minute costs: a person's waiting, a counter's idling, the office's after closing."""

    waiting: float = 1.0
    idle: float = 0.5
    overtime: float = 1.0


@dataclass(frozen=True)
class Cost:
    """Expected minutes of a day: waiting of all people, idle of all counters, after closing."""

    waiting: float
    idle: float
    overtime: float

    def weighed(self, weights: Weights) -> float:
        return (
            weights.waiting * self.waiting
            + weights.idle * self.idle
            + weights.overtime * self.overtime
        )


@dataclass(frozen=True)
class Clinic:
    """A day of equal slots. `show` is the chance that somebody booked comes."""

    slots: int
    slot_minutes: float
    counters: int
    service_minutes: float
    phases: int = 1
    show: float = 1.0

    @property
    def rate(self) -> float:
        """Of one phase, a minute."""
        return self.phases / self.service_minutes

    @property
    def empty(self) -> State:
        return (0,) * (self.phases + 1)


Step = tuple[float, State]


class Walk:
    """Where a clinic gets to from a state, remembered; one of these serves many plans."""

    def __init__(self, clinic: Clinic) -> None:
        self.clinic = clinic
        self._slots: dict[State, tuple[Chances, float, float]] = {}
        self._ends: dict[State, tuple[float, float]] = {clinic.empty: (0.0, 0.0)}
        self._steps: dict[State, list[Step]] = {}

    @cached_property
    def poisson(self) -> list[float]:
        """The chances of so many jumps of the uniformised chain in one slot."""
        mean = self.clinic.counters * self.clinic.rate * self.clinic.slot_minutes
        found, chance, total = [], math.exp(-mean), 0.0
        while total < 1 - NEGLIGIBLE:
            found.append(chance)
            total += chance
            chance *= mean / len(found)
        return found

    def steps(self, state: State) -> list[Step]:
        """What may happen next, and how often a minute."""
        if state not in self._steps:
            self._steps[state] = list(self._steps_of(state))
        return self._steps[state]

    def _steps_of(self, state: State) -> list[Step]:
        found = []
        for phase in range(1, len(state)):
            if state[phase]:
                after = list(state)
                after[phase] -= 1
                if phase + 1 < len(state):
                    after[phase + 1] += 1
                elif state[0]:
                    after[0] -= 1
                    after[1] += 1
                found.append((state[phase] * self.clinic.rate, tuple(after)))
        return found

    def slot(self, state: State) -> tuple[Chances, float, float]:
        """Where one slot leads from a state; minutes waited and minutes idle on the way."""
        if state not in self._slots:
            self._slots[state] = self._slot_of(state)
        return self._slots[state]

    def _slot_of(self, state: State) -> tuple[Chances, float, float]:
        pace = self.clinic.counters * self.clinic.rate
        here: Chances = {state: 1.0}
        reached: Chances = {}
        waiting = idle = 0.0
        beyond = 1.0
        for chance in self.poisson:
            beyond = max(0.0, beyond - chance)
            for one, share in here.items():
                reached[one] = reached.get(one, 0.0) + chance * share
                waiting += beyond / pace * share * one[0]
                idle += beyond / pace * share * (self.clinic.counters - sum(one[1:]))
            here = self._jump(here, pace)
        return {s: c for s, c in reached.items() if c > THIN}, waiting, idle

    def _jump(self, here: Chances, pace: float) -> Chances:
        after: Chances = {}
        for one, share in here.items():
            stays = share
            for rate, to in self.steps(one):
                moved = share * rate / pace
                stays -= moved
                after[to] = after.get(to, 0.0) + moved
            after[one] = after.get(one, 0.0) + stays
        return after

    def end(self, state: State) -> tuple[float, float]:
        """From closing on: minutes waited by all, minutes until the last has left."""
        if state not in self._ends:
            steps = self.steps(state)
            total = sum(rate for rate, _to in steps)
            after = [(rate / total, *self.end(to)) for rate, to in steps]
            self._ends[state] = (
                state[0] / total + sum(p * waited for p, waited, _left in after),
                1 / total + sum(p * left for p, _waited, left in after),
            )
        return self._ends[state]

    def arrive(self, here: Chances, people: int) -> Chances:
        """So many booked people come, each with the clinic's chance."""
        for _ in range(people):
            after: Chances = {}
            for one, share in here.items():
                come = self._one_more(one)
                after[come] = after.get(come, 0.0) + share * self.clinic.show
                if self.clinic.show < 1:
                    after[one] = after.get(one, 0.0) + share * (1 - self.clinic.show)
            here = after
        return here

    def _one_more(self, state: State) -> State:
        if sum(state[1:]) < self.clinic.counters:
            return (state[0], state[1] + 1, *state[2:])
        return (state[0] + 1, *state[1:])

    def through(self, here: Chances, people: int) -> tuple[Chances, float, float]:
        """One slot with its arrivals: where it leads, minutes waited, minutes idle."""
        after: Chances = {}
        waiting = idle = 0.0
        for one, share in self.arrive(here, people).items():
            if share < THIN:
                continue
            reached, waited, idled = self.slot(one)
            waiting += share * waited
            idle += share * idled
            for to, chance in reached.items():
                after[to] = after.get(to, 0.0) + share * chance
        return after, waiting, idle

    def cost(self, plan: Sequence[int]) -> Cost:
        here: Chances = {self.clinic.empty: 1.0}
        waiting = idle = 0.0
        for people in plan:
            here, waited, idled = self.through(here, people)
            waiting, idle = waiting + waited, idle + idled
        return self.closed(here, waiting, idle)

    def closed(self, here: Mapping[State, float], waiting: float, idle: float) -> Cost:
        ends = [(share, *self.end(one)) for one, share in here.items()]
        return Cost(
            waiting=waiting + sum(share * waited for share, waited, _left in ends),
            idle=idle,
            overtime=sum(share * left for share, _waited, left in ends),
        )
