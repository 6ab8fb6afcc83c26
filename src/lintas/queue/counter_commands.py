"""At a counter: call, call again, take back, start, finish, not there, put aside, send on."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from lintas.catalogue import public as catalogue
from lintas.catalogue.public import Counter
from lintas.journal import public as journal
from lintas.kernel.actor import Actor
from lintas.queue import entries
from lintas.queue.commands import PRIORITY
from lintas.queue.errors import (
    CounterBusy,
    CounterPaused,
    NoSuchTicket,
    ReasonUnknown,
    TooLateToUndo,
)
from lintas.queue.family_commands import keep_for_family
from lintas.queue.models import Ticket
from lintas.queue.moves import CALLS, get, move, next_number
from lintas.queue.pause_queries import pause_of
from lintas.queue.queries import TicketView, at_counter, view_of, waiting_rows
from lintas.queue.rules import CALLS_BEFORE_MISSED

Status = Ticket.Status
ORDER_RULE = "urutan-antrean"


def call_next(*, office: str, counter: str, actor: Actor, at: datetime) -> TicketView | None:
    """Call the first in the published order that this counter serves; None when nobody waits.

    Raises: CounterBusy, CounterPaused.  Race: the update moves a ticket only while it waits, and a
    counter holds one ticket by constraint; who loses the race takes the next.
    """
    place = _free(office, counter)
    for row in waiting_rows(office, at, lines=[*place.queues, PRIORITY], counter=counter):
        data = entries.TicketCalled(label=row.label, counter=counter)
        if _call(row, counter, data, actor, at):
            return view_of(get(row.pk))
    return None


def call_out_of_order(
    *, ticket_id: UUID, counter: str, reason: str, actor: Actor, at: datetime
) -> TicketView:
    """Call one number before its turn; why, and how many were passed, is public.

    Raises: NoSuchTicket, ReasonUnknown, CounterBusy, CounterPaused.
    """
    found = get(ticket_id)
    if catalogue.office(found.office).queue.word("deviations", reason) is None:
        raise ReasonUnknown
    place = _free(found.office, counter)
    line = waiting_rows(found.office, at, lines=[*place.queues, PRIORITY])
    passed = next((nth for nth, row in enumerate(line) if row.pk == found.pk), 0)
    data = entries.TicketCalledOutOfOrder(found.label, counter, reason, passed)
    if not _call(found, counter, data, actor, at):
        raise NoSuchTicket
    return view_of(get(found.pk))


def _free(office: str, counter: str) -> Counter:
    """Raises: CounterBusy, CounterPaused."""
    place = catalogue.office(office).counter(counter)
    if place is None or at_counter(office, counter) is not None:
        raise CounterBusy
    if pause_of(office, counter) is not None:
        raise CounterPaused
    return place


@transaction.atomic
def _call(row: Ticket, counter: str, data: Any, actor: Actor, at: datetime) -> bool:
    """False when somebody else was quicker. Raises: CounterBusy."""
    rows = Ticket.objects.filter(pk=row.pk, status=Status.WAITING)
    values: dict[str, Any] = {
        "status": Status.CALLED,
        "counter": counter,
        "officer_id": actor.id,
        "called_at": at,
        "called_nth": next_number(row.office, row.on, CALLS),
    }
    try:
        with transaction.atomic():
            called = journal.change_and_record(
                rows,
                values,
                data,
                subject=row.pk,
                case=row.case,
                actor=actor,
                office=row.office,
                at=at,
                rule=ORDER_RULE,
            )
    except IntegrityError:
        raise CounterBusy from None
    if called:
        keep_for_family(called=row, counter=counter, actor=actor, at=at)
    return called


@transaction.atomic
def recall(*, ticket_id: UUID, actor: Actor, at: datetime) -> TicketView:
    """Call the same number once more. Raises: NoSuchTicket, TicketNotOpen."""
    found = get(ticket_id)
    nth = next_number(found.office, found.on, CALLS)
    return move(
        found,
        {Status.CALLED},
        Status.CALLED,
        entries.TicketRecalled,
        actor,
        at,
        called_at=at,
        called_nth=nth,
    )


@transaction.atomic
def undo_call(*, ticket_id: UUID, actor: Actor, at: datetime) -> TicketView:
    """A call by mistake, taken back within seconds; the number stands where it stood.

    The journal keeps the call and that it was taken back.
    Raises: NoSuchTicket, TicketNotOpen, TooLateToUndo.
    """
    found = get(ticket_id)
    allowed = timedelta(seconds=catalogue.office(found.office).queue.undo_seconds)
    if found.called_at is not None and at - found.called_at > allowed:
        raise TooLateToUndo
    return move(
        found,
        {Status.CALLED},
        Status.WAITING,
        entries.TicketCallUndone,
        actor,
        at,
        guard={"called_nth": found.called_nth},
        counter="",
        called_at=None,
        called_nth=None,
    )


@transaction.atomic
def start(*, ticket_id: UUID, actor: Actor, at: datetime) -> TicketView:
    """The person stands at the counter. Raises: NoSuchTicket, TicketNotOpen."""
    found = get(ticket_id)
    changes: dict[str, Any] = {"started_at": found.started_at or at}
    if found.left_at is not None:
        changes |= {"left_at": None, "away_seconds": found.away_seconds + _away(found, at)}
    return move(found, {Status.CALLED}, Status.SERVING, entries.TicketStarted, actor, at, **changes)


def _away(found: Ticket, at: datetime) -> int:
    """Unit: seconds; 0 when the clock was set back meanwhile."""
    return max(0, int((at - found.left_at).total_seconds())) if found.left_at else 0


@transaction.atomic
def finish(*, ticket_id: UUID, actor: Actor, at: datetime, outcome: str = "") -> TicketView:
    """`outcome` is one of the office's list. Raises: NoSuchTicket, TicketNotOpen, ReasonUnknown."""
    found = get(ticket_id)
    if outcome and catalogue.office(found.office).queue.outcome(outcome) is None:
        raise ReasonUnknown
    data = entries.TicketFinished(label=found.label, counter=found.counter, outcome=outcome)
    return move(
        found, {Status.SERVING}, Status.DONE, data, actor, at, finished_at=at, outcome=outcome
    )


