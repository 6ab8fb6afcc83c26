"""What slot plans cost against the best there is, and against the plans that offices make by rule.

Small instances: every way to put the people into the slots is tried, and our search must come
within 1 % of the cheapest.  A grid of instances: never above Bailey-Welch, equal spacing or blocks
of two, and below each of them wherever it is not the best itself.  Then the simulator plays M/M/c
queues, whose mean wait Erlang's formula gives.  Cost is minutes: a person waiting weighs 1, a
counter idle as printed, the office after closing 1.
"""

import math
import os
import sys
import time
from itertools import product
from statistics import fmean

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lintas.settings")
django.setup()

from lintas.planning.days import Day, Seat, WalkIns
from lintas.planning.outcomes import mean_between
from lintas.planning.phases import Clinic, Weights
from lintas.planning.search import Search, every_plan
from lintas.planning.shapes import RULES
from lintas.planning.simulating import play

GOAL = 1.01
SAME = 1e-6
IDLE = (0.2, 1.0, 4.0)
SMALL = [
    (Clinic(slots, 10, counters, minutes * counters, 1, show), people)
    for slots, people in ((5, 4), (6, 5), (7, 5))
    for counters, minutes, show in product((1, 2), (8.0, 12.0), (0.7, 1.0))
]
GRID = [
    (Clinic(12, 10, counters, minutes * counters, phases, show), people)
    for counters, minutes, phases, show in product((1, 2), (9.0, 14.0), (1, 2), (0.75, 1.0))
    for people in (8, 12)
]
QUEUES = ((1, 4.0, 10.0), (2, 9.0, 10.0), (3, 13.0, 11.0))
RUNS, HOURS, WARM = 24, 160, 10


def small() -> tuple[float, float]:
    """The worst ratio to the optimum, and how many plans were tried for it."""
    worst, tried = 1.0, 0.0
    for (clinic, people), idle in product(SMALL, IDLE):
        search = Search(clinic, Weights(1, idle, 1))
        found = search.best(people)
        plans = list(every_plan(clinic.slots, people))
        tried += len(plans)
        worst = max(worst, found.weighed / min(search.weighed(plan) for plan in plans))
    return worst, tried


def grid() -> dict[str, list[float]]:
    """What the plan found costs of what each rule costs, for each instance."""
    ratios: dict[str, list[float]] = {name: [] for name in RULES}
    for clinic, people in GRID:
        search = Search(clinic, Weights(1, 0.5, 1))
        found = search.best(people)
        for name, rule in RULES.items():
            plan = rule(clinic, people)
            ratio = found.weighed / search.weighed(plan)
            better = plan == found.plan or ratio < 1 - SAME
            ratios[name].append(ratio if better else max(1.0, ratio) + SAME)
    return ratios


def erlang_wait(counters: int, an_hour: float, mean: float) -> float:
    """Unit: minutes. Source: Erlang 1917."""
    load = an_hour * mean / 60
    below = sum(load**k / math.factorial(k) for k in range(counters))
    top = load**counters / math.factorial(counters) * counters / (counters - load)
    return top / (below + top) * mean / (counters - load)


def agrees(counters: int, an_hour: float, mean: float) -> bool:
    day = Day(
        closes=HOURS * 60,
        seats=[Seat(f"loket-{n}", frozenset("A")) for n in range(counters)],
        draws={"x": lambda chance, _at: chance.expovariate(1 / mean)},
        walk_ins=[WalkIns("x", "A", an_hour, (0, HOURS * 60))],
    )
    means = [
        fmean(v.wait for v in play(day, seed) if v.arrived > WARM * 60) for seed in range(RUNS)
    ]
    low, high = mean_between(means, 0.99)
    formula = erlang_wait(counters, an_hour, mean)
    print(
        f"M/M/{counters}, {an_hour:g} an hour, {mean:g} minutes: Erlang {formula:.2f}, "
        f"simulator {low:.2f} to {high:.2f} minutes (99 %)"
    )
    return low <= formula <= high


def main() -> int:
    began = time.perf_counter()
    worst, tried = small()
    print(
        f"{len(SMALL) * len(IDLE)} small instances (idle weighs {', '.join(map(str, IDLE))}; "
        f"{tried:,.0f} plans tried): at most {worst:.4f} of the optimum"
    )
    ratios = grid()
    for name, found in ratios.items():
        print(
            f"grid of {len(found)} (idle weighs 0.5), {name}: ours costs {min(found):.2f} to "
            f"{max(found):.4f} of it, {fmean(found):.2f} on average"
        )
    below = all(max(found) <= 1 for found in ratios.values())
    agreed = [agrees(*queue) for queue in QUEUES]
    met = worst <= GOAL and below and all(agreed)
    print(f"{time.perf_counter() - began:.0f} s")
    print(f"schedule: ratio {worst:.4f} (goal {GOAL:.2f}), {'met' if met else 'not met'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
