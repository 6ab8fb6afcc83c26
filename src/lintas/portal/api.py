"""The public API under /api/v1/, described at /api/openapi.json; errors are RFC 9457 problems."""

from datetime import date, datetime
from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import cache_control
from ninja import NinjaAPI, Router, Schema
from ninja.decorators import decorate_view
from ninja.errors import HttpError, ValidationError

from lintas.accounts.public import TooManyTries
from lintas.applications import public as applications
from lintas.appointments import public as appointments
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import OfficeUnknown, ServiceUnknown, Words
from lintas.kernel import clock
from lintas.kernel.errors import Refused
from lintas.portal.booking_api import router as booking_router
from lintas.portal.draw_api import router as draw_router
from lintas.portal.outreach_api import router as outreach_router
from lintas.portal.problems import PROBLEM, problems
from lintas.queue import public as queue

SLOW = cache_control(public=True, max_age=300)
QUICK = cache_control(public=True, max_age=2)

api = NinjaAPI(
    title="Lintas",
    version="1",
    description="Services, office and queue of an immigration office, and where a request stands.",
    docs_url=None,
    openapi_url="/openapi.json",
)
router = Router()


class Text(Schema):
    id: str
    en: str


class FeeOut(Schema):
    code: str
    title: Text
    amount_rupiah: int
    rule: str
    confirmed: bool


class ServiceOut(Schema):
    id: str
    version: int
    family: str
    title: Text
    summary: Text


class ServiceWhole(ServiceOut):
    who: Text
    papers: list[Text]
    fees: list[FeeOut]
    promise_working_days: int
    promise_confirmed: bool


class OfficeOut(Schema):
    id: str
    name: Text
    kind: str
    time_zone: str
    phone: str
    open: bool
    demo: bool


class ServingOut(Schema):
    numbers: list[str]
    waiting: int
    from_minutes: int
    until_minutes: int
    measured_services: int


class DayOut(Schema):
    on: date
    left: int
    first_starts_at: datetime


class StandingIn(Schema):
    number: str
    secret: str


class StandingOut(Schema):
    number: str
    service: str
    status: str
    status_since: datetime
    due_on: date | None


def text(words: Words) -> Text:
    return Text(id=words.id, en=words.en)


@router.get("/services", response=list[ServiceOut])
@decorate_view(SLOW)
def list_services(request: HttpRequest) -> list[ServiceOut]:
    """The services in force today."""
    return [
        ServiceOut(
            id=s.id,
            version=s.version,
            family=s.family,
            title=text(s.title),
            summary=text(s.summary),
        )
        for s in catalogue.services()
    ]


@router.get("/services/{slug}", response=ServiceWhole, openapi_extra=problems(404))
@decorate_view(SLOW)
def one_service(request: HttpRequest, slug: str) -> ServiceWhole:
    """One service: papers, fees with their rule, and the promise."""
    found = catalogue.service(slug)
    today = catalogue.office(settings.OFFICE).today(clock.now())
    fees = [fee for fee in found.fees if fee.in_force(today)]
    return ServiceWhole(
        id=found.id,
        version=found.version,
        family=found.family,
        title=text(found.title),
        summary=text(found.summary),
        who=text(found.who),
        papers=[text(paper.title) for paper in found.papers],
        fees=[
            FeeOut(
                code=fee.code,
                title=text(fee.title),
                amount_rupiah=fee.amount_rupiah,
                rule=fee.rule,
                confirmed=fee.confirmed,
            )
            for fee in fees
        ],
        promise_working_days=found.promise.working_days,
        promise_confirmed=found.promise.confirmed,
    )


@router.get("/offices/{slug}", response=OfficeOut, openapi_extra=problems(404))
@decorate_view(QUICK)
def one_office(request: HttpRequest, slug: str) -> OfficeOut:
    """One office and whether it is open now."""
    found = catalogue.office(slug)
    return OfficeOut(
        id=found.id,
        name=text(found.name),
        kind=found.kind,
        time_zone=found.time_zone,
        phone=found.phone,
        open=appointments.is_open_now(found, clock.now()),
        demo=found.demo,
    )


@router.get("/offices/{slug}/now-serving", response=ServingOut, openapi_extra=problems(404))
@decorate_view(QUICK)
def now_serving(request: HttpRequest, slug: str) -> ServingOut:
    """The numbers at the counters now and the wait for who comes now."""
    catalogue.office(slug)
    found = queue.now_serving(slug, clock.now())
    return ServingOut(
        numbers=list(found.numbers),
        waiting=found.waiting,
        from_minutes=found.from_minutes,
        until_minutes=found.until_minutes,
        measured_services=found.measured,
    )


@router.get(
    "/offices/{slug}/services/{service}/days", response=list[DayOut], openapi_extra=problems(404)
)
@decorate_view(QUICK)
def days_with_room(request: HttpRequest, slug: str, service: str) -> list[DayOut]:
    """The coming days with how many places each has left."""
    catalogue.office(slug)
    catalogue.service(service)
    found = appointments.days_with_room(slug, service, clock.now())
    return [DayOut(on=d.on, left=d.left, first_starts_at=d.first_starts_at) for d in found]


@router.post("/standing", response=StandingOut, openapi_extra=problems(400, 404, 422, 429))
def standing(request: HttpRequest, asked: StandingIn) -> StandingOut:
    """Where a request stands, for whoever has its number and secret."""
    found = applications.standing_of(asked.number, asked.secret, clock.now())
    return StandingOut(
        number=found.number,
        service=found.service,
        status=found.status,
        status_since=found.status_since,
        due_on=found.due_on,
    )


api.add_router("/v1", router)
api.add_router("/v1", draw_router)
api.add_router("/v1", outreach_router)
api.add_router("/v1", booking_router)


def problem(status: int, detail: str, **more: object) -> JsonResponse:
    """Shape: RFC 9457."""
    body = {"title": HTTPStatus(status).phrase, "status": status, "detail": detail, **more}
    return JsonResponse(body, status=status, content_type=PROBLEM)


@api.exception_handler(ServiceUnknown)
@api.exception_handler(OfficeUnknown)
@api.exception_handler(Http404)
def _absent(request: HttpRequest, trouble: Exception) -> HttpResponse:
    return problem(404, "There is no such thing here.")


@api.exception_handler(ValidationError)
def _misunderstood(request: HttpRequest, trouble: ValidationError) -> HttpResponse:
    errors = [{"pointer": "/".join(map(str, e["loc"])), "detail": e["msg"]} for e in trouble.errors]
    return problem(422, "The request does not have the shape described.", errors=errors)


@api.exception_handler(HttpError)
def _unreadable(request: HttpRequest, trouble: HttpError) -> HttpResponse:
    return problem(trouble.status_code, f"{trouble}.")


@api.exception_handler(Refused)
def _refused(request: HttpRequest, trouble: Refused) -> HttpResponse:
    return problem(429 if isinstance(trouble, TooManyTries) else 404, str(trouble))
