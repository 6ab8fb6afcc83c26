"""The person and the draw: enter, wait, answer an offer, see the result."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from lintas.accounts.public import actor_of, anyone, id_named
from lintas.applications import draw_commands
from lintas.applications.models import Application
from lintas.applications.opening import facts, with_application
from lintas.applications.queries import office_of
from lintas.applications.rules import Status
from lintas.appointments import public as appointments
from lintas.catalogue.public import DAYS
from lintas.kernel import clock
from lintas.kernel.errors import Refused
from lintas.kernel.ids import new_id

HALVES: Mapping[str, object] = {
    "am": _("Pagi, sebelum pukul 12.00"),
    "pm": _("Siang, mulai pukul 12.00"),
}


@anyone
@with_application
@never_cache
@require_GET
def draw(request: HttpRequest, application: Application) -> HttpResponse:
    if application.status != Status.PAID:
        return redirect("applications:status", application.pk)
    return _show(request, application)


def _show(request: HttpRequest, application: Application, refusal: str = "") -> HttpResponse:
    at, office = clock.now(), office_of(application)
    release = office.release_of(application.service)
    waiting = appointments.waiting_of(application.pk)
    if not release.has_waiting_list and waiting is None:
        return redirect("applications:schedule", application.pk)
    entries = appointments.entries_of(application.pk, at)
    coming = appointments.current_draw(application.office, application.service, at)
    mine = next((e for e in entries if coming and e.draw.id == coming.id), None)
    days = {name: n for n, name in enumerate(DAYS) if n in office.calendar.weekdays}
    context = facts(
        application,
        office=office,
        release=release,
        keeps_priority=any(share.for_whom == "priority" for share in office.shares),
        opening=appointments.opening_of(application.office, application.service, at),
        coming=coming,
        mine=mine,
        past=[e for e in entries if e.draw.phase in {"closed", "drawn"}],
        waiting=waiting,
        days=days,
        halves=HALVES,
        chosen=_chosen(request, mine.can if mine else waiting.can if waiting else ""),
        refusal=refusal,
    )
    return render(request, "applications/draw.html", context, status=422 if refusal else 200)


def _chosen(request: HttpRequest, kept: str) -> set[str]:
    """What is ticked: as just sent, else as kept."""
    if request.method == "POST":
        return {*request.POST.getlist("day"), *request.POST.getlist("half")}
    return {half for part in kept.split() for half in part.split("-")}


def _can(request: HttpRequest) -> str:
    """Every ticked day with every ticked half; nothing ticked of either is all of it."""
    days = request.POST.getlist("day") or list(DAYS)
    halves = request.POST.getlist("half") or list(HALVES)
    if len(days) * len(halves) == len(DAYS) * len(HALVES):
        return appointments.ANY
    return appointments.read_parts(f"{day}-{half}" for day in days for half in halves)


def _enter(request: HttpRequest, application: Application, same: dict[str, Any]) -> None:
    draw_commands.enter_draw(
        draw_id=id_named(request.POST.get("draw", "")), entry_id=new_id(), can=_can(request), **same
    )


def _take_out(request: HttpRequest, application: Application, same: dict[str, Any]) -> None:
    appointments.withdraw_entry(
        draw_id=id_named(request.POST.get("draw", "")),
        case=application.pk,
        actor=same["actor"],
        at=same["at"],
    )


def _join(request: HttpRequest, application: Application, same: dict[str, Any]) -> None:
    draw_commands.join_waiting(waiting_id=new_id(), can=_can(request), **same)


def _leave(request: HttpRequest, application: Application, same: dict[str, Any]) -> None:
    appointments.leave_waiting(case=application.pk, actor=same["actor"], at=same["at"])


def _accept(request: HttpRequest, application: Application, same: dict[str, Any]) -> None:
    draw_commands.take_offer(
        offer_id=id_named(request.POST.get("offer", "")),
        booking_id=new_id(),
        ticket_id=new_id(),
        **same,
    )


def _decline(request: HttpRequest, application: Application, same: dict[str, Any]) -> None:
    appointments.decline_offer(
        offer_id=id_named(request.POST.get("offer", "")),
        case=application.pk,
        actor=same["actor"],
        at=same["at"],
    )


Deed = Callable[[HttpRequest, Application, dict[str, Any]], None]
DEEDS: Mapping[str, Deed] = {
    "ikut": _enter,
    "batal": _take_out,
    "tunggu": _join,
    "keluar": _leave,
    "terima": _accept,
    "tolak": _decline,
}


@anyone
@with_application
@require_POST
def act(request: HttpRequest, application: Application, verb: str) -> HttpResponse:
    if verb not in DEEDS:
        raise Http404
    same = {"application": application, "actor": actor_of(request), "at": clock.now()}
    try:
        DEEDS[verb](request, application, same)
    except appointments.DrawUnknown:
        raise Http404 from None
    except Refused as refusal:
        application.refresh_from_db()
        return _show(request, application, str(refusal))
    if verb == "terima":
        return redirect("applications:ticket", application.pk)
    return redirect("applications:draw", application.pk)
