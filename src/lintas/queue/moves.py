"""One guarded step of a ticket and its entry; every command of the queue goes through here."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from lintas.journal import public as journal
from lintas.kernel.actor import Actor
from lintas.queue.errors import CounterBusy, NoSuchTicket, TicketNotOpen
from lintas.queue.models import LastNumber, Ticket
from lintas.queue.queries import TicketView, view_of

CALLS = "#"
"""In the place of a letter: the calls of a day are counted as its numbers are."""


def get(ticket_id: UUID) -> Ticket:
    """Raises: NoSuchTicket."""
    found = Ticket.objects.filter(pk=ticket_id).first()
    if found is None:
        raise NoSuchTicket
    return found


def next_number(office: str, on: date, letter: str) -> int:
    """Race: the last number is moved by one under its own row lock."""
    LastNumber.objects.get_or_create(office=office, on=on, letter=letter)
    row = LastNumber.objects.filter(office=office, on=on, letter=letter)
    row.update(number=F("number") + 1)
    return row.get().number


def move(
    found: Ticket,
    sources: Collection[str],
    target: str,
    data: Any,
    actor: Actor,
    at: datetime,
    rule: str = "",
    guard: dict[str, Any] | None = None,
    **changes: Any,
) -> TicketView:
    """`data` is the entry, or its class where it holds the label (and the counter) alone.

    Raises: TicketNotOpen; CounterBusy where the counter holds another number.
    """
    if isinstance(data, type):
        fields = data.__dataclass_fields__  # type: ignore[attr-defined]
        with_counter = "counter" in fields
        data = data(label=found.label, counter=found.counter) if with_counter else data(found.label)
    try:
        with transaction.atomic():
            moved = journal.change_and_record(
                Ticket.objects.filter(pk=found.pk, status__in=sorted(sources), **(guard or {})),
                {"status": target, **changes},
                data,
                subject=found.pk,
                case=found.case,
                actor=actor,
                office=found.office,
                at=at,
                rule=rule,
            )
    except IntegrityError:
        raise CounterBusy from None
    if not moved:
        raise TicketNotOpen
    return view_of(get(found.pk))
