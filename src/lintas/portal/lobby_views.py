"""How the order of a lobby came about, for everybody: the promise before, the list after."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from lintas.accounts.public import anyone
from lintas.appointments import public as appointments
from lintas.appointments.public import LobbyState
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import Service, ServiceUnknown
from lintas.kernel import clock


def _found(lobby_id: UUID) -> LobbyState:
    """Raises: Http404."""
    try:
        return appointments.lobby_of(lobby_id, clock.now())
    except appointments.LobbyUnknown:
        raise Http404 from None


def _service(slug: str) -> Service | None:
    try:
        return catalogue.service(slug)
    except ServiceUnknown:
        return None


@anyone
@require_GET
def lobby(request: HttpRequest, lobby_id: UUID) -> HttpResponse:
    """One lobby: how many came, how many were called, and how its first order can be checked."""
    found = _found(lobby_id)
    context = {
        "lobby": found,
        "service": _service(found.service),
        "order": (found.record or {}).get("order", ()),
        "minutes": catalogue.office(found.office).lobby.minutes_inside,
    }
    return render(request, "portal/lobby.html", context)


@anyone
@require_GET
def record(request: HttpRequest, lobby_id: UUID) -> HttpResponse:
    """The published order, byte for byte what the journal keeps the hash of."""
    found = _found(lobby_id)
    if not found.text:
        raise Http404
    answer = HttpResponse(found.text, content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="urutan-{found.opens_at:%Y-%m-%d}.json"'
    answer["Cache-Control"] = "public, max-age=300"
    return answer
