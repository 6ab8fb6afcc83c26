"""The lobby's rules: nobody is passed over, never too many inside, and what is said holds."""

import hashlib
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from lintas.appointments.lobby_rules import (
    FIRST_BOUND,
    LATEST_AGAIN,
    LEAST_BOUND,
    LEAST_LAST,
    SOONEST_AGAIN,
    STRETCHES,
    again_after,
    again_before_opening,
    again_when_taken,
    ahead_of,
    calls_now,
    ceiling,
    expected_wait,
    finished,
    is_slow,
    may_reach,
    next_bound,
    note_calls,
    order_of,
    pace_of,
)

COUNT = st.integers(0, 20_000)
TICKETS = st.sets(st.text("ABCDEFGHJKMNPQRSTUVWXYZ23456789", min_size=10, max_size=10))


@given(COUNT, COUNT, COUNT, COUNT, COUNT)
def test_never_more_inside_than_the_bound_and_than_there_are_places(
    waiting: int, inside: int, coming: int, left: int, bound: int
) -> None:
    calls = calls_now(waiting=waiting, inside=inside, coming=coming, left=left, bound=bound)
    assert 0 <= calls <= waiting
    if calls:
        assert inside + coming + calls <= min(bound, left)
    elif waiting and inside + coming < min(bound, left):
        raise AssertionError("somebody waits although there is room")


@given(
    st.integers(1, 400),
    st.integers(0, 300),
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 1500)), max_size=400),
    st.integers(LEAST_BOUND, 200),
)
def test_played_through_nobody_starves_and_turns_come_in_order(
    people: int, places: int, course: Sequence[tuple[int, int, int]], most: int
) -> None:
    """`course` says, each second, how many inside book, how many go without, how slow answers are;
    after it everybody inside books in time. All that can be called are called, in order.
    """
    called = inside = booked = 0
    bound, left = min(30, most), places
    steps = iter(course)
    for _ in range(len(course) + people + 50):
        books, goes, answer_ms = next(steps, (9, 9, 100))
        books = min(books, inside, left)
        inside, left, booked = inside - books, left - books, booked + books
        inside -= min(goes if books else 0, inside)
        waiting = people - called
        bound = next_bound(bound, slow=is_slow(answer_ms, 40), wanted=inside >= bound, most=most)
        assert min(LEAST_BOUND, most) <= bound <= most
        calls = calls_now(waiting=waiting, inside=inside, coming=0, left=left, bound=bound)
        called, inside = called + calls, inside + calls
        assert inside <= left or calls == 0
    assert booked <= places
    assert called == people or left == 0


@given(st.integers(1, 10_000), st.integers(0, 10_000), COUNT, COUNT, COUNT)
def test_who_is_told_that_places_reach_gets_one_whatever_those_ahead_do(
    behind: int, called: int, inside: int, coming: int, left: int
) -> None:
    turn = called + behind
    ahead = ahead_of(turn, called=called, inside=inside, coming=coming)
    most_taken = (turn - called - 1) + inside + coming
    assert may_reach(ahead, left) == (left - most_taken >= 1)


@given(st.integers(0, 5_000), st.integers(1, 300))
def test_at_an_even_pace_the_wait_lies_in_what_was_said(before: int, pace: int) -> None:
    wait = expected_wait(before, [pace] * STRETCHES)
    if wait is None:
        assert pace * STRETCHES < 5
        return
    truly = before * 10 / pace / 60
    assert wait.least <= truly <= wait.most
    assert wait.least < wait.most


def test_without_calls_nothing_is_claimed() -> None:
    assert expected_wait(100, []) is None
    assert expected_wait(100, [0, 0, 4]) is None
    assert expected_wait(100, [0, 0, 5]) is not None


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 50)), max_size=60))
def test_calls_are_kept_by_stretch_also_when_the_clock_goes_back(
    course: Sequence[tuple[int, int]],
) -> None:
    kept: tuple[tuple[int, int], ...] = ()
    for stretch, count in course:
        kept = note_calls(kept, stretch, count)
        names = [one for one, _ in kept]
        assert names == sorted(set(names))
        assert len(kept) <= STRETCHES + 1
        assert names[-1] == stretch
        assert kept[-1][1] >= count
        assert names == list(range(names[0], stretch + 1)), "a stretch without calls is a zero"


def test_the_running_stretch_does_not_count_as_a_slow_one() -> None:
    kept = note_calls(note_calls(note_calls((), 1, 5), 2, 7), 3, 1)
    assert finished(kept, 3) == (5, 7)
    assert finished(note_calls((), 3, 4), 3) == ()
    assert expected_wait(10, [9, 9]) is None, "two stretches are not a pace yet"


def test_those_who_fill_the_empty_room_say_nothing_of_the_pace() -> None:
    assert pace_of(0, FIRST_BOUND) == 0
    assert pace_of(20, FIRST_BOUND + 5) == 5
    assert pace_of(FIRST_BOUND + 5, FIRST_BOUND + 9) == 4


@given(TICKETS, st.text("0123456789abcdef", min_size=64, max_size=64))
def test_the_order_of_the_early_is_the_published_sum_and_nothing_else(
    tickets: set[str], seed: str
) -> None:
    order = order_of(seed, tickets)
    assert sorted(order) == sorted(tickets)
    assert order == order_of(seed, sorted(tickets, reverse=True))
    lines = "\n".join(sorted(f"{one} any" for one in tickets))
    list_hash = hashlib.sha256(lines.encode()).hexdigest()
    hashed = [hashlib.sha256(f"{seed}{list_hash}{one}".encode()).hexdigest() for one in order]
    assert hashed == sorted(hashed)


@given(COUNT, COUNT, COUNT)
def test_a_page_asks_the_later_the_further_back_it_is(one: int, other: int, room: int) -> None:
    assert SOONEST_AGAIN <= again_after(one, room) <= LATEST_AGAIN
    if one <= other:
        assert again_after(one, room) <= again_after(other, room)


@given(COUNT, COUNT)
def test_whoever_is_too_far_back_soon_learns_that_all_is_taken(left: int, room: int) -> None:
    assert LEAST_LAST <= again_when_taken(left, room) <= LATEST_AGAIN
    assert again_when_taken(0, room) == LEAST_LAST
    assert again_when_taken(left, room) <= again_when_taken(left + 1, room)


def test_a_page_asks_the_sooner_the_more_are_let_in() -> None:
    assert again_after(0, 30) == SOONEST_AGAIN
    assert again_after(60, 200) < again_after(60, 100) < again_after(60, 60)
    assert again_after(60, 10) <= 6, "a small room may soon be a larger one"


@given(st.floats(-100, 4000), st.integers(0, 10**9))
def test_before_the_opening_pages_ask_after_it_and_not_all_at_once(
    seconds: float, spread: int
) -> None:
    again = again_before_opening(seconds, spread)
    assert SOONEST_AGAIN <= again <= 2 * LATEST_AGAIN + 11
    if 0 < seconds <= 2 * LATEST_AGAIN:
        assert again > seconds
    assert len({again_before_opening(10.0, n) for n in range(10)}) == 10


def test_the_office_can_slow_and_stop() -> None:
    assert [ceiling(100, mode) for mode in ("open", "slow", "stopped")] == [100, 25, 0]
    assert ceiling(1, "slow") == 1


def test_slow_is_measured_by_what_was_usual_before_the_rush() -> None:
    assert is_slow(400, 150)
    assert not is_slow(400, 250)
    assert not is_slow(40, 10), "forty milliseconds are never slow"
    assert is_slow(600, None)
    assert not is_slow(None, 10)
