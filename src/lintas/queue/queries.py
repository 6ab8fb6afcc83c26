from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F

from lintas.catalogue import public as catalogue
from lintas.journal import public as journal
from lintas.queue.models import Ticket
from lintas.queue.rules import Waiting, label_of, order_key, priority_in_a_row, take_turns

RECENT = 5
CALLS_SHOWN = 40


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
    line: str
    wanted_counter: str
    called_nth: int | None
    parked_for: str
    note: str
    outcome: str
    held_until: datetime | None
    late_reason: str
    family: UUID | None
    family_first: str


@dataclass(frozen=True)
class Called:
    """`nth` call of the day, so that a listener knows which it has heard."""

    number: str
    counter: str
    at: datetime
    nth: int
    live: bool


@dataclass(frozen=True)
class DisplayState:
    """What a waiting room sees: the newest call, the ones before, how many wait. No names."""

    office: str
    current: tuple[Called, ...]
    recent: tuple[Called, ...]
    waiting: int
    live: tuple[Called, ...]


FIELDS = tuple(name for name in TicketView.__dataclass_fields__ if name != "label")


def view_of(ticket: Ticket) -> TicketView:
    values = {name: getattr(ticket, name) for name in FIELDS}
    return TicketView(label=ticket.label, **values)


def ticket(ticket_id: UUID) -> TicketView | None:
    found = _TICKET.first(ticket_id)
    return view_of(found) if found else None


_TICKET = journal.Prepared(lambda pk: Ticket.objects.filter(pk=pk))


def ticket_of(case: UUID) -> TicketView | None:
    """The newest ticket of an application. Cost: one index read."""
    found = _NEWEST.first(case)
    return view_of(found) if found else None


_NEWEST = journal.Prepared(
    lambda case: (
        Ticket.objects.filter(case=case)
        .exclude(status=Ticket.Status.CANCELLED)
        .order_by("-issued_at", "-id")[:1]
    ),
    of_case=True,
)


def tickets_of(cases: Collection[UUID]) -> dict[UUID, TicketView]:
    """The newest valid ticket of each of these applications. Cost: one index read."""
    rows = Ticket.objects.filter(case__in=cases).exclude(status=Ticket.Status.CANCELLED)
    return {row.case: view_of(row) for row in rows.order_by("issued_at", "id") if row.case}


def _today(office: str, at: datetime) -> date:
    return catalogue.office(office).today(at)


def key_of(row: Ticket) -> tuple[Any, ...]:
    """The published order, ties by number, a family together."""
    arrived_at = row.arrived_at or row.issued_at
    turn = order_key(
        Waiting(row.priority, row.due_at, arrived_at, row.calls, held_until=row.held_until)
    )
    return (*turn, *_stands_with(row), row.letter, row.number)


def _stands_with(row: Ticket) -> tuple[str, int]:
    """Those who come together and have the same turn stand beside the first of them."""
    letter, _dash, number = row.family_first.partition("-")
    return (letter, int(number)) if number.isdecimal() else (row.letter, row.number)


def waiting_rows(
    office: str, at: datetime, lines: Sequence[str] = (), counter: str = ""
) -> list[Ticket]:
    """Who waits, in the order of calls; `lines` and `counter`: only whom that counter may call."""
    rows = Ticket.objects.filter(office=office, on=_today(office, at), status=Ticket.Status.WAITING)
    if lines:
        rows = rows.filter(line__in=lines)
    if counter:
        rows = rows.filter(wanted_counter__in=["", counter])
    found = sorted(rows, key=key_of)
    most = catalogue.office(office).queue.priority_in_a_row
    return take_turns(
        [row for row in found if row.priority],
        [row for row in found if not row.priority],
        priority_calls_in_a_row(office, _today(office, at), lines, most),
        most,
    )


def priority_calls_in_a_row(office: str, on: date, lines: Sequence[str], most: int) -> int:
    """So many of the last calls in these lines were priority; `most` is as far as it looks."""
    rows = Ticket.objects.filter(office=office, on=on, called_nth__isnull=False)
    if lines:
        rows = rows.filter(line__in=lines)
    flags = rows.order_by("-called_nth").values_list("priority", flat=True)[:most]
    return priority_in_a_row(flags, most)


def waiting_list(office: str, at: datetime) -> list[TicketView]:
    """Who is here and waits, in the published order. Cost: one index read."""
    return [view_of(row) for row in waiting_rows(office, at)]


def expected_list(office: str, at: datetime) -> list[TicketView]:
    """Who has a number for today and has not come yet, by appointment. Cost: one index read."""
    rows = Ticket.objects.filter(
        office=office, on=_today(office, at), status=Ticket.Status.ISSUED
    ).order_by("due_at", "letter", "number")
    return [view_of(row) for row in rows]


def day_list(office: str, on: date) -> list[TicketView]:
    """Every number of a day, by appointment; without one after them. Cost: one index read."""
    rows = Ticket.objects.filter(office=office, on=on).exclude(status=Ticket.Status.CANCELLED)
    found = rows.order_by(F("due_at").asc(nulls_last=True), "letter", "number")
    return [view_of(row) for row in found]


def at_counter(office: str, counter: str) -> TicketView | None:
    """What a counter has called or serves."""
    found = Ticket.objects.filter(
        office=office, counter=counter, status__in=[Ticket.Status.CALLED, Ticket.Status.SERVING]
    ).first()
    return view_of(found) if found else None


def parked_at(office: str, counter: str) -> list[TicketView]:
    """Whom a counter has put aside, also of an earlier day: nobody is forgotten."""
    rows = Ticket.objects.filter(office=office, counter=counter, status=Ticket.Status.PARKED)
    return [view_of(row) for row in rows.order_by("left_at")]


def display_state(office: str, at: datetime, counters: Sequence[str] = ()) -> DisplayState:
    """The calls of the day, newest first, of all counters or of some. Cost: two index reads."""
    today = Ticket.objects.filter(office=office, on=_today(office, at))
    rows = today.filter(called_nth__isnull=False, called_at__isnull=False).exclude(counter="")
    if counters:
        rows = rows.filter(counter__in=counters)
    live = {Ticket.Status.CALLED, Ticket.Status.SERVING}
    calls = tuple(
        Called(t.label, t.counter, t.called_at, t.called_nth, t.status in live)
        for t in rows.order_by("-called_nth")[:CALLS_SHOWN]
        if t.called_at and t.called_nth
    )
    current = tuple(c for c in calls[:1] if c.live)
    recent = tuple(c for c in calls if c not in current)[:RECENT]
    waiting = today.filter(status=Ticket.Status.WAITING).count()
    return DisplayState(office, current, recent, waiting, tuple(c for c in calls if c.live))


def first_numbers(cases: Mapping[UUID, UUID]) -> dict[UUID, str]:
    """The number that was given with each of these bookings (their cases come with them).

    Cost: one index read, none for no bookings.
    """
    if not cases:
        return {}
    rows = Ticket.objects.filter(case__in=cases.values(), booking_id__in=cases)
    given = rows.order_by("-issued_at").values_list("booking_id", "letter", "number")
    return {booking: label_of(letter, number) for booking, letter, number in given if booking}
