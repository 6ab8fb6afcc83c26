"""At the counter, for an applicant who has no phone: somebody's access ends, a secret is handed."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from lintas.accounts.public import actor_of, staff
from lintas.applications import public as applications
from lintas.applications.public import CaseView
from lintas.desk.case_page import is_read_only, open_case
from lintas.desk.case_views import CASES, show
from lintas.desk.messages import say
from lintas.kernel import clock
from lintas.kernel.errors import Refused


def _case(request: HttpRequest, application_id: UUID) -> CaseView:
    """Raises: Http404."""
    if is_read_only(request, application_id):
        raise Http404
    return open_case(request, application_id)


@staff(*CASES)
@require_POST
def end(request: HttpRequest, application_id: UUID, party_id: UUID) -> HttpResponse:
    """The applicant stands here and asks that somebody sees their request no more."""
    view = _case(request, application_id)
    try:
        applications.end_party(
            application=view.application,
            party_id=party_id,
            actor=actor_of(request),
            at=clock.now(),
        )
    except Refused as refusal:
        return show(request, view, str(refusal), {}, status=422)
    say(request, _("Tercatat."))
    return redirect("desk:case", application_id)


@staff(*CASES)
@never_cache
@require_POST
def secret(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Another secret for an applicant who is reached by nothing, shown once to be printed."""
    application = _case(request, application_id).application
    if not application.on_paper:
        raise Http404
    applications.renew_secret(application=application, actor=actor_of(request), at=clock.now())
    context = {
        "here": "cases",
        "application": application,
        "secret": applications.secret_of(application),
    }
    return render(request, "desk/secret_slip.html", context)
