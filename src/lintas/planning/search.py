"""The best plan for so many people, found by moving people between slots. Pure.

For one counter and exponential services the cost is multimodular, and a plan that no set of
shifts between neighbouring slots betters is the best of all (Kaandorp and Koole 2007).  Few slots:
all sets are tried.  Many: one person to another slot nearby, as long as that helps; that the
result is the best is then not proven, only that it is no worse than any plan by rule.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from lintas.planning.phases import Chances, Clinic, Cost, Plan, Walk, Weights
from lintas.planning.shapes import RULES

FEW_SLOTS = 9
MOST_REACH = 6
"""With many slots nobody is moved further than so many of them at once."""
LEAST_GAIN = 1e-6


@dataclass(frozen=True)
class Found:
    plan: Plan
    cost: Cost
    weighed: float


class Search:
    def __init__(self, clinic: Clinic, weights: Weights, walk: Walk | None = None) -> None:
        self.clinic, self.weights = clinic, weights
        self.walk = walk or Walk(clinic)
        self._known: dict[Plan, float] = {}

    def weighed(self, plan: Plan) -> float:
        if plan not in self._known:
            self._known[plan] = self.walk.cost(plan).weighed(self.weights)
        return self._known[plan]

    def best(self, people: int) -> Found:
        """From the best plan by rule, downhill until no move betters it."""
        starts = [rule(self.clinic, people) for rule in RULES.values()]
        plan = self._downhill(min(starts, key=self.weighed))
        return Found(plan, self.walk.cost(plan), self.weighed(plan))

    def _downhill(self, plan: Plan) -> Plan:
        while (better := self._better(plan)) is not None:
            plan = better
        return plan

    def _better(self, plan: Plan) -> Plan | None:
        better = self._one_move(plan)
        if better is None and self.clinic.slots <= FEW_SLOTS:
            better = self._first(plan, all_shifts(plan))
        return better

    def _first(self, plan: Plan, others: Iterable[Plan]) -> Plan | None:
        limit = self.weighed(plan) - LEAST_GAIN
        return next((one for one in others if self.weighed(one) < limit), None)

    def _one_move(self, plan: Plan) -> Plan | None:
        """The first move of one person that betters the plan, near ones tried first.

        What a move leaves alone is not walked again.
        """
        before, after = self._forward(plan), Rest(self.walk, self.weights, plan)
        limit = after.of(0, self.clinic.empty) - LEAST_GAIN
        for source, target in _moves(plan):
            first, last = sorted((source, target))
            here, spent = before[first]
            for slot in range(first, last + 1):
                people = plan[slot] - (slot == source) + (slot == target)
                here, waited, idled = self.walk.through(here, people)
                spent += self.weights.waiting * waited + self.weights.idle * idled
                if spent > limit:
                    break
            if spent < limit and spent + after.expected(last + 1, here) < limit:
                return _moved(plan, source, target)
        return None

    def _forward(self, plan: Plan) -> list[tuple[Chances, float]]:
        here: Chances = {self.clinic.empty: 1.0}
        found, spent = [(here, 0.0)], 0.0
        for people in plan:
            here, waited, idled = self.walk.through(here, people)
            spent += self.weights.waiting * waited + self.weights.idle * idled
            found.append((here, spent))
        return found


class Rest:
    """What the rest of a plan costs from a state at a slot, remembered."""

    def __init__(self, walk: Walk, weights: Weights, plan: Plan) -> None:
        self.walk, self.weights, self.plan = walk, weights, plan
        self._known: list[dict[tuple[int, ...], float]] = [{} for _ in range(len(plan) + 1)]

    def expected(self, slot: int, here: Chances) -> float:
        return sum(share * self.of(slot, one) for one, share in here.items())

    def of(self, slot: int, state: tuple[int, ...]) -> float:
        known = self._known[slot]
        if state not in known:
            known[state] = self._of(slot, state)
        return known[state]

    def _of(self, slot: int, state: tuple[int, ...]) -> float:
        if slot == len(self.plan):
            return self.walk.closed({state: 1.0}, 0.0, 0.0).weighed(self.weights)
        here, waited, idled = self.walk.through({state: 1.0}, self.plan[slot])
        spent = self.weights.waiting * waited + self.weights.idle * idled
        return spent + self.expected(slot + 1, here)


def _moves(plan: Plan) -> list[tuple[int, int]]:
    slots = range(len(plan))
    reach = len(plan) if len(plan) <= FEW_SLOTS else MOST_REACH
    found = [(s, t) for s in slots if plan[s] for t in slots if 0 < abs(s - t) <= reach]
    return sorted(found, key=lambda move: abs(move[0] - move[1]))


def _moved(plan: Plan, source: int, target: int) -> Plan:
    found = list(plan)
    found[source] -= 1
    found[target] += 1
    return tuple(found)


def all_shifts(plan: Plan) -> Iterator[Plan]:
    """Every set of shifts from a slot to the one before it, the first one's going to the last."""
    slots = len(plan)
    for size in range(1, slots):
        for chosen in combinations(range(slots), size):
            found = list(plan)
            for slot in chosen:
                found[slot] -= 1
                found[slot - 1] += 1
            if min(found) >= 0:
                yield tuple(found)


def every_plan(slots: int, people: int) -> Iterator[Plan]:
    """All ways to put so many people into so many slots."""
    if slots == 1:
        yield (people,)
        return
    for first in range(people + 1):
        yield from ((first, *rest) for rest in every_plan(slots - 1, people - first))
