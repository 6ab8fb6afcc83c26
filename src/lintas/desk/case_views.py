"""What waits today; one case with everything beside it, and what may be done with it now."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from lintas.accounts.public import actor_of, staff
from lintas.applications import public as applications
from lintas.applications.public import Action, CaseView, Status
from lintas.appointments import public as appointments
from lintas.attachments import public as attachments
from lintas.casework import public as casework
from lintas.catalogue import public as catalogue
from lintas.desk.case_page import CaseClosed, Sight, is_read_only, open_case
from lintas.desk.case_sections import columns_of
from lintas.desk.letter_previews import LONGEST, PREVIEW, items_of
from lintas.desk.messages import said, say
from lintas.kernel import clock
from lintas.kernel.actor import Actor, Role
from lintas.kernel.errors import Refused
from lintas.notices import public as notices
from lintas.promises import public as promises
from lintas.queue import public as queue

CASES = (Role.OFFICER, Role.APPROVER, Role.HEAD)
EVERYBODY = (*CASES, Role.ADMIN)
WAITING_FOR_US = (Status.UNDER_REVIEW, Status.APPROVED, Status.IN_PRODUCTION, Status.READY)


@staff(*EVERYBODY)
@never_cache
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What waits today."""
    actor, at = actor_of(request), clock.now()
    counts = applications.open_counts(actor)
    office = catalogue.office(actor.office)
    context = {
        "here": "home",
        "may_see_cases": actor.has(*CASES),
        **_to_review(actor, office.today(at)),
        "may_lead": actor.has(Role.HEAD),
        "tiles": [(s, applications.status_text(s), counts.get(s, 0)) for s in WAITING_FOR_US],
        "serving": queue.now_serving(office.id, at),
        "open": appointments.is_open_now(office, at),
        "expected": len(queue.expected_list(office.id, at)),
        "letters": notices.inbox_of(actor.id, most=8) if actor.id else [],
        "late": len(promises.endangered(office.id)) if actor.has(*CASES) else 0,
    }
    return render(request, "desk/home.html", context)


def _to_review(actor: Actor, today: date) -> dict[str, Any]:
    glasses = casework.glasses_to_review(actor)
    late = sum(glass.review_due_on < today for glass in glasses)
    return {"glasses": glasses, "glasses_late": late}


@staff(*CASES)
@never_cache
@require_GET
def case(request: HttpRequest, application_id: UUID) -> HttpResponse:
    try:
        view = open_case(request, application_id)
    except CaseClosed as closed:
        return redirect(f"{reverse('desk:emergency')}?{urlencode({'nomor': closed.number})}")
    casework.note_opening(view=view, actor=actor_of(request), at=clock.now())
    return show(request, view, "", {})


