from hypothesis import given
from hypothesis import strategies as st

from lintas.planning.advice import Goal, most_people
from lintas.planning.days import Booked, Day, Seat, Visit
from lintas.planning.outcomes import mean_between, outcome, quantile

A = frozenset("A")


def visit(arrived: float, called: float, left: float, due: float | None = None) -> Visit:
    return Visit("x", "A", False, due, arrived, called, left, "loket-1")


def test_waits_idle_and_overtime_by_hand() -> None:
    """Open 0 to 40 and 60 to 100; served 0 to 10, 30 to 50 (into the break), 90 to 120."""
    day = Day(closes=100, seats=[Seat("loket-1", A)], draws={}, breaks=((40, 60),))
    found = outcome(day, [[visit(-5, 0, 10, due=0), visit(10, 30, 50), visit(80, 90, 120, due=85)]])
    assert (found.wait_median, found.wait_mean, found.wait_p95) == (5, 25 / 3, 20)
    assert found.overtime_mean == 20
    assert round(found.idle_share, 9) == round(1 - 30 / 80, 9)


@given(st.lists(st.floats(0, 100), min_size=1), st.floats(0.01, 1))
def test_a_quantile_is_reached_by_its_share(values: list[float], share: float) -> None:
    found = quantile(values, share)
    assert found in values
    assert sum(v <= found for v in values) >= share * len(values) - 1e-6
    assert sum(v < found for v in values) < share * len(values) + 1e-6


def test_the_interval_of_a_mean_narrows() -> None:
    low, high = mean_between([1.0, 2.0, 3.0] * 30, 0.99)
    wide = mean_between([1.0, 2.0, 3.0] * 3, 0.99)
    assert low < 2 < high
    assert wide[0] < low


def test_the_advice_is_the_last_number_that_keeps_the_goal() -> None:
    """Ten minutes each, one counter, all at nought: the fifth waits forty minutes."""

    def day(people: int) -> Day:
        return Day(480, [Seat("loket-1", A)], {"x": lambda _c, _a: 10.0},
                   [Booked(0, "x", "A")] * people)  # fmt: skip

    most, found = most_people(day, 30, Goal(wait_p95=40, overtime_p95=0), 2, 1)
    assert most == 5
    assert found.wait_p95 == 40
    assert most_people(day, 30, Goal(wait_p95=-1), 2, 1)[0] == 0
