"""Who sits where on the new day: nobody before somebody who was before them."""

from datetime import time
from itertools import pairwise
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from lintas.appointments.day_rules import SOURCES, TARGETS, Person, Room, seats


def person(n: int, hour: int, service: str = "a", share: str = "general") -> Person:
    return Person(UUID(int=n), service, share, time(hour))


def room(n: int, hour: int, left: int = 1, service: str = "a", share: str = "general") -> Room:
    return Room(UUID(int=1000 + n), service, share, time(hour), left)


def test_everybody_keeps_their_hour_where_the_day_is_as_large() -> None:
    people = [person(1, 9), person(2, 11), person(3, 14)]
    rooms = [room(n, hour) for n, hour in enumerate((9, 10, 11, 14))]
    hours = {one.slot: one.clock.hour for one in rooms}
    found = seats(people, rooms)
    assert [hours[found[one.booking]] for one in people] == [9, 11, 14]


def test_where_hours_would_cost_somebody_a_place_all_move_up() -> None:
    people = [person(1, 9), person(2, 14), person(3, 14)]
    rooms = [room(1, 9), room(2, 10), room(3, 14)]
    assert len(seats(people, rooms)) == 3


def test_the_last_in_order_go_without() -> None:
    people = [person(n, 9 + n) for n in range(5)]
    found = seats(people, [room(1, 9, 2), room(2, 10, 1)])
    assert set(found) == {one.booking for one in people[:3]}


def test_services_and_shares_do_not_take_each_others_places() -> None:
    people = [person(1, 9), person(2, 9, "b"), person(3, 9, share="priority")]
    rooms = [room(1, 9), room(2, 9, service="b"), room(3, 9, share="priority")]
    found = seats(people, rooms)
    assert [found[one.booking] for one in people] == [one.slot for one in rooms]


def test_a_share_without_places_of_its_own_there_takes_any() -> None:
    assert seats([person(1, 9, share="priority")], [room(1, 9)])


@given(
    st.lists(st.integers(8, 16), max_size=12).map(sorted),
    st.lists(
        st.tuples(st.integers(8, 16), st.integers(1, 3)), max_size=8, unique_by=lambda r: r[0]
    ),
)
def test_order_stays_and_no_place_is_given_twice(
    hours: list[int], rooms: list[tuple[int, int]]
) -> None:
    people = [person(n, hour) for n, hour in enumerate(hours)]
    there = [room(n, hour, left) for n, (hour, left) in enumerate(rooms)]
    by_slot = {one.slot: one for one in there}
    found = seats(people, there)
    assert len(found) == min(len(people), sum(one.left for one in there))
    assert set(found) == {one.booking for one in people[: len(found)]}
    given_hours = [by_slot[found[one.booking]].clock for one in people if one.booking in found]
    assert all(a <= b for a, b in pairwise(given_hours))
    for slot, one in by_slot.items():
        assert list(found.values()).count(slot) <= one.left


@given(
    st.lists(st.tuples(st.integers(8, 12), st.booleans()), max_size=12).map(sorted),
    st.lists(
        st.tuples(st.integers(8, 12), st.booleans(), st.integers(1, 2)),
        max_size=8,
        unique_by=lambda r: r[:2],
    ),
)
def test_whoever_finds_no_place_in_their_share_shares_out_the_general_one_with_all(
    hours: list[tuple[int, bool]], rooms: list[tuple[int, bool, int]]
) -> None:
    shares = ("general", "desa-a")
    people = [person(n, hour, share=shares[own]) for n, (hour, own) in enumerate(hours)]
    there = [room(n, hour, left, share=shares[own]) for n, (hour, own, left) in enumerate(rooms)]
    by_slot = {one.slot: one for one in there}
    found = seats(people, there)
    own_places, places = (
        sum(one.left for one in there if one.share == share) for share in reversed(shares)
    )
    villagers = sum(own for _hour, own in hours)
    seated = min(villagers, own_places)
    others = len(people) - villagers + (villagers - seated)
    assert len(found) == seated + min(others, places)
    for slot, one in by_slot.items():
        assert list(found.values()).count(slot) <= one.left
    for share in shares:
        mine = [by_slot[found[p.booking]] for p in people if p.share == share if p.booking in found]
        assert all(a.clock <= b.clock for a, b in pairwise(mine))
        assert all(one.share in {share, "general"} for one in mine)


def test_every_action_leads_to_a_state_and_cannot_be_done_twice() -> None:
    assert SOURCES.keys() == TARGETS.keys()
    for action in ("go-ahead", "move", "cancel", "reopen"):
        assert TARGETS[action] not in SOURCES[action]
