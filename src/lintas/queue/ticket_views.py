"""A number on a phone, also of somebody without an application: where it stands, no name."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from lintas.accounts.public import anyone
from lintas.catalogue import public as catalogue
from lintas.kernel import clock
from lintas.queue import queries
from lintas.queue.tasks import code_of
from lintas.queue.wait_queries import place_of


@anyone
@require_GET
def ticket(request: HttpRequest, ticket_id: UUID) -> HttpResponse:
    """Whoever holds the address (a QR code on the paper) may see it; it cannot be guessed."""
    found = queries.ticket(ticket_id)
    if found is None or found.status == "cancelled":
        raise Http404
    place, at = catalogue.office(found.office), clock.now()
    counter = place.counter(found.counter)
    context = {
        "place": place,
        "ticket": found,
        "service": _title(found.service),
        "counter": counter.title if counter else found.counter,
        "line": place_of(found.id, at) if found.status == "waiting" else None,
        "code": code_of(found.id),
        "today": found.on == place.today(at),
    }
    response = render(request, "queue/ticket.html", context)
    response["Cache-Control"] = "no-cache"
    return response


def _title(service: str) -> str:
    try:
        return str(catalogue.service(service).title)
    except catalogue.ServiceUnknown:
        return service
