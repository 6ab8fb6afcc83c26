"""Making the times of a day: one row for each service, time and share that has places."""

from collections.abc import Collection
from datetime import date, datetime

from lintas.appointments.calendar_models import TimePlaces
from lintas.appointments.calendar_queries import plan_of
from lintas.appointments.day_queries import is_called_off
from lintas.appointments.models import Slot
from lintas.appointments.release_rules import opens_at
from lintas.catalogue.public import Office
from lintas.kernel.ids import new_id


def open_day(office: Office, day: date, services: Collection[str]) -> int:
    """Make the times of one day for these services, by the plan of each. Gives how many rows.

    Race: a second worker's rows break a constraint and are left out; a closure that is entered
    meanwhile is taken in by the next `settle_calendar`.
    """
    there = Slot.objects.filter(office=office.id, on=day, place="", service__in=services)
    fresh = set(services) - set(there.values_list("service", flat=True).distinct())
    if not fresh:
        return 0
    if is_called_off(office.id, day):
        return 0
    plan = plan_of(office, day)
    mine = [(key, shares) for key, shares in plan.places.items() if key[0] in fresh]
    TimePlaces.objects.bulk_create(
        [
            TimePlaces(
                office=office.id,
                service=service,
                on=day,
                starts_at=starts_at,
                planned=sum(shares.values()),
            )
            for (service, starts_at), shares in mine
        ],
        ignore_conflicts=True,
    )
    rows = [
        new_slot(office, service, day, starts_at, share, places)
        for (service, starts_at), shares in mine
        for share, places in shares.items()
        if places
    ]
    Slot.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def new_slot(
    office: Office, service: str, day: date, starts_at: datetime, share: str, places: int
) -> Slot:
    """A row that is not written yet; of a draw everything is held."""
    release = office.release_of(service)
    return Slot(
        id=new_id(),
        office=office.id,
        service=service,
        share=share,
        on=day,
        starts_at=starts_at,
        minutes=office.slot_minutes,
        places=places,
        plan=release.plan,
        held=places if release.plan == "draw" else 0,
        opens_at=opens_at(office, release, day),
    )
