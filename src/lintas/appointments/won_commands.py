"""What becomes of a place that was won: booked, or forfeited to the waiting list."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from lintas.appointments.commands import write_booking
from lintas.appointments.draw_models import DrawEntry
from lintas.appointments.entries import DrawForfeited
from lintas.appointments.errors import NotWon
from lintas.appointments.models import Slot
from lintas.appointments.offer_commands import take_offered
from lintas.appointments.queries import BookingView
from lintas.appointments.returned_commands import take_back_offered
from lintas.journal import public as journal
from lintas.kernel.actor import Actor


@transaction.atomic
def book_won(*, entry_id: UUID, actor: Actor, at: datetime) -> BookingView:
    """Book a winner; the booking's id is the entry's. Raises: NotWon, AlreadyBooked."""
    entry = _end_won(entry_id, DrawEntry.State.BOOKED)
    take_offered(_slot_of(entry))
    return write_booking(
        booking_id=entry.pk,
        slot=_slot_of(entry),
        case=entry.case,
        person_id=entry.person_id,
        actor=actor,
        at=at,
    )


@transaction.atomic
def forfeit(*, entry_id: UUID, actor: Actor, at: datetime) -> None:
    """A winner who can have no place any more gives it to the waiting list. Raises: NotWon."""
    entry = _end_won(entry_id, DrawEntry.State.FORFEITED)
    slot = _slot_of(entry)
    take_back_offered(slot=slot, actor=actor, at=at)
    journal.record(
        DrawForfeited(entry=entry.pk, slot=slot.pk),
        subject=entry.draw_id,
        case=entry.case,
        actor=actor,
        office=slot.office,
        at=at,
    )


def _end_won(entry_id: UUID, state: str) -> DrawEntry:
    won = DrawEntry.objects.filter(pk=entry_id, state=DrawEntry.State.WON)
    if won.update(state=state) != 1:
        raise NotWon
    return DrawEntry.objects.select_related("slot").get(pk=entry_id)


def _slot_of(entry: DrawEntry) -> Slot:
    if entry.slot is None:
        raise NotWon
    return entry.slot
