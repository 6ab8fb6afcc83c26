"""Boat days for programs, under /api/v1/."""

from datetime import date, datetime, time
from typing import Annotated

from django.http import HttpRequest
from django.views.decorators.cache import cache_control
from ninja import Router, Schema
from ninja.decorators import decorate_view
from pydantic import WithJsonSchema

from lintas.appointments import public as appointments
from lintas.appointments.public import BoatDay
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import OutreachPlace
from lintas.kernel import clock
from lintas.portal.problems import problems

QUICK = cache_control(public=True, max_age=2)
router = Router()
AS_WRITTEN = {"type": "string", "pattern": "^[0-9]{2}:[0-9]{2}:[0-9]{2}$"}
Clock = Annotated[time, WithJsonSchema(AS_WRITTEN)]
"""On the office's clock; the format "time" of JSON Schema would ask for an offset."""


class ServiceLeft(Schema):
    service: str
    places: int
    left: int


class KeptOut(Schema):
    """Places that only people of a village can take until a time; then what is left is for all."""

    village: str
    places: int
    left: int
    until: datetime | None


class BoatDayOut(Schema):
    """`reason` and `decide_at` say why a day is not as planned, and until when that is decided."""

    place: str
    village: str
    lat: float
    lng: float
    on: date
    opens: Clock | None
    closes: Clock | None
    state: str
    reason: str
    decide_at: datetime | None
    moved_to: date | None
    services: list[ServiceLeft]
    kept: list[KeptOut]


@router.get("/offices/{slug}/outreach", response=list[BoatDayOut], openapi_extra=problems(404))
@decorate_view(QUICK)
def outreach(request: HttpRequest, slug: str) -> list[BoatDayOut]:
    """The coming boat days of an office with the places left, those called off too."""
    office = catalogue.office(slug)
    found = []
    for day in appointments.coming_days(office.id, clock.now()):
        place = office.travel.place(day.place)
        if place is None:
            continue
        found.append(_day(day, place))
    return found


def _day(day: BoatDay, place: OutreachPlace) -> BoatDayOut:
    left = [
        ServiceLeft(service=service, places=places, left=day.left.get(service, 0))
        for service, places in day.quota.items()
    ]
    return BoatDayOut(
        place=day.place,
        village=place.village,
        lat=place.lat,
        lng=place.lng,
        on=day.on,
        opens=day.opens,
        closes=day.closes,
        state=day.state,
        reason=day.reason,
        decide_at=day.decide_at,
        moved_to=day.moved_to,
        services=left,
        kept=[
            KeptOut(village=one.village.code, places=one.places, left=one.left, until=one.until)
            for one in day.kept
        ],
    )
