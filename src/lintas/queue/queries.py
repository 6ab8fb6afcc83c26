from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from lintas.catalogue import public as catalogue
from lintas.queue.models import Ticket
from lintas.queue.rules import Waiting, estimate, order_key

RECENT = 5
LOOK_BACK = timedelta(days=14)
MOST_MEASURED = 60
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


@dataclass(frozen=True)
class Place:
    """Where somebody stands; `measured` services the estimate rests on (0: usual times)."""

    ahead: int
    from_at: datetime
    until_at: datetime
    measured: int


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


def in_order(rows: Sequence[Ticket]) -> list[Ticket]:
    """By the published order; ties by number."""
    return sorted(rows, key=lambda t: (*_key(t), t.letter, t.number))


def _key(row: Ticket) -> tuple[int, datetime]:
    arrived_at = row.arrived_at or row.issued_at
    return order_key(Waiting(row.priority, row.due_at, arrived_at, row.calls))


def waiting_rows(office: str, at: datetime, letters: Sequence[str] = ()) -> list[Ticket]:
    rows = Ticket.objects.filter(office=office, on=_today(office, at), status=Ticket.Status.WAITING)
    if letters:
        rows = rows.filter(letter__in=letters)
    return in_order(list(rows))


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


def measured_minutes(office: str, service: str, at: datetime) -> list[float]:
    """How long the newest services of this kind took. Unit: minutes. Cost: one index read."""
    rows = Ticket.objects.filter(
        office=office,
        service=service,
        on__gte=_today(office, at) - LOOK_BACK,
        status=Ticket.Status.DONE,
        started_at__isnull=False,
        finished_at__isnull=False,
    ).order_by("-on", "-finished_at")
    pairs = rows.values_list("started_at", "finished_at")[:MOST_MEASURED]
    return [(done - began).total_seconds() / 60 for began, done in pairs if began and done]


def place_of(ticket_id: UUID, at: datetime) -> Place | None:
    """Where a waiting ticket stands and when it may be called. Cost: three index reads."""
    row = Ticket.objects.filter(pk=ticket_id, status=Ticket.Status.WAITING).first()
    if row is None:
        return None
    office = catalogue.office(row.office)
    line = waiting_rows(row.office, at)
    letters = {q for c in office.counters if row.letter in c.queues for q in c.queues}
    before = next((n for n, t in enumerate(line) if t.pk == row.pk), len(line))
    ahead = sum(1 for t in line[:before] if t.letter in letters or t.priority)
    counters = sum(1 for c in office.counters if row.letter in c.queues)
    guess = _estimate(row.office, row.service, ahead, counters, at)
    return Place(
        ahead=ahead,
        from_at=at + timedelta(minutes=guess[0]),
        until_at=at + timedelta(minutes=guess[1]),
        measured=guess[2],
    )


def _estimate(
    office: str, service: str, ahead: int, counters: int, at: datetime
) -> tuple[int, int, int]:
    try:
        visit = catalogue.service(service).visit
    except catalogue.ServiceUnknown:
        visit = None
    usual = visit.minutes if visit else catalogue.office(office).slot_minutes
    found = estimate(ahead, counters, measured_minutes(office, service, at), usual)
    return found.low_minutes, found.high_minutes, found.measured


@dataclass(frozen=True)
class NowServing:
    numbers: tuple[str, ...]
    waiting: int
    from_minutes: int
    until_minutes: int
    measured: int


def now_serving(office: str, at: datetime) -> NowServing:
    """What the public page says: the numbers at the counters and the wait for who comes now."""
    today = Ticket.objects.filter(office=office, on=_today(office, at))
    live = today.filter(status__in=[Ticket.Status.CALLED, Ticket.Status.SERVING])
    numbers = tuple(t.label for t in live.order_by("counter"))
    waiting = today.filter(status=Ticket.Status.WAITING).count()
    place = catalogue.office(office)
    services = [q.service for q in place.quota]
    low, high, measured = _estimate(
        office, services[0] if services else "", waiting, len(place.counters), at
    )
    return NowServing(numbers, waiting, low, high, measured)
