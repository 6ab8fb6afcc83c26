"""Several places at once: for all of a family or for none of it."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from lintas.appointments.booking_commands import book_slot
from lintas.appointments.commands import move_booking
from lintas.appointments.errors import SlotFull
from lintas.appointments.family_rules import adjoining, fit
from lintas.appointments.models import Booking, Slot
from lintas.appointments.queries import FREE, BookingView, is_open
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import GENERAL
from lintas.kernel.actor import Actor


@dataclass(frozen=True)
class Wanted:
    """One request that comes along; `booking_id` is fresh, or that of the booking it has."""

    case: UUID
    person_id: UUID
    service: str
    booking_id: UUID


@dataclass(frozen=True)
class TogetherTime:
    """All fit from `starts_at` on; `times` are theirs, in the order in which they were named."""

    starts_at: datetime
    times: tuple[datetime, ...]


def together_times(
    office: str, services: Sequence[str], on: date, at: datetime
) -> list[TogetherTime]:
    """When all of these can come on a day. Cost: one index read."""
    rows = _open(office, services, at).filter(on=on)
    return [TogetherTime(min(times), tuple(times)) for times in _fits(office, services, rows)]


def days_together(office: str, services: Sequence[str], at: datetime) -> list[date]:
    """The days on which all of these can come. Cost: one index read."""
    by_day: dict[date, list[Slot]] = {}
    for row in _open(office, services, at):
        by_day.setdefault(row.on, []).append(row)
    return [on for on, rows in sorted(by_day.items()) if any(_fits(office, services, rows))]


def _open(office: str, services: Collection[str], at: datetime) -> QuerySet[Slot]:
    rows = Slot.objects.filter(
        is_open(at),
        office=office,
        service__in=set(services),
        place="",
        share=GENERAL,
        starts_at__gt=at,
    )
    return rows.annotate(left=FREE).filter(left__gt=0).order_by("starts_at")


def _fits(office: str, services: Sequence[str], rows: Iterable[Any]) -> Iterator[list[datetime]]:
    """For each time at which a family may begin, the times of all."""
    rules, minutes = catalogue.office(office).booking, catalogue.office(office).slot_minutes
    free = {(row.service, row.starts_at): row.left for row in rows}
    times = sorted({row.starts_at for row in rows})
    for first in range(len(times)):
        found = fit(free, services, adjoining(times, first, minutes, rules.family_slots))
        if found is not None:
            yield found


@transaction.atomic
def book_together(
    *, office: str, wanted: Sequence[Wanted], starts_at: datetime, actor: Actor, at: datetime
) -> list[BookingView]:
    """A place for each, or for none. Raises: SlotFull, SlotGone, AlreadyBooked.

    Race: the rows are locked in one order, and each counter moves only while places are left; of
    two families at the last places one has them all and the other nothing.
    """
    slots = _slots_for(office, wanted, starts_at, at)
    return [
        book_slot(
            booking_id=one.booking_id,
            slot_id=slot.pk,
            case=one.case,
            person_id=one.person_id,
            actor=actor,
            at=at,
        )
        for one, slot in zip(wanted, slots, strict=True)
    ]


@transaction.atomic
def move_together(
    *, office: str, wanted: Sequence[Wanted], starts_at: datetime, actor: Actor, at: datetime
) -> list[BookingView]:
    """Another time for each, or for none; for each of them it counts as a change.

    Raises: SlotFull, SlotGone, BookingOver, ChangedOnce, TooLateToChange.
    """
    before = Booking.objects.filter(pk__in=[one.booking_id for one in wanted]).order_by("pk")
    held = list(before.select_for_update(no_key=True).values_list("slot_id", flat=True))
    slots = _slots_for(office, wanted, starts_at, at, held)
    return [
        move_booking(booking_id=one.booking_id, slot_id=slot.pk, actor=actor, at=at)
        for one, slot in zip(wanted, slots, strict=True)
    ]


def _slots_for(
    office: str,
    wanted: Sequence[Wanted],
    starts_at: datetime,
    at: datetime,
    also: Collection[UUID] = (),
) -> list[Slot]:
    """The rows that hold this family's times, locked in one order with those it leaves.

    Raises: SlotFull.
    """
    services = [one.service for one in wanted]
    on = catalogue.office(office).today(starts_at)
    found = next(
        (t for t in together_times(office, services, on, at) if t.starts_at == starts_at), None
    )
    if found is None:
        raise SlotFull
    rows = {
        (row.service, row.starts_at): row
        for row in _open(office, services, at).filter(on=on, starts_at__in=found.times)
    }
    if any((s, t) not in rows for s, t in zip(services, found.times, strict=True)):
        raise SlotFull
    keys = [*also, *(row.pk for row in rows.values())]
    list(Slot.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk"))
    return [rows[s, t] for s, t in zip(services, found.times, strict=True)]
