"""An office's days as they are: hours, counters, closures, and the places that follow."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Case, F, When
from django.db.models.functions import Least

from lintas.appointments.calendar_models import CalendarChange
from lintas.appointments.calendar_rules import (
    CLOSED,
    Change,
    DayPlan,
    Interval,
    counter_hours,
    day_plan,
    hours,
    needs_of,
)
from lintas.appointments.day_queries import is_called_off
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import Office

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class ChangeView:
    """`ends_at` is when it really ends; `text` of a counter is for the staff only."""

    id: UUID
    kind: str
    counter: str
    starts_at: datetime
    ends_at: datetime
    why: str
    text: str
    made_by: UUID | None

    @property
    def bare(self) -> Change:
        return Change(self.kind, self.counter, self.starts_at, self.ends_at)


def changes_between(office: str, begins: datetime, ends: datetime) -> list[ChangeView]:
    """What is changed in a stretch of time, oldest first. Cost: one index read."""
    until = Case(When(ended_at=None, then=F("ends_at")), default=Least("ends_at", "ended_at"))
    rows = (
        CalendarChange.objects.filter(office=office, ends_at__gt=begins, starts_at__lt=ends)
        .annotate(until=until)
        .filter(until__gt=F("starts_at"))
        .filter(until__gt=begins)
        .order_by("starts_at", "id")
    )
    return [
        ChangeView(r.pk, r.kind, r.counter, r.starts_at, r.until, r.why, r.text, r.made_by)
        for r in rows
    ]


def changes_on(office: Office, day: date) -> list[ChangeView]:
    """Cost: one index read."""
    begins = office.moment(day, time.min)
    return changes_between(office.id, begins, begins + ONE_DAY)


def _bare(office: Office, day: date) -> list[Change]:
    return [one.bare for one in changes_on(office, day)]


def hours_on(office: Office, day: date) -> list[Interval]:
    """When the office is really open on a day. Cost: two index reads."""
    if is_called_off(office.id, day):
        return []
    return hours(office, day, _bare(office, day))


def is_open_now(office: Office, at: datetime) -> bool:
    return any(begins <= at < ends for begins, ends in hours_on(office, office.today(at)))


def hours_and_absent(office: Office, at: datetime) -> tuple[list[Interval], frozenset[str]]:
    """The hours of this day, and the counters nobody sits at now. Cost: two index reads."""
    today = office.today(at)
    changes = changes_on(office, today)
    absent = frozenset(
        one.counter
        for one in changes
        if one.kind == CLOSED and one.counter and one.starts_at <= at < one.ends_at
    )
    if is_called_off(office.id, today):
        return [], absent
    return hours(office, today, [one.bare for one in changes]), absent


def absences_on(office: Office, day: date) -> dict[str, list[Interval]]:
    """When which counter is closed while the office is open. Cost: one index read."""
    found: dict[str, list[Interval]] = {}
    for one in changes_on(office, day):
        if one.kind == CLOSED and one.counter:
            found.setdefault(one.counter, []).append((one.starts_at, one.ends_at))
    return found


@dataclass(frozen=True)
class DayView:
    """A day as anybody may know it: hours, and when each counter serves."""

    on: date
    hours: Sequence[Interval]
    counters: Sequence[tuple[str, Sequence[Interval]]]
    changes: Sequence[ChangeView]

    @property
    def away(self) -> list[str]:
        """Counters that serve less than the office is open."""
        return [name for name, spans in self.counters if list(spans) != list(self.hours)]


def days_of(office: Office, first: date, count: int) -> list[DayView]:
    """Cost: one index read."""
    begins = office.moment(first, time.min)
    known = changes_between(office.id, begins, begins + count * ONE_DAY)
    return [_day(office, first + timedelta(days=n), known) for n in range(count)]


def _day(office: Office, on: date, known: Sequence[ChangeView]) -> DayView:
    begins = office.moment(on, time.min)
    mine = [c for c in known if c.starts_at < begins + ONE_DAY and c.ends_at > begins]
    bare = [one.bare for one in mine]
    counters = [
        (counter.id, counter_hours(office, on, counter.id, bare)) for counter in office.counters
    ]
    return DayView(on, hours(office, on, bare), counters, mine)


def plan_of(office: Office, day: date) -> DayPlan:
    """Cost: two queries."""
    services = {service.id: service for service in catalogue.services()}
    return day_plan(office, day, needs_of(office, services), _bare(office, day))
