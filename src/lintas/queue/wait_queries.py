"""What people read about their wait, and how true it was."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from uuid import UUID

from lintas.catalogue import public as catalogue
from lintas.queue.estimate_models import StatedWait
from lintas.queue.estimate_queries import Moment, Newcomer
from lintas.queue.models import Ticket
from lintas.queue.pace_queries import usual_letter

WEEK = timedelta(days=7)
ENOUGH_STATED = 30
"""Fewer say nothing about the office, and perhaps something about somebody."""
AT_ONCE = timedelta(minutes=1)


@dataclass(frozen=True)
class Place:
    """Where somebody stands; from `from_at` to `until_at` 8 of 10 are called.

    `measured` services the estimate rests on (0: the service's usual minutes).
    """

    ahead: int
    expected_at: datetime
    from_at: datetime
    until_at: datetime
    measured: int


@dataclass(frozen=True)
class NowServing:
    numbers: tuple[str, ...]
    waiting: int
    from_minutes: int
    until_minutes: int
    measured: int


@dataclass(frozen=True)
class StatedKept:
    """Of so many who were told a wait and waited, `within` were called when it was said."""

    stated: int
    within: int
    off_minutes: int
    """Half of them were called no further than this from what was expected."""

    @property
    def percent(self) -> int:
        return round(100 * self.within / self.stated)


def place_of(ticket_id: UUID, at: datetime) -> Place | None:
    """Where a waiting ticket stands and when it may be called. Cost: six index reads."""
    row = Ticket.objects.filter(pk=ticket_id, status=Ticket.Status.WAITING).first()
    if row is None:
        return None
    found = Moment(catalogue.office(row.office), at).guess(row)
    from_at = _minute(at + timedelta(minutes=found.wait.least, seconds=30))
    until_at = _minute(at + timedelta(minutes=found.wait.most))
    return Place(
        ahead=found.ahead,
        expected_at=at + timedelta(minutes=found.wait.expected),
        from_at=from_at,
        until_at=max(until_at, from_at + timedelta(minutes=1)),
        measured=found.measured,
    )


def stated_of(ticket_id: UUID) -> Place | None:
    """What this number was told when its holder came. Cost: one row."""
    row = StatedWait.objects.filter(pk=ticket_id).first()
    if row is None:
        return None
    return Place(row.ahead, row.expected_at, row.from_at, row.until_at, 0)


def _minute(at: datetime) -> datetime:
    """As a clock shows it."""
    return at.replace(second=0, microsecond=0)


def now_serving(office: str, at: datetime) -> NowServing:
    """What the public page says: the numbers at the counters and the wait for who comes now.

    Cost: five index reads.
    """
    place = catalogue.office(office)
    moment = Moment(place, at)
    live = moment.with_status(Ticket.Status.CALLED, Ticket.Status.SERVING)
    service = place.quota[0].service if place.quota else ""
    found = moment.guess(Newcomer(usual_letter(place, service), service))
    least = round(found.wait.least)
    return NowServing(
        numbers=tuple(row.label for row in sorted(live, key=lambda row: row.counter)),
        waiting=len(moment.with_status(Ticket.Status.WAITING)),
        from_minutes=least,
        until_minutes=max(round(found.wait.most), least + 1),
        measured=found.measured,
    )


def stated_kept(office: str, at: datetime) -> StatedKept | None:
    """How true the last seven days' estimates were, of those who did not go straight on.

    None while too few were stated.  Cost: one index read of a week.
    """
    today = catalogue.office(office).today(at)
    rows = StatedWait.objects.filter(office=office, on__gt=today - WEEK, called_at__isnull=False)
    told = [
        (row, row.called_at)
        for row in rows
        if row.called_at and row.expected_at - row.stated_at >= AT_ONCE
    ]
    if len(told) < ENOUGH_STATED:
        return None
    within = sum(row.from_at <= _minute(called) <= row.until_at for row, called in told)
    off = median(abs((called - row.expected_at).total_seconds()) for row, called in told)
    return StatedKept(len(told), within, round(off / 60))
