"""When the office promises to be done: working days of that office, from the service's data."""

from datetime import date, datetime

from lintas.catalogue import public as catalogue
from lintas.catalogue.public import Service


def promised_on(service: Service, event: str, office: str, at: datetime) -> date | None:
    """The promised day if this event ("payment", "visit", "approval") starts the clock."""
    if service.promise.counted_from != event:
        return None
    place = catalogue.office(office)
    return place.calendar.add(place.today(at), service.promise.working_days)
