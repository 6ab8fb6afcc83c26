"""When the office moves or cancels a day: each request goes with it, its number too."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import OperationalError, transaction

from lintas.applications.entries import (
    VisitDayCancelled,
    VisitDayHeld,
    VisitDayKept,
    VisitDayMoved,
    VisitDayReopened,
)
from lintas.applications.errors import ActionNotOpen
from lintas.applications.models import Application
from lintas.applications.moves import move
from lintas.applications.rules import Action, Status
from lintas.applications.visit_commands import issue_ticket_for
from lintas.appointments import public as appointments
from lintas.appointments.public import ToDo
from lintas.journal import public as journal
from lintas.kernel.actor import system
from lintas.kernel.ids import new_id
from lintas.queue import public as queue
from lintas.queue.public import TicketView

DAYS = system("days")
TELL = {"hold": VisitDayHeld, "go-ahead": VisitDayKept, "reopen": VisitDayReopened}
STILL_TO_COME = frozenset({Status.VISIT_BOOKED, Status.ARRIVED})
NOT_AT_A_COUNTER = frozenset({"issued", "waiting"})
MOST_AT_ONCE = 20
"""People a turn: the worker that does this has other turns to take."""


def carry_people(at: datetime) -> int:
    """Go on with every decision about a day where it stopped. Gives how many people it reached.

    One person a transaction, in the order of their numbers: cut anywhere, the next turn begins with
    the next person.
    """
    done = 0
    for change_id in appointments.changes_to_do(at):
        while done < MOST_AT_ONCE and carry_next(change_id, at):
            done += 1
    return done


def carry_next(change_id: UUID, at: datetime) -> bool:
    """False when nobody is left, or when somebody else holds what this one needs."""
    try:
        with transaction.atomic():
            appointments.give_way()
            people = appointments.people_to_do(change_id, at)
            if not people:
                return False
            _carry(_first(people), at)
    except OperationalError:
        return False  # a person acts at this very moment, or another worker: the next turn
    return True


def _first(people: Sequence[ToDo]) -> ToDo:
    """By the numbers they have, so that the new numbers come in the same order."""
    tickets = queue.tickets_of({one.case for one in people})

    def turn(one: ToDo) -> tuple[int, str, int, int]:
        ticket = tickets.get(one.case)
        if ticket is None:
            return (1, "", 0, one.nth)
        return (0, ticket.letter, int(ticket.label.partition("-")[2]), one.nth)

    return min(people, key=turn)


def _carry(one: ToDo, at: datetime) -> None:
    try:
        with transaction.atomic():
            _do(one, at)
    except (ActionNotOpen, appointments.BookingOver, queue.TicketNotOpen):
        appointments.drop_person(affected_id=one.id, actor=DAYS, at=at)


def _do(one: ToDo, at: datetime) -> None:
    """Raises: ActionNotOpen, BookingOver, TicketNotOpen."""
    application = Application.objects.filter(pk=one.case).first()
    if application is None:
        raise ActionNotOpen
    if one.fate == "told":
        _tell(one, application, at)
        return
    ticket = queue.ticket_of(one.case)
    if application.status not in STILL_TO_COME or ticket is None:
        raise ActionNotOpen
    if ticket.status not in NOT_AT_A_COUNTER:
        raise ActionNotOpen  # called or served: they finish today
    queue.cancel_ticket(ticket_id=ticket.id, actor=DAYS, at=at)
    if one.fate == "moved":
        _move(one, application, ticket, at)
    else:
        _release(one, application, at)


def _move(one: ToDo, application: Application, ticket: TicketView, at: datetime) -> None:
    booking = appointments.carry_booking(affected_id=one.id, actor=DAYS, at=at)
    first = ticket.priority_reason
    fresh = issue_ticket_for(application, booking, new_id(), DAYS, at, priority=first)
    data = VisitDayMoved(
        booking=booking.id,
        ticket=fresh.id,
        starts_at=booking.starts_at,
        from_at=one.from_at,
        reason=one.reason,
    )
    move(application, Action.MOVE_DAY, data, actor=DAYS, at=at)


def _release(one: ToDo, application: Application, at: datetime) -> None:
    data = VisitDayCancelled(
        booking=one.booking, from_at=one.from_at, reason=one.reason, kept_place=one.has_place
    )
    move(application, Action.LOSE_DAY, data, actor=DAYS, at=at)
    appointments.release_booking(affected_id=one.id, actor=DAYS, at=at)


def _tell(one: ToDo, application: Application, at: datetime) -> None:
    """Raises: ActionNotOpen where the person has no visit before them any more."""
    if application.status not in {*STILL_TO_COME, Status.PAID}:
        raise ActionNotOpen
    appointments.note_told(affected_id=one.id)
    data = TELL[one.action](
        booking=one.booking, from_at=one.from_at, reason=one.reason, decide_at=one.decide_at
    )
    journal.record(
        data,
        subject=application.pk,
        case=application.pk,
        actor=DAYS,
        office=application.office,
        at=at,
    )
