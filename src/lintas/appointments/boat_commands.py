"""Boat days in the calendar: from the routes of an office's file, and single trips by staff."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Greatest

from lintas.appointments.day_models import CalendarDay
from lintas.appointments.day_rules import CLOSED, spread
from lintas.appointments.entries import TripChanged, TripPlanned
from lintas.appointments.errors import DayNotOpen, TripUnclear
from lintas.appointments.models import Slot
from lintas.appointments.rules import starts
from lintas.appointments.village_rows import USED, kept_at
from lintas.appointments.village_rules import is_village
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import Office
from lintas.journal import public as journal
from lintas.kernel.actor import Actor
from lintas.kernel.ids import new_id


def prepare_boats(office: Office, at: datetime) -> int:
    """Write the boat days that came into reach, and their times. Gives how many times.

    A day that stands there stays as it is, whatever its route says by now: people may be booked.
    """
    today = office.today(at)
    known = set(
        CalendarDay.objects.filter(office=office.id, on__gte=today).values_list("place", "on")
    )
    made = 0
    for planned in office.planned_stops(today, office.travel.furthest_days):
        if (planned.stop.place, planned.on) in known:
            continue
        day = CalendarDay(
            id=new_id(),
            office=office.id,
            place=planned.stop.place,
            on=planned.on,
            journey=planned.journey.id,
            opens=planned.stop.opens,
            closes=planned.stop.closes,
            quota={one.service: one.per_day for one in planned.stop.quota},
            box=planned.journey.box,
        )
        known.add((day.place, day.on))
        made += _write(day, office)
    return made


@transaction.atomic
def _write(day: CalendarDay, office: Office) -> int:
    """Race: of two workers the second finds the day written and makes no times."""
    written = CalendarDay.objects.bulk_create([day], ignore_conflicts=True)
    if not CalendarDay.objects.filter(pk=written[0].pk).exists():
        return 0
    if Slot.objects.filter(office=day.office, place=day.place, on=day.on).exists():
        return make_times(day, office)
    fresh = [
        _new_time(day, office, service, starts_at, places)
        for service, per_day in day.quota.items()
        for starts_at, places in times_of(day, office, per_day)
        if places
    ]
    return len(Slot.objects.bulk_create(fresh))


def make_times(day: CalendarDay, office: Office) -> int:
    """The times of a boat day as its hours and quota say; those that are there get its places."""
    made = 0
    for service, per_day in day.quota.items():
        for starts_at, places in times_of(day, office, per_day):
            same = Slot.objects.filter(
                office=day.office,
                place=day.place,
                service=service,
                starts_at=starts_at,
                share="general",
            )
            kept = kept_at(day, service, starts_at, places)
            if same.update(places=Greatest(USED, places - kept)) or places == kept:
                continue
            made += 1
            _new_time(day, office, service, starts_at, places - kept).save(force_insert=True)
    return made


def _new_time(
    day: CalendarDay, office: Office, service: str, starts_at: datetime, places: int
) -> Slot:
    return Slot(
        id=new_id(),
        office=day.office,
        place=day.place,
        service=service,
        on=day.on,
        starts_at=starts_at,
        minutes=office.slot_minutes,
        places=places,
    )


def times_of(day: CalendarDay, office: Office, per_day: int) -> list[tuple[datetime, int]]:
    if day.opens is None or day.closes is None:
        return []
    span = (office.moment(day.on, day.opens), office.moment(day.on, day.closes))
    found = starts([span], office.slot_minutes)
    return list(zip(found, spread(per_day, len(found)), strict=True)) if found else []


@transaction.atomic
def plan_trip(
    *,
    trip_id: UUID,
    office: str,
    place: str,
    on: date,
    opens: time,
    closes: time,
    quota: Mapping[str, int],
    box: str,
    actor: Actor,
    at: datetime,
) -> None:
    """A single trip; the same id again is the same trip. Raises: TripUnclear, DayNotOpen."""
    home = catalogue.office(office)
    _check(home, place, on, opens, closes, quota, at)
    if CalendarDay.objects.filter(pk=trip_id).exists():
        return
    day = CalendarDay(
        id=trip_id,
        office=office,
        place=place,
        on=on,
        opens=opens,
        closes=closes,
        quota=dict(quota),
        box=box[:60],
    )
    CalendarDay.objects.bulk_create([day], ignore_conflicts=True)
    if not CalendarDay.objects.filter(pk=trip_id).exists():
        raise DayNotOpen  # the boat goes there that day already
    make_times(day, home)
    data = TripPlanned(place=place, on=on, places=sum(quota.values()))
    journal.record(data, subject=trip_id, actor=actor, office=office, at=at)


def _check(
    office: Office,
    place: str,
    on: date,
    opens: time,
    closes: time,
    quota: Mapping[str, int],
    at: datetime,
) -> None:
    """Raises: TripUnclear."""
    furthest = office.today(at) + timedelta(days=office.travel.furthest_days)
    known = office.travel.place(place) is not None
    if not known or not office.today(at) < on <= furthest or opens >= closes:
        raise TripUnclear
    if not quota or any(count < 0 for count in quota.values()) or not sum(quota.values()):
        raise TripUnclear


@transaction.atomic
def change_trip(
    *,
    trip_id: UUID,
    office: str,
    opens: time,
    closes: time,
    quota: Mapping[str, int],
    box: str,
    actor: Actor,
    at: datetime,
) -> None:
    """Other hours or places. Nobody who is booked loses a place; a time that is left out takes
    nobody more. Raises: DayNotOpen, TripUnclear.
    """
    home = catalogue.office(office)
    rows = CalendarDay.objects.filter(pk=trip_id, office=office).exclude(place="")
    day = rows.exclude(state__in=CLOSED).first()
    if day is None:
        raise DayNotOpen
    _check(home, day.place, day.on, opens, closes, quota, at)
    rows.filter(state=day.state).update(opens=opens, closes=closes, quota=dict(quota), box=box[:60])
    changed = rows.get()
    planned = {
        (service, starts_at)
        for service, per_day in changed.quota.items()
        for starts_at, places in times_of(changed, home, per_day)
        if places
    }
    for slot in Slot.objects.filter(office=office, place=day.place, on=day.on):
        if is_village(slot.share) and (slot.service, slot.starts_at) in planned:
            continue  # what a village was granted stays, as far as the time still has places
        Slot.objects.filter(pk=slot.pk).update(places=USED)
    make_times(changed, home)
    data = TripChanged(place=day.place, on=day.on, places=sum(quota.values()))
    journal.record(data, subject=trip_id, actor=actor, office=office, at=at)
