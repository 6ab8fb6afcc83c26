"""How the order of a lobby came about, for everybody: the promise before, the list after."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from lintas.accounts.public import anyone
from lintas.appointments import public as appointments
from lintas.catalogue import public as catalogue
from lintas.portal import published


@anyone
@require_GET
def lobby(request: HttpRequest, lobby_id: UUID) -> HttpResponse:
    """One lobby: how many came, how many were called, and how its first order can be checked."""
    found = published.found(appointments.lobby_of, lobby_id)
    context = {
        "lobby": found,
        "service": published.found_service(found.service),
        "order": (found.record or {}).get("order", ()),
        "minutes": catalogue.office(found.office).lobby.minutes_inside,
    }
    return render(request, "portal/lobby.html", context)


@anyone
@require_GET
def record(request: HttpRequest, lobby_id: UUID) -> HttpResponse:
    """The published order, byte for byte what the journal keeps the hash of."""
    found = published.found(appointments.lobby_of, lobby_id)
    return published.as_download(found.text, f"urutan-{found.opens_at:%Y-%m-%d}")
