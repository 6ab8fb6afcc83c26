"""The rows of a boat day between which places move: the general ones and those of villages.

Whoever moves places holds the day's row first, as whoever moves the day itself does, then the
times in the order of their ids, as whoever books does.
"""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db.models import F
from django.db.models.functions import Greatest, Least

from lintas.appointments.day_models import CalendarDay
from lintas.appointments.entries import PlacesFlowed
from lintas.appointments.models import Slot
from lintas.appointments.queries import FREE
from lintas.appointments.village_rules import VILLAGE
from lintas.journal import public as journal
from lintas.kernel.actor import Actor
from lintas.kernel.ids import new_id

VILLAGE_RULE = "jemput-bola"
USED = F("taken") + F("held") + F("offered")


def hold_day(office: str, place: str, on: date) -> CalendarDay | None:
    rows = CalendarDay.objects.select_for_update().filter(office=office, place=place, on=on)
    return rows.first()


def hold_times(day: CalendarDay, shares: Collection[str]) -> dict[UUID, Slot]:
    """Open times of these shares, each with `free`, what is nobody's; locked."""
    rows = Slot.objects.select_for_update().filter(
        office=day.office, place=day.place, on=day.on, share__in=shares, closed_places=None
    )
    return {slot.pk: slot for slot in rows.annotate(free=FREE).order_by("pk")}


def move_places(slot: Slot, share: str, count: int, actor: Actor, at: datetime) -> None:
    """Of one time to another share of it; part of the caller's transaction, which holds both.

    Guarded all the same. Raises: PlacesMovedMeanwhile.
    """
    free = Slot.objects.filter(pk=slot.pk, closed_places=None, places__gte=USED + count)
    if free.update(places=F("places") - count) != 1:
        raise PlacesMovedMeanwhile
    key = {"office": slot.office, "place": slot.place, "service": slot.service}
    to = Slot.objects.filter(**key, share=share, starts_at=slot.starts_at, closed_places=None)
    if not to.update(places=F("places") + count):
        Slot.objects.create(
            id=new_id(),
            **key,
            share=share,
            on=slot.on,
            starts_at=slot.starts_at,
            minutes=slot.minutes,
            places=count,
        )
    data = PlacesFlowed(slot.service, slot.share, slot.service, share, slot.starts_at, count)
    journal.record(data, subject=slot.pk, actor=actor, office=slot.office, at=at, rule=VILLAGE_RULE)


def kept_at(day: CalendarDay, service: str, starts_at: datetime, most: int) -> int:
    """How many of the `most` places of a time villages keep; what they have beyond is given up,
    but for what is taken. Part of the caller's transaction, which holds the day."""
    kept = 0
    rows = Slot.objects.filter(
        office=day.office, place=day.place, service=service, starts_at=starts_at
    )
    for slot in rows.filter(share__startswith=VILLAGE).order_by("pk"):
        rest = max(0, most - kept)
        Slot.objects.filter(pk=slot.pk).update(places=Greatest(USED, Least(F("places"), rest)))
        slot.refresh_from_db(fields=["places"])
        kept += slot.places
    return min(kept, most)


class PlacesMovedMeanwhile(Exception):
    """A time changed under its own lock: nothing is written."""
