"""What is left of the day for people without an appointment."""

from dataclasses import dataclass
from datetime import datetime

from lintas.catalogue import public as catalogue
from lintas.catalogue.public import Service, ServiceUnknown
from lintas.queue.counter_models import WalkInDay


@dataclass(frozen=True)
class WalkInPlaces:
    service: Service
    left: int


def walk_in_places(office: str, at: datetime) -> list[WalkInPlaces]:
    """Each service the office gives numbers for, also when none is left. Cost: one index read."""
    place = catalogue.office(office)
    rows = WalkInDay.objects.filter(office=office, on=place.today(at))
    given = dict(rows.values_list("service", "given"))
    found = []
    for one in place.queue.walk_ins:
        try:
            service = catalogue.service(one.service)
        except ServiceUnknown:
            continue
        if service.visit is not None and one.per_day:
            left = max(0, one.per_day - given.get(one.service, 0))
            found.append(WalkInPlaces(service=service, left=left))
    return found
