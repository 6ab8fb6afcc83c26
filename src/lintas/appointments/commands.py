"""Making the calendar and taking places in it."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

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
    ChangedOnce,
    SlotFull,
    SlotGone,
    TooLateToChange,
)
from lintas.appointments.models import Booking, Slot
from lintas.appointments.queries import BookingView, view_of
from lintas.appointments.rules import open_to_booking, spread, starts
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import Office
from lintas.journal import public as journal
from lintas.kernel.actor import Actor
from lintas.kernel.ids import new_id

MOST_CHANGES = 1
CHANGE_RULE = "ganti-jadwal-sekali"


def prepare_slots(at: datetime) -> int:
    """Open the days that came into reach of each office's calendar. Gives how many slots.

    Slots that exist stay as they are: a change of the office's data rules days not yet opened.
    """
    made = 0
    for office in catalogue.offices():
        first = office.today(at)
        for days in range(office.earliest_days, office.furthest_days + 1):
            made += _open_day(office, first + timedelta(days=days))
    return made


def _open_day(office: Office, day: date) -> int:
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
        )
        for quota in office.quota
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
    if slot is None or slot.starts_at <= at:
        raise SlotGone
    if Slot.objects.filter(pk=slot_id, taken__lt=F("places")).update(taken=F("taken") + 1) != 1:
        raise SlotFull
    return slot


def _free_place(slot_id: UUID) -> None:
    Slot.objects.filter(pk=slot_id, taken__gt=0).update(taken=F("taken") - 1)


@transaction.atomic
def move_booking(*, booking_id: UUID, slot_id: UUID, actor: Actor, at: datetime) -> BookingView:
    """Another time, once, until the day before (rule ganti-jadwal-sekali).

    Raises: BookingOver, ChangedOnce, TooLateToChange, SlotFull, SlotGone.
    """
    booking = Booking.objects.select_related("slot").get(pk=booking_id)
    if booking.changes >= MOST_CHANGES:
        raise ChangedOnce
    if booking.slot.on <= catalogue.office(booking.slot.office).today(at):
        raise TooLateToChange
    slot = _take_place(slot_id, at)
    if (slot.office, slot.service) != (booking.slot.office, booking.slot.service):
        raise SlotGone
    moved = Booking.objects.filter(
        pk=booking_id, status=Booking.Status.LIVE, slot=booking.slot, changes=booking.changes
    ).update(slot=slot, changes=F("changes") + 1)
    if moved != 1:
        raise BookingOver
    _free_place(booking.slot_id)
    journal.record(
        BookingMoved(slot=slot.id, starts_at=slot.starts_at),
        subject=booking_id,
        case=booking.case,
        actor=actor,
        office=slot.office,
        at=at,
        rule=CHANGE_RULE,
    )
    return view_of(Booking.objects.select_related("slot").get(pk=booking_id))


@transaction.atomic
def cancel_booking(*, booking_id: UUID, actor: Actor, at: datetime) -> None:
    """Give the place back. Raises: BookingOver."""
    booking = _end(booking_id, Booking.Status.CANCELLED)
    _free_place(booking.slot_id)
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
