"""How many appointments a day can bear. Pure."""

from collections.abc import Callable
from dataclasses import dataclass

from lintas.planning.days import Day
from lintas.planning.outcomes import Outcome, outcome
from lintas.planning.simulating import play


@dataclass(frozen=True)
class Goal:
    """What shall hold: 95 of 100 wait no longer, and the day ends in time. Unit: minutes."""

    wait_p95: float = 15.0
    overtime_p95: float = 15.0

    def met(self, found: Outcome) -> bool:
        return found.wait_p95 <= self.wait_p95 and found.overtime_p95 <= self.overtime_p95


def played(day: Day, days: int, seed: int) -> Outcome:
    return outcome(day, [play(day, seed * 1_000_003 + nth) for nth in range(days)])


def most_people(
    day_with: Callable[[int], Day], most: int, goal: Goal, days: int, seed: int
) -> tuple[int, Outcome]:
    """The largest number of appointments, up to `most`, with which the goal is met.

    More people never shorten a wait, so halving finds it; nought when not even one will do.
    """
    low, high = 0, most + 1
    best = played(day_with(0), days, seed)
    while high - low > 1:
        middle = (low + high) // 2
        found = played(day_with(middle), days, seed)
        if goal.met(found):
            low, best = middle, found
        else:
            high = middle
    return low, best
