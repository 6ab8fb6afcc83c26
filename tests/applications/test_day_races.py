"""A day is moved while people book, cancel, change and check in: threads on PostgreSQL."""

from datetime import date, datetime
from itertools import pairwise

import pytest
from django.db import OperationalError

from lintas.applications.commands import withdraw
from lintas.applications.day_commands import carry_people
from lintas.applications.models import Application
from lintas.applications.visit_commands import move_visit, record_arrival
from lintas.appointments import public as appointments
from lintas.appointments.invariants import (
    check_appointments,
    check_days,
    check_ledger,
    check_places,
)
from lintas.appointments.models import Booking, Slot
from lintas.kernel.errors import Refused
from lintas.kernel.ids import new_id
from lintas.queue import public as queue
from lintas.queue.models import Ticket
from tests.applications.days_cast import (
    BOAT,
    FRIDAY,
    NEXT_BOAT,
    OFFICER,
    all_booked,
    book,
    carried,
    move,
    paid,
    person_of,
    times,
)
from tests.threads import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
TODAY = date(2026, 11, 25)


def one_place_each(people: list[Application]) -> None:
    """Whoever has a visit has one booking, one valid number, on a day that takes place."""
    for one in people:
        one.refresh_from_db()
        live = Booking.objects.filter(case=one.pk, status="live").select_related("slot")
        tickets = Ticket.objects.filter(case=one.pk).exclude(status="cancelled")
        expected = 1 if one.status in {"visit-booked", "arrived"} else 0
        assert (live.count(), tickets.count()) == (expected, expected), one.status
        if expected:
            assert live[0].slot.closed_places is None
            assert tickets[0].due_at == live[0].slot.starts_at
    assert [*check_appointments(), *check_places(), *check_days(), *check_ledger()] == []


def test_people_who_book_cancel_and_change_while_their_day_is_moved(at: datetime) -> None:
    """None lost, none twice, and those who only waited keep their order."""
    here = all_booked(8, at)
    coming = paid(6, at, "datang")
    waiting, leaving, changing = here[:4], here[4:6], here[6:]
    before = [queue.ticket_of(one.pk).label for one in waiting]
    free = times(BOAT)

    def act(n: int) -> object:
        if n == 0:
            return move(at, FRIDAY)
        if n <= 6:
            return book(coming[n - 1], free[n % 3], at)
        if n <= 8:
            gone = leaving[n - 7]
            return withdraw(application=gone, actor=person_of(gone), at=at)
        other = changing[n - 9]
        return move_visit(
            application=other,
            slot_id=times(NEXT_BOAT)[0].pk,
            ticket_id=new_id(),
            actor=person_of(other),
            at=at,
        )

    found = at_once(11, act)
    assert not [one for one in found if isinstance(one, Exception) and not isinstance(one, Refused)]
    while appointments.changes_to_do(at):
        carried(at)
    one_place_each([*here, *coming])
    assert {one.status for one in leaving} == {"withdrawn"}
    assert {one.status for one in waiting} == {"visit-booked"}
    after = [queue.ticket_of(one.pk).label for one in waiting]
    assert [a < b for a, b in pairwise(before)] == [a < b for a, b in pairwise(after)]
    for n, one in enumerate(coming, start=1):
        booked_it = not isinstance(found[n], Refused)
        assert (one.status == "visit-booked") == booked_it


def test_several_workers_carry_each_person_once(at: datetime) -> None:
    people = all_booked(10, at)
    move(at, FRIDAY)
    at_once(4, lambda _: carry_people(at))
    while appointments.changes_to_do(at):
        carried(at)
    one_place_each(people)
    numbers = [queue.ticket_of(one.pk).label for one in people]
    assert sorted(numbers) == [f"A-{n:03}" for n in range(1, 11)]
    assert numbers == sorted(numbers)


def test_two_heads_decide_at_once_and_one_decision_holds(at: datetime) -> None:
    people = all_booked(3, at)
    days = (FRIDAY, date(2026, 12, 5), date(2026, 12, 6), date(2026, 12, 7))
    found = at_once(4, lambda n: move(at, days[n]))
    assert sum(isinstance(one, Refused) for one in found) == 3
    carried(at)
    assert len({Booking.objects.get(case=one.pk, status="live").slot.on for one in people}) == 1
    one_place_each(people)


def test_a_new_day_that_fills_while_the_old_is_moved_onto_it(at: datetime) -> None:
    """The free places of the new day go to one side or the other, never to both."""
    people = all_booked(6, at)
    strangers = paid(6, at, "lain")
    slot = times(NEXT_BOAT)[0]
    Slot.objects.filter(place=slot.place, on=NEXT_BOAT).update(places=0)
    Slot.objects.filter(pk=slot.pk).update(places=6)

    def act(n: int) -> object:
        return move(at, NEXT_BOAT) if n == 0 else book(strangers[n - 1], slot, at)

    at_once(7, act)
    carried(at)
    one_place_each([*people, *strangers])
    slot.refresh_from_db()
    assert slot.taken == 6


def test_who_checks_in_while_the_day_is_moved_is_here_or_comes_again(at: datetime) -> None:
    people = all_booked(6, at, on=TODAY, place="")
    move(at, date(2026, 11, 26), on=TODAY, place="", reason="listrik")

    def act(n: int) -> object:
        if n == 0:
            return carry_people(at)
        one = people[n - 1]
        ticket = queue.ticket_of(one.pk)
        try:
            return record_arrival(application=one, ticket_id=ticket.id, actor=OFFICER, at=at)
        except OperationalError as trouble:  # the person is asked to try again; nothing is lost
            return trouble

    found = at_once(7, act)
    assert not [one for one in found if isinstance(one, OperationalError)]
    while appointments.changes_to_do(at):
        carried(at)
    one_place_each(people)
    assert {one.status for one in people} == {"visit-booked"}
