import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lintas.planning.phases import Clinic, Weights
from lintas.planning.search import Search, all_shifts, every_plan
from lintas.planning.shapes import RULES, bailey_welch, blocks_of_two, equal_spacing


@settings(max_examples=12)
@given(
    st.integers(3, 5), st.integers(2, 5), st.sampled_from([6.0, 10.0, 15.0]),
    st.sampled_from([0.7, 1.0]), st.sampled_from([0.2, 1.0, 3.0]), st.sampled_from([1, 2]),
)  # fmt: skip
def test_the_search_finds_what_trying_everything_finds(
    slots: int, people: int, minutes: float, show: float, idle: float, counters: int
) -> None:
    search = Search(Clinic(slots, 10, counters, minutes, 1, show), Weights(1, idle, 1))
    best = min(search.weighed(plan) for plan in every_plan(slots, people))
    found = search.best(people)
    assert sum(found.plan) == people
    assert found.weighed <= best * 1.01 + 1e-6
    if counters == 1:
        assert found.weighed == pytest.approx(best, rel=1e-5), "multimodular: proven to be best"


def test_with_many_slots_it_is_no_worse_than_any_rule() -> None:
    clinic = Clinic(14, 10, 2, 13, 1, 0.85)
    search = Search(clinic, Weights())
    found = search.best(20)
    assert sum(found.plan) == 20
    assert found.weighed == pytest.approx(search.walk.cost(found.plan).weighed(Weights()))
    assert found.weighed < min(search.weighed(rule(clinic, 20)) for rule in RULES.values())


def test_all_ways_are_counted() -> None:
    assert len(set(every_plan(4, 5))) == 56, "8 over 3"
    assert all(sum(plan) == 5 for plan in all_shifts((1, 2, 0, 2)))


def test_the_rules_are_what_their_names_say() -> None:
    one = Clinic(8, 10, 1, 10)
    assert bailey_welch(one, 6) == (2, 1, 1, 1, 1, 0, 0, 0)
    assert equal_spacing(one, 4) == (1, 0, 1, 0, 1, 0, 1, 0)
    assert blocks_of_two(one, 6) == (2, 0, 2, 0, 0, 2, 0, 0)
    two = Clinic(8, 10, 2, 20)
    assert bailey_welch(two, 8) == (4, 1, 1, 1, 1, 0, 0, 0), "two for each counter"


@given(st.integers(1, 20), st.integers(0, 60), st.integers(1, 4))
def test_rules_forget_nobody(slots: int, people: int, counters: int) -> None:
    for rule in RULES.values():
        plan = rule(Clinic(slots, 10, counters, 12), people)
        assert len(plan) == slots
        assert sum(plan) == people
        assert min(plan) >= 0
