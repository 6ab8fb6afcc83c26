"""Talking to the ticket printers, in the background."""

from uuid import UUID

import structlog
from django.conf import settings
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from lintas.catalogue import public as catalogue
from lintas.catalogue.public import Office
from lintas.queue.check_in_queries import QR_PREFIX
from lintas.queue.counter_models import Printout
from lintas.queue.models import Ticket
from lintas.queue.paper import Slip, slip_bytes
from lintas.queue.ports import PrinterAway, TicketPrinter

log = structlog.get_logger(__name__)


@task()
def print_ticket(printout_id: str) -> None:
    from lintas.queue.escpos_printer import EscposPrinter  # large, and only for who prints

    row = Printout.objects.filter(pk=UUID(printout_id)).first()
    known = catalogue.office(row.office).queue.printer(row.printer) if row else None
    if known is not None:
        put_out(UUID(printout_id), EscposPrinter(known.address), known.columns)


def put_out(printout_id: UUID, printer: TicketPrinter, columns: int) -> None:
    """Print once what waits. A crash between paper and mark prints a second slip of one number."""
    rows = Printout.objects.filter(pk=printout_id, state=Printout.State.WAITING)
    row = rows.first()
    ticket = Ticket.objects.filter(pk=row.ticket_id).first() if row else None
    if ticket is None:
        return
    rows.update(attempts=F("attempts") + 1)
    try:
        printer.send(slip_bytes(slip_of(ticket), columns))
    except PrinterAway as trouble:
        log.warning("printer away", printout=str(printout_id), trouble=str(trouble))
        return
    rows.update(state=Printout.State.PRINTED)


def slip_of(ticket: Ticket) -> Slip:
    """In Indonesian, whatever the worker's language."""
    office = catalogue.office(ticket.office)
    with override("id"):
        return Slip(
            office=office.name.id,
            service=_service(ticket.service),
            label=ticket.label,
            when=_when(office, ticket),
            advice=_("Tunggu nomor ini dipanggil. Pindai kode untuk melihat antrean di ponsel."),
            code=f"{settings.SITE_URL}/tiket/{ticket.pk}/",
        )


def code_of(ticket_id: UUID) -> str:
    """What the code on a phone says to a scanner at the door."""
    return f"{QR_PREFIX}{ticket_id}"


def _service(service: str) -> str:
    try:
        return catalogue.service(service).title.id
    except catalogue.ServiceUnknown:
        return service


def _when(office: Office, ticket: Ticket) -> str:
    here = office.local(ticket.arrived_at or ticket.issued_at)
    return f"{here:%d-%m-%Y %H.%M}"