def show(
    request: HttpRequest, view: CaseView, refusal: str, typed: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """The page of a case, with a sentence to say and what a refused form held."""
    sight = Sight(view=view, actor=actor_of(request), at=clock.now(), typed=typed)
    context = {
        "here": "cases",
        "view": view,
        "application": view.application,
        "service": view.service,
        "status_text": applications.status_text(view.application.status),
        "columns": columns_of(sight),
        "said": said(request),
        "refusal": refusal,
        "typed": typed,
    }
    return render(request, "desk/case.html", context, status=status)


Take = Callable[[HttpRequest, CaseView, Actor], None]


def _check(request: HttpRequest, view: CaseView, actor: Actor) -> None:
    applications.record_check(
        application=view.application,
        check_id=request.POST.get("check", ""),
        outcome=request.POST.get("outcome", ""),
        note=request.POST.get("note", "")[:500],
        actor=actor,
        at=clock.now(),
    )


def _return(request: HttpRequest, view: CaseView, actor: Actor) -> None:
    applications.return_for_correction(
        application=view.application,
        items=items_of(dict(request.POST.items())),
        seen=request.POST.get("letter", ""),
        actor=actor,
        at=clock.now(),
    )


def _approve(request: HttpRequest, view: CaseView, actor: Actor) -> None:
    applications.approve(
        application=view.application,
        text=request.POST.get("text", "")[:LONGEST],
        seen=request.POST.get("letter", ""),
        actor=actor,
        at=clock.now(),
    )


def _refuse(request: HttpRequest, view: CaseView, actor: Actor) -> None:
    applications.refuse(
        application=view.application,
        reason_id=request.POST.get("reason", ""),
        text=request.POST.get("text", "")[:LONGEST],
        seen=request.POST.get("letter", ""),
        actor=actor,
        at=clock.now(),
    )


def _mark_ready(request: HttpRequest, view: CaseView, actor: Actor) -> None:
    applications.mark_ready(
        application=view.application,
        document_number=request.POST.get("document_number", "")[:40],
        actor=actor,
        at=clock.now(),
    )


def _hand_to_post(request: HttpRequest, view: CaseView, actor: Actor) -> None:
    tracking = request.POST.get("tracking", "")[:60]
    applications.hand_to_post(
        application=view.application, tracking=tracking, actor=actor, at=clock.now()
    )


def _simply(command: Callable[..., None]) -> Take:
    def take(request: HttpRequest, view: CaseView, actor: Actor) -> None:
        command(application=view.application, actor=actor, at=clock.now())

    return take


TAKES: dict[str, Take] = {
    "check": _check,
    Action.RETURN: _return,
    Action.APPROVE: _approve,
    Action.REFUSE: _refuse,
    Action.START_PRODUCTION: _simply(applications.start_production),
    Action.MARK_READY: _mark_ready,
    Action.HAND_TO_POST: _hand_to_post,
    Action.TAKE_BACK_POST: _simply(applications.take_back_post),
    Action.RECEIVE_POST: _simply(applications.receive_post),
    Action.FINISH_REVIEW: _simply(applications.finish_review),
    Action.SEND_OUT: _simply(applications.send_out),
}


DONE: Mapping[str, Promise] = {
    Action.APPROVE: _("Disetujui. Pemohon dikabari."),
    Action.REFUSE: _("Ditolak. Pemohon dikabari, dengan alasan dan cara berkeberatan."),
    Action.RETURN: _("Dikembalikan. Pemohon melihat hal-hal yang Anda minta."),
}


@staff(*CASES)
@require_POST
def act(request: HttpRequest, application_id: UUID, action: str) -> HttpResponse:
    """One step with a case, or a preview of its letter; what was written stays in the form."""
    if action not in TAKES:
        raise Http404
    view = open_case(request, application_id)
    if is_read_only(request, application_id):
        raise Http404
    if PREVIEW in request.POST:
        return show(request, view, "", dict(request.POST.items()))
    try:
        TAKES[action](request, view, actor_of(request))
    except Refused as refusal:
        fresh = open_case(request, application_id)
        return show(request, fresh, str(refusal), dict(request.POST.items()), status=422)
    if action != "check":
        say(request, str(DONE.get(action, _("Tercatat."))))
    return redirect("desk:case", application_id)


@staff(*CASES)
@require_GET
def paper(request: HttpRequest, application_id: UUID, attachment_id: UUID) -> HttpResponseBase:
    """A paper of a case, or a page of it as a picture; each look at more than its small copy is
    recorded for its owner to see."""
    view = open_case(request, application_id)
    shown = [*(a for row in view.papers for a in row.uploads), *view.evidence]
    found = [a for a in shown if a.id == attachment_id]
    if not found:
        raise Http404
    size = request.GET.get("ukuran", "")
    if size != "kecil":
        attachments.note_look(
            attachment=found[0],
            office=view.application.office,
            actor=actor_of(request),
            at=clock.now(),
        )
    page = request.GET.get("halaman", "")
    try:
        if page.isdecimal():
            return attachments.serve_page(found[0], int(page))
        return attachments.serve(found[0], size)
    except attachments.NoSuchAttachment:
        raise Http404 from None
