"""Every place is accounted for by the journal, or it is said where one is not."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from lintas.appointments import public as appointments
from lintas.appointments.draw_models import ReturnedPlace
from lintas.appointments.invariants import check_appointments, check_ledger, check_places
from lintas.appointments.models import Booking, Slot
from lintas.appointments.place_ledger import CARRIES, Ledger
from lintas.appointments.place_rows import let_go
from lintas.kernel.ids import new_id
from tests.appointments.cast import PERSON, ROLLING, slot
from tests.appointments.cast import clock as o_clock

AT = o_clock("2026-11-25 08:30")
NINE = o_clock("2026-12-01 09:00")


def booked(where: Slot) -> appointments.BookingView:
    one = new_id()
    return appointments.book_slot(
        booking_id=one, slot_id=where.pk, case=one, person_id=one, actor=PERSON, at=AT
    )


@pytest.mark.django_db
def test_a_place_sold_beside_the_commands_is_found_though_all_counters_agree() -> None:
    where = slot(ROLLING, NINE, places=3)
    booked(where)
    Slot.objects.update(taken=2)
    Booking.objects.create(id=new_id(), slot=where, case=new_id(), person_id=new_id(), made_at=AT)
    assert [*check_appointments(), *check_places()] == []
    assert list(check_ledger()) == [
        f"Slot {where.pk}: 2 taken; the journal accounts for 1.",
        f"Slot {where.pk}: 1 free; the journal accounts for 2.",
    ]


@pytest.mark.django_db
def test_a_place_that_came_back_and_was_lost_is_found() -> None:
    where = slot(ROLLING, NINE)
    appointments.cancel_booking(booking_id=booked(where).id, actor=PERSON, at=AT)
    assert list(check_ledger()) == []
    ReturnedPlace.objects.all().delete()
    Slot.objects.update(held=0)
    assert [*check_appointments(), *check_places()] == []
    assert "0 held; the journal accounts for 1" in " ".join(check_ledger())


@pytest.mark.django_db
def test_a_time_that_had_bookings_and_is_gone_is_found() -> None:
    where = slot(ROLLING, NINE)
    booked(where)
    Booking.objects.all().delete()
    Slot.objects.all().delete()
    assert list(check_ledger()) == [
        f"Slot {where.pk}: the journal tells of its places, and it is gone."
    ]


@pytest.mark.django_db
def test_moved_and_cancelled_and_set_free_every_place_is_followed() -> None:
    there, here = slot(ROLLING, NINE), slot(ROLLING, NINE + timedelta(hours=1))
    one = booked(there)
    appointments.move_booking(booking_id=one.id, slot_id=here.pk, actor=PERSON, at=AT)
    assert list(check_ledger()) == []
    appointments.cancel_booking(booking_id=one.id, actor=PERSON, at=AT)
    assert appointments.free_returned(AT + timedelta(days=5)) == 2
    assert list(check_ledger()) == []
    Booking.objects.update(slot=there)
    assert list(check_ledger()) != [], "the booking is not where the journal left it"


@pytest.mark.django_db
def test_where_an_office_ended_its_draws_what_was_held_for_them_stays_accounted_for() -> None:
    where = slot(ROLLING, NINE, places=3, plan="draw")
    appointments.free_returned(AT)
    where.refresh_from_db()
    assert (where.plan, where.held) == ("rolling", 3)
    assert [*check_places(), *check_ledger()] == []
    assert appointments.free_returned(AT + timedelta(days=5)) == 3
    assert [*check_places(), *check_ledger()] == []


@pytest.mark.django_db
def test_what_a_closure_takes_from_nobody_and_more_places_later_stay_accounted_for() -> None:
    where, ended = slot(ROLLING, NINE), slot(ROLLING, NINE + timedelta(hours=2), 3, plan="draw")
    appointments.free_returned(AT)
    appointments.cancel_booking(booking_id=booked(where).id, actor=PERSON, at=AT)
    with transaction.atomic():
        where.refresh_from_db()
        assert let_go([where], 1, AT) == 1
    Slot.objects.filter(pk=ended.pk).update(places=5)
    assert [*check_places(), *check_ledger()] == []


@given(st.lists(st.sampled_from(sorted(CARRIES))), st.integers(0, 50), st.booleans())
def test_whatever_happened_the_accounts_add_up_to_zero(
    kinds: list[str], places: int, drawn: bool
) -> None:
    ledger = Ledger()
    ledger.open(places, drawn=drawn)
    for kind in kinds:
        ledger.carry(*CARRIES[kind])
    assert ledger.balance.total() == 0
