"""What is left of the day for people without an appointment."""

from dataclasses import dataclass
from datetime import datetime

from lintas.appointments import public as appointments
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import Service, ServiceUnknown
from lintas.queue.counter_models import WalkInDay


@dataclass(frozen=True)
class WalkInPlaces:
    service: Service
    left: int


def walk_in_places(office: str, at: datetime) -> list[WalkInPlaces]:
    """Each service the office gives numbers for, also when none is left. Cost: two index reads.

    What nobody booked and flowed on (rule pembagian-kuota) is added to the office's own number.
    """
    place = catalogue.office(office)
    today = place.today(at)
    rows = WalkInDay.objects.filter(office=office, on=today)
    given = dict(rows.values_list("service", "given"))
    extra = appointments.walk_in_extra(office, today)
    found = []
    for one in place.queue.walk_ins:
        try:
            service = catalogue.service(one.service)
        except ServiceUnknown:
            continue
        most = one.per_day + extra.get(one.service, 0)
        if service.visit is not None and most:
            left = max(0, most - given.get(one.service, 0))
            found.append(WalkInPlaces(service=service, left=left))
    return found
