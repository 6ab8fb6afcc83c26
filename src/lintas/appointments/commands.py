"""Making the calendar and taking places in it."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from lintas.appointments.entries import (
    BookingCancelled,
    BookingKept,
    BookingMade,
    BookingMissed,
    BookingMoved,
)
from lintas.appointments.errors import (
    AlreadyBooked,
    BookingOver,
    SlotFull,
    SlotGone,
)
from lintas.appointments.models import Booking, Slot
from lintas.appointments.queries import BookingView, view_of
from lintas.appointments.release_rules import days_to_prepare, opens_at
from lintas.appointments.returned_commands import take_back
from lintas.appointments.rules import open_to_booking, spread, starts
from lintas.appointments.visit_queries import require_changeable
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import Office
from lintas.journal import public as journal
from lintas.kernel.actor import Actor
from lintas.kernel.ids import new_id


def prepare_slots(at: datetime) -> int:
    """Open the days that came into reach of each office's calendar. Gives how many slots.

    Slots that exist stay as they are: a change of the office's data rules days not yet opened.
    """
    made = 0
    for office in catalogue.offices():
        first = office.today(at)
        plans = {quota.service: office.release_of(quota.service) for quota in office.quota}
        reach = {service: days_to_prepare(office, plan) for service, plan in plans.items()}
        for days in range(office.earliest_days, max(reach.values(), default=0) + 1):
            within = {service for service, furthest in reach.items() if days <= furthest}
            made += _open_day(office, first + timedelta(days=days), within)
    return made


def _open_day(office: Office, day: date, services: Collection[str]) -> int:
    """Make the times of one day for these services, by the plan of each."""
    spans = [
        (office.moment(day, span.opens), office.moment(day, span.closes))
        for span in office.spans_on(day)
    ]
    times = starts(spans, office.slot_minutes)
    if not times:
        return 0
    fresh = [
        Slot(
            id=new_id(),
            office=office.id,
            service=quota.service,
            on=day,
            starts_at=starts_at,
            minutes=office.slot_minutes,
            places=places,
            plan=release.plan,
            held=places if release.plan == "draw" else 0,
            opens_at=opens_at(office, release, day),
        )
        for quota in office.quota
        if quota.service in services
        for release in [office.release_of(quota.service)]
        if not Slot.objects.filter(office=office.id, service=quota.service, on=day).exists()
        for starts_at, places in zip(
            times,
            spread(open_to_booking(quota.per_day, office.priority_share_percent), len(times)),
            strict=True,
        )
        if places
    ]
    Slot.objects.bulk_create(fresh, ignore_conflicts=True)
    return len(fresh)


@transaction.atomic
def book_slot(
    *, booking_id: UUID, slot_id: UUID, case: UUID, person_id: UUID, actor: Actor, at: datetime
) -> BookingView:
    """Take one place for a person; the same id again gives the booking that is there.

    Raises: SlotFull, SlotGone, AlreadyBooked.
    Race: the counter moves only while places are left; a second live booking breaks a constraint.
    """
    found = Booking.objects.select_related("slot").filter(pk=booking_id).first()
    if found is not None:
        return view_of(found)
    slot = _take_place(slot_id, at)
    return write_booking(
        booking_id=booking_id, slot=slot, case=case, person_id=person_id, actor=actor, at=at
    )


def write_booking(
    *, booking_id: UUID, slot: Slot, case: UUID, person_id: UUID, actor: Actor, at: datetime
) -> BookingView:
    """The booking of a place that the caller has just moved. Raises: AlreadyBooked."""
    try:
        with transaction.atomic():
            booking = Booking.objects.create(
                id=booking_id, slot=slot, case=case, person_id=person_id, made_at=at
            )
    except IntegrityError:
        raise AlreadyBooked from None
    journal.record(
        BookingMade(slot=slot.id, starts_at=slot.starts_at),
        subject=booking_id,
        case=case,
        actor=actor,
        office=slot.office,
        at=at,
    )
    return view_of(booking)


def _take_place(slot_id: UUID, at: datetime) -> Slot:
    slot = Slot.objects.filter(pk=slot_id).first()
    if slot is None or slot.starts_at <= at or (slot.opens_at is not None and slot.opens_at > at):
        raise SlotGone
    room = Q(places__gt=F("taken") + F("held") + F("offered"))
    if Slot.objects.filter(room, pk=slot_id).update(taken=F("taken") + 1) != 1:
        raise SlotFull
    return slot


def _lock(slots: Collection[UUID]) -> None:
    """Two who exchange their times take both rows in one order, so that neither waits for ever."""
    list(Slot.objects.select_for_update().filter(pk__in=slots).order_by("pk"))


@transaction.atomic
def move_booking(*, booking_id: UUID, slot_id: UUID, actor: Actor, at: datetime) -> BookingView:
    """Another time, as often and as late as the office's rule says ([booking.change]).

    Raises: BookingOver, ChangedOnce, TooLateToChange, SlotFull, SlotGone.
    """
    booking = Booking.objects.select_related("slot").get(pk=booking_id)
    office = catalogue.office(booking.slot.office)
    require_changeable(booking.case, office, booking.slot.starts_at, at)
    _lock([booking.slot_id, slot_id])
    slot = _take_place(slot_id, at)
    if (slot.office, slot.service) != (booking.slot.office, booking.slot.service):
        raise SlotGone
    moved = Booking.objects.filter(
        pk=booking_id, status=Booking.Status.LIVE, slot=booking.slot, changes=booking.changes
    ).update(slot=slot, changes=F("changes") + 1, moved_at=at)
    if moved != 1:
        raise BookingOver
    take_back(slot=booking.slot, actor=actor, at=at)
    journal.record(
        BookingMoved(slot=slot.id, starts_at=slot.starts_at),
        subject=booking_id,
        case=booking.case,
        actor=actor,
        office=slot.office,
        at=at,
        rule=office.booking.change.rule,
    )
    return view_of(Booking.objects.select_related("slot").get(pk=booking_id))


@transaction.atomic
def cancel_booking(*, booking_id: UUID, actor: Actor, at: datetime) -> None:
    """Give the place back; not to all at that instant. Raises: BookingOver."""
    booking = _end(booking_id, Booking.Status.CANCELLED)
    take_back(slot=booking.slot, actor=actor, at=at)
    _say(booking, BookingCancelled(slot=booking.slot_id), actor, at)


@transaction.atomic
def mark_kept(*, booking_id: UUID, actor: Actor, at: datetime) -> None:
    """The visit took place. Raises: BookingOver."""
    booking = _end(booking_id, Booking.Status.KEPT)
    _say(booking, BookingKept(slot=booking.slot_id), actor, at)


@transaction.atomic
def mark_missed(*, booking_id: UUID, actor: Actor, at: datetime) -> None:
    """Nobody came. Raises: BookingOver."""
    booking = _end(booking_id, Booking.Status.MISSED)
    _say(booking, BookingMissed(slot=booking.slot_id), actor, at)


def _end(booking_id: UUID, status: str) -> Booking:
    live = Booking.objects.filter(pk=booking_id, status=Booking.Status.LIVE)
    if live.update(status=status) != 1:
        raise BookingOver
    return Booking.objects.select_related("slot").get(pk=booking_id)


def _say(booking: Booking, data: object, actor: Actor, at: datetime) -> None:
    journal.record(
        data,
        subject=booking.pk,
        case=booking.case,
        actor=actor,
        office=booking.slot.office,
        at=at,
    )
