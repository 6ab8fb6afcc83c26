"""Draws for everybody: when, what was promised, who won without names, and how to check it."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from lintas.accounts.public import anyone
from lintas.appointments import public as appointments
from lintas.catalogue import public as catalogue
from lintas.kernel import clock
from lintas.portal import published


@anyone
@require_GET
def draws(request: HttpRequest) -> HttpResponse:
    """The draws of this office, newest first."""
    at = clock.now()
    found = appointments.draws_of(settings.OFFICE, at)
    lobbies = appointments.past_lobbies(settings.OFFICE, at)
    context = {
        "draws": [(one, published.found_service(one.service)) for one in found],
        "lobbies": [(one, published.found_service(one.service)) for one in lobbies],
    }
    return render(request, "portal/draws.html", context)


@anyone
@require_GET
def draw(request: HttpRequest, draw_id: UUID) -> HttpResponse:
    """One draw: its window, the commitment, later the seed and the whole result."""
    found = published.found(appointments.draw_of, draw_id)
    record = found.record or {}
    given, shares = record.get("given", {}), _shares(found)
    context = {
        "draw": found,
        "service": published.found_service(found.service),
        "entered": appointments.entered_count(found.id),
        "order": [(one, given.get(one, ""), shares[one]) for one in record.get("order", ())],
        "given": len(given),
        "holds": found.holds,
    }
    return render(request, "portal/draw.html", context)


def _shares(found: appointments.DrawView) -> dict[str, list[object]]:
    """The shares that each ticket may use, by their title."""
    office = catalogue.office(found.office)
    titles = {one.id: one.title for one in office.shares}
    lines = (line.split(" ", 1) for line in (found.record or {}).get("entries", ()))
    return {
        ticket: [titles.get(one, one) for one in appointments.shares_in(entry)]
        for ticket, entry in lines
    }


@anyone
@require_GET
def record(request: HttpRequest, draw_id: UUID) -> HttpResponse:
    """The published record, byte for byte what the journal keeps the hash of."""
    found = published.found(appointments.draw_of, draw_id)
    return published.as_download(found.text, f"undian-{found.first_day}")
