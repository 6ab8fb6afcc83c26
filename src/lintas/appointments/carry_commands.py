"""What a decision about a day means for one person: carried to the new day, or released with a
place kept for them. Each is a part of the caller's transaction, which moves the number as well.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from lintas.appointments.day_commands import CLOSING, RULE, place_latecomers
from lintas.appointments.day_models import Affected, DayChange
from lintas.appointments.draw_models import Offer
from lintas.appointments.entries import BookingCarried, BookingReleased, PlaceKept, PlaceLetGo
from lintas.appointments.errors import BookingOver
from lintas.appointments.models import Booking, Slot
from lintas.appointments.offer_commands import end_offer, take_offered, write_offer
from lintas.appointments.placing import PlacesGone
from lintas.appointments.queries import BookingView, view_of
from lintas.appointments.release_rules import LEAST_TO_ANSWER, STILL_TO_REACH
from lintas.appointments.returned_commands import take_back, take_back_offered
from lintas.catalogue import public as catalogue
from lintas.journal import public as journal
from lintas.kernel.actor import Actor
from lintas.kernel.ids import new_id


@dataclass(frozen=True)
class ToDo:
    """One person of a decision, still to be carried and told."""

    id: UUID
    change: UUID
    case: UUID
    booking: UUID
    nth: int
    fate: str
    action: str
    reason: str
    place: str
    from_at: datetime
    decide_at: datetime | None
    has_place: bool


def changes_to_do(at: datetime) -> list[UUID]:
    """Decisions that are not carried out to the last person, oldest first."""
    rows = DayChange.objects.filter(done_at=None).order_by("at", "id")
    late = DayChange.objects.filter(  # bookings that came to a closed day afterwards
        action__in=CLOSING,
        done_at__isnull=False,
        day__state__in=["moved", "cancelled"],
        day__on__gte=(at - timedelta(days=1)).date(),
    )
    found = list(rows.values_list("pk", flat=True))
    last = {one.day_id: one for one in late.select_related("day").order_by("at")}
    return found + [one.pk for one in last.values() if place_is_missing(one)]


def place_is_missing(change: DayChange) -> bool:
    known = Affected.objects.filter(change__day=change.day, change__action__in=CLOSING)
    day = change.day
    return (
        Booking.objects.filter(
            status=Booking.Status.LIVE,
            slot__office=day.office,
            slot__place=day.place,
            slot__on=day.on,
            slot__closed_places__isnull=False,
        )
        .exclude(pk__in=known.values("booking"))
        .exists()
    )


def people_to_do(change_id: UUID, at: datetime) -> list[ToDo]:
    """Who is still to be carried; the decision's row is held, so that one worker does it at a time.

    Nobody left means that it is done. Part of the caller's transaction.
    """
    locked = DayChange.objects.select_for_update().filter(pk=change_id)
    change = locked.get()
    if change.action in CLOSING:
        try:
            place_latecomers(change, at)
        except PlacesGone:
            return []  # at the next turn
    rows = change.affected.filter(state=Affected.State.PENDING).order_by("nth")
    found = [_to_do(one, change) for one in rows]
    if not found:
        locked.filter(done_at=None).update(done_at=at)
    return found


def _to_do(one: Affected, change: DayChange) -> ToDo:
    return ToDo(
        id=one.pk,
        change=change.pk,
        case=one.case,
        booking=one.booking_id,
        nth=one.nth,
        fate=one.fate,
        action=change.action,
        reason=change.reason,
        place=change.day.place,
        from_at=one.from_at,
        decide_at=change.decide_at,
        has_place=one.slot_id is not None,
    )


def _finish(affected_id: UUID, state: str) -> Affected:
    """Raises: BookingOver."""
    pending = Affected.objects.filter(pk=affected_id, state=Affected.State.PENDING)
    if pending.update(state=state) != 1:
        raise BookingOver
    whole = Affected.objects.select_related("slot", "change__day", "booking__slot")
    return whole.get(pk=affected_id)


def _check_still_there(one: Affected) -> None:
    """Whoever chose another day at the same moment keeps what they chose. Raises: BookingOver."""
    day, slot = one.change.day, one.booking.slot
    if (slot.place, slot.on) != (day.place, day.on):
        raise BookingOver


def carry_booking(*, affected_id: UUID, actor: Actor, at: datetime) -> BookingView:
    """The booking goes to the place that was reserved for it; that counts as no change.

    Raises: BookingOver.
    """
    one = _finish(affected_id, Affected.State.DONE)
    _check_still_there(one)
    old, slot = one.booking.slot, _slot_of(one)
    live = Booking.objects.filter(pk=one.booking_id, status=Booking.Status.LIVE, slot=old)
    if live.update(slot=slot, moved_by_office=True, moved_at=at) != 1:
        raise BookingOver
    take_offered(slot)
    take_back(slot=old, actor=actor, at=at)
    data = BookingCarried(slot=slot.pk, starts_at=slot.starts_at, change=one.change_id)
    _say(one, data, actor, at)
    return view_of(Booking.objects.select_related("slot").get(pk=one.booking_id))


def release_booking(*, affected_id: UUID, actor: Actor, at: datetime) -> None:
    """The booking ends without fault of the person, and the reserved place is kept for them.

    Raises: BookingOver.
    """
    one = _finish(affected_id, Affected.State.DONE)
    _check_still_there(one)
    live = Booking.objects.filter(pk=one.booking_id, status=Booking.Status.LIVE)
    if live.update(status=Booking.Status.CANCELLED, moved_by_office=True) != 1:
        raise BookingOver
    take_back(slot=one.booking.slot, actor=actor, at=at)
    data = BookingReleased(slot=one.booking.slot_id, change=one.change_id)
    _say(one, data, actor, at)
    if one.slot is not None:
        _keep(one, one.slot, actor, at)


def _keep(one: Affected, slot: Slot, actor: Actor, at: datetime) -> None:
    hours = timedelta(hours=catalogue.office(slot.office).travel.answer_hours)
    until = min(at + hours, slot.starts_at - STILL_TO_REACH)
    slot.refresh_from_db()
    if until - at < LEAST_TO_ANSWER or slot.closed_places is not None:
        _let_go(one, slot, actor, at)
        return
    for open_one in Offer.objects.filter(case=one.case, state=Offer.State.OPEN):
        end_offer(offer_id=open_one.pk, state=Offer.State.DECLINED, actor=actor, at=at)
    made = Offer(
        id=new_id(),
        case=one.case,
        person_id=one.booking.person_id,
        slot=slot,
        made_at=at,
        until=until,
    )
    data = PlaceKept(one.change_id)
    journal.record(data, subject=slot.pk, actor=actor, office=slot.office, at=at, rule=RULE)
    write_offer(made, one.change_id)


def note_told(*, affected_id: UUID) -> None:
    """Raises: BookingOver."""
    _finish(affected_id, Affected.State.DONE)


def drop_person(*, affected_id: UUID, actor: Actor, at: datetime) -> None:
    """Whoever is being served, has withdrawn or chose another time meanwhile keeps what they have;
    the place that was reserved goes back. Raises: BookingOver.
    """
    one = _finish(affected_id, Affected.State.DROPPED)
    if one.slot is not None:
        _let_go(one, one.slot, actor, at)


def _let_go(one: Affected, slot: Slot, actor: Actor, at: datetime) -> None:
    data = PlaceLetGo(one.change_id)
    journal.record(data, subject=slot.pk, actor=actor, office=slot.office, at=at, rule=RULE)
    take_back_offered(slot=slot, actor=actor, at=at)


def _slot_of(one: Affected) -> Slot:
    if one.slot is None:
        raise BookingOver
    return one.slot


def _say(one: Affected, data: object, actor: Actor, at: datetime) -> None:
    journal.record(
        data,
        subject=one.booking_id,
        case=one.case,
        actor=actor,
        office=one.booking.slot.office,
        at=at,
        rule=RULE,
    )
