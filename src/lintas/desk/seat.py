"""Where a member of staff sits today: a counter of the office, or a table where the boat is."""

from datetime import datetime

from django.http import HttpRequest

from lintas.accounts.public import actor_of
from lintas.appointments import public as appointments
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import Office, OfficeUnknown

COUNTER, PLACE = "counter", "counter-place"


def hall_of(request: HttpRequest) -> Office:
    """The office, or the hall of the place chosen for the day."""
    home = actor_of(request).office
    try:
        return catalogue.office(catalogue.hall_id(home, request.session.get(PLACE, "")))
    except OfficeUnknown:
        return catalogue.office(home)


def counter_of(request: HttpRequest) -> str:
    """The counter this member of staff has chosen there; "" before that."""
    chosen = request.session.get(COUNTER, "")
    return chosen if hall_of(request).counter(chosen) else ""


def sit_down(request: HttpRequest, place: str, counter: str) -> None:
    request.session[COUNTER], request.session[PLACE] = counter, place


def halls_today(office: str, at: datetime) -> list[Office]:
    """Where the boat is today."""
    today = catalogue.office(office).today(at)
    days = appointments.coming_days(office, at)
    return [
        catalogue.office(catalogue.hall_id(office, day.place))
        for day in days
        if day.on == today and not day.is_off
    ]
