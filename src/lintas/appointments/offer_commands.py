"""Places offered to the next of the waiting list: made, taken, declined, run out."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, Min

from lintas.appointments.commands import write_booking
from lintas.appointments.draw_models import Draw, Offer, Waiting
from lintas.appointments.draw_rules import fits, part_of
from lintas.appointments.entries import (
    OfferAccepted,
    OfferDeclined,
    OfferExpired,
    OfferMade,
    WaitingLeft,
)
from lintas.appointments.errors import OfferOver
from lintas.appointments.models import Slot
from lintas.appointments.queries import BookingView
from lintas.appointments.release_rules import answer_until, is_quiet, next_draw
from lintas.appointments.returned_commands import reserve, take_back_offered
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import GENERAL, Office, Release
from lintas.journal import public as journal
from lintas.kernel.actor import Actor, system
from lintas.kernel.ids import new_id

OFFERS = system("waiting-list")
MOST_UNANSWERED = 2
"""After so many offers without an answer somebody is taken off the list, so that it goes on."""
MOST_AT_ONCE = 200
END = {
    Offer.State.DECLINED: OfferDeclined,
    Offer.State.EXPIRED: OfferExpired,
    Offer.State.ACCEPTED: OfferAccepted,
}


def offer_places(at: datetime) -> int:
    """Ask the next of each list for each place that came back. Gives how many were asked.

    What ran out goes on first. Nobody is asked in the office's quiet hours.
    """
    expire_offers(at)
    made = 0
    waiting = Waiting.objects.filter(state=Waiting.State.WAITING)
    for slug, service in waiting.values_list("office", "service").distinct().order_by():
        office = catalogue.office(slug)
        release = office.release_of(service)
        if not is_quiet(office, at):
            made += sum(_offer(office, release, slot, at) for slot in _held(office, release, at))
    return made


def _held(office: Office, release: Release, at: datetime) -> list[Slot]:
    """Times with a place to offer, soonest first; days still to be drawn are not touched."""
    rows = Slot.objects.filter(
        office=office.id,
        place="",
        service=release.service,
        share=GENERAL,
        held__gt=0,
        starts_at__gt=at,
    )
    return list(rows.filter(on__lt=_still_to_draw(office, release, at)).order_by("starts_at"))


def _still_to_draw(office: Office, release: Release, at: datetime) -> date:
    """The first day that a draw is yet to give out."""
    if release.plan != "draw":
        return date.max
    planned = next_draw(office, release, at).first_day
    undrawn = Draw.objects.filter(
        office=office.id, service=release.service, state=Draw.State.ANNOUNCED
    ).aggregate(first=Min("first_day"))["first"]
    return min(planned, undrawn or planned)


def _offer(office: Office, release: Release, slot: Slot, at: datetime) -> int:
    """Offer each held place of one time to the next who can come. Gives how many."""
    until = answer_until(release, slot.starts_at, at)
    if until is None:
        return 0
    part, made = part_of(office.local(slot.starts_at)), 0
    for waiting in _next(slot)[:MOST_AT_ONCE]:
        if made == slot.held:
            break
        if fits(waiting.can, part):
            made += _make(waiting, slot, until, at)
    return made


def _next(slot: Slot) -> list[Waiting]:
    """Who waits and is asked nothing now, in order; nobody is asked twice for one time."""
    rows = Waiting.objects.filter(
        office=slot.office, service=slot.service, state=Waiting.State.WAITING
    )
    asked = Offer.objects.filter(waiting__in=rows)
    busy = asked.filter(state=Offer.State.OPEN) | asked.filter(slot=slot)
    ordered = rows.exclude(pk__in=busy.values("waiting")).order_by("since", "rank", "id")
    return list(ordered)


@transaction.atomic
def _make(waiting: Waiting, slot: Slot, until: datetime, at: datetime) -> bool:
    """Race: the waiting row is held, then the counter moves; who comes second finds neither."""
    row = Waiting.objects.select_for_update().filter(pk=waiting.pk, state=Waiting.State.WAITING)
    asked = Offer.objects.filter(case=waiting.case, state=Offer.State.OPEN)
    if not row.exists() or asked.exists():
        return False
    if not reserve(slot):
        return False
    write_offer(
        Offer(
            id=new_id(),
            waiting=waiting,
            case=waiting.case,
            person_id=waiting.person_id,
            slot=slot,
            made_at=at,
            until=until,
        )
    )
    return True


def write_offer(made: Offer, change: UUID | None = None) -> None:
    """An offer of a place that the caller has just reserved; `change` cancelled the day before."""
    made.save(force_insert=True)
    data = OfferMade(
        waiting=made.waiting_id,
        slot=made.slot_id,
        starts_at=made.slot.starts_at,
        until=made.until,
        change=change,
    )
    _say(made, data, OFFERS, made.made_at)


def expire_offers(at: datetime) -> None:
    """No answer is an answer: the place goes on."""
    due = Offer.objects.filter(state=Offer.State.OPEN, until__lte=at)
    for pk in due.values_list("pk", flat=True):
        _expire(pk, at)


@transaction.atomic
def _expire(offer_id: UUID, at: datetime) -> None:
    try:
        offer = end_offer(offer_id=offer_id, state=Offer.State.EXPIRED, actor=OFFERS, at=at)
    except OfferOver:
        return
    waiting = offer.waiting
    if waiting is None:
        return
    mine = Waiting.objects.filter(pk=waiting.pk, state=Waiting.State.WAITING)
    mine.update(unanswered=F("unanswered") + 1)
    if mine.filter(unanswered__gte=MOST_UNANSWERED).update(state=Waiting.State.SILENT) == 1:
        journal.record(
            WaitingLeft(Waiting.State.SILENT),
            subject=waiting.pk,
            case=waiting.case,
            actor=OFFERS,
            office=waiting.office,
            at=at,
        )


@transaction.atomic
def decline_offer(*, offer_id: UUID, case: UUID, actor: Actor, at: datetime) -> None:
    """Keep waiting for another time. Raises: OfferOver."""
    _of(offer_id, case)
    end_offer(offer_id=offer_id, state=Offer.State.DECLINED, actor=actor, at=at)


def end_offer(*, offer_id: UUID, state: str, actor: Actor, at: datetime) -> Offer:
    """The place goes back to be held for the next. Raises: OfferOver."""
    offer = _close(offer_id, state)
    take_back_offered(slot=offer.slot, actor=actor, at=at)
    _say(offer, END[Offer.State(state)](offer.slot_id), actor, at)
    return offer


@transaction.atomic
def accept_offer(
    *, booking_id: UUID, offer_id: UUID, case: UUID, actor: Actor, at: datetime
) -> BookingView:
    """Take the place that was offered. Raises: OfferOver, AlreadyBooked."""
    offer = _of(offer_id, case)
    if offer.until <= at:
        raise OfferOver
    offer = _close(offer_id, Offer.State.ACCEPTED)
    if offer.slot.closed_places is not None:
        raise OfferOver
    take_offered(offer.slot)
    mine = Waiting.objects.filter(offers=offer, state=Waiting.State.WAITING)
    mine.update(state=Waiting.State.TAKEN)
    _say(offer, OfferAccepted(offer.slot_id), actor, at)
    return write_booking(
        booking_id=booking_id,
        slot=offer.slot,
        case=case,
        person_id=offer.person_id,
        actor=actor,
        at=at,
    )


def take_offered(slot: Slot) -> None:
    """The place somebody was promised is theirs. Part of the caller's transaction."""
    Slot.objects.filter(pk=slot.pk, offered__gt=0).update(
        offered=F("offered") - 1, taken=F("taken") + 1
    )


def _of(offer_id: UUID, case: UUID) -> Offer:
    found = Offer.objects.filter(pk=offer_id, case=case).first()
    if found is None:
        raise OfferOver
    return found


def _close(offer_id: UUID, state: str) -> Offer:
    """Race: one of accept, decline and time running out finds the offer open."""
    if Offer.objects.filter(pk=offer_id, state=Offer.State.OPEN).update(state=state) != 1:
        raise OfferOver
    return Offer.objects.select_related("slot", "waiting").get(pk=offer_id)


def _say(offer: Offer, data: object, actor: Actor, at: datetime) -> None:
    journal.record(
        data,
        subject=offer.pk,
        case=offer.case,
        actor=actor,
        office=offer.slot.office,
        at=at,
    )
