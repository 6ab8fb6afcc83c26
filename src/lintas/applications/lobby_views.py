"""The calendar while more people want it than can be served: the page of the lobby instead."""

import json
from contextlib import suppress

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lintas.accounts.public import actor_of, anyone
from lintas.applications import lobby_commands
from lintas.applications.lobby_arrivals import Asked
from lintas.applications.lobby_front import GO, WAITS, etag_of
from lintas.applications.lobby_memory import MEMORY
from lintas.applications.lobby_page import context_of, numbers_of, told
from lintas.applications.lobby_rush import note_visitor
from lintas.applications.lobby_standing import Standing
from lintas.applications.models import Application
from lintas.applications.opening import facts, with_application
from lintas.appointments import public as appointments
from lintas.appointments.public import LobbyState
from lintas.kernel import clock
from lintas.kernel.errors import Refused


def at_the_calendar(
    request: HttpRequest, application: Application
) -> tuple[Standing | None, LobbyState | None]:
    """Where this person stands, None where the calendar is free to all; and the lobby, if on.

    Before the opening hour what is left of other days can be taken as always; who wants to wait
    for the opening says so.
    """
    at = clock.now()
    lobby = appointments.lobby_on(application.office, application.service, at)
    if lobby is None:
        note_visitor(application, at)
        return None, None
    if at < lobby.opens_at and lobby.early and lobby.left and WAITS not in request.GET:
        return None, lobby
    standing = lobby_commands.stand_in(
        lobby, application=application, actor=actor_of(request), at=at
    )
    session = request.session.session_key
    if standing is not None and session and standing.again:
        MEMORY.remember(Asked(session, application.pk), standing.lobby.id)
    return standing, lobby


def waiting_page(
    request: HttpRequest, application: Application, standing: Standing, refusal: str = ""
) -> HttpResponse:
    language = get_language() or "id"
    context = facts(
        application,
        refusal=refusal,
        **context_of(standing, numbers_of(standing, language)),
    )
    page = render(request, "applications/lobby.html", context, status=422 if refusal else 200)
    if standing.again:
        page["Retry-After"] = str(standing.again)
    return page


@anyone
@with_application
@never_cache
@require_GET
def numbers(request: HttpRequest, application: Application) -> HttpResponse:
    """For the small script: the page's numbers, or that another page is due."""
    at, language = clock.now(), get_language() or "id"
    if application.status not in lobby_commands.CHOOSING:
        return HttpResponse(GO, content_type="application/json")
    standing = lobby_commands.stand(application=application, actor=actor_of(request), at=at)
    waits = standing is not None and standing.kind != "inside"
    body = json.dumps(told(standing, language)).encode() if standing and waits else GO
    answer = HttpResponse(body, content_type="application/json")
    answer["ETag"] = etag_of(body)
    if standing is not None and standing.again:
        answer["Retry-After"] = str(standing.again)
    return answer


@anyone
@with_application
@never_cache
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, application: Application) -> HttpResponse:
    """Give the place in line up; a page in between says what that means."""
    if request.method == "POST":
        with suppress(appointments.LobbyOver):  # nobody waits there any more
            lobby_commands.leave(application=application, actor=actor_of(request), at=clock.now())
        return redirect("applications:status", application.pk)
    if appointments.lobby_on(application.office, application.service, clock.now()) is None:
        return redirect("applications:schedule", application.pk)
    return render(request, "applications/lobby_leave.html", facts(application))


@anyone
@with_application
@require_POST
def again(request: HttpRequest, application: Application) -> HttpResponse:
    """Back to the end of the line."""
    if application.status not in lobby_commands.CHOOSING:
        raise Http404
    with suppress(
        Refused
    ):  # a second window was first, or it is over: the page shows how it stands
        lobby_commands.stand_again(application=application, actor=actor_of(request), at=clock.now())
    return redirect("applications:schedule", application.pk)
