"""Those who come together are called to one counter, where the office's data says so."""

from datetime import date, datetime
from uuid import UUID

from lintas.catalogue import public as catalogue
from lintas.journal import public as journal
from lintas.kernel.actor import Actor
from lintas.queue.entries import TicketKeptForFamily
from lintas.queue.models import Ticket
from lintas.queue.queries import TicketView, view_of

ONE_COUNTER = "one-counter"


def keep_for_family(*, called: Ticket, counter: str, actor: Actor, at: datetime) -> None:
    """The others who wait in a line of this counter come to it next. Part of the call.

    Race: the update reserves a number only while it waits for any counter.
    """
    place = catalogue.office(called.office)
    desk = place.counter(counter)
    if called.family is None or desk is None or place.booking.family_calls != ONE_COUNTER:
        return
    free = Ticket.objects.filter(
        family=called.family, on=called.on, status=Ticket.Status.WAITING, wanted_counter=""
    )
    for row in free.filter(line__in=desk.queues).exclude(pk=called.pk):
        journal.change_and_record(
            free.filter(pk=row.pk),
            {"wanted_counter": counter},
            TicketKeptForFamily(label=row.label, counter=counter),
            subject=row.pk,
            case=row.case,
            actor=actor,
            office=row.office,
            at=at,
            rule="datang-bersama",
        )


def family_of(ticket_id: UUID) -> list[TicketView]:
    """Who comes with this number that day, in the order of their hours. Cost: two index reads."""
    found = Ticket.objects.filter(pk=ticket_id).exclude(family=None).first()
    if found is None:
        return []
    rows = Ticket.objects.filter(office=found.office, on=found.on, family=found.family)
    rows = rows.exclude(status=Ticket.Status.CANCELLED).exclude(pk=ticket_id)
    return [view_of(row) for row in rows.order_by("due_at", "letter", "number")]


def first_of_family(family: UUID, on: date) -> str:
    """The number beside which the others of that day stand; "" for the first of them."""
    rows = Ticket.objects.filter(family=family, on=on).exclude(status=Ticket.Status.CANCELLED)
    first = rows.order_by("issued_at", "id").first()
    return (first.family_first or first.label) if first else ""
