"""Weather takes the boat's whole route: every stop still ahead goes with one action."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from lintas.appointments import public as appointments
from lintas.appointments.public import BoatDay, Decision
from lintas.kernel.ids import new_id
from lintas.notices.models import Notice
from lintas.payments.models import Bill
from tests import walk
from tests.applications.days_cast import HEAD, SIBERUT, all_booked, booking, carried, number, status
from tests.applications.days_cast import SERVICE as PASSPORT

pytestmark = pytest.mark.django_db
NORTH, WEDNESDAY, THURSDAY = "muara-sikabaluan", date(2026, 12, 16), date(2026, 12, 17)


def stop(place: str, on: date, at: datetime) -> BoatDay:
    return appointments.day_at("mentawai", place, on, at)


def route(
    at: datetime, action: str, *, chosen: bool = True, **more: object
) -> list[tuple[UUID, Decision]]:
    first = stop(NORTH, WEDNESDAY, at)
    rest = appointments.routes.rest_of_route(first)
    decision = Decision("mentawai", NORTH, WEDNESDAY, action, "cuaca", **more)
    ticked = {one.id for one in rest} if chosen else set()
    return appointments.routes.decisions_for(new_id(), decision, rest, ticked)


def test_the_rest_of_a_route_is_its_own_stops_ahead(at: datetime) -> None:
    appointments.prepare_slots(at)
    first, last = stop(NORTH, WEDNESDAY, at), stop(SIBERUT, THURSDAY, at)
    assert [(one.place, one.on) for one in appointments.routes.rest_of_route(first)] == [
        (SIBERUT, THURSDAY)
    ]
    assert appointments.routes.rest_of_route(last) == [], "what lies behind is not called off"
    assert appointments.routes.rest_of_route(stop(SIBERUT, date(2026, 12, 3), at)) == [], (
        "another route"
    )
    assert appointments.routes.rest_of_route(stop("", date(2026, 12, 3), at)) == [], (
        "the office itself"
    )


def test_a_route_moves_by_as_many_days_with_everybody_in_order(at: datetime) -> None:
    north = all_booked(3, at, on=WEDNESDAY, place=NORTH)
    south = all_booked(4, at, on=THURSDAY, place=SIBERUT)
    orders = [sorted(people, key=number) for people in (north, south)]
    walk.work()
    Notice.objects.all().delete()
    bills = Bill.objects.count()
    decisions = route(at, "move", to_on=WEDNESDAY + timedelta(days=2))
    seen = appointments.routes.preview_all(decisions=decisions, actor=HEAD, at=at)
    assert sorted(len(each) for each in seen) == [3, 4]
    assert stop(NORTH, WEDNESDAY, at).state == "planned", "looking changes nothing"
    for _ in range(2):
        appointments.routes.decide_all(decisions=decisions, actor=HEAD, at=at)
    assert carried(at) == 7
    walk.work()
    assert [sorted(people, key=number) for people in (north, south)] == orders
    assert {booking(one).slot.on for one in north} == {date(2026, 12, 18)}
    assert {booking(one).slot.on for one in south} == {date(2026, 12, 19)}
    assert {booking(one).changes for one in (*north, *south)} == {0}
    assert Notice.objects.filter(template="day-moved").count() == 7
    assert Bill.objects.count() == bills


def test_a_cancelled_route_offers_new_times_to_all_and_charges_nobody(at: datetime) -> None:
    north = all_booked(2, at, on=WEDNESDAY, place=NORTH)
    south = all_booked(2, at, on=THURSDAY, place=SIBERUT)
    bills = Bill.objects.count()
    appointments.routes.decide_all(decisions=route(at, "cancel"), actor=HEAD, at=at)
    assert carried(at) == 4
    for one in (*north, *south):
        assert status(one) == "paid"
        assert appointments.kept_place_of(one.pk, at) is not None
    assert Bill.objects.count() == bills
    days = appointments.days_with_room("mentawai", PASSPORT, at, SIBERUT)
    assert THURSDAY not in {one.on for one in days}


def test_a_stop_that_is_not_ticked_stays(at: datetime) -> None:
    appointments.prepare_slots(at)
    decisions = route(at, "cancel", chosen=False)
    appointments.routes.decide_all(decisions=decisions, actor=HEAD, at=at)
    assert stop(NORTH, WEDNESDAY, at).state == "cancelled"
    assert stop(SIBERUT, THURSDAY, at).state == "planned"


def test_all_of_a_route_or_nothing(at: datetime) -> None:
    """The second stop cannot go where it should: the first stays too."""
    all_booked(2, at, on=WEDNESDAY, place=NORTH)
    there = date(2026, 12, 3)  # the boat's other day at Siberut, called off
    off = Decision("mentawai", SIBERUT, there, "cancel", "kapal")
    appointments.decide(change_id=new_id(), decision=off, actor=HEAD, at=at)
    decisions = route(at, "move", to_on=there - timedelta(days=1))
    with pytest.raises(appointments.DayUnclear):
        appointments.routes.decide_all(decisions=decisions, actor=HEAD, at=at)
    assert stop(NORTH, WEDNESDAY, at).state == "planned"
    assert carried(at) == 0
