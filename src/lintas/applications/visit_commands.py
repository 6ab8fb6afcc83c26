"""The visit: choosing a time, arriving, the interview; each moves queue and request together."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from lintas.applications.booking_commands import VisitWanted, book_visits, chooser_of
from lintas.applications.entries import (
    Arrived,
    InterviewFinished,
    InterviewStarted,
    VisitCancelled,
    VisitContinuedLater,
    VisitMissed,
    VisitMoved,
)
from lintas.applications.errors import ActionNotOpen
from lintas.applications.family_queries import family_id_of
from lintas.applications.models import Application
from lintas.applications.moves import move
from lintas.applications.promises import begin_promise
from lintas.applications.queries import office_of, service_of
from lintas.applications.rules import Action, Status
from lintas.applications.share_queries import shares_of
from lintas.appointments import public as appointments
from lintas.catalogue import public as catalogue
from lintas.journal import public as journal
from lintas.kernel.actor import Actor
from lintas.kernel.errors import Refused
from lintas.queue import public as queue
from lintas.waivers import public as waivers


@transaction.atomic
def book_visit(
    *,
    application: Application,
    slot_id: UUID,
    booking_id: UUID,
    ticket_id: UUID,
    actor: Actor,
    at: datetime,
) -> None:
    """Take a place in the calendar and a number in the queue of that day: one of `book_visits`.

    Raises: ActionNotOpen (also where the service has no visit), SlotFull, SlotGone, NotYourShare,
    AlreadyBooked, KeyUsedOtherwise, ChangedOnce, MissedTooOften, TooSoonAfterMissed, NotAdmitted
    (a lobby is on, and this person was not let in).
    """
    wanted = VisitWanted(chooser_of(application), slot_id, booking_id, ticket_id, actor)
    try:
        (answer,) = book_visits(wanted=[wanted], at=at)
    except IntegrityError:
        raise appointments.AlreadyBooked from None
    if isinstance(answer, Refused):
        raise answer
    application.status, application.status_since = Status.VISIT_BOOKED, at


def use_pass(application: Application, actor: Actor, at: datetime) -> None:
    """Raises: NotAdmitted. Nothing where no lobby is on."""
    appointments.use_pass(
        office=application.office,
        service=application.service,
        case=application.pk,
        actor=actor,
        at=at,
    )


def issue_ticket_for(
    application: Application,
    booking: appointments.BookingView,
    ticket_id: UUID,
    actor: Actor,
    at: datetime,
    priority: str = "",
) -> queue.TicketView:
    """The number that goes with a booking. Raises: ActionNotOpen where there is no visit.

    A boat day has numbers of its own. `priority` is the ground of an earlier number.
    """
    service = service_of(application)
    if service.visit is None:
        raise ActionNotOpen
    on, family = office_of(application).today(booking.starts_at), family_id_of(application)
    return queue.issue_ticket(
        ticket_id=ticket_id,
        office=catalogue.hall_id(application.office, booking.place),
        on=on,
        letter=service.visit.queue,
        service=service.id,
        case=application.pk,
        booking_id=booking.id,
        due_at=booking.starts_at,
        priority_reason=waivers.priority_of(application.pk) or priority,
        family=family,
        family_first=queue.first_of_family(family, on) if family else "",
        actor=actor,
        at=at,
    )


@transaction.atomic
def move_visit(
    *, application: Application, slot_id: UUID, ticket_id: UUID, actor: Actor, at: datetime
) -> None:
    """Choose another time, by the office's rule; the number of the old day is void.

    Raises: ActionNotOpen, SlotFull, SlotGone, NotYourShare, TooLateToChange, ChangedOnce,
    NotAdmitted.
    """
    use_pass(application, actor, at)
    booking, ticket = appointments.booking_of(application.pk), queue.ticket_of(application.pk)
    if application.status != Status.VISIT_BOOKED or booking is None or ticket is None:
        raise ActionNotOpen
    moved = appointments.move_booking(
        booking_id=booking.id,
        slot_id=slot_id,
        actor=actor,
        at=at,
        shares=shares_of(application, at),
    )
    note_moved(application, moved, ticket.id, ticket_id, actor, at)


def note_moved(
    application: Application,
    moved: appointments.BookingView,
    old_ticket: UUID,
    ticket_id: UUID,
    actor: Actor,
    at: datetime,
) -> None:
    """The number of the old time is void, another is given. Part of the caller's transaction."""
    queue.cancel_ticket(ticket_id=old_ticket, actor=actor, at=at)
    fresh = issue_ticket_for(application, moved, ticket_id, actor, at)
    journal.record(
        VisitMoved(booking=moved.id, ticket=fresh.id, starts_at=moved.starts_at),
        subject=application.pk,
        case=application.pk,
        actor=actor,
        office=application.office,
        at=at,
    )


