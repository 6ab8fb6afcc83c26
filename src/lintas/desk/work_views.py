"""What staff say about themselves, and for the head who handles which service."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lintas.accounts.public import actor_of, names_of, staff, staff_of
from lintas.casework import public as casework
from lintas.catalogue import public as catalogue
from lintas.desk.case_views import CASES
from lintas.desk.messages import said, say
from lintas.kernel import clock
from lintas.kernel.actor import Actor, Role
from lintas.kernel.errors import Refused
from lintas.kernel.ids import new_id


@staff(*CASES)
@never_cache
@require_GET
def my_work(request: HttpRequest) -> HttpResponse:
    return _my_work(request, said(request))


def _my_work(request: HttpRequest, refusal: str, status: int = 200) -> HttpResponse:
    actor = actor_of(request)
    today = catalogue.office(actor.office).today(clock.now())
    mine = casework.my_work(actor, today)
    names = names_of({a.deputy for a in mine.absences if a.deputy})
    context = {
        "here": "home",
        "today": today,
        "absences": [(a, names.get(a.deputy, "") if a.deputy else "") for a in mine.absences],
        "kin": mine.kin,
        "kept": mine.filters,
        "colleagues": [m for m in staff_of(actor.office) if m.id != actor.id],
        "refusal": refusal,
        "typed": request.POST.dict(),
    }
    return render(request, "desk/my_work.html", context, status=status)


def _absence(request: HttpRequest, actor: Actor) -> None:
    deputy = request.POST.get("deputy", "")
    try:
        starts_on = date.fromisoformat(request.POST.get("starts_on", ""))
        ends_on = date.fromisoformat(request.POST.get("ends_on", ""))
        stand_in = UUID(deputy) if deputy else None
    except ValueError:
        raise Refused(_("Pilih hari pertama dan hari terakhir.")) from None
    casework.note_absence(
        absence_id=new_id(),
        starts_on=starts_on,
        ends_on=ends_on,
        deputy=stand_in,
        actor=actor,
        at=clock.now(),
    )


def _kin(request: HttpRequest, actor: Actor) -> None:
    typed = request.POST.get("kin", "")
    casework.declare_kin(kin_id=new_id(), typed=typed, actor=actor, at=clock.now())


def _filter(request: HttpRequest, actor: Actor) -> None:
    name = request.POST.get("name", "").strip()
    if not name:
        raise Refused(_("Beri nama untuk daftar ini."))
    query = request.POST.get("query", "").lstrip("?")
    casework.keep_filter(name=name, query=query, actor=actor, at=clock.now())


def _drop(request: HttpRequest, actor: Actor) -> None:
    number = request.POST.get("filter", "")
    if number.isdecimal():
        casework.drop_filter(filter_id=int(number), actor=actor, at=clock.now())


TELLS: dict[str, Callable[[HttpRequest, Actor], None]] = {
    "tidak-hadir": _absence,
    "kerabat": _kin,
    "daftar": _filter,
    "hapus-daftar": _drop,
}


@staff(*CASES)
@require_POST
def tell(request: HttpRequest, what: str) -> HttpResponse:
    if what not in TELLS:
        raise Http404
    try:
        TELLS[what](request, actor_of(request))
    except Refused as refusal:
        return _my_work(request, str(refusal), status=422)
    say(request, _("Tercatat."))
    return redirect("desk:my-work")


@staff(Role.HEAD)
@never_cache
@require_http_methods(["GET", "POST"])
def services(request: HttpRequest) -> HttpResponse:
    """Which services each member of staff may handle; none marked is all."""
    actor, known = actor_of(request), catalogue.services()
    if request.method == "POST":
        named = [s.id for s in known if s.id in request.POST.getlist("service")]
        try:
            casework.set_services(
                staff=UUID(request.POST.get("staff", "")),
                services=named,
                actor=actor,
                at=clock.now(),
            )
        except (ValueError, Refused):
            raise Http404 from None
        say(request, _("Tercatat."))
        return redirect("desk:services")
    context = {
        "here": "home",
        "people": [(m, casework.services_of(m.id)) for m in staff_of(actor.office)],
        "services": known,
        "said": said(request),
    }
    return render(request, "desk/services.html", context)
