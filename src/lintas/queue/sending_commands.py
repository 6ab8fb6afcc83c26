"""Sending somebody on to another line or counter, in the place that is fairly theirs."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from lintas.catalogue import public as catalogue
from lintas.catalogue.public import Office
from lintas.kernel.actor import Actor
from lintas.queue import entries
from lintas.queue.commands import PRIORITY
from lintas.queue.errors import NoSuchCounter
from lintas.queue.models import Ticket
from lintas.queue.moves import get, move
from lintas.queue.queries import TicketView

Status = Ticket.Status
LONGEST_NOTE = 200


@transaction.atomic
def send_on(
    *,
    ticket_id: UUID,
    to_line: str = "",
    to_counter: str = "",
    note: str,
    actor: Actor,
    at: datetime,
) -> TicketView:
    """The order looks at appointment and arrival, which do not change: nobody starts anew.

    Raises: NoSuchTicket, TicketNotOpen, NoSuchCounter.
    """
    found = get(ticket_id)
    line = line_for(catalogue.office(found.office), found.line, to_line, to_counter)
    data = entries.TicketSentOn(found.label, found.counter, line, to_counter)
    served = found.status == Status.SERVING
    return move(
        found,
        {found.status} & {Status.CALLED, Status.SERVING},
        Status.WAITING,
        data,
        actor,
        at,
        line=line,
        wanted_counter=to_counter,
        counter="",
        note=note.strip()[:LONGEST_NOTE],
        left_at=at if served else None,
    )


def line_for(office: Office, now: str, to_line: str, to_counter: str) -> str:
    """In which line it stands afterwards. Raises: NoSuchCounter."""
    if to_counter:
        counter = office.counter(to_counter)
        if counter is None:
            raise NoSuchCounter
        return now if now in {PRIORITY, *counter.queues} else counter.queues[0]
    if to_line not in {line for one in office.counters for line in one.queues}:
        raise NoSuchCounter
    return to_line