@transaction.atomic
def cancel_visit(*, application: Application, actor: Actor, at: datetime) -> None:
    """Give the time back, as late as it may be changed; choosing again counts as a change.

    Raises: ActionNotOpen, TooLateToChange, BookingOver.
    """
    booking, ticket = appointments.booking_of(application.pk), queue.ticket_of(application.pk)
    if application.status != Status.VISIT_BOOKED or booking is None or ticket is None:
        raise ActionNotOpen
    appointments.require_in_time(office_of(application), booking.starts_at, at)
    appointments.cancel_booking(booking_id=booking.id, actor=actor, at=at)
    queue.cancel_ticket(ticket_id=ticket.id, actor=actor, at=at)
    data = VisitCancelled(booking=booking.id, starts_at=booking.starts_at)
    move(application, Action.CANCEL_VISIT, data, actor=actor, at=at)


@transaction.atomic
def record_arrival(
    *, application: Application, ticket_id: UUID, actor: Actor, at: datetime
) -> None:
    """The person is here. Raises: ActionNotOpen and what the queue refuses."""
    queue.arrive(ticket_id=ticket_id, actor=actor, at=at)
    move(application, Action.ARRIVE, Arrived(ticket=ticket_id), actor=actor, at=at)


@transaction.atomic
def miss_visit(*, application: Application, ticket_id: UUID, actor: Actor, at: datetime) -> None:
    """Called and not there. Back in line once; then the visit is missed and another is chosen.

    Raises: ActionNotOpen and what the queue refuses.
    """
    ticket = queue.no_show(ticket_id=ticket_id, actor=actor, at=at)
    if ticket.status != "missed":
        return
    booking = appointments.booking_of(application.pk)
    if booking is not None and booking.status == "live":
        appointments.mark_missed(booking_id=booking.id, actor=actor, at=at)
    move(application, Action.MISS_VISIT, VisitMissed(ticket=ticket_id), actor=actor, at=at)


@transaction.atomic
def start_interview(
    *, application: Application, ticket_id: UUID, actor: Actor, at: datetime
) -> None:
    """Goes on where it was begun already: sent on from another counter, or put aside meanwhile.

    Raises: ActionNotOpen and what the queue refuses.
    """
    ticket = queue.start(ticket_id=ticket_id, actor=actor, at=at)
    if application.status == Status.IN_INTERVIEW:
        return
    data = InterviewStarted(ticket=ticket_id, counter=ticket.counter)
    move(application, Action.START_INTERVIEW, data, actor=actor, at=at)


@transaction.atomic
def finish_interview(
    *, application: Application, ticket_id: UUID, actor: Actor, at: datetime, outcome: str = ""
) -> None:
    """The interview is over; whoever held it has reviewed, so another must decide. With an outcome
    for which the person comes again, another time is chosen instead.

    Raises: ActionNotOpen and what the queue refuses.
    """
    queue.finish(ticket_id=ticket_id, actor=actor, at=at, outcome=outcome)
    booking = appointments.booking_of(application.pk)
    if booking is not None and booking.status == "live":
        appointments.mark_kept(booking_id=booking.id, actor=actor, at=at)
    known = office_of(application).queue.outcome(outcome)
    if known is not None and known.comes_again:
        later = VisitContinuedLater(ticket=ticket_id)
        move(application, Action.CONTINUE_VISIT, later, actor=actor, at=at)
        return
    due_on = begin_promise(application, "visit", actor, at)
    data = InterviewFinished(ticket=ticket_id, due_on=due_on)
    move(
        application,
        Action.FINISH_INTERVIEW,
        data,
        actor=actor,
        at=at,
        reviewed_by=actor.id,
        due_on=due_on,
    )
