"""What a village did not use by the published time is for everybody (jemput-bola)."""

from datetime import date, datetime

from django.db import transaction

from lintas.appointments.models import Slot
from lintas.appointments.queries import FREE
from lintas.appointments.village_queries import frees_at
from lintas.appointments.village_rows import hold_day, hold_times, move_places
from lintas.appointments.village_rules import VILLAGE
from lintas.catalogue.public import GENERAL, Office
from lintas.kernel.actor import system

FLOWS = system("shares")


def flow_villages(office: Office, at: datetime) -> int:
    """Gives how many places moved. Where the office keeps none any more they go at once."""
    rows = Slot.objects.filter(
        office=office.id, share__startswith=VILLAGE, starts_at__gt=at, closed_places=None
    )
    unused = rows.annotate(free=FREE).filter(free__gt=0)
    days = unused.values_list("place", "on").distinct().order_by("on", "place")
    return sum(_flow(office, place, on, at) for place, on in days if _is_due(office, on, at))


def _is_due(office: Office, on: date, at: datetime) -> bool:
    until = frees_at(office, on)
    return until is None or until <= at


@transaction.atomic
def _flow(office: Office, place: str, on: date, at: datetime) -> int:
    """Race: the day and its times are held; whoever takes a place meanwhile keeps it."""
    day = hold_day(office.id, place, on)
    if day is None:
        return 0
    shares = Slot.objects.filter(office=office.id, place=place, on=day.on)
    names = set(shares.values_list("share", flat=True))
    moved = 0
    for slot in hold_times(day, names).values():
        count = slot.free  # type: ignore[attr-defined]
        if slot.share.startswith(VILLAGE) and slot.starts_at > at and count > 0:
            move_places(slot, GENERAL, count, FLOWS, at)
            moved += count
    return moved
