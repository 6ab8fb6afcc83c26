"""The public pages: what there is, what it takes, when and where."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from lintas.accounts.public import anyone
from lintas.appointments import public as appointments
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import Fee, Office, OfficeUnknown, Service, ServiceUnknown
from lintas.kernel import clock
from lintas.portal.opening_hours import DayHours, coming_closures, week_of
from lintas.queue import public as queue

FAMILIES: tuple[tuple[str, object], ...] = (
    ("paspor", _("Paspor")),
    ("izin-tinggal", _("Izin tinggal")),
    ("lainnya", pgettext_lazy("services", "Lainnya")),
)
SEARCH_LONGEST = 80


@dataclass(frozen=True)
class Family:
    id: str
    title: object
    services: Sequence[Service]


def families(found: Sequence[Service]) -> list[Family]:
    """The services in their groups; a group without services is not there."""
    groups = [
        Family(name, title, [s for s in found if s.family == name]) for name, title in FAMILIES
    ]
    return [group for group in groups if group.services]


@anyone
@require_safe
@cache_control(public=True, max_age=30)
def home(request: HttpRequest) -> HttpResponse:
    at = clock.now()
    here = catalogue.office(settings.OFFICE)
    context = {"families": families(catalogue.services()), **_office_now(here, at)}
    return render(request, "portal/home.html", context)


def _office_now(here: Office, at: datetime) -> dict[str, object]:
    """What an office is doing at this hour."""
    return {
        "office": here,
        "is_open": here.is_open(at),
        "next_open": None if here.is_open(at) else _next_open(here, at),
        "serving": queue.now_serving(here.id, at),
        "visits": here.coming_visits(at),
    }


def _next_open(here: Office, at: datetime) -> datetime:
    """The next moment the doors open."""
    local = here.local(at)
    day = here.calendar.next_on_or_after(local.date())
    later = [span.opens for span in here.spans_on(day) if here.moment(day, span.opens) > at]
    if not later:
        day = here.calendar.add(day, 1)
        later = [span.opens for span in here.spans_on(day)]
    return here.moment(day, min(later))


@anyone
@require_safe
@cache_control(public=True, max_age=60)
def services(request: HttpRequest) -> HttpResponse:
    """All services in their groups, or those that fit a search, best first."""
    every = catalogue.services()
    wanted = request.GET.get("cari", "").strip()[:SEARCH_LONGEST]
    found = catalogue.search(wanted, every) if wanted else []
    context = {"wanted": wanted, "found": found, "families": families(every)}
    return render(request, "portal/services.html", context)


@anyone
@require_safe
@cache_control(private=True, no_cache=True)  # the start button carries this visitor's own token
def service(request: HttpRequest, slug: str) -> HttpResponse:
    try:
        found = catalogue.service(slug)
    except ServiceUnknown:
        raise Http404 from None
    at = clock.now()
    here = catalogue.office(settings.OFFICE)
    days = appointments.days_with_room(here.id, found.id, at)
    today = here.today(at)
    fees = [fee for fee in found.fees if fee.in_force(today)]
    context = {
        "service": found,
        "office": here,
        "fees": fees,
        "totals": found.possible_totals(today),
        "unsure": _unsure(fees, found),
        "first_day": next((day for day in days if day.left), None),
        "foreign_only": found.applicant == "wna" and get_language() == "id",
    }
    return render(request, "portal/service.html", context)


def _unsure(fees: Sequence[Fee], found: Service) -> bool:
    """Whether something on the page still waits for confirmation by its source."""
    return not found.promise.confirmed or any(not fee.confirmed for fee in fees)


@anyone
@require_safe
@cache_control(public=True, max_age=30)
def office(request: HttpRequest, slug: str) -> HttpResponse:
    try:
        here = catalogue.office(slug)
    except OfficeUnknown:
        raise Http404 from None
    at = clock.now()
    today: date = here.today(at)
    week: list[DayHours] = week_of(here, today)
    context = {
        **_office_now(here, at),
        "week": week,
        "closures": coming_closures(here, today, get_language() or "id"),
    }
    return render(request, "portal/office.html", context)


@anyone
@require_safe
def status(request: HttpRequest) -> HttpResponse:
    """A short address to say over the phone; the form itself belongs to the applications."""
    return redirect("applications:continue")


@anyone
@require_safe
@cache_control(public=True, max_age=3600)
def offline(request: HttpRequest) -> HttpResponse:
    """What a phone shows when it has no connection; the service worker keeps it."""
    return render(request, "portal/offline.html")
