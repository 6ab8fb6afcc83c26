"""What is said about the clock of a case, and the list of clocks that need somebody."""

from collections.abc import Callable, Mapping
from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from lintas.accounts.public import actor_of, staff
from lintas.applications import public as applications
from lintas.applications.public import CaseView
from lintas.catalogue import public as catalogue
from lintas.desk.case_page import is_read_only, open_case
from lintas.desk.case_views import CASES, show
from lintas.desk.letter_previews import PREVIEW
from lintas.desk.messages import say
from lintas.kernel import clock
from lintas.kernel.actor import Actor
from lintas.kernel.errors import Refused
from lintas.promises import public as promises


def _pause(request: HttpRequest, view: CaseView, actor: Actor) -> None:
    reason = request.POST.get("pause-reason", "")
    applications.pause_promise(
        application=view.application, reason=reason, actor=actor, at=clock.now()
    )


def _resume(request: HttpRequest, view: CaseView, actor: Actor) -> None:
    applications.resume_promise(application=view.application, actor=actor, at=clock.now())


def _delay(request: HttpRequest, view: CaseView, actor: Actor) -> None:
    try:
        announced_on = date.fromisoformat(request.POST.get("announced-on", ""))
    except ValueError:
        announced_on = date.min
    applications.declare_delay(
        application=view.application,
        reason=request.POST.get("delay-reason", ""),
        announced_on=announced_on,
        seen=request.POST.get("letter", ""),
        actor=actor,
        at=clock.now(),
    )


def _extend(request: HttpRequest, view: CaseView, actor: Actor) -> None:
    reason = request.POST.get("extend-reason", "")
    applications.extend_promise(
        application=view.application, reason=reason, actor=actor, at=clock.now()
    )


SAYINGS: Mapping[str, Callable[[HttpRequest, CaseView, Actor], None]] = {
    "jeda": _pause,
    "lanjut": _resume,
    "panjang": _extend,
    "mundur": _delay,
}


@staff(*CASES)
@require_POST
def promise(request: HttpRequest, application_id: UUID, verb: str) -> HttpResponse:
    if verb not in SAYINGS:
        raise Http404
    view = open_case(request, application_id)
    if is_read_only(request, application_id):
        raise Http404
    if PREVIEW in request.POST:
        return show(request, view, "", dict(request.POST.items()))
    try:
        SAYINGS[verb](request, view, actor_of(request))
    except Refused as refusal:
        typed = dict(request.POST.items())
        return show(request, open_case(request, application_id), str(refusal), typed, status=422)
    say(request, _("Tercatat; pemohon dikabari."))
    return redirect("desk:case", application_id)


@staff(*CASES)
@never_cache
@require_GET
def promises_page(request: HttpRequest) -> HttpResponse:
    """Promises that are nearly due, late or standing still, and how many were kept."""
    actor, at = actor_of(request), clock.now()
    today = catalogue.office(actor.office).today(at)
    kept = promises.figures(actor.office, today)
    context = {
        "here": "promises",
        "today": today,
        "pressing": applications.promise_rows(actor, promises.endangered(actor.office)),
        "paused": applications.promise_rows(actor, promises.paused_now(actor.office)),
        "figures": [(s, kept[s.id]) for s in catalogue.services() if s.id in kept],
    }
    return render(request, "desk/promises.html", context)
