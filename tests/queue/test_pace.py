import random
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lintas.queue.pace import PRIOR_SERVICES, Law, Pace, Turn, laws_of, usual_law
from lintas.queue.pace_text import as_json, from_json

MINUTES = st.lists(st.floats(0.5, 90), min_size=5, max_size=60)


@given(st.floats(1, 240))
def test_a_service_nobody_measured_takes_its_own_minutes(minutes: float) -> None:
    law = usual_law(minutes)
    assert law.mean == pytest.approx(minutes)
    assert 0.3 < law.spread / law.mean < 0.55, "a spread of about a half, tails cut"
    assert list(law.minutes) == sorted(law.minutes)


@given(MINUTES)
def test_a_learned_law_lies_between_what_was_measured_and_the_service_s_own(
    measured: list[float],
) -> None:
    laws, _hours, _both = laws_of([Turn("a", 9, m) for m in measured], {"a": 15.0})
    usual = usual_law(15.0)
    law = laws["a"]
    assert list(law.minutes) == sorted(law.minutes)
    low, high = min(*measured, *usual.minutes), max(*measured, *usual.minutes)
    assert low * 0.5 <= law.minutes[0] <= law.minutes[-1] <= high * 2


def test_with_few_measured_the_own_minutes_weigh_and_with_many_they_do_not() -> None:
    quick = [Turn("a", 9, 5.0) for _ in range(PRIOR_SERVICES)]
    few, *_ = laws_of(quick, {"a": 15.0})
    many, *_ = laws_of([Turn("a", 9, 5.0) for _ in range(2000)], {"a": 15.0})
    assert 8 < few["a"].mean < 12
    assert many["a"].mean == pytest.approx(5.0, abs=0.3)


def test_a_slow_hour_is_learned_and_one_slow_service_is_no_slow_hour() -> None:
    chance = random.Random(1)
    turns = [
        Turn("a", hour, chance.gauss(10, 2) * (1.5 if hour == 8 else 1.0))
        for hour in range(8, 16)
        for _ in range(200)
    ]
    laws, hours, both = laws_of(turns, {"a": 10.0})
    pace = Pace(laws=laws, hours=hours, service_hours=both)
    assert pace.law("a", 8, 10).mean == pytest.approx(15, rel=0.07)
    assert pace.law("a", 14, 10).mean == pytest.approx(10, rel=0.07)
    once = [*turns, Turn("a", 16, 60.0)]
    laws, hours, both = laws_of(once, {"a": 10.0})
    assert Pace(laws=laws, hours=hours, service_hours=both).law("a", 16, 10).mean < 14


def test_a_service_without_a_past_is_slower_in_a_slow_hour() -> None:
    pace = Pace(hours={8: 1.2})
    assert pace.law("b", 8, 10).mean == pytest.approx(12)
    assert pace.law("b", 9, 10).mean == pytest.approx(10)


def test_what_is_left_of_a_service_is_the_rest_of_those_that_took_longer() -> None:
    law = Law(tuple(float(n) + 0.5 for n in range(40)))
    assert fmean(law.left(0)) == pytest.approx(20, abs=0.3)
    assert fmean(law.left(20)) == pytest.approx(10, abs=0.3)
    assert fmean(law.left(500)) == pytest.approx(law.mean / 2, rel=0.1), "nothing is known any more"


@given(st.floats(0, 1, exclude_max=True), st.floats(1, 60))
def test_quantiles_grow(share: float, minutes: float) -> None:
    law = usual_law(minutes)
    assert 0 <= law.at(share) <= law.at(min(1.0, share + 0.1))


def test_a_pace_survives_the_database() -> None:
    laws, hours, both = laws_of([Turn("a", 9, 7.25), Turn("a", 10, 9.5)], {"a": 15.0})
    pace = Pace({"a": 2}, laws, hours, both, 0.03, 0.9, (-3.0, 2.5), 1.5)
    again = from_json(as_json(pace))
    assert again.law("a", 9, 15).mean == pytest.approx(pace.law("a", 9, 15).mean, rel=1e-3)
    assert (again.measured, again.early_minutes) == (pace.measured, pace.early_minutes)
