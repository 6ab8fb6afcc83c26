"""The waiting room's display: follows by itself, survives days, needs no script to be right."""

from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import parse_etags, quote_etag
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from lintas.accounts.public import anyone
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import Office, OfficeUnknown
from lintas.kernel import clock
from lintas.queue import voice
from lintas.queue.display import build, fingerprint, state_of
from lintas.queue.queries import display_state

DAY_SECONDS = 24 * 3600


def _office(slug: str) -> Office:
    try:
        return catalogue.office(slug)
    except OfficeUnknown:
        raise Http404 from None


def _room(request: HttpRequest, office: Office) -> str:
    """?ruang=utama; a room that does not exist is the whole office."""
    wanted = request.GET.get("ruang", "")
    return wanted if office.queue.room(wanted) else ""


def _languages(request: HttpRequest) -> list[str]:
    """?bahasa=id,en: read in the first, spoken in each; else the language of the page."""
    named = [one for one in request.GET.get("bahasa", "").split(",") if one in voice.VOICES]
    return named or [(get_language() or "id")[:2]]


@anyone
@require_GET
def display(request: HttpRequest, slug: str) -> HttpResponse:
    """One huge number, the counter in yellow, the other counters at the right."""
    place, at = _office(slug), clock.now()
    room, languages = _room(request, place), _languages(request)
    live = f"{settings.LIVE_URL}/live/{slug}/" + (f"{room}/" if room else "")
    context: dict[str, Any] = {
        "place": place,
        "room": place.queue.room(room),
        "state": state_of(place, at, room),
        "languages": languages,
        "read": languages[0],
        "live": live,
        "build": build(),
        "shift": int(clock.shift().total_seconds()),
    }
    return render(request, "queue/display.html", context)


@anyone
@require_GET
def state(request: HttpRequest, slug: str) -> HttpResponse:
    """What the display shows, for browsers that cannot hold a stream open."""
    place = _office(slug)
    found = state_of(place, clock.now(), _room(request, place))
    etag = quote_etag(fingerprint(found))
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        return HttpResponse(status=304, headers={"ETag": etag})
    return JsonResponse(found, headers={"ETag": etag, "Cache-Control": "no-cache"})


@anyone
@require_GET
def spoken(request: HttpRequest, slug: str, label: str, language: str) -> HttpResponseBase:
    """The sound of a call that stands at a counter now; nothing else is spoken here."""
    place = _office(slug)
    live = display_state(slug, clock.now()).live
    call = next((one for one in live if one.number == label), None)
    counter = place.counter(call.counter) if call else None
    if counter is None or language not in voice.VOICES:
        raise Http404
    file = voice.sound(voice.sentence(label, counter.title, language), language)
    if file is None:
        return HttpResponse(status=503)
    headers = {"Cache-Control": f"private, max-age={DAY_SECONDS}"}
    return FileResponse(file.open("rb"), content_type="audio/wav", headers=headers)
