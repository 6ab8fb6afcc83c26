"""Tickets on paper: asked for with the ticket, printed in the background, never in its way."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from lintas.catalogue import public as catalogue
from lintas.journal import public as journal
from lintas.kernel.actor import Actor, system
from lintas.queue import entries
from lintas.queue.counter_models import Printout
from lintas.queue.tasks import print_ticket

MOST_ATTEMPTS = 6
PAUSE = timedelta(seconds=5)
WORKER = system("worker")


@transaction.atomic
def ask_print(
    *, printout_id: UUID, ticket_id: UUID, office: str, printer: str, actor: Actor, at: datetime
) -> bool:
    """False where the office has no such printer. The same id again prints nothing twice."""
    if catalogue.office(office).queue.printer(printer) is None:
        return False
    _, made = Printout.objects.get_or_create(
        id=printout_id,
        defaults={
            "office": office,
            "printer": printer,
            "ticket_id": ticket_id,
            "asked_at": at,
            "due_at": at,
        },
    )
    if made:
        print_ticket.enqueue(str(printout_id))
    return True


def watch_printouts(at: datetime) -> None:
    """Ask again for what is due; after some attempts it is given up and staff see it."""
    due = Printout.objects.filter(state=Printout.State.WAITING, due_at__lte=at)
    for row in due.order_by("due_at")[:50]:
        if row.attempts >= MOST_ATTEMPTS:
            _give_up(row, at)
        elif due.filter(pk=row.pk).update(due_at=at + PAUSE * (row.attempts + 1)):
            print_ticket.enqueue(str(row.pk))


def _give_up(row: Printout, at: datetime) -> None:
    journal.change_and_record(
        Printout.objects.filter(pk=row.pk, state=Printout.State.WAITING),
        {"state": Printout.State.GIVEN_UP},
        entries.PrintoutGivenUp(printer=row.printer),
        subject=row.ticket_id,
        actor=WORKER,
        office=row.office,
        at=at,
    )
