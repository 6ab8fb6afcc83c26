"""The exact cost of a plan against other ways to the same number."""

from random import Random
from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lintas.planning.outcomes import mean_between
from lintas.planning.phases import Clinic, Cost, Walk, Weights

PLANS = st.lists(st.integers(0, 3), min_size=3, max_size=5).map(tuple)


def by_workload(clinic: Clinic, plan: tuple[int, ...], grid: float) -> Cost:
    """One counter: the minutes of work in the line, on a grid, with services of one phase.

    Another road: no states, no uniformisation; a service is a geometric number of grid steps.
    """
    mean = clinic.service_minutes / grid
    size = int(clinic.service_minutes * 25 / grid)
    services = [0.0] + [(1 - 1 / mean) ** (n - 1) / mean for n in range(1, size)]
    work, waiting, expected_busy = [1.0] + [0.0] * (size * 3), 0.0, 0.0
    for people in plan:
        for _ in range(people):
            waiting += clinic.show * sum(n * p for n, p in enumerate(work)) * grid
            more = convolved(work, services, len(work))
            work = [
                clinic.show * a + (1 - clinic.show) * b for a, b in zip(more, work, strict=True)
            ]
        step = round(clinic.slot_minutes / grid)
        work = [sum(work[: step + 1]), *work[step + 1 :], *[0.0] * step]
    overtime = sum(n * p for n, p in enumerate(work)) * grid
    expected_busy = clinic.show * sum(plan) * clinic.service_minutes
    idle = clinic.slots * clinic.slot_minutes - expected_busy + overtime
    return Cost(waiting, idle, overtime)


def convolved(one: list[float], other: list[float], size: int) -> list[float]:
    found = [0.0] * size
    for n, p in enumerate(one):
        if p > 1e-12:
            for m, q in enumerate(other[: size - n]):
                found[n + m] += p * q
    return found


@pytest.mark.parametrize("plan", [(2, 1, 1, 0), (1, 1, 1, 1), (3, 0, 0, 1)])
def test_one_counter_agrees_with_the_work_in_the_line(plan: tuple[int, ...]) -> None:
    clinic = Clinic(slots=4, slot_minutes=10, counters=1, service_minutes=8, show=0.8)
    exact, coarse, fine = Walk(clinic).cost(plan), *(by_workload(clinic, plan, g) for g in (1, 0.5))
    for name in ("waiting", "idle", "overtime"):
        limit = 2 * getattr(fine, name) - getattr(coarse, name)  # the error halves with the grid
        assert getattr(exact, name) == pytest.approx(limit, rel=0.01), name


def played(clinic: Clinic, plan: tuple[int, ...], chance: Random) -> Cost:
    """One day by hand: counters as the times at which they are free."""
    free, waiting, busy = [0.0] * clinic.counters, 0.0, 0.0
    closes = clinic.slots * clinic.slot_minutes
    for slot, people in enumerate(plan):
        at = slot * clinic.slot_minutes
        for _ in range(people):
            if chance.random() >= clinic.show:
                continue
            free.sort()
            begins = max(at, free[0])
            waiting += begins - at
            minutes = sum(chance.expovariate(clinic.rate) for _ in range(clinic.phases))
            free[0] = begins + minutes
            busy += max(0.0, min(free[0], closes) - min(begins, closes))
    return Cost(waiting, clinic.counters * closes - busy, max(0.0, max(free) - closes))


@pytest.mark.parametrize(
    "clinic",
    [Clinic(5, 10, 2, 14, 1, 0.9), Clinic(5, 10, 3, 20, 2, 0.7), Clinic(5, 8, 1, 9, 3, 1.0)],
)
def test_several_counters_and_phases_agree_with_days_played_by_hand(clinic: Clinic) -> None:
    plan = (4, 2, 0, 3, 2)
    chance = Random(7)
    days = [played(clinic, plan, chance) for _ in range(5000)]
    exact = Walk(clinic).cost(plan)
    for name in ("waiting", "idle", "overtime"):
        low, high = mean_between([getattr(day, name) for day in days], 0.999)
        assert low <= getattr(exact, name) <= high, name


@settings(max_examples=25)
@given(PLANS, st.sampled_from([1, 2]), st.sampled_from([1, 2]), st.sampled_from([0.7, 1.0]))
def test_counters_are_busy_idle_or_late_and_nothing_else(
    plan: tuple[int, ...], counters: int, phases: int, show: float
) -> None:
    """One counter: what it works is what was brought, whenever people come."""
    clinic = Clinic(len(plan), 10, counters, 9, phases, show)
    cost = Walk(clinic).cost(plan)
    brought = show * sum(plan) * clinic.service_minutes
    if counters == 1:
        assert cost.idle + brought == pytest.approx(
            clinic.slots * clinic.slot_minutes + cost.overtime, rel=1e-6
        )
    assert min(cost.waiting, cost.idle, cost.overtime) >= -1e-9
    assert cost.weighed(Weights(1, 0, 0)) == cost.waiting


def test_one_person_alone_costs_what_one_service_costs() -> None:
    clinic = Clinic(slots=1, slot_minutes=10, counters=1, service_minutes=10)
    cost = Walk(clinic).cost((1,))
    left = 10 * 2.718281828**-1
    assert cost.waiting == pytest.approx(0, abs=1e-9)
    assert cost.overtime == pytest.approx(left)
    assert cost.idle == pytest.approx(left), "ten minutes open, ten of work, some of it late"
    assert fmean([cost.idle, cost.overtime]) == pytest.approx(left)
