"""Finding everybody of a closed day a place: on the new day, or one to be kept for them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Q

from lintas.appointments.day_models import CalendarDay
from lintas.appointments.day_rules import Person, Room, seats
from lintas.appointments.models import Booking, Slot
from lintas.appointments.queries import FREE, is_open
from lintas.appointments.village_rules import VILLAGE
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import GENERAL, Office


@dataclass(frozen=True)
class Placed:
    """`moves`: the booking goes to this place; else it is kept for the person, who may take it or
    choose another. Without a place they choose among what is open.
    """

    booking: Booking
    slot: Slot | None
    moves: bool


def place_everyone(
    day: CalendarDay, to_on: date | None, people: Sequence[Booking], at: datetime
) -> list[Placed]:
    """In the order of these people. Whoever has no place on the new day is found the next one at
    the same place, or else at the office.
    """
    office = catalogue.office(day.office)
    moved = _seat(office, people, _open_on(day, to_on, at)) if to_on is not None else {}
    rest = [one for one in people if one.pk not in moved]
    kept = _next_places(office, day, to_on, rest, at)
    return [Placed(one, moved.get(one.pk) or kept.get(one.pk), one.pk in moved) for one in people]


def _open_on(day: CalendarDay, to_on: date, at: datetime) -> list[Slot]:
    rows = Slot.objects.filter(
        is_open(at), office=day.office, place=day.place, on=to_on, starts_at__gt=at
    )
    return list(rows.annotate(left=FREE).filter(left__gt=0).order_by("starts_at", "id"))


def _seat(office: Office, people: Sequence[Booking], slots: Sequence[Slot]) -> dict[object, Slot]:
    by_id = {slot.pk: slot for slot in slots}
    rooms = [
        Room(s.pk, s.service, s.share, office.local(s.starts_at).time(), s.left)  # type: ignore[attr-defined]
        for s in slots
    ]
    wanted = [
        Person(
            one.pk,
            one.slot.service,
            one.slot.share,
            office.local(one.slot.starts_at).time(),
        )
        for one in people
    ]
    return {booking: by_id[slot] for booking, slot in seats(wanted, rooms).items()}


def _next_places(
    office: Office,
    day: CalendarDay,
    to_on: date | None,
    people: Sequence[Booking],
    at: datetime,
) -> dict[object, Slot]:
    """The next open times in the order of time, first of the same place, then of the office."""
    kept: dict[object, Slot] = {}
    for place in dict.fromkeys((day.place, "")):
        rows = Slot.objects.filter(
            is_open(at),
            office=office.id,
            place=place,
            service__in={one.slot.service for one in people},
            starts_at__gt=at,
            on__gt=office.today(at),
        )
        rows = rows.filter(Q(share=GENERAL) | Q(share__startswith=VILLAGE))
        rows = rows.exclude(on__in=[d for d in (day.on, to_on) if d], place=day.place)
        free = list(rows.annotate(left=FREE).filter(left__gt=0).order_by("starts_at", "id"))
        left = {slot.pk: slot.left for slot in free}
        for one in people:
            if one.pk in kept:
                continue
            found = next((s for s in free if _is_theirs(s, one.slot) and left[s.pk] > 0), None)
            if found is not None:
                kept[one.pk], left[found.pk] = found, left[found.pk] - 1
    return kept


def _is_theirs(other: Slot, was: Slot) -> bool:
    """Of the same service, for all or for the village whose place they had."""
    return other.service == was.service and other.share in {GENERAL, was.share}


def reserve_places(placed: Iterable[Placed]) -> None:
    """Move the counters; whoever was quicker at a kept place keeps it, and it is dropped here.

    Race: the times of the new day are locked by the caller, the others guarded by their counters.
    """
    wanted = Counter(one.slot.pk for one in placed if one.slot is not None)
    for slot_id, count in sorted(wanted.items()):
        free = Slot.objects.filter(pk=slot_id, places__gte=USED + count)
        if not free.update(offered=F("offered") + count):
            raise PlacesGone


USED = F("taken") + F("held") + F("offered")


class PlacesGone(Exception):
    """Somebody took one of these places at this very moment: the whole decision is tried anew."""
