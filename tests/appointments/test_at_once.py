"""Many who do different things with the same times at one moment."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db.models import ProtectedError

from lintas.appointments import public as appointments
from lintas.appointments.invariants import check_appointments, check_ledger, check_places
from lintas.appointments.models import Booking, Slot
from lintas.kernel.ids import new_id
from tests.appointments.cast import PERSON, ROLLING, slot
from tests.appointments.cast import clock as o_clock
from tests.threads import at_once

AT = o_clock("2026-11-25 08:30")
MOVERS, EACH = 8, 6


def booked(slot_id: UUID) -> UUID:
    one = new_id()
    appointments.book_slot(
        booking_id=one, slot_id=slot_id, case=one, person_id=one, actor=PERSON, at=AT
    )
    return one


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_people_who_change_places_with_each_other_all_get_there() -> None:
    """Half go from the morning to the afternoon, half the other way: nobody waits for ever."""
    morning, afternoon = (
        slot(ROLLING, o_clock(f"2026-12-01 {hour}:00"), places=100) for hour in ("09", "14")
    )
    mine = [
        [booked((morning, afternoon)[nth % 2].pk) for _ in range(EACH)] for nth in range(MOVERS)
    ]

    def move_all(nth: int) -> int:
        to = (afternoon, morning)[nth % 2]
        for one in mine[nth]:
            appointments.move_booking(booking_id=one, slot_id=to.pk, actor=PERSON, at=AT)
        return len(mine[nth])

    assert at_once(MOVERS, move_all) == [EACH] * MOVERS
    for one in Slot.objects.all():
        assert (one.taken, one.held) == (MOVERS * EACH // 2, MOVERS * EACH // 2)
    assert [*check_appointments(), *check_places(), *check_ledger()] == []


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_one_request_sent_twice_at_one_moment_is_one_booking_and_both_are_told_so() -> None:
    """The last place: whoever is second finds it taken, by themselves."""
    last = slot(ROLLING, o_clock("2026-12-01 09:00"))
    one = new_id()
    found = at_once(
        6,
        lambda _n: appointments.book_slot(
            booking_id=one, slot_id=last.pk, case=one, person_id=one, actor=PERSON, at=AT
        ),
    )
    assert [getattr(f, "id", f) for f in found] == [one] * 6
    assert Booking.objects.count() == 1
    assert [*check_appointments(), *check_places(), *check_ledger()] == []


@pytest.mark.django_db
def test_a_time_deleted_meanwhile_is_said_in_a_sentence_and_loses_nothing() -> None:
    gone = slot(ROLLING, o_clock("2026-12-01 09:00"))
    there = slot(ROLLING, o_clock("2026-12-01 10:00"))
    mine = booked(there.pk)
    Slot.objects.filter(pk=gone.pk).delete()
    for act in (
        lambda: booked(gone.pk),
        lambda: appointments.move_booking(
            booking_id=mine, slot_id=gone.pk, actor=PERSON, at=AT + timedelta(hours=1)
        ),
    ):
        with pytest.raises(appointments.SlotGone) as refusal:
            act()
        assert "Pilih salah satu jam di bawah" in str(refusal.value)
    with pytest.raises(ProtectedError):
        Slot.objects.filter(pk=there.pk).delete()
    assert Booking.objects.get().slot_id == there.pk
    assert [*check_appointments(), *check_places(), *check_ledger()] == []
