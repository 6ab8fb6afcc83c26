"""Places that come back: to the waiting list first, never to the open page at that instant.

Whoever refreshes the page, or cancels in order to book again under another name, gains nothing.
"""

from datetime import datetime
from random import SystemRandom

from django.db import transaction
from django.db.models import F

from lintas.appointments.draw_models import Draw, ReturnedPlace
from lintas.appointments.entries import DrawsEnded, PlaceClosed, PlaceFreed, PlaceReturned
from lintas.appointments.models import Slot
from lintas.appointments.release_rules import comes_back_at
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import Release
from lintas.journal import public as journal
from lintas.kernel.actor import Actor, system
from lintas.kernel.ids import new_id

RELEASES = system("releases")
CHANCE = SystemRandom()


def take_back(*, slot: Slot, actor: Actor, at: datetime) -> None:
    """A taken place is free again: hold it. Part of the caller's transaction."""
    _hold(slot, "taken", actor, at)


def take_back_offered(*, slot: Slot, actor: Actor, at: datetime) -> None:
    """A place that was offered or won and not taken: hold it. Part of the caller's transaction."""
    _hold(slot, "offered", actor, at)


def _hold(slot: Slot, was: str, actor: Actor, at: datetime) -> None:
    """Race: open first; a time closed at that moment is found closed by the second update."""
    rows = Slot.objects.filter(pk=slot.pk, **{f"{was}__gt": 0})
    back = {was: F(was) - 1, "held": F("held") + 1}
    if not rows.filter(closed_places=None).update(**back):
        gone = {was: F(was) - 1, "places": F("places") - 1}
        if rows.filter(closed_places__isnull=False).update(**gone):
            data = PlaceClosed()  # its day was moved or cancelled: nobody comes then
            journal.record(data, subject=slot.pk, actor=actor, office=slot.office, at=at)
            return
    to = "waiting-list"
    if slot.plan != "draw":
        to = "open-page"
        release = catalogue.office(slot.office).release_of(slot.service)
        ReturnedPlace.objects.create(
            id=new_id(),
            slot=slot,
            came_at=at,
            free_at=comes_back_at(release, slot.starts_at, at, CHANCE),
        )
    journal.record(PlaceReturned(to=to), subject=slot.pk, actor=actor, office=slot.office, at=at)


def free_returned(at: datetime) -> int:
    """Open to all what nobody of the waiting list took until its moment. Gives how many places."""
    _follow_the_plan(at)
    due = ReturnedPlace.objects.filter(state=ReturnedPlace.State.KEPT, free_at__lte=at)
    return sum(_free(one, at) for one in due.select_related("slot").order_by("free_at")[:500])


@transaction.atomic
def _free(one: ReturnedPlace, at: datetime) -> bool:
    """Race: the row is marked first, so that of two workers one moves the counter."""
    kept = ReturnedPlace.objects.filter(pk=one.pk, state=ReturnedPlace.State.KEPT)
    if kept.update(state=ReturnedPlace.State.FREED) != 1:
        return False
    Slot.objects.filter(pk=one.slot_id, held__gt=0).update(held=F("held") - 1)
    journal.record(
        PlaceFreed(returned=one.pk),
        subject=one.slot_id,
        actor=RELEASES,
        office=one.slot.office,
        at=at,
    )
    return True


def _follow_the_plan(at: datetime) -> None:
    """Where an office has ended its draws, what was held for them comes to the open page too."""
    left = Slot.objects.filter(plan="draw", held__gt=0, starts_at__gt=at)
    for slug, service in left.values_list("office", "service").distinct().order_by():
        release = catalogue.office(slug).release_of(service)
        undrawn = Draw.objects.filter(office=slug, service=service, state=Draw.State.ANNOUNCED)
        if release.plan != "draw" and not undrawn.exists():
            for slot in left.filter(office=slug, service=service):
                _end_draws(slot, release, at)


@transaction.atomic
def _end_draws(slot: Slot, release: Release, at: datetime) -> None:
    """Race: the plan changes once, under the number of places that was seen."""
    same = Slot.objects.filter(pk=slot.pk, plan="draw", held=slot.held)
    if same.update(plan=release.plan) != 1:
        return
    ReturnedPlace.objects.bulk_create(
        ReturnedPlace(
            id=new_id(),
            slot=slot,
            came_at=at,
            free_at=comes_back_at(release, slot.starts_at, at, CHANCE),
        )
        for _ in range(slot.held)
    )
    data = DrawsEnded(places=slot.places)
    journal.record(data, subject=slot.pk, actor=RELEASES, office=slot.office, at=at)


def reserve(slot: Slot) -> bool:
    """Move one held place to be offered; False when there is none. Part of the caller's work.

    Race: guarded by the counter; of another plan than a draw a returned place goes with it.
    """
    if slot.plan != "draw":
        kept = ReturnedPlace.objects.filter(slot=slot, state=ReturnedPlace.State.KEPT)
        one = kept.order_by("free_at").first()
        if one is None or kept.filter(pk=one.pk).update(state=ReturnedPlace.State.OFFERED) != 1:
            return False
    held = Slot.objects.filter(pk=slot.pk, held__gt=0)
    return held.update(held=F("held") - 1, offered=F("offered") + 1) == 1
