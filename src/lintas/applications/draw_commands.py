"""A request and the draw of its place: entering, waiting, taking what is offered."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.crypto import salted_hmac

from lintas.applications.entries import VisitBooked
from lintas.applications.errors import ActionNotOpen, IdentityUnknown
from lintas.applications.marks import identity_of
from lintas.applications.models import Application
from lintas.applications.moves import move
from lintas.applications.queries import answers_of, service_of
from lintas.applications.rules import Action, Status
from lintas.applications.share_queries import shares_of
from lintas.applications.visit_commands import issue_ticket_for
from lintas.appointments import public as appointments
from lintas.journal.public import EntryView
from lintas.kernel.actor import Actor, system
from lintas.kernel.ids import new_id

DRAWS = system("draws")


def identity_hash(application: Application) -> str:
    """Whose entry it is, known again but not readable: a keyed hash, of this service alone.

    Raises: IdentityUnknown.
    """
    number = identity_of(service_of(application), answers_of(application))
    if not number:
        raise IdentityUnknown
    text = f"{application.office} {application.service} {number}"
    return salted_hmac("lintas.draw", text, algorithm="sha256").hexdigest()


def _need_paid(application: Application) -> None:
    """Only a paid request, or one that costs nothing, stands for a place. Raises: ActionNotOpen."""
    rows = Application.objects.select_for_update().filter(pk=application.pk, status=Status.PAID)
    if not rows.exists() or service_of(application).visit is None:
        raise ActionNotOpen


@transaction.atomic
def enter_draw(
    *,
    application: Application,
    draw_id: UUID,
    entry_id: UUID,
    can: str,
    actor: Actor,
    at: datetime,
) -> None:
    """Raises: ActionNotOpen, IdentityUnknown, DrawNotOpen, EnteredAlready."""
    _need_paid(application)
    draw = appointments.draw_of(draw_id, at)
    if (draw.office, draw.service) != (application.office, application.service):
        raise appointments.DrawNotOpen
    appointments.enter_draw(
        entry_id=entry_id,
        draw_id=draw_id,
        case=application.pk,
        person_id=application.account_id or application.pk,
        identity=identity_hash(application),
        can=can,
        shares=shares_of(application, at),
        actor=actor,
        at=at,
    )


def renew_draw_entry(entry: EntryView) -> None:
    """Reaction: whose priority the office approved is drawn with it, if the window is still open.

    Rule: pembagian-kuota.
    """
    application = Application.objects.filter(pk__in=[entry.case]).first()
    if application is None:
        return
    shares = shares_of(application, entry.at)
    appointments.renew_entry(case=application.pk, shares=shares, actor=DRAWS, at=entry.at)


@transaction.atomic
def join_waiting(
    *, application: Application, waiting_id: UUID, can: str, actor: Actor, at: datetime
) -> None:
    """Raises: ActionNotOpen, IdentityUnknown, NoWaitingList, WaitingAlready."""
    _need_paid(application)
    appointments.join_waiting(
        waiting_id=waiting_id,
        office=application.office,
        service=application.service,
        case=application.pk,
        person_id=application.account_id or application.pk,
        identity=identity_hash(application),
        can=can,
        actor=actor,
        at=at,
    )


@transaction.atomic
def take_offer(
    *,
    application: Application,
    offer_id: UUID,
    booking_id: UUID,
    ticket_id: UUID,
    actor: Actor,
    at: datetime,
) -> None:
    """Take an offered place: the same booking, number and notice as choosing a time.

    Raises: ActionNotOpen, OfferOver, AlreadyBooked.
    """
    booking = appointments.accept_offer(
        booking_id=booking_id, offer_id=offer_id, case=application.pk, actor=actor, at=at
    )
    _booked(application, booking, ticket_id, actor, at)


def book_drawn(entry: EntryView) -> None:
    """Reaction to `draw:won`: book the place that was won, or give it on.

    Whoever took the request back or has a time by now leaves the place to the waiting list.
    """
    if not appointments.won_by(entry.data.entry):
        return
    application = Application.objects.filter(pk__in=[entry.case]).first()
    try:
        with transaction.atomic():
            _book_won(application, entry)
    except (ActionNotOpen, appointments.AlreadyBooked):
        appointments.forfeit(entry_id=entry.data.entry, actor=DRAWS, at=entry.at)


def _book_won(application: Application | None, entry: EntryView) -> None:
    """Raises: ActionNotOpen, AlreadyBooked, NotWon."""
    if application is None or application.status != Status.PAID:
        raise ActionNotOpen
    booking = appointments.book_won(entry_id=entry.data.entry, actor=DRAWS, at=entry.at)
    _booked(application, booking, new_id(), DRAWS, entry.at)


def _booked(
    application: Application,
    booking: appointments.BookingView,
    ticket_id: UUID,
    actor: Actor,
    at: datetime,
) -> None:
    ticket = issue_ticket_for(application, booking, ticket_id, actor, at)
    data = VisitBooked(booking=booking.id, ticket=ticket.id, starts_at=booking.starts_at)
    move(application, Action.BOOK_VISIT, data, actor=actor, at=at)
