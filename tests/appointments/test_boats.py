"""Boat days: from the office's routes, single trips, and places of their own."""

from datetime import date, datetime, time

import pytest

from lintas.appointments import public as appointments
from lintas.appointments.day_models import CalendarDay
from lintas.appointments.models import Slot
from lintas.invariants import broken
from lintas.kernel.actor import Actor, ActorKind, Role
from lintas.kernel.ids import new_id
from tests.appointments.cast import OFFICE, PERSON

pytestmark = pytest.mark.django_db
STAFF = Actor(ActorKind.STAFF, new_id(), frozenset({Role.OFFICER}), OFFICE)
SERVICE, BOAT = "paspor-penggantian", date(2026, 12, 3)


def planned(at: datetime, on: date = date(2026, 12, 10), **more: object) -> CalendarDay:
    trip = more.pop("trip_id", None) or new_id()
    said = {
        "trip_id": trip,
        "office": OFFICE,
        "place": "sikakap",
        "on": on,
        "opens": time(9),
        "closes": time(12),
        "quota": {SERVICE: 6},
        "box": "",
    }
    appointments.plan_trip(**{**said, **more}, actor=STAFF, at=at)
    return CalendarDay.objects.get(pk=trip)


def booked(slot: Slot, at: datetime) -> None:
    appointments.book_slot(
        booking_id=new_id(),
        slot_id=slot.pk,
        case=new_id(),
        person_id=new_id(),
        actor=PERSON,
        at=at,
    )


def times(day: CalendarDay) -> list[Slot]:
    return list(Slot.objects.filter(place=day.place, on=day.on).order_by("starts_at"))


def test_the_days_of_the_routes_are_prepared_once(at: datetime) -> None:
    appointments.prepare_slots(at)
    found = appointments.coming_days(OFFICE, at)
    assert [(day.place, day.on) for day in found][:4] == [
        ("muara-siberut", BOAT),
        ("sikakap", date(2026, 12, 8)),
        ("muara-sikabaluan", date(2026, 12, 16)),
        ("muara-siberut", date(2026, 12, 17)),
    ]
    assert found[0].left == {
        SERVICE: 18,
        "paspor-baru-dewasa": 8,
        "paspor-baru-anak": 4,
    }
    count = Slot.objects.count()
    appointments.prepare_slots(at)
    assert Slot.objects.count() == count


def test_boat_and_office_of_one_day_are_two_calendars(at: datetime) -> None:
    appointments.prepare_slots(at)
    office = appointments.open_slots(OFFICE, SERVICE, BOAT, at)
    boat = appointments.open_slots(OFFICE, SERVICE, BOAT, at, place="muara-siberut")
    assert not {one.id for one in office} & {one.id for one in boat}
    assert sum(one.left for one in boat) == 18
    assert {
        day.on for day in appointments.days_with_room(OFFICE, SERVICE, at, place="sikakap")
    } == {
        date(2026, 12, 8),
        date(2027, 1, 12),
    }
    assert appointments.places_with(OFFICE, "paspor-baru-anak", at) == {"muara-siberut", "sikakap"}


def test_a_single_trip_can_be_booked_and_is_one_trip_however_often_sent(at: datetime) -> None:
    trip = new_id()
    day = planned(at, trip_id=trip)
    planned(at, trip_id=trip)
    assert CalendarDay.objects.filter(place="sikakap").count() == 1
    assert [slot.places for slot in times(day)] == [1] * 6
    booked(times(day)[0], at)
    assert list(broken()) == []


def test_the_boat_is_nowhere_twice_a_day(at: datetime) -> None:
    planned(at)
    with pytest.raises(appointments.DayNotOpen):
        planned(at)


@pytest.mark.parametrize(
    "wrong",
    [
        {"place": "bulan"},
        {"on": date(2026, 11, 25)},
        {"on": date(2027, 12, 1)},
        {"opens": time(12), "closes": time(9)},
        {"quota": {}},
        {"quota": {SERVICE: -1}},
    ],
)
def test_a_trip_that_makes_no_sense_is_refused(at: datetime, wrong: dict[str, object]) -> None:
    with pytest.raises(appointments.TripUnclear):
        planned(at, **wrong)


def test_a_changed_trip_takes_no_place_from_anybody(at: datetime) -> None:
    day = planned(at)
    late = times(day)[-1]
    booked(late, at)
    appointments.change_trip(
        trip_id=day.pk,
        office=OFFICE,
        opens=time(9),
        closes=time(10),
        quota={SERVICE: 8},
        box="kotak-1",
        actor=STAFF,
        at=at,
    )
    assert [slot.places for slot in times(day)] == [4, 4, 0, 0, 0, 1]
    day.refresh_from_db()
    assert (day.box, day.quota) == ("kotak-1", {SERVICE: 8})
    assert list(broken()) == []
