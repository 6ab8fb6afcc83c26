"""The draw: fair by weight, the same again, and nobody else's to steer."""

from collections import Counter
from uuid import UUID

from lintas.casework.rules import drawn, rather, weight_of
from lintas.kernel.actor import Role

ONE, TWO, THREE = (UUID(int=n) for n in (1, 2, 3))


def test_the_same_weights_and_seed_draw_the_same_in_whichever_order() -> None:
    weights = {ONE: 500, TWO: 1000, THREE: 333}
    again = dict(reversed(weights.items()))
    assert all(drawn(weights, str(n)) == drawn(again, str(n)) for n in range(200))


def test_each_is_drawn_as_often_as_their_weight_says() -> None:
    weights = {ONE: weight_of(0), TWO: weight_of(1), THREE: weight_of(9)}
    found = Counter(drawn(weights, f"seed {n}") for n in range(16_000))
    for who, weight in weights.items():
        assert abs(found[who] / 16_000 - weight / sum(weights.values())) < 0.02


def test_nobody_is_so_loaded_that_they_are_never_drawn() -> None:
    assert weight_of(1_000_000) == 1


def test_the_head_decides_only_where_nobody_else_can() -> None:
    head = (ONE, frozenset({Role.HEAD, Role.APPROVER}))
    assert rather([head, (TWO, frozenset({Role.APPROVER}))]) == {TWO}
    assert rather([head]) == {ONE}
