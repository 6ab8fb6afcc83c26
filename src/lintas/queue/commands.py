"""Numbers: given, arrived, called, served, missed."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from lintas.catalogue import public as catalogue
from lintas.journal import public as journal
from lintas.kernel.actor import Actor
from lintas.queue import entries
from lintas.queue.errors import CounterBusy, NoSuchTicket, NotToday, ReasonNeeded, TicketNotOpen
from lintas.queue.models import LastNumber, Ticket
from lintas.queue.queries import TicketView, at_counter, view_of, waiting_rows
from lintas.queue.rules import CALLS_BEFORE_MISSED
from lintas.queue.wait_commands import state_wait

Status = Ticket.Status
ORDER_RULE = "urutan-antrean"


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
) -> TicketView:
    """Give the next number of that letter and day; the same id again gives the same ticket.

    Race: the day's last number is moved by one under its own row lock.
    """
    found = Ticket.objects.filter(pk=ticket_id).first()
    if found is not None:
        return view_of(found)
    made = Ticket.objects.create(
        id=ticket_id,
        office=office,
        on=on,
        letter=letter,
        number=_next_number(office, on, letter),
        case=case,
        booking_id=booking_id,
        service=service,
        priority=bool(priority_reason),
        priority_reason=priority_reason,
        due_at=due_at,
        issued_at=at,
    )
    data = entries.TicketIssued(label=made.label, service=service, priority=made.priority)
    _say(made, data, actor, at)
    return view_of(made)


def _next_number(office: str, on: date, letter: str) -> int:
    LastNumber.objects.get_or_create(office=office, on=on, letter=letter)
    row = LastNumber.objects.filter(office=office, on=on, letter=letter)
    row.update(number=F("number") + 1)
    return row.get().number


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
        letter="P",
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
    """The person is here and waits. Raises: NoSuchTicket, NotToday, TicketNotOpen."""
    found = _get(ticket_id)
    if found.on != catalogue.office(found.office).today(at):
        raise NotToday
    here = _move(
        found, {Status.ISSUED}, Status.WAITING, entries.TicketArrived, actor, at, arrived_at=at
    )
    state_wait(ticket_id=ticket_id, office=found.office, on=found.on, at=at)
    return here


def call_next(*, office: str, counter: str, actor: Actor, at: datetime) -> TicketView | None:
    """Call the first in the published order that this counter serves; None when nobody waits.

    Raises: CounterBusy.  Race: the update moves a ticket only while it waits, and a counter holds
    one ticket by constraint; who loses the race takes the next.
    """
    place = catalogue.office(office).counter(counter)
    if place is None or at_counter(office, counter) is not None:
        raise CounterBusy
    for row in waiting_rows(office, at, letters=[*place.queues, "P"]):
        data = entries.TicketCalled(label=row.label, counter=counter)
        try:
            called = journal.change_and_record(
                Ticket.objects.filter(pk=row.pk, status=Status.WAITING),
                {
                    "status": Status.CALLED,
                    "counter": counter,
                    "officer_id": actor.id,
                    "called_at": at,
                },
                data,
                subject=row.pk,
                case=row.case,
                actor=actor,
                office=office,
                at=at,
                rule=ORDER_RULE,
            )
        except IntegrityError:
            raise CounterBusy from None
        if called:
            return view_of(_get(row.pk))
    return None


@transaction.atomic
def recall(*, ticket_id: UUID, actor: Actor, at: datetime) -> TicketView:
    """Call the same number once more. Raises: NoSuchTicket, TicketNotOpen."""
    found = _get(ticket_id)
    return _move(
        found,
        {Status.CALLED},
        Status.CALLED,
        entries.TicketRecalled,
        actor,
        at,
        called_at=at,
    )


@transaction.atomic
def start(*, ticket_id: UUID, actor: Actor, at: datetime) -> TicketView:
    """The person stands at the counter. Raises: NoSuchTicket, TicketNotOpen."""
    return _move(
        _get(ticket_id),
        {Status.CALLED},
        Status.SERVING,
        entries.TicketStarted,
        actor,
        at,
        started_at=at,
    )


@transaction.atomic
def finish(*, ticket_id: UUID, actor: Actor, at: datetime) -> TicketView:
    """Raises: NoSuchTicket, TicketNotOpen."""
    return _move(
        _get(ticket_id),
        {Status.SERVING},
        Status.DONE,
        entries.TicketFinished,
        actor,
        at,
        finished_at=at,
    )


@transaction.atomic
def no_show(*, ticket_id: UUID, actor: Actor, at: datetime) -> TicketView:
    """Called and not there: back in line once, the second time missed.

    Raises: NoSuchTicket, TicketNotOpen.
    """
    found = _get(ticket_id)
    missed = found.calls + 1 >= CALLS_BEFORE_MISSED
    kind = entries.TicketMissed if missed else entries.TicketReturnedToLine
    target = Status.MISSED if missed else Status.WAITING
    return _move(
        found, {Status.CALLED}, target, kind, actor, at, rule=ORDER_RULE, calls=F("calls") + 1
    )


@transaction.atomic
def cancel_ticket(*, ticket_id: UUID, actor: Actor, at: datetime) -> None:
    """Raises: NoSuchTicket, TicketNotOpen."""
    _move(
        _get(ticket_id),
        {Status.ISSUED, Status.WAITING},
        Status.CANCELLED,
        entries.TicketCancelled,
        actor,
        at,
    )


def _get(ticket_id: UUID) -> Ticket:
    found = Ticket.objects.filter(pk=ticket_id).first()
    if found is None:
        raise NoSuchTicket
    return found


def _move(
    found: Ticket,
    sources: set[Status],
    target: Status,
    kind: Any,
    actor: Actor,
    at: datetime,
    rule: str = "",
    **changes: Any,
) -> TicketView:
    """One guarded step of a ticket and its entry. Raises: TicketNotOpen."""
    with_counter = "counter" in kind.__dataclass_fields__
    data = kind(label=found.label, counter=found.counter) if with_counter else kind(found.label)
    moved = journal.change_and_record(
        Ticket.objects.filter(pk=found.pk, status__in=sorted(sources)),
        {"status": target, **changes},
        data,
        subject=found.pk,
        case=found.case,
        actor=actor,
        office=found.office,
        at=at,
        rule=rule,
    )
    if not moved:
        raise TicketNotOpen
    return view_of(_get(found.pk))


def _say(found: Ticket, data: object, actor: Actor, at: datetime) -> None:
    journal.record(data, subject=found.pk, case=found.case, actor=actor, office=found.office, at=at)
