from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lintas.kernel.actor import system
from lintas.kernel.ids import new_id
from lintas.queue import public as queue
from lintas.queue.overtaking import Came, Overtaking, overtaking, passed_by

NINE = datetime.fromisoformat("2026-11-25T09:00:00+07:00")
A = frozenset("AP")
ME = system("tests")


def came(arrived: int, called: int | None, priority: bool = False, **more: object) -> Came:
    return Came(
        line="P" if priority else "A",
        priority=priority,
        due_at=None,
        arrived_at=NINE + timedelta(minutes=arrived),
        called_at=None if called is None else NINE + timedelta(minutes=called),
        stood_since=NINE + timedelta(minutes=arrived),
        served_with=A,
        **more,  # type: ignore[arg-type]
    )


def test_first_come_first_served_passes_nobody() -> None:
    assert overtaking([came(n, 10 + n) for n in range(5)], 3) == Overtaking(5, 0, 0)


def test_priority_and_other_passing_are_told_apart() -> None:
    day = [came(0, 30), came(1, 10), came(2, 20, priority=True), came(3, None)]
    assert overtaking(day, 3) == Overtaking(calls=3, for_priority=1, otherwise=1)
    assert overtaking(day, 3).index == 2 / 3


def test_another_line_and_who_missed_a_call_are_not_passed() -> None:
    other_line = Came("B", False, None, NINE, NINE, None)
    missed = Came("A", False, None, NINE, NINE, NINE + timedelta(minutes=40), 1)
    assert passed_by(came(5, 10), [other_line, missed]) == []


def test_after_three_with_priority_one_of_the_others_passes_by_the_rule() -> None:
    day = [came(0, 40, priority=True), *(came(n, 10 + n, priority=True) for n in (1, 2, 3))]
    in_turn = came(5, 20)
    assert overtaking([*day[1:], came(4, 40, priority=True), in_turn], 3).otherwise == 0
    too_early = overtaking([*day[2:], came(4, 40, priority=True), in_turn], 3)
    assert too_early.otherwise == 1, "only two with priority had been called"


TIMES = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=12)


@given(TIMES)
def test_as_counted_by_hand(times: list[tuple[int, int]]) -> None:
    """Each call against everybody else, from the times alone."""
    day = [came(arrived, arrived + waited) for arrived, waited in times]
    by_hand = sum(
        any(b < a and a + w > b and b + v > a + w for m, (b, v) in enumerate(times) if m != n)
        for n, (a, w) in enumerate(times)
    )
    assert overtaking(day, 3) == Overtaking(len(times), 0, by_hand)


@pytest.mark.django_db
def test_the_real_queue_passes_for_priority_only(at: datetime) -> None:
    tickets = [ticket(at + timedelta(minutes=n), n) for n in range(3)]
    queue.walk_in(
        ticket_id=new_id(), office="mentawai", service="paspor-penggantian", reason="lansia",
        actor=ME, at=at + timedelta(minutes=4),
    )  # fmt: skip
    for n in range(4):
        now = at + timedelta(minutes=5 + n)
        called = queue.call_next(office="mentawai", counter="loket-2", actor=ME, at=now)
        queue.start(ticket_id=called.id, actor=ME, at=now)
        queue.finish(ticket_id=called.id, actor=ME, at=now)
    assert queue.overtaking_today("mentawai", at) == Overtaking(4, 1, 0)
    assert len(tickets) == 3


@pytest.mark.django_db
def test_who_is_put_aside_taken_back_or_sent_on_has_not_been_passed(at: datetime) -> None:
    """The line is kept to the letter; what happens at a counter afterwards is no overtaking."""
    first, second, third = (ticket(at + timedelta(minutes=n), n).id for n in range(3))

    def call(counter: str, minutes: float) -> queue.TicketView | None:
        now = at + timedelta(minutes=minutes)
        return queue.call_next(office="mentawai", counter=counter, actor=ME, at=now)

    assert call("loket-2", 5).id == first
    queue.start(ticket_id=first, actor=ME, at=at + timedelta(minutes=5))
    queue.park(ticket_id=first, reason="fotokopi", actor=ME, at=at + timedelta(minutes=6))
    assert call("loket-2", 7).id == second
    queue.undo_call(ticket_id=second, actor=ME, at=at + timedelta(minutes=7, seconds=5))
    assert call("loket-2", 8).id == second
    queue.start(ticket_id=second, actor=ME, at=at + timedelta(minutes=8))
    queue.send_on(
        ticket_id=second, to_counter="loket-1", note="", actor=ME, at=at + timedelta(minutes=9)
    )
    assert call("loket-2", 10).id == third, "the second waits for loket-1 alone"
    queue.start(ticket_id=third, actor=ME, at=at + timedelta(minutes=10))
    queue.finish(ticket_id=third, actor=ME, at=at + timedelta(minutes=12))
    queue.resume(ticket_id=first, actor=ME, at=at + timedelta(minutes=13))
    assert call("loket-1", 14).id == second
    assert queue.overtaking_today("mentawai", at) == Overtaking(4, 0, 0)


@pytest.mark.django_db
def test_a_call_out_of_order_is_counted(at: datetime) -> None:
    ticket(at, 0)
    late = ticket(at + timedelta(minutes=1), 1).id
    queue.call_out_of_order(
        ticket_id=late, counter="loket-2", reason="kapal", actor=ME, at=at + timedelta(minutes=2)
    )
    assert queue.overtaking_today("mentawai", at) == Overtaking(1, 0, 1)


def ticket(at: datetime, nth: int) -> queue.TicketView:
    made = queue.issue_ticket(
        ticket_id=new_id(), office="mentawai", on=at.date(), letter="A",
        service="paspor-penggantian", case=None, booking_id=None, due_at=None, actor=ME, at=at,
    )  # fmt: skip
    return queue.arrive(ticket_id=made.id, actor=ME, at=at)
