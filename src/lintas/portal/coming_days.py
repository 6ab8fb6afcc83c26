"""The coming days of an office as anybody may know them: hours, counters, room."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from lintas.appointments import public as appointments
from lintas.appointments.public import CalendarDay, DayRoom
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import FlowToService, Office

DAYS_SHOWN = 7
Interval = tuple[datetime, datetime]


@dataclass(frozen=True)
class ComingDay:
    """`away` are the counters that serve less than the office is open, with when they do."""

    on: date
    hours: Sequence[Interval]
    reason: object
    away: Sequence[tuple[object, Sequence[Interval]]]
    counters: int
    room: DayRoom | None

    @property
    def left(self) -> int:
        return self.room.places - self.room.taken if self.room else 0


def coming_days(office: Office, at: datetime) -> list[ComingDay]:
    """Cost: two index reads."""
    days = appointments.days_of(office, office.today(at), DAYS_SHOWN)
    room = appointments.room_on(office.id, days[0].on, days[-1].on)
    return [_coming(office, day, room.get(day.on)) for day in days]


def _coming(office: Office, day: CalendarDay, room: DayRoom | None) -> ComingDay:
    titles = {counter.id: counter.title for counter in office.counters}
    away = [(titles[name], spans) for name, spans in day.counters if name in day.away]
    return ComingDay(
        on=day.on,
        hours=day.hours,
        reason=why_closed(office, day),
        away=away if day.hours else [],
        counters=len(office.counters),
        room=room if day.hours else None,
    )


def flows_between_services(office: Office) -> list[tuple[object, object, FlowToService]]:
    """Whose unused places are opened for which other service, and when. Cost: one query."""
    titles = {service.id: service.title for service in catalogue.services()}
    return [
        (titles[quota.service], titles[quota.flow.service], quota.flow)
        for quota in office.quota
        if quota.flow is not None and {quota.service, quota.flow.service} <= titles.keys()
    ]


def why_closed(office: Office, day: CalendarDay) -> Any:
    """The reason that is published with a closure of the whole office, or of the day itself."""
    changed = [c.text for c in day.changes if not c.counter]
    if changed:
        return "; ".join(changed)
    if day.hours:
        return ""
    known = next((one.reason for one in office.closed if one.on == day.on), None)
    return known or (_("libur nasional") if day.on.weekday() in office.calendar.weekdays else "")
