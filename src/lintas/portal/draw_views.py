"""Draws for everybody: when, what was promised, who won without names, and how to check it."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from lintas.accounts.public import anyone
from lintas.appointments import public as appointments
from lintas.appointments.public import DrawView
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import Service, ServiceUnknown
from lintas.kernel import clock


def found_draw(draw_id: UUID) -> DrawView:
    """Raises: Http404."""
    try:
        return appointments.draw_of(draw_id, clock.now())
    except appointments.DrawUnknown:
        raise Http404 from None


def _service(slug: str) -> Service | None:
    try:
        return catalogue.service(slug)
    except ServiceUnknown:
        return None


@anyone
@require_GET
def draws(request: HttpRequest) -> HttpResponse:
    """The draws of this office, newest first."""
    at = clock.now()
    found = appointments.draws_of(settings.OFFICE, at)
    lobbies = appointments.past_lobbies(settings.OFFICE, at)
    context = {
        "draws": [(one, _service(one.service)) for one in found],
        "lobbies": [(one, _service(one.service)) for one in lobbies],
    }
    return render(request, "portal/draws.html", context)


@anyone
@require_GET
def draw(request: HttpRequest, draw_id: UUID) -> HttpResponse:
    """One draw: its window, the commitment, later the seed and the whole result."""
    found = found_draw(draw_id)
    record = found.record or {}
    given = record.get("given", {})
    context = {
        "draw": found,
        "service": _service(found.service),
        "entered": appointments.entered_count(found.id),
        "order": [(ticket, given.get(ticket, "")) for ticket in record.get("order", ())],
        "given": len(given),
        "holds": found.holds,
    }
    return render(request, "portal/draw.html", context)


@anyone
@require_GET
def record(request: HttpRequest, draw_id: UUID) -> HttpResponse:
    """The published record, byte for byte what the journal keeps the hash of."""
    found = found_draw(draw_id)
    if not found.text:
        raise Http404
    answer = HttpResponse(found.text, content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="undian-{found.first_day}.json"'
    answer["Cache-Control"] = "public, max-age=300"
    return answer
