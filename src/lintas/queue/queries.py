from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from lintas.catalogue import public as catalogue
from lintas.queue.models import Ticket
from lintas.queue.rules import Waiting, estimate, order_key, take_turns

RECENT = 5
CALLS_SHOWN = 40
LOOK_BACK = timedelta(days=14)
MOST_MEASURED = 60


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


def _today(office: str, at: datetime) -> date:
    return catalogue.office(office).today(at)


def in_order(rows: Sequence[Ticket]) -> list[Ticket]:
    """By the published order; ties by number."""
    return sorted(rows, key=lambda t: (*_key(t), t.letter, t.number))


def _key(row: Ticket) -> tuple[int, datetime]:
    arrived_at = row.arrived_at or row.issued_at
    return order_key(Waiting(row.priority, row.due_at, arrived_at, row.calls))


def waiting_rows(
    office: str, at: datetime, lines: Sequence[str] = (), counter: str = ""
) -> list[Ticket]:
    """Who waits, in the order of calls; `lines` and `counter`: only whom that counter may call."""
    rows = Ticket.objects.filter(office=office, on=_today(office, at), status=Ticket.Status.WAITING)
    if lines:
        rows = rows.filter(line__in=lines)
    if counter:
        rows = rows.filter(wanted_counter__in=["", counter])
    found = in_order(list(rows))
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
    flags = list(rows.order_by("-called_nth").values_list("priority", flat=True)[:most])
    return flags.index(False) if False in flags else len(flags)


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
