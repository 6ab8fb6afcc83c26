"""The judge of histories finds what is wrong, and nothing else."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.hot.linear import NEVER, Operation, Places, first_wrong, places_step

WHATS = ("take", "full", "give back", "set free")


def judged(places: int, *rows: tuple[str, int, int]) -> Operation | None:
    return first_wrong([Operation(*row) for row in rows], Places(places), places_step)


WRONG = {
    "the last place is sold twice": (1, ("take", 0, 1), ("take", 2, 3)),
    "sold twice, at one moment": (1, ("take", 0, 5), ("take", 1, 4)),
    "full, and nobody has taken": (1, ("full", 0, 1), ("take", 2, 3)),
    "full, and the only place was set free before": (
        1, ("take", 0, 1), ("give back", 2, 3), ("set free", 4, 5), ("full", 6, 7),
    ),
    "what is held back is taken": (1, ("take", 0, 1), ("give back", 2, 3), ("take", 4, 5)),
    "given back, and nobody had it": (2, ("give back", 0, 1), ("take", 2, 3)),
    "set free twice": (
        2, ("take", 0, 1), ("give back", 2, 3), ("set free", 4, 5), ("set free", 6, 7),
    ),
    "there is room, and somebody is told that it is full": (2, ("take", 0, 1), ("full", 2, 3)),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_a_history_that_cannot_be_is_found_out(what: str) -> None:
    places, *rows = WRONG[what]
    assert judged(places, *rows) is not None


RIGHT = {
    "one gets it, the other is told while both ask": (1, ("full", 0, 5), ("take", 1, 4)),
    "full because somebody who was never answered had it": (1, ("take", 0, NEVER), ("full", 5, 6)),
    "never answered and never done": (1, ("take", 0, NEVER), ("take", 5, 6)),
    "taken between giving back and asking": (
        1, ("take", 0, 1), ("give back", 2, 9), ("set free", 2, 9), ("take", 2, 9), ("full", 2, 9),
    ),
    "the answer may be late and the effect early": (
        1, ("take", 0, 1), ("give back", 2, 20), ("set free", 3, 4), ("take", 5, 6),
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", RIGHT)
def test_a_history_that_can_be_is_let_pass(what: str) -> None:
    places, *rows = RIGHT[what]
    assert judged(places, *rows) is None


def by_trying_everything(places: int, history: list[Operation]) -> bool:
    """Every order of the operations that agrees with their times."""
    for order in permutations(history):
        state: Places | None = Places(places)
        for nth, one in enumerate(order):
            if any(later.answered < one.called for later in order[nth + 1 :]):
                state = None
            state = state and places_step(state, one.what)
            if state is None:
                break
        if state is not None:
            return True
    return False


@given(
    st.integers(1, 2),
    st.lists(st.tuples(st.sampled_from(WHATS), st.integers(0, 12), st.integers(1, 6)), max_size=6),
)
def test_it_judges_as_trying_every_order_does(
    places: int, rows: list[tuple[str, int, int]]
) -> None:
    """Calls at even, answers at odd moments, so that none are at one."""
    history = [Operation(w, 2 * at, 2 * (at + long) + 1) for w, at, long in rows]
    found = first_wrong(history, Places(places), places_step)
    assert (found is None) == by_trying_everything(places, history)
