"""The played waits against the formulas where there are any."""

import math
from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lintas.queue.estimating import Ahead, Coming, CounterNow, Scene, wait, waits
from lintas.queue.pace import Law

EXPONENTIAL = Law(tuple(-10 * math.log(1 - (n + 0.5) / 400) for n in range(400)))
TEN = Law((10.0, 10.0))
A, AB = frozenset("A"), frozenset("AB")
MANY = 20_000


def line(count: int, law: Law = TEN, of: str = "A") -> list[Ahead]:
    return [Ahead(nth, of, (law,)) for nth in range(count)]


def busy(law: Law, age: float = 0.0, lines: frozenset[str] = A) -> CounterNow:
    return CounterNow(lines, law=law, age=age)


def test_with_exponential_services_the_wait_is_the_sum_of_the_gaps() -> None:
    """k ahead, c busy counters: the (k+1)th end of a Poisson process of rate c/10, any ages."""
    scene = Scene("A", [busy(EXPONENTIAL, 5), busy(EXPONENTIAL), busy(EXPONENTIAL, 20)],
                  line(5, EXPONENTIAL))  # fmt: skip
    found = waits(scene, 1, MANY)
    assert fmean(found) == pytest.approx(6 * 10 / 3, rel=0.03)
    spread = math.sqrt(fmean([(w - fmean(found)) ** 2 for w in found]))
    assert spread == pytest.approx(math.sqrt(6) * 10 / 3, rel=0.05)


def test_the_interval_holds_for_eight_of_ten_of_other_plays() -> None:
    scene = Scene("A", [busy(EXPONENTIAL), busy(EXPONENTIAL)], line(4, EXPONENTIAL))
    stated = wait(scene, 1, MANY)
    within = fmean(stated.least <= w <= stated.most for w in waits(scene, 2, MANY))
    assert within == pytest.approx(0.8, abs=0.01)


def test_a_free_counter_and_nobody_ahead_is_no_wait() -> None:
    assert wait(Scene("A", [CounterNow(A), busy(TEN)], []), 1).most == 0


def test_how_long_the_counters_have_been_at_it_counts() -> None:
    long = Law(tuple(float(m) for m in range(5, 16)))
    fresh = wait(Scene("A", [busy(long, 0.0)], []), 1).expected
    almost = wait(Scene("A", [busy(long, 9.0)], []), 1).expected
    assert almost < fresh / 2


def test_a_counter_that_does_not_serve_the_letter_is_no_help_but_takes_its_own() -> None:
    scene = Scene("A", [CounterNow(A), CounterNow(frozenset("B"))], line(2))
    assert wait(scene, 1).expected == pytest.approx(20)
    mixed = Scene("A", [CounterNow(A), CounterNow(frozenset("B"))], line(1, of="B"))
    assert wait(mixed, 1).expected == 0


def test_who_is_still_to_come_and_stands_ahead_counts_by_the_chance_that_they_come() -> None:
    def scene(chance: float) -> Scene:
        coming = Coming(0, "A", (TEN,), (1.0,), chance)
        return Scene("A", [busy(TEN)], line(1), [coming])

    alone, half, sure = (wait(scene(c), 1, MANY).expected for c in (0.0, 0.5, 1.0))
    assert sure == pytest.approx(alone + 10)
    assert half == pytest.approx(alone + 5, rel=0.05)


def test_priority_goes_ahead_as_often_as_it_came_before() -> None:
    """While one waits 20 minutes, 3 an hour pass: the wait grows by the usual 1 / (1 - rho)."""
    both = [busy(TEN, lines=frozenset("AP"))]
    quiet = Scene("A", both, line(1))
    pressed = Scene("A", both, line(1), priority_a_minute=3 / 60, priority_laws=(TEN,))
    grown = wait(pressed, 1, MANY).expected / wait(quiet, 1).expected
    assert 1.5 < grown < 2.2


def test_nobody_is_called_in_the_break() -> None:
    scene = Scene("A", [CounterNow(A)], line(3), breaks=[(15.0, 75.0)])
    assert wait(scene, 1).expected == pytest.approx(75 + 10), "two before the break, one after it"
    before_opening = Scene("A", [CounterNow(A)], [], breaks=[(-1e6, 30.0)])
    assert wait(before_opening, 1).expected == 30


def test_who_is_called_and_not_there_takes_little_time() -> None:
    there = wait(Scene("A", [CounterNow(A)], line(10)), 1).expected
    half = wait(Scene("A", [CounterNow(A)], line(10), absent_share=0.5), 1, MANY).expected
    assert half == pytest.approx(10 * (0.5 * 10 + 0.5 * 2), rel=0.03)
    assert there == pytest.approx(100)


@settings(max_examples=40)
@given(st.integers(0, 12), st.integers(1, 4), st.integers(0, 30))
def test_one_more_ahead_is_no_shorter_and_one_more_counter_no_longer(
    count: int, counters: int, seed: int
) -> None:
    def expected(ahead: int, opened: int) -> float:
        return wait(Scene("A", [busy(TEN, 3)] * opened, line(ahead)), seed, 50).expected

    assert expected(count, counters) <= expected(count + 1, counters)
    assert expected(count, counters + 1) <= expected(count, counters)


def test_the_same_moment_says_the_same() -> None:
    scene = Scene("A", [busy(EXPONENTIAL)] * 2, line(5, EXPONENTIAL))
    assert wait(scene, 3) == wait(scene, 3)
