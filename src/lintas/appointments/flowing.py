"""What a share, or a service, did not use by its hour goes on to the next (pembagian-kuota)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet

from lintas.appointments.calendar_models import TimePlaces
from lintas.appointments.calendar_settling import flows_by
from lintas.appointments.day_opening import new_slot
from lintas.appointments.draw_models import Draw, Waiting
from lintas.appointments.entries import PlacesFlowed
from lintas.appointments.models import Slot
from lintas.appointments.place_rows import hold
from lintas.appointments.village_flowing import flow_villages
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import GENERAL, FlowToService, Office, When
from lintas.journal import public as journal
from lintas.kernel.actor import system

FLOWS = system("shares")
FLOW_RULE = "pembagian-kuota"
UNUSED = Q(places__gt=F("taken") + F("held") + F("offered"))


def flow_places(at: datetime) -> int:
    """Let every unused place whose hour has come flow on. Gives how many places moved."""
    moved = 0
    for office in catalogue.offices():
        for quota in office.quota:
            if quota.flow is not None:
                moved += _out_of(office, quota.service, quota.flow, at)
        for share in office.shares:
            for slot in _due(office, share.flow, at).filter(UNUSED, share=share.id):
                to = flows_by(office, slot.service, slot.on, slot.starts_at, at).get(share.id)
                moved += _flow(office, slot, slot.service, to, at) if to else 0
        moved += flow_villages(office, at)
    return moved


def _due(office: Office, when: When | None, at: datetime) -> QuerySet[Slot]:
    """Coming times that may be due; the rule of each looks closer."""
    rows = Slot.objects.filter(office=office.id, place="", starts_at__gt=at).order_by("starts_at")
    if when is None:
        return rows.none()
    if when.at is None:
        return rows.filter(starts_at__lte=at + timedelta(minutes=when.minutes_before or 0))
    return rows.filter(on__lte=office.today(at) + timedelta(days=when.days_before))


def _out_of(office: Office, service: str, flow: FlowToService, at: datetime) -> int:
    """Places of a whole service, a drawn one when its draw is over and nobody waits."""
    if not _can_stand_in(service, flow.service):
        return 0
    waits = Waiting.objects.filter(office=office.id, service=service, state=Waiting.State.WAITING)
    if waits.exists():
        return 0
    unused = UNUSED | Q(plan="draw", held__gt=0)
    rows = _due(office, flow, at).filter(unused, service=service, share=GENERAL)
    return sum(
        _flow(office, slot, flow.service, GENERAL, at)
        for slot in rows
        if flow.moment(slot.on, slot.starts_at, office.zone) <= at and not _to_be_drawn(slot)
    )


def _can_stand_in(service: str, other: str) -> bool:
    """Whether the time kept for one serves the other: the same counters, and not longer."""
    known = {one.id: one.visit for one in catalogue.services()}
    mine, theirs = known.get(service), known.get(other)
    if mine is None or theirs is None:
        return False
    return mine.queue == theirs.queue and theirs.minutes <= mine.minutes


def _to_be_drawn(slot: Slot) -> bool:
    return Draw.objects.filter(
        office=slot.office,
        service=slot.service,
        state=Draw.State.ANNOUNCED,
        first_day__lte=slot.on,
        last_day__gte=slot.on,
    ).exists()


@transaction.atomic
def _flow(office: Office, slot: Slot, to_service: str, to_share: str, at: datetime) -> int:
    """Both rows or neither. Gives how many places.

    Race: the counter moves only while exactly these places are still free; who takes one at the
    same moment leaves them to the next turn.
    """
    held = [
        hold(office.id, service, slot.on, slot.starts_at)
        for service in sorted({slot.service, to_service})
    ]
    slot.refresh_from_db()
    drawn = slot.plan == "draw"
    count = slot.places - slot.taken - slot.offered - (0 if drawn else slot.held)
    same = Slot.objects.filter(
        pk=slot.pk, taken=slot.taken, offered=slot.offered, held=slot.held, places=slot.places
    )
    left = {"places": F("places") - count, "held": 0 if drawn else F("held")}
    if count <= 0 or same.update(**left) != 1:
        return 0
    _grow(office, slot, to_service, to_share, count)
    for row in held:
        if to_service != slot.service:
            by = -count if row.service == slot.service else count
            TimePlaces.objects.filter(pk=row.pk).update(flowed=F("flowed") + by)
    data = PlacesFlowed(slot.service, slot.share, to_service, to_share, slot.starts_at, count)
    journal.record(data, subject=slot.pk, actor=FLOWS, office=office.id, at=at, rule=FLOW_RULE)
    return count


def _grow(office: Office, slot: Slot, service: str, share: str, count: int) -> None:
    """The time's TimePlaces row is held, so nobody else makes this row meanwhile."""
    rows = Slot.objects.filter(
        office=office.id, service=service, place="", share=share, starts_at=slot.starts_at
    )
    more = {"places": F("places") + count}
    if office.release_of(service).plan == "draw":
        more["held"] = F("held") + count
    if not rows.update(**more):
        new_slot(office, service, slot.on, slot.starts_at, share, count).save()
