"""Proposing a waiver from the page of a case, and answering it."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lintas.accounts.public import actor_of, staff
from lintas.applications import public as applications
from lintas.applications.public import CaseView
from lintas.desk.case_page import is_read_only, open_case
from lintas.desk.case_views import CASES, show
from lintas.desk.messages import say
from lintas.kernel import clock
from lintas.kernel.errors import Refused
from lintas.kernel.ids import new_id


@staff(*CASES)
@require_POST
def waiver(request: HttpRequest, application_id: UUID) -> HttpResponse:
    def take(view: CaseView) -> None:
        ground = request.POST.get("ground", "")
        for file in request.FILES.getlist("file"):  # kept even when the proposal lacks something
            applications.store_evidence(
                application=view.application,
                ground=ground,
                name=file.name or "",
                content=file,
                actor=actor_of(request),
                at=clock.now(),
            )
        applications.propose_waiver(
            waiver_id=new_id(),
            application=view.application,
            ground=ground,
            evidence=request.POST.get("evidence", ""),
            actor=actor_of(request),
            at=clock.now(),
        )

    return _taken(request, application_id, take)


@staff(*CASES)
@require_POST
def answer(request: HttpRequest, application_id: UUID, waiver_id: UUID) -> HttpResponse:
    def take(view: CaseView) -> None:
        applications.answer_waiver(
            waiver_id=waiver_id,
            application=view.application,
            verdict=request.POST.get("verdict", ""),
            actor=actor_of(request),
            at=clock.now(),
        )

    return _taken(request, application_id, take)


def _taken(
    request: HttpRequest, application_id: UUID, take: Callable[[CaseView], None]
) -> HttpResponse:
    if is_read_only(request, application_id):
        raise Http404
    try:
        take(open_case(request, application_id))
    except Refused as refusal:
        typed = dict(request.POST.items())
        return show(request, open_case(request, application_id), str(refusal), typed, status=422)
    say(request, _("Tercatat."))
    return redirect("desk:case", application_id)
