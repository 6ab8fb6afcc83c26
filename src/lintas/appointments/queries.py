from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Min, Q, Sum

from lintas.appointments.models import Booking, Slot
from lintas.catalogue.public import GENERAL
from lintas.journal import public as journal

FREE = F("places") - F("taken") - F("held") - F("offered")


def is_open(at: datetime) -> Q:
    """Which times the open page has now."""
    return Q(closed_places=None) & (Q(opens_at=None) | Q(opens_at__lte=at))


@dataclass(frozen=True)
class DayView:
    on: date
    left: int
    first_starts_at: datetime


@dataclass(frozen=True)
class SlotView:
    id: UUID
    starts_at: datetime
    minutes: int
    left: int
    share: str = GENERAL


@dataclass(frozen=True)
class BookingView:
    id: UUID
    slot_id: UUID
    case: UUID
    office: str
    service: str
    starts_at: datetime
    minutes: int
    status: str
    place: str = ""
    moved_by_office: bool = False


def days_with_room(
    office: str,
    service: str,
    at: datetime,
    shares: Collection[str] = (GENERAL,),
    place: str = "",
) -> list[DayView]:
    """The coming days with how many places each has left for `shares`. Cost: one index read."""
    rows = _DAYS.rows(office, service, at, list(shares), place)
    return [DayView(*row) for row in rows]


_DAYS = journal.Prepared(
    lambda office, service, at, shares, place: (
        Slot.objects.filter(
            is_open(at), office=office, place=place, service=service, starts_at__gt=at
        )
        .filter(share__any_of=shares)
        .values("on")
        .annotate(left=Sum(FREE), first=Min("starts_at"))
        .order_by("on")
        .values_list("on", "left", "first")
    )
)


def open_slots(
    office: str,
    service: str,
    on: date,
    at: datetime,
    shares: Collection[str] = (GENERAL,),
    place: str = "",
) -> list[SlotView]:
    """The times of a day that still have room for `shares`. Cost: one index read."""
    rows = _TIMES.rows(office, service, on, at, list(shares), place)
    return [SlotView(*row) for row in rows]


_TIMES = journal.Prepared(
    lambda office, service, on, at, shares, place: (
        Slot.objects.filter(
            is_open(at), office=office, place=place, service=service, on=on, starts_at__gt=at
        )
        .filter(share__any_of=shares)
        .annotate(left=FREE)
        .filter(left__gt=0)
        .order_by("starts_at")
        .values_list("id", "starts_at", "minutes", "left", "share")
    )
)


def view_of(booking: Booking) -> BookingView:
    return BookingView(
        id=booking.id,
        slot_id=booking.slot_id,
        case=booking.case,
        office=booking.slot.office,
        service=booking.slot.service,
        starts_at=booking.slot.starts_at,
        minutes=booking.slot.minutes,
        status=booking.status,
        place=booking.slot.place,
        moved_by_office=booking.moved_by_office,
    )


def ask_booked_ever(cases: Collection[UUID]) -> journal.Asked[set[UUID]]:
    """Those of these cases that had a booking, whatever became of it. Cost: one index read."""
    return _EVER.ask(list(cases)).then(lambda rows: {row[0] for row in rows})


_EVER = journal.Prepared(
    lambda cases: Booking.objects.filter(case__any_of=cases).values_list("case")
)


def bookings_as_made(booking_ids: Collection[UUID]) -> dict[UUID, BookingView]:
    """The bookings with these ids, with the time they were made for, whatever came after.

    Cost: one index read, and one more for those that are there.
    """
    rows = Booking.objects.filter(pk__any_of=booking_ids).select_related("slot")
    found = {row.id: view_of(row) for row in rows}
    for entry in journal.entries_about_any(list(found), ["booking:made"]) if found else ():
        found[entry.subject] = replace(
            found[entry.subject], slot_id=entry.data.slot, starts_at=entry.data.starts_at
        )
    return found


def booking_of(case: UUID) -> BookingView | None:
    """The newest booking of an application. Cost: one index read."""
    found = _NEWEST.first(case)
    return view_of(found) if found else None


_NEWEST = journal.Prepared(
    lambda case: (
        Booking.objects.filter(case=case)
        .exclude(status=Booking.Status.CANCELLED)
        .select_related("slot")
        .order_by("-made_at", "-id")[:1]
    ),
    of_case=True,
)
