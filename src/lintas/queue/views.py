"""The waiting room's display: follows by itself, survives days, needs no script to be right."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.http import parse_etags, quote_etag
from django.views.decorators.http import require_GET

from lintas.accounts.public import anyone
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import Office, OfficeUnknown
from lintas.kernel import clock
from lintas.queue.display import fingerprint, state_of


def _office(slug: str) -> Office:
    try:
        return catalogue.office(slug)
    except OfficeUnknown:
        raise Http404 from None


@anyone
@require_GET
def display(request: HttpRequest, slug: str) -> HttpResponse:
    """One huge number, the counter in yellow, the last ones at the right."""
    place = _office(slug)
    context: dict[str, Any] = {
        "place": place,
        "state": state_of(place, clock.now()),
        "live": f"{settings.LIVE_URL}/live/{slug}/",
    }
    return render(request, "queue/display.html", context)


@anyone
@require_GET
def state(request: HttpRequest, slug: str) -> HttpResponse:
    """What the display shows, for browsers that cannot hold a stream open."""
    found = state_of(_office(slug), clock.now())
    etag = quote_etag(fingerprint(found))
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        return HttpResponse(status=304, headers={"ETag": etag})
    return JsonResponse(found, headers={"ETag": etag, "Cache-Control": "no-cache"})
