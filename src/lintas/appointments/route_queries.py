"""The rest of a boat's route: weather that stops the boat stops it at every stop still ahead."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid5

from lintas.appointments.day_commands import Decision
from lintas.appointments.day_models import CalendarDay
from lintas.appointments.day_queries import BoatDay, view_of_day
from lintas.appointments.day_rules import SOURCES
from lintas.catalogue import public as catalogue


def rest_of_route(day: BoatDay) -> list[BoatDay]:
    """The other stops of the same trip on that day and after it, in the order of the trip.

    A day that was moved keeps its route, so they are found by how long the route takes; its next
    trip is a month later. Cost: one index read.
    """
    office = catalogue.office(day.office)
    found = next((one for one in office.outreach if one.id == day.journey), None)
    if not day.place or found is None:
        return []
    whole = [one.day for one in found.stops]
    last = day.on + timedelta(days=max(whole) - min(whole))
    rows = CalendarDay.objects.filter(office=day.office, journey=day.journey)
    ahead = rows.filter(on__gte=day.on, on__lte=last).exclude(pk=day.id)
    return [view_of_day(one, {}) for one in ahead.order_by("on", "opens", "place")]


def takes_part(action: str, day: BoatDay) -> bool:
    """Whether that decision can be made about this day as it stands."""
    return day.state in SOURCES.get(action, ())


def decisions_for(
    change_id: UUID, first: Decision, route: Sequence[BoatDay], chosen: Collection[UUID]
) -> list[tuple[UUID, Decision]]:
    """The same decision for the chosen stops: all move by as many days as the first.

    Each with its id, so that the whole is made once. Where a stop comes to stand on the day of
    another, that one has left it before.
    """
    by = first.to_on - first.on if first.to_on is not None else None
    found = [(change_id, first)]
    for day in route:
        if day.id in chosen and takes_part(first.action, day):
            to_on = day.on + by if by is not None else None
            also = replace(first, place=day.place, on=day.on, to_on=to_on)
            found.append((uuid5(change_id, str(day.id)), also))
    later = by is not None and by > timedelta(0)
    return sorted(found, key=lambda one: one[1].on, reverse=later)
