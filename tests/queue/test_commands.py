from datetime import date, datetime, timedelta

import pytest

from lintas.kernel.actor import Actor, ActorKind, Role
from lintas.kernel.ids import new_id
from lintas.queue import public as queue
from lintas.queue.invariants import check_queue
from lintas.queue.rules import Waiting, order_key
from tests.threads import at_once

OFFICER = Actor(ActorKind.STAFF, new_id(), frozenset({Role.OFFICER}), "mentawai")
COUNTERS = ("loket-1", "loket-2", "loket-3")


def issued(at: datetime, minutes: int = 0, letter: str = "A") -> queue.TicketView:
    return queue.issue_ticket(
        ticket_id=new_id(),
        office="mentawai",
        on=date(2026, 11, 25),
        letter=letter,
        service="paspor-penggantian",
        case=None,
        booking_id=None,
        due_at=at + timedelta(minutes=minutes),
        actor=OFFICER,
        at=at,
    )


def arrived(at: datetime, minutes: int = 0) -> queue.TicketView:
    return queue.arrive(ticket_id=issued(at, minutes).id, actor=OFFICER, at=at)


def call(counter: str, at: datetime) -> queue.TicketView | None:
    return queue.call_next(office="mentawai", counter=counter, actor=OFFICER, at=at)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_counters_never_call_one_number(at: datetime) -> None:
    for _ in range(3):
        arrived(at)
    found = at_once(3, lambda n: call(COUNTERS[n], at))
    labels = [f.label for f in found if isinstance(f, queue.TicketView)]
    assert sorted(labels) == ["A-001", "A-002", "A-003"]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_numbers_have_no_gap_and_no_double(at: datetime) -> None:
    found = at_once(12, lambda _n: issued(at))
    assert sorted(f.label for f in found) == [f"A-{n:03d}" for n in range(1, 13)]
    assert list(check_queue()) == []


@pytest.mark.django_db
def test_who_is_not_there_comes_back_once_and_is_then_missed(at: datetime) -> None:
    arrived(at)
    called = call("loket-1", at)
    back = queue.no_show(ticket_id=called.id, actor=OFFICER, at=at)
    assert back.status == "waiting"
    call("loket-1", at)
    assert queue.no_show(ticket_id=called.id, actor=OFFICER, at=at).status == "missed"
    assert call("loket-1", at) is None


@pytest.mark.django_db
def test_a_busy_counter_calls_nobody(at: datetime) -> None:
    arrived(at)
    arrived(at)
    call("loket-1", at)
    with pytest.raises(queue.CounterBusy):
        call("loket-1", at)


def test_coming_early_gives_no_advantage_and_coming_on_time_keeps_the_place(at: datetime) -> None:
    later = at + timedelta(minutes=30)
    early = Waiting(False, later, at - timedelta(hours=1), 0)
    on_time = Waiting(False, at, at + timedelta(minutes=5), 0)
    priority = Waiting(True, None, at + timedelta(minutes=40), 0)
    assert sorted([early, on_time, priority], key=order_key) == [priority, on_time, early]