@transaction.atomic
def no_show(*, ticket_id: UUID, actor: Actor, at: datetime) -> TicketView:
    """Called and not there: back in line once, the second time missed.

    Raises: NoSuchTicket, TicketNotOpen.
    """
    found = get(ticket_id)
    missed = found.calls + 1 >= CALLS_BEFORE_MISSED
    kind = entries.TicketMissed if missed else entries.TicketReturnedToLine
    target = Status.MISSED if missed else Status.WAITING
    return move(
        found, {Status.CALLED}, target, kind, actor, at, rule=ORDER_RULE, calls=F("calls") + 1
    )


@transaction.atomic
def park(*, ticket_id: UUID, reason: str, actor: Actor, at: datetime) -> TicketView:
    """Put aside while the person does something else; it stays with this counter.

    Raises: NoSuchTicket, TicketNotOpen, ReasonUnknown.
    """
    found = get(ticket_id)
    if catalogue.office(found.office).queue.word("parkings", reason) is None:
        raise ReasonUnknown
    data = entries.TicketParked(label=found.label, counter=found.counter, reason=reason)
    return move(
        found, {Status.SERVING}, Status.PARKED, data, actor, at, left_at=at, parked_for=reason
    )


@transaction.atomic
def resume(*, ticket_id: UUID, actor: Actor, at: datetime) -> TicketView:
    """Call somebody who was put aside back to the same counter.

    Raises: NoSuchTicket, TicketNotOpen, CounterBusy.
    """
    found = get(ticket_id)
    nth = next_number(found.office, found.on, CALLS)
    return move(
        found,
        {Status.PARKED},
        Status.CALLED,
        entries.TicketResumed,
        actor,
        at,
        called_at=at,
        called_nth=nth,
    )
