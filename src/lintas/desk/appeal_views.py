"""Answering an objection from the page of its case."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lintas.accounts.public import actor_of, staff
from lintas.appeals import public as appeals
from lintas.desk.case_page import is_read_only, open_case
from lintas.desk.case_views import CASES, show
from lintas.desk.letter_previews import LONGEST, PREVIEW
from lintas.desk.messages import say
from lintas.kernel import clock
from lintas.kernel.errors import Refused


@staff(*CASES)
@require_POST
def appeal(request: HttpRequest, application_id: UUID, appeal_id: UUID) -> HttpResponse:
    view, typed = open_case(request, application_id), dict(request.POST.items())
    if is_read_only(request, application_id):
        raise Http404
    if PREVIEW in request.POST:
        return show(request, view, "", typed)
    try:
        appeals.answer_appeal(
            appeal_id=appeal_id,
            application=view.application,
            verdict=request.POST.get("verdict", ""),
            text=request.POST.get("answer", "")[:LONGEST],
            seen=request.POST.get("letter", ""),
            actor=actor_of(request),
            at=clock.now(),
        )
    except Refused as refusal:
        return show(request, open_case(request, application_id), str(refusal), typed, status=422)
    say(request, _("Tercatat; pemohon dikabari."))
    return redirect("desk:case", application_id)
