"""Taking places: the one way in which a place becomes a booking, for one person or for many.

Requests that wait at one moment are settled in one transaction with a few statements, so that a
hundred of them cost the disk one write; each gets the answer it would have got alone, in the order
in which they came.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet

from lintas.appointments.entries import BookingMade
from lintas.appointments.errors import AlreadyBooked, NotYourShare, SlotFull, SlotGone
from lintas.appointments.models import Booking, Slot
from lintas.appointments.queries import FREE, BookingView, is_open
from lintas.catalogue.public import GENERAL
from lintas.journal import public as journal
from lintas.kernel.actor import Actor
from lintas.kernel.errors import Refused


class PlaceWanted(NamedTuple):
    """A place somebody wants; the caller makes the booking's id, so a repeat is the same one.

    Where office and service are named, a time of another is no time of theirs.
    """

    booking_id: UUID
    slot_id: UUID
    case: UUID
    person_id: UUID
    actor: Actor
    office: str = ""
    service: str = ""
    shares: Collection[str] = (GENERAL,)
    never_booked: bool = False
    """The caller has seen in this transaction that the case has had no booking at all. Should it
    get one meanwhile, a constraint breaks."""


@dataclass(frozen=True, slots=True)
class MadeBefore:
    """The same request once more: nothing was done for it now."""

    booking: BookingView


LIVE = Booking.Status.LIVE.value
Outcome = BookingView | MadeBefore | Refused


class Room(NamedTuple):
    """A time that can be booked; while places are left, held by this transaction until it ends."""

    id: UUID
    office: str
    service: str
    on: date
    starts_at: datetime
    minutes: int
    share: str
    place: str
    left: int


@transaction.atomic(savepoint=False)
def book_slots(*, wanted: Sequence[PlaceWanted], at: datetime) -> list[Outcome]:
    """Take a place for each who wants one, first come first served.

    Gives for each the booking made, or MadeBefore (this id has booked), SlotFull, SlotGone,
    NotYourShare or AlreadyBooked.
    Raises: IntegrityError when another process booked for one of these cases meanwhile; then
    nothing is done.
    Race: times with room are locked in the order of their ids; the counter moves only while
    places are left; a second live booking breaks a constraint.
    """
    table = _Table(wanted, at)
    outcomes = _own_found(wanted, [table.deal(one) for one in wanted])
    _move_counters(Counter(view.slot_id for _, view in table.dealt))
    journal.add_rows(
        Booking,
        ("id", "slot", "case", "person_id", "status", "changes", "made_at"),
        [
            (one.booking_id, one.slot_id, one.case, one.person_id, LIVE, 0, at)
            for one, _ in table.dealt
        ],
    )
    journal.record_all(
        [
            journal.Line(
                BookingMade(slot=view.slot_id, starts_at=view.starts_at),
                subject=one.booking_id,
                case=one.case,
                actor=one.actor,
                office=view.office,
                at=at,
            )
            for one, view in table.dealt
        ]
    )
    return outcomes


def _own_found(wanted: Sequence[PlaceWanted], dealt: list[Outcome]) -> list[Outcome]:
    """Whoever finds the place taken by their own request, which came twice at one moment and was
    settled by another process meanwhile, has it."""
    refused = {
        one.booking_id: one
        for one, outcome in zip(wanted, dealt, strict=True)
        if isinstance(outcome, SlotFull | AlreadyBooked)
    }
    if not refused:
        return dealt
    own, _live = _bookings_there(list(refused.values()))
    return [
        MadeBefore(own[one.booking_id])
        if one.booking_id in refused and one.booking_id in own
        else outcome
        for one, outcome in zip(wanted, dealt, strict=True)
    ]


class _Table:
    """What there is to give, and who has been given."""

    def __init__(self, wanted: Sequence[PlaceWanted], at: datetime) -> None:
        self.dealt: list[tuple[PlaceWanted, BookingView]] = []
        self.known, self.live = _bookings_there([one for one in wanted if not one.never_booked])
        asked = {one.slot_id for one in wanted if one.booking_id not in self.known}
        self.rooms = _rooms(asked, at)

    def deal(self, one: PlaceWanted) -> Outcome:
        if one.booking_id in self.known:
            return MadeBefore(self.known[one.booking_id])
        room = self.rooms.get(one.slot_id)
        if room is None or not _theirs(one, room):
            return SlotGone()
        if room.share not in one.shares:
            return NotYourShare()
        if room.left == 0:
            return SlotFull()
        if one.case in self.live:
            return AlreadyBooked()
        view = _view(one, room)
        self.rooms[room.id] = room._replace(left=room.left - 1)
        self.live.add(one.case)
        self.known[one.booking_id] = view
        self.dealt.append((one, view))
        return view


def _theirs(one: PlaceWanted, room: Room) -> bool:
    return not one.service or (one.office, one.service) == (room.office, room.service)


def _view(one: PlaceWanted, room: Room) -> BookingView:
    return BookingView(
        id=one.booking_id,
        slot_id=room.id,
        case=one.case,
        office=room.office,
        service=room.service,
        starts_at=room.starts_at,
        minutes=room.minutes,
        status=LIVE,
        place=room.place,
    )


def _bookings_there(wanted: Sequence[PlaceWanted]) -> tuple[dict[UUID, BookingView], set[UUID]]:
    """Bookings with these ids, and the cases that have a live one."""
    if not wanted:
        return {}, set()
    ids = {one.booking_id for one in wanted}
    rows = _THERE.rows([*ids], [one.case for one in wanted])
    found = [BookingView(*row) for row in rows]
    known = {booking.id: booking for booking in found if booking.id in ids}
    return known, {booking.case for booking in found if booking.status == LIVE}


_THERE = journal.Prepared(
    lambda ids, cases: Booking.objects.filter(
        Q(pk__any_of=ids) | Q(case__any_of=cases, status=LIVE)
    ).values_list(
        *("id", "slot_id", "case", "slot__office", "slot__service"),
        *("slot__starts_at", "slot__minutes", "status", "slot__place", "moved_by_office"),
    )
)


def _rooms(slot_ids: Collection[UUID], at: datetime) -> dict[UUID, Room]:
    """Those of these times that are open now; where there is room, locked."""
    found = {row[0]: Room(*row) for row in _WITH_ROOM.rows(list(slot_ids), at)}
    others = set(slot_ids) - found.keys()
    if others:
        full = _rows_of(others, at).values_list(*Room._fields)
        found |= {row[0]: Room(*row)._replace(left=0) for row in full}
    return found


def _rows_of(slot_ids: Any, at: Any) -> QuerySet[Any]:
    rows = Slot.objects.filter(is_open(at), pk__any_of=slot_ids, starts_at__gt=at)
    return rows.annotate(left=FREE)


_WITH_ROOM = journal.Prepared(
    lambda ids, at: (
        _rows_of(ids, at)
        .filter(left__gt=0)
        .order_by("pk")
        .select_for_update(no_key=True)
        .values_list(*Room._fields)
    )
)


def _move_counters(taken: Counter[UUID]) -> None:
    """Raises: SlotFull, which the locks exclude."""
    by_count: dict[int, list[UUID]] = defaultdict(list)
    for slot_id, count in taken.items():
        by_count[count].append(slot_id)
    for count, slot_ids in by_count.items():
        _TAKE.change(len(slot_ids), SlotFull, slot_ids, count)


_TAKE = journal.Prepared(
    lambda ids, count: (
        Slot.objects.filter(
            pk__any_of=ids, places__gte=F("taken") + F("held") + F("offered") + count
        ),
        {"taken": F("taken") + count},
    )
)


def book_slot(
    *,
    booking_id: UUID,
    slot_id: UUID,
    case: UUID,
    person_id: UUID,
    actor: Actor,
    at: datetime,
    shares: Collection[str] = (GENERAL,),
) -> BookingView:
    """Take one place for a person; the same id again gives the booking that is there.

    `shares` are those this person may use. Raises: SlotFull, SlotGone, NotYourShare, AlreadyBooked.
    Of the same request twice at one moment the later finds the place taken by itself.
    """
    wanted = PlaceWanted(booking_id, slot_id, case, person_id, actor, shares=shares)
    outcome: Outcome
    try:
        with transaction.atomic():
            (outcome,) = book_slots(wanted=[wanted], at=at)
    except IntegrityError:
        own, _live = _bookings_there([wanted])
        if booking_id not in own:
            raise AlreadyBooked from None
        return own[booking_id]
    if isinstance(outcome, Refused):
        raise outcome
    return outcome.booking if isinstance(outcome, MadeBefore) else outcome
