"""The rows of one time, held while places move between them. Part of the caller's transaction.

Whoever moves places holds the time's TimePlaces row first, so that a flow and a closure of the
same time wait for each other; who takes a place moves its own slot alone and waits for neither
longer than one of these short transactions.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import F, Sum

from lintas.appointments.calendar_models import TimePlaces
from lintas.appointments.draw_models import ReturnedPlace
from lintas.appointments.entries import PlaceFreed
from lintas.appointments.models import Slot
from lintas.journal import public as journal
from lintas.kernel.actor import system

CALENDAR = system("calendar")


def hold(office: str, service: str, on: date, starts_at: datetime) -> TimePlaces:
    """The time's row, locked; made with the places there are where a time has none yet."""
    there = Slot.objects.filter(office=office, service=service, place="", starts_at=starts_at)
    row, _made = TimePlaces.objects.get_or_create(
        office=office,
        service=service,
        starts_at=starts_at,
        defaults={"on": on, "planned": there.aggregate(n=Sum("places"))["n"] or 0},
    )
    return TimePlaces.objects.select_for_update().get(pk=row.pk)


def slots_of(row: TimePlaces) -> dict[str, Slot]:
    """The time's slots by share, locked."""
    found = Slot.objects.select_for_update().filter(
        office=row.office, service=row.service, place="", starts_at=row.starts_at
    )
    return {slot.share: slot for slot in found.order_by("pk")}


def promised(slot: Slot) -> int:
    """What somebody has or was offered; what waits for a draw is nobody's yet."""
    return slot.taken + slot.offered + (0 if slot.plan == "draw" else slot.held)


def let_go(slots: Iterable[Slot], most: int, at: datetime) -> int:
    """Give up so many places that came back and are nobody's yet. Gives how many it were.

    Race: each row is marked first, as whoever offers or frees it does.
    """
    done = 0
    for slot in slots:
        kept = ReturnedPlace.objects.filter(slot=slot, state=ReturnedPlace.State.KEPT)
        for one in kept.order_by("free_at")[: max(0, most - done)]:
            if not kept.filter(pk=one.pk).update(state=ReturnedPlace.State.FREED):
                continue
            Slot.objects.filter(pk=slot.pk, held__gt=0).update(held=F("held") - 1)
            slot.held -= 1
            done += 1
            freed = PlaceFreed(returned=one.pk)
            journal.record(freed, subject=slot.pk, actor=CALENDAR, office=slot.office, at=at)
    return done
