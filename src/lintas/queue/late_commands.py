"""Coming late and saying so: the turn is kept for a while, by a rule that everybody can read."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from lintas.catalogue import public as catalogue
from lintas.journal import public as journal
from lintas.kernel.actor import Actor
from lintas.queue.entries import TicketLateSaid
from lintas.queue.errors import LateAlready, ReasonUnknown, TooLateToSay
from lintas.queue.models import Ticket
from lintas.queue.moves import get
from lintas.queue.queries import TicketView, view_of
from lintas.queue.rules import APPOINTMENT_WINDOW

LATE_RULE = "terlambat-dengan-kabar"


@transaction.atomic
def say_late(*, ticket_id: UUID, reason: str, actor: Actor, at: datetime) -> TicketView:
    """Keep the turn of the appointment for as long as the reason has in the office's list.

    Raises: NoSuchTicket, ReasonUnknown, TooLateToSay, LateAlready.
    Race: the update keeps a turn only while the number is issued and none was kept before, so
    that nobody keeps it twice; the turn itself never becomes earlier.
    """
    found = get(ticket_id)
    office = catalogue.office(found.office)
    known = office.queue.late_reason(reason)
    if known is None:
        raise ReasonUnknown
    if found.due_at is None or found.on != office.today(at):
        raise TooLateToSay
    if at > found.due_at + APPOINTMENT_WINDOW or found.status != Ticket.Status.ISSUED:
        raise TooLateToSay
    held_until = found.due_at + timedelta(minutes=known.minutes)
    kept = journal.change_and_record(
        Ticket.objects.filter(pk=ticket_id, status=Ticket.Status.ISSUED, held_until=None),
        {"held_until": held_until, "late_reason": reason},
        TicketLateSaid(label=found.label, reason=reason, held_until=held_until),
        subject=found.pk,
        case=found.case,
        actor=actor,
        office=found.office,
        at=at,
        rule=LATE_RULE,
    )
    if not kept:
        raise LateAlready
    return view_of(get(ticket_id))


def may_say_late(ticket: TicketView, at: datetime) -> bool:
    """Whether the page offers it: today, before the time is over, not said before."""
    if ticket.due_at is None or ticket.status != "issued" or ticket.held_until is not None:
        return False
    office = catalogue.office(ticket.office)
    in_time = at <= ticket.due_at + APPOINTMENT_WINDOW
    return bool(office.queue.lateness) and ticket.on == office.today(at) and in_time
