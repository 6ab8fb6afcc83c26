from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from lintas.catalogue import public as catalogue
from lintas.queue.models import Ticket
from lintas.queue.rules import Waiting, order_key

RECENT = 5
QR_PREFIX = "LINTAS:T:"


@dataclass(frozen=True)
class TicketView:
    id: UUID
    office: str
    on: date
    label: str
    letter: str
    case: UUID | None
    booking_id: UUID | None
    service: str
    priority: bool
    priority_reason: str
    due_at: datetime | None
    status: str
    arrived_at: datetime | None
    called_at: datetime | None
    started_at: datetime | None
    finished_at: datetime | None
    counter: str
    officer_id: UUID | None
    calls: int


@dataclass(frozen=True)
class Called:
    number: str
    counter: str
    at: datetime


@dataclass(frozen=True)
class DisplayState:
    """What a waiting room sees: the newest call, the ones before, how many wait. No names."""

    office: str
    current: tuple[Called, ...]
    recent: tuple[Called, ...]
    waiting: int


FIELDS = tuple(name for name in TicketView.__dataclass_fields__ if name != "label")


def view_of(ticket: Ticket) -> TicketView:
    values = {name: getattr(ticket, name) for name in FIELDS}
    return TicketView(label=ticket.label, **values)


def ticket(ticket_id: UUID) -> TicketView | None:
    found = Ticket.objects.filter(pk=ticket_id).first()
    return view_of(found) if found else None


def ticket_of(case: UUID) -> TicketView | None:
    """The newest ticket of an application. Cost: one index read."""
    rows = Ticket.objects.filter(case=case).exclude(status=Ticket.Status.CANCELLED)
    found = rows.order_by("-issued_at", "-id").first()
    return view_of(found) if found else None


def find_today(office: str, typed: str, at: datetime) -> TicketView | None:
    """The ticket somebody shows or says today: its code, or its number like A-47."""
    text = typed.strip()
    if text.upper().startswith(QR_PREFIX):
        try:
            found = ticket(UUID(text[len(QR_PREFIX) :]))
        except ValueError:
            return None
        return found if found and found.office == office else None
    signs = "".join(c for c in text.upper() if c.isalnum())
    if len(signs) < 2 or not signs[0].isalpha() or not signs[1:].isdecimal():
        return None
    today = catalogue.office(office).today(at)
    rows = Ticket.objects.filter(office=office, on=today, letter=signs[0], number=int(signs[1:]))
    row = rows.first()
    return view_of(row) if row else None


def _today(office: str, at: datetime) -> date:
    return catalogue.office(office).today(at)


def key_of(row: Ticket) -> tuple[Any, ...]:
    """The published order, ties by number."""
    arrived_at = row.arrived_at or row.issued_at
    turn = order_key(Waiting(row.priority, row.due_at, arrived_at, row.calls))
    return (*turn, row.letter, row.number)


def waiting_rows(office: str, at: datetime, letters: Sequence[str] = ()) -> list[Ticket]:
    rows = Ticket.objects.filter(office=office, on=_today(office, at), status=Ticket.Status.WAITING)
    if letters:
        rows = rows.filter(letter__in=letters)
    return sorted(rows, key=key_of)


def waiting_list(office: str, at: datetime) -> list[TicketView]:
    """Who is here and waits, in the published order. Cost: one index read."""
    return [view_of(row) for row in waiting_rows(office, at)]


def expected_list(office: str, at: datetime) -> list[TicketView]:
    """Who has a number for today and has not come yet, by appointment. Cost: one index read."""
    rows = Ticket.objects.filter(
        office=office, on=_today(office, at), status=Ticket.Status.ISSUED
    ).order_by("due_at", "letter", "number")
    return [view_of(row) for row in rows]


def at_counter(office: str, counter: str) -> TicketView | None:
    """What a counter has called or serves."""
    found = Ticket.objects.filter(
        office=office, counter=counter, status__in=[Ticket.Status.CALLED, Ticket.Status.SERVING]
    ).first()
    return view_of(found) if found else None


def display_state(office: str, at: datetime) -> DisplayState:
    """Cost: two index reads."""
    today = Ticket.objects.filter(office=office, on=_today(office, at))
    called = list(today.filter(called_at__isnull=False).order_by("-called_at")[: RECENT + 1])
    calls = tuple(Called(t.label, t.counter, t.called_at) for t in called if t.called_at)
    live = {Ticket.Status.CALLED, Ticket.Status.SERVING}
    current = calls[:1] if called and called[0].status in live else ()
    recent = tuple(c for c in calls if c not in current)[:RECENT]
    waiting = today.filter(status=Ticket.Status.WAITING).count()
    return DisplayState(office, current, recent, waiting)
