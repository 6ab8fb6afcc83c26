"""Numbers: given, arrived, cancelled. What happens at a counter is in counter_commands."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from lintas.catalogue import public as catalogue
from lintas.kernel.actor import Actor
from lintas.queue import entries
from lintas.queue.errors import AlreadyHere, NotToday, ReasonNeeded, TicketNotOpen
from lintas.queue.issuing_commands import NumberWanted, issue_tickets
from lintas.queue.models import Ticket
from lintas.queue.moves import get, move
from lintas.queue.queries import TicketView, view_of
from lintas.queue.wait_commands import state_wait

Status = Ticket.Status
PRIORITY = "P"


@transaction.atomic
def issue_ticket(
    *,
    ticket_id: UUID,
    office: str,
    on: date,
    letter: str,
    service: str,
    case: UUID | None,
    booking_id: UUID | None,
    due_at: datetime | None,
    actor: Actor,
    at: datetime,
    priority_reason: str = "",
    family: UUID | None = None,
    family_first: str = "",
) -> TicketView:
    """Give the next number of that letter and day; the same id again gives the same ticket."""
    found = Ticket.objects.filter(pk=ticket_id).first()
    if found is not None:
        return view_of(found)
    wanted = NumberWanted(
        *(ticket_id, office, on, letter, service, case, booking_id, due_at, priority_reason),
        *(actor, family, family_first),
    )
    issue_tickets(wanted=[wanted], at=at)
    return view_of(get(ticket_id))


@transaction.atomic
def walk_in(
    *, ticket_id: UUID, office: str, service: str, reason: str, actor: Actor, at: datetime
) -> TicketView:
    """A number for somebody who is here without an appointment and may go first.

    Rule: jalan-masuk-prioritas (elderly, disabled, pregnant, small child).  Raises: ReasonNeeded.
    """
    if not reason.strip():
        raise ReasonNeeded
    issue_ticket(
        ticket_id=ticket_id,
        office=office,
        on=catalogue.office(office).today(at),
        letter=PRIORITY,
        service=service,
        case=None,
        booking_id=None,
        due_at=None,
        priority_reason=reason.strip()[:120],
        actor=actor,
        at=at,
    )
    return arrive(ticket_id=ticket_id, actor=actor, at=at)


@transaction.atomic
def arrive(*, ticket_id: UUID, actor: Actor, at: datetime) -> TicketView:
    """The person is here and waits. Raises: NoSuchTicket, NotToday, AlreadyHere, TicketNotOpen.

    Race: the update moves a ticket only while it is issued, so that of two receptionists one has
    checked the person in and the other is told so.
    """
    found = get(ticket_id)
    if found.on != catalogue.office(found.office).today(at):
        raise NotToday
    try:
        here = move(
            found, {Status.ISSUED}, Status.WAITING, entries.TicketArrived, actor, at, arrived_at=at
        )
    except TicketNotOpen:
        now = get(ticket_id)
        if now.arrived_at is None:
            raise
        raise AlreadyHere.with_number(now.label, now.status) from None
    state_wait(ticket_id=ticket_id, office=found.office, on=found.on, at=at)
    return here


@transaction.atomic
def cancel_ticket(*, ticket_id: UUID, actor: Actor, at: datetime) -> None:
    """Raises: NoSuchTicket, TicketNotOpen."""
    move(
        get(ticket_id),
        {Status.ISSUED, Status.WAITING},
        Status.CANCELLED,
        entries.TicketCancelled,
        actor,
        at,
    )
