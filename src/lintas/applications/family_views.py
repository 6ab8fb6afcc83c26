"""Coming together: who, when, and one step for all or for one."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from lintas.accounts.public import actor_of, anyone
from lintas.applications import family_commands
from lintas.applications.choosing_views import key_of, rule_facts
from lintas.applications.family_queries import FamilyView, family_view, may_join
from lintas.applications.lobby_commands import stand_together
from lintas.applications.models import Application
from lintas.applications.opening import facts, with_application
from lintas.applications.queries import office_of, service_of
from lintas.applications.rules import Status
from lintas.appointments import public as appointments
from lintas.kernel import clock
from lintas.kernel.errors import Refused
from lintas.kernel.ids import new_id

HERE = {Status.PAID, Status.VISIT_BOOKED, Status.ARRIVED}


@anyone
@with_application
@never_cache
@require_GET
def family(request: HttpRequest, application: Application) -> HttpResponse:
    if application.status not in HERE or service_of(application).visit is None:
        return redirect("applications:status", application.pk)
    status = Status.VISIT_BOOKED if "ganti" in request.GET else Status.PAID
    stand_together(application=application, status=status, actor=actor_of(request), at=clock.now())
    return _show(request, application)


def _show(request: HttpRequest, application: Application, refusal: str = "") -> HttpResponse:
    actor = actor_of(request)
    found = family_view(application, actor)
    moving = found is not None and len(found.booked) > 1 and "ganti" in request.GET
    context = facts(
        application,
        office=office_of(application),
        family=found,
        others=may_join(application, actor),
        moving=moving,
        refusal=refusal,
        key=new_id(),
        code=request.POST.get("kode", ""),
        may_cancel=[one for one in found.booked if one.is_mine] if found else [],
        **rule_facts(application),
        **_times(request, application, found, moving),
    )
    return render(request, "applications/family.html", context, status=422 if refusal else 200)


def _times(
    request: HttpRequest, application: Application, found: FamilyView | None, moving: bool
) -> dict[str, Any]:
    """The days and times at which all of them fit."""
    coming = (found.booked if moving else found.to_book) if found else ()
    if len(coming) < 2 and not (coming and found and found.booked):
        return {"days": [], "on": None, "times": [], "coming": ()}
    at, office = clock.now(), application.office
    ids = [one.id for one in coming]
    rows = {a.pk: a.service for a in Application.objects.filter(pk__in=ids)}
    services = [rows[one] for one in ids]
    days = appointments.days_together(office, services, at)
    on = _day(request) or next(iter(days), None)
    times = appointments.together_times(office, services, on, at) if on else []
    shown = [
        {"at": one.starts_at, "each": list(zip(coming, one.times, strict=True))} for one in times
    ]
    return {"days": days, "on": on, "times": shown, "coming": coming}


def _day(request: HttpRequest) -> date | None:
    try:
        return date.fromisoformat(request.GET.get("hari", ""))
    except ValueError:
        return None


def _starts_at(request: HttpRequest) -> datetime:
    """Raises: SlotGone."""
    try:
        found = datetime.fromisoformat(request.POST.get("mulai", ""))
    except ValueError:
        raise appointments.SlotGone from None
    if found.tzinfo is None:
        raise appointments.SlotGone
    return found


def _gather(request: HttpRequest, application: Application, same: dict[str, Any]) -> None:
    wanted = set(request.POST.getlist("permohonan"))
    others = [one for one in may_join(application, same["actor"]) if str(one.pk) in wanted]
    family_commands.gather(application=application, others=others, **same)


def _join(request: HttpRequest, application: Application, same: dict[str, Any]) -> None:
    code = request.POST.get("kode", "")
    family_commands.join_by_code(application=application, code=code, **same)


def _leave(request: HttpRequest, application: Application, same: dict[str, Any]) -> None:
    """This request, or another of the family that the reader sees too."""
    found = family_view(application, same["actor"])
    wanted = request.POST.get("permohonan", str(application.pk))
    members = found.members if found else ()
    if not any(str(one.id) == wanted and one.is_mine for one in members):
        raise Http404
    leaving = Application.objects.get(pk=UUID(wanted))
    family_commands.leave_family(application=leaving, **same)


def _book(request: HttpRequest, application: Application, same: dict[str, Any]) -> None:
    starts_at = _starts_at(request)
    family_commands.book_family_once(
        application=application, key=key_of(request), starts_at=starts_at, **same
    )


def _move(request: HttpRequest, application: Application, same: dict[str, Any]) -> None:
    starts_at = _starts_at(request)
    family_commands.move_family_once(
        application=application, key=key_of(request), starts_at=starts_at, **same
    )


def _cancel(request: HttpRequest, application: Application, same: dict[str, Any]) -> None:
    found = family_view(application, same["actor"])
    mine = [one.id for one in found.members if one.is_mine] if found else []
    family_commands.cancel_family(application=application, mine=mine, **same)


Deed = Callable[[HttpRequest, Application, dict[str, Any]], None]
DEEDS: Mapping[str, Deed] = {
    "kumpul": _gather,
    "gabung": _join,
    "keluar": _leave,
    "ambil": _book,
    "ganti": _move,
    "batal": _cancel,
}


@anyone
@with_application
@require_POST
def act(request: HttpRequest, application: Application, verb: str) -> HttpResponse:
    if verb not in DEEDS:
        raise Http404
    try:
        DEEDS[verb](request, application, {"actor": actor_of(request), "at": clock.now()})
    except Refused as refusal:
        application.refresh_from_db()
        return _show(request, application, str(refusal))
    return redirect("applications:family", application.pk)
