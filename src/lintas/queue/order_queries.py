"""The day's order without names, and where it was departed from: what anybody may read."""

from dataclasses import dataclass
from datetime import datetime

from lintas.catalogue import public as catalogue
from lintas.catalogue.public import Office
from lintas.journal import public as journal
from lintas.queue.models import Ticket
from lintas.queue.queries import TicketView, view_of, waiting_rows

Status = Ticket.Status
DEVIATIONS = ("ticket:moved-ahead", "ticket:called-out-of-order", "ticket:call-undone")


@dataclass(frozen=True)
class Deviation:
    """`passed`: how many stood before it, where that is known."""

    at: datetime
    label: str
    kind: str
    reason: str
    passed: int | None


@dataclass(frozen=True)
class Late:
    """Somebody who is not here yet and said so: whose turn is kept until when, and why."""

    label: str
    due_at: datetime | None
    held_until: datetime
    reason: str


@dataclass(frozen=True)
class DayOrder:
    waiting: list[TicketView]
    late: list[Late]
    called: list[TicketView]
    deviations: list[Deviation]


def order_of_day(office: str, at: datetime) -> DayOrder:
    """Cost: two index reads, and one in the journal for each number of the day."""
    place = catalogue.office(office)
    rows = list(Ticket.objects.filter(office=office, on=place.today(at)))
    called = [row for row in rows if row.called_nth and row.status != Status.WAITING]
    called.sort(key=lambda row: row.called_nth or 0, reverse=True)
    return DayOrder(
        waiting=[view_of(row) for row in waiting_rows(office, at)],
        late=_late(place, rows, at),
        called=[view_of(row) for row in called],
        deviations=_deviations(place, rows),
    )


def _late(office: Office, rows: list[Ticket], at: datetime) -> list[Late]:
    """Until the kept turn is over; after that a number is late like any other."""
    found = [
        Late(row.label, row.due_at, row.held_until, late_words(office, row.late_reason))
        for row in rows
        if row.status == Status.ISSUED and row.held_until and row.held_until >= at
    ]
    return sorted(found, key=lambda one: (one.held_until, one.label))


def late_words(office: Office, reason: str) -> str:
    return str(office.queue.word("lateness", reason) or "")


def _deviations(office: Office, rows: list[Ticket]) -> list[Deviation]:
    """From the journal, newest first."""
    services = {row.pk: row.service for row in rows}
    entries = journal.entries_about_any(list(services), DEVIATIONS)
    return [
        Deviation(
            at=entry.at,
            label=entry.data.label,
            kind=entry.kind,
            reason=_said(office, services[entry.subject], getattr(entry.data, "reason", "")),
            passed=getattr(entry.data, "passed", None),
        )
        for entry in reversed(entries)
    ]


def _said(office: Office, service: str, reason: str) -> str:
    """The words of a reason: the office's own, or those of the ground of a priority."""
    grounds = catalogue.waiver_grounds(service)
    word = office.queue.word("deviations", reason) or next(
        (ground.title for ground in grounds if ground.id == reason), None
    )
    return str(word) if word else ""
