"""The lobby as staff see it, live; the head and the administrator may slow, stop, begin, end it."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from lintas.accounts.public import actor_of, staff
from lintas.appointments import public as appointments
from lintas.appointments.public import LobbyState
from lintas.catalogue import public as catalogue
from lintas.desk.case_views import CASES
from lintas.desk.messages import said, say
from lintas.kernel import clock
from lintas.kernel.actor import Role
from lintas.kernel.errors import Refused
from lintas.kernel.ids import new_id

RUNS_IT = (Role.HEAD, Role.ADMIN)
EVERY_SECONDS = 10


@staff(*CASES, Role.ADMIN)
@never_cache
@require_GET
def lobbies(request: HttpRequest) -> HttpResponse:
    """Who waits, is inside and has booked; a script keeps the numbers fresh."""
    actor, at = actor_of(request), clock.now()
    office, titles = catalogue.office(actor.office), _titles()
    live = appointments.live_lobbies(at, office.id)
    on = {one.service for one in live}
    context = {
        "here": "home",
        "lobbies": [_row(one, titles) for one in live],
        "may": actor.has(*RUNS_IT),
        "services": [
            (quota.service, titles.get(quota.service, quota.service))
            for quota in office.quota
            if quota.service not in on and office.release_of(quota.service).plan != "draw"
        ],
        "minutes": office.lobby.minutes_inside,
        "every": EVERY_SECONDS if live else 0,
        "refusal": said(request) or "",
    }
    return render(request, "desk/lobbies.html", context)


def _titles() -> Mapping[str, object]:
    return {service.id: service.title for service in catalogue.services()}


def _row(one: LobbyState, titles: Mapping[str, object]) -> dict[str, Any]:
    counts = appointments.lobby_counts(one.id)
    return {
        "lobby": one,
        "title": titles.get(one.service, one.service),
        "counts": counts,
        "booked": counts.get("booked", 0),
        "lapsed": counts.get("lapsed", 0) + counts.get("left", 0),
        "absent": one.coming + one.absent,
        "wait": one.wait(one.last_turn + 1),
    }


@staff(*RUNS_IT)
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """People wait for this service from now on, also where no rush was noticed yet."""
    actor, at = actor_of(request), clock.now()
    office, service = catalogue.office(actor.office), request.POST.get("service", "")
    if not office.quota_of(service) or office.release_of(service).plan == "draw":
        raise Http404
    _try(
        request,
        lambda: appointments.begin_lobby(
            lobby_id=new_id(),
            office=office.id,
            service=service,
            why="staff",
            opens_at=at,
            actor=actor,
            at=at,
        ),
    )
    return redirect("desk:lobbies")


@staff(*RUNS_IT)
@require_POST
def act(request: HttpRequest, lobby_id: UUID, verb: str) -> HttpResponse:
    actor, at = actor_of(request), clock.now()
    if not any(one.id == lobby_id for one in appointments.live_lobbies(at, actor.office)):
        raise Http404
    if verb == "tutup":
        _try(
            request,
            lambda: appointments.end_lobby(lobby_id=lobby_id, actor=actor, at=at),
        )
    elif verb in MODES:
        text = request.POST.get("said", "")
        _try(
            request,
            lambda: appointments.pace_lobby(
                lobby_id=lobby_id, mode=MODES[verb], said=text, actor=actor, at=at
            ),
        )
    else:
        raise Http404
    return redirect("desk:lobbies")


MODES: Mapping[str, str] = {"buka": "open", "pelan": "slow", "henti": "stopped"}


def _try(request: HttpRequest, deed: Callable[[], None]) -> None:
    try:
        deed()
    except Refused as refusal:
        say(request, str(refusal))
