"""Making the calendar and taking places in it."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from lintas.appointments.boat_commands import prepare_boats
from lintas.appointments.day_opening import open_day
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
    NotYourShare,
    SlotFull,
    SlotGone,
)
from lintas.appointments.models import Booking, Slot
from lintas.appointments.queries import BookingView, view_of
from lintas.appointments.release_rules import days_to_prepare
from lintas.appointments.returned_commands import take_back
from lintas.appointments.visit_queries import require_changeable
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import GENERAL
from lintas.journal import public as journal
from lintas.kernel.actor import Actor


def prepare_slots(at: datetime) -> int:
    """Open the days that came into reach of each office's calendar. Gives how many slots.

    Slots that exist stay as they are: a change of the office's data rules days not yet opened.
    A closure or an extra opening is taken in by `settle_calendar`.
    """
    made = 0
    for office in catalogue.offices():
        first = office.today(at)
        plans = {quota.service: office.release_of(quota.service) for quota in office.quota}
        reach = {service: days_to_prepare(office, plan) for service, plan in plans.items()}
        for days in range(office.earliest_days, max(reach.values(), default=0) + 1):
            within = {service for service, furthest in reach.items() if days <= furthest}
            made += open_day(office, first + timedelta(days=days), within)
        made += prepare_boats(office, at)
    return made


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


def _take_place(slot_id: UUID, at: datetime, shares: Collection[str]) -> Slot:
    slot = Slot.objects.filter(pk=slot_id).first()
    if slot is None or slot.closed_places is not None or slot.starts_at <= at:
        raise SlotGone
    if slot.opens_at is not None and slot.opens_at > at:
        raise SlotGone
    if slot.share not in shares:
        raise NotYourShare
    room = Q(places__gt=F("taken") + F("held") + F("offered"))
    if Slot.objects.filter(room, pk=slot_id).update(taken=F("taken") + 1) != 1:
        raise SlotFull
    return slot


@transaction.atomic
def move_booking(
    *,
    booking_id: UUID,
    slot_id: UUID,
    actor: Actor,
    at: datetime,
    shares: Collection[str] = (GENERAL,),
) -> BookingView:
    """Another time, as often and as late as the office's rule says ([booking.change]).

    After the office moved the day: until the new time, and it counts as no change.

    Raises: BookingOver, ChangedOnce, TooLateToChange, SlotFull, SlotGone, NotYourShare.
    Race: first the booking, as whoever ends it does, then both times in the order of their ids: two
    people who change places with each other never wait for each other.
    """
    booking = Booking.objects.select_related("slot").get(pk=booking_id)
    office = catalogue.office(booking.slot.office)
    if not booking.moved_by_office:
        require_changeable(booking.case, office, booking.slot.starts_at, at)
    wanted = Slot.objects.filter(pk=slot_id).first()
    if wanted is None or _is_same_time(wanted, booking.slot):
        raise SlotGone  # the same time in another share is no other time
    moved = Booking.objects.filter(
        pk=booking_id,
        status=Booking.Status.LIVE,
        slot=booking.slot,
        changes=booking.changes,
        moved_by_office=booking.moved_by_office,
    ).update(
        slot=slot_id,
        changes=booking.changes + (0 if booking.moved_by_office else 1),
        moved_by_office=False,
        moved_at=at,
    )
    if moved != 1:
        raise BookingOver
    _hold_still(booking.slot_id, slot_id)
    slot = _take_place(slot_id, at, shares)
    if (slot.office, slot.service) != (booking.slot.office, booking.slot.service):
        raise SlotGone
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


def _is_same_time(one: Slot, other: Slot) -> bool:
    return (one.starts_at, one.place) == (other.starts_at, other.place)


def _hold_still(*slot_ids: UUID) -> None:
    rows = Slot.objects.select_for_update(no_key=True).filter(pk__in=slot_ids).order_by("pk")
    list(rows.values_list("pk"))


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
