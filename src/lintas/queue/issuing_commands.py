"""Giving numbers, to one person or to many at once."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from lintas.journal import public as journal
from lintas.kernel.actor import Actor
from lintas.queue import entries
from lintas.queue.models import LastNumber, Ticket
from lintas.queue.rules import label_of


class NumberWanted(NamedTuple):
    ticket_id: UUID
    office: str
    on: date
    letter: str
    service: str
    case: UUID | None
    booking_id: UUID | None
    due_at: datetime | None
    priority_reason: str
    actor: Actor
    family: UUID | None = None
    family_first: str = ""


Line = tuple[str, date, str]
"""An office's letter on a day."""

FIELDS = (
    *("id", "office", "on", "letter", "line", "number", "case", "booking_id"),
    *("service", "priority", "priority_reason", "due_at", "issued_at", "family", "family_first"),
)


@transaction.atomic(savepoint=False)
def issue_tickets(*, wanted: Sequence[NumberWanted], at: datetime) -> dict[UUID, str]:
    """Give each the next number of its letter and day. Gives the labels by the tickets' ids.

    The ids are new ones. Race: the last numbers are moved under their own row locks,
    taken in one order.
    """
    last = _moved_on(Counter((one.office, one.on, one.letter) for one in wanted))
    labels, rows = {}, []
    for one in reversed(wanted):
        line = (one.office, one.on, one.letter)
        rows.append(_row(one, last[line], at))
        labels[one.ticket_id] = label_of(one.letter, last[line])
        last[line] -= 1
    journal.add_rows(Ticket, FIELDS, rows[::-1])
    journal.record_all([_entry(one, labels[one.ticket_id], at) for one in wanted])
    return labels


def _row(one: NumberWanted, number: int, at: datetime) -> tuple[object, ...]:
    return (
        *(one.ticket_id, one.office, one.on, one.letter, one.letter, number, one.case),
        *(one.booking_id, one.service, bool(one.priority_reason), one.priority_reason),
        *(one.due_at, at, one.family, one.family_first),
    )


def _entry(one: NumberWanted, label: str, at: datetime) -> journal.Line:
    data = entries.TicketIssued(
        label=label, service=one.service, priority=bool(one.priority_reason)
    )
    return journal.Line(
        data, subject=one.ticket_id, case=one.case, actor=one.actor, office=one.office, at=at
    )


def _moved_on(counts: Counter[Line]) -> dict[Line, int]:
    """Move each last number on by so many. Gives where they are now."""
    if not counts:
        return {}
    rows = [(*line, count) for line, count in sorted(counts.items())]
    moved = journal.add_or_change(LastNumber, ("office", "on", "letter", "number"), rows, _MOVED_ON)
    return {line: row[0] for line, row in zip(sorted(counts), moved, strict=True)}


_MOVED_ON = (
    'ON CONFLICT (office, "on", letter) '
    "DO UPDATE SET number = queue_lastnumber.number + excluded.number RETURNING number"
)
