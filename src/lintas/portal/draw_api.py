"""Draws and release plans for programs, under /api/v1/."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest
from django.views.decorators.cache import cache_control
from ninja import Router, Schema
from ninja.decorators import decorate_view

from lintas.appointments import public as appointments
from lintas.appointments.public import DrawView
from lintas.catalogue import public as catalogue
from lintas.kernel import clock
from lintas.portal.problems import problems

QUICK = cache_control(public=True, max_age=2)
router = Router()


class ReleaseOut(Schema):
    plan: Literal["rolling", "weekly", "draw"]
    waiting_list: bool
    opens_at: datetime | None
    closes_at: datetime | None
    first_day: date | None
    last_day: date | None


class DrawOut(Schema):
    id: UUID
    office: str
    service: str
    phase: Literal["announced", "open", "closed", "drawn"]
    announced_at: datetime
    opens_at: datetime
    closes_at: datetime
    drawn_at: datetime | None
    first_day: date
    last_day: date
    commitment: str


class PlaceOut(Schema):
    starts_at: datetime
    part: str
    places: int
    shares: dict[str, int] = {}


class RecordOut(Schema):
    """Everything needed to compute the draw again; tickets, no names."""

    seed: str
    list_hash: str
    entries: list[str]
    places: list[PlaceOut]
    order: list[str]
    given: dict[str, datetime]


class DrawWhole(DrawOut):
    entered: int
    record: RecordOut | None


def _facts(found: DrawView) -> dict[str, Any]:
    return {name: getattr(found, name) for name in DrawOut.model_fields}


@router.get(
    "/offices/{slug}/services/{service}/release", response=ReleaseOut, openapi_extra=problems(404)
)
@decorate_view(QUICK)
def release(request: HttpRequest, slug: str, service: str) -> ReleaseOut:
    """How the places of a service are given out, and when more come."""
    plan = catalogue.office(slug).release_of(catalogue.service(service).id)
    coming = appointments.opening_of(slug, service, clock.now())
    return ReleaseOut(
        plan=plan.plan,
        waiting_list=plan.has_waiting_list,
        opens_at=coming.opens_at if coming else None,
        closes_at=coming.closes_at if coming else None,
        first_day=coming.first_day if coming else None,
        last_day=coming.last_day if coming else None,
    )


@router.get("/offices/{slug}/draws", response=list[DrawOut], openapi_extra=problems(404))
@decorate_view(QUICK)
def draws(request: HttpRequest, slug: str) -> list[DrawOut]:
    """The draws of an office, newest first, with the commitment of each."""
    found = appointments.draws_of(catalogue.office(slug).id, clock.now())
    return [DrawOut(**_facts(one)) for one in found]


@router.get("/draws/{draw_id}", response=DrawWhole, openapi_extra=problems(404))
@decorate_view(QUICK)
def draw(request: HttpRequest, draw_id: UUID) -> DrawWhole:
    """One draw; after it was drawn with its seed, its list of tickets and its result."""
    try:
        found = appointments.draw_of(draw_id, clock.now())
    except appointments.DrawUnknown:
        raise Http404 from None
    record = RecordOut(**found.record) if found.record is not None else None
    entered = appointments.entered_count(found.id)
    return DrawWhole(**_facts(found), entered=entered, record=record)
