"""The waiting list of a service: who lost a draw, in its order, then who joined later."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from lintas.appointments.draw_models import Draw, DrawEntry, Offer, Waiting
from lintas.appointments.draw_queries import waiting_row
from lintas.appointments.draw_rules import read_parts
from lintas.appointments.entries import WaitingJoined, WaitingLeft
from lintas.appointments.errors import NoWaitingList, WaitingAlready
from lintas.appointments.models import Booking
from lintas.appointments.offer_commands import end_offer
from lintas.catalogue import public as catalogue
from lintas.journal import public as journal
from lintas.journal.public import EntryView
from lintas.kernel.actor import Actor, system
from lintas.kernel.ids import new_id

FOLLOWING = system("waiting-list")


def line_up(*, draw: Draw, at: datetime) -> None:
    """Whoever got no place waits in the draw's order. Part of the draw's own transaction.

    Somebody who waits already keeps the older place, which is the better one.
    """
    lost = draw.entries.filter(state=DrawEntry.State.MISSED_OUT).order_by("rank")
    rows = [
        Waiting(
            id=new_id(),
            office=draw.office,
            service=draw.service,
            case=entry.case,
            person_id=entry.person_id,
            identity=entry.identity,
            can=entry.can,
            since=at,
            rank=entry.rank or 0,
            draw=draw,
        )
        for entry in lost
    ]
    Waiting.objects.bulk_create(rows, ignore_conflicts=True, batch_size=400)


@transaction.atomic
def join_waiting(
    *,
    waiting_id: UUID,
    office: str,
    service: str,
    case: UUID,
    person_id: UUID,
    identity: str,
    can: str,
    actor: Actor,
    at: datetime,
) -> None:
    """Wait behind those who wait; the same request again changes only when one can come.

    Raises: NoWaitingList, WaitingAlready.
    """
    if not catalogue.office(office).release_of(service).has_waiting_list:
        raise NoWaitingList
    mine = Waiting.objects.filter(case=case, state=Waiting.State.WAITING)
    if mine.update(can=read_parts(can.split())):
        return
    try:
        with transaction.atomic():
            Waiting.objects.create(
                id=waiting_id,
                office=office,
                service=service,
                case=case,
                person_id=person_id,
                identity=identity,
                can=read_parts(can.split()),
                since=at,
            )
    except IntegrityError:
        raise WaitingAlready from None
    journal.record(
        WaitingJoined(service), subject=waiting_id, case=case, actor=actor, office=office, at=at
    )


@transaction.atomic
def leave_waiting(*, case: UUID, actor: Actor, at: datetime) -> None:
    """Leave the list; a place that was being offered goes on to the next."""
    _leave(case, Waiting.State.LEFT, actor, at)


def stop_waiting(entry: EntryView) -> None:
    """Reaction: whoever has a time now, or took the request back, waits for nothing more.

    An entry for a draw that is still open is taken out, so that nobody wins a place twice;
    after its close the list stands, and whoever wins all the same forfeits.
    """
    if entry.case is None:
        return
    booked = entry.kind == "application:visit-booked"
    state = Waiting.State.TAKEN if booked else Waiting.State.LEFT
    _let_go_of_kept_places(entry.case, entry.at, booked=booked)
    _leave(entry.case, state, FOLLOWING, entry.at)
    entered = [pk for (pk,) in _ENTERED.rows(entry.case, entry.at)]
    if entered:
        standing = DrawEntry.objects.filter(pk__in=entered, state=DrawEntry.State.ENTERED)
        standing.filter(draw__state=Draw.State.ANNOUNCED, draw__closes_at__gt=entry.at).update(
            state=DrawEntry.State.WITHDRAWN
        )


_KEPT = journal.Prepared(
    lambda case: Offer.objects.filter(case=case, waiting=None, state=Offer.State.OPEN)
)
_ENTERED = journal.Prepared(
    lambda case, at: DrawEntry.objects.filter(
        case=case,
        state=DrawEntry.State.ENTERED,
        draw__state=Draw.State.ANNOUNCED,
        draw__closes_at__gt=at,
    ).values_list("pk")
)


def _let_go_of_kept_places(case: UUID, at: datetime, *, booked: bool) -> None:
    """What was kept after a cancelled day; not because of the very booking that was cancelled."""
    kept_places = _KEPT.found(case)
    if not kept_places or (
        booked and not Booking.objects.filter(case=case, status=Booking.Status.LIVE).exists()
    ):
        return
    for kept in kept_places:
        end_offer(offer_id=kept.pk, state=Offer.State.DECLINED, actor=FOLLOWING, at=at)


def _leave(case: UUID, state: str, actor: Actor, at: datetime) -> None:
    mine = waiting_row(case)
    if mine is None:
        return
    if Waiting.objects.filter(pk=mine.pk, state=Waiting.State.WAITING).update(state=state) != 1:
        return
    for offer in Offer.objects.filter(waiting=mine, state=Offer.State.OPEN):
        end_offer(offer_id=offer.pk, state=Offer.State.DECLINED, actor=actor, at=at)
    journal.record(
        WaitingLeft(state), subject=mine.pk, case=case, actor=actor, office=mine.office, at=at
    )
