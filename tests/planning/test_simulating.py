"""The simulator against the formulas of M/M/c, and against what cannot be otherwise."""

import math
from itertools import pairwise
from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lintas.planning.days import Booked, Day, Seat, WalkIns
from lintas.planning.outcomes import mean_between
from lintas.planning.simulating import play

HOURS = 100
A = frozenset("A")


def erlang_c(counters: int, load: float) -> float:
    """The chance that somebody must wait. Source: Erlang 1917."""
    below = sum(load**k / math.factorial(k) for k in range(counters))
    top = load**counters / math.factorial(counters) * counters / (counters - load)
    return top / (below + top)


def steady(counters: int, an_hour: float, mean: float) -> Day:
    return Day(
        closes=HOURS * 60,
        seats=[Seat(f"loket-{n}", A) for n in range(counters)],
        draws={"x": lambda chance, _at: chance.expovariate(1 / mean)},
        walk_ins=[WalkIns("x", "A", an_hour, (0, HOURS * 60))],
    )


@pytest.mark.parametrize(("counters", "an_hour", "mean"), [(1, 3.0, 12.0), (3, 14.0, 10.0)])
def test_waits_are_those_of_erlang_c(counters: int, an_hour: float, mean: float) -> None:
    """Within the 99 % interval of twenty runs, each without its first hours."""
    load = an_hour * mean / 60
    must_wait = erlang_c(counters, load)
    runs = [
        [v for v in play(steady(counters, an_hour, mean), seed) if v.arrived > 10 * 60]
        for seed in range(20)
    ]
    low, high = mean_between([fmean(v.wait for v in run) for run in runs], 0.99)
    assert low <= must_wait * mean / (counters - load) <= high
    low, high = mean_between([fmean(v.wait > 1e-9 for v in run) for run in runs], 0.99)
    assert low <= must_wait <= high


def booked_day(dues: list[float], counters: int, **more: object) -> Day:
    return Day(
        closes=480,
        seats=[Seat(f"loket-{n}", A) for n in range(counters)],
        draws={"x": lambda _chance, _at: 10.0},
        booked=[Booked(due, "x", "A") for due in dues],
        **more,  # type: ignore[arg-type]
    )


def test_the_same_seed_is_the_same_day() -> None:
    day = booked_day([0, 0, 10, 20], 2, coming_share=0.7, early=lambda chance: chance.gauss(-5, 5))
    assert play(day, 4) == play(day, 4)
    assert play(day, 4) != play(day, 5)


def test_nobody_is_called_before_opening_in_a_break_or_by_an_empty_seat() -> None:
    day = booked_day([0, 100, 100, 130], 1, breaks=((110.0, 160.0),), early=lambda _c: -30.0)
    assert [v.called for v in play(day, 1)] == [0, 70, 80, 100]
    late = booked_day([100, 100, 130], 1, breaks=((105.0, 160.0),))
    assert [v.called for v in play(late, 1)] == [100, 160, 170]
    away = Day(closes=480, seats=[Seat("loket-1", A, away=((0.0, 50.0),))],
               draws={"x": lambda _c, _a: 10.0}, booked=[Booked(0, "x", "A")])  # fmt: skip
    assert [v.called for v in play(away, 1)] == [50]


def test_the_order_is_the_published_one() -> None:
    """Who is due earlier and on time goes before who came earlier; priority before both."""
    early = iter([0.0, -21.0, 1.0])
    day = booked_day([0, 30, 8], 1, early=lambda _chance: next(early))
    assert [v.due for v in play(day, 1)] == [0, 8, 30]


@settings(max_examples=30)
@given(st.lists(st.integers(0, 400), max_size=25), st.integers(1, 4), st.integers(0, 9))
def test_everybody_is_served_once_and_no_counter_serves_two(
    dues: list[int], counters: int, seed: int
) -> None:
    day = booked_day([float(d) for d in sorted(dues)], counters, early=lambda c: c.gauss(-5, 8))
    visits = play(day, seed)
    assert sorted(v.due or 0 for v in visits) == sorted(dues)
    for seat in {v.seat for v in visits}:
        mine = sorted((v.called, v.left) for v in visits if v.seat == seat)
        assert all(a[1] <= b[0] for a, b in pairwise(mine))
    assert all(v.arrived <= v.called + 1e-9 < v.left for v in visits)


@given(st.integers(1, 8), st.integers(1, 4))
def test_people_who_come_together_wait_in_rounds(people: int, counters: int) -> None:
    waits = sorted(v.wait for v in play(booked_day([0.0] * people, counters), 1))
    assert waits == [10.0 * (nth // counters) for nth in range(people)]


def test_the_share_that_comes_comes() -> None:
    day = booked_day([float(n) for n in range(200)], 4, coming_share=0.8)
    came = fmean(len(play(day, seed)) for seed in range(20))
    assert came == pytest.approx(160, abs=6)
