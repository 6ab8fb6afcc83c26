"""Pauses of a counter, messages on the displays, and which devices are kiosks."""

from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from lintas.accounts.public import actor_of, staff
from lintas.catalogue import public as catalogue
from lintas.catalogue.public import Office
from lintas.desk.counter_views import AT_THE_COUNTER
from lintas.desk.kiosk_views import remember_kiosk
from lintas.desk.messages import said, say
from lintas.desk.seat import counter_of, hall_of
from lintas.kernel import clock
from lintas.kernel.actor import Role
from lintas.kernel.errors import Refused
from lintas.kernel.ids import new_id, read_id
from lintas.queue import public as queue

ANYBODY_HERE = (Role.OFFICER, Role.APPROVER, Role.HEAD, Role.ADMIN)
HOURS = (1, 2, 4, 8)


@staff(*AT_THE_COUNTER)
@require_POST
def pause(request: HttpRequest) -> HttpResponse:
    """The counter of this member of staff calls nobody for a while."""
    actor = actor_of(request)
    try:
        queue.pause_counter(
            pause_id=new_id(),
            office=hall_of(request).id,
            counter=counter_of(request),
            reason=request.POST.get("reason", ""),
            actor=actor,
            at=clock.now(),
        )
    except Refused as refusal:
        say(request, str(refusal))
    return redirect("desk:counter")


@staff(*AT_THE_COUNTER)
@require_POST
def go_on(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    hall, counter = hall_of(request).id, counter_of(request)
    queue.resume_counter(office=hall, counter=counter, actor=actor, at=clock.now())
    return redirect("desk:counter")


@staff(*ANYBODY_HERE)
@never_cache
@require_GET
def waiting_room(request: HttpRequest) -> HttpResponse:
    """What the displays say, and the kiosks with their printers."""
    actor, at = actor_of(request), clock.now()
    return _page(request, catalogue.office(actor.office), at, said(request) or "")


def _page(
    request: HttpRequest, office: Office, at: datetime, refusal: str, wrong: str = ""
) -> HttpResponse:
    context = {
        "here": "counter",
        "place": office,
        "messages": queue.wall_messages(office.id, at),
        "kiosks": queue.open_kiosks(office.id),
        "troubled": queue.troubled_printers(office.id, at),
        "silent": not queue.voice_available(),
        "hours": HOURS,
        "typed": request.POST,
        "message": request.POST.get("message") or str(new_id()),
        "longest": queue.LONGEST_MESSAGE,
        "refusal": refusal,
        "wrong": wrong,
    }
    return render(request, "desk/waiting_room.html", context, status=422 if wrong else 200)


@staff(*ANYBODY_HERE)
@require_POST
def show_message(request: HttpRequest) -> HttpResponse:
    """A sentence on the displays for some hours; what was typed comes back when it is refused."""
    actor, at = actor_of(request), clock.now()
    try:
        queue.show_message(
            message_id=read_id(request.POST.get("message", "")) or new_id(),
            office=actor.office,
            room=request.POST.get("room", ""),
            text=request.POST.get("text", ""),
            text_en=request.POST.get("text_en", ""),
            until=at + timedelta(hours=_hours(request.POST.get("hours", ""))),
            actor=actor,
            at=at,
        )
    except Refused as refusal:
        return _page(request, catalogue.office(actor.office), at, "", str(refusal))
    return redirect("desk:waiting-room")


def _hours(typed: str) -> int:
    return int(typed) if typed in {str(one) for one in HOURS} else HOURS[0]


@staff(*ANYBODY_HERE)
@require_POST
def take_down(request: HttpRequest) -> HttpResponse:
    actor, found = actor_of(request), read_id(request.POST.get("message", ""))
    if found is not None:
        queue.take_down_message(message_id=found, office=actor.office, actor=actor, at=clock.now())
    return redirect("desk:waiting-room")


@staff(*ANYBODY_HERE)
@require_POST
def make_kiosk(request: HttpRequest) -> HttpResponse:
    """This browser becomes a kiosk: its staff session ends here, and it can only check in."""
    actor, kiosk_id = actor_of(request), new_id()
    queue.open_kiosk(
        kiosk_id=kiosk_id,
        office=actor.office,
        name=request.POST.get("name", ""),
        printer=request.POST.get("printer", ""),
        actor=actor,
        at=clock.now(),
    )
    request.session.flush()
    response = redirect("kiosk:home", actor.office)
    remember_kiosk(response, kiosk_id)
    return response


@staff(*ANYBODY_HERE)
@require_POST
def close_kiosk(request: HttpRequest) -> HttpResponse:
    actor, found = actor_of(request), read_id(request.POST.get("kiosk", ""))
    if found is not None:
        queue.close_kiosk(kiosk_id=found, office=actor.office, actor=actor, at=clock.now())
        say(request, _("Kios ditutup. Perangkat itu tidak dapat mencatat siapa pun lagi."))
    return redirect("desk:waiting-room")
