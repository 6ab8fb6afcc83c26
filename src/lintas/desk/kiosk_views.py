"""The kiosk at the door: check in, or take a number without an appointment.

Only a device that staff have made a kiosk finds anything here. It shows no name, keeps nothing,
and every answer ends by itself: nobody can read who was here before.
"""

from dataclasses import replace
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lintas.accounts.public import machine
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import Office
from lintas.desk.counter_views import ARRIVE
from lintas.kernel import clock
from lintas.kernel.actor import Actor, system
from lintas.kernel.errors import Refused
from lintas.kernel.ids import new_id, read_id
from lintas.queue import public as queue
from lintas.queue.public import KioskView, TicketView

COOKIE = "lintas-kiosk"
SALT = "lintas.kiosk"
KEPT_SECONDS = 400 * 24 * 3600
RESET_SECONDS = 30


def remember_kiosk(response: HttpResponse, kiosk_id: UUID) -> None:
    """The device's key; it opens the kiosk page and nothing else."""
    response.set_cookie(
        COOKIE,
        signing.dumps(str(kiosk_id), salt=SALT),
        max_age=KEPT_SECONDS,
        httponly=True,
        samesite="Strict",
    )


def _kiosk_of(request: HttpRequest, office: str) -> KioskView:
    try:
        known = UUID(signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT))
    except (signing.BadSignature, ValueError):
        raise Http404 from None
    found = queue.kiosk(known, office)
    if found is None:
        raise Http404
    return found


@machine
@never_cache
@require_http_methods(["GET", "POST"])
def kiosk(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask, or answer what was asked: a number, or a sentence saying what to do."""
    device = _kiosk_of(request, slug)
    office = catalogue.office(slug)
    if request.method == "GET":
        return _page(request, office)
    try:
        ticket = _served(request, device)
    except Refused as refusal:
        return _page(request, office, refusal=str(refusal), status=422)
    printed = queue.ask_print(
        printout_id=ticket.id,
        ticket_id=ticket.id,
        office=office.id,
        printer=device.printer,
        actor=_actor(device, ticket),
        at=clock.now(),
    )
    return _page(request, office, ticket=ticket, printed=printed)


def _served(request: HttpRequest, device: KioskView) -> TicketView:
    """The ticket that is checked in or given now. Raises: what the queue refuses."""
    at = clock.now()
    if "service" in request.POST:
        return queue.walk_in_by_share(
            ticket_id=_turn(request),
            office=device.office,
            service=request.POST["service"],
            actor=_actor(device),
            at=at,
        )
    found = queue.shown_ticket(device.office, request.POST.get("ticket", ""), at)
    ARRIVE(_actor(device, found), found)
    return queue.ticket(found.id) or found


def _actor(device: KioskView, ticket: TicketView | None = None) -> Actor:
    """The kiosk itself; it sees the application of the ticket in its hand and no other."""
    kiosk_itself = replace(system("kiosk"), office=device.office)
    cases = {ticket.case} if ticket and ticket.case else set()
    return replace(kiosk_itself, cases=frozenset(cases))


def _turn(request: HttpRequest) -> UUID:
    """The id that the page gave to this turn, so that two touches are one number."""
    return read_id(request.POST.get("turn", "")) or new_id()


def _page(
    request: HttpRequest,
    office: Office,
    ticket: TicketView | None = None,
    printed: bool = False,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    at = clock.now()
    context = {
        "place": office,
        "ticket": ticket,
        "line": queue.place_of(ticket.id, at) if ticket else None,
        "printed": printed,
        "refusal": refusal,
        "typed": request.POST.get("ticket", ""),
        "places": queue.walk_in_places(office.id, at) if ticket is None else [],
        "gives": queue.gives_walk_ins(office, at),
        "letters": sorted({line for one in office.counters for line in one.queues} | {"P"}),
        "turn": new_id(),
        "reset": RESET_SECONDS,
        "follow": f"{settings.SITE_URL}/tiket/{ticket.id}/" if ticket else "",
    }
    return render(request, "desk/kiosk.html", context, status=status)
