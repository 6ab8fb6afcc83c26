from datetime import datetime, timedelta

import pytest

from lintas.appointments import public as appointments
from lintas.appointments.invariants import check_appointments, check_ledger
from lintas.appointments.models import Booking, Slot
from lintas.catalogue import public as catalogue
from lintas.kernel.actor import Actor, ActorKind
from lintas.kernel.ids import new_id
from tests.threads import at_once

SHARES = ("priority", "general")
PERSON = Actor(ActorKind.PERSON, new_id())


def slot_of(places: int, at: datetime, days: int = 1) -> Slot:
    starts_at = at + timedelta(days=days)
    return Slot.objects.create(
        id=new_id(),
        office="mentawai",
        service="paspor-penggantian",
        on=catalogue.office("mentawai").today(starts_at),
        starts_at=starts_at,
        minutes=30,
        places=places,
    )


def book(slot: Slot, at: datetime, case: object = None) -> appointments.BookingView:
    return appointments.book_slot(
        booking_id=new_id(),
        slot_id=slot.pk,
        case=case or new_id(),
        person_id=new_id(),
        actor=PERSON,
        at=at,
    )


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_hot_slot_is_never_sold_twice(at: datetime) -> None:
    slot = slot_of(5, at)
    found = at_once(24, lambda _n: book(slot, at))
    sold = [f for f in found if isinstance(f, appointments.BookingView)]
    assert len(sold) == Booking.objects.count() == 5
    assert all(isinstance(f, appointments.SlotFull) for f in found if f not in sold)
    assert [*check_appointments(), *check_ledger()] == []


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_one_request_never_holds_two_places(at: datetime) -> None:
    slot, case = slot_of(9, at), new_id()
    found = at_once(8, lambda _n: book(slot, at, case))
    assert sum(isinstance(f, appointments.BookingView) for f in found) == 1
    assert [*check_appointments(), *check_ledger()] == []


@pytest.mark.django_db
def test_days_are_opened_from_the_office_data_and_only_once(at: datetime) -> None:
    first = appointments.prepare_slots(at)
    assert first > 0
    assert appointments.prepare_slots(at) == 0
    day = Slot.objects.filter(service="paspor-penggantian", on="2026-11-26")
    shares = {share: sum(s.places for s in day if s.share == share) for share in SHARES}
    assert shares == {"priority": 3, "general": 11}, "of 40 a day the counters bear 14"
    assert not Slot.objects.filter(on="2026-11-28").exists(), "a Saturday"
    assert not Slot.objects.filter(on="2026-12-24").exists(), "the office's own closure"


@pytest.mark.django_db
def test_a_visit_moves_once_and_until_the_day_before(at: datetime) -> None:
    early, late = slot_of(1, at, days=2), slot_of(1, at, days=3)
    booked = book(early, at)

    def change(slot: Slot, when: datetime) -> object:
        return appointments.move_booking(
            booking_id=booked.id, slot_id=slot.pk, actor=PERSON, at=when
        )

    with pytest.raises(appointments.TooLateToChange):
        change(late, early.starts_at)
    change(late, at)
    with pytest.raises(appointments.ChangedOnce):
        change(early, at)
    assert [*check_appointments(), *check_ledger()] == []
