"""Numbers without an appointment, as many a day as the office gives."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet

from lintas.appointments import public as appointments
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import Office
from lintas.kernel.actor import Actor
from lintas.queue.commands import arrive, issue_ticket
from lintas.queue.counter_models import WalkInDay
from lintas.queue.errors import WalkInsClosed, WalkInsGone
from lintas.queue.models import Ticket
from lintas.queue.queries import TicketView, view_of


@transaction.atomic
def walk_in_by_share(
    *, ticket_id: UUID, office: str, service: str, actor: Actor, at: datetime
) -> TicketView:
    """The same id again gives the same ticket and takes no second place.

    Race: the day's count is moved only while it is below the share, under its row lock.
    Raises: WalkInsGone, WalkInsClosed.
    """
    place = catalogue.office(office)
    on = place.today(at)
    share = _most(place, service, on)
    visit = catalogue.service(service).visit if share else None
    if visit is None:
        raise WalkInsGone
    if not gives_walk_ins(place, at):
        raise WalkInsClosed
    row = _locked(office, on, service)
    known = Ticket.objects.filter(pk=ticket_id, office=office).first()
    if known is not None:
        return view_of(known)
    if not row.filter(given__lt=share).update(given=F("given") + 1):
        raise WalkInsGone
    issue_ticket(
        ticket_id=ticket_id,
        office=office,
        on=on,
        letter=visit.queue,
        service=service,
        case=None,
        booking_id=None,
        due_at=None,
        actor=actor,
        at=at,
    )
    return arrive(ticket_id=ticket_id, actor=actor, at=at)


def _most(office: Office, service: str, on: date) -> int:
    """The office's own number, and what nobody booked; none for a service that gives none."""
    if service not in {one.service for one in office.queue.walk_ins}:
        return 0
    extra = appointments.walk_in_extra(office.id, on).get(service, 0)
    return office.queue.walk_in_places(service) + extra


def _locked(office: str, on: date, service: str) -> QuerySet[WalkInDay]:
    """The day's row, held until the end of the transaction."""
    WalkInDay.objects.get_or_create(office=office, on=on, service=service)
    row = WalkInDay.objects.filter(office=office, on=on, service=service)
    row.update(given=F("given"))
    return row


def gives_walk_ins(office: Office, at: datetime) -> bool:
    """From the hour the office says until it closes for the day. Cost: one index read."""
    here = office.local(at)
    spans = appointments.hours_on(office, here.date())
    return bool(spans) and here.time() >= office.queue.walk_in_from and at < spans[-1][1]
