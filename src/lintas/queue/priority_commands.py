"""A place at the front for a number that was given already."""

from datetime import datetime
from uuid import UUID

from lintas.journal import public as journal
from lintas.kernel.actor import Actor
from lintas.queue.entries import TicketMovedAhead
from lintas.queue.models import Ticket


def move_ahead(*, case: UUID, reason: str, rule: str, actor: Actor, at: datetime) -> None:
    """Each number of a case that is not called yet goes first, with its reason in the journal.

    Race: the update moves a number only while it is issued or waits.
    """
    live = [Ticket.Status.ISSUED, Ticket.Status.WAITING]
    for ticket in Ticket.objects.filter(case=case, status__in=live, priority=False):
        journal.change_and_record(
            Ticket.objects.filter(pk=ticket.pk, status__in=live),
            {"priority": True, "priority_reason": reason},
            TicketMovedAhead(label=ticket.label, reason=reason),
            subject=ticket.pk,
            case=case,
            actor=actor,
            office=ticket.office,
            at=at,
            rule=rule,
        )
