"""The public pages: what to do, what it takes, when the office is open, my own requests."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_GET

from lintas.accounts.public import actor_of, anyone
from lintas.applications import public as applications
from lintas.appointments import public as appointments
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import Office, OfficeUnknown, Service, ServiceUnknown, Span
from lintas.kernel import clock
from lintas.notices import public as notices
from lintas.portal.coming_days import coming_days, flows_between_services
from lintas.portal.outreach_views import boat_rows, day_facts
from lintas.promises import public as promises
from lintas.queue import public as queue

FAMILIES = ("paspor", "izin-tinggal", "lainnya")

STANDARD: dict[str, object] = {
    "persyaratan": _("Persyaratan"),
    "prosedur": _("Prosedur"),
    "jangka_waktu": _("Jangka waktu"),
    "biaya": _("Biaya"),
    "produk": _("Produk"),
    "pengaduan": _("Pengaduan"),
    "dasar_hukum": _("Dasar hukum"),
    "sarana": _("Sarana dan prasarana"),
    "kompetensi": _("Kompetensi pelaksana"),
    "pengawasan": _("Pengawasan internal"),
    "jumlah_pelaksana": _("Jumlah pelaksana"),
    "jaminan_pelayanan": _("Jaminan pelayanan"),
    "jaminan_keamanan": _("Jaminan keamanan dan keselamatan"),
    "evaluasi": _("Evaluasi kinerja"),
}
PUBLISHED = 6
"""The first six are published, the other eight kept within. Rule: UU 25/2009 art. 21."""


def price_of(service: Service) -> dict[str, Any]:
    """What somebody may have to pay today, and whether all of it is confirmed."""
    today = catalogue.office(settings.OFFICE).today(clock.now())
    fees = [fee for fee in service.fees if fee.in_force(today)]
    least, most = service.possible_totals(today)
    return {
        "least": least,
        "most": most,
        "fees": fees,
        "confirmed": all(fee.confirmed for fee in fees),
    }


def service_called(slug: str) -> Service:
    """Raises: Http404."""
    try:
        return catalogue.service(slug)
    except ServiceUnknown:
        raise Http404 from None


@anyone
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    at, office = clock.now(), catalogue.office(settings.OFFICE)
    found = catalogue.services()
    context = {
        "families": [f for f in FAMILIES if any(s.family == f for s in found)],
        **day_facts(office, at),
        "serving": queue.now_serving(office.id, at),
        "boats": boat_rows(office, appointments.coming_days(office.id, at, 1)),
    }
    return render(request, "portal/home.html", context)


@anyone
@require_GET
def services(request: HttpRequest) -> HttpResponse:
    """All services, or those that fit a search that forgives spelling."""
    wanted = request.GET.get("cari", "")[:80]
    family = request.GET.get("jenis", "")
    among = tuple(s for s in catalogue.services() if not family or s.family == family)
    found = catalogue.search(wanted, among)
    context = {"services": found, "wanted": wanted, "family": family if family in FAMILIES else ""}
    return render(request, "portal/services.html", context)


@anyone
@require_GET
def service(request: HttpRequest, slug: str) -> HttpResponse:
    """What one service takes: cost, time, papers, steps, before any sign-in."""
    found, at = service_called(slug), clock.now()
    days = [d for d in appointments.days_with_room(settings.OFFICE, slug, at) if d.left]
    certain = [paper for paper in found.papers if paper.required and paper.when is None]
    today = catalogue.office(settings.OFFICE).today(at)
    kept = promises.figures(settings.OFFICE, today).get(slug)
    context = {
        "service": found,
        "price": price_of(found),
        "next_day": days[0] if days else None,
        "release": release_of(found, at),
        "certain_papers": certain,
        "other_papers": [paper for paper in found.papers if paper not in certain],
        "depends": bool(found.deciding_questions({})),
        "kept": kept if kept is not None and kept.enough else None,
    }
    return render(request, "portal/service.html", context)


def release_of(service: Service, at: datetime) -> dict[str, Any] | None:
    """How this office gives out the places of a service that is visited, and when more come."""
    office = catalogue.office(settings.OFFICE)
    if service.visit is None or not office.quota_of(service.id):
        return None
    return {
        "plan": office.release_of(service.id).plan,
        "opening": appointments.opening_of(office.id, service.id, at),
    }


@anyone
@require_GET
def standard(request: HttpRequest, slug: str) -> HttpResponse:
    """The fourteen components of a service's standard and the office's pledge, to print."""
    found = service_called(slug)
    parts = [(title, getattr(found.standard, name)) for name, title in STANDARD.items()]
    context = {"service": found, "published": parts[:PUBLISHED], "internal": parts[PUBLISHED:]}
    return render(request, "portal/standard.html", context)


@anyone
@require_GET
def fees(request: HttpRequest) -> HttpResponse:
    """Everything that may be asked of anybody, with its rule, and where to report more."""
    today = catalogue.office(settings.OFFICE).today(clock.now())
    rows = [(s, [fee for fee in s.fees if fee.in_force(today)]) for s in catalogue.services()]
    return render(request, "portal/fees.html", {"rows": rows})


@anyone
@require_GET
def office(request: HttpRequest, slug: str) -> HttpResponse:
    """Hours, what is being served now, and where the office travels next."""
    try:
        found = catalogue.office(slug)
    except OfficeUnknown:
        raise Http404 from None
    at = clock.now()
    context = {
        "place": found,
        **day_facts(found, at),
        "days": coming_days(found, at),
        "flows": flows_between_services(found),
        "serving": queue.now_serving(slug, at),
        "kept": queue.stated_kept(slug, at),
        "overtaking": queue.overtaking_today(slug, at),
        "boats": boat_rows(found, appointments.coming_days(found.id, at, 3)),
        "week": week_of(found),
    }
    return render(request, "portal/office.html", context)


def week_of(office: Office) -> list[dict[str, Any]]:
    """The opening hours by day of the week, from Monday."""
    start = office.calendar
    by_day: dict[str, tuple[Span, ...]] = {
        name: day.spans for day in office.hours for name in day.days
    }
    names = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    return [
        {"weekday": n, "spans": by_day.get(name, ()) if n in start.weekdays else ()}
        for n, name in enumerate(names)
    ]


@anyone
@require_GET
def status(request: HttpRequest) -> HttpResponse:
    """The short address that posters and messages can carry."""
    return redirect("applications:continue")


@anyone
@never_cache
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """My requests, those that wait for me first, and what was said to me.

    Before signing in: those begun or opened in this browser.
    """
    actor = actor_of(request)
    if actor.is_staff or (actor.id is None and not actor.cases):
        return redirect(f"{reverse('accounts:sign-in')}?{urlencode({'next': request.path})}")
    found = applications.my_applications(actor)
    context = {
        "drafts": [one for one in found if one.progress is not None],
        "applications": [one for one in found if one.progress is None],
        "known": actor.id is not None,
        "invitations": applications.invitations_to(actor.id, clock.now()) if actor.id else [],
        "letters": notices.inbox_of(actor.id) if actor.id is not None else [],
    }
    response = render(request, "portal/mine.html", context)
    if actor.id is not None:
        notices.mark_read(account_id=actor.id, at=clock.now())
    return response


@anyone
@require_GET
@cache_control(max_age=3600)
def offline(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/offline.html")
